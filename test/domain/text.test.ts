import { expect, test } from '@jest/globals';
import { LIMITS, optional, required, type Limit } from '../../src/domain/text.ts';
import { isErased, tidy } from '../../src/domain/values.ts';
import { discharge, given, join, record } from './world.ts';
import { refusalOf } from './refusals.ts';

const limits = Object.entries(LIMITS) as [Limit, number][];

test.each(limits)('a %s may be as long as its limit, and no longer', (limit, most) => {
  expect(required('title', 'x'.repeat(most), limit)).toHaveLength(most);
  expect(refusalOf(() => required('title', 'x'.repeat(most + 1), limit))).toEqual({
    code: 'text.tooLong',
    field: 'title',
    length: most + 1,
    limit: most,
  });
});

test('white space around the words does not count towards the limit', () => {
  expect(required('title', `  ${'x'.repeat(LIMITS.title)} \n\n`, 'title')).toHaveLength(LIMITS.title);
});

test('a paste of 20,000 characters is refused with its length, in each field that takes text', () => {
  const paste = 'ED is at OPEL 4. '.repeat(1_200).slice(0, 20_000).replace(/ $/, '.');
  const tooLong = { length: 20_000 };
  given(...discharge())
    .when(record(paste))
    .thenRefused('text.tooLong', { field: 'title', limit: 300, ...tooLong });
  for (const field of ['text', 'why', 'options', 'consulted', 'informed', 'lateBecause'] as const)
    given(...discharge())
      .when(record('Open 12 beds', { [field]: paste }))
      .thenRefused('text.tooLong', { limit: 4_000, ...tooLong });
  given(...discharge())
    .when(record('Open 12 beds', { deciders: [{ name: paste }] }))
    .thenRefused('text.tooLong', { field: 'decidedBy', limit: 120, ...tooLong });
  given(...discharge())
    .when(record('Open 12 beds', { evidence: [{ label: paste }] }))
    .thenRefused('text.tooLong', { field: 'evidence', limit: 300, ...tooLong });
  given(...discharge(), record())
    .when({ type: 'AmendDecision', number: 1, text: paste })
    .thenRefused('text.tooLong', { field: 'text', limit: 4_000, ...tooLong });
  given(...discharge())
    .when(join('XYZ', { name: paste }))
    .thenRefused('text.tooLong', { field: 'name', limit: 120, ...tooLong });
});

test.each([
  ['a lone high surrogate', 'Open \ud83d beds'],
  ['a lone low surrogate', 'Open \ude00 beds'],
  ['a null', 'Open \u0000 beds'],
  ['a backspace', 'Open \u0008 beds'],
  ['an escape', 'Open \u001b[31m beds'],
  ['a delete', 'Open \u007f beds'],
  ['a C1 control', 'Open \u0085 beds'.replace('\u0085', '\u0090')],
])('%s is refused as unreadable, not cleaned away', (_what, title) => {
  given(...discharge())
    .when(record(title))
    .thenRefused('text.unreadable', { field: 'title' });
});

test.each([
  ['emoji, also those of several characters', 'Open 👩🏽‍⚕️ beds 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
  ['Arabic and Hebrew', 'فتح 12 سريرا · פתיחת 12 מיטות'],
  ['marks of direction', '\u200fفتح\u200f \u2067abc\u2069'],
  ['accents, put together or apart', 'Llŷn Llŷn'],
  ['Markdown and HTML, as they stand', '**Open** [beds](https://x.example) <at>Ben</at> &lt; ${beds}'],
  ['JSON', '{"type":"RecordDecision","__proto__":{"a":1}}'],
  ['two lines', 'Open 12 beds\non ward 6'],
])('%s stay as they were typed', (_what, title) => {
  given(...discharge())
    .when(record(title))
    .thenState((state) => expect(state.decisions.get(1)!.title).toBe(title));
});

test('white space is folded within a line, and lines stay lines', () => {
  expect(tidy('  Open\t12 \u00a0 beds \r\n\r\n  on\u2003ward 6\r')).toBe('Open 12 beds\n\non ward 6');
  expect(tidy(' \n\t ')).toBeUndefined();
  expect(tidy(undefined)).toBeUndefined();
});

test('what is left blank counts as not said', () => {
  expect(optional('goal', ' \n', 'line')).toBeUndefined();
  expect(refusalOf(() => required('goal', ' \n', 'line'))).toEqual({ code: 'text.missing', field: 'goal' });
  expect(refusalOf(() => required('goal', undefined, 'line'))).toEqual({ code: 'text.missing', field: 'goal' });
});

test('erased words are told from words that speak of erasing', () => {
  expect([{ erased: 3 }, 'erased', null, undefined, 3].map(isErased)).toEqual([true, false, false, false, false]);
});
