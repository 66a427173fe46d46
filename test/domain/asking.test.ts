import { describe, expect, test } from '@jest/globals';
import { nextWake } from '../../src/domain/alarm.ts';
import { asksDue, nextAsk } from '../../src/domain/asking.ts';
import { postsOf } from '../../src/domain/posts.ts';
import { postsShowing } from '../../src/domain/postsShowing.ts';
import { SERVICE } from '../../src/app/policy.ts';
import {
  asha,
  away,
  ben,
  by,
  calendar,
  eventsIn,
  gwen,
  logOf,
  NOW,
  partnership,
  place,
  ringing,
  rung,
  said,
  ticks,
  type Log,
  type Said,
} from './world.ts';
import { setIndicator, setUpPerson, tell } from './statusWorld.ts';
import type { AskTimes } from '../../src/domain/source.ts';
import type { Command } from '../../src/domain/events.ts';
import type { SourceDraft } from '../../src/domain/sourceSettings.ts';

/** On weekdays at 7am and midday, from Friday 27 November 2026, 9am on. */
const asks: AskTimes = {
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  times: ['07:00', '12:00'],
};
const NOON = '2026-11-27T12:00:00.000Z';
const MONDAY = '2026-11-30T07:00:00.000Z';

const asking = (more: Partial<SourceDraft> = {}, ...steps: (Command | Said)[]) =>
  logOf(...partnership(), setIndicator(), setUpPerson({ asks, ...more }), ...steps);
const asksIn = (log: Log) => eventsIn(log, 'figures.asked');
const next = ({ state }: Log) => nextAsk(state.sources.get(1)!, state.timeZone, { calendar });

describe('a person is asked', () => {
  test('at each of the times, once', () => {
    const log = ringing(asking(), NOW, MONDAY);
    expect(asksIn(log)).toEqual([
      { type: 'figures.asked', source: 1, ask: 1, due: NOON, told: ['ben'] },
      { type: 'figures.asked', source: 1, ask: 2, due: MONDAY, told: ['ben'] },
    ]);
    expect(rung(log, MONDAY).entries).toEqual(log.entries);
  });

  test('not at a time that was over when it was set up, nor at the very moment', () => {
    expect(next(asking({ asks: { ...asks, times: ['08:00', '09:00'] } }))).toBe('2026-11-30T08:00:00.000Z');
  });

  test('after the service was down, for the last of what was missed alone', () => {
    const log = rung(asking(), '2026-12-02T13:00:00.000Z');
    expect(asksIn(log)).toEqual([
      { type: 'figures.asked', source: 1, ask: 1, due: '2026-12-02T12:00:00.000Z', told: ['ben'] },
    ]);
    expect(next(log)).toBe('2026-12-03T07:00:00.000Z');
  });

  test.each<[string, AskTimes, string]>([
    ['of several times of a day', asks, '2026-12-02T12:00:00.000Z'],
    ['of one day of the week', { weekdays: ['Thursday'], times: ['07:00', '12:00'] }, '2026-11-26T12:00:00.000Z'],
    ['of the day before', { weekdays: ['Tuesday'], times: ['23:30', '07:00'] }, '2026-12-01T23:30:00.000Z'],
  ])('after the service was down for months, for the last %s', (_what, times, due) => {
    const setUp = { command: setUpPerson({ asks: times }), who: asha, now: '2026-08-01T00:00:00.000Z' };
    const log = rung(logOf(...partnership(), setIndicator(), setUp), '2026-12-02T13:00:00.000Z');
    expect(asksIn(log)).toMatchObject([{ ask: 1, due }]);
  });

  test('at times that are worked out once, however many sources there are and however long nobody looked', () => {
    let worked = 0;
    const counting = {
      ...calendar,
      next: (...given: Parameters<typeof calendar.next>) => (worked++, calendar.next(...given)),
    };
    const hours = Array.from({ length: 12 }, (_, hour) => `${String(hour + 8).padStart(2, '0')}:00`);
    const many = Array.from({ length: 50 }, () => setUpPerson({ asks: { ...asks, times: hours } }));
    const { state } = logOf(...partnership(), setIndicator(), ...many);
    const wakes = () => nextWake(state, { now: NOW, calendar: counting });
    wakes();
    worked = 0;
    wakes();
    expect(worked).toBe(0);
    const later = { now: '2026-12-07T09:30:00.000Z', calendar: counting };
    expect(asksDue(state, later)).toHaveLength(20);
    expect(worked).toBeLessThan(20 * 12 * 4);
  });

  test('for each of several sources, however many', () => {
    const many = Array.from({ length: 45 }, () => setUpPerson({ asks }));
    const log = rung(logOf(...partnership(), setIndicator(), ...many), NOON);
    expect(
      asksIn(log)
        .map(({ source }) => source)
        .toSorted((one, other) => one - other),
    ).toEqual(Array.from({ length: 45 }, (_, each) => each + 1));
  });

  test('no more while it rests or when it has ended, and of a rest nothing is made up for', () => {
    const paused = asking({}, { type: 'PauseSource', source: 1 });
    expect(nextWake(paused.state, { now: NOW, calendar })).toBeNull();
    const resumed = paused.after(said({ type: 'ResumeSource', source: 1 }, { now: '2026-11-30T08:00:00.000Z' }));
    expect(asksIn(rung(resumed, '2026-11-30T08:00:00.000Z'))).toEqual([]);
    expect(next(resumed)).toBe('2026-11-30T12:00:00.000Z');
    expect(next(asking({}, { type: 'EndSource', source: 1 }))).toBeNull();
  });

  test('no more when the organisation has left', () => {
    const left = asking({}, { type: 'LeaveOrganisation', organisation: 'EVC' });
    expect(nextWake(left.state, { now: NOW, calendar })).toBeNull();
    expect(left.after(ticks(NOON)).entries).toEqual(left.entries);
  });

  test('at other times when these are changed, from then on', () => {
    const times = { ...asks, times: ['10:00'] };
    const log = asking({}, { type: 'ChangeSource', source: 1, asks: times });
    expect(next(log)).toBe('2026-11-27T10:00:00.000Z');
    expect(next(asking({ asks: null }))).toBeNull();
  });

  test('though figures were told in between: it is asked whether they are right still', () => {
    expect(asksIn(rung(asking({}, said(tell(4), by(ben))), NOON))).toHaveLength(1);
  });
});

