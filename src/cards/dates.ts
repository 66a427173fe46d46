import { DateTime } from 'luxon';
import type { Day, Instant } from '../domain/values.ts';

/** "Friday 27 November 2026, 5pm", in the programme's time zone. */
export function moment(at: Instant, timeZone: string): string {
  const then = local(at, timeZone);
  return `${then.toFormat('cccc d LLLL yyyy')}, ${clock(then)}`;
}

/** "27 November 2026, 5pm", for lists. */
export function shortMoment(at: Instant, timeZone: string): string {
  const then = local(at, timeZone);
  return `${then.toFormat('d LLLL yyyy')}, ${clock(then)}`;
}

/** "27 November 2026" */
export function fullDay(day: Day): string {
  return DateTime.fromISO(day, { zone: 'utc', locale: 'en-GB' }).toFormat('d LLLL yyyy');
}

/** What a date input holds, `2026-11-27`. */
export function inputDay(at: Instant, timeZone: string): string {
  return local(at, timeZone).toFormat('yyyy-LL-dd');
}

/** What a time input holds, `17:00`. */
export function inputTime(at: Instant, timeZone: string): string {
  return local(at, timeZone).toFormat('HH:mm');
}

/** 5pm, 5:30pm, midday, midnight. */
function clock(then: DateTime): string {
  if (then.minute === 0 && then.hour === 0) return 'midnight';
  if (then.minute === 0 && then.hour === 12) return 'midday';
  return then.toFormat(then.minute === 0 ? 'ha' : 'h:mma').toLowerCase();
}

function local(at: Instant, timeZone: string): DateTime {
  return DateTime.fromISO(at, { zone: timeZone, locale: 'en-GB' });
}
