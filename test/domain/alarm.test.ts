import { describe, expect, test } from '@jest/globals';
import { nextWake } from '../../src/domain/alarm.ts';
import {
  at,
  asha,
  ben,
  by,
  calendar,
  carys,
  create,
  dev,
  elin,
  given,
  join,
  Log,
  logOf,
  partnership,
  place,
  propose,
  record,
  said,
  take,
  ticks,
  type Said,
} from './world.ts';
import type { Command, Event } from '../../src/domain/events.ts';
import type { Reminded } from '../../src/domain/reminder.ts';

/** Opens on Friday 27 November 2026 at 9am, and ends on Friday 4 December at 5pm. */
const open = (...more: (Command | Said)[]) => [...partnership(), propose(), ...more];
const HALF_TIME = '2026-12-01T09:00:00.000Z';
const LAST_DAY = '2026-12-03T16:30:00.000Z';
const DEADLINE = '2026-12-04T17:00:00.000Z';

const wake = (log: Log, now: string) => nextWake(log.state, { now, calendar });
const reminders = (events: readonly Event[]) => events.filter((event) => event.type === 'proposal.reminded');
const eventsOf = (log: Log) => log.entries.map(({ event }) => event);
const all = (told: Record<string, string[]>): Reminded[] =>
  Object.entries(told).map(([organisation, people]) => ({ organisation, told: people, away: [], optedOut: [] }));

describe('the alarm clock', () => {
  test('is set to the next reminder, then the next, then the deadline, then nothing', () => {
    const log = logOf(...open());
    // Half way is Tuesday at 1am, so the reminder waits for the morning.
    expect(wake(log, '2026-11-27T09:00:00.000Z')).toBe(HALF_TIME);
    const reminded = log.after(ticks(HALF_TIME));
    expect(wake(reminded, HALF_TIME)).toBe(LAST_DAY);
    const twice = reminded.after(ticks(LAST_DAY));
    expect(wake(twice, LAST_DAY)).toBe(DEADLINE);
    expect(wake(twice.after(ticks(DEADLINE)), DEADLINE)).toBeNull();
  });

  test('ringing twice, or when nothing is due, writes nothing', () => {
    given(...open())
      .when({ type: 'Tick' }, at('2026-11-30T10:00:00.000Z'))
      .thenNothing();
    for (const now of [HALF_TIME, DEADLINE])
      given(...open(ticks(now)))
        .when({ type: 'Tick' }, at(now))
        .thenNothing();
  });

  test('of many that are due it does a few at a time, and stays set', () => {
    let log = logOf(...partnership(), ...Array.from({ length: 5 }, (_, place) => propose(`Share rota ${place}`)));
    let rings = 0;
    while (wake(log, DEADLINE) !== null) {
      expect(wake(log, DEADLINE)! <= DEADLINE).toBe(true);
      log = log.after(ticks(DEADLINE));
      expect(++rings).toBeLessThan(10);
    }
    expect([...log.state.decisions.values()].map(({ state }) => state)).toEqual(Array(5).fill('lapsed'));
  });
});

