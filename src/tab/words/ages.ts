import { count } from './counts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How much time lies between two moments, in its largest unit alone: `12 minutes`, `3 hours`, `2 days`. */
export function ageWords(from: string, to: string): string {
  return lengthWords(Date.parse(to) - Date.parse(from));
}

/** So many milliseconds, as {@link ageWords}. */
export function lengthWords(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'less than a minute';
  if (milliseconds < HOUR) return count(Math.floor(milliseconds / MINUTE), 'minute');
  // "47 hours" tells more than "1 day".
  if (milliseconds < 2 * DAY) return count(Math.floor(milliseconds / HOUR), 'hour');
  return count(Math.floor(milliseconds / DAY), 'day');
}
