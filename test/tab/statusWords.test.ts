import { CAUSES, FIELD_FAULTS } from '../../src/domain/reading.ts';
import { boardRows } from '../../src/tab/pages/boardRows.ts';
import { roundMarks } from '../../src/tab/parts/plot.tsx';
import { thinned } from '../../src/tab/parts/thinned.ts';
import { ageWords } from '../../src/tab/words/ages.ts';
import { causeWords, fieldFaultWords } from '../../src/tab/words/causes.ts';
import { dayMonthWords, midnights } from '../../src/tab/words/dates.ts';
import { boardWords, figureWords, levelWords, ruleWords, thresholdWords } from '../../src/tab/words/status.ts';
import { levelsDescribed, trendDescribed } from '../../src/tab/words/trends.ts';
import { INDICATORS, RULE } from './indicators.ts';
import { board } from './partners.ts';
import type { Level, TrendPoint } from '../../src/web/api-types.ts';

test.each(CAUSES)('the cause %s is said in words of its own', (code) => {
  const { happened, todo } = causeWords({ code });
  expect(happened).not.toBe('it could not be read');
  expect([happened, todo]).toEqual([expect.stringMatching(/^[a-z].*[^.]$/), expect.stringMatching(/^[A-Z].*\.$/)]);
});
test.each([
  [503, 'the address answered with an error (503)'],
  [403, 'the address refused us (error 403)'],
  [404, 'nothing is at its address any more (error 404)'],
  [429, 'the address says that it is asked too often (error 429)'],
])('the status %i is said as %s', (status, words) =>
  expect(causeWords({ code: 'status.unexpected', status }).happened).toBe(words),
);
test('every fault of a field is said in words of its own', () => {
  expect(new Set(FIELD_FAULTS.map((code) => fieldFaultWords({ code }))).size).toBe(FIELD_FAULTS.length);
  expect(fieldFaultWords({ code: 'notInTable', found: 'n/a' })).toBe(
    '“n/a” is not in the table of values. Add it there, with what it counts as.',
  );
});

test.each<[Level | null, string]>([
  [1, 'Level 1, normal'],
  [2, 'Level 2, moderate'],
  [3, 'Level 3, severe'],
  [4, 'Level 4, extreme'],
  [null, 'Level not known'],
])('%p is said as %s', (level, words) => expect(levelWords(level)).toBe(words));

test.each<[number | null, boolean, string, string]>([
  [1200, false, 'beds', '1,200 beds'],
  [8.5, false, '%', '8.5%'],
  [3, false, 'level', 'Level 3'],
  [null, true, 'people', '*'],
  [null, false, 'people', '–'],
])('the value %p (masked: %p) of %s is said as %s', (value, masked, unit, words) =>
  expect(figureWords({ value, masked }, unit)).toBe(words),
);

test.each([
  ['2026-12-01T10:19:30.000Z', 'less than a minute'],
  ['2026-12-01T10:19:00.000Z', '1 minute'],
  ['2026-12-01T07:20:00.000Z', '3 hours'],
  ['2026-11-29T11:20:00.000Z', '47 hours'],
  ['2026-11-28T10:20:00.000Z', '3 days'],
])('from %s it is %s', (from, words) => expect(ageWords(from, '2026-12-01T10:20:00.000Z')).toBe(words));

test('what makes a level is told by the way in which it gets worse', () => {
  expect(thresholdWords(INDICATORS[3]!)).toBe('Makes level 2 from 3 handovers, level 3 from 8 handovers.');
  expect(thresholdWords({ ...INDICATORS[2]!, thresholds: [null, null, null] })).toBe('It makes no level.');
});

test('the rule is told whichever it is', () => {
  expect(ruleWords(RULE)).toBe('An organisation has the level of its worst indicator.');
  expect(ruleWords({ ...RULE, method: 'score', bands: [11, 22, 33] })).toContain(
    'level 2 from 11, level 3 from 22 and level 4 from 33',
  );
});

test('the board says how many organisations it shows', () => {
  expect(boardWords(25, 25, false)).toBe('25 organisations');
  expect(boardWords(25, 4, true)).toBe('4 of 25 organisations');
  expect(boardWords(25, 0, true)).toBe('No organisations match');
  expect(boardWords(0, 0, false)).toBe('No organisations yet');
});

