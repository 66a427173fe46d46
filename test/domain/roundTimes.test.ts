import { describe, expect, test } from '@jest/globals';
import { nextWake } from '../../src/domain/alarm.ts';
import { shifted } from '../../src/domain/calendar.ts';
import {
  asha,
  at,
  ben,
  by,
  calendar,
  changeStandup,
  create,
  given,
  givenLog,
  join,
  Log,
  logOf,
  NOW,
  partnership,
  place,
  ringing,
  roundIn,
  rung,
  said,
  schedule,
  setUpStandup,
  standupIn,
  startRound,
  stuck,
  ticks,
  type Said,
} from './world.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Nation } from '../../src/domain/organisation.ts';
import type { Schedule } from '../../src/domain/schedule.ts';

/** Set up on Friday 27 November 2026 at 9am, so that it first opens at 9:15. */
const daily = (...more: (Command | Said)[]) => [...partnership(), setUpStandup(), ...more];
const OPENS = '2026-11-27T09:15:00.000Z';
const REMINDS = '2026-11-27T10:45:00.000Z';
const CLOSES = '2026-11-27T11:15:00.000Z';
const MONDAY = '2026-11-30T09:15:00.000Z';
const opened = (...more: (Command | Said)[]) => daily(ticks(OPENS), ...more);

const wake = ({ state }: Log, now: string) => nextWake(state, { now, calendar });
const minute = (instant: string) => instant.replace(/:00\.000Z$/, '');

/** When rounds opened and why others did not, a line each. */
function lines(log: Log): string[] {
  return log.entries.flatMap(({ event, at: when }) => {
    if (event.type === 'round.skipped')
      return [`${event.reason} ${minute(event.due)}${event.times > 1 ? ` ×${event.times}` : ''}`];
    if (event.type !== 'round.opened') return [];
    const { due, onHoliday, missed } = event;
    return [
      [
        minute(due ?? 'by hand'),
        ...(due === undefined || due === when ? [] : [`at ${minute(when)}`]),
        ...(onHoliday.length > 0 ? [`without ${onHoliday.join()}`] : []),
        ...(missed === undefined ? [] : [`after ${missed} missed`]),
      ].join(' '),
    ];
  });
}

type Field = {
  schedule?: Partial<Schedule>;
  timeZone?: string;
  nations?: Nation[];
  commands?: Command[];
};

/** One organisation of each nation that is named; the stand-up is set up at `from`, and the commands come after it. */
function fieldOf({ nations = ['England'], commands = [], schedule: times, timeZone }: Field, from: string): Log {
  return logOf(
    ...[
      create(),
      ...nations.map((nation) => join(shortOf(nation), { nation })),
      place(asha, shortOf(nations[0]!), 'coordinator', 'representative'),
      setUpStandup({
        schedule: schedule({ from: from.slice(0, 10), ...times }),
        openFor: 60,
        ...(timeZone === undefined ? {} : { timeZone }),
      }),
      ...commands,
    ].map((command) => said(command, at(from))),
  );
}

function shortOf(nation: Nation): string {
  return { England: 'ENG', Wales: 'WAL', Scotland: 'SCO', 'Northern Ireland': 'NIR' }[nation];
}

const SUNDAYS: Partial<Schedule> = { weekdays: ['Sunday'] };
const MONDAYS: Partial<Schedule> = { weekdays: ['Monday'] };
const SCOTLAND: Field = { nations: ['Scotland'] };
const BOTH: Field = { nations: ['England', 'Scotland'] };
const proclaim = (day: string, ...nations: Nation[]): Command => ({
  type: 'ProclaimHoliday',
  day,
  ...(nations.length === 0 ? {} : { nations }),
});
const skip = (day: string): Command => ({ type: 'SkipRound', standup: 1, day, why: 'Nobody is there' });

