import { describe, expect, test } from '@jest/globals';
import { nextWake } from '../../src/domain/alarm.ts';
import {
  asha,
  at,
  ben,
  by,
  calendar,
  carys,
  create,
  dev,
  elin,
  eventsIn,
  given,
  join,
  Log,
  logOf,
  noChange,
  NOW,
  partnership,
  place,
  ringing,
  roundIn,
  rung,
  said,
  schedule,
  setUpStandup,
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
const opened = (...more: (Command | Said)[]) => daily(ticks(OPENS), ...more);

const wake = ({ state }: Log, now: string) => nextWake(state, { now, calendar });

const isReminder = ({ event }: { event: { type: string } }) => event.type === 'round.reminded';

describe('reminders to answer', () => {
  const reminders = (log: Log) => eventsIn(log, 'round.reminded');
  const told = (log: Log) =>
    reminders(log).flatMap(({ answers }) => answers.map(({ key, told: people }) => [key, people]));

  test('go to those who are awaited, and to nobody else', () => {
    const log = rung(logOf(...opened(...[asha, ben, carys].map((who) => said(noChange, by(who), at(OPENS))))), REMINDS);
    expect(reminders(log)).toEqual([
      {
        type: 'round.reminded',
        standup: 1,
        round: 1,
        part: 1,
        answers: [
          { key: 'RPC', told: ['dev'], away: [], optedOut: [] },
          { key: 'HHV', told: ['elin'], away: [], optedOut: [] },
        ],
      },
    ]);
  });

  test('go to nobody when all have answered', () => {
    const all = [asha, ben, carys, dev, elin].map((who) => said(noChange, by(who), at(OPENS)));
    const log = logOf(...opened(...all));
    expect(wake(log, OPENS)).toBe(CLOSES);
    expect(reminders(rung(log, REMINDS))).toEqual([]);
  });

  test('go to the deputy while who is accountable is away, and say who is away or has opted out', () => {
    const others = [asha, dev, elin].map((who) => said(noChange, by(who), at(OPENS)));
    const log = rung(
      logOf(
        ...opened(
          ...others,
          said({ type: 'SetAway', until: '2026-12-20' }, by(ben)),
          said({ type: 'SetReminders', on: false }, by(carys)),
        ),
      ),
      REMINDS,
    );
    expect(reminders(log)[0]!.answers).toEqual([
      { key: 'EVC', told: ['gwen'], away: ['ben'], optedOut: [] },
      { key: 'SFC', told: [], away: [], optedOut: ['carys'] },
    ]);
  });

  test('chase nobody who is away without a deputy', () => {
    const log = rung(logOf(...opened(said({ type: 'SetAway', until: '2026-12-20' }, by(dev)))), REMINDS);
    expect(told(log)).toContainEqual(['RPC', []]);
  });

  test('come once, whoever stays silent', () => {
    const log = ringing(logOf(...opened()), OPENS, '2026-11-27T23:00:00.000Z');
    expect(told(log).map(([key]) => key)).toEqual(['NMH', 'EVC', 'SFC', 'RPC', 'HHV']);
  });

  test('come at no time when none is wanted', () => {
    const log = logOf(...partnership(), setUpStandup({ remindBefore: null }));
    expect(reminders(ringing(log, NOW, CLOSES))).toEqual([]);
  });

  test('come in the evening only when the round is open then alone', () => {
    const evening = logOf(...partnership(), setUpStandup({ schedule: schedule({ at: '18:00' }) }));
    const [own] = ringing(evening, NOW, '2026-11-27T23:00:00.000Z').entries.filter(isReminder);
    expect(own?.at).toBe('2026-11-27T19:30:00.000Z');
    const long = logOf(...partnership(), setUpStandup({ schedule: schedule({ at: '14:00' }), openFor: 7 * 60 }));
    const [afternoon] = ringing(long, NOW, '2026-11-27T23:00:00.000Z').entries.filter(isReminder);
    expect(afternoon?.at).toBe('2026-11-27T16:30:00.000Z');
  });

  test('that are due at night come in the morning, when the round is open still', () => {
    const long = setUpStandup({ schedule: schedule({ at: '18:00' }), openFor: 17 * 60, remindBefore: 10 * 60 });
    const log = ringing(logOf(...partnership(), long), NOW, '2026-12-01T23:00:00.000Z');
    const ofMonday = log.entries.filter(isReminder).find(({ at: when }) => when > '2026-11-30');
    expect(ofMonday?.at).toBe('2026-12-01T09:00:00.000Z');
  });

  test('leave those of a nation alone while it has a holiday', () => {
    const start = '2026-11-27T16:00:00.000Z';
    const log = logOf(
      ...partnership(),
      join('ABC', { nation: 'Scotland' }),
      place({ person: 'isla', name: 'Isla Reid' }, 'ABC', 'representative'),
      said(setUpStandup({ schedule: null, openFor: 4 * 24 * 60, remindBefore: 24 * 60 }), at(start)),
      said(startRound(), at(start)),
    );
    const day = (key: string) =>
      ringing(log, start, '2026-12-01T16:00:00.000Z').entries.find(
        ({ event }) => event.type === 'round.reminded' && event.answers.some((each) => each.key === key),
      )?.at;
    expect([day('NMH'), day('ABC')]).toEqual(['2026-11-30T16:00:00.000Z', '2026-12-01T09:00:00.000Z']);
  });

  test('reach many people in several parts, each once', () => {
    const many = Array.from({ length: 60 }, (_, number) => `ORG${number}`);
    const log = logOf(
      create(),
      ...many.map((short) => join(short)),
      place(asha, 'ORG0', 'coordinator'),
      ...many.map((short) => place({ person: `rep-${short}`, name: `Rep of ${short}` }, short, 'representative')),
      setUpStandup(),
    );
    const sent = reminders(ringing(log, NOW, CLOSES));
    expect(sent.map(({ part }) => part)).toEqual(sent.map((_, place) => place + 1));
    expect(sent.length).toBeGreaterThan(1);
    for (const { answers } of sent) expect(answers.flatMap((each) => each.told).length).toBeLessThanOrEqual(30);
    const people = sent.flatMap(({ answers }) => answers.flatMap((each) => each.told));
    expect([people.length, new Set(people).size]).toEqual([60, 60]);
  });

  test('to one organisation go to no more people than fit, so that the clock never sticks', () => {
    const log = logOf(
      create(),
      join('NMH'),
      place(asha, 'NMH', 'coordinator'),
      ...Array.from({ length: 150 }, (_, number) =>
        place({ person: `p${number}`, name: 'P' }, 'NMH', 'representative'),
      ),
      setUpStandup(),
    );
    const [sent, ...others] = reminders(ringing(log, NOW, CLOSES));
    expect([sent!.answers[0]!.told.length, others.length]).toEqual([30, 0]);
  });

  test('are noted where they did not reach somebody', () => {
    given(...opened(ticks(REMINDS)))
      .when({ type: 'NoteUnreached', person: 'dev', about: 'awaited/1/1/1/to/dev', reason: 'blocked' }, at(REMINDS))
      .thenState((state, events) => {
        expect(events).toEqual([
          {
            type: 'round.unreached',
            standup: 1,
            round: 1,
            member: 'dev',
            about: 'awaited/1/1/1/to/dev',
            reason: 'blocked',
          },
        ]);
        expect(roundIn(state).unreached).toMatchObject([{ person: 'dev', reason: 'blocked' }]);
      });
  });
});
