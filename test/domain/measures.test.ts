import { describe, expect, test } from '@jest/globals';
import { given, logOf, NOW, partnership, said } from './world.ts';
import { fieldOf, minutes, setIndicator, setUpSource, waiting, WAITING, withFeed } from './statusWorld.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Indicator, LevelRule, Thresholds } from '../../src/domain/indicator.ts';

const measured = () => [...partnership(), setIndicator()];
const example: Command = { type: 'TakeExample' };
const remove = (key: string): Command => ({ type: 'RemoveIndicator', key });
const rule = (more: Partial<LevelRule> = {}): LevelRule =>
  ({ method: 'worst', source: 'Winter plan, page 4', effective: '2026-11-01', ...more }) as LevelRule;
const setRule = (level: LevelRule, kept?: number): Command => ({
  type: 'SetLevelRule',
  rule: level,
  ...(kept === undefined ? {} : { kept }),
});

describe('the set that comes ready', () => {
  test('is taken whole, and marked as agreed by nobody', () => {
    given(...partnership())
      .when(example)
      .thenState(({ measures }, events) => {
        expect(events).toHaveLength(1);
        expect(measures).toMatchObject({
          example: true,
          kept: 400,
          rule: { method: 'worst', effective: '2026-11-27' },
        });
        expect(measures!.indicators.map(({ key }) => key)).toEqual([
          'beds-open',
          'escalation-beds',
          'ready-to-leave',
          'ambulances-waiting',
          'twelve-hour-waits',
          'staff-absence',
        ]);
      });
  });

  test('taken twice changes nothing, nor does it where something is measured already', () => {
    given(...partnership(), example)
      .when(example)
      .thenNothing();
    given(...measured())
      .when(example)
      .thenNothing();
  });

  test('is one that could be set by hand, field by field', () => {
    const { indicators } = logOf(...partnership(), example).state.measures!;
    const log = logOf(...partnership(), ...indicators.map((each): Command => ({ type: 'SetIndicator', ...each })));
    expect(log.state.measures!.indicators).toEqual(indicators);
  });

  test('is an example still when it is edited, until somebody says who has agreed it', () => {
    const log = logOf(...partnership(), example, setIndicator());
    expect(log.state.measures).toMatchObject({ example: true });
    expect(log.after(said(setRule(rule()))).state.measures).toMatchObject({ example: false, rule: rule() });
  });
});