describe('rounds open by the alarm clock', () => {
  test.each<[string, Field, string, string, string[]]>([
    ['on weekdays', {}, '2026-11-26T09:20', '2026-11-27T23:00', ['2026-11-27T09:15']],
    ['not at weekends', {}, '2026-11-27T09:20', '2026-11-30T23:00', ['2026-11-30T09:15']],
    ['a minute after it was set up', {}, '2026-11-26T09:14', '2026-11-26T23:00', ['2026-11-26T09:15']],
    ['not at the very moment at which it was set up', {}, '2026-11-26T09:15', '2026-11-27T09:00', []],
    [
      'never without a schedule',
      { commands: [changeStandup({ schedule: null })] },
      '2026-11-26T09:00',
      '2027-02-26T09:00',
      [],
    ],
    [
      'in another time zone',
      { timeZone: 'Europe/Paris' },
      '2026-11-26T07:00',
      '2026-11-26T23:00',
      ['2026-11-26T08:15'],
    ],

    [
      'into summer, 2026',
      {},
      '2026-03-27T08:00',
      '2026-03-31T23:00',
      ['2026-03-27T09:15', '2026-03-30T08:15', '2026-03-31T08:15'],
    ],
    ['into summer, 2028', {}, '2028-03-24T08:00', '2028-03-27T23:00', ['2028-03-24T09:15', '2028-03-27T08:15']],
    [
      'on the day of the change to summer',
      { schedule: SUNDAYS },
      '2026-03-22T08:00',
      '2026-04-05T23:00',
      ['2026-03-22T09:15', '2026-03-29T08:15', '2026-04-05T08:15'],
    ],
    [
      'before the change to summer, at night',
      { schedule: { ...SUNDAYS, at: '00:30' } },
      '2026-03-28T08:00',
      '2026-04-05T08:00',
      ['2026-03-29T00:30', '2026-04-04T23:30'],
    ],
    [
      'in the hour that is skipped',
      { schedule: { ...SUNDAYS, at: '01:30' } },
      '2026-03-22T08:00',
      '2026-04-05T08:00',
      ['2026-03-29T01:00', '2026-04-05T00:30'],
    ],
    [
      'at the end of the hour that is skipped',
      { schedule: { ...SUNDAYS, at: '02:00' } },
      '2026-03-22T08:00',
      '2026-04-05T08:00',
      ['2026-03-29T01:00', '2026-04-05T01:00'],
    ],
    [
      'into winter, 2026',
      {},
      '2026-10-23T07:00',
      '2026-10-27T23:00',
      ['2026-10-23T08:15', '2026-10-26T09:15', '2026-10-27T09:15'],
    ],
    ['into winter, 2027', {}, '2027-10-29T07:00', '2027-11-01T23:00', ['2027-10-29T08:15', '2027-11-01T09:15']],
    [
      'on the day of the change to winter',
      { schedule: SUNDAYS },
      '2026-10-18T07:00',
      '2026-11-01T23:00',
      ['2026-10-18T08:15', '2026-10-25T09:15', '2026-11-01T09:15'],
    ],
    [
      'once in the hour that is repeated',
      { schedule: { ...SUNDAYS, at: '01:30' } },
      '2026-10-24T07:00',
      '2026-11-01T23:00',
      ['2026-10-25T00:30', '2026-11-01T01:30'],
    ],
    [
      'after the hour that is repeated',
      { schedule: { ...SUNDAYS, at: '02:00' } },
      '2026-10-24T07:00',
      '2026-11-01T23:00',
      ['2026-10-25T02:00', '2026-11-01T02:00'],
    ],
    [
      'every two weeks over the change to winter',
      { schedule: { ...MONDAYS, weeks: 'second' } },
      '2026-10-19T07:00',
      '2026-11-20T23:00',
      ['2026-10-19T08:15', '2026-11-02T09:15', '2026-11-16T09:15'],
    ],

    ['on 29 February', {}, '2028-02-28T10:00', '2028-03-01T23:00', ['2028-02-29T09:15', '2028-03-01T09:15']],
    [
      'on 29 February, weekly',
      { schedule: { weekdays: ['Tuesday'] } },
      '2028-02-21T10:00',
      '2028-03-08T23:00',
      ['2028-02-22T09:15', '2028-02-29T09:15', '2028-03-07T09:15'],
    ],
    [
      'on 29 February as the last Tuesday',
      { schedule: { weekdays: ['Tuesday'], weeks: 'lastOfMonth' } },
      '2028-02-01T10:00',
      '2028-03-31T23:00',
      ['2028-02-29T09:15', '2028-03-28T08:15'],
    ],
    [
      'at the end of a February without it',
      {},
      '2027-02-26T10:00',
      '2027-03-02T23:00',
      ['2027-03-01T09:15', '2027-03-02T09:15'],
    ],
    ['over a month’s end', {}, '2026-06-30T07:00', '2026-07-01T23:00', ['2026-06-30T08:15', '2026-07-01T08:15']],
    [
      'on first Mondays',
      { schedule: { ...MONDAYS, weeks: 'firstOfMonth' } },
      '2026-11-03T07:00',
      '2027-02-28T23:00',
      ['2026-12-07T09:15', '2027-01-04T09:15', '2027-02-01T09:15'],
    ],
    [
      'on last Fridays',
      { schedule: { weekdays: ['Friday'], weeks: 'lastOfMonth' } },
      '2027-01-20T07:00',
      '2027-04-30T23:00',
      ['2027-01-29T09:15', '2027-02-26T09:15', 'holiday 2027-03-26T09:15', '2027-04-30T08:15'],
    ],
    [
      'on first Mondays, of which that of May is a holiday',
      { schedule: { ...MONDAYS, weeks: 'firstOfMonth' } },
      '2027-05-01T07:00',
      '2027-06-30T23:00',
      ['holiday 2027-05-03T08:15', '2027-06-07T08:15'],
    ],
    [
      'on last Mondays, of which that of August is a holiday',
      { schedule: { ...MONDAYS, weeks: 'lastOfMonth' } },
      '2027-08-01T07:00',
      '2027-09-30T23:00',
      ['holiday 2027-08-30T08:15', '2027-09-27T08:15'],
    ],

    [
      'at Christmas 2026, of which Saturday’s day moves to Monday',
      {},
      '2026-12-24T07:00',
      '2026-12-29T23:00',
      ['2026-12-24T09:15', 'holiday 2026-12-25T09:15', 'holiday 2026-12-28T09:15', '2026-12-29T09:15'],
    ],
    [
      'at Christmas 2027, of which both days move',
      {},
      '2027-12-24T07:00',
      '2027-12-29T23:00',
      ['2027-12-24T09:15', 'holiday 2027-12-27T09:15', 'holiday 2027-12-28T09:15', '2027-12-29T09:15'],
    ],
    [
      'at New Year 2027',
      {},
      '2026-12-31T07:00',
      '2027-01-04T23:00',
      ['2026-12-31T09:15', 'holiday 2027-01-01T09:15', '2027-01-04T09:15'],
    ],
    [
      'at New Year 2028, which moves to Monday',
      {},
      '2027-12-31T07:00',
      '2028-01-04T23:00',
      ['2027-12-31T09:15', 'holiday 2028-01-03T09:15', '2028-01-04T09:15'],
    ],
    [
      'at Easter 2026',
      {},
      '2026-04-02T07:00',
      '2026-04-07T23:00',
      ['2026-04-02T08:15', 'holiday 2026-04-03T08:15', 'holiday 2026-04-06T08:15', '2026-04-07T08:15'],
    ],
    [
      'at Easter 2027, when the clocks change too',
      {},
      '2027-03-25T07:00',
      '2027-03-30T23:00',
      ['2027-03-25T09:15', 'holiday 2027-03-26T09:15', 'holiday 2027-03-29T08:15', '2027-03-30T08:15'],
    ],
    [
      'every two weeks, of which one is Christmas',
      { schedule: { weekdays: ['Friday'], weeks: 'second' } },
      '2026-11-27T07:00',
      '2027-01-10T23:00',
      ['2026-11-27T09:15', '2026-12-11T09:15', 'holiday 2026-12-25T09:15', '2027-01-08T09:15'],
    ],

    [
      'on 2 January in England',
      {},
      '2026-01-01T07:00',
      '2026-01-02T23:00',
      ['holiday 2026-01-01T09:15', '2026-01-02T09:15'],
    ],
    [
      'not on 2 January in Scotland',
      SCOTLAND,
      '2026-01-01T07:00',
      '2026-01-05T23:00',
      ['holiday 2026-01-01T09:15', 'holiday 2026-01-02T09:15', '2026-01-05T09:15'],
    ],
    [
      'not when it moves to 4 January in Scotland',
      SCOTLAND,
      '2027-01-01T07:00',
      '2027-01-05T23:00',
      ['holiday 2027-01-01T09:15', 'holiday 2027-01-04T09:15', '2027-01-05T09:15'],
    ],
    [
      'on 2 January without those of Scotland',
      BOTH,
      '2026-01-01T07:00',
      '2026-01-05T23:00',
      ['holiday 2026-01-01T09:15', '2026-01-02T09:15 without SCO', '2026-01-05T09:15'],
    ],
    [
      'on Easter Monday without those of England',
      BOTH,
      '2026-04-03T07:00',
      '2026-04-07T23:00',
      ['holiday 2026-04-03T08:15', '2026-04-06T08:15 without ENG', '2026-04-07T08:15'],
    ],
    [
      'not on St Andrew’s Day in Scotland',
      SCOTLAND,
      '2026-11-30T07:00',
      '2026-12-01T23:00',
      ['holiday 2026-11-30T09:15', '2026-12-01T09:15'],
    ],
    [
      'not on St Patrick’s Day in Northern Ireland',
      { nations: ['Northern Ireland'] },
      '2026-03-17T07:00',
      '2026-03-18T23:00',
      ['holiday 2026-03-17T09:15', '2026-03-18T09:15'],
    ],
    [
      'in August without one nation after the other',
      BOTH,
      '2026-08-03T07:00',
      '2026-08-03T23:00',
      ['2026-08-03T08:15 without SCO'],
    ],
    [
      'at the end of August without the other',
      BOTH,
      '2026-08-31T07:00',
      '2026-08-31T23:00',
      ['2026-08-31T08:15 without ENG'],
    ],
    [
      'in Wales as in England',
      { nations: ['England', 'Wales'] },
      '2026-08-31T07:00',
      '2026-09-01T23:00',
      ['holiday 2026-08-31T08:15', '2026-09-01T08:15'],
    ],

    [
      'not on a proclaimed holiday',
      { commands: [proclaim('2027-06-09')] },
      '2027-06-08T07:00',
      '2027-06-10T23:00',
      ['2027-06-08T08:15', 'holiday 2027-06-09T08:15', '2027-06-10T08:15'],
    ],
    [
      'on a holiday that is proclaimed for others',
      { commands: [proclaim('2027-06-09', 'Wales')] },
      '2027-06-09T07:00',
      '2027-06-09T23:00',
      ['2027-06-09T08:15'],
    ],
    [
      'on a holiday that is proclaimed for some, without them',
      { ...BOTH, commands: [proclaim('2027-06-09', 'Scotland')] },
      '2027-06-09T07:00',
      '2027-06-09T23:00',
      ['2027-06-09T08:15 without SCO'],
    ],
    [
      'not when one nation’s holiday and another’s proclaimed one meet',
      { ...BOTH, commands: [proclaim('2026-11-30', 'England')] },
      '2026-11-30T07:00',
      '2026-11-30T23:00',
      ['holiday 2026-11-30T09:15'],
    ],
    [
      'not on a Sunday that is proclaimed',
      { schedule: SUNDAYS, commands: [proclaim('2027-06-13')] },
      '2027-06-08T07:00',
      '2027-06-20T23:00',
      ['holiday 2027-06-13T08:15', '2027-06-20T08:15'],
    ],
    [
      'not on a day that is skipped',
      { commands: [skip('2026-12-24')] },
      '2026-12-23T07:00',
      '2026-12-25T08:00',
      ['2026-12-23T09:15', 'asked 2026-12-24T09:15'],
    ],
    [
      'not on a day that is skipped and a holiday',
      { commands: [skip('2026-12-25')] },
      '2026-12-25T07:00',
      '2026-12-25T23:00',
      ['asked 2026-12-25T09:15'],
    ],
    [
      'not while it is paused',
      { commands: [{ type: 'PauseStandup', standup: 1 }] },
      '2026-11-26T07:00',
      '2026-11-28T23:00',
      [],
    ],
    [
      'not after it has ended',
      { commands: [{ type: 'EndStandup', standup: 1 }] },
      '2026-11-26T07:00',
      '2026-11-28T23:00',
      [],
    ],
    [
      'not when nobody is a partner any more',
      { commands: [{ type: 'LeaveOrganisation', organisation: 'ENG' }] },
      '2026-11-26T07:00',
      '2026-11-26T23:00',
      ['nobody 2026-11-26T09:15'],
    ],
  ])('%s', (_when, field, from, until, expected) => {
    const [start, end] = [`${from}:00.000Z`, `${until}:00.000Z`];
    expect(lines(ringing(fieldOf(field, start), start, end))).toEqual(expected);
  });

  test('each with who is expected, who has a holiday, and until when it is open', () => {
    given(...partnership(), join('ABC', { nation: 'Scotland' }), setUpStandup())
      .when({ type: 'Tick' }, at(MONDAY))
      .then({
        type: 'round.opened',
        standup: 1,
        round: 1,
        due: MONDAY,
        closes: '2026-11-30T11:15:00.000Z',
        expected: [
          { key: 'NMH', organisation: 'NMH', people: ['asha'], deputies: [] },
          { key: 'EVC', organisation: 'EVC', people: ['ben'], deputies: ['gwen'] },
          { key: 'SFC', organisation: 'SFC', people: ['carys'], deputies: [] },
          { key: 'RPC', organisation: 'RPC', people: ['dev'], deputies: [] },
          { key: 'HHV', organisation: 'HHV', people: ['elin'], deputies: [] },
        ],
        onHoliday: ['ABC'],
        missed: 1,
      });
  });

  test.each([OPENS, '2026-11-27T10:00:00.000Z', REMINDS, CLOSES])('once, however often it rings: %s', (now) => {
    givenLog(rung(logOf(...opened()), now))
      .when({ type: 'Tick' }, at(now))
      .thenNothing();
  });

  test('that stay open while the clocks change are open for as long as any other', () => {
    const start = '2026-10-24T20:00:00.000Z';
    const field = fieldOf({ schedule: { weekdays: ['Saturday'], at: '23:30' } }, start).after(
      said(changeStandup({ openFor: 180 }), at(start)),
    );
    const log = ringing(field, start, '2026-10-25T12:00:00.000Z');
    expect(roundIn(log.state)).toMatchObject({
      due: '2026-10-24T22:30:00.000Z',
      closes: '2026-10-25T01:30:00.000Z',
      closed: { at: '2026-10-25T01:30:00.000Z' },
    });
  });
});

