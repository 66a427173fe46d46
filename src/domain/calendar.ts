import { Refused } from './refused.ts';
import type { Day, When } from './values.ts';

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
  const date = day === undefined ? undefined : new Date(text);
  if (!day || !date || Number.isNaN(date.getTime())) throw new Refused({ code: 'date.impossible', text });
  parseDay(day); // Date would read 31 February as 3 March.
  return date.toISOString();
}

/** @throws Refused `date.impossible` when the text is no day of the calendar, such as `2026-02-31` */
export function parseDay(text: string): Day {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (!date || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text))
    throw new Refused({ code: 'date.impossible', text });
  return text;
}
