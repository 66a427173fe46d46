import { describe, expect, test } from '@jest/globals';
import { nextWake } from '../../src/domain/alarm.ts';
import { blockersOf, openBlockers, roundsOpen } from '../../src/domain/blocker.ts';
import { evolve } from '../../src/domain/events.ts';
import { NO_PROGRAMME } from '../../src/domain/programme.ts';
import {
  answer,
  asha,
  at,
  ben,
  by,
  calendar,
  carys,
  changeStandup,
  closeRound,
  dev,
  elin,
  eventsIn,
  farah,
  given,
  gwen,
  Log,
  logOf,
  NOW,
  partnership,
  place,
  ringing,
  rung,
  said,
  setUpStandup,
  solve,
  standupIn,
  startRound,
  stuck,
  ticks,
  type Said,
} from './world.ts';
import type { Command } from '../../src/domain/events.ts';

/** A stand-up that only opens by hand. */
const byHand = (...more: (Command | Said)[]) => [...partnership(), setUpStandup({ schedule: null }), ...more];
const open = (...more: (Command | Said)[]) => byHand(startRound(), ...more);
const stands = (...more: (Command | Said)[]) => open(said(stuck(), by(ben)), ...more);
const round = [startRound(), closeRound];
const blockerIn = ({ state }: Log, number = 1) => state.blockers.get(number)!;

describe('a blocker is raised with an answer', () => {
  test('and says what is stuck and, if known, who could help and by when', () => {
    const blockers = [{ text: ' No transport  after 8pm ', helper: 'nmh', needBy: '2026-12-01' }, { text: 'Keys' }];
    given(...open())
      .when(answer('Six', { blockers }), by(ben))
      .thenState((state, [, ...raised]) => {
        const one = { type: 'blocker.raised', standup: 1, round: 1, speaksFor: 'EVC' };
        expect(raised).toEqual([
          { ...one, blocker: 1, text: 'No transport after 8pm', helper: 'NMH', needBy: '2026-12-01' },
          { ...one, blocker: 2, text: 'Keys' },
        ]);
        expect(state.blockers.get(1)).toMatchObject({
          organisation: 'EVC',
          helper: 'NMH',
          needBy: '2026-12-01',
          readers: null,
          raised: { at: NOW, by: { person: 'ben' } },
          closed: null,
          escalated: null,
        });
        expect(state.blockers.get(2)).toMatchObject({ helper: null, needBy: null });
      });
  });

  test('and has a number of its own in the programme, whatever the stand-up', () => {
    const log = logOf(...stands(setUpStandup({ schedule: null }), startRound({ standup: 2 })))
      .after(said(stuck('Keys', { standup: 2 }), by(carys)))
      .after(said(solve(1), by(ben)))
      .after(said(stuck('Staff'), by(dev)));
    expect([...log.state.blockers.values()].map(({ number, standup, text }) => [number, standup, text])).toEqual([
      [1, 1, 'No transport after 8pm'],
      [2, 2, 'Keys'],
      [3, 1, 'Staff'],
    ]);
    expect(openBlockers(log.state, 1).map(({ number }) => number)).toEqual([3]);
    expect(openBlockers(log.state, 2).map(({ number }) => number)).toEqual([2]);
    expect(blockersOf(log.state, 'RPC', 1).map(({ number }) => number)).toEqual([3]);
    expect(blockersOf(log.state, 'EVC', 1)).toEqual([]);
  });

  test.each<
    [
      string,
      { text: string; helper?: string; needBy?: string }[],
      Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRefused']>,
    ]
  >([
    ['without words', [{ text: ' ' }], ['text.missing', { field: 'blockers' }]],
    ['with more words than a line holds', [{ text: 'x'.repeat(301) }], ['text.tooLong', { limit: 300 }]],
    ['that an organisation outside could help with', [{ text: 'Keys', helper: 'XYZ' }], ['organisation.unknown']],
    ['that is needed on no day', [{ text: 'Keys', needBy: '2026-02-30' }], ['date.impossible', { text: '2026-02-30' }]],
    [
      'with forty others',
      Array.from({ length: 41 }, () => ({ text: 'Keys' })),
      ['list.tooLong', { field: 'blockers' }],
    ],
  ])('and is refused %s', (_what, blockers, refused) => {
    given(...open())
      .when({ type: 'GiveAnswer', standup: 1, blockers }, by(ben))
      .thenRefused(...refused);
  });
});

