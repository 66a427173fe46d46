import { dayOf, type Calendar } from './calendar.ts';
import type { Day, Instant } from './values.ts';

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Which of the weeks: each, every second one counted from `from`, or one of the month. */
export const WEEKS = [
  'each',
  'second',
  'firstOfMonth',
  'secondOfMonth',
  'thirdOfMonth',
  'fourthOfMonth',
  'lastOfMonth',
] as const;
export type Weeks = (typeof WEEKS)[number];

/** When something happens again and again, in local time: `at` is `09:15`. */
export type Schedule = { weekdays: Weekday[]; weeks: Weeks; at: string; from: Day };

const DAY_MS = 24 * 60 * 60 * 1000;

/** The first time after `after`. */
export function nextTime(schedule: Schedule, after: Instant, timeZone: string, calendar: Calendar): Instant {
  const pattern = patternOf(schedule);
  let at = after;
  do at = calendar.next(pattern, at, timeZone);
  while (!isItsWeek(schedule, dayOf(at, timeZone)));
  return at;
}

/** As cron writes it: minute, hour, day, month, weekdays. */
function patternOf({ weekdays, weeks, at }: Schedule): string {
  const [hour, minute] = at.split(':').map(Number);
  const days = weekdays.map((weekday) => `${(WEEKDAYS.indexOf(weekday) + 1) % 7}${OF_MONTH[weeks] ?? ''}`);
  return `${minute} ${hour} * * ${days.join(',')}`;
}

const OF_MONTH: Partial<Record<Weeks, string>> = {
  firstOfMonth: '#1',
  secondOfMonth: '#2',
  thirdOfMonth: '#3',
  fourthOfMonth: '#4',
  lastOfMonth: '#L',
};

function isItsWeek({ weeks, from }: Schedule, day: Day): boolean {
  return weeks !== 'second' || (mondayOf(day) - mondayOf(from)) % (14 * DAY_MS) === 0;
}

/** The Monday of a day's week, as milliseconds; days alone, so that no clock change counts. */
function mondayOf(day: Day): number {
  const at = Date.parse(day);
  return at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS;
}