describe('both changes of summer time', () => {
  const at = (time: string, from: string) => {
    const daily: AskTimes = { weekdays: ['Saturday', 'Sunday', 'Monday'], times: [time] };
    const source = setUpPerson({ asks: daily });
    return logOf(...partnership(), setIndicator(), {
      command: source,
      who: { person: 'asha', name: 'Asha' },
      now: from,
    });
  };

  test.each<[string, string, string, string, string[]]>([
    [
      'forward',
      '07:00',
      '2027-03-27T00:00:00.000Z',
      '2027-03-29T12:00:00.000Z',
      ['2027-03-27T07:00', '2027-03-28T06:00', '2027-03-29T06:00'],
    ],
    [
      'forward, in the hour that is skipped',
      '01:30',
      '2027-03-27T00:00:00.000Z',
      '2027-03-29T12:00:00.000Z',
      ['2027-03-27T01:30', '2027-03-28T01:00', '2027-03-29T00:30'],
    ],
    [
      'back',
      '07:00',
      '2026-10-24T00:00:00.000Z',
      '2026-10-26T12:00:00.000Z',
      ['2026-10-24T06:00', '2026-10-25T07:00', '2026-10-26T07:00'],
    ],
    [
      'back, in the hour that is there twice, once',
      '01:30',
      '2026-10-24T00:00:00.000Z',
      '2026-10-26T12:00:00.000Z',
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
    ],
  ])('%s: at %s', (_what, time, from, until, due) => {
    const log = ringing(at(time, from), from, until);
    expect(asksIn(log).map((each) => each.due)).toEqual(due.map((each) => `${each}:00.000Z`));
  });
});

describe('who is asked', () => {
  const toldIn = (log: Log) => asksIn(rung(log, NOON))[0]!.told;

  test.each<[string, Partial<SourceDraft>, (Command | Said)[], string[]]>([
    ['whoever represents the organisation', {}, [], ['ben']],
    ['a deputy while they are away', {}, [said(away('2026-12-24'), by(ben))], ['gwen']],
    ['a deputy where they want no reminders', {}, [said({ type: 'SetReminders', on: false }, by(ben))], ['gwen']],
    [
      'nobody alone where none can be: it stands in the conversation',
      {},
      [said(away('2026-12-24'), by(ben)), said(away('2026-12-24'), by(gwen))],
      [],
    ],
    ['the one who is named', { asked: 'gwen' }, [], ['gwen']],
    ['all in the conversation, where that is said', { askedIn: 'conversation' }, [], []],
    ['each of those who represent it', {}, [place(gwen, 'EVC', 'representative')], ['ben', 'gwen']],
  ])('%s', (_what, more, steps, told) => {
    expect(toldIn(asking(more, ...steps))).toEqual(told);
  });

  test('each gets a message alone, and where nobody does the conversation gets it', () => {
    const posts = (log: Log) => asksIn(rung(log, NOON)).flatMap(postsOf);
    expect(posts(asking())).toEqual(['figures/1/1/to/ben']);
    expect(posts(asking({ askedIn: 'conversation' }))).toEqual(['figures/1/1']);
  });
});

describe('a message that does not reach somebody', () => {
  const unreached: Said = {
    command: { type: 'NoteUnreached', person: 'ben', about: 'figures/1/1/to/ben', reason: 'blocked' },
    who: SERVICE,
    now: NOON,
  };

  test('is part of the record, and stands in the conversation', () => {
    const log = rung(asking(), NOON).after(unreached);
    const [event] = eventsIn(log, 'figures.unreached');
    expect(event).toEqual({
      type: 'figures.unreached',
      source: 1,
      ask: 1,
      member: 'ben',
      about: 'figures/1/1/to/ben',
      reason: 'blocked',
    });
    expect(postsOf(event!)).toEqual(['figures/1/1']);
    expect(log.state.sources.get(1)!.ask).toMatchObject({
      unreached: [{ person: 'ben', about: 'figures/1/1/to/ben' }],
    });
  });

  test('is brought up to date there when the figures are told', () => {
    const log = rung(asking(), NOON)
      .after(unreached)
      .after(said(tell(4), by(ben)));
    const [event] = eventsIn(log, 'figures.told');
    expect(postsShowing(log.state, event!)).toEqual(['source/1', 'figures/1/1']);
  });

  test('of an earlier time is noted, and is nothing of the newest', () => {
    const log = rung(rung(asking(), NOON), MONDAY).after(unreached);
    expect(log.state.sources.get(1)!.ask).toMatchObject({ ask: 2, unreached: [] });
  });

  test('about a source that is not there is nothing', () => {
    const log = logOf(...partnership());
    expect(log.after(unreached).entries).toEqual(log.entries);
  });
});
