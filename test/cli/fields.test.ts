import { noteHidden, type Hidden } from '../../src/cli/fields.ts';
import type { Entry } from '../../src/log/entry.ts';
import type { Json } from '../../src/log/json.ts';

const WHO = { person: 'ben', personName: 'Ben Okafor', organisation: 'EVC', basis: 'placement' };
const RAISED = { ...WHO, blocker: 1, standup: 1, round: 1, speaksFor: 'EVC' };

function entry(type: string, fields: Record<string, Json>, v = 1): Entry {
  return { at: '2026-12-01T09:15:00.000Z', subject: 'blocker/1', type, v, fields, withheld: 0 };
}

function hiddenOf(shown: Entry, erased: string[] = []): Hidden {
  const hidden: Hidden = { erased: [], withheld: [] };
  noteHidden(hidden, shown, erased, 7);
  return hidden;
}

test('what is for certain readers alone may be withheld from others, and is named', () => {
  expect(hiddenOf(entry('blocker.raised', { ...RAISED, readers: ['EVC'] })).withheld).toEqual([
    { index: 7, names: ['text'] },
  ]);
});

test('what is for certain readers alone and was erased is erased, not withheld', () => {
  expect(hiddenOf(entry('blocker.raised', { ...RAISED, readers: ['EVC'] }), ['text'])).toEqual({
    erased: [{ index: 7, names: ['text'] }],
    withheld: [],
  });
});

test.each([
  ['what is for everybody', entry('blocker.raised', RAISED)],
  ['what names its readers in no list', entry('blocker.raised', { ...RAISED, readers: 'EVC' })],
  ['a number, whoever reads', entry('blocker.raised', { ...WHO, standup: 1, round: 1, speaksFor: 'EVC', readers: [] })],
  ['a decision, which has no readers', entry('decision.amended', { ...WHO, number: 1, readers: ['EVC'] })],
])('of %s nothing may be gone without a word', (_, shown) => {
  expect(() => hiddenOf(shown)).toThrow('disclosure.missing');
});
