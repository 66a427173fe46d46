import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import { isDay } from '../domain/calendar.ts';
import type { Day, Instant, When } from '../domain/values.ts';

/** "Friday 27 November 2026, 5pm", in the programme's time zone; without the time where only the day is known. */
export function moment(at: When, timeZone: string): string {
  const then = local(at, timeZone);
  return then.toFormat('cccc d LLLL yyyy') + (isDay(at) ? '' : `, ${clock(then)}`);
}

/** "27 November 2026, 5pm", for lists. */
export function shortMoment(at: When, timeZone: string): string {
  const then = local(at, timeZone);
  return then.toFormat('d LLLL yyyy') + (isDay(at) ? '' : `, ${clock(then)}`);
}

/** "27 November 2026" */
export function fullDay(day: Day): string {
  return DateTime.fromISO(day, { zone: 'utc', locale: 'en-GB' }).toFormat('d LLLL yyyy');
}

/** "9:20am" on the same day as `near`, otherwise as {@link shortMoment}. */
export function momentNear(at: Instant, near: Instant, timeZone: string): string {
  const then = local(at, timeZone);
  return then.hasSame(local(near, timeZone), 'day') ? clock(then) : shortMoment(at, timeZone);
}

/** "9:15am", of `09:15`. */
export function timeOfDay(time: string): string {
  return clock(DateTime.fromISO(time, { zone: 'utc', locale: 'en-GB' }));
}

/** 5pm, 5:30pm, midday, midnight. */
function clock(then: DateTime): string {
  if (then.minute === 0 && then.hour === 0) return 'midnight';
  if (then.minute === 0 && then.hour === 12) return 'midday';
  return then.toFormat(then.minute === 0 ? 'ha' : 'h:mma').toLowerCase();
}

/** The times last asked for, since one card shows the same ones again and again. */
const known = new LRUCache<string, DateTime>({ max: 500 });

function local(at: When, timeZone: string): DateTime {
  const key = `${at} ${timeZone}`;
  let then = known.get(key);
  if (!then) known.set(key, (then = DateTime.fromISO(at, { zone: timeZone, locale: 'en-GB' })));
  return then;
}
