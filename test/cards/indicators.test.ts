import { indicatorsCard, type IndicatorsData } from '../../src/cards/indicators.ts';
import { recoveryWords, thresholdWords } from '../../src/cards/indicatorWords.ts';
import { pinnedBoardCard, pinnedBoardLines } from '../../src/cards/pinnedBoard.ts';
import { LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import { INDICATOR_SET, ON_A_CARD, ON_THE_INDICATORS, PINNED } from './statusCardSamples.ts';
import { anIndicator, INDICATORS, SCORE } from './statusSamples.ts';
import type { Indicator } from '../../src/domain/indicator.ts';

const card = (changes: Partial<IndicatorsData> = {}) => indicatorsCard({ ...ON_THE_INDICATORS, ...changes });
const read = (changes: Partial<IndicatorsData> = {}) => textIn(card(changes)).replaceAll('\u2060', '');

test('each indicator says what it is, what its values mean, and how long a reading is fresh', () => {
  expect(read()).toContain(
    [
      'Beds open\n›\nGeneral and acute beds that are staffed and open, at the time of reading.',
      '2 Moderate at 400 beds or less, 3 Severe at 380 beds or less, 4 Extreme at 360 beds or less',
      'Worse after 2 readings in a row, better after 3 in a row that are back by 5 beds',
      'Fresh for 1 hour 30 minutes',
      'How things stand: the latest of each is added up',
      'Key beds-open, in beds',
    ].join('\n'),
  );
  expect(read()).toContain('Fresh for 1 hour 30 minutes · 1 to 7 are shown as *');
});

test.each<[Partial<Indicator>, string]>([
  [
    { thresholds: [85, 92, 97], unit: '%', worse: 'higher' },
    '2 Moderate from 85%, 3 Severe from 92%, 4 Extreme from 97%',
  ],
  [{ thresholds: [null, 20, null], unit: 'people', worse: 'higher' }, '3 Severe from 20 people'],
  [
    { thresholds: [2, 3, 4], unit: 'level', worse: 'higher' },
    '2 Moderate from a reading of 2, 3 Severe from a reading of 3, 4 Extreme from a reading of 4',
  ],
  [{ thresholds: [null, null, null] }, 'It has no thresholds, and so makes no level'],
])('thresholds are said in words', (changes, words) => {
  expect(thresholdWords(anIndicator(changes))).toBe(words);
});

test('how a level gets worse and better is said in words', () => {
  expect(recoveryWords(anIndicator({ readings: 1, recovery: { readings: 1, margin: 0 } }))).toBe(
    'Worse after 1 reading, better after 1',
  );
  expect(recoveryWords(anIndicator({ unit: '%', recovery: { readings: 1, margin: 2 } }))).toBe(
    'Worse after 2 readings in a row, better after 1 that is back by 2%',
  );
});

test('it says how a level follows, where that was agreed, since when, and how long readings are kept', () => {
  expect(read()).toContain(
    'How a level is worked out\nFrom the figures, and so indicative: that of the worst indicator counts. Agreed in: Winter plan 2026, annex B, agreed by the discharge board, in effect from 2 November 2026.\nReadings are kept for 400 days.',
  );
  expect(read({ set: { ...INDICATOR_SET, rule: SCORE } })).toContain('· weight 2');
  expect(read()).not.toContain('weight');
  expect(read({ set: { ...INDICATOR_SET, example: true } })).toContain('⚠ These indicators are the example');
});

test('a press on an indicator changes it; others add one or change the rule', () => {
  const open = { do: 'open', programme: PROGRAMME };
  expect(pressesIn(card())).toEqual([
    ...INDICATORS.map(({ key }) => ({ ...open, form: 'indicator', indicator: key })),
    { ...open, form: 'indicator' },
    { ...open, form: 'levels' },
    { do: 'showStatus', programme: PROGRAMME, from: 0 },
  ]);
});

test('before any has been agreed the example can be taken', () => {
  const none = card({ set: null });
  expect(textIn(none)).toContain('No indicators have been agreed yet.');
  expect(pressesIn(none)[0]).toEqual({ do: 'takeExample', programme: PROGRAMME, nonce: '90' });
  expect(pressesIn(none)).not.toContainEqual(expect.objectContaining({ form: 'levels' }));
});

test('the board of a decision is a line for each organisation, as it stood', () => {
  const { heading, lines, totals, note } = pinnedBoardLines(PINNED, LONDON, ORGANISATIONS);
  expect(heading).toBe('Status of partners when this was put into the log, as of 27 November 2026, 2:05pm');
  expect(lines.map((line) => line.replaceAll('\u2060', '').replaceAll('\u00A0', ' '))).toEqual([
    'Home from Hospital Charity (HHC): Not known · ○ no source',
    'Eastvale Council (EVC): 3 Severe (indicative) · Waiting to go home: 22 people (9:10am) · ⚠ partly not current',
    'Northmoor Hospitals (NMH): 4 Extreme (set by a person) · Bed occupancy: 93.4% · Waiting to go home: 31 people · ✓ current',
    'Riverside Primary Care (RPC): Not known · ○ no figures',
    'Southfen Community Health (SFC): 1 Normal (indicative) · ✓ current',
  ]);
  expect(totals).toEqual(['Beds open: 1,442 (missing: RPC)', 'Waiting to go home: 53 people (missing: RPC; old: EVC)']);
  expect(note).toContain('It stays as it stood then.');
});

test('where there is little room it says how many are left out, and stays without buttons', () => {
  const { lines } = pinnedBoardLines(PINNED, LONDON, ORGANISATIONS, { rows: 2, drivers: 0, totals: 1 });
  expect(lines).toHaveLength(3);
  expect(lines.at(-1)).toBe('And 3 more');
  expect(lines[1]).not.toContain('Waiting');
  const pinned = pinnedBoardCard({ ...ON_A_CARD, board: PINNED });
  expect([...pressesIn(pinned), ...inputsIn(pinned)]).toEqual([]);
});
