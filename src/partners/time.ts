import { foundText } from './text.ts';
import type { FieldFaultCode } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';

/** When something was observed, or why that cannot be told. */
export type Time = { instant: Instant } | { code: FieldFaultCode; found?: string };

/** How far a partner's clock may be ahead of ours. */
const AHEAD_MS = 5 * 60 * 1000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?([.,]\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * A time of observation as ISO 8601 has it: to the minute at least, and with its offset, since the same clock time is two
 * moments an hour apart in summer. `dates`: a day alone is one too, and begins at midnight UTC.
 */
export function timeOf(raw: unknown, now: Instant, { dates }: { dates: boolean }): Time {
  if (raw === undefined || raw === null || raw === '') return { code: 'missing' };
  const milliseconds = typeof raw === 'string' ? momentOf(raw.trim(), dates) : undefined;
  if (milliseconds === undefined) return { code: 'unreadableTime', ...foundText(raw) };
  if (milliseconds > Date.parse(now) + AHEAD_MS) return { code: 'future', ...foundText(raw) };
  return { instant: new Date(milliseconds).toISOString() };
}

function momentOf(text: string, dates: boolean): number | undefined {
  if (dates && DATE.test(text)) return isDay(text) ? Date.parse(text) : undefined;
  const [, day, time, seconds = ':00', fraction = '', offset] = DATE_TIME.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const zone = offset!.toUpperCase().replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const milliseconds = Date.parse(`${day}T${time}${seconds}${fraction.replace(',', '.').slice(0, 4)}${zone}`);
  return Number.isNaN(milliseconds) || milliseconds < 0 ? undefined : milliseconds;
}

/** Whether the calendar has it: a 30 February would otherwise be taken for a day in March. */
function isDay(day: string): boolean {
  const milliseconds = Date.parse(day);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(day);
}

/** When a notice is of, if that can be told: in ISO 8601, or as feeds have it (RFC 822). Not from the future. */
export function noticeTime(raw: unknown, now: Instant): Instant | null {
  if (typeof raw !== 'string' || raw.length > 60) return null;
  const time = timeOf(raw, now, { dates: true });
  if ('instant' in time) return time.instant;
  const milliseconds = RFC_822.test(raw.trim()) ? Date.parse(raw) : NaN;
  const isPast = milliseconds >= 0 && milliseconds <= Date.parse(now) + AHEAD_MS;
  return isPast ? new Date(milliseconds).toISOString() : null;
}

const RFC_822 =
  /^([A-Z][a-z]{2},\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d{2}:\d{2}(:\d{2})?\s(GMT|UTC?|Z|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[+-]\d{4})$/;
