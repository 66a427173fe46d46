import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { workingHours } from '../../src/app/workingHours.ts';
import { NATIONS } from '../../src/domain/organisation.ts';
import { refusalOf } from '../domain/refusals.ts';

const { at, isHoliday, workingAfter, workingBefore } = workingHours();
const LONDON = 'Europe/London';

/** As https://www.gov.uk/bank-holidays has them; England's are those of Wales too. */
const BANK_HOLIDAYS = {
  England: [
    '2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28',
    '2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28',
    '2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26',
  ],
  get Wales() {
    return this.England;
  },
  Scotland: [
    '2026-01-01 2026-01-02 2026-04-03 2026-05-04 2026-05-25 2026-06-15 2026-08-03 2026-11-30 2026-12-25 2026-12-28',
    '2027-01-01 2027-01-04 2027-03-26 2027-05-03 2027-05-31 2027-08-02 2027-11-30 2027-12-27 2027-12-28',
    '2028-01-03 2028-01-04 2028-04-14 2028-05-01 2028-05-29 2028-08-07 2028-11-30 2028-12-25 2028-12-26',
  ],
  'Northern Ireland': [
    '2026-01-01 2026-03-17 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-07-13 2026-08-31 2026-12-25 2026-12-28',
    '2027-01-01 2027-03-17 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-07-12 2027-08-30 2027-12-27 2027-12-28',
    '2028-01-03 2028-03-17 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-07-12 2028-08-28 2028-12-25 2028-12-26',
  ],
};

const daysOf = (year: number) =>
  Array.from({ length: 366 }, (_, place) => new Date(Date.UTC(year, 0, 1 + place)).toISOString().slice(0, 10)).filter(
    (day) => day.startsWith(String(year)),
  );

test.each(NATIONS)('the bank holidays of %s are those of GOV.UK, and no other day is one', (nation) => {
  for (const [place, year] of [2026, 2027, 2028].entries())
    expect(
      daysOf(year)
        .filter((day) => isHoliday(day, nation))
        .join(' '),
    ).toBe(BANK_HOLIDAYS[nation][place]);
});

test('the machine’s own time zone makes no difference to the days', async () => {
  const asked = `
    import { workingHours } from './src/app/workingHours.ts';
    console.log(['2026-04-02', '2026-04-03', '2026-04-04', '2026-12-25'].map((day) => workingHours().isHoliday(day, 'England')).join());`;
  for (const TZ of ['Pacific/Auckland', 'America/Los_Angeles']) {
    const args = ['--input-type=module', '--eval', asked];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: { TZ } });
    expect(stdout.trim()).toBe('false,true,false,true');
  }
});

