import { describe, expect, test } from '@jest/globals';
import { awaitedIn } from '../../src/domain/round.ts';
import {
  answer,
  asha,
  at,
  ben,
  by,
  carys,
  changeStandup,
  closeRound,
  create,
  dev,
  elin,
  eventsIn,
  given,
  join,
  logOf,
  noChange,
  NOW,
  partnership,
  place,
  ringing,
  roundIn,
  rung,
  said,
  setUpStandup,
  standupIn,
  startRound,
  ticks,
  type Said,
} from './world.ts';
import type { Command } from '../../src/domain/events.ts';

/** Set up on Friday 27 November 2026 at 9am, so that it first opens at 9:15. */
const daily = (...more: (Command | Said)[]) => [...partnership(), setUpStandup(), ...more];
const OPENS = '2026-11-27T09:15:00.000Z';
const REMINDS = '2026-11-27T10:45:00.000Z';
const CLOSES = '2026-11-27T11:15:00.000Z';
const MONDAY = '2026-11-30T09:15:00.000Z';
const opened = (...more: (Command | Said)[]) => daily(ticks(OPENS), ...more);

const skip = (day: string): Command => ({ type: 'SkipRound', standup: 1, day, why: 'Nobody is there' });

describe('a round closes', () => {
  test('when its time is over, with who has not answered and who of them is away', () => {
    given(
      ...opened(
        ...[asha, carys, dev].map((who) => said(noChange, by(who), at(OPENS))),
        said({ type: 'SetAway', until: '2026-12-05' }, by(ben), at(OPENS)),
        ticks(REMINDS),
      ),
    )
      .when({ type: 'Tick' }, at(CLOSES))
      .then({
        type: 'round.closed',
        standup: 1,
        round: 1,
        due: CLOSES,
        awaited: ['EVC', 'HHV'],
        away: [{ person: 'ben', until: '2026-12-05' }],
      });
  });

  test('when somebody closes it', () => {
    given(...opened())
      .when(closeRound, at('2026-11-27T09:40:00.000Z'))
      .then({
        type: 'round.closed',
        standup: 1,
        round: 1,
        awaited: ['NMH', 'EVC', 'SFC', 'RPC', 'HHV'],
        away: [],
      });
  });

  test('and then is not open to be closed', () => {
    given(...opened(said(closeRound, at(OPENS))))
      .when(closeRound, at(OPENS))
      .thenRefused('round.none', { standup: 1 });
  });

  test('when the next one opens, if not before', () => {
    const log = ringing(logOf(...partnership(), setUpStandup({ openFor: 7 * 24 * 60 })), NOW, MONDAY);
    expect(roundIn(log.state, 1).closed).toMatchObject({ at: MONDAY, due: null, next: MONDAY });
    expect(standupIn(log.state).open).toBe(2);
  });

  test('but not when the next one does not open', () => {
    const long = logOf(...partnership(), setUpStandup({ openFor: 7 * 24 * 60 }), skip('2026-11-30'));
    const log = ringing(long, NOW, MONDAY);
    expect(eventsIn(log, 'round.skipped')).toMatchObject([{ due: MONDAY, reason: 'asked' }]);
    expect(standupIn(log.state).open).toBe(1);
  });

  test('while the stand-up is paused, too', () => {
    const paused = logOf(...opened(said({ type: 'PauseStandup', standup: 1 }, at(OPENS))));
    expect(standupIn(ringing(paused, OPENS, MONDAY).state)).toMatchObject({ open: null, state: 'paused' });
  });
});

describe('a round that is started by hand', () => {
  test('is like another, but that it was not due', () => {
    given(...daily())
      .when(startRound())
      .thenState((state, [event]) => {
        expect(event).not.toHaveProperty('due');
        expect(roundIn(state)).toMatchObject({
          due: null,
          closes: '2026-11-27T11:00:00.000Z',
          opened: { by: { person: 'asha' } },
        });
        expect(roundIn(state)).not.toHaveProperty('table');
      });
  });

  test('waits until the one that is open has been closed', () => {
    given(...opened())
      .when(startRound(), at(OPENS))
      .thenRefused('round.open', { standup: 1, round: 1 });
  });

  test('gives way to the one that is due', () => {
    const log = rung(logOf(...daily(startRound())), OPENS);
    expect(eventsIn(log, 'round.closed')).toEqual([expect.objectContaining({ round: 1, next: OPENS })]);
    expect(eventsIn(log, 'round.closed')[0]).not.toHaveProperty('due');
    expect(standupIn(log.state).open).toBe(2);
  });

  test.each<[string, Command[], Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRefused']>[0]]>([
    ['is of a stand-up that is there', [], 'standup.unknown'],
    ['is of one that has not ended', [setUpStandup(), { type: 'EndStandup', standup: 1 }], 'standup.over'],
    [
      'has somebody to ask',
      [
        setUpStandup(),
        ...['NMH', 'EVC', 'SFC', 'RPC', 'HHV'].map((organisation): Command => ({
          type: 'LeaveOrganisation',
          organisation,
        })),
      ],
      'round.nobody',
    ],
    [
      'has somebody to ask who has no holiday',
      [setUpStandup(), { type: 'ProclaimHoliday', day: '2026-11-27' }],
      'round.nobody',
    ],
  ])('%s', (_name, commands, code) => {
    given(...partnership(), ...commands)
      .when(startRound())
      .thenRefused(code);
  });

  test('is one even while the stand-up is paused', () => {
    given(...daily({ type: 'PauseStandup', standup: 1 }))
      .when(startRound())
      .thenState((state) => expect(standupIn(state).open).toBe(1));
  });
});