describe('an indicator', () => {
  test('is added with what most have, where it says no more than its name', () => {
    given(...partnership())
      .when({ type: 'SetIndicator', key: ' Beds-Open ', name: ' Beds  open ' })
      .thenState(({ measures }) => {
        expect(measures!.indicators).toEqual([
          {
            key: 'beds-open',
            name: 'Beds open',
            definition: '',
            unit: '',
            adding: 'point-in-time',
            worse: 'higher',
            thresholds: [null, null, null],
            readings: 1,
            recovery: { readings: 1, margin: 0 },
            freshFor: 60,
            masked: false,
            weight: 1,
          },
        ]);
        expect(measures).toMatchObject({ example: false });
      });
  });

  test('is changed in what is given alone, and keeps its place', () => {
    given(...measured(), setIndicator({ key: 'beds', name: 'Beds' }))
      .when({ type: 'SetIndicator', key: 'waiting', freshFor: 30 })
      .thenState(({ measures }) => {
        expect(measures!.indicators.map(({ key }) => key)).toEqual(['waiting', 'beds']);
        expect(measures!.indicators[0]).toEqual(waiting({ freshFor: 30 }));
      });
  });

  test('that is set as it stands changes nothing', () => {
    given(...measured())
      .when(setIndicator())
      .thenNothing();
    given(...measured())
      .when({ type: 'SetIndicator', key: 'waiting' })
      .thenNothing();
  });

  test('that is removed is on no board, and its readings come back with it', () => {
    const field = withFeed().reads(1, 5, NOW).does(remove(' WAITING '));
    expect(field.board(NOW)).toMatchObject({ indicators: [], totals: [] });
    expect(field.row('NMH', NOW)).toMatchObject({ level: null, freshness: 'notConfigured', figures: [] });
    expect(field.does(setIndicator()).figure('NMH', NOW)).toMatchObject({ value: 5, level: 3 });
  });

  test('that is not there cannot be removed', () => {
    given(...measured())
      .when(remove('beds'))
      .thenRefused('indicator.unknown', { indicator: 'beds', known: ['waiting'] });
    given(...partnership())
      .when(remove('beds'))
      .thenRefused('indicator.unknown', { known: [] });
  });

  const margin = (of: number) => ({ recovery: { readings: 1, margin: of } });
  const thresholds = (...each: Thresholds) => ({ thresholds: each });
  test.each<[string, Partial<Indicator>, string]>([
    ['a key with a space', { key: 'beds open' }, 'key'],
    ['no key', { key: '' }, 'key'],
    ['a key that begins with a hyphen', { key: '-beds' }, 'key'],
    ['a key of 41', { key: 'b'.repeat(41) }, 'key'],
    ['another way of adding up', { adding: 'average' as 'count' }, 'adding'],
    ['another direction', { worse: 'sideways' as 'higher' }, 'worse'],
    ['thresholds out of order', thresholds(5, 2, 10), 'thresholds'],
    ['thresholds that are the same', thresholds(2, 2, 10), 'thresholds'],
    ['thresholds in order for the other direction', { worse: 'lower', ...thresholds(2, 5, 10) }, 'thresholds'],
    ['thresholds out of order around one left out', thresholds(10, null, 2), 'thresholds'],
    ['a threshold without end', thresholds(2, 5, Infinity), 'thresholds'],
    ['two thresholds', { thresholds: [2, 5] as unknown as Thresholds }, 'thresholds'],
    ['no reading in a row', { readings: 0 }, 'readings'],
    ['half a reading', { readings: 1.5 }, 'readings'],
    ['eleven readings in a row', { readings: 11 }, 'readings'],
    ['no reading for recovery', { recovery: { readings: 0, margin: 0 } }, 'recoveryReadings'],
    ['a negative margin', { recovery: { readings: 1, margin: -1 } }, 'margin'],
    ['a margin that is no number', { recovery: { readings: 1, margin: NaN } }, 'margin'],
    ['readings that are never fresh', { freshFor: 0 }, 'freshFor'],
    ['readings that are fresh for over a week', { freshFor: 10_081 }, 'freshFor'],
    ['a negative weight', { weight: -1 }, 'weight'],
    ['a weight without end', { weight: Infinity }, 'weight'],
  ])('with %s is refused', (_what, more, field) => {
    given(...partnership())
      .when(setIndicator(more))
      .thenRefused('indicator.malformed', { field });
  });

  const masked = (each: Thresholds, more: Partial<Indicator> = {}) => ({ masked: true, thresholds: each, ...more });
  const lower = { worse: 'lower' } as const;
  test.each<[string, Partial<Indicator>, boolean]>([
    ['from 2 on', masked([2, 15, 30]), true],
    ['from 7 on', masked([7, 15, 30]), true],
    ['from a half between on', masked([1.5, 15, 30]), true],
    ['at all of them', masked([1, 15, 30]), false],
    ['above them', masked([8, 15, 30]), false],
    ['above them, with a margin that reaches into them', masked([8, 15, 30], margin(3)), true],
    ['above them, with a margin that reaches to the first', masked([8, 15, 30], margin(7)), false],
    ['where less is worse, down from 6', masked([20, 10, 6], lower), true],
    ['where less is worse, down from 1', masked([20, 10, 1], lower), true],
    ['where less is worse, at all of them', masked([20, 10, 7], lower), false],
    ['where less is worse, below them', masked([20, 10, 0], lower), false],
    [
      'where less is worse, with a margin that reaches into them',
      masked([20, 10, 0], { ...lower, ...margin(3) }),
      true,
    ],
  ])('whose small counts are masked with a level %s tells them apart: %p', (_what, more, isRefused) => {
    const set = given(...partnership()).when(setIndicator(more));
    if (isRefused) set.thenRefused('indicator.malformed', { field: 'thresholds' });
    else set.thenState(({ measures }) => expect(measures!.indicators[0]).toMatchObject(more));
  });

  test('is not masked from now on while its levels tell small counts apart', () => {
    given(...measured())
      .when({ type: 'SetIndicator', key: 'waiting', masked: true })
      .thenRefused('indicator.malformed', { field: 'thresholds' });
  });

  test('without a name is refused, and with one that is too long', () => {
    given(...partnership())
      .when(setIndicator({ name: ' ' }))
      .thenRefused('text.missing', { field: 'name' });
    given(...partnership())
      .when(setIndicator({ name: 'x'.repeat(121) }))
      .thenRefused('text.tooLong', { field: 'name' });
  });

  test('is one of forty at most', () => {
    const forty = Array.from({ length: 40 }, (_, place) => setIndicator({ key: `k${place}` }));
    given(...partnership(), ...forty)
      .when(setIndicator({ key: 'k40' }))
      .thenRefused('list.tooLong', { limit: 40 });
    given(...partnership(), ...forty)
      .when(setIndicator({ key: 'k39', name: 'Other' }))
      .thenState(({ measures }) => expect(measures!.indicators).toHaveLength(40));
  });

  test('becomes no count while a feed tells it without a time: each fetch would count again', () => {
    const untimed = () => fieldOf(setUpSource({ observedAt: null }));
    given(...measured(), setUpSource({ observedAt: null }))
      .when(setIndicator({ adding: 'count' }))
      .thenRefused('indicator.malformed', { field: 'adding' });
    given(...measured(), setUpSource())
      .when(setIndicator({ adding: 'count' }))
      .thenState(({ measures }) => expect(measures!.indicators[0]).toMatchObject({ adding: 'count' }));
    const ended = untimed().does({ type: 'EndSource', source: 1 }, setIndicator({ adding: 'count' }));
    expect(ended.state.measures!.indicators[0]).toMatchObject({ adding: 'count' });
  });
});

