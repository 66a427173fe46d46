import { figuresFormCard } from '../../src/cards/figuresForm.ts';
import { indicatorFormCard, indicatorInputs } from '../../src/cards/indicatorForm.ts';
import { levelsFormCard, levelsInputs } from '../../src/cards/levelsForm.ts';
import { overrideFormCard } from '../../src/cards/overrideForm.ts';
import { sourceFormCard, sourceInputs, type SourceFormData } from '../../src/cards/sourceForm.ts';
import { PROGRAMME } from './decisionSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import { FIGURES_FORM, FORM, OVERRIDE_FORM, SOURCE_FORM, TRIED } from './statusCardSamples.ts';
import { aSource, AT, FAILING_SOURCE, INDICATORS, PERSON_SOURCE, RULE, SCORE } from './statusSamples.ts';
import type { Card } from '../../src/cards/render.ts';

const input = (card: Card, id: string) => inputsIn(card).find((one) => one.id === id);
const submit = { do: 'submit', programme: PROGRAMME, nonce: 'n-1' };
const shows = (card: Card, id: string) => JSON.stringify(card).includes(`"id":"${id}","isVisible":true`);
const source = (changes: Partial<SourceFormData> = {}) => sourceFormCard({ ...SOURCE_FORM, ...changes });

test('each figure is an input with its unit, its definition, and what was told last in it', () => {
  const card = figuresFormCard(FIGURES_FORM);
  expect(inputsIn(card).map(({ id }) => id)).toEqual(['f-waiting-home', 'f-own-level', 'why']);
  expect(input(card, 'f-waiting-home')).toMatchObject({ label: 'Waiting to go home (people)', value: 22 });
  expect(input(card, 'f-own-level')).toMatchObject({ type: 'Input.ChoiceSet', value: '2' });
  expect(textIn(card)).toContain(
    'People who are well enough to leave hospital and have nowhere to go yet.\nLast: 22 people, 9:10am.',
  );
  expect(pressesIn(card)).toEqual([{ ...submit, form: 'figures', source: 3 }]);
});

test('a figure that was emptied in a form that comes back stays empty, and what is no number can be put right', () => {
  const card = figuresFormCard({ ...FIGURES_FORM, values: { 'f-own-level': '3' }, problem: 'Which number is it?' });
  expect(input(card, 'f-waiting-home')).not.toHaveProperty('value');
  expect(input(card, 'f-own-level')).toMatchObject({ value: '3' });
  const typed = figuresFormCard({ ...FIGURES_FORM, values: { 'f-waiting-home': 'a few' } });
  expect(input(typed, 'f-waiting-home')).not.toHaveProperty('value');
});

test('a small count that was told last does not stand in the form', () => {
  const figures = FIGURES_FORM.figures.map((figure) => ({ ...figure, value: null, masked: true }));
  const card = figuresFormCard({ ...FIGURES_FORM, figures });
  expect(input(card, 'f-waiting-home')).not.toHaveProperty('value');
  expect(textIn(card)).toContain('Last: a small count');
});

test('a level is set with until when and why, beside what the figures say', () => {
  const card = overrideFormCard(OVERRIDE_FORM);
  expect(textIn(card)).toContain('The figures say 3 Severe (indicative). 4 Extreme has been set until 6pm.');
  expect((input(card, 'level')?.choices as { title: string }[]).map(({ title }) => title)).toEqual([
    ...['1 Normal', '2 Moderate', '3 Severe', '4 Extreme'],
  ]);
  expect(inputsIn(card).flatMap(({ id, isRequired }) => (isRequired ? [id] : []))).toEqual(['level', 'why']);
  expect(pressesIn(card)).toEqual([{ ...submit, form: 'override', partner: 'NMH' }]);
  expect(textIn(overrideFormCard({ ...OVERRIDE_FORM, computed: null, override: null }))).toContain(
    'The figures do not tell a level. What you set',
  );
});

test('a source can be tried before it is saved, in a message and in a dialog', () => {
  const trying = { do: 'trySource', programme: PROGRAMME, nonce: 'n-1' };
  expect(pressesIn(source())).toEqual([{ ...submit, form: 'source' }, trying]);
  expect(pressesIn(source({ source: 4 }))[1]).toEqual({ ...trying, source: 4 });
  expect(source().actions).toEqual([
    expect.objectContaining({ type: 'Action.Execute', verb: 'submit', style: 'positive' }),
    expect.objectContaining({ type: 'Action.Execute', verb: 'trySource', style: 'default' }),
  ]);
  expect(JSON.stringify(source({ home: 'dialog' }).actions)).not.toContain('Action.Execute');
});

