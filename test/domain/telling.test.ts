import { describe, expect, test } from '@jest/globals';
import { eventFor } from '../../src/domain/withheld.ts';
import {
  asha,
  at,
  ben,
  by,
  carys,
  eventsIn,
  farah,
  given,
  gwen,
  NOW,
  partnership,
  place,
  said,
  type Said,
} from './world.ts';
import { expectNowhere, fieldOf, minutes, setIndicator, setUpPerson, setUpSource, tell } from './statusWorld.ts';
import type { Command } from '../../src/domain/events.ts';

const reads = ['waiting', 'beds'].map((indicator) => ({ indicator, at: indicator }));
const beds = setIndicator({ key: 'beds', name: 'Beds', unit: 'beds', thresholds: [12, 24, 36] });
const asked = (...more: (Command | Said)[]) => [
  ...partnership(),
  setIndicator(),
  beds,
  setUpPerson({ reads }),
  ...more,
];
const confirm: Command = { type: 'ConfirmFigures', source: 1 };
const field = (...more: (Command | Said)[]) => fieldOf(beds, setUpPerson({ reads }), ...more);
const later = (command: Command, after: number, who = ben): Said => ({ command, who, now: minutes(after) });

describe('figures that a person tells', () => {
  test('are part of the record, with their time', () => {
    given(...asked())
      .when(tell(4, { values: [{ indicator: ' Waiting ', value: 4 }] }), by(ben))
      .then(
        {
          type: 'figures.told',
          source: 1,
          partner: 'EVC',
          values: [{ indicator: 'waiting', value: 4, observed: NOW }],
          confirms: false,
        },
        {
          type: 'level.changed',
          change: 1,
          partner: 'EVC',
          was: null,
          level: 2,
          stands: 'computed',
          drivers: ['waiting'],
        },
      );
  });

  test('stand with who told them', () => {
    const told = field().does(said(tell(4), by(ben)));
    expect(told.figure('EVC', NOW)).toMatchObject({
      state: 'current',
      value: 4,
      reporter: { name: 'Ben Okafor', organisation: 'EVC' },
      confirmed: null,
    });
  });

  test('may be some of them: the others stand as they were', () => {
    const told = field().does(
      said(tell(4), by(ben)),
      later(tell(0, { values: [{ indicator: 'beds', value: 6 }] }), 50),
    );
    expect(told.figure('EVC', minutes(70))).toMatchObject({ value: 4, state: 'stale', observed: NOW });
    expect(told.figure('EVC', minutes(70), 'beds')).toMatchObject({ value: 6, state: 'current' });
  });

  test('twice in one breath count once, with the last', () => {
    const slow = field(setIndicator({ readings: 2 }), said(tell(0), by(ben)));
    const values = [10, 5].map((value) => ({ indicator: 'waiting', value }));
    expect(slow.does(later(tell(0, { values }), 1)).figure('EVC', minutes(1))).toMatchObject({ value: 5, level: 1 });
  });

  test('are told by anybody who belongs to the organisation, and passed on by a coordinator', () => {
    for (const who of [ben, gwen, farah, asha])
      given(...asked(place(farah, 'EVC', 'member')))
        .when(tell(4), by(who))
        .thenState((state) =>
          expect(state.sources.get(1)!.told.figures.get('waiting')).toMatchObject({ value: 4, reporter: who.person }),
        );
    for (const command of [tell(4), confirm])
      given(...asked(said(tell(4), by(ben))))
        .when(command, by(carys))
        .thenRefused('figures.notYours', { organisation: 'EVC' });
  });

  test.each<[string, Command, string, Record<string, unknown>]>([
    ['none at all', tell(4, { values: [] }), 'figures.empty', { source: 1 }],
    [
      'of what is not measured',
      tell(4, { values: [{ indicator: 'drivers', value: 4 }] }),
      'indicator.unknown',
      { indicator: 'drivers', known: ['waiting', 'beds'] },
    ],
    ['that are no number', tell(NaN), 'figures.malformed', { name: 'Ambulances waiting' }],
    ['without end', tell(-Infinity), 'figures.malformed', {}],
    ['beyond any count', tell(1e9 + 1), 'figures.malformed', {}],
    ['of a source that is not there', tell(4, { source: 9 }), 'source.unknown', { source: 9, last: 1 }],
  ])('%s are refused', (_what, command, code, data) => {
    given(...asked())
      .when(command, by(ben))
      .thenRefused(code as 'figures.empty', data);
  });

  test('that this source does not tell are refused, though they are measured', () => {
    given(...partnership(), setIndicator(), beds, setUpPerson())
      .when(tell(0, { values: [{ indicator: 'beds', value: 6 }] }), by(ben))
      .thenRefused('indicator.unknown', { known: ['waiting'] });
  });

  test('are refused where a machine tells them, and where the source has ended', () => {
    for (const command of [tell(4), confirm]) {
      given(...partnership(), setIndicator(), setUpSource({ partner: 'EVC' }))
        .when(command, by(ben))
        .thenRefused('source.otherKind', { kind: 'json' });
      given(...asked({ type: 'EndSource', source: 1 }))
        .when(command, by(ben))
        .thenRefused('source.over', { source: 1 });
    }
  });

  test('are taken while nobody is asked for them', () => {
    given(...asked({ type: 'PauseSource', source: 1 }))
      .when(tell(4), by(ben))
      .thenState((state) => expect(state.sources.get(1)!.tellings).toHaveLength(1));
  });

  test('may be negative, nought, or the most there can be', () => {
    for (const value of [-3, 0, 1e9])
      given(...asked())
        .when(tell(value), by(ben))
        .thenState((state) => expect(state.sources.get(1)!.told.figures.get('waiting')).toMatchObject({ value }));
  });

  test('are in the source’s history, and all of them among its tellings', () => {
    const { log } = field(said(tell(4), by(ben)), later(tell(5), 10), later(confirm, 20));
    const { history, tellings } = log.state.sources.get(1)!;
    expect(tellings.map((index) => log.entries[index]!.event.type)).toEqual(Array(3).fill('figures.told'));
    expect(history).toEqual(expect.arrayContaining(tellings));
  });
});

