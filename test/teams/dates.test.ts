import { describe, expect, test } from '@jest/globals';
import { formDate, formInputs, readDate, type DateReading } from '../../src/teams/dates.ts';

/** A Wednesday in winter, half past ten in London. */
const NOW = '2026-11-25T10:30:00.000Z';

type Row = [text: string, past: string, future: string];

const say = (reading: DateReading) => (typeof reading === 'string' ? reading : reading.when);
const reads = (text: string, now = NOW, zone = 'Europe/London') => [
  say(readDate(text, now, zone, 'past')),
  say(readDate(text, now, zone, 'future')),
];
const both = (text: string, when: string): Row => [text, when, when];

describe('said on Wednesday 25 November 2026, what was decided lies behind and what is to come ahead', () => {
  test.each<Row>([
    ['3 March', '2026-03-03', '2027-03-03'],
    ['3rd of March', '2026-03-03', '2027-03-03'],
    ['the 3rd of March', '2026-03-03', '2027-03-03'],
    ['March 3', '2026-03-03', '2027-03-03'],
    ['3 MAR', '2026-03-03', '2027-03-03'],
    ['  3 March ', '2026-03-03', '2027-03-03'],
    ['3/3', '2026-03-03', '2027-03-03'],
    ['5/11', '2026-11-05', '2027-11-05'],
    ['25 November', '2026-11-25', '2026-11-25'],
    ['24 November', '2026-11-24', '2027-11-24'],
    ['26 November', '2025-11-26', '2026-11-26'],
    ['31 December', '2025-12-31', '2026-12-31'],
    ['Friday', '2026-11-20', '2026-11-27'],
    ['Wednesday', '2026-11-25', '2026-11-25'],
    ['sun', '2026-11-22', '2026-11-29'],
    ['3 March 2pm', '2026-03-03T14:00:00.000Z', '2027-03-03T14:00:00.000Z'],
    ['3 March, 2pm', '2026-03-03T14:00:00.000Z', '2027-03-03T14:00:00.000Z'],
    ['3 March at 14:00', '2026-03-03T14:00:00.000Z', '2027-03-03T14:00:00.000Z'],
    ['2pm on 3 March', '2026-03-03T14:00:00.000Z', '2027-03-03T14:00:00.000Z'],
    ['Friday 5pm', '2026-11-20T17:00:00.000Z', '2026-11-27T17:00:00.000Z'],
    ['Friday 5.30pm', '2026-11-20T17:30:00.000Z', '2026-11-27T17:30:00.000Z'],
    ['3 July midday', '2026-07-03T11:00:00.000Z', '2027-07-03T11:00:00.000Z'],
    both('3/3/2026', '2026-03-03'),
    both('13/3/2026', '2026-03-13'),
    both('3/3/26', '2026-03-03'),
    both('3 Mar 26', '2026-03-03'),
    both('2026-03-03', '2026-03-03'),
    both('March 3 2026', '2026-03-03'),
    both('29 February 2028', '2028-02-29'),
    both('Friday 27 November 2026, 5pm', '2026-11-27T17:00:00.000Z'),
    both('today', '2026-11-25'),
    both('yesterday', '2026-11-24'),
    both('tomorrow', '2026-11-26'),
    both('yesterday at 4pm', '2026-11-24T16:00:00.000Z'),
    both('6pm yesterday', '2026-11-24T18:00:00.000Z'),
    both('9am', '2026-11-25T09:00:00.000Z').slice(0, 2).concat('2026-11-26T09:00:00.000Z') as Row,
    both('now', NOW),
    both('2 hours ago', '2026-11-25T08:30:00.000Z'),
    both('in 2 weeks', '2026-12-09'),
    both('two days ago', '2026-11-23'),
  ])('“%s” is %s, or %s', (text, past, future) => {
    expect(reads(text)).toEqual([past, future]);
  });
});

describe('what has the form of a date and is none is asked about', () => {
  test.each([
    '31 February',
    '31 Feb 2026',
    '30 February at 2pm',
    '31 April',
    '31/4/2026',
    '29 February 2026',
    '2026-02-30',
    '2026-13-01',
    '32 March',
    '0 March',
    '3/13/2026',
    '00/01/2026',
    '99/99/9999',
    '3 March 25:00',
    '3 March 13pm',
  ])('“%s”', (text) => {
    expect(reads(text)).toEqual(['impossible', 'impossible']);
  });
});

describe('what is no date stays words', () => {
  test.each([
    '',
    ' ',
    'Ward 3',
    'ward 6',
    'the beds',
    'it',
    'March',
    'May',
    'March 2026',
    '12',
    '2026',
    'quarter 3',
    '3 Marchs',
    'time',
    'call',
    'hold until 3 March',
    '3 wards',
    'Monday morning meetings with Ben',
    '"3 March"',
    '1 to 3 March',
    '{"when":"2026-03-03"}',
    'فتح',
  ])('“%s”', (text) => {
    expect(reads(text)).toEqual(['none', 'none']);
  });
});

