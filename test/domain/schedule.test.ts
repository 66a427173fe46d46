import { expect, test } from '@jest/globals';
import { nextTime, type Schedule, type Weekday } from '../../src/domain/schedule.ts';
import { calendar } from './world.ts';

const WORKDAYS: Weekday[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const on = (...weekdays: Weekday[]) => ({ weekdays, weeks: 'each', at: '09:15', from: '2026-11-23' }) as Schedule;
const weekdays = on(...WORKDAYS);
const at = (time: string, schedule: Schedule): Schedule => ({ ...schedule, at: time });
const of = (weeks: Schedule['weeks'], schedule: Schedule, from = '2026-11-23'): Schedule => ({
  ...schedule,
  weeks,
  from,
});

const LONDON = 'Europe/London';

test.each<[string, Schedule, string, string[]]>([
  ['weekdays', weekdays, '2026-11-26T09:00:00.000Z', ['2026-11-26T09:15', '2026-11-27T09:15', '2026-11-30T09:15']],
  ['weekdays, from the very moment', weekdays, '2026-11-26T09:15:00.000Z', ['2026-11-27T09:15']],
  ['weekdays, from a weekend', weekdays, '2026-11-28T12:00:00.000Z', ['2026-11-30T09:15']],
  [
    'two days a week',
    at('14:00', on('Tuesday', 'Thursday')),
    '2026-11-24T14:00:00.000Z',
    ['2026-11-26T14:00', '2026-12-01T14:00'],
  ],
  ['one day', on('Wednesday'), '2026-11-25T10:00:00.000Z', ['2026-12-02T09:15']],
  ['Sundays', on('Sunday'), '2026-11-25T10:00:00.000Z', ['2026-11-29T09:15']],
  ['weekdays into summer', weekdays, '2027-03-26T09:15:00.000Z', ['2027-03-29T08:15', '2027-03-30T08:15']],
  ['weekdays into winter', weekdays, '2026-10-23T08:15:00.000Z', ['2026-10-26T09:15']],
  ['Sundays into summer', on('Sunday'), '2027-03-21T09:15:00.000Z', ['2027-03-28T08:15', '2027-04-04T08:15']],
  ['Sundays into winter', on('Sunday'), '2026-10-18T08:15:00.000Z', ['2026-10-25T09:15']],
  ['in the hour that the clocks skip', at('01:30', on('Sunday')), '2027-03-21T02:00:00.000Z', ['2027-03-28T01:00']],
  [
    'in the hour that they repeat',
    at('01:30', on('Sunday')),
    '2026-10-24T12:00:00.000Z',
    ['2026-10-25T00:30', '2026-11-01T01:30'],
  ],
  [
    'every two weeks',
    of('second', at('11:00', on('Friday'))),
    '2026-11-23T00:00:00.000Z',
    ['2026-11-27T11:00', '2026-12-11T11:00', '2026-12-25T11:00'],
  ],
  [
    'every two weeks, begun in the middle of one',
    of('second', on('Friday'), '2026-11-26'),
    '2026-11-28T00:00:00.000Z',
    ['2026-12-11T09:15'],
  ],
  [
    'every two weeks, over the end of a year',
    of('second', on('Monday'), '2026-12-21'),
    '2026-12-22T00:00:00.000Z',
    ['2027-01-04T09:15', '2027-01-18T09:15'],
  ],
  [
    'every two weeks, over a change of clocks',
    of('second', on('Monday'), '2027-03-15'),
    '2027-03-16T00:00:00.000Z',
    ['2027-03-29T08:15', '2027-04-12T08:15'],
  ],
  [
    'every two weeks on two days',
    of('second', on('Monday', 'Thursday')),
    '2026-11-23T10:00:00.000Z',
    ['2026-11-26T09:15', '2026-12-07T09:15'],
  ],
  [
    'first Monday',
    of('firstOfMonth', at('10:00', on('Monday'))),
    '2026-11-03T00:00:00.000Z',
    ['2026-12-07T10:00', '2027-01-04T10:00', '2027-02-01T10:00'],
  ],
  [
    'first Monday, which is the 1st',
    of('firstOfMonth', on('Monday')),
    '2027-01-31T00:00:00.000Z',
    ['2027-02-01T09:15', '2027-03-01T09:15'],
  ],
  [
    'last Friday',
    of('lastOfMonth', on('Friday')),
    '2026-11-01T00:00:00.000Z',
    ['2026-11-27T09:15', '2026-12-25T09:15', '2027-01-29T09:15', '2027-02-26T09:15'],
  ],
  ['third Wednesday', of('thirdOfMonth', on('Wednesday')), '2026-11-19T00:00:00.000Z', ['2026-12-16T09:15']],
  ['second Tuesday', of('secondOfMonth', on('Tuesday')), '2026-11-01T00:00:00.000Z', ['2026-11-10T09:15']],
  ['fourth Thursday', of('fourthOfMonth', on('Thursday')), '2028-02-01T00:00:00.000Z', ['2028-02-24T09:15']],
  ['29 February', on('Tuesday'), '2028-02-28T00:00:00.000Z', ['2028-02-29T09:15']],
  ['the end of a month', weekdays, '2027-04-30T09:00:00.000Z', ['2027-05-03T08:15']],
])('%s', (_name, schedule, from, expected) => {
  const times: string[] = [];
  for (let after = from; times.length < expected.length; after = `${times.at(-1)}:00.000Z`)
    times.push(nextTime(schedule, after, LONDON, calendar).slice(0, 16));
  expect(times).toEqual(expected);
});

test('in another time zone it is local time there', () => {
  expect(nextTime(weekdays, '2026-11-26T00:00:00.000Z', 'Europe/Paris', calendar)).toBe('2026-11-26T08:15:00.000Z');
});