describe('a time of day is', () => {
  test.each([
    ['in winter', '2026-01-15', '17:00', LONDON, '2026-01-15T17:00:00.000Z'],
    ['in summer', '2026-07-15', '17:00', LONDON, '2026-07-15T16:00:00.000Z'],
    ['the last before the clocks go forward', '2026-03-29', '00:59', LONDON, '2026-03-29T00:59:00.000Z'],
    ['one that the clocks skip', '2026-03-29', '01:00', LONDON, '2026-03-29T01:00:00.000Z'],
    ['in the middle of what they skip', '2026-03-29', '01:30', LONDON, '2026-03-29T01:00:00.000Z'],
    ['the first after the clocks went forward', '2026-03-29', '02:00', LONDON, '2026-03-29T01:00:00.000Z'],
    ['later on that day', '2026-03-29', '09:00', LONDON, '2026-03-29T08:00:00.000Z'],
    ['before the clocks go back', '2026-10-25', '00:59', LONDON, '2026-10-24T23:59:00.000Z'],
    ['the first of two', '2026-10-25', '01:00', LONDON, '2026-10-25T00:00:00.000Z'],
    ['the first of two, in their middle', '2026-10-25', '01:30', LONDON, '2026-10-25T00:30:00.000Z'],
    ['after the clocks went back', '2026-10-25', '02:00', LONDON, '2026-10-25T02:00:00.000Z'],
    ['later on that day too', '2026-10-25', '09:00', LONDON, '2026-10-25T09:00:00.000Z'],
    ['midnight', '2026-07-15', '00:00', LONDON, '2026-07-14T23:00:00.000Z'],
    ['in UTC', '2026-07-15', '17:00', 'UTC', '2026-07-15T17:00:00.000Z'],
    ['far east', '2026-01-15', '09:00', 'Pacific/Auckland', '2026-01-14T20:00:00.000Z'],
    ['far west', '2026-01-15', '17:00', 'America/Los_Angeles', '2026-01-16T01:00:00.000Z'],
    ['at an odd offset', '2026-01-15', '09:00', 'Asia/Kathmandu', '2026-01-15T03:15:00.000Z'],
    ['where clocks skip half an hour', '2026-10-04', '02:10', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['where clocks skip midnight', '2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['on a day that was skipped whole', '2011-12-30', '17:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s: %s %s in %s', (_, day, time, timeZone, instant) => {
    expect(at(day, time, timeZone)).toBe(instant);
  });
});

describe('the next working moment', () => {
  test.each([
    ['opening is one', 'England', '2026-01-15T09:00:00.000Z', '2026-01-15T09:00:00.000Z'],
    ['so is midday', 'England', '2026-01-15T12:34:56.789Z', '2026-01-15T12:34:56.789Z'],
    ['so is the last before closing', 'England', '2026-01-15T16:59:59.999Z', '2026-01-15T16:59:59.999Z'],
    ['before opening', 'England', '2026-01-15T08:59:59.999Z', '2026-01-15T09:00:00.000Z'],
    ['closing is none', 'England', '2026-01-15T17:00:00.000Z', '2026-01-16T09:00:00.000Z'],
    ['an hour earlier in summer', 'England', '2026-07-15T07:30:00.000Z', '2026-07-15T08:00:00.000Z'],
    ['closing in summer', 'England', '2026-07-15T16:00:00.000Z', '2026-07-16T08:00:00.000Z'],
    ['Friday evening', 'England', '2026-01-16T18:00:00.000Z', '2026-01-19T09:00:00.000Z'],
    ['Saturday', 'England', '2026-01-17T12:00:00.000Z', '2026-01-19T09:00:00.000Z'],
    ['Sunday', 'England', '2026-01-18T12:00:00.000Z', '2026-01-19T09:00:00.000Z'],
    ['over the spring change', 'England', '2026-03-27T18:00:00.000Z', '2026-03-30T08:00:00.000Z'],
    ['over the autumn change', 'England', '2026-10-23T18:00:00.000Z', '2026-10-26T09:00:00.000Z'],
    ['over Easter', 'England', '2026-04-02T16:00:00.000Z', '2026-04-07T08:00:00.000Z'],
    ['Easter Monday is a working day there', 'Scotland', '2026-04-02T16:00:00.000Z', '2026-04-06T08:00:00.000Z'],
    ['from Christmas Day to the Tuesday', 'Wales', '2026-12-24T17:00:00.000Z', '2026-12-29T09:00:00.000Z'],
    ['31 December is a working day', 'England', '2026-12-31T08:00:00.000Z', '2026-12-31T09:00:00.000Z'],
    ['over New Year', 'England', '2026-12-31T17:00:00.000Z', '2027-01-04T09:00:00.000Z'],
    ['over New Year with its substitute', 'Scotland', '2026-12-31T17:00:00.000Z', '2027-01-05T09:00:00.000Z'],
    ['2 January is a working day', 'England', '2026-01-02T10:00:00.000Z', '2026-01-02T10:00:00.000Z'],
    ['2 January is none', 'Scotland', '2026-01-02T10:00:00.000Z', '2026-01-05T09:00:00.000Z'],
    ['St Patrick’s Day', 'Northern Ireland', '2026-03-17T10:00:00.000Z', '2026-03-18T09:00:00.000Z'],
    ['St Patrick’s Day elsewhere', 'England', '2026-03-17T10:00:00.000Z', '2026-03-17T10:00:00.000Z'],
    ['the World Cup bank holiday', 'Scotland', '2026-06-15T10:00:00.000Z', '2026-06-16T08:00:00.000Z'],
    ['no World Cup bank holiday', 'England', '2026-06-15T10:00:00.000Z', '2026-06-15T10:00:00.000Z'],
    ['for the Twelfth, which is a Sunday', 'Northern Ireland', '2026-07-13T10:00:00.000Z', '2026-07-14T08:00:00.000Z'],
    ['St Andrew’s Day', 'Scotland', '2026-11-30T10:00:00.000Z', '2026-12-01T09:00:00.000Z'],
  ] as const)('%s, in %s: %s', (_, nation, asked, expected) => {
    expect(workingAfter(asked, nation, LONDON)).toBe(expected);
  });

  test.each([
    ['it is Monday there already', 'Pacific/Auckland', '2026-01-18T20:00:00.000Z', '2026-01-18T20:00:00.000Z'],
    ['it is Friday there still', 'America/Los_Angeles', '2026-01-17T00:30:00.000Z', '2026-01-17T00:30:00.000Z'],
    ['the working day there is over', 'Asia/Kathmandu', '2026-01-15T11:15:00.000Z', '2026-01-16T03:15:00.000Z'],
    ['UTC knows no summer', 'UTC', '2026-07-15T08:30:00.000Z', '2026-07-15T09:00:00.000Z'],
  ])('in a programme elsewhere: %s (%s)', (_, timeZone, asked, expected) => {
    expect(workingAfter(asked, 'England', timeZone)).toBe(expected);
  });
});

describe('the last working moment', () => {
  test.each([
    ['opening is one', 'England', '2026-01-15T09:00:00.000Z', '2026-01-15T09:00:00.000Z'],
    ['so is the last before closing', 'England', '2026-01-15T16:59:59.999Z', '2026-01-15T16:59:59.999Z'],
    ['closing is none', 'England', '2026-01-15T17:00:00.000Z', '2026-01-15T16:30:00.000Z'],
    ['late that evening', 'England', '2026-01-15T23:59:00.000Z', '2026-01-15T16:30:00.000Z'],
    ['before opening', 'England', '2026-01-15T08:59:59.999Z', '2026-01-14T16:30:00.000Z'],
    ['Monday before opening', 'England', '2026-01-19T08:00:00.000Z', '2026-01-16T16:30:00.000Z'],
    ['Sunday', 'England', '2026-07-19T12:00:00.000Z', '2026-07-17T15:30:00.000Z'],
    ['over the spring change', 'England', '2026-03-29T12:00:00.000Z', '2026-03-27T16:30:00.000Z'],
    ['over the autumn change', 'England', '2026-10-25T12:00:00.000Z', '2026-10-23T15:30:00.000Z'],
    ['Easter Monday', 'England', '2026-04-06T12:00:00.000Z', '2026-04-02T15:30:00.000Z'],
    ['Easter Monday is a working day there', 'Scotland', '2026-04-06T12:00:00.000Z', '2026-04-06T12:00:00.000Z'],
    ['Boxing Day’s substitute', 'England', '2026-12-28T12:00:00.000Z', '2026-12-24T16:30:00.000Z'],
    ['New Year’s Day', 'England', '2027-01-01T12:00:00.000Z', '2026-12-31T16:30:00.000Z'],
    ['2 January', 'Scotland', '2026-01-02T12:00:00.000Z', '2025-12-31T16:30:00.000Z'],
    ['the World Cup bank holiday', 'Scotland', '2026-06-15T12:00:00.000Z', '2026-06-12T15:30:00.000Z'],
    ['St Patrick’s Day', 'Northern Ireland', '2026-03-17T12:00:00.000Z', '2026-03-16T16:30:00.000Z'],
  ] as const)('%s, in %s: %s', (_, nation, asked, expected) => {
    expect(workingBefore(asked, nation, LONDON)).toBe(expected);
  });

  test('in a programme elsewhere is by that place’s clocks', () => {
    expect(workingBefore('2026-01-18T19:59:00.000Z', 'England', 'Pacific/Auckland')).toBe('2026-01-16T03:30:00.000Z');
  });
});

test('whatever is asked, an answer lies on its own side and is its own answer', () => {
  const instants = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const zones = fc.constantFrom(LONDON, 'UTC', 'Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kathmandu');
  fc.assert(
    fc.property(instants, fc.constantFrom(...NATIONS), zones, (asked, nation, zone) => {
      const [before, after] = [workingBefore(asked, nation, zone), workingAfter(asked, nation, zone)];
      expect(before <= asked && asked <= after).toBe(true);
      expect(before === asked).toBe(after === asked);
      expect(workingBefore(before, nation, zone)).toBe(before);
      expect(workingAfter(before, nation, zone)).toBe(before);
      expect(workingAfter(after, nation, zone)).toBe(after);
      expect(workingBefore(after, nation, zone)).toBe(after);
    }),
  );
});

test('what lies beyond the calendar is refused, and not looked for without end', () => {
  const refusal = refusalOf(() => workingAfter('9999-12-31T18:00:00.000Z', 'England', 'UTC'));
  expect(refusal).toMatchObject({ code: 'date.impossible' });
});

test('asking for no holiday leaves the library alone, so that a start does not wait for it', async () => {
  const asked = `
    import { createRequire } from 'node:module';
    import { workingHours } from './src/app/workingHours.ts';
    const { cache } = createRequire(import.meta.url);
    const loaded = () => Object.keys(cache).some((file) => file.includes('date-holidays'));
    const hours = workingHours();
    const before = loaded();
    hours.isHoliday('2026-01-15', 'England');
    console.log([before, loaded()].join());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', asked]);
  expect(stdout.trim()).toBe('false,true');
});
