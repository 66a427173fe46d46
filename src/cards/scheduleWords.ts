import { timeOfDay } from './dates.ts';
import { WEEKDAYS, type Schedule, type Weekday, type Weeks } from '../domain/schedule.ts';

/**
 * When something happens again and again: "Every weekday at 9:15am", "The first Monday of the month at 10am", or "When
 * somebody starts it" for null. A time zone is named where it is given; leave it out where it is the reader's.
 */
export function scheduleWords(schedule: Schedule | null, timeZone?: string): string {
  if (schedule === null) return 'When somebody starts it';
  const zone = timeZone === undefined ? '' : ` (time zone ${timeZone})`;
  return `${daysWords(schedule)} at ${timeOfDay(schedule.at)}${zone}`;
}

function daysWords({ weekdays, weeks }: Schedule): string {
  const days = WEEKDAYS.filter((day) => weekdays.includes(day));
  switch (weeks) {
    case 'each':
      if (days.length === WEEKDAYS.length) return 'Every day';
      return `Every ${isWorkingWeek(days) ? 'weekday' : named(days)}`;
    case 'second':
      if (days.length === 1) return `Every second ${days[0]}`;
      return `Every second week on ${isWorkingWeek(days) ? 'each weekday' : named(days)}`;
    default:
      return `The ${named(days.map((day) => `${OF_MONTH[weeks]} ${day}`))} of the month`;
  }
}

function isWorkingWeek(days: readonly Weekday[]): boolean {
  return days.length === 5 && !days.includes('Saturday') && !days.includes('Sunday');
}

function named(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const OF_MONTH = {
  firstOfMonth: 'first',
  secondOfMonth: 'second',
  thirdOfMonth: 'third',
  fourthOfMonth: 'fourth',
  lastOfMonth: 'last',
} as const satisfies Record<Exclude<Weeks, 'each' | 'second'>, string>;

/** "45 minutes", "2 hours", "1 hour 30 minutes", "7 days" */
export function durationWords(minutes: number): string {
  const pieces: [number, string][] = [
    [Math.floor(minutes / DAY), 'day'],
    [Math.floor((minutes % DAY) / HOUR), 'hour'],
    [minutes % HOUR, 'minute'],
  ];
  const said = pieces.filter(([count]) => count > 0);
  return said.map(([count, noun]) => `${count} ${noun}${count === 1 ? '' : 's'}`).join(' ') || '0 minutes';
}

const HOUR = 60;
const DAY = 24 * HOUR;
