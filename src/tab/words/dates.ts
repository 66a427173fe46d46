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

type Format = { format: Intl.DateTimeFormat; suffix: string };

const formats = new Map<string, Format>();

function written(at: string, timeZone: string, weekday: boolean): { date: string; time: string } | null {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return null;
  const { format, suffix } = formatIn(timeZone);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const date = `${parts.day} ${parts.month} ${parts.year}`;
  return {
    date: weekday ? `${parts.weekday} ${date}` : date,
    time: timeWords(Number(parts.hour), Number(parts.minute)) + suffix,
  };
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