test('what belongs to fetching or to a person stands open for its kind, or where something is to be put right', () => {
  const open = (data: Partial<SourceFormData>) => ['fetched', 'told'].filter((id) => shows(source(data), id));
  expect(open({})).toEqual([]);
  expect(open({ values: { kind: 'csv' } })).toEqual(['fetched']);
  expect(open({ values: { kind: 'person' } })).toEqual(['told']);
  expect(open({ values: { kind: 'push' } })).toEqual([]);
  expect(open({ values: { kind: 'push' }, field: 'address' })).toEqual(['fetched']);
});

test('a source stands in its form as it was typed', () => {
  expect(sourceInputs(FAILING_SOURCE)).toMatchObject({
    ...{ name: 'Appointments file', whose: 'RPC', kind: 'csv', every: '60', credential: '' },
    reads: 'own-level = State (GREEN 1, AMBER 2, RED 4)',
    rows: 'Site = Riverside',
  });
  expect(sourceInputs(PERSON_SOURCE)).toMatchObject({ asks: 'weekdays at 8am, midday', asked: 'p-ben', address: '' });
  const card = source({ source: 1, values: sourceInputs(aSource()) });
  expect(input(card, 'whose')).toMatchObject({ value: 'NMH' });
  expect(textIn(card)).toMatch(/^Change the source\n/);
});

test('a try says what was found, what was not used and why, notices and how long it took', () => {
  const card = source({ tried: { result: TRIED, at: AT, timeZone: 'Europe/London' } });
  expect(textIn(card)).toContain(
    [
      '✓ Found: 1 figure, 1 notice. ⚠ Not used: 2',
      '✓ Beds open: 398, observed 1:50pm',
      '⚠ Not used: Bed occupancy, at “beds.occupancy”: “n/a” is not a number. Add a table of values for such words, or ask the partner for a number.',
      '⚠ Not used: Waiting to go home, at “flow.waiting”: nothing stands there. Check where it stands in the document.',
      'Notice, 12:30pm: Ward 6 closed to admissions',
      'Tried: took 412 milliseconds · 18 KB · nothing has been saved',
    ].join('\n'),
  );
});

test('a try that failed says why and what to do', () => {
  const result = { milliseconds: 10_000, bytes: 12, outcome: 'failed', cause: { code: 'time.over' } } as const;
  expect(textIn(source({ tried: { result, at: AT, timeZone: 'Europe/London' } })).replaceAll('\u2060', '')).toContain(
    '⛔ It could not be read: the answer took too long\nIt is tried again by itself. If it goes on, ask the partner for a smaller or faster document.\nTried: took 10.0 seconds · 12 bytes',
  );
});

test('of a large programme the organisation is typed', () => {
  const organisations = Array.from({ length: 80 }, (_, place) => ({ id: `ORG${place}`, name: 'A trust' }));
  expect(input(source({ organisations }), 'whose')).toMatchObject({ type: 'Input.Text' });
  expect(input(source(), 'whose')).toMatchObject({ type: 'Input.ChoiceSet' });
});

test('a new indicator has its key to type and the rest as most have it; a known one keeps its key', () => {
  const card = indicatorFormCard(FORM);
  expect(input(card, 'key')).toMatchObject({ isRequired: true });
  expect(input(card, 'readings')?.value).toBe('2');
  expect(shows(card, 'more')).toBe(false);
  const [, occupancy] = INDICATORS;
  const change = indicatorFormCard({ ...FORM, indicator: 'occupancy', values: indicatorInputs(occupancy!) });
  expect(input(change, 'key')).toBeUndefined();
  expect(['two', 'three', 'four', 'margin', 'freshFor'].map((id) => input(change, id)?.value)).toEqual([
    ...['85', '92', '97', '1', '240'],
  ]);
  expect(shows(change, 'more')).toBe(true);
  expect(pressesIn(change)).toEqual([{ ...submit, form: 'indicator', indicator: 'occupancy' }]);
  expect(indicatorInputs(INDICATORS[2]!)).toMatchObject({ four: '', masked: 'true' });
});

test('how levels are worked out stands in its form', () => {
  const card = (rule: typeof RULE) => levelsFormCard({ ...FORM, values: levelsInputs({ rule, kept: 400 }) });
  expect(input(card(SCORE), 'bands')?.value).toBe('3, 6, 9');
  expect(input(card(RULE), 'bands')?.value).toBe('');
  expect(input(card(RULE), 'method')?.value).toBe('worst');
  expect(pressesIn(card(RULE))).toEqual([{ ...submit, form: 'levels' }]);
});
