import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { levelOf, type Indicator, type Level, type LevelRule, type Thresholds } from '../../src/domain/indicator.ts';
import { settled, type Settled } from '../../src/domain/settling.ts';
import { weighed } from '../../src/domain/status.ts';
import { asha, ben, by, NOW, said } from './world.ts';
import {
  changesIn,
  expectNowhere,
  fieldOf,
  minutes,
  setIndicator,
  setMasked,
  setUpPerson,
  setUpSource,
  tell,
  waiting,
  withFeed,
  type Field,
} from './statusWorld.ts';

const ten = minutes(60);

describe('a value’s level by its thresholds', () => {
  const lower = (...thresholds: Thresholds) => waiting({ worse: 'lower', thresholds });
  const higher = (...thresholds: Thresholds) => waiting({ thresholds });

  test.each<[string, Indicator, number, Level]>([
    ['below the first', higher(2, 5, 10), 1, 1],
    ['just below the first', higher(2, 5, 10), 1.999, 1],
    ['at the first', higher(2, 5, 10), 2, 2],
    ['just above the first', higher(2, 5, 10), 2.001, 2],
    ['just below the second', higher(2, 5, 10), 4.999, 2],
    ['at the second', higher(2, 5, 10), 5, 3],
    ['just below the third', higher(2, 5, 10), 9.999, 3],
    ['at the third', higher(2, 5, 10), 10, 4],
    ['far above the third', higher(2, 5, 10), 1e9, 4],
    ['negative, where more is worse', higher(2, 5, 10), -3, 1],
    ['nought, which is a value like any other', higher(0, 5, 10), 0, 2],
    ['above the first, where less is worse', lower(20, 10, 5), 20.001, 1],
    ['at the first, where less is worse', lower(20, 10, 5), 20, 2],
    ['just above the second, where less is worse', lower(20, 10, 5), 10.001, 2],
    ['at the second, where less is worse', lower(20, 10, 5), 10, 3],
    ['at the third, where less is worse', lower(20, 10, 5), 5, 4],
    ['nought, where less is worse', lower(20, 10, 5), 0, 4],
    ['below nought, where thresholds are, too', lower(-1, -2, -3), -2, 3],
    ['with no threshold at all', higher(null, null, null), 1e9, 1],
    ['with the second left out, below the third', higher(2, null, 10), 9, 2],
    ['with the second left out, at the third', higher(2, null, 10), 10, 4],
    ['with the first left out, below the second', higher(null, 5, 10), 4, 1],
    ['with the first left out, at the second', higher(null, 5, 10), 5, 3],
    ['with the third left out', higher(2, 5, null), 1e6, 3],
    ['with the third alone, where less is worse', lower(null, null, 5), 5, 4],
    ['with the third alone, just above it', lower(null, null, 5), 5.5, 1],
  ])('%s', (_what, indicator, value, level) => {
    expect(levelOf(indicator, value)).toBe(level);
  });
});

