import { answerFormCard, type AnswerFormData } from '../../src/cards/answerForm.ts';
import { questionLine } from '../../src/cards/questionWords.ts';
import { MAX_CARD_BYTES, sizeOf, type Card } from '../../src/cards/render.ts';
import { solveFormCard } from '../../src/cards/solveForm.ts';
import { standupFormCard } from '../../src/cards/standupForm.ts';
import { LIMITS } from '../../src/domain/text.ts';
import { ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import {
  aBlocker,
  BLOCKERS,
  CHANGED,
  FORM,
  onTheForm,
  PLAN,
  QUESTIONS,
  WITHHELD,
  FILLERS,
  full,
} from './standupFormSamples.ts';

const answer = (changes: Partial<AnswerFormData> = {}) => answerFormCard(onTheForm(changes));
const input = (card: Card, id: string) => inputsIn(card).find((one) => one.id === id);
const titles = (card: Card, id: string) => (input(card, id)?.choices as { title: string }[]).map(({ title }) => title);
const isOpen = (card: Card) => JSON.stringify(card.body).includes('"id":"more","isVisible":true');

test('an answer goes back with its stand-up and its round', () => {
  expect(pressesIn(answer())).toEqual([
    { do: 'submit', form: 'answer', programme: PROGRAMME, standup: 1, round: 14, nonce: 'n-1' },
  ]);
});

test('the first answer of all asks the three questions, and nothing to tick', () => {
  expect(inputsIn(answer()).map(({ id }) => id)).toEqual([
    'q-moved',
    'q-plan',
    'blockers',
    'helper',
    'needBy',
    'readers',
  ]);
  expect(isOpen(answer())).toBe(false);
});

test('the last plan comes first, to be ticked off, and open blockers last, to be closed', () => {
  const card = answer({ plan: PLAN, open: BLOCKERS, values: { done: '61.1' } });
  expect(inputsIn(card).map(({ id }) => id)).toEqual([
    ...['done', 'q-moved', 'q-plan', 'blockers', 'helper', 'needBy', 'solved', 'how', 'readers'],
  ]);
  expect(titles(card, 'done')).toEqual(['Ring-fence 4 beds on ward 6', 'Send the rota to the council']);
  expect(input(card, 'done')).toMatchObject({ isMultiSelect: true, value: '61.1' });
  expect(titles(card, 'solved')[1]).toBe('3: No transport home after 8pm (NMH)');
});

test('a blocker that the reader may not see is not offered, and neither is an empty list', () => {
  const card = answer({ open: [WITHHELD] });
  expect(input(card, 'solved')).toBeUndefined();
  expect(input(card, 'how')).toBeUndefined();
});

test('each kind of question has the input that fits it', () => {
  const card = answer({ questions: QUESTIONS });
  expect(input(card, 'q-word')).toMatchObject({ type: 'Input.Text', isMultiline: true, isRequired: false });
  expect(titles(card, 'q-lounge')).toEqual(['open', 'closed']);
  expect(input(card, 'q-lounge')).toMatchObject({ isRequired: true });
  expect(input(card, 'q-beds')).toMatchObject({ type: 'Input.Number', label: 'Beds free (beds)', isRequired: true });
  expect(titles(card, 'q-level')).toEqual(['1 Normal', '2 Moderate', '3 Severe', '4 Extreme']);
  expect(titles(card, 'q-mood')).toHaveLength(5);
  expect(titles(card, 'q-staffed')).toEqual(['Yes', 'No']);
});

test('a number that is known stands there as a number, and nought is one', () => {
  const beds = (value?: string) =>
    input(answer({ questions: QUESTIONS, values: value === undefined ? {} : { 'q-beds': value } }), 'q-beds');
  expect(beds('0')).toMatchObject({ value: 0 });
  expect(beds('12.5')).toMatchObject({ value: 12.5 });
  expect(beds('a few')).not.toHaveProperty('value');
  expect(beds()).not.toHaveProperty('value');
});

test('a second question about blockers does not ask for them twice', () => {
  const questions = [...QUESTIONS, { id: 'risk', ask: 'And what else?', kind: 'blockers' as const, required: false }];
  expect(inputsIn(answer({ questions })).filter(({ id }) => id === 'blockers')).toHaveLength(1);
});

test('whom an answer is for stands open once it is said', () => {
  expect(isOpen(answer({ values: { readers: 'NMH' } }))).toBe(true);
  expect(isOpen(answer({ field: 'readers', problem: 'It is not known.' }))).toBe(true);
  expect(isOpen(answer({ values: { 'q-plan': 'More beds' } }))).toBe(false);
});

test('in a large programme short names are typed, and offered to be read', () => {
  const organisations = Array.from({ length: 30 }, (_, place) => ({ id: `ORG${place}`, name: 'A trust' }));
  const card = answer({ organisations, values: { readers: 'ORG1, ORG2', helper: 'ORG3' } });
  expect(input(card, 'readers')).toMatchObject({ type: 'Input.Text', value: 'ORG1,ORG2' });
  expect(input(card, 'helper')).toMatchObject({ type: 'Input.Text', value: 'ORG3' });
  expect(textIn(card)).toContain('ORG29');
});

test('what people wrote stands in a form as it was written, and plants nothing', () => {
  const evil = '[Sign in](https://evil.example) **now** ${programme}';
  const card = answer({
    heading: evil,
    hint: evil,
    plan: [{ value: '1.0', text: evil }],
    open: [aBlocker({ text: evil })],
    questions: [{ id: 'x', ask: evil, kind: 'choice', required: false, choices: [evil] }],
    values: { 'q-x': evil },
  });
  expect(input(card, 'q-x')).toMatchObject({ label: evil, value: evil });
  expect(textIn(answer({ heading: evil, hint: evil }))).not.toMatch(/\]\(|[^\\]\*\*now/);
  expect(textIn(solveFormCard({ ...FORM, about: aBlocker({ text: evil }) }))).not.toMatch(/\]\(|[^\\]\*\*now/);
});

test('a new stand-up asks for three things, and has the rest as most have it', () => {
  const card = standupFormCard({ ...FORM, organisations: ORGANISATIONS });
  expect(textIn(card)).toMatch(/^Set up a stand-up\n/);
  expect(
    inputsIn(card)
      .slice(0, 3)
      .map(({ id }) => id),
  ).toEqual(['name', 'when', 'asked']);
  expect(isOpen(card)).toBe(false);
  expect(input(card, 'questions')?.value).toBe(
    'What has moved since last time? (moved)\nWhat is next? (plan)\nWhat is in the way? (blockers)',
  );
  expect(input(card, 'remindBefore')?.value).toBe('30');
  expect(pressesIn(card)).toEqual([{ do: 'submit', form: 'standup', programme: PROGRAMME, nonce: 'n-1' }]);
});

test('a stand-up that is changed keeps what it has, also that nobody is reminded', () => {
  const { remindBefore: _, ...values } = CHANGED;
  const card = standupFormCard({ ...FORM, standup: 2, values, organisations: ORGANISATIONS });
  expect(textIn(card)).toMatch(/^Change the stand-up\n/);
  expect(input(card, 'remindBefore')?.value).toBe('');
  expect(input(card, 'openFor')?.value).toBe('90');
  expect(isOpen(card)).toBe(true);
  expect(pressesIn(card)).toEqual([{ do: 'submit', form: 'standup', programme: PROGRAMME, standup: 2, nonce: 'n-1' }]);
});

test('a new stand-up that comes back to be put right has nothing in it that was emptied', () => {
  const values = { name: 'Flow', when: 'now and then', reporting: 'organisation' };
  const card = standupFormCard({ ...FORM, values, problem: 'It cannot be read.', organisations: [] });
  expect(input(card, 'remindBefore')?.value).toBe('');
  expect(input(standupFormCard({ ...FORM, values: { when: 'at 9' }, organisations: [] }), 'remindBefore')?.value).toBe(
    '30',
  );
});

test('a stand-up in another time zone keeps it', () => {
  const card = standupFormCard({ ...FORM, values: { timeZone: 'Australia/Perth' }, organisations: [] });
  expect(input(card, 'timeZone')).toMatchObject({ value: 'Australia/Perth' });
  expect(titles(card, 'timeZone')).toContain('Australia/Perth');
});

test('a question is typed as its words, its kind and what belongs to that', () => {
  expect(QUESTIONS.slice(3, 6).map(questionLine)).toEqual([
    'A word for the night staff (text)',
    'Discharge lounge (choice, open, closed, required)',
    'Beds free (number, beds, required)',
  ]);
});

test('the form that closes a blocker says which, and carries its number', () => {
  const card = solveFormCard({ ...FORM, about: aBlocker() });
  expect(textIn(card)).toMatch(/^Close blocker 3\nNMH: No transport home after 8pm\n/);
  expect(pressesIn(card)).toEqual([{ do: 'submit', form: 'solve', programme: PROGRAMME, number: 3, nonce: 'n-1' }]);
  expect(input(card, 'how')).toMatchObject({ isRequired: true });
});

test.each(FILLERS)('every form of stand-ups fits with everything at its limit, written in %j', (filler) => {
  const text = full(filler, LIMITS.text);
  const organisations = Array.from({ length: 300 }, (_, place) => ({
    id: `ORG${place}`,
    name: full(filler, LIMITS.name),
  }));
  const questions = Array.from({ length: 10 }, (_, place) => ({
    id: `x${place}`,
    ask: full(filler, LIMITS.line),
    kind: place === 0 ? ('blockers' as const) : place < 8 ? ('text' as const) : ('choice' as const),
    required: true,
    ...(place < 8 ? {} : { choices: Array.from({ length: 20 }, () => full(filler, LIMITS.name)) }),
  }));
  const values = {
    ...{ blockers: text, how: text },
    ...Object.fromEntries(questions.map(({ id }) => [`q-${id}`, text])),
  };
  const plan = Array.from({ length: 100 }, (_, place) => ({ value: `61.${place}`, text }));
  const open = Array.from({ length: 200 }, (_, place) => aBlocker({ number: place + 1, text }));
  const list = full(filler, LIMITS.text * 3);
  const settings = { ...CHANGED, name: full(filler, LIMITS.name), asked: list, questions: list, why: text };
  for (const card of [
    answer({ questions, values, plan, open, organisations }),
    answer({ questions, values, plan, open, organisations: organisations.slice(0, 20) }),
    standupFormCard({ ...FORM, standup: 1, values: settings, organisations }),
    solveFormCard({ ...FORM, values: { how: text }, about: aBlocker({ text }) }),
  ])
    expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
});

test('an answer keeps all that was typed, and says so when it cannot', () => {
  const values = { 'q-moved': full('a ', LIMITS.text), 'q-plan': full('b ', LIMITS.text) };
  expect(JSON.stringify(answer({ values }))).toContain(values['q-plan']);
  const questions = QUESTIONS.slice(0, 1).concat(
    Array.from({ length: 9 }, (_, place) => ({ id: `x${place}`, ask: 'And?', kind: 'text' as const, required: false })),
  );
  const quotes = Object.fromEntries(questions.map(({ id }) => [`q-${id}`, full('"', LIMITS.text)]));
  const cut = answer({ questions, values: quotes });
  expect(textIn(cut)).toContain('cut short here');
});
