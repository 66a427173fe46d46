import { describe, expect, test } from '@jest/globals';
import { WEEKDAYS, type Weeks } from '../../src/domain/schedule.ts';
import { looksLikeSchedule, readSchedule } from '../../src/teams/scheduleReading.ts';

const TODAY = '2026-03-04';

const NAMES = WEEKDAYS.map((weekday) => weekday.slice(0, 3));

/** The days by their first letters, and the weeks where it is not each. */
function read(words: string): string | undefined {
  const schedule = readSchedule(words, TODAY);
  if (!schedule) return undefined;
  expect(schedule.from).toBe(TODAY);
  const days = schedule.weekdays.map((weekday) => weekday.slice(0, 3)).join(' ');
  return [schedule.weeks === 'each' ? '' : schedule.weeks, days, schedule.at].filter(Boolean).join(' ');
}

const WORK = 'Mon Tue Wed Thu Fri';
const ALL = NAMES.join(' ');

const READ: [words: string, schedule: `${Weeks | ''}${string}`][] = [
  ['weekdays at 9:15', `${WORK} 09:15`],
  ['every weekday at 9.15am', `${WORK} 09:15`],
  ['Weekdays 09:15', `${WORK} 09:15`],
  ['on weekdays at 9', `${WORK} 09:00`],
  ['each working day, at 8:30 a.m.', `${WORK} 08:30`],
  ['at 9:15 on weekdays', `${WORK} 09:15`],
  ['9.15 every weekday', `${WORK} 09:15`],
  ['  WEEKDAYS   AT  9:15 PM ', `${WORK} 21:15`],
  ['daily at 9', `${ALL} 09:00`],
  ['every day at noon', `${ALL} 12:00`],
  ['9am daily', `${ALL} 09:00`],
  ['every Tuesday and Thursday at 2pm', 'Tue Thu 14:00'],
  ['at 2pm every Thursday and every Tuesday', 'Tue Thu 14:00'],
  ['Tue, Thurs at 14:00', 'Tue Thu 14:00'],
  ['Mon, Wed and Fri at 9:30', 'Mon Wed Fri 09:30'],
  ['Monday, Wednesday, and Friday at 9:30', 'Mon Wed Fri 09:30'],
  ['Tues/Thur at 10', 'Tue Thu 10:00'],
  ['Monday to Thursday at 8.45', 'Mon Tue Wed Thu 08:45'],
  ['Mon-Wed and Fri at 10', 'Mon Tue Wed Fri 10:00'],
  ['Saturday to Monday at 7', 'Mon Sat Sun 07:00'],
  ['Mondays at 10', 'Mon 10:00'],
  ['on Mondays and Fridays, 10am', 'Mon Fri 10:00'],
  ['each Wed 12pm', 'Wed 12:00'],
  ['weekly on Monday at 10am', 'Mon 10:00'],
  ['every week on Monday at 10am', 'Mon 10:00'],
  ['every two weeks on Friday at 11am', 'second Fri 11:00'],
  ['every 2 weeks at 11am on Friday', 'second Fri 11:00'],
  ['every second Friday at 11', 'second Fri 11:00'],
  ['every other Friday at 11', 'second Fri 11:00'],
  ['every second week on Monday and Thursday at 11', 'second Mon Thu 11:00'],
  ['fortnightly on Friday at midday', 'second Fri 12:00'],
  ['Fridays, fortnightly, at midday', 'second Fri 12:00'],
  ['alternate Fridays at 11am', 'second Fri 11:00'],
  ['first Monday of the month at 10am', 'firstOfMonth Mon 10:00'],
  ['the 1st Monday in every month at 10am', 'firstOfMonth Mon 10:00'],
  ['at 10am on the second Tuesday of each month', 'secondOfMonth Tue 10:00'],
  ['every second Tuesday of the month at 10am', 'secondOfMonth Tue 10:00'],
  ['monthly on the third Wed at 16:00', 'thirdOfMonth Wed 16:00'],
  ['4th Thu of the month at 4pm', 'fourthOfMonth Thu 16:00'],
  ['last Friday of each month at 14:00', 'lastOfMonth Fri 14:00'],
  ['weekdays at 00:30', `${WORK} 00:30`],
  ['weekdays at 12:15am', `${WORK} 00:15`],
  ['weekdays at 05:45', `${WORK} 05:45`],
];

describe('what is read', () => {
  test.each(READ)('“%s” is %s', (words, schedule) => {
    expect(read(words)).toBe(schedule);
    expect(looksLikeSchedule(words)).toBe(true);
  });
});

/** Begin as a schedule does, and are asked about. */
const ASKED_ABOUT = [
  'weekdays',
  'weekdays at 25:00',
  'weekdays at 24:00',
  'weekdays at 9:60',
  'weekdays at 13pm',
  'weekdays at 0am',
  'weekdays at 2',
  'every Tuesday at 5:30',
  'weekdays at 9:15 and 14:00',
  'weekdays at 9:15 GMT',
  'weekdays at 9:15 except Friday',
  'weekdays at midnight',
  'weekdays at 9:15:30',
  'every Tuesday at 2pm and Thursday',
  'every Tuesday at 2pm, Thursday',
  'every Tuesday or Thursday at 2pm',
  'Monday at 10',
  'on Monday at 10am',
  'every Monday to Monday at 10',
  'weekdays 9-10am',
  'daily at 9, 10',
  'Mondays',
  'every Monday',
  'every two weeks at 11am',
  'every three weeks on Friday at 11am',
  'every other day at 9',
  'every second weekday at 9',
  'every Friday fortnightly at 11',
  'biweekly on Friday at 11',
  'twice a week at 9',
  'monthly on Friday at 11',
  'first Monday at 10am',
  'last Friday at 11am',
  'fifth Monday of the month at 10am',
  'last working day of the month at 10am',
  'first Monday and Thursday of the month at 10am',
  'every month at 10am',
  'every hour',
  'every morning at 9',
  'weekends at 10',
  'daily weekdays at 9',
  'Mondays at half past ten',
  'every Monday and Fryday at 10',
];

test.each(ASKED_ABOUT)('“%s” is asked about, and never guessed', (words) => {
  expect(readSchedule(words, TODAY)).toBeUndefined();
  expect(looksLikeSchedule(words)).toBe(true);
});

/** Say something else. */
const NO_SCHEDULE = [
  '',
  'start',
  'last',
  '3',
  '3 March',
  'Friday',
  'last Friday',
  'Monday 9 March',
  'history NMH',
  'no change',
  'skip 24 December',
  'Discharged 14; next: ring-fence beds; blocked: transport after 8pm',
  'Every day the list is late; blocked: brokerage',
  'Monitoring works again',
  'Holidays and sickness leave two gaps',
  'Daily numbers are sent to the council',
  'Weekly report is with the board',
  'Each ward has its list by 9am',
  'First patients went home at 9am',
  'Last night 4 beds were closed',
  'Opened 12 beds at 9:15',
  '9 beds free, 2 closed',
  `every Monday at 10 ${'and at length '.repeat(20)}`,
];

test.each(NO_SCHEDULE)('“%s” is no schedule', (words) => {
  expect(readSchedule(words, TODAY)).toBeUndefined();
  expect(looksLikeSchedule(words)).toBe(false);
});
