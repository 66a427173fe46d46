import { Refused } from './refused.ts';
import type { Nation } from './organisation.ts';
import type { Day, Instant, When } from './values.ts';

/** Whether the platform's IANA database has this time zone, such as `Europe/London`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)+$|^UTC$/.test(name);
  } catch {
    return false;
  }
}

const formats = new globalThis.Map<string, Intl.DateTimeFormat>();

export function isDay(when: When): when is Day {
  return when.length === 10;
}

/** The calendar day in a time zone at an instant; a day is itself. */
export function dayOf(at: When, timeZone: string): Day {
  if (isDay(at)) return at;
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })));
  return format.format(new Date(at));
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** An instant in any offset, or a day. @throws Refused `date.impossible`, also for a time without its offset */
export function parseWhen(text: string): When {
  if (isDay(text)) return parseDay(text);
  const [, day] = INSTANT.exec(text) ?? [];
  const date = day !== undefined && isOnCalendar(day) ? new Date(text) : undefined;
  if (!date || Number.isNaN(date.getTime())) throw new Refused({ code: 'date.impossible', text });
  return date.toISOString();
}

/** @throws Refused `date.impossible` when the text is no day of the calendar, such as `2026-02-31` */
export function parseDay(text: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isOnCalendar(text)) throw new Refused({ code: 'date.impossible', text });
  return text;
}

/** Whether the calendar has such a day: `Date` alone would read 31 February as 3 March. */
function isOnCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Whether one time is after another; where either is known to the day only, they compare as days. */
export function isAfter(one: When, other: When, timeZone: string): boolean {
  return isDay(one) || isDay(other) ? dayOf(one, timeZone) > dayOf(other, timeZone) : one > other;
}

export function shifted(at: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}

/** Working hours and bank holidays: given to the rules as the clock is, since which days are holidays is not theirs to know. */
export interface Calendar {
  /** A time of day, such as `17:00`, on a day in a time zone; the first such moment where clocks go back. */
  at(day: Day, time: string, timeZone: string): Instant;
  /** The first moment after `after` that a cron pattern (minute, hour, day, month, weekdays) names, in a time zone. */
  next(pattern: string, after: Instant, timeZone: string): Instant;
  /** Whether a day is a bank holiday in a nation; a Saturday or Sunday never is. */
  isHoliday(day: Day, nation: Nation): boolean;
  /** The first moment at or after `at` in the working hours of a nation: Monday to Friday, 9am to 5pm, but for its bank holidays. */
  workingAfter(at: Instant, nation: Nation, timeZone: string): Instant;
  /** `at` itself in working hours; otherwise 4:30pm of the last working day before it, while people can still act. */
  workingBefore(at: Instant, nation: Nation, timeZone: string): Instant;
}
