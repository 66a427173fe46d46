import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, isDay, isTimeZone, parseDay, parseWhen } from '../../src/domain/calendar.ts';
import { refusalOf } from './refusals.ts';

test.each(['2026-02-28', '2028-02-29', '2000-02-29', '2026-12-31', '0001-01-01'])('%s is a day', (text) => {
  expect(parseDay(text)).toBe(text);
});

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-02-31',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-1',
  '26-01-01',
  '2026-01-01 ',
  '2026-01-01T00:00:00Z',
  '20260101',
  '',
  'tomorrow',
])('“%s” is no day', (text) => {
  expect(refusalOf(() => parseDay(text))).toEqual({ code: 'date.impossible', text });
});

test.each([
  ['2026-03-03T14:00:00Z', '2026-03-03T14:00:00.000Z'],
  ['2026-03-03T14:00Z', '2026-03-03T14:00:00.000Z'],
  ['2026-03-03T14:00:00.123456Z', '2026-03-03T14:00:00.123Z'],
  ['2026-07-03T14:00:00+01:00', '2026-07-03T13:00:00.000Z'],
  ['2026-03-03T00:30:00+02:00', '2026-03-02T22:30:00.000Z'],
  ['2026-03-03', '2026-03-03'],
])('%s is read as %s', (text, when) => {
  expect(parseWhen(text)).toBe(when);
});

test.each([
  '2026-02-31T14:00:00Z',
  '2026-02-29T14:00:00Z',
  '2026-03-03T24:30:00Z',
  '2026-03-03T14:61:00Z',
  '2026-03-03T14:00:00',
  '2026-03-03 14:00',
  '2026-03-03T',
  '3 March 2026',
  '2026-02-31',
  '',
])('“%s” is no time, and is not bent into one', (text) => {
  expect(refusalOf(() => parseWhen(text))).toEqual({ code: 'date.impossible', text });
});

test('any instant reads as itself', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
      expect(parseWhen(date.toISOString())).toBe(date.toISOString());
    }),
  );
});

test.each([
  ['2026-07-03T23:30:00.000Z', 'Europe/London', '2026-07-04'],
  ['2026-01-03T23:30:00.000Z', 'Europe/London', '2026-01-03'],
  ['2026-03-29T00:59:59.999Z', 'Europe/London', '2026-03-29'],
  ['2026-10-24T22:59:59.999Z', 'Europe/London', '2026-10-24'],
  ['2026-10-24T23:00:00.000Z', 'Europe/London', '2026-10-25'],
  ['2026-01-03T23:30:00.000Z', 'Pacific/Auckland', '2026-01-04'],
  ['2026-01-03', 'Pacific/Auckland', '2026-01-03'],
])('%s falls in %s on %s', (at, timeZone, day) => {
  expect(dayOf(at, timeZone)).toBe(day);
});

test('a day and an instant are told apart', () => {
  expect([isDay('2026-11-27'), isDay('2026-11-27T09:00:00.000Z')]).toEqual([true, false]);
});

test('a time zone is one by its full name', () => {
  for (const zone of ['Europe/London', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+1'])
    expect([zone, isTimeZone(zone)]).toEqual([zone, true]);
  for (const zone of ['', 'London', 'GMT', 'BST', '+01:00', 'Europe/Northmoor', 'Europe/London ', '__proto__'])
    expect([zone, isTimeZone(zone)]).toEqual([zone, false]);
});