test('who should be known and is not stands behind the severe, and before the moderate', () => {
  const rows = boardRows(board().rows, { q: '', only: '', order: '' });
  expect(rows.slice(0, 4).map(({ organisation }) => organisation)).toEqual(['NMH', 'SFC', 'BHB', 'CH1']);
  expect(rows.at(-1)!.organisation).toBe('HHC');
});

describe('a plot', () => {
  const span = { from: '2026-11-30T10:00:00.000Z', to: '2026-12-01T10:00:00.000Z' };
  const point = (hour: number, value: number | null, masked = false): TrendPoint => ({
    at: new Date(Date.parse(span.from) + hour * 3_600_000).toISOString(),
    value,
    masked,
    level: null,
  });

  test('of an indicator is told by where it is, its range and its gaps', () => {
    const trend = { indicator: 'beds', points: [point(2, 12), point(4, null), point(5, 3), point(20, 9)] };
    expect(trendDescribed(trend, INDICATORS[2], span)).toBe(
      'Last: 9 beds. Between 3 and 12 beds in this time. 2 gaps, 3 hours in all.',
    );
  });

  test('of an indicator takes a small count for known', () => {
    const trend = { indicator: 'ready', points: [point(0, 12), point(4, null, true)] };
    expect(trendDescribed(trend, INDICATORS[1], span)).toBe('Last: *. Between 12 and 12 people in this time.');
  });

  test('of an indicator of which nothing is known says so', () => {
    expect(trendDescribed({ indicator: 'beds', points: [] }, INDICATORS[2], span)).toBe(
      'Nothing is known of this time.',
    );
    expect(trendDescribed({ indicator: 'beds', points: [point(0, null)] }, INDICATORS[2], span)).toBe(
      'Not known now. 1 gap, 24 hours.',
    );
  });

  test('of a level is told by what it is, and how long it was severe or not known', () => {
    const levels = [
      { at: point(0, 0).at, level: 3 as const, basis: 'computed' as const },
      { at: point(6, 0).at, level: null, basis: 'computed' as const },
      { at: point(10, 0).at, level: 1 as const, basis: 'computed' as const },
    ];
    expect(levelsDescribed(levels, span, 'Europe/London')).toBe(
      'Level 1, normal, since Monday 30 November 2026, 8pm. ' +
        'In this time it was at level 3 or 4 for 6 hours, and not known for 4 hours.',
    );
  });

  test.each([
    [0, 47, 1, [0, 10, 20, 30, 40, 50]],
    [0, 1, 1, [0, 1]],
    [-3, 4, 1, [-4, -2, 0, 2, 4]],
    [0, 0.4, 0, [0, 0.1, 0.2, 0.3, 0.4]],
  ])('from %p to %p has round marks', (lowest, highest, smallest, marks) =>
    expect(roundMarks(lowest, highest, smallest)).toEqual(marks),
  );

  test('of more steps than it has room for keeps what stands out, and its gaps', () => {
    const start = Date.parse(span.from);
    const steps = Array.from({ length: 1000 }, (_, place) => ({
      at: new Date(start + place * 1000).toISOString(),
      value: place >= 500 && place < 600 ? null : place === 123 ? 999 : place === 777 ? -5 : 50,
    }));
    const kept = thinned(steps, start, start + 1_000_000, 20);
    expect(kept.length).toBeLessThanOrEqual(60);
    expect(kept.map(({ value }) => value)).toEqual(expect.arrayContaining([999, -5, 50]));
    expect(kept.filter(({ value }) => value === null)).toHaveLength(2);
    expect(kept.map(({ at }) => at)).toEqual(kept.map(({ at }) => at).toSorted());
    expect(thinned(steps, start, start + 1_000_000, 600)).toBe(steps);
  });

  test('has its days begin at midnight, across the change of the clocks too', () => {
    const from = Date.parse('2026-10-23T12:00:00.000Z');
    const to = Date.parse('2026-10-27T12:00:00.000Z');
    const found = midnights(from, to, 'Europe/London', 1).map((at) => new Date(at).toISOString());
    expect(found).toEqual([
      '2026-10-27T00:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
      '2026-10-24T23:00:00.000Z',
      '2026-10-23T23:00:00.000Z',
    ]);
    expect(dayMonthWords(Date.parse(found[2]!), 'Europe/London')).toBe('25 October');
  });
});