describe('while the service was not running', () => {
  const down = (now: string, ...more: (Command | Said)[]) => lines(rung(logOf(...daily(...more)), now));

  test.each<[string, string, string[]]>([
    ['for an hour, the round opens late', '2026-11-27T10:15:00.000Z', ['2026-11-27T09:15 at 2026-11-27T10:15']],
    ['until the last moment, too', '2026-11-27T11:14:00.000Z', ['2026-11-27T09:15 at 2026-11-27T11:14']],
    ['until it would be over, it does not', CLOSES, ['missed 2026-11-27T09:15']],
    ['until the next one, that opens and says how many were missed', MONDAY, ['2026-11-30T09:15 after 1 missed']],
    [
      'over several, the last opens late',
      '2026-12-02T10:00:00.000Z',
      ['2026-12-02T09:15 at 2026-12-02T10:00 after 3 missed'],
    ],
    [
      'over several and too late for the last, it is said once',
      '2026-12-02T18:00:00.000Z',
      ['missed 2026-12-02T09:15 ×4'],
    ],
    ['over Christmas, its holidays were not missed', '2026-12-29T09:15:00.000Z', ['2026-12-29T09:15 after 20 missed']],
    [
      'until a holiday, what was missed is said apart',
      '2026-12-28T10:00:00.000Z',
      ['missed 2026-12-24T09:15 ×20', 'holiday 2026-12-28T09:15 ×2'],
    ],
    ['for a year, it is one line', '2027-11-27T12:00:00.000Z', ['missed 2027-11-26T09:15 ×253']],
  ])('%s', (_name, now, expected) => {
    expect(down(now)).toEqual(expected);
  });

  test('over a day on which none was to open, that one was not missed', () => {
    expect(down('2026-12-01T09:15:00.000Z', skip('2026-11-30'))).toEqual(['2026-12-01T09:15 after 1 missed']);
  });

  test('over days without a round for several reasons, each is counted under its own', () => {
    const christmas = daily(skip('2026-12-29'), skip('2026-12-30'));
    const before = ringing(logOf(...christmas), NOW, '2026-12-24T12:00:00.000Z');
    const after = rung(before, '2026-12-30T10:00:00.000Z');
    expect(lines(after).slice(-2)).toEqual(['holiday 2026-12-28T09:15 ×2', 'asked 2026-12-30T09:15 ×2']);
    expect(lines(after)).toHaveLength(lines(before).length + 2);
  });

  test('a late one is open for as long as any other', () => {
    const late = rung(logOf(...daily()), '2026-11-27T10:15:00.000Z');
    expect(roundIn(late.state)).toMatchObject({ due: OPENS, closes: '2026-11-27T12:15:00.000Z' });
  });

  test('what was open is closed before the next one opens', () => {
    const log = rung(logOf(...opened()), '2026-11-30T10:00:00.000Z');
    expect(roundIn(log.state, 1).closed).toMatchObject({ at: '2026-11-30T10:00:00.000Z', due: CLOSES });
    expect(standupIn(log.state).open).toBe(2);
  });

  test('what is due by a schedule stays due when something else of the stand-up changes meanwhile', () => {
    const late = '2026-11-27T09:16:00.000Z';
    const renamed = logOf(...daily(said(changeStandup({ name: 'Morning call' }), at(late))));
    expect(lines(rung(renamed, late))).toEqual(['2026-11-27T09:15 at 2026-11-27T09:16']);
    const moved = logOf(...daily(said(changeStandup({ schedule: schedule({ at: '09:00' }) }), at(late))));
    expect(lines(rung(moved, late))).toEqual([]);
    expect(wake(moved, late)).toBe('2026-11-30T09:00:00.000Z');
  });
});

