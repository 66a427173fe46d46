import { decisionFormCard, type DecisionFormData } from '../../src/cards/decisionForm.ts';
import { organisationFormCard } from '../../src/cards/organisationForm.ts';
import { placeFormCard } from '../../src/cards/placeForm.ts';
import { setupFormCard } from '../../src/cards/setupForm.ts';
import { authorityLine, authorityWords } from '../../src/cards/words.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import { ORGANISATIONS, PROGRAMME } from './samples.ts';
import type { Card } from '../../src/cards/render.ts';

const form = { programme: PROGRAMME, home: 'message' as const, nonce: 'n-1', values: {} };
const about = { number: 14, title: 'Open 12 beds' };

const value = (card: Card, id: string) => inputsIn(card).find((input) => input.id === id)?.value;
const record = (changes: Partial<DecisionFormData> = {}) =>
  decisionFormCard({ ...form, form: 'record', ...changes } as DecisionFormData);
const isOpen = (card: Card) => card.body.some((part) => JSON.stringify(part).includes('"id":"more","isVisible":true'));

test('a form in a message is sent by Action.Execute, one in a dialog by Action.Submit', () => {
  const press = { do: 'submit', form: 'record', programme: PROGRAMME, nonce: 'n-1' };
  expect(record().actions).toEqual([
    expect.objectContaining({ type: 'Action.Execute', verb: 'submit', data: press, fallback: expect.anything() }),
  ]);
  expect(record({ home: 'dialog' }).actions).toEqual([expect.objectContaining({ type: 'Action.Submit', data: press })]);
});

test('a form about a decision carries its number', () => {
  const card = decisionFormCard({ ...form, form: 'correct', about });
  expect(pressesIn(card)).toEqual([{ do: 'submit', form: 'correct', programme: PROGRAMME, number: 14, nonce: 'n-1' }]);
});

test('a refused form says why on top and keeps what was typed, to the letter', () => {
  const typed = '**Open** [12](x) beds ${now}\nand <at>more</at>';
  const card = record({ values: { title: typed }, problem: 'This needs a reason.' });
  expect(value(card, 'title')).toBe(typed);
  expect(textIn(card)).toMatch(/^Record a decision\n⛔ \*\*Not saved\.\*\* This needs a reason\./);
});

test('"More details" stands open when something is filled in there, or has to be', () => {
  expect(isOpen(record())).toBe(false);
  expect(isOpen(record({ values: { title: 'x', why: 'y', kind: 'decision' } }))).toBe(false);
  expect(isOpen(record({ values: { consulted: 'Chief nurse' } }))).toBe(true);
  expect(isOpen(record({ field: 'lateBecause', problem: 'It needs a reason.' }))).toBe(true);
  expect(isOpen(organisationFormCard({ ...form, values: { nation: 'Wales' } }))).toBe(true);
  expect(isOpen(organisationFormCard(form))).toBe(false);
});

test('the required inputs are what was decided and why', () => {
  const required = inputsIn(record()).filter(({ isRequired }) => isRequired);
  expect(required.map(({ id }) => id)).toEqual(['title', 'why']);
});

test('a programme in another time zone keeps it', () => {
  const card = setupFormCard({ ...form, values: { timeZone: 'Australia/Perth' } });
  expect(value(card, 'timeZone')).toBe('Australia/Perth');
  expect(JSON.stringify(inputsIn(card).find(({ id }) => id === 'timeZone')?.choices)).toContain('Australia/Perth');
});

test('the person whom a button named is chosen already', () => {
  const people = [{ person: 'p-1', name: 'Asha Patel' }];
  const card = placeFormCard({ ...form, people, organisations: ORGANISATIONS, person: 'p-1' });
  expect(value(card, 'member')).toBe('p-1');
  expect(value(card, 'roles')).toBe('member');
});

test('a line of the scheme reads as a sentence, and as what is typed', () => {
  const line = {
    role: 'deputy',
    organisation: 'NMH',
    kinds: ['decision', 'risk appetite'],
    upTo: { figure: 1500, unit: 'beds' },
  } as const;
  const authority = { ...line, kinds: [...line.kinds] };
  expect(authorityWords(authority)).toBe('Deputies of NMH may decide decisions and risk appetite, up to 1,500 beds');
  expect(authorityLine(authority)).toBe('deputy of NMH: decision, risk appetite up to 1500 beds');
});
