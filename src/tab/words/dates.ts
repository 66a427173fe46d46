/** `27 November 2026` from `2026-11-27`. What is no day is given back as it came. */
export function dayWords(day: string): string {
  return written(`${day}T00:00:00Z`, 'UTC', false)?.date ?? day;
}

/** `27 November 2026, 5pm`: an instant in a programme's time zone, or a day alone. Anything else is given back as it came. */
export function instantWords(at: string, timeZone: string): string {
  return whenWords(at, timeZone, false);
}

/** `Friday 27 November 2026, 5pm`. */
export function fullInstantWords(at: string, timeZone: string): string {
  return whenWords(at, timeZone, true);
}

/** `Friday 27 November 2026`, the day of an instant in a time zone. */
export function fullDateWords(at: string, timeZone: string): string {
  return written(at, timeZone, true)?.date ?? at;
}

function whenWords(at: string, timeZone: string, weekday: boolean): string {
  const isDay = at.length === 'YYYY-MM-DD'.length;
  const words = isDay ? written(`${at}T00:00:00Z`, 'UTC', weekday) : written(at, timeZone, weekday);
  if (!words) return at;
  return isDay ? words.date : `${words.date}, ${words.time}`;
}

/** `5pm`, `5:30pm`, `midday`, `midnight`. */
export function timeWords(hour: number, minute: number): string {
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'midday';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** `24 November`, of an instant in a time zone. */
export function dayMonthWords(at: number, timeZone: string): string {
  const { day, month } = partsOf(new Date(at), timeZone);
  return `${day} ${month}`;
}

/** `24 November 2026`, of an instant in a time zone. */
export function dateWords(at: number, timeZone: string): string {
  return `${dayMonthWords(at, timeZone)} ${partsOf(new Date(at), timeZone).year}`;
}

/** So many midnights of a time zone, one every so many days, from the last one before `to` back to `from`; milliseconds. */
export function midnights(from: number, to: number, timeZone: string, every: number): number[] {
  const found: number[] = [];
  for (let at = midnightBefore(to, timeZone); at >= from;) {
    found.push(at);
    // From noon it is never far enough to another day, whichever way the clocks change.
    at = midnightBefore(at - every * DAY_MS + DAY_MS / 2, timeZone);
  }
  return found;
}

const DAY_MS = 24 * 3_600_000;

function midnightBefore(at: number, timeZone: string): number {
  const { day, hour, minute } = partsOf(new Date(at), timeZone);
  const guess = Math.floor(at / 60_000) * 60_000 - (Number(hour) * 60 + Number(minute)) * 60_000;
  const then = partsOf(new Date(guess), timeZone);
  // The clocks have changed since midnight.
  if (then.day !== day) return guess + (24 - Number(then.hour)) * 3_600_000;
  return guess - Number(then.hour) * 3_600_000;
}

type Format = { format: Intl.DateTimeFormat; suffix: string };

const formats = new Map<string, Format>();

function written(at: string, timeZone: string, weekday: boolean): { date: string; time: string } | null {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return null;
  const { suffix } = formatIn(timeZone);
  const parts = partsOf(instant, timeZone);
  const date = `${parts.day} ${parts.month} ${parts.year}`;
  return {
    date: weekday ? `${parts.weekday} ${date}` : date,
    time: timeWords(Number(parts.hour), Number(parts.minute)) + suffix,
  };
}

function partsOf(instant: Date, timeZone: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(
    formatIn(timeZone)
      .format.formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
}

/** A time zone that this browser does not know is shown in UTC, and says so. */
function formatIn(timeZone: string): Format {
  const known = formats.get(timeZone);
  if (known) return known;
  let made: Format;
  try {
    made = { format: new Intl.DateTimeFormat('en-GB', { ...PARTS, timeZone }), suffix: '' };
  } catch {
    made = { format: new Intl.DateTimeFormat('en-GB', { ...PARTS, timeZone: 'UTC' }), suffix: ' UTC' };
  }
  formats.set(timeZone, made);
  return made;
}

const PARTS: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
};
