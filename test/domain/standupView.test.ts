import { describe, expect, test } from '@jest/globals';
import { blockerView, roundSummary, roundView, standupView } from '../../src/domain/standupView.ts';
import {
  answer,
  asha,
  at,
  away,
  ben,
  by,
  calendar,
  carys,
  changeStandup,
  closeRound,
  dev,
  elin,
  gwen,
  join,
  Log,
  logOf,
  noChange,
  NOW,
  partnership,
  place,
  roundIn,
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
import type { AnswerRow } from '../../src/domain/standupViews.ts';

/** Round 1 is open from 9:15 to 11:15, and those who are awaited are reminded at 10:45. */
const OPENS = '2026-11-27T09:15:00.000Z';
const REMINDS = '2026-11-27T10:45:00.000Z';
const CLOSES = '2026-11-27T11:15:00.000Z';
const MONDAY = '2026-11-30T09:15:00.000Z';

const daily = (...more: (Command | Said)[]) => [...partnership(), setUpStandup(), ...more];
const open = (...more: (Command | Said)[]) => daily(ticks(OPENS), ...more);

function view(log: Log, reader: string | null = null, { round, now = OPENS }: { round?: number; now?: string } = {}) {
  const { state } = log;
  return roundView(state, standupIn(state), roundIn(state, round), { reader, now, version: log.entries.length });
}

const rowsOf = (...args: Parameters<typeof view>) =>
  Object.fromEntries(view(...args).rows.map((row) => [row.key, row])) as Record<string, AnswerRow>;
const statesOf = (...args: Parameters<typeof view>) =>
  Object.fromEntries(view(...args).rows.map(({ key, state }) => [key, state]));
const unreached = (person: string): Said =>
  said({ type: 'NoteUnreached', person, about: `awaited/1/1/1/to/${person}`, reason: 'blocked' }, at(REMINDS));

describe('a round shows of each that is asked', () => {
  test('that it has answered, is awaited, is away, could not be reached, or has a holiday', () => {
    const log = logOf(
      ...partnership(),
      join('ABC', { nation: 'Scotland' }),
      setUpStandup(),
      said(away('2026-12-04'), by(carys)),
      ticks('2026-11-30T09:15:00.000Z'),
      said(answer(), by(ben), at(MONDAY)),
      ticks('2026-11-30T10:45:00.000Z'),
      unreached('dev'),
    );
    expect(statesOf(log, null, { now: MONDAY })).toEqual({
      NMH: 'awaited',
      EVC: 'answered',
      SFC: 'away',
      RPC: 'unreached',
      HHV: 'awaited',
      ABC: 'holiday',
    });
    expect(rowsOf(log, null, { now: MONDAY })).toMatchObject({
      NMH: { people: ['Asha Patel'], away: [] },
      SFC: { people: [], away: [{ name: 'Carys Llewellyn', until: '2026-12-04' }] },
      RPC: { people: ['Dev Nair'], unreached: [{ name: 'Dev Nair', reason: 'blocked' }] },
      ABC: { people: [], answer: null },
    });
    expect(view(log, null, { now: MONDAY })).toMatchObject({
      answered: 1,
      expected: 5,
      participation: [
        { organisation: 'NMH', state: 'awaited' },
        { organisation: 'EVC', state: 'answered' },
        { organisation: 'SFC', state: 'away' },
        { organisation: 'RPC', state: 'unreached' },
        { organisation: 'HHV', state: 'awaited' },
        { organisation: 'ABC', state: 'holiday' },
      ],
    });
  });

  test('the deputy, while who is accountable is away', () => {
    const log = logOf(...open(said(away('2026-12-04'), by(ben))));
    expect(rowsOf(log)['EVC']).toMatchObject({
      state: 'awaited',
      people: ['Gwen Price'],
      away: [{ name: 'Ben Okafor', until: '2026-12-04' }],
    });
    const both = log.after(said(away('2026-12-01'), by(gwen)));
    expect(rowsOf(both)['EVC']!.state).toBe('away');
  });

  test('that it is awaited still, where one of several could not be reached', () => {
    const log = logOf(...daily(place(elin, 'RPC', 'representative'), ticks(OPENS), ticks(REMINDS), unreached('dev')));
    expect(rowsOf(log)['RPC']).toMatchObject({ state: 'awaited', unreached: [{ name: 'Dev Nair' }] });
    const none = log.after(unreached('elin'));
    expect(rowsOf(none)['RPC']!.state).toBe('unreached');
    expect(rowsOf(none.after(said(noChange, by(elin), at(REMINDS))))['RPC']!.state).toBe('answered');
  });

  test('who wants no reminders', () => {
    const log = logOf(...open(said({ type: 'SetReminders', on: false }, by(dev))));
    expect(rowsOf(log)['RPC']).toMatchObject({ state: 'awaited', optedOut: ['Dev Nair'] });
  });

  test('what others said who were not asked, and who had a holiday and answered all the same', () => {
    const log = logOf(
      ...partnership(),
      setUpStandup({ asked: [{ organisation: 'NMH' }] }),
      ticks(OPENS),
      said(answer(), by(ben), at(OPENS)),
    );
    expect(view(log).rows.map(({ key, unasked, state }) => [key, unasked, state])).toEqual([
      ['NMH', false, 'awaited'],
      ['EVC', true, 'answered'],
    ]);
    expect(view(log)).toMatchObject({ answered: 0, expected: 1 });
    const scots = logOf(
      ...partnership(),
      join('ABC', { nation: 'Scotland' }),
      place({ person: 'isla', name: 'Isla Reid' }, 'ABC', 'representative'),
      setUpStandup(),
      ticks(MONDAY),
      said(answer(), by({ person: 'isla', name: 'Isla Reid' }), at(MONDAY)),
    );
    expect(view(scots).rows.filter(({ organisation }) => organisation === 'ABC')).toMatchObject([
      { key: 'ABC', unasked: true, state: 'answered' },
    ]);
  });

  test('each person where people report, and of an organisation the best of its people', () => {
    const log = logOf(
      ...partnership(),
      setUpStandup({ reporting: 'person' }),
      said(away('2026-12-04'), by(gwen)),
      ticks(OPENS),
      said(noChange, by(carys), at(OPENS)),
    );
    expect(statesOf(log)).toEqual({
      asha: 'awaited',
      ben: 'awaited',
      gwen: 'away',
      carys: 'answered',
      dev: 'awaited',
      elin: 'awaited',
    });
    expect(rowsOf(log)['gwen']).toMatchObject({ person: 'Gwen Price', organisation: 'EVC' });
    expect(view(log).participation.slice(0, 3)).toEqual([
      { organisation: 'NMH', state: 'awaited' },
      { organisation: 'EVC', state: 'awaited' },
      { organisation: 'SFC', state: 'answered' },
    ]);
  });
});

describe('a round that is over', () => {
  test('tells who was away as it was then, whoever goes or comes back later', () => {
    const closed = logOf(...open(said(away('2026-12-04'), by(carys)), ticks(CLOSES)));
    const later = closed
      .after(said(away(null), by(carys), at(CLOSES)))
      .after(said(away('2027-01-04'), by(dev), at(CLOSES)));
    for (const log of [closed, later])
      expect(statesOf(log, null, { now: MONDAY })).toMatchObject({ SFC: 'away', RPC: 'awaited' });
  });

  test('says whether its time was over, or who closed it', () => {
    expect(view(rung(logOf(...open()), CLOSES))).toMatchObject({
      closedInTime: true,
      closedBy: { name: 'Concordat' },
      closedAt: CLOSES,
    });
    expect(view(logOf(...open(said(closeRound, by(ben), at(OPENS)))))).toMatchObject({
      closedInTime: false,
      closedBy: { name: 'Ben Okafor' },
    });
    expect(view(rung(logOf(...daily(startRound())), OPENS), null, { round: 1 })).toMatchObject({
      closedInTime: false,
      gaveWay: true,
    });
    expect(view(logOf(...open()))).toMatchObject({
      gaveWay: false,
      closedInTime: false,
      closedBy: null,
      closedAt: null,
      isLast: true,
    });
  });

  test('keeps its questions and its blockers, whatever happens later', () => {
    const log = logOf(
      ...open(said(stuck(), by(ben), at(OPENS)), said(stuck('Keys'), by(carys), at(OPENS)), ticks(CLOSES)),
      said(changeStandup({ questions: [{ id: 'beds', ask: 'Beds?', kind: 'number', required: true }] })),
      ticks(MONDAY),
      said(solve(1), by(ben), at(MONDAY)),
    );
    const first = view(log, null, { round: 1 });
    expect(first).toMatchObject({ openBlockers: 2, isLast: false });
    expect(first.questions.map(({ id }) => id)).toEqual(['moved', 'plan', 'blockers']);
    expect(first.blockers).toMatchObject([
      { number: 1, isNew: true, rounds: 1, closed: null },
      { number: 2, isNew: true, rounds: 1, closed: null },
    ]);
    const second = view(log, null, { round: 2 });
    expect(second).toMatchObject({ openBlockers: 1, isLast: true });
    expect(second.blockers).toMatchObject([
      { number: 1, isNew: false, rounds: 2, closed: { by: { name: 'Ben Okafor' }, how: 'Two drivers were found' } },
      { number: 2, isNew: false, rounds: 2, closed: null },
    ]);
  });
});

describe('an answer shows', () => {
  test('how it was given', () => {
    const log = logOf(
      ...daily(
        said(answer(), by(ben)),
        ticks(OPENS),
        said(answer('Seven', { organisation: 'EVC' }), by(asha), at(OPENS)),
        said(noChange, by(dev), at(OPENS)),
        ticks(CLOSES),
        said(answer(), by(elin), at(CLOSES)),
      ),
    );
    const rows = rowsOf(log);
    expect(rows['EVC']!.answer).toMatchObject({
      by: { name: 'Asha Patel', organisation: 'NMH' },
      noted: true,
      changes: 1,
      timing: 'inTime',
      texts: [{ question: 'moved', text: 'Seven' }],
    });
    expect(rows['RPC']!.answer).toMatchObject({ noChange: true, changes: 0, texts: [] });
    expect(rows['HHV']!.answer).toMatchObject({ timing: 'late', at: CLOSES });
  });

  test('numbers beside what they were the last time they were said', () => {
    const beds = (value: number): Command => ({
      type: 'GiveAnswer',
      standup: 1,
      values: [{ question: 'beds', value }],
    });
    const log = logOf(
      ...partnership(),
      setUpStandup({
        schedule: null,
        questions: [{ id: 'beds', ask: 'Beds?', kind: 'number', unit: 'beds', required: false }],
      }),
      startRound(),
      said(beds(4), by(ben)),
      closeRound,
      startRound(),
      said(noChange, by(ben)),
      closeRound,
      startRound(),
      said(beds(6), by(ben)),
      said(beds(9), by(dev)),
    );
    expect(rowsOf(log)['EVC']!.answer!.values).toEqual([{ question: 'beds', value: 6, before: 4 }]);
    expect(rowsOf(log)['RPC']!.answer!.values).toEqual([{ question: 'beds', value: 9, before: null }]);
  });
});

describe('what is for the own organisation alone', () => {
  /** Stand in nothing else. */
  const planted = ['zanzibar', '987654321', '123123123', '2031-07-07'];
  const questions = [
    { id: 'moved', ask: 'What has moved?', kind: 'moved' as const, required: false },
    { id: 'beds', ask: 'Beds?', kind: 'number' as const, required: false },
  ];
  const beds = (value: number) => ({ values: [{ question: 'beds', value }] });
  const own = { readers: ['EVC'] };
  const log = logOf(
    ...partnership(),
    place(elin, 'EVC', 'sponsor'),
    setUpStandup({ schedule: null, questions, escalateAfter: 1 }),
    startRound(),
    said(answer('To zanzibar', { ...own, ...beds(987654321) }), by(ben)),
    said(
      answer('zanzibar again', {
        ...own,
        ...beds(123123123),
        blockers: [{ text: 'No zanzibar', helper: 'SFC', needBy: '2031-07-07' }, { text: 'No zanzibar either' }],
      }),
      by(ben),
    ),
    closeRound,
    ticks(NOW),
    ticks(NOW),
    startRound(),
    said(solve(2, 'By zanzibar'), by(ben)),
    said(answer('For all', beds(5)), by(ben)),
  );

  function everything(reader: string | null): string {
    const { state } = log;
    const standup = standupIn(state);
    const reading = { reader, now: NOW };
    return JSON.stringify([
      standupView(state, standup, { now: NOW, calendar }, 1),
      [...standup.rounds.values()].map((round) => [
        roundSummary(state, standup, round, reading),
        roundView(state, standup, round, { ...reading, version: 1 }),
      ]),
      [...state.blockers.values()].map((blocker) => [
        blockerView(state, blocker, reader),
        blockerView(state, blocker, reader, roundIn(state, 1)),
      ]),
    ]);
  }

  test.each(['NMH', 'SFC', 'RPC', 'XYZ', '', null])('is in nothing that %p is shown', (reader) => {
    for (const word of planted) expect(everything(reader)).not.toContain(word);
  });

  test('is shown to the own organisation, but for what has been changed since', () => {
    for (const word of ['zanzibar', '123123123', '2031-07-07', 'By zanzibar'])
      expect(everything('EVC')).toContain(word);
    expect(everything('EVC')).not.toContain('987654321');
  });

  test('is no part of how a number has changed, where the number before was withheld', () => {
    const valuesFor = (reader: string | null) => rowsOf(log, reader)['EVC']!.answer!.values;
    expect(valuesFor('EVC')).toEqual([{ question: 'beds', value: 5, before: 123123123 }]);
    expect(valuesFor('NMH')).toEqual([{ question: 'beds', value: 5, before: null }]);
  });

  test('is counted, and for whom it is', () => {
    const first = view(log, 'NMH', { round: 1 });
    expect(first).toMatchObject({ answered: 1, openBlockers: 2, withheld: 3 });
    expect(rowsOf(log, 'NMH', { round: 1 })['EVC']!.answer).toMatchObject({
      withheld: true,
      readers: ['EVC'],
      texts: [],
      values: [],
    });
    expect(first.blockers).toMatchObject([
      {
        number: 1,
        text: null,
        helper: null,
        needBy: null,
        organisation: 'EVC',
        escalated: { told: [{ name: 'Elin Ward' }] },
      },
      { number: 2, text: null },
    ]);
    expect(view(log, 'NMH').blockers).toMatchObject([{ number: 1 }, { number: 2, closed: { how: null } }]);
    expect(view(log, 'EVC', { round: 1 })).toMatchObject({ answered: 1, openBlockers: 2, withheld: 0 });
  });
});

test('a blocker that was closed between two rounds shows in the next one, and as open in the one before', () => {
  const log = logOf(
    ...open(said(stuck(), by(ben), at(OPENS)), ticks(CLOSES)),
    said(solve(1), by(ben), at(CLOSES)),
    ticks(MONDAY),
  );
  expect(view(log, null, { round: 1 })).toMatchObject({ openBlockers: 1, blockers: [{ rounds: 1, closed: null }] });
  expect(view(log, null, { round: 2 })).toMatchObject({
    openBlockers: 0,
    blockers: [{ isNew: false, rounds: 1, closed: { at: CLOSES, how: 'Two drivers were found' } }],
  });
  expect(view(log.after(ticks('2026-12-01T09:15:00.000Z')).after(ticks('2026-12-01T09:15:00.000Z'))).blockers).toEqual(
    [],
  );
});

test.each([
  ['blockers' as const, true, true],
  ['text' as const, true, false],
  ['text' as const, false, true],
])('a round with a question of %s, required: %p, may be answered with “no change”: %p', (kind, required, may) => {
  const questions = [{ id: 'one', ask: 'What?', kind, required }];
  expect(view(logOf(...partnership(), setUpStandup({ questions }), startRound())).mayBeUnchanged).toBe(may);
});

test('that nothing is in the way shows to those alone for whom the answer is', () => {
  const clear: Command = { type: 'GiveAnswer', standup: 1, nothingInTheWay: true, readers: ['EVC'] };
  const log = logOf(...open(said(clear, by(ben), at(OPENS))));
  expect(rowsOf(log, 'EVC')['EVC']!.answer).toMatchObject({ nothingInTheWay: true });
  expect(rowsOf(log, 'NMH')['EVC']!.answer).toMatchObject({ nothingInTheWay: false, withheld: true });
});

test('how a blocker was closed shows to those alone for whom it is', () => {
  const log = logOf(
    ...open(said(stuck(), by(ben), at(OPENS))),
    said(answer('Six', { readers: ['EVC'], solved: [1], how: 'By zanzibar' }), by(ben), at(OPENS)),
  );
  const closedFor = (reader: string | null) => view(log, reader).blockers[0];
  expect(closedFor('EVC')).toMatchObject({ closed: { how: 'By zanzibar', readers: ['EVC'] } });
  for (const reader of ['NMH', null])
    expect(closedFor(reader)).toMatchObject({
      text: 'No transport after 8pm',
      closed: { how: null, readers: ['EVC'] },
    });
});

describe('a stand-up shows', () => {
  const shown = (log: Log, now = NOW) => standupView(log.state, standupIn(log.state), { now, calendar }, 7);

  test('how it runs, what has been, and who is named', () => {
    const asked = [{ organisation: 'EVC', accountable: 'ben', deputy: 'gwen' }];
    const log = logOf(...partnership(), setUpStandup({ asked }), startRound());
    expect(shown(log)).toEqual({
      number: 1,
      state: 'running',
      name: 'Stand-up',
      schedule: expect.anything(),
      timeZone: 'Europe/London',
      openFor: 120,
      reporting: 'organisation',
      asked,
      questions: expect.anything(),
      remindBefore: 30,
      escalateAfter: 3,
      summaryIn: 'thread',
      next: OPENS,
      skips: [],
      rounds: 1,
      open: 1,
      people: [
        { person: 'ben', name: 'Ben Okafor' },
        { person: 'gwen', name: 'Gwen Price' },
      ],
      version: 7,
    });
  });

  test('nothing of what has been said early', () => {
    expect(JSON.stringify(shown(logOf(...daily(said(answer('To zanzibar'), by(ben))))))).not.toContain('zanzibar');
  });

  test('when the next round opens: not on a holiday, nor on a day that is skipped, which it names while it is to come', () => {
    const skip = (day: string): Command => ({ type: 'SkipRound', standup: 1, day, why: 'Nobody is there' });
    const log = logOf(...daily(skip('2026-12-24'), skip('2026-11-30')));
    expect(shown(log, '2026-11-30T12:00:00.000Z').skips).toEqual([
      { day: '2026-11-30', why: 'Nobody is there' },
      { day: '2026-12-24', why: 'Nobody is there' },
    ]);
    expect(shown(log, '2026-12-01T00:00:00.000Z').skips).toMatchObject([{ day: '2026-12-24' }]);
    const before = rung(log, '2026-12-23T12:00:00.000Z');
    expect(shown(before).next).toBe('2026-12-29T09:15:00.000Z');
  });

  test('no next round while it is paused, without a schedule, or without anybody to ask', () => {
    expect(shown(logOf(...daily({ type: 'PauseStandup', standup: 1 }))).next).toBeNull();
    expect(shown(logOf(...partnership(), setUpStandup({ schedule: null }))).next).toBeNull();
    const gone = ['NMH', 'EVC', 'SFC', 'RPC', 'HHV'].map((organisation): Command => ({
      type: 'LeaveOrganisation',
      organisation,
    }));
    expect(shown(logOf(...daily(...gone))).next).toBeNull();
  });
});

test('at the table it shows whose turn is next, as it will be', () => {
  let log = logOf(...daily(startRound({ table: true }), said(answer(), by(elin))));
  for (let shown = view(log).table!; shown.now !== null;) {
    log = log.after(said({ type: 'NextAtTable', standup: 1, round: 1, after: shown.now }));
    expect(view(log).table!.now).toBe(shown.next);
    shown = view(log).table!;
  }
  expect(view(log).table).toEqual({ now: null, next: null });
});
