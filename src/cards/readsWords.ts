import { WEEKDAYS } from '../domain/schedule.ts';
import { timeOfDay } from './dates.ts';
import type { AskTimes, Reads, Rows } from '../domain/source.ts';

/** How a source is read, as it is typed. */

/** `beds-open = wards[name=Ward 6].beds.open`, `occupancy = share times 100`, `level = state (GREEN 1, RED 4)` */
export function readsLine({ indicator, at, values, times }: Reads): string {
  if (at === '') return indicator;
  const table = Object.entries(values ?? {}).map(([word, value]) => `${word} ${value}`);
  return [
    `${indicator} = ${at}`,
    ...(times === undefined ? [] : [`times ${times}`]),
    ...(table.length === 0 ? [] : [`(${table.join(', ')})`]),
  ].join(' ');
}

/** `Site = Northmoor` */
export function rowsLine({ column, equals }: Rows): string {
  return `${column} = ${equals}`;
}

/** "weekdays at 8am, midday", "Monday, Thursday at 9:15am" */
export function asksLine({ weekdays, times }: AskTimes): string {
  const days = WEEKDAYS.filter((day) => weekdays.includes(day));
  const isWorkingWeek = days.length === 5 && !days.includes('Saturday') && !days.includes('Sunday');
  const when = days.length === 7 ? 'every day' : isWorkingWeek ? 'weekdays' : days.join(', ');
  return `${when} at ${times.map(timeOfDay).join(', ')}`;
}