describe('the rule of levels', () => {
  test('says on whose word and from which day on', () => {
    given(...measured())
      .when(setRule(rule({ source: ' Winter  plan ' }), 90))
      .then({
        type: 'indicators.agreed',
        indicators: [WAITING],
        rule: rule({ source: 'Winter plan' }),
        example: false,
        kept: 90,
      });
  });

  test('set as it stands changes nothing', () => {
    given(...measured(), setRule(rule()))
      .when(setRule(rule()))
      .thenNothing();
  });

  test('keeps how long readings are kept, where that is not said', () => {
    given(...measured(), setRule(rule(), 90))
      .when(setRule(rule({ source: 'Spring plan' })))
      .thenState(({ measures }) => expect(measures).toMatchObject({ kept: 90 }));
  });

  const score = (...bands: [number, number, number]) => ({ ...rule(), method: 'score' as const, bands });
  test.each<[string, LevelRule, number | undefined, string]>([
    ['bands out of order', score(5, 2, 9), undefined, 'bands'],
    ['bands that are the same', score(2, 5, 5), undefined, 'bands'],
    ['a band that is no number', score(2, 5, NaN), undefined, 'bands'],
    ['no day that readings are kept', rule(), 0, 'kept'],
    ['readings kept for eleven years', rule(), 3_661, 'kept'],
    ['half a day', rule(), 1.5, 'kept'],
  ])('with %s is refused', (_what, level, kept, field) => {
    given(...measured())
      .when(setRule(level, kept))
      .thenRefused('indicator.malformed', { field });
  });

  test('without a source, or from a day that the calendar lacks, is refused', () => {
    given(...measured())
      .when(setRule(rule({ source: '' })))
      .thenRefused('text.missing', { field: 'source' });
    given(...measured())
      .when(setRule(rule({ effective: '2026-02-31' })))
      .thenRefused('date.impossible', { text: '2026-02-31' });
  });

  test('leaves levels where they have settled', () => {
    const field = withFeed(setIndicator({ recovery: { readings: 3, margin: 0 } }))
      .reads(1, 5, NOW)
      .reads(1, 1, minutes(1))
      .does(setRule(rule()));
    expect(field.row('NMH', minutes(1)).level).toBe(3);
  });

  test('and every change of the set are in its history', () => {
    const log = logOf(...measured(), setRule(rule()), remove('waiting'));
    const { history, index } = log.state.measures!;
    expect(history.map((each) => log.entries[each]!.event.type)).toEqual(Array(3).fill('indicators.agreed'));
    expect(index).toBe(log.entries.length - 1);
  });
});
