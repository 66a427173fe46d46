import type { Choice } from './form.ts';

/** Where UK programmes and their neighbours are. */
const TIME_ZONES: readonly Choice[] = [
  { title: 'United Kingdom (London)', value: 'Europe/London' },
  { title: 'Ireland (Dublin)', value: 'Europe/Dublin' },
  { title: 'Isle of Man', value: 'Europe/Isle_of_Man' },
  { title: 'Jersey', value: 'Europe/Jersey' },
  { title: 'Guernsey', value: 'Europe/Guernsey' },
  { title: 'Gibraltar', value: 'Europe/Gibraltar' },
  { title: 'UTC', value: 'UTC' },
];

/** The time zones that a form offers, the one that is kept already among them. */
export function timeZoneChoices(kept: string): Choice[] {
  const isThere = TIME_ZONES.some(({ value }) => value === kept);
  return [...TIME_ZONES, ...(isThere ? [] : [{ title: kept, value: kept }])];
}
