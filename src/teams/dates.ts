import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import type { Day, Instant, When } from '../domain/values.ts';

/** Which way an open date leans: what was decided lies behind, what is to be reviewed lies ahead. */
export type Leaning = 'past' | 'future';

/** `impossible`: it has the form of a date and is none, such as 31 February. */
export type DateReading = { when: When } | 'impossible' | 'none';

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DATE_SHAPED = new RegExp(
  String.raw`^(?:the )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTHS})\b|(?:${MONTHS}) \d{1,2}\b|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b|\d{4}-\d{1,2}-\d{1,2}\b)`,
  'i',
);
/** Years to look through for a date that not every year has. */
const LEAP_GAP = 9;
const MONTH_ALONE = new RegExp(`^(?:${MONTHS})(?: \\d{4})?$`, 'i');
const NUMERIC = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b/;

/**
 * Reads a date, and a time if one is given, in British order and in a programme's time zone. All of the text must read
 * as one, or it is none. A date without a year is the nearest on the side that it leans to.
 */
export function readDate(text: string, now: Instant, timeZone: string, leaning: Leaning): DateReading {
  const said = text.trim();
  const today = DateTime.fromISO(now, { zone: timeZone });
  if (MONTH_ALONE.test(said)) return 'none';
  const spelt = spellOut(said);
  const iso = /^\d{4}-\d{2}-\d{2}$/.exec(said);
  if (iso) return DateTime.fromISO(said).isValid ? { when: said } : 'impossible';
  const numeric = NUMERIC.exec(said);
  if (numeric && Number(numeric[2]) > 12) return 'impossible';
  const results = chrono.en.GB.parse(
    spelt,
    { instant: today.toJSDate(), timezone: today.offset },
    { forwardDate: leaning === 'future' },
  );
  const [first] = results;
  const whole = first && results.length === 1 && !first.end && covers(first, spelt);
  if (!whole) return DATE_SHAPED.test(said) ? 'impossible' : 'none';
  return reading(first.start, today, leaning);
}

function covers({ index, text }: chrono.ParsedResult, said: string): boolean {
  const rest = said.slice(0, index) + said.slice(index + text.length);
  return /^(?:\s|,|\bthe\b|\bat\b)*$/i.test(rest);
}

/** British ways of writing a time that chrono does not read: "midday", "5.30pm". */
function spellOut(said: string): string {
  return said.replace(/\bmidday\b/gi, '12pm').replace(/(\d)\.(\d\d)\s*(am|pm)\b/gi, '$1:$2$3');
}

function reading(start: chrono.ParsedComponents, today: DateTime, leaning: Leaning): DateReading {
  const date = dateOf(start, today, leaning);
  if (!date?.isValid) return 'impossible';
  if (!start.isCertain('hour')) return { when: date.toISODate()! };
  const at = date.set({ hour: start.get('hour') ?? 0, minute: start.get('minute') ?? 0 });
  return { when: at.toUTC().toISO({ suppressMilliseconds: false })! };
}

function dateOf(start: chrono.ParsedComponents, today: DateTime, leaning: Leaning): DateTime | undefined {
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => start.get(part) ?? 0) as [
    number,
    number,
    number,
  ];
  const on = (inYear: number) => DateTime.fromObject({ year: inYear, month, day }, { zone: today.zone });
  const behind = (date: DateTime) => date.startOf('day') < today.startOf('day');
  const ahead = (date: DateTime) => date.startOf('day') > today.startOf('day');
  if (start.isCertain('month') && start.isCertain('day') && !start.isCertain('year')) {
    const step = leaning === 'past' ? -1 : 1;
    const nearby = Array.from({ length: LEAP_GAP }, (_, years) => on(today.year + step * years));
    return nearby.find((date) => date.isValid && !(leaning === 'past' ? ahead(date) : behind(date)));
  }
  const date = on(year);
  if (!start.isCertain('day') && start.isCertain('weekday')) {
    if (leaning === 'past' && ahead(date)) return date.minus({ weeks: 1 });
    if (leaning === 'future' && behind(date)) return date.plus({ weeks: 1 });
  }
  return date;
}

/** A day and a time of a form as one: an instant, or the day alone. Undefined for a day or time that is none. */
export function formDate(day: Day, time: string | undefined, timeZone: string): When | undefined {
  if (!time?.trim()) return day;
  const at = DateTime.fromISO(`${day}T${time.trim()}`, { zone: timeZone });
  return at.isValid ? at.toUTC().toISO({ suppressMilliseconds: false })! : undefined;
}

/** The day and time that a form shows for it. */
export function formInputs(when: When, timeZone: string): { day: Day; time?: string } {
  if (when.length === 10) return { day: when };
  const at = DateTime.fromISO(when, { zone: timeZone });
  return { day: at.toISODate()!, time: at.toFormat('HH:mm') };
}