describe('a blocker stays open', () => {
  test('over the rounds, and counts them', () => {
    const log = logOf(...stands(closeRound, ...round, startRound()));
    expect(roundsOpen(log.state, blockerIn(log))).toBe(3);
    expect([...log.state.openBlockers]).toEqual([1]);
  });

  test('and counts none before the round opens to which it was raised early', () => {
    const log = logOf(...partnership(), setUpStandup(), said(stuck(), by(ben)));
    expect(roundsOpen(log.state, blockerIn(log))).toBe(0);
    const opened = rung(log, '2026-11-27T09:15:00.000Z');
    expect([blockerIn(opened).round, roundsOpen(opened.state, blockerIn(opened))]).toEqual([1, 1]);
  });

  test('until it is closed, when the count stands still', () => {
    const log = logOf(...stands(closeRound, ...round, said(solve(1), by(ben)), ...round, ...round));
    expect([blockerIn(log).closed?.round, roundsOpen(log.state, blockerIn(log))]).toEqual([3, 2]);
  });
});

describe('a blocker is closed', () => {
  test('with who and how, and in which round', () => {
    given(...stands())
      .when(solve(1, ' Two  drivers were found '), by(ben))
      .thenState((state, events) => {
        expect(events).toEqual([
          { type: 'blocker.closed', blocker: 1, standup: 1, round: 1, how: 'Two drivers were found' },
        ]);
        expect(state.blockers.get(1)!.closed).toMatchObject({
          at: NOW,
          by: { person: 'ben' },
          how: 'Two drivers were found',
        });
        expect(state.openBlockers.isEmpty()).toBe(true);
      });
  });

  test('in the coming round when none is open, of whose history that becomes part', () => {
    const log = logOf(...stands(closeRound, said(solve(1), by(ben)), startRound()));
    expect(blockerIn(log).closed).toMatchObject({ round: 2 });
    expect(
      standupIn(log.state)
        .rounds.get(2)!
        .history.map((index) => log.entries[index]!.event.type),
    ).toEqual(['blocker.closed', 'round.opened']);
  });

  test('in the round of the answer that closes it, also of a late one', () => {
    const late = answer('Six', { round: 1, solved: [1], how: 'Drivers came' });
    expect(blockerIn(logOf(...stands(closeRound, said(late, by(ben))))).closed).toMatchObject({ round: 1 });
    const elsewhere = answer('Six', { standup: 2, solved: [1], how: 'Drivers came' });
    const log = logOf(...stands(closeRound, ...round, setUpStandup({ schedule: null }), startRound({ standup: 2 })));
    expect(blockerIn(log.after(said(elsewhere, by(ben)))).closed).toMatchObject({ round: 3 });
  });

  test('also before there was a round', () => {
    given(...partnership(), setUpStandup(), said(stuck(), by(ben)))
      .when(solve(1), by(ben))
      .then({ type: 'blocker.closed', blocker: 1, standup: 1, round: 1, how: 'Two drivers were found' });
  });

  test.each([
    ['whoever is of the organisation', gwen],
    ['whoever is of the one that could help', carys],
    ['a coordinator', asha],
    ['a sponsor', dev],
  ])('by %s', (_who, who) => {
    const blockers = [{ text: 'Keys', helper: 'SFC' }];
    given(...open(place(dev, 'RPC', 'sponsor'), said(answer('Six', { blockers }), by(ben))))
      .when(solve(1), by(who))
      .thenState((state) => expect(state.blockers.get(1)!.closed).toMatchObject({ by: { person: who.person } }));
  });

  test.each([
    ['of another organisation', carys],
    ['of none', farah],
  ])('but not by somebody %s', (_who, who) => {
    given(...stands())
      .when(solve(1), by(who))
      .thenRefused('blocker.notYours', { blocker: 1, organisation: 'EVC' });
  });

  test('once, with how, and only where there is one', () => {
    given(...stands(said(solve(1), by(ben))))
      .when(solve(1), by(ben))
      .thenRefused('blocker.closed', { blocker: 1 });
    given(...stands())
      .when(solve(1, ' '), by(ben))
      .thenRefused('text.missing', { field: 'how' });
    given(...stands())
      .when(solve(2), by(ben))
      .thenRefused('blocker.unknown', { blocker: 2 });
  });

  test('by nobody who may not read it, for whom it is not there', () => {
    const own = open(said(stuck('Keys', { readers: ['EVC', 'SFC'] }), by(ben)));
    for (const who of [asha, dev, farah])
      given(...own)
        .when(solve(1), by(who))
        .thenRefused('blocker.unknown', { blocker: 1 });
    given(...own)
      .when(solve(1), by(gwen))
      .then({
        type: 'blocker.closed',
        blocker: 1,
        standup: 1,
        round: 1,
        how: 'Two drivers were found',
        readers: ['EVC', 'SFC'],
      });
    given(...own)
      .when(solve(1), by(carys))
      .thenRefused('blocker.notYours');
  });

  test('with words for those alone who may read the answer that closes it', () => {
    const solved = (more: Partial<Extract<Command, { type: 'GiveAnswer' }>>): Command => ({
      type: 'GiveAnswer',
      standup: 1,
      how: 'A driver is off sick no more',
      ...more,
    });
    const readersOf = (command: Command, ...history: (Command | Said)[]) =>
      eventsIn(logOf(...open(...history), said(command, by(ben))), 'blocker.closed').map(({ readers }) => readers);
    const all = said(stuck(), by(ben));
    const some = said(stuck('Keys', { readers: ['NMH', 'EVC', 'SFC'] }), by(ben));
    const own = said(stuck('Staff', { readers: ['EVC'] }), by(ben));
    expect(readersOf(solved({ solved: [1] }), all)).toEqual([undefined]);
    expect(readersOf(solved({ solved: [1], readers: ['EVC'] }), all)).toEqual([['EVC']]);
    expect(readersOf(solved({ solved: [1] }), some)).toEqual([['NMH', 'EVC', 'SFC']]);
    expect(readersOf(solved({ solved: [1], readers: ['SFC', 'RPC'] }), some)).toEqual([['EVC', 'SFC']]);
    expect(readersOf(solved({ solved: [1], adds: true }), all, own)).toEqual([['EVC']]);
    // The same words serve both.
    expect(readersOf(solved({ solved: [1, 2] }), all, own)).toEqual([['EVC'], ['EVC']]);
  });

  test('by whoever takes notes for the organisation, with the answer that says so', () => {
    const table = byHand(startRound({ table: true }), said(stuck(), by(ben)));
    given(...table)
      .when(answer('Six', { organisation: 'EVC', solved: [1], how: 'Drivers came' }), by(carys))
      .thenState((state) => expect(state.blockers.get(1)!.closed).toMatchObject({ by: { person: 'carys' } }));
    given(...table)
      .when(answer('Six', { solved: [1], how: 'Drivers came' }), by(carys))
      .thenRefused('blocker.notYours');
  });
});