describe('who is asked', () => {
  const expectedOf = (...history: (Command | Said)[]) => roundIn(logOf(...history, startRound()).state).expected;

  test('is each organisation in those who are named for it', () => {
    const asked = [
      { organisation: 'EVC', accountable: 'gwen', deputy: 'ben' },
      { organisation: 'NMH', accountable: 'asha' },
    ];
    expect(expectedOf(...partnership(), setUpStandup({ asked }))).toEqual([
      { key: 'EVC', organisation: 'EVC', people: ['gwen'], deputies: ['ben'] },
      { key: 'NMH', organisation: 'NMH', people: ['asha'], deputies: [] },
    ]);
  });

  test('is not somebody who has moved to another organisation since', () => {
    const asked = [{ organisation: 'EVC', accountable: 'gwen' }];
    const moved = [
      ...partnership(),
      setUpStandup({ asked }),
      place({ person: 'gwen', name: 'Gwen Price' }, 'SFC', 'member'),
    ];
    expect(expectedOf(...moved)).toMatchObject([{ key: 'EVC', people: ['ben'], deputies: [] }]);
  });

  test('is whoever takes part where nobody speaks for an organisation', () => {
    const history = [
      create(),
      join('NMH'),
      place(asha, 'NMH', 'coordinator'),
      place(ben, 'NMH', 'member'),
      place(carys, 'NMH', 'observer'),
      place(dev, 'NMH', 'sponsor'),
    ];
    expect(expectedOf(...history, setUpStandup())).toMatchObject([{ people: ['asha', 'ben'], deputies: [] }]);
  });

  test('is each person where people report, but for observers and sponsors who are not named', () => {
    const history = [...partnership(), place(elin, 'NMH', 'sponsor'), setUpStandup({ reporting: 'person' })];
    expect(expectedOf(...history).map(({ key, organisation }) => `${key} of ${organisation}`)).toEqual([
      'asha of NMH',
      'ben of EVC',
      'gwen of EVC',
      'carys of SFC',
      'dev of RPC',
    ]);
    const asked = [
      { organisation: 'NMH', accountable: 'elin' },
      { organisation: 'EVC' },
      { organisation: 'EVC', accountable: 'gwen' },
    ];
    expect(expectedOf(...history, changeStandup({ asked })).map(({ key }) => key)).toEqual(['elin', 'ben', 'gwen']);
  });

  test('stays who was asked when the round opened', () => {
    given(...opened(said(changeStandup({ reporting: 'person' }), at(OPENS))))
      .when(answer(), by(ben), at(OPENS))
      .thenState((state) => {
        expect(roundIn(state)).toMatchObject({ reporting: 'organisation' });
        expect(roundIn(state).answers.has('EVC')).toBe(true);
      });
  });
});

describe('round the table', () => {
  const table = (...more: (Command | Said)[]) => [
    ...daily(),
    said(answer('Early'), by(carys)),
    startRound({ table: true }),
    ...more,
  ];
  const pass = (after: string): Command => ({ type: 'NextAtTable', standup: 1, round: 1, after });

  test('those who have answered have their turn first', () => {
    given(...daily(), said(answer('Early'), by(carys)))
      .when(startRound({ table: true }))
      .thenState((state) => expect(roundIn(state).table).toEqual({ now: 'SFC', had: [] }));
  });

  test('each has one turn, those who are awaited last', () => {
    let log = logOf(...table(said(answer(), by(elin))));
    const turns: (string | null)[] = [];
    for (let now = roundIn(log.state).table!.now; now !== null; now = roundIn(log.state).table!.now) {
      turns.push(now);
      log = log.after(said(pass(now)));
    }
    expect(turns).toEqual(['SFC', 'HHV', 'NMH', 'EVC', 'RPC']);
    expect(roundIn(log.state).table).toEqual({ now: null, had: turns });
    expect(awaitedIn(roundIn(log.state)).map(({ key }) => key)).toEqual(['NMH', 'EVC', 'RPC']);
  });

  test('pressing “next” twice passes one turn', () => {
    given(...table(pass('SFC')))
      .when(pass('SFC'))
      .thenNothing();
    given(...table())
      .when(pass('SFC'))
      .then({ type: 'round.turnPassed', standup: 1, round: 1, from: 'SFC', to: 'NMH' });
  });

  test('after the last turn there is none', () => {
    const all = ['SFC', 'NMH', 'EVC', 'RPC'].map(pass);
    given(...table(...all))
      .when(pass('HHV'))
      .then({ type: 'round.turnPassed', standup: 1, round: 1, from: 'HHV' });
    given(...table(...all, pass('HHV')))
      .when(pass('HHV'))
      .thenNothing();
  });

  test('there are turns only in an open round that goes round the table', () => {
    given(...opened())
      .when(pass('NMH'), at(OPENS))
      .thenRefused('round.over', { standup: 1, round: 1 });
    given(...table(closeRound))
      .when(pass('SFC'))
      .thenRefused('round.over', { round: 1 });
    given(...table())
      .when({ ...pass('SFC'), round: 2 } as Command)
      .thenRefused('round.over', { round: 2 });
  });
});