describe('summer time in London', () => {
  test.each([
    ['28 March 2026 2pm', '2026-03-28T14:00:00.000Z'],
    ['29 March 2026 00:30', '2026-03-29T00:30:00.000Z'],
    ['29 March 2026 2:30am', '2026-03-29T01:30:00.000Z'],
    ['29 March 2026 2pm', '2026-03-29T13:00:00.000Z'],
    ['3 July 2026 00:30', '2026-07-02T23:30:00.000Z'],
    ['24 October 2026 2pm', '2026-10-24T13:00:00.000Z'],
    ['25 October 2026 00:30', '2026-10-24T23:30:00.000Z'],
    ['25 October 2026 2:30am', '2026-10-25T02:30:00.000Z'],
    ['25 October 2026 2pm', '2026-10-25T14:00:00.000Z'],
  ])('%s is %s', (text, when) => {
    expect(reads(text)).toEqual([when, when]);
  });

  test('today and yesterday are those of the programme, on both sides of midnight', () => {
    const justAfter = '2026-07-02T23:30:00.000Z';
    expect(reads('today', justAfter)).toEqual(['2026-07-03', '2026-07-03']);
    expect(reads('yesterday', justAfter)).toEqual(['2026-07-02', '2026-07-02']);
    expect(reads('3 July', justAfter)).toEqual(['2026-07-03', '2026-07-03']);
    expect(reads('today', justAfter, 'UTC')).toEqual(['2026-07-02', '2026-07-02']);
    expect(reads('today', '2026-11-25T12:00:00.000Z', 'Pacific/Auckland')).toEqual(['2026-11-26', '2026-11-26']);
  });

  test('a time of another season is read in that season’s offset', () => {
    expect(reads('3 July 2027 2pm', NOW)[1]).toBe('2027-07-03T13:00:00.000Z');
    expect(reads('3 December 2026 2pm', '2026-07-02T10:00:00.000Z')[1]).toBe('2026-12-03T14:00:00.000Z');
    expect(reads('yesterday at 11pm', '2026-10-25T23:30:00.000Z')[0]).toBe('2026-10-24T22:00:00.000Z');
  });
});

test('a year’s turn is crossed to the nearer side', () => {
  const newYear = '2026-01-02T09:00:00.000Z';
  expect(reads('31 December', newYear)).toEqual(['2025-12-31', '2026-12-31']);
  expect(reads('3 January', newYear)).toEqual(['2025-01-03', '2026-01-03']);
});

/** Defects; when one is mended, jest says so. */
describe('ways of writing that are easily misread', () => {
  test('29 February without a year is the nearest that there is', () => {
    expect(reads('29 February')).toEqual(['2024-02-29', '2028-02-29']);
  });

  test('a weekday that is not that day’s is asked about', () => {
    expect(reads('Tuesday 3 March 2025')).toEqual(['impossible', 'impossible']);
  });

  test('a zone that is said is kept to, or asked about', () => {
    expect(['2026-03-03T19:00:00.000Z', 'impossible']).toContain(reads('3 March 2026 2pm EST')[0]);
  });

  test('an instant as computers write it is that instant', () => {
    expect(reads('2026-07-03T14:00:00Z')[0]).toBe('2026-07-03T14:00:00.000Z');
  });

  test('dots between day, month and a short year are British too', () => {
    expect(reads('3.3.26')[0]).toBe('2026-03-03');
  });

  test('last Friday lies behind, also where what is asked for lies ahead', () => {
    expect(reads('last Friday')[1]).not.toBe('2026-11-27');
  });

  test('an hour that the clocks skip is asked about', () => {
    expect(reads('29 March 2026 1:30am')[0]).toBe('impossible');
  });
});

describe('a form’s day and time', () => {
  test('become a day, or an instant in the programme’s time zone, and come back as they were', () => {
    expect(formDate('2026-07-03', undefined, 'Europe/London')).toBe('2026-07-03');
    expect(formDate('2026-07-03', ' ', 'Europe/London')).toBe('2026-07-03');
    expect(formDate('2026-07-03', '14:00', 'Europe/London')).toBe('2026-07-03T13:00:00.000Z');
    expect(formDate('2026-12-03', '14:00', 'Europe/London')).toBe('2026-12-03T14:00:00.000Z');
    for (const [day, time] of [
      ['2026-07-03', '00:30'],
      ['2026-12-03', '23:59'],
      ['2028-02-29', '12:00'],
    ] as const)
      expect(formInputs(formDate(day, time, 'Europe/London')!, 'Europe/London')).toEqual({ day, time });
    expect(formInputs('2026-07-03', 'Europe/London')).toEqual({ day: '2026-07-03' });
  });

  test('that are none with each other are none', () => {
    for (const [day, time] of [
      ['2026-02-31', '14:00'],
      ['2026-07-03', '25:00'],
      ['2026-07-03', '2pm'],
      ['', '14:00'],
      ['3/3/26', '14:00'],
    ])
      expect(formDate(day!, time, 'Europe/London')).toBeUndefined();
  });
});