describe('“no change, still right”', () => {
  test('makes current again what was told last, and says when', () => {
    const told = field(said(tell(4), by(ben)));
    expect(told.figure('EVC', minutes(60))).toMatchObject({ state: 'stale' });
    const confirmed = told.does(later(confirm, 90));
    expect(confirmed.figure('EVC', minutes(90))).toMatchObject({
      state: 'current',
      value: 4,
      observed: NOW,
      confirmed: minutes(90),
    });
    expect(confirmed.figure('EVC', minutes(150))).toMatchObject({ state: 'stale' });
  });

  test('is no new reading: it moves no level', () => {
    const slow = field(setIndicator({ readings: 2 }), said(tell(0), by(ben)), later(tell(5), 10));
    const confirmed = slow.does(later(confirm, 20), later(confirm, 30));
    expect(confirmed.figure('EVC', minutes(30))).toMatchObject({ value: 5, level: 1 });
    expect(confirmed.does(later(tell(5), 40)).figure('EVC', minutes(40))).toMatchObject({ level: 3 });
  });

  test('holds until something new is told, which is as fresh as it is itself', () => {
    const told = field(said(tell(4), by(ben)), later(confirm, 30), later(tell(4), 40));
    expect(told.figure('EVC', minutes(41))).toMatchObject({ observed: minutes(40), confirmed: null });
  });

  test('of what nobody has told is refused', () => {
    given(...asked())
      .when(confirm, by(ben))
      .thenRefused('figures.empty', { source: 1 });
  });

  test('says which values it confirms', () => {
    given(...asked(said(tell(4), by(ben))))
      .when(confirm, by(gwen), at(minutes(30)))
      .then({
        type: 'figures.told',
        source: 1,
        partner: 'EVC',
        values: [{ indicator: 'waiting', value: 4, observed: NOW }],
        confirms: true,
      });
  });

  test('is of what is measured still', () => {
    const values = reads.map(({ indicator }) => ({ indicator, value: 4 }));
    const history = asked(said(tell(0, { values }), by(ben)), { type: 'RemoveIndicator', key: 'beds' });
    given(...history)
      .when(confirm, by(ben), at(minutes(30)))
      .thenState((_, [event]) => expect(event).toMatchObject({ values: [{ indicator: 'waiting', value: 4 }] }));
    given(...history, { type: 'RemoveIndicator', key: 'waiting' })
      .when(confirm, by(ben))
      .thenRefused('figures.empty');
  });
});

describe('a small count that a person tells', () => {
  const small = setIndicator({ masked: true, key: 'waits', name: 'Waits', thresholds: [8, 15, 30] });
  const waits = { reads: [...reads, { indicator: 'waits', at: 'waits' }] };
  const masking = (...more: (Command | Said)[]) => fieldOf(beds, small, setUpPerson(waits), ...more);
  const telling = (value: number) => tell(0, { values: [{ indicator: 'waits', value }] });

  test.each<[number, string[] | undefined]>([
    [0, undefined],
    [1, ['EVC']],
    [7, ['EVC']],
    [8, undefined],
  ])('%p is for %p', (value, readers) => {
    const [event] = eventsIn(masking(said(telling(value), by(ben))).log, 'figures.told');
    expect(event!.readers).toEqual(readers);
  });

  test('is for the own organisation in the record, and on no board, also when it is confirmed', () => {
    const told = masking(said(telling(6.75), by(ben)), later(confirm, 30));
    const events = told.log.entries.map(({ event }) => event);
    for (const reader of ['NMH', 'SFC', null])
      expectNowhere(
        events.map((event) => eventFor(event, reader)),
        '6.75',
      );
    expect(JSON.stringify(events.map((event) => eventFor(event, 'EVC')))).toContain('6.75');
    expectNowhere(told.board(minutes(30)), '6.75');
    expect(told.figure('EVC', minutes(30), 'waits')).toMatchObject({ masked: true, value: null, state: 'current' });
  });

  test('is for them still when it is confirmed after its indicator is masked no more', () => {
    const shown: Command = { type: 'SetIndicator', key: 'waits', masked: false };
    const told = masking(said(telling(6.75), by(ben)), shown, later(confirm, 30));
    for (const event of told.log.entries.map((each) => eventFor(each.event, 'NMH'))) expectNowhere(event, '6.75');
    expectNowhere(told.board(minutes(30)), '6.75');
    const anew = told.does(later(telling(5), 40));
    expect(anew.figure('EVC', minutes(40), 'waits')).toMatchObject({ value: 5, masked: false });
  });
});