describe('the alarm clock', () => {
  test('is set to the opening, the reminder, the closing, and the next opening', () => {
    let log = logOf(...daily());
    for (const [now, next] of [
      [NOW, OPENS],
      [OPENS, REMINDS],
      [REMINDS, CLOSES],
      [CLOSES, MONDAY],
    ] as const) {
      log = rung(log, now);
      expect(wake(log, now)).toBe(next);
    }
  });

  test.each<[string, (Command | Said)[]]>([
    ['one a day', [setUpStandup()]],
    [
      'three that overlap',
      [
        setUpStandup(),
        setUpStandup({ openFor: 3000 }),
        setUpStandup({ schedule: schedule({ at: '10:00', weekdays: ['Sunday', 'Monday'] }) }),
      ],
    ],
    ['one at night, for which nobody can be reminded', [setUpStandup({ schedule: schedule({ at: '22:00' }) })]],
    ['one over Christmas with a blocker', [setUpStandup({ openFor: 5 }), said(stuck(), by(ben))]],
    [
      'one that is paused, and one by hand',
      [
        setUpStandup(),
        { type: 'PauseStandup', standup: 1 },
        setUpStandup({ schedule: null }),
        startRound({ standup: 2 }),
      ],
    ],
  ])(
    'over two months is always set to what comes next, rings for nothing never, and misses nothing: %s',
    (_name, commands) => {
      let log = logOf(...partnership(), ...commands);
      let now = NOW;
      const until = '2027-01-27T09:00:00.000Z';
      for (let rings = 0; ; rings++) {
        expect(rings).toBeLessThan(1000);
        log = rung(log, now);
        expect(log.after(ticks(now)).entries).toHaveLength(log.entries.length);
        const next = wake(log, now);
        if (next === null || next > until) break;
        expect(next > now).toBe(true);
        // Nothing is due before it.
        expect(log.after(ticks(shifted(next, -1))).entries).toHaveLength(log.entries.length);
        now = next;
      }
      expect(lines(log).filter((line) => /missed| at /.test(line))).toEqual([]);
      for (const standup of log.state.standups.values())
        for (const round of standup.rounds.values())
          if (round.closed) expect(round.closed.at <= round.closes).toBe(true);
    },
  );
});
