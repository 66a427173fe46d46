import { fieldOf, refusalCard, refusalWords } from '../../src/cards/refusal.ts';
import { WRITERS } from '../../src/cards/refusals.ts';
import { answerFormCard } from '../../src/cards/answerForm.ts';
import { standupFormCard } from '../../src/cards/standupForm.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import { CONTEXT, PROGRAMME, REFUSALS } from './samples.ts';
import { FORM, onTheForm, QUESTIONS } from './standupFormSamples.ts';
import type { Refusal } from '../../src/domain/refused.ts';

/** The words that tell a reader to do something. */
const TO_DO =
  /\b(ask|write|choose|give|say|do this|record|type|correct|leave|use|delete|mention|fill in|shorten|check|make|take|answer|have a coordinator)\b/i;

test.each(REFUSALS.map((refusal) => [refusal.code, refusal] as const))('%s says what to do next', (_, refusal) => {
  const { title, detail } = refusalWords(refusal, CONTEXT);
  expect(title).toMatch(/^[“\p{Lu}\p{N}]/u);
  expect(title).not.toMatch(/\.$/);
  expect(detail).toMatch(TO_DO);
  expect(`${title} ${detail}`).not.toMatch(/undefined|null|\[object|error|invalid/i);
});

test('every code there is has been tried', () => {
  expect(new Set(REFUSALS.map(({ code }) => code))).toEqual(new Set(Object.keys(WRITERS)));
});

test('patient data: nothing was kept, the message is to be deleted, and no form brings it back', () => {
  const card = refusalCard({
    ...CONTEXT,
    refusal: { code: 'patient.data', looksLike: 'birthDate' },
    retry: { do: 'open', form: 'record', programme: PROGRAMME },
  });
  expect(textIn(card)).toMatch(/kept none of it[^]*date of birth[^]*please delete it[^]*one patient is waiting/);
  expect(pressesIn(card)).toEqual([]);
});

test('who is not placed learns whom to ask', () => {
  expect(refusalWords({ code: 'actor.unplaced' }, CONTEXT).detail).toContain('ask Asha Patel or Dana Whitlock,');
  expect(refusalWords({ code: 'actor.unplaced' }, { ...CONTEXT, coordinators: [] }).detail).toContain(
    'ask a coordinator',
  );
});

test('who may do it is said in the plural', () => {
  const { title } = refusalWords({ code: 'actor.notAllowed', may: ['coordinator', 'deputy'] }, CONTEXT);
  expect(title).toBe('Only coordinators and deputies may do this');
});

test('a retry opens the form', () => {
  const retry = { do: 'open', form: 'record', programme: PROGRAMME } as const;
  const card = refusalCard({ ...CONTEXT, refusal: { code: 'text.missing', field: 'why' }, retry });
  expect(pressesIn(card)).toEqual([retry]);
});

test('what somebody typed plants nothing, and is cut when it is long', () => {
  const refusal = { code: 'person.unknown', person: `[x](https://evil.example) ${'y'.repeat(5000)}` } as const;
  const json = JSON.stringify(refusalCard({ ...CONTEXT, refusal }));
  expect(json).not.toContain('](');
  expect(json.length).toBeLessThan(2000);
});

test.each(['organisations', 'sector', 'roles', 'kind', 'state', 'number', 'a field of tomorrow'])(
  'a field that cannot be read or is missing (%s) has words',
  (field) => {
    for (const code of ['text.unreadable', 'text.missing'] as const)
      expect(refusalWords({ code, field }, CONTEXT).detail).toMatch(TO_DO);
  },
);

test('a refusal knows which input it is about', () => {
  expect(fieldOf({ code: 'text.tooLong', field: 'why', length: 5000, limit: 4000 })).toBe('why');
  expect(fieldOf({ code: 'decision.needsLateReason', decidedAt: '2026-11-20T09:15:00.000Z' })).toBe('lateBecause');
  expect(fieldOf({ code: 'programme.missing' })).toBeUndefined();
});

test.each<[Refusal, string]>([
  [{ code: 'standup.malformed', field: 'questions' }, 'questions'],
  [{ code: 'standup.malformed', field: 'schedule' }, 'when'],
  [{ code: 'schedule.unreadable', text: 'now and then' }, 'when'],
  [{ code: 'person.unknown', person: 'Zoe Quinn' }, 'asked'],
  [{ code: 'programme.unknownTimeZone', timeZone: 'Mars/Olympus' }, 'timeZone'],
])('the form of a stand-up has the input that %j is about, and opens where it stands', (refusal, field) => {
  expect(fieldOf(refusal)).toBe(field);
  const card = standupFormCard({ ...FORM, standup: 1, values: {}, organisations: [], problem: 'x', field });
  expect(inputsIn(card).map(({ id }) => id)).toContain(field);
  expect(JSON.stringify(card.body)).toContain(`"id":"more","isVisible":${!['when', 'asked'].includes(field)}`);
});

test.each<Refusal>([
  { code: 'answer.malformed', question: 'beds' },
  { code: 'answer.needs', question: 'beds', ask: 'Beds free' },
])('the form of an answer has the input that %j is about', (refusal) => {
  expect(inputsIn(answerFormCard(onTheForm({ questions: QUESTIONS }))).map(({ id }) => id)).toContain(fieldOf(refusal));
});

test.each(['schedule', 'asked', 'questions', 'openFor', 'remindBefore', 'escalateAfter', 'reporting', 'summaryIn'])(
  'what cannot be used in the form of a stand-up has words: %s',
  (field) => {
    expect(refusalWords({ code: 'standup.malformed', field }, CONTEXT).title).not.toContain('Something in the form');
  },
);
