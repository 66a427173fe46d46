import { Refused } from './refused.ts';
import type { Day, Instant } from './values.ts';

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

/** The calendar day in a time zone at an instant. */
export function dayOf(at: Instant, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })));
  return format.format(new Date(at));
}

/** @throws Refused `date.impossible` when the text is no instant */
export function parseInstant(text: string): Instant {
  const date = /^\d{4}-\d{2}-\d{2}T/.test(text) ? new Date(text) : undefined;
  if (!date || Number.isNaN(date.getTime())) throw new Refused({ code: 'date.impossible', text });
  return date.toISOString();
}

/** @throws Refused `date.impossible` when the text is no day of the calendar, such as `2026-02-31` */
export function parseDay(text: string): Day {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (!date || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text))
    throw new Refused({ code: 'date.impossible', text });
  return text;
}
