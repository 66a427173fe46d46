import { figuresAskedCard, type FiguresAskedData } from '../../src/cards/figuresAsked.ts';
import { levelChangedCard } from '../../src/cards/levelChanged.ts';
import { PROGRAMME } from './decisionSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import { aChange, ASKED, ON_A_CARD } from './statusCardSamples.ts';
import { CHARITY, NORTHMOOR, SOUTHFEN } from './statusSamples.ts';
import type { LevelChangeView } from '../../src/domain/statusViews.ts';

const changed = (changes: Partial<LevelChangeView> = {}) =>
  textIn(levelChangedCard({ ...ON_A_CARD, change: aChange(changes) })).replaceAll('\u2060', '');

const asked = (changes: Partial<FiguresAskedData> = {}) => figuresAskedCard({ ...ASKED, ...changes });

test('a change of level says from which to which, when, and what drives it', () => {
  expect(changed()).toBe(
    [
      'Winter discharge · Status · 2:05pm, 27 November 2026',
      'Northmoor Hospitals (NMH) went from 2 Moderate to 3 Severe',
      'Level now\n3 Severe',
      'Indicative: Bed occupancy: 93.4% · Waiting to go home: 31 people',
    ].join('\n'),
  );
});

test('a level that was set says who did, until when and why, and is not indicative', () => {
  const text = changed({ level: 4, basis: 'override', override: NORTHMOOR.override });
  expect(text).toContain('went from 2 Moderate to 4 Extreme');
  expect(text).toContain('Set by Asha Patel (NMH) until 6pm: Two wards are closed with norovirus');
  expect(text).not.toContain('ndicative');
});

test('when what was set ends, the figures count again', () => {
  const ended = { was: 4, ended: true } as const;
  expect(changed({ ...ended, override: NORTHMOOR.override })).toContain(
    'What Asha Patel (NMH) had set has ended.\nIndicative: Bed occupancy',
  );
  expect(changed(ended)).toContain('What a person had set has ended.');
});

test.each([
  [{ was: null }, 'The level of Northmoor Hospitals (NMH), which was not known, is 3 Severe'],
  [{ level: null, drivers: [] }, 'The level of Northmoor Hospitals (NMH) is not known any more; it was 2 Moderate'],
  [{ was: 3 }, 'Northmoor Hospitals (NMH) stays at 3 Severe'],
] as const)('a level that is not known is called that', (changes, words) => {
  expect(changed(changes as Partial<LevelChangeView>)).toContain(words);
});

test('it leads to the organisation and to all partners', () => {
  expect(pressesIn(levelChangedCard({ ...ON_A_CARD, change: aChange() }))).toEqual([
    { do: 'showPartner', programme: PROGRAMME, partner: 'NMH' },
    { do: 'showStatus', programme: PROGRAMME, from: 0 },
  ]);
});

test('who is asked for figures sees what was told last and when, and confirms it in one press', () => {
  const text = textIn(asked());
  expect(text).toContain(
    '⏳ Awaited\nMidday figures\nWhat are the figures now, at **Friday 27 November 2026, midday**?',
  );
  expect(text).toContain('Waiting to go home: 22 people\ntold 9:10am by Ben Cole (EVC)\n');
  expect(text).toContain('Level by its own reckoning: 2 Moderate\ntold 1:50pm · confirmed 2pm');
  expect(inputsIn(asked())).toEqual([]);
  expect(pressesIn(asked())).toEqual([
    { do: 'confirm', programme: PROGRAMME, source: 3, on: 'ask', nonce: ASKED.due.replace(/\D/g, '') },
    { do: 'open', form: 'figures', programme: PROGRAMME, source: 3 },
  ]);
});

test('what was never told cannot be confirmed', () => {
  const first = asked({ figures: CHARITY.figures });
  expect(textIn(first)).toContain('None has been told yet.');
  expect(textIn(first)).toContain('Waiting to go home: none yet');
  expect(pressesIn(first).map((press) => press.do)).toEqual(['open']);
  expect(JSON.stringify(first)).toContain('"Tell figures"');
});

test('after it was told it says by whom and when, and can still be changed', () => {
  const answered = { at: '2026-11-27T12:08:00.000Z', by: { name: 'Ben Cole', organisation: 'EVC' } };
  expect(textIn(asked({ answered }))).toContain('✓ Told\nMidday figures\nTold by Ben Cole (EVC) at 12:08pm.');
  expect(pressesIn(asked({ answered })).map((press) => press.do)).toEqual(['open']);
  expect(textIn(asked({ answered: { ...answered, by: null } }))).toContain('Told at 12:08pm.');
});

test('a small count stays a star also where it is confirmed', () => {
  const masked = asked({
    figures: SOUTHFEN.figures,
    source: { ...ASKED.source, number: 1, reads: [{ indicator: 'waiting-home', at: '' }] },
  });
  expect(textIn(masked).replaceAll('\u2060', '')).toContain('Waiting to go home: *\n');
  expect(pressesIn(masked).map((press) => press.do)).toEqual(['confirm', 'open']);
});

test('what another source tells is not theirs to confirm', () => {
  const other = asked({ figures: ASKED.figures.map((figure) => ({ ...figure, source: 9 })) });
  expect(textIn(other)).toContain('None has been told yet.');
  expect(pressesIn(other).map((press) => press.do)).toEqual(['open']);
});