describe('readings in a row settle a level', () => {
  const settles = (readings: number, recovery: Indicator['recovery'] = { readings: 1, margin: 0 }) =>
    waiting({ readings, recovery });
  const lowerSettles = waiting({
    worse: 'lower',
    thresholds: [20, 10, 5],
    readings: 2,
    recovery: { readings: 2, margin: 2 },
  });

  test.each<[string, Indicator, number[], Level[]]>([
    ['the first counts at once, however many are needed', settles(3), [10], [4]],
    ['one in a row', settles(1), [1, 2, 5, 10], [1, 2, 3, 4]],
    ['two in a row', settles(2), [1, 2, 2], [1, 1, 2]],
    ['three in a row', settles(3), [1, 5, 5, 5], [1, 1, 1, 3]],
    ['an interruption begins the row anew', settles(2), [1, 2, 1, 2, 2], [1, 1, 1, 1, 2]],
    ['three with an interruption after two', settles(3), [1, 2, 2, 1, 2, 2, 2], [1, 1, 1, 1, 1, 1, 2]],
    ['mixed levels go as far as all of them went', settles(2), [1, 10, 2], [1, 1, 2]],
    ['mixed levels, the nearer first', settles(2), [1, 2, 10], [1, 1, 2]],
    ['and the row goes on from there', settles(2), [1, 2, 10, 10, 10], [1, 1, 2, 2, 4]],
    ['three of mixed levels', settles(3), [1, 10, 5, 10], [1, 1, 1, 3]],
    ['a better reading in between, though not at the old level, interrupts', settles(2), [5, 10, 2, 10], [3, 3, 2, 2]],
    ['straight down by several levels', settles(1), [10, 1], [4, 1]],
    ['recovery by two in a row', settles(1, { readings: 2, margin: 0 }), [5, 4, 4], [3, 3, 2]],
    ['recovery interrupted', settles(1, { readings: 2, margin: 0 }), [5, 4, 5, 4, 4], [3, 3, 3, 3, 2]],
    ['recovery as far as all of them went', settles(1, { readings: 2, margin: 0 }), [10, 1, 5], [4, 4, 3]],
    ['recovery of mixed levels, the nearer first', settles(1, { readings: 2, margin: 0 }), [10, 5, 1], [4, 4, 3]],
    ['within the margin is no recovery', settles(1, { readings: 1, margin: 2 }), [5, 4, 3, 3], [3, 3, 3, 3]],
    ['beyond the margin is', settles(1, { readings: 1, margin: 2 }), [5, 2.9], [3, 2]],
    ['exactly the margin is not beyond it', settles(1, { readings: 1, margin: 2 }), [5, 3], [3, 3]],
    ['within the margin interrupts recovery', settles(1, { readings: 2, margin: 1 }), [5, 3, 4, 3, 3], [3, 3, 3, 3, 2]],
    ['each threshold has its margin', settles(1, { readings: 1, margin: 1 }), [10, 4], [4, 3]],
    ['a margin of decimals is no less exact', decimals(), [0.8, 0.7], [2, 2]],
    [
      'flapping about a threshold moves nothing',
      settles(2, { readings: 2, margin: 0 }),
      [1, 2, 1, 2, 1, 2],
      [1, 1, 1, 1, 1, 1],
    ],
    ['worse while recovering begins anew', settles(2, { readings: 2, margin: 0 }), [5, 1, 10, 10], [3, 3, 3, 4]],
    ['where less is worse, two in a row', lowerSettles, [25, 9, 9], [1, 1, 3]],
    ['where less is worse, exactly the margin is not beyond it', lowerSettles, [10, 12, 12], [3, 3, 3]],
    ['where less is worse, recovery beyond the margin', lowerSettles, [10, 13, 13], [3, 3, 2]],
    ['recovery slower than getting worse', settles(1, { readings: 3, margin: 0 }), [1, 10, 1, 1, 1], [1, 4, 4, 4, 1]],
  ])('%s', (_what, indicator, values, levels) => {
    expect(levelsOf(indicator, values)).toEqual(levels);
  });

  function decimals(): Indicator {
    return waiting({ thresholds: [0.8, 5, 10], recovery: { readings: 1, margin: 0.1 } });
  }

  function levelsOf(indicator: Indicator, values: readonly number[]): Level[] {
    let stands: Settled | null = null;
    return values.map((value) => (stands = settled(indicator, stands, value)).level);
  }

  test('a level never moves further than the reading that moves it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        fc.record({ readings: fc.integer({ min: 1, max: 4 }), margin: fc.integer({ min: 0, max: 3 }) }),
        (values, readings, recovery) => {
          const indicator = settles(readings, recovery);
          const levels = levelsOf(indicator, values);
          for (const [place, level] of levels.entries()) {
            const before = levels[place - 1] ?? level;
            if (level > before) expect(level).toBeLessThanOrEqual(levelOf(indicator, values[place]!));
            if (level < before) expect(level).toBeGreaterThanOrEqual(levelOf(indicator, values[place]!));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a feed’s readings', () => {
  const two = (...more: Parameters<typeof withFeed>) =>
    withFeed(setIndicator({ readings: 2, recovery: { readings: 2, margin: 0 } }), ...more);
  const levelIn = (field: Field, now = minutes(30)) => field.row('NMH', now).level;

  test('count once, however often the same one is fetched', () => {
    const field = two().reads(1, 1, NOW).reads(1, 5, minutes(5), minutes(5));
    const again = field.reads(1, 5, minutes(5), minutes(6)).reads(1, 5, minutes(5), minutes(7));
    expect(levelIn(again)).toBe(1);
    expect(levelIn(again.reads(1, 5, minutes(10)))).toBe(3);
  });

  test('that are corrected count once, with the correction', () => {
    const field = two().reads(1, 1, NOW).reads(1, 5, minutes(5), minutes(5));
    const corrected = field.reads(1, 6, minutes(5), minutes(6));
    expect(corrected.figure('NMH', minutes(6))).toMatchObject({ value: 6, level: 1 });
    expect(levelIn(corrected.reads(1, 6, minutes(10)))).toBe(3);
    const withdrawn = field.reads(1, 1, minutes(5), minutes(6));
    expect(levelIn(withdrawn.reads(1, 5, minutes(10)))).toBe(1);
  });

  test('that arrive out of order are passed over', () => {
    const field = two().reads(1, 1, minutes(10)).reads(1, 10, minutes(5), minutes(11));
    expect(field.figure('NMH', minutes(12))).toMatchObject({ value: 1, level: 1, observed: minutes(10) });
    expect(levelIn(field.reads(1, 10, minutes(12)))).toBe(1);
  });

  test('that are of a time to come, since the clock was ahead, give way to the next', () => {
    const ahead = (by: number) =>
      two()
        .reads(1, 1, minutes(10 + by))
        .reads(1, 10, minutes(9), minutes(10));
    expect(ahead(6).figure('NMH', minutes(10))).toMatchObject({ value: 10, observed: minutes(9) });
    expect(ahead(5).figure('NMH', minutes(10))).toMatchObject({ value: 1, observed: minutes(15) });
  });

  test('that fail leave the last good value, and the row of readings where it was', () => {
    const field = two().reads(1, 1, NOW).reads(1, 5, minutes(5)).fails(1, minutes(6));
    expect(field.figure('NMH', minutes(10))).toMatchObject({ state: 'current', value: 5, level: 1 });
    expect(levelIn(field.reads(1, 5, minutes(15)))).toBe(3);
  });

  test('that lack a part leave that part as it was', () => {
    const beds = setIndicator({ key: 'beds', name: 'Beds', thresholds: [5, 12, 24] });
    const reads = ['waiting', 'beds'].map((indicator) => ({ indicator, at: indicator }));
    const field = fieldOf(beds, setUpSource({ reads })).reads(1, { waiting: 10, beds: 1 }, NOW);
    const missing = field.reads(1, { beds: 2 }, minutes(70));
    expect(missing.figure('NMH', minutes(70))).toMatchObject({ state: 'stale', value: 10, level: 4, observed: NOW });
    expect(missing.figure('NMH', minutes(70), 'beds')).toMatchObject({ state: 'current', value: 2 });
    expect(missing.row('NMH', minutes(70))).toMatchObject({ level: 4, freshness: 'partial', drivers: ['waiting'] });
  });
});

describe('thresholds that are changed later', () => {
  test('count at once', () => {
    const field = withFeed().reads(1, 4, NOW);
    expect(field.row('NMH', NOW).level).toBe(2);
    expect(field.does(setIndicator({ thresholds: [1, 4, 10] })).row('NMH', NOW).level).toBe(3);
  });

  test('begin the row of readings anew', () => {
    const field = withFeed(setIndicator({ readings: 2 }))
      .reads(1, 1, NOW)
      .reads(1, 5, minutes(1))
      .does(setIndicator({ readings: 2, thresholds: [2, 4, 10] }));
    expect(field.row('NMH', minutes(2)).level).toBe(3);
    expect(field.reads(1, 1, minutes(2)).row('NMH', minutes(2)).level).toBe(1);
  });

  test('of another indicator leave a level where it has settled', () => {
    const recovery = { readings: 3, margin: 0 };
    const field = withFeed(setIndicator({ recovery })).reads(1, 5, NOW).reads(1, 1, minutes(1));
    expect(field.row('NMH', minutes(1)).level).toBe(3);
    const beds = setIndicator({ key: 'beds', name: 'Beds' });
    expect(field.does(beds).row('NMH', minutes(1)).level).toBe(3);
    const renamed = field.does(setIndicator({ recovery, name: 'Ambulances outside' }));
    expect(renamed.row('NMH', minutes(1)).level).toBe(3);
    expect(renamed.reads(1, 1, minutes(2)).row('NMH', minutes(2)).level).toBe(3);
    expect(renamed.readsInTurn(1, [1, 1], 2).row('NMH', minutes(4)).level).toBe(1);
  });
});

describe('a count is summed over the local day', () => {
  const counting = () => withFeed(setIndicator({ adding: 'count', thresholds: [10, 20, 30], freshFor: 10_080 }));
  const sum = (...readings: [observed: string, value: number][]) => {
    const field = readings.reduce((before, [observed, value]) => before.reads(1, value, observed), counting());
    return field.figure('NMH', readings.at(-1)![0]).value;
  };

  test.each<[string, [string, number][], number]>([
    [
      'of readings on one day',
      [
        ['2026-11-27T09:00:00.000Z', 4],
        ['2026-11-27T10:00:00.000Z', 5],
      ],
      9,
    ],
    [
      'the same one fetched twice',
      [
        ['2026-11-27T09:00:00.000Z', 4],
        ['2026-11-27T09:00:00.000Z', 4],
      ],
      4,
    ],
    [
      'one that is corrected, without what it said before',
      [
        ['2026-11-27T09:00:00.000Z', 4],
        ['2026-11-27T10:00:00.000Z', 5],
        ['2026-11-27T10:00:00.000Z', 7],
        ['2026-11-27T10:00:00.000Z', 6],
      ],
      10,
    ],
    [
      'the first of a day that is corrected',
      [
        ['2026-11-26T09:00:00.000Z', 4],
        ['2026-11-27T10:00:00.000Z', 5],
        ['2026-11-27T10:00:00.000Z', 3],
      ],
      3,
    ],
    [
      'decimals',
      [
        ['2026-11-27T09:00:00.000Z', 0.1],
        ['2026-11-27T10:00:00.000Z', 0.2],
      ],
      0.3,
    ],
    [
      'up to midnight',
      [
        ['2026-11-27T09:00:00.000Z', 4],
        ['2026-11-27T23:59:59.999Z', 5],
      ],
      9,
    ],
    [
      'from midnight anew',
      [
        ['2026-11-27T23:59:59.999Z', 4],
        ['2026-11-28T00:00:00.000Z', 5],
      ],
      5,
    ],
    [
      'in summer up to 11pm UTC',
      [
        ['2026-07-01T10:00:00.000Z', 4],
        ['2026-07-01T22:59:59.999Z', 5],
      ],
      9,
    ],
    [
      'in summer from 11pm UTC anew',
      [
        ['2026-07-01T22:59:59.999Z', 4],
        ['2026-07-01T23:00:00.000Z', 5],
      ],
      5,
    ],
    [
      'in summer over midnight UTC',
      [
        ['2026-07-01T23:00:00.000Z', 4],
        ['2026-07-02T00:30:00.000Z', 5],
      ],
      9,
    ],
    [
      'on the day clocks go forward, from midnight',
      [
        ['2027-03-27T23:59:00.000Z', 4],
        ['2027-03-28T00:00:00.000Z', 5],
      ],
      5,
    ],
    [
      'on the day clocks go forward, over the hour that is not there',
      [
        ['2027-03-28T00:59:00.000Z', 4],
        ['2027-03-28T01:00:00.000Z', 5],
      ],
      9,
    ],
    [
      'on the day clocks go forward, up to 11pm UTC',
      [
        ['2027-03-28T00:00:00.000Z', 4],
        ['2027-03-28T22:59:00.000Z', 5],
      ],
      9,
    ],
    [
      'after the day clocks go forward',
      [
        ['2027-03-28T22:59:00.000Z', 4],
        ['2027-03-28T23:00:00.000Z', 5],
      ],
      5,
    ],
    [
      'on the day clocks go back, from 11pm UTC',
      [
        ['2026-10-24T22:59:00.000Z', 4],
        ['2026-10-24T23:00:00.000Z', 5],
      ],
      5,
    ],
    [
      'on the day clocks go back, over the hour that is there twice',
      [
        ['2026-10-25T00:30:00.000Z', 4],
        ['2026-10-25T01:30:00.000Z', 5],
      ],
      9,
    ],
    [
      'on the day clocks go back, all 25 hours',
      [
        ['2026-10-24T23:00:00.000Z', 4],
        ['2026-10-25T23:59:00.000Z', 5],
      ],
      9,
    ],
    [
      'after the day clocks go back',
      [
        ['2026-10-25T23:59:00.000Z', 4],
        ['2026-10-26T00:00:00.000Z', 5],
      ],
      5,
    ],
  ])('%s', (_what, readings, expected) => {
    expect(sum(...readings)).toBe(expected);
  });

  test('and its level follows from the sum', () => {
    const readings = [9, 1, 9, 1];
    const levels = readings.map((_, place) => {
      const field = counting().readsInTurn(1, readings.slice(0, place + 1));
      return field.row('NMH', minutes(place)).level;
    });
    expect(levels).toEqual([1, 2, 2, 3]);
    const field = counting().readsInTurn(1, readings);
    expect(field.total(minutes(3))).toMatchObject({ value: 20, parts: 1 });
  });

  test('though a person’s own is the day’s already', () => {
    const field = fieldOf(setIndicator({ adding: 'count' }), setUpPerson())
      .does(said(tell(4), by(ben)))
      .does({ command: tell(6), who: ben, now: ten });
    expect(field.figure('EVC', ten)).toMatchObject({ value: 6 });
  });
});

describe('an organisation’s level by the rule', () => {
  const key = (name: string, weight = 1) => waiting({ key: name, name, weight });
  const bands: LevelRule = { method: 'score', bands: [2, 5, 9], source: 'Agreed', effective: '2026-11-01' };
  const worst: LevelRule = { method: 'worst', source: 'Agreed', effective: '2026-11-01' };
  const decimals: LevelRule = { ...bands, bands: [0.8, 2, 3] };

  test.each<[string, LevelRule, Indicator[], (Level | null)[], Level | null, string[]]>([
    ['is not known where nothing is', worst, [key('a')], [null], null, []],
    ['is not known by score either', bands, [key('a')], [null], null, []],
    ['is normal, driven by none, where all is normal', worst, [key('a'), key('b')], [1, 1], 1, []],
    ['is that of the worst', worst, [key('a'), key('b')], [2, 4], 4, ['b']],
    ['is driven by each that is as bad', worst, [key('a'), key('b'), key('c')], [3, 2, 3], 3, ['a', 'c']],
    ['of the worst takes no notice of what is not known', worst, [key('a'), key('b')], [null, 2], 2, ['b']],
    ['of the worst takes no notice of weights', worst, [key('a', 0), key('b', 5)], [4, 2], 4, ['a']],
    ['by score is normal below the first band', bands, [key('a'), key('b')], [2, 1], 1, ['a']],
    ['by score at the first band', bands, [key('a'), key('b')], [2, 2], 2, ['a', 'b']],
    ['by score just below the second band', bands, [key('a'), key('b')], [4, 2], 2, ['a', 'b']],
    ['by score at the second band', bands, [key('a'), key('b')], [4, 3], 3, ['a', 'b']],
    ['by score at the third band', bands, [key('a', 3)], [4], 4, ['a']],
    ['by score with weights, what counts most first', bands, [key('a', 1), key('b', 2)], [4, 4], 4, ['b', 'a']],
    ['by score takes no notice of what is not known', bands, [key('a', 2), key('b', 2)], [2, null], 2, ['a']],
    ['by score is not driven by what has no weight', bands, [key('a', 0), key('b', 1)], [4, 3], 2, ['b']],
    ['by score of decimals at a band', decimals, [key('a', 0.7), key('b', 0.1)], [2, 2], 2, ['a', 'b']],
    ['by score far beyond the last band', bands, [key('a', 100)], [4], 4, ['a']],
  ])('%s', (_what, rule, indicators, levels, level, drivers) => {
    const figures = indicators.map((indicator, place) => ({ indicator: indicator.key, level: levels[place]! }));
    expect(weighed(indicators, figures, rule)).toEqual({ level, drivers });
  });

  test('is indicative: worked out, with the rule’s source and day on the board', () => {
    const rule = { ...bands, source: 'Winter plan, page 4' };
    const board = withFeed({ type: 'SetLevelRule', rule }).reads(1, 10, NOW).board(NOW);
    expect(board).toMatchObject({ rule, example: false });
    expect(board.rows[0]).toMatchObject({ organisation: 'NMH', level: 2, computed: 2, basis: 'computed' });
  });

  test('is not known of an organisation that no source tells of', () => {
    const { rows, missing } = withFeed().board(NOW);
    expect(rows.map(({ organisation, level, freshness }) => [organisation, level, freshness])).toEqual([
      ['NMH', null, 'unavailable'],
      ...['EVC', 'SFC', 'RPC', 'HHV'].map((short) => [short, null, 'notConfigured']),
    ]);
    expect(missing).toEqual(['NMH']);
  });
});

describe('a figure', () => {
  test.each<[string, number, string]>([
    ['is current before its time is over', 60 * 60_000 - 1, 'current'],
    ['is stale from the very moment on', 60 * 60_000, 'stale'],
    ['is stale for as long as nothing comes', 24 * 60 * 60_000, 'stale'],
  ])('%s', (_what, after, state) => {
    const now = new Date(Date.parse(NOW) + after).toISOString();
    expect(withFeed().reads(1, 5, NOW).figure('NMH', now)).toMatchObject({ state, value: 5, level: 3, observed: NOW });
  });

  test('is as old as it was observed, however late it came', () => {
    expect(withFeed().reads(1, 5, NOW, minutes(59)).figure('NMH', ten)).toMatchObject({ state: 'stale' });
  });

  test('that is old says why: it could not be read since when, or nothing came', () => {
    const field = withFeed().reads(1, 5, NOW);
    expect(field.figure('NMH', ten).cause).toEqual({ code: 'nothing.came', since: ten });
    const failing = field
      .fails(1, minutes(20), { code: 'status.unexpected', status: 500 })
      .fails(1, minutes(30), { code: 'host.unknown' });
    expect(failing.figure('NMH', minutes(30)).cause).toBeNull();
    expect(failing.figure('NMH', ten).cause).toEqual({ code: 'host.unknown', since: minutes(20) });
  });

  test('that never came says since when it should have', () => {
    expect(withFeed().figure('NMH', ten)).toMatchObject({
      state: 'unavailable',
      value: null,
      level: null,
      cause: { code: 'nothing.came', since: NOW },
    });
    expect(withFeed().fails(1, minutes(5)).figure('NMH', ten).cause).toEqual({
      code: 'connection.failed',
      since: minutes(5),
    });
  });

  test('that no source tells is not configured, which is no cause', () => {
    expect(withFeed().figure('EVC', NOW)).toMatchObject({ state: 'notConfigured', cause: null, source: null });
  });

  test.each<[number, number | null]>([
    [0, 0],
    [1, null],
    [2, null],
    [7, null],
    [8, 8],
  ])('of a masked indicator that is %p shows as %p', (value, shown) => {
    const figure = withFeed(setMasked()).reads(1, value, NOW).figure('NMH', NOW);
    expect(figure).toMatchObject({ value: shown, masked: shown === null, state: 'current' });
    expect(withFeed().reads(1, value, NOW).figure('NMH', NOW)).toMatchObject({ value, masked: false });
  });
});

describe('freshness of a row', () => {
  const keys = ['waiting', 'beds', 'waits'];
  const row = (told: Record<string, number>, reads: string[]) => {
    const others = keys.slice(1).map((key) => setIndicator({ key, name: key }));
    const field = fieldOf(...others, setUpSource({ reads: reads.map((indicator) => ({ indicator, at: indicator })) }));
    return Object.entries(told)
      .toSorted(([, one], [, other]) => one - other)
      .reduce((before, [key, at]) => before.reads(1, { [key]: 1 }, minutes(at)), field)
      .row('NMH', minutes(100)).freshness;
  };

  test.each<[string, string, Record<string, number>, string[]]>([
    ['current where all are', 'current', { waiting: 90, beds: 90, waits: 90 }, keys],
    ['current though others are told by nobody', 'current', { waiting: 90 }, ['waiting']],
    ['stale where all are', 'stale', { waiting: 0, beds: 0, waits: 0 }, keys],
    ['partial where one is stale', 'partial', { waiting: 90, beds: 0, waits: 90 }, keys],
    ['partial where one never came', 'partial', { waiting: 90, beds: 90 }, keys],
    ['stale where some are and the others never came: none of it is current', 'stale', { waiting: 0 }, keys],
    ['unavailable where none ever came', 'unavailable', {}, keys],
  ])('%s', (_what, freshness, told, reads) => {
    expect(row(told, reads)).toBe(freshness);
  });
});

describe('two sources for one indicator', () => {
  const both = () => withFeed(setUpSource({ name: 'Other' }));

  test('the first that is current counts', () => {
    const field = both().reads(1, 5, NOW).reads(2, 10, minutes(5));
    expect(field.figure('NMH', minutes(5))).toMatchObject({ source: 1, value: 5, level: 3 });
    expect(field.figure('NMH', ten)).toMatchObject({ source: 2, value: 10, state: 'current' });
  });

  test('the second counts while the first has told nothing', () => {
    expect(both().reads(2, 10, NOW).figure('NMH', NOW)).toMatchObject({ source: 2, value: 10 });
  });

  test('the freshest counts when none is current', () => {
    const field = both().reads(1, 5, NOW).reads(2, 10, minutes(5));
    expect(field.figure('NMH', minutes(90))).toMatchObject({ source: 2, value: 10, state: 'stale' });
    const other = both().reads(1, 5, minutes(5)).reads(2, 10, NOW);
    expect(other.figure('NMH', minutes(90))).toMatchObject({ source: 1, value: 5, state: 'stale' });
  });

  test('when one of them is ended, the other counts; when both are, none', () => {
    const field = both().reads(1, 5, NOW).reads(2, 10, minutes(5));
    const one = field.does({ type: 'EndSource', source: 1 });
    expect(one.figure('NMH', minutes(5))).toMatchObject({ source: 2, value: 10 });
    expect(one.does({ type: 'EndSource', source: 2 }).figure('NMH', minutes(5)).state).toBe('notConfigured');
  });

  test('one that is paused tells its last good value until another is fresher', () => {
    const field = both().reads(1, 5, NOW).does({ type: 'PauseSource', source: 1 });
    expect(field.figure('NMH', minutes(30))).toMatchObject({ source: 1, state: 'current' });
    expect(field.figure('NMH', ten)).toMatchObject({ source: 1, state: 'stale', value: 5 });
    expect(field.reads(2, 10, ten).figure('NMH', ten)).toMatchObject({ source: 2, state: 'current' });
  });
});

describe('an organisation that has left', () => {
  test('is on no board, in no total, and has no level', () => {
    const field = withFeed(setUpSource({ partner: 'EVC' }))
      .reads(1, 5, NOW)
      .reads(2, 10, NOW)
      .notes(NOW);
    const left = field.does({ type: 'LeaveOrganisation', organisation: 'EVC' });
    expect(left.board(NOW).rows.map(({ organisation }) => organisation)).toEqual(['NMH', 'SFC', 'RPC', 'HHV']);
    expect(left.total(NOW)).toMatchObject({ value: 5, parts: 1, missing: [], stale: [] });
    expect(left.events({ type: 'NoteLevels' })).toEqual([]);
  });
});

describe('a person’s override', () => {
  const until = minutes(120);
  const override = (level: number, more: { organisation?: string; until?: string } = {}) =>
    ({ type: 'OverrideLevel', organisation: 'NMH', level, until, why: 'The lift is broken', ...more }) as const;
  const overridden = () => withFeed().reads(1, 1, NOW).notes(NOW).does(override(4));

  test('stands whatever a feed says', () => {
    const field = overridden().readsInTurn(1, [5, 1, 2], 10).notes(minutes(13));
    expect(field.row('NMH', minutes(13))).toMatchObject({ level: 4, basis: 'override', computed: 2 });
    expect(changesIn(field)).toEqual(['NMH null>1', 'NMH 1>4']);
  });

  test('stands up to its time, and from that moment on no more', () => {
    const before = new Date(Date.parse(until) - 1).toISOString();
    expect(overridden().row('NMH', before)).toMatchObject({ level: 4, basis: 'override' });
    expect(overridden().row('NMH', until)).toMatchObject({ level: 1, basis: 'computed', override: null });
  });

  test('stands where nothing is known', () => {
    const field = fieldOf(override(3, { organisation: 'SFC' }));
    expect(field.row('SFC', NOW)).toMatchObject({
      level: 3,
      computed: null,
      basis: 'override',
      freshness: 'notConfigured',
    });
  });

  test('that is lifted gives way to what is worked out by then', () => {
    const field = overridden()
      .reads(1, 5, minutes(10))
      .does({
        command: { type: 'LiftOverride', organisation: 'NMH' },
        who: asha,
        now: minutes(11),
      });
    expect(field.row('NMH', minutes(11))).toMatchObject({ level: 3, basis: 'computed' });
    expect(changesIn(field)).toEqual(['NMH null>1', 'NMH 1>4', 'NMH 4>3']);
  });

  test('that sets what stands already is no change of level', () => {
    const field = withFeed().reads(1, 5, NOW).notes(NOW).does(override(3));
    expect(changesIn(field)).toEqual(['NMH null>3']);
    expect(field.row('NMH', NOW).basis).toBe('override');
  });
});

describe('totals', () => {
  /** Each organisation's feed has told its value: a number, one that is an hour old, or none. */
  function totalled(values: (number | 'none' | { old: number })[], more: Partial<Indicator> = {}) {
    const shorts = ['NMH', 'EVC', 'SFC', 'RPC', 'HHV'];
    const sources = values.map((_, place) => setUpSource({ partner: shorts[place]! }));
    const field = fieldOf(more.masked ? setMasked(more) : setIndicator(more), ...sources);
    return values.reduce<Field>((before, value, place) => {
      if (value === 'none') return before;
      return typeof value === 'number' ? before.reads(place + 1, value, ten) : before.reads(place + 1, value.old, NOW);
    }, field);
  }
  const total = (...given: Parameters<typeof totalled>) => totalled(...given).total(ten);

  test.each<[string, Parameters<typeof totalled>, object | undefined]>([
    ['add up what is current', [[3, 4]], { value: 7, parts: 2, freshness: 'current', missing: [], stale: [] }],
    [
      'keep what is stale, and say whose',
      [[3, { old: 4 }]],
      { value: 7, parts: 2, freshness: 'partial', stale: ['EVC'] },
    ],
    ['say which are missing', [[3, 'none', 4]], { value: 7, parts: 2, freshness: 'partial', missing: ['EVC'] }],
    [
      'are unavailable where all are missing',
      [['none', 'none']],
      { value: null, masked: false, parts: 0, freshness: 'unavailable', missing: ['NMH', 'EVC'] },
    ],
    [
      'are stale where all parts are',
      [[{ old: 3 }, { old: 4 }]],
      { value: 7, freshness: 'stale', stale: ['NMH', 'EVC'] },
    ],
    [
      'are not partly current where a part is stale and another missing',
      [[{ old: 3 }, 'none']],
      { value: 3, freshness: 'stale', missing: ['EVC'], stale: ['NMH'] },
    ],
    ['are not configured where nobody tells', [[]], { value: null, parts: 0, freshness: 'notConfigured' }],
    ['add decimals up exactly', [[0.1, 0.2]], { value: 0.3 }],
    ['are not made of what does not add up', [[3, 4], { adding: 'none' }], undefined],
    ['add up what is cumulative at its latest', [[3, 4], { adding: 'cumulative' }], { value: 7 }],
    ['of a masked indicator show where no part is masked', [[10, 20], { masked: true }], { value: 30, masked: false }],
    ['show noughts', [[0, 0], { masked: true }], { value: 0, masked: false }],
    ['hide one masked part', [[10, 4], { masked: true }], { value: null, masked: true, parts: 2 }],
    ['hide however many masked parts', [[10, 4, 5, 6], { masked: true }], { value: null, masked: true }],
    ['hide a masked part that is old', [[10, { old: 4 }], { masked: true }], { value: null, masked: true }],
    ['hide a sum that is small itself', [[1, 2, 3], { masked: true }], { value: null, masked: true }],
    ['show where the indicator is not masked, however small', [[1, 2]], { value: 3, masked: false }],
  ])('%s', (_what, given, expected) => {
    const found = total(...given);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });

  test('never tell a masked part by what they were before another part came or went', () => {
    const hidden = totalled([20, 3, 4, 5], { masked: true });
    const moments = [hidden, hidden.reads(2, 30, ten), hidden.does({ type: 'EndSource', source: 1 })];
    for (const moment of moments) expect(moment.total(ten)).toMatchObject({ value: null, masked: true });
  });

  test('and the rest of the board hold no masked value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 2 }), (values) => {
        // Thousandths, so that a value can be nothing else on the board.
        const raw = values.map((value) => Math.min(6.999, value + 0.123));
        const field = totalled(raw, { masked: true });
        for (const each of raw) expectNowhere(field.board(ten), String(each));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a change of level is noted', () => {
  test('once, and what was never known is a change when it is known', () => {
    const field = withFeed().notes(NOW).reads(1, 5, NOW).notes(NOW).notes(NOW).notes(minutes(1));
    expect(changesIn(field)).toEqual(['NMH null>3']);
    expect(field.events({ type: 'NoteLevels' })).toEqual([]);
  });

  test('with what drives it and what it was', () => {
    const field = withFeed().reads(1, 5, NOW).notes(NOW).reads(1, 10, minutes(5));
    expect(field.events({ type: 'NoteLevels' })).toEqual([
      { type: 'level.changed', change: 2, partner: 'NMH', was: 3, level: 4, stands: 'computed', drivers: ['waiting'] },
    ]);
  });

  test('not at all while readings flap', () => {
    const flapping = withFeed(setIndicator({ readings: 2, recovery: { readings: 2, margin: 0 } }));
    const field = [1, 5, 1, 5, 1, 5, 1].reduce<Field>(
      (before, value, place) => before.reads(1, value, minutes(place)).notes(minutes(place)),
      flapping,
    );
    expect(changesIn(field)).toEqual(['NMH null>1']);
  });

  test('not when a figure grows stale, nor when its feed fails', () => {
    const field = withFeed().reads(1, 5, NOW).notes(NOW).fails(1, minutes(30)).notes(minutes(90)).notes(minutes(9_000));
    expect(changesIn(field)).toEqual(['NMH null>3']);
  });

  test('when its source is ended, as not known', () => {
    const field = withFeed().reads(1, 5, NOW).notes(NOW).does({ type: 'EndSource', source: 1 }).notes(NOW);
    expect(changesIn(field)).toEqual(['NMH null>3', 'NMH 3>null']);
  });

  test('and numbered over all organisations', () => {
    const field = withFeed(setUpSource({ partner: 'EVC' }))
      .reads(1, 5, NOW)
      .reads(2, 10, NOW)
      .notes(NOW);
    expect(field.state.levelChanges.map(({ partner, level }) => [partner, level]).toObject()).toEqual({
      1: ['NMH', 3],
      2: ['EVC', 4],
    });
  });
});

const RANK = { notConfigured: 0, unavailable: 0, stale: 1, partial: 2, current: 3 };
const step = fc.record({
  source: fc.integer({ min: 1, max: 3 }),
  value: fc.integer({ min: 0, max: 12 }),
  after: fc.integer({ min: 1, max: 40 }),
});
const run = (steps: { source: number; value: number; after: number }[]) => {
  const begun = fieldOf(
    setIndicator({ readings: 2, recovery: { readings: 2, margin: 1 } }),
    ...['NMH', 'EVC', 'SFC'].map((partner) => setUpSource({ partner })),
  );
  return steps.reduce(
    ({ field, at }, { source, value, after }) => {
      const now = at + after;
      return { field: field.reads(source, value, minutes(now)).notes(minutes(now)), at: now };
    },
    { field: begun, at: 0 },
  );
};

test('a feed that stops improves no level and no total, however long it rests', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 5_000 }),
      fc.boolean(),
      (steps, later, fails) => {
        const { field, at } = run(steps);
        const stopped = fails ? [1, 2, 3].reduce((before, each) => before.fails(each, minutes(at)), field) : field;
        const [before, after] = [field.board(minutes(at)), stopped.board(minutes(at + later))];
        for (const [place, row] of after.rows.entries()) {
          expect(row.level).toBe(before.rows[place]!.level);
          expect(RANK[row.freshness]).toBeLessThanOrEqual(RANK[before.rows[place]!.freshness]);
        }
        for (const [place, { value, freshness, missing, parts }] of after.totals.entries()) {
          expect({ value, missing, parts }).toEqual({
            value: before.totals[place]!.value,
            missing: before.totals[place]!.missing,
            parts: before.totals[place]!.parts,
          });
          expect(RANK[freshness]).toBeLessThanOrEqual(RANK[before.totals[place]!.freshness]);
        }
        expect(stopped.notes(minutes(at + later)).log.entries).toHaveLength(field.log.entries.length);
      },
    ),
    { numRuns: 100 },
  );
});

test('levels noted twice are noted once, and what is noted is what stands', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const { field, at } = run(steps);
      const noted = field.notes(minutes(at));
      expect(noted.log.entries).toHaveLength(field.log.entries.length);
      for (const { organisation, level } of noted.board(minutes(at)).rows)
        expect(noted.state.levels.get(organisation)?.level ?? null).toBe(level);
    }),
    { numRuns: 100 },
  );
});