describe('a blocker is escalated', () => {
  const sponsored = (...more: (Command | Said)[]) => [
    ...partnership(),
    place(dev, 'RPC', 'sponsor'),
    place(elin, 'EVC', 'sponsor'),
    setUpStandup({ schedule: null }),
    ...more,
  ];
  const escalations = (log: Log) => eventsIn(log, 'blocker.escalated');
  const after = (rounds: number, ...more: (Command | Said)[]) =>
    rung(
      logOf(
        ...sponsored(
          startRound(),
          said(stuck(), by(ben)),
          closeRound,
          ...Array(rounds - 1)
            .fill(round)
            .flat(),
          ...more,
        ),
      ),
      NOW,
    );

  test('to the sponsors, when it has stood in so many rounds that have closed', () => {
    expect(escalations(after(2))).toEqual([]);
    expect(escalations(after(2, startRound()))).toEqual([]);
    const log = after(3);
    expect(escalations(log)).toEqual([
      { type: 'blocker.escalated', blocker: 1, standup: 1, round: 3, told: ['dev', 'elin'] },
    ]);
    expect(blockerIn(log).escalated).toMatchObject({ at: NOW, round: 3, told: ['dev', 'elin'] });
  });

  test('at once, though the next round has opened meanwhile', () => {
    expect(escalations(after(3, startRound()))).toHaveLength(1);
  });

  test('exactly once, over further rounds and over a restart in between', () => {
    const first = after(3, startRound());
    const { entries } = first;
    const restarted = new Log(entries, entries.reduce(evolve, NO_PROGRAMME));
    let log = rung(restarted, NOW).after(said(closeRound));
    for (let rounds = 0; rounds < 5; rounds++) log = rung(log.after(said(startRound())).after(said(closeRound)), NOW);
    expect(escalations(log)).toHaveLength(1);
    expect(nextWake(log.state, { now: NOW, calendar })).toBeNull();
  });

  test('by the alarm clock, which rings for it as soon as the round has closed', () => {
    const log = logOf(...partnership(), setUpStandup({ escalateAfter: 2 }), said(stuck(), by(ben)));
    const rung = ringing(log, NOW, '2026-12-04T23:00:00.000Z');
    const [escalated] = rung.entries.filter(({ event }) => event.type === 'blocker.escalated');
    expect(escalated).toMatchObject({ at: '2026-11-30T11:15:00.000Z', event: { round: 2, told: ['asha'] } });
    expect(escalations(rung)).toHaveLength(1);
  });

  test('after as many rounds as the stand-up says, from one on', () => {
    const one = [changeStandup({ escalateAfter: 1 }), startRound(), said(stuck(), by(ben)), closeRound];
    expect(escalations(rung(logOf(...sponsored(...one)), NOW))).toHaveLength(1);
  });

  test('not when it has been closed before', () => {
    expect(
      escalations(
        rung(
          logOf(
            ...sponsored(startRound(), said(stuck(), by(ben)), closeRound, ...round, said(solve(1), by(ben)), ...round),
          ),
          NOW,
        ),
      ),
    ).toEqual([]);
  });

  test('only to sponsors who may read it', () => {
    const own = [startRound(), said(stuck('Keys', { readers: ['EVC'] }), by(ben)), closeRound, ...round, ...round];
    expect(escalations(rung(logOf(...sponsored(...own)), NOW))).toMatchObject([{ told: ['elin'] }]);
  });

  test('to the coordinators where there is no such sponsor, and not while nobody may read it', () => {
    const standing = (readers?: string[]) => [
      ...byHand(startRound(), said(stuck('Keys', readers ? { readers } : {}), by(ben)), closeRound, ...round, ...round),
    ];
    const told = (readers?: string[]) => escalations(rung(logOf(...standing(readers)), NOW)).map((each) => each.told);
    expect(told()).toEqual([['asha']]);
    expect(told(['NMH'])).toEqual([['asha']]);
    expect(told(['EVC'])).toEqual([]);
  });

  test('as soon as somebody is placed who can be told, and the alarm clock does not ring for it before', () => {
    const own = [startRound(), said(stuck('Keys', { readers: ['EVC'] }), by(ben)), closeRound, ...round, ...round];
    const waiting = rung(logOf(...byHand(...own)), NOW);
    expect([escalations(waiting), nextWake(waiting.state, { now: NOW, calendar })]).toEqual([[], null]);
    const placed = waiting.after(said(place(elin, 'EVC', 'sponsor')));
    expect(nextWake(placed.state, { now: NOW, calendar })).toBe(NOW);
    expect(escalations(rung(placed, NOW))).toMatchObject([{ told: ['elin'] }]);
  });

  test('several each once, and to no more people than fit', () => {
    const crowd = Array.from({ length: 30 }, (_, number) =>
      place({ person: `s${number}`, name: 'S' }, 'NMH', 'sponsor'),
    );
    const log = logOf(
      ...byHand(
        ...crowd,
        startRound(),
        said(stuck(), by(ben)),
        said(stuck('Keys'), by(carys)),
        closeRound,
        ...round,
        ...round,
      ),
    );
    expect(escalations(rung(log, NOW)).map(({ blocker, told }) => [blocker, told.length])).toEqual([
      [1, 20],
      [2, 20],
    ]);
  });

  test('with a history of its own', () => {
    const log = after(3).after(said(solve(1), by(ben), at('2026-11-28T09:00:00.000Z')));
    expect(blockerIn(log).history.map((index) => log.entries[index]!.event.type)).toEqual([
      'blocker.raised',
      'blocker.escalated',
      'blocker.closed',
    ]);
    expect(standupIn(log.state).rounds.size).toBe(3);
  });

  test('and not by ringing when nothing is due', () => {
    given(...sponsored(startRound(), said(stuck(), by(ben))))
      .when({ type: 'Tick' })
      .thenNothing();
    given(...sponsored(startRound(), said(stuck(), by(ben)), closeRound, ...round, ...round, ticks(NOW)))
      .when({ type: 'Tick' })
      .thenNothing();
  });
});