describe('reminders', () => {
  test('go to the representatives of those that have not answered, and to nobody else', () => {
    const [reminder] = reminders(eventsOf(logOf(...open(said(take('agree'), by(ben)), ticks(HALF_TIME)))));
    expect(reminder).toEqual({
      type: 'proposal.reminded',
      number: 1,
      round: 1,
      stage: 'halfTime',
      due: HALF_TIME,
      organisations: all({ NMH: ['asha'], SFC: ['carys'], RPC: ['dev'], HHV: ['elin'] }),
    });
  });

  test('go to the deputies where the representatives are away, and say who is away or has opted out', () => {
    const history = open(
      said({ type: 'SetAway', until: '2026-12-20' }, by(ben)),
      said({ type: 'SetReminders', on: false }, by(carys)),
      ...[asha, dev, elin].map((who) => said(take('agree'), by(who))),
      ticks(HALF_TIME),
    );
    expect(reminders(eventsOf(logOf(...history)))[0]).toMatchObject({
      organisations: [
        { organisation: 'EVC', told: ['gwen'], away: ['ben'], optedOut: [] },
        { organisation: 'SFC', told: [], away: [], optedOut: ['carys'] },
      ],
    });
  });

  test('come in working hours, on no bank holiday of the organisation’s nation', () => {
    // Half way between Friday 27 November, 9am, and Wednesday 2 December, 5pm, is Monday 30 November: St Andrew’s Day.
    const history = [
      create(),
      join('NMH'),
      join('ABC', { nation: 'Scotland' }),
      place(asha, 'NMH', 'coordinator', 'representative'),
      place(ben, 'ABC', 'representative'),
      propose('Share', { deadline: '2026-12-03T17:00:00.000Z' }),
    ];
    const log = logOf(...history, ticks('2026-11-30T16:00:00.000Z'), ticks('2026-12-01T09:00:00.000Z'));
    const told = reminders(eventsOf(log)).map((event) => [
      event.due,
      event.organisations.map((each) => each.organisation),
    ]);
    expect(told).toEqual([
      ['2026-11-30T13:00:00.000Z', ['NMH']],
      ['2026-12-01T09:00:00.000Z', ['ABC']],
    ]);
  });

  test('that fell due at night wait for the morning', () => {
    given(...open())
      .when({ type: 'Tick' }, at('2026-12-01T22:00:00.000Z'))
      .thenNothing();
    expect(wake(logOf(...open()), '2026-12-01T22:00:00.000Z')).toBe('2026-12-02T09:00:00.000Z');
  });

  test('that were both missed are one, and it says when it was due', () => {
    const log = logOf(...open(ticks('2026-12-04T10:00:00.000Z'), ticks('2026-12-04T10:00:01.000Z')));
    expect(reminders(eventsOf(log))).toEqual([expect.objectContaining({ stage: 'lastDay', due: LAST_DAY })]);
  });

  test('do not come after the deadline, nor when everybody has answered', () => {
    const missed = logOf(...open(ticks(DEADLINE)));
    expect(reminders(eventsOf(missed))).toEqual([]);
    const objecting = [asha, ben, carys, dev, elin].map((who) => said(take('object'), by(who)));
    expect(reminders(eventsOf(logOf(...open(...objecting, ticks(HALF_TIME)))))).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    ['an hour', '2026-11-27T10:00:00.000Z', ['halfTime']],
    ['the same day', '2026-11-27T17:00:00.000Z', ['halfTime']],
    ['until Monday, so that the day before is Friday', '2026-11-30T17:00:00.000Z', ['lastDay']],
    ['until Tuesday', '2026-12-01T17:00:00.000Z', ['halfTime', 'lastDay']],
  ])('for a proposal that is open for %s', (_name, deadline, stages) => {
    let log = logOf(...partnership(), propose('Share', { deadline }));
    for (let now = wake(log, '2026-11-27T09:00:00.000Z'); now !== null; now = wake(log, now))
      log = log.after(ticks(now));
    expect(reminders(eventsOf(log)).map(({ stage }) => stage)).toEqual(stages);
  });

  test('reach many people in several goes, each once', () => {
    const many = Array.from({ length: 60 }, (_, place) => `ORG${place}`);
    const history = [
      create(),
      ...many.map((short) => join(short)),
      place(asha, 'ORG0', 'coordinator', 'representative'),
      ...many.map((short) => place({ person: `rep-${short}`, name: `Rep of ${short}` }, short, 'representative')),
      propose(),
    ];
    let log = logOf(...history);
    for (let ring = 0; ring < 10; ring++) log = log.after(ticks(HALF_TIME));
    const sent = reminders(eventsOf(log));
    expect(sent.length).toBeGreaterThan(1);
    const told = sent.flatMap(({ organisations }) => organisations.flatMap((each) => each.told));
    expect([told.length, new Set(told).size]).toEqual([61, 61]);
    for (const { organisations } of sent)
      expect(organisations.flatMap((each) => each.told).length).toBeLessThanOrEqual(30);
  });
});

describe('a day of review', () => {
  const reviewed = [...partnership(), record('Open 12 beds', { review: '2026-12-25' })];

  test('is told to coordinators and sponsors once, on the first working morning from then on', () => {
    const log = logOf(...reviewed, place(dev, 'RPC', 'sponsor'));
    expect(wake(log, '2026-11-27T09:00:00.000Z')).toBe('2026-12-29T09:00:00.000Z');
    given(...reviewed, place(dev, 'RPC', 'sponsor'))
      .when({ type: 'Tick' }, at('2026-12-29T09:00:00.000Z'))
      .then({ type: 'decision.reviewDue', number: 1, on: '2026-12-25', told: ['asha', 'dev'] });
    const told = log.after(ticks('2026-12-29T09:00:00.000Z'));
    expect(wake(told, '2026-12-29T09:00:00.000Z')).toBeNull();
  });

  test('that is moved is told again; of a decision that no longer stands it is not', () => {
    const moved = logOf(...reviewed, ticks('2026-12-29T09:00:00.000Z')).after(
      said({ type: 'ReviewDecision', number: 1, on: '2027-02-01' }, at('2026-12-29T10:00:00.000Z')),
    );
    expect(wake(moved, '2026-12-29T10:00:00.000Z')).toBe('2027-02-01T09:00:00.000Z');
    const superseded = logOf(...reviewed, { type: 'SupersedeDecision', number: 1, title: 'Open 8', why: 'Quieter' });
    expect(wake(superseded, '2026-11-27T09:00:00.000Z')).toBeNull();
  });
});
