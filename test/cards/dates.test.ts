import { fullDay, moment, shortMoment } from '../../src/cards/dates.ts';

test.each([
  ['2026-11-27T17:00:00.000Z', 'Friday 27 November 2026, 5pm'],
  ['2026-11-27T17:30:59.000Z', 'Friday 27 November 2026, 5:30pm'],
  ['2026-11-27T09:05:00.000Z', 'Friday 27 November 2026, 9:05am'],
  ['2026-11-27T12:00:00.000Z', 'Friday 27 November 2026, midday'],
  ['2026-11-27T00:00:00.000Z', 'Friday 27 November 2026, midnight'],
  ['2026-11-27T00:30:00.000Z', 'Friday 27 November 2026, 12:30am'],
  ['2026-06-30T23:00:00.000Z', 'Wednesday 1 July 2026, midnight'],
])('%s reads %s in London', (at, words) => {
  expect(moment(at, 'Europe/London')).toBe(words);
});

test('the programme’s time zone decides the day', () => {
  expect(moment('2026-11-27T23:30:00.000Z', 'Australia/Perth')).toBe('Saturday 28 November 2026, 7:30am');
});

test('days and list dates are short, with the month in full', () => {
  expect(fullDay('2026-08-06')).toBe('6 August 2026');
  expect(shortMoment('2026-11-27T17:00:00.000Z', 'Europe/London')).toBe('27 November 2026, 5pm');
});

test('where only the day is known, no time is made up', () => {
  expect(moment('2026-11-27', 'Europe/London')).toBe('Friday 27 November 2026');
  expect(shortMoment('2026-11-27', 'Europe/London')).toBe('27 November 2026');
});
