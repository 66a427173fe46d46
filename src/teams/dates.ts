import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import { Refused } from '../domain/refused.ts';
import type { Day, Instant, When } from '../domain/values.ts';

/** Which way an open date leans: what was decided lies behind, what is to be reviewed lies ahead. */
export type Leaning = 'past' | 'future';

/** `impossible`: it has the form of a date and is none, such as 31 February. */
export type DateReading = { when: When } | 'impossible' | 'none';

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const TIME = String.raw`(?:,? (?:at )?(?:\d{1,2}(?:[:.]\d{2})? ?(?:am|pm)?|midday|noon|midnight))?`;
const DATE_SHAPED = new RegExp(
  String.raw`^(?:the )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${MONTHS})(?:,? \d{4})?|(?:${MONTHS}) \d{1,2}(?:,? \d{4})?|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2})${TIME}$`,
  'i',
);
const MONTH_ALONE = new RegExp(String.raw`^(?:${MONTHS})(?: \d{4})?$`, 'i');
const NUMERIC = /^\d{1,2}[/.-](\d{1,2})\b/;
const LEAP_DAY = /^((?:the )?29(?:th)?(?: of)? feb(?:ruary)?\b|feb(?:ruary)? 29(?:th)?\b)(?!,? \d{4})/i;

/** The words that a date can begin with; anything else need not be tried, which is slow. */
const BEGINS = new RegExp(
  String.raw`^(?:the )?(?:\d|${MONTHS}|(?:mon|tue|wed|thu|fri|sat|sun)|today|tonight|tomorrow|yesterday|now|noon|midday|midnight|this|last|next|in|an?|one|two|three|half)`,
  'i',
);

/** No date takes more characters than this, so that a long text costs nothing. */
const LONGEST = 60;

/**
 * Reads a date, and a time if one is given, in British order and in a programme's time zone. All of the text must read
 * as one, or it is none. A date without a year is the nearest on the side that it leans to.
 */
export function readDate(text: string, now: Instant, timeZone: string, leaning: Leaning): DateReading {
  const said = text.trim();
  if (said.length > LONGEST || !BEGINS.test(said) || MONTH_ALONE.test(said)) return 'none';
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return DateTime.fromISO(said).isValid ? { when: said } : 'impossible';
  const shaped = DATE_SHAPED.test(said) ? 'impossible' : 'none';
  if (Number(NUMERIC.exec(said)?.[1]) > 12) return shaped;
  const today = DateTime.fromISO(now, { zone: timeZone });
  const spelt = spellOut(said, today, leaning);
  const results = chrono.en.GB.parse(
    spelt,
    { instant: today.toJSDate(), timezone: today.offset },
    { forwardDate: leaning === 'future' && !isPast(said) },
  );
  const [first] = results;
  const whole = first && results.length === 1 && !first.end && covers(first, spelt);
  return whole ? reading(first.start, today, isPast(said) ? 'past' : leaning) : shaped;
}

/** A date at the end of a command; without `when` it is impossible, and to be asked about. */
export type DateOption = { text: string; when?: When };

/** Reads the words of an option as a date. Undefined where they are none. */
export function dateOption(text: string, now: Instant, timeZone: string, leaning: Leaning): DateOption | undefined {
  const reading = readDate(text, now, timeZone, leaning);
  if (reading === 'none') return undefined;
  return reading === 'impossible' ? { text } : { text, when: reading.when };
}

/** The date that an option gives, if there is one. @throws Refused `date.impossible` */
export function whenSaid(option: DateOption | undefined): When | undefined {
  if (option && option.when === undefined) throw new Refused({ code: 'date.impossible', text: option.text });
  return option?.when;
}

function isPast(said: string): boolean {
  return /^last\b/i.test(said);
}

function covers({ index, text }: chrono.ParsedResult, said: string): boolean {
  const rest = said.slice(0, index) + said.slice(index + text.length);
  return /^(?:\s|,|\bthe\b|\bat\b)*$/i.test(rest);
}

/** British ways of writing that chrono does not read: "midday", "5.30pm", "3.3.26", and 29 February without its year. */
function spellOut(said: string, today: DateTime, leaning: Leaning): string {
  return said
    .replace(/\bmidday\b/gi, '12pm')
    .replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b/, '$1/$2/$3')
    .replace(/(\d)\.(\d\d)\s*(am|pm)\b/gi, '$1:$2$3')
    .replace(LEAP_DAY, (date) => `${date} ${leapYear(today, leaning)}`);
}

/** The nearest year that has a 29 February on the side that a date leans to. */
function leapYear(today: DateTime, leaning: Leaning): number {
  const step = leaning === 'past' ? -1 : 1;
  for (let year = today.year; ; year += step) {
    const leapDay = DateTime.fromObject({ year, month: 2, day: 29 }, { zone: today.zone });
    const beyond = leaning === 'past' ? leapDay > today : leapDay < today.startOf('day');
    if (leapDay.isValid && !beyond) return year;
  }
}

function reading(start: chrono.ParsedComponents, today: DateTime, leaning: Leaning): DateReading {
  if (start.isCertain('timezoneOffset')) return { when: start.date().toISOString() };
  const date = dateOf(start, today, leaning);
  if (!date.isValid) return 'impossible';
  if (start.isCertain('weekday') && start.isCertain('day') && date.weekday % 7 !== start.get('weekday'))
    return 'impossible';
  if (!start.isCertain('hour')) return { when: date.toISODate()! };
  const hour = start.get('hour') ?? 0;
  const at = date.set({ hour, minute: start.get('minute') ?? 0 });
  // An hour that the clocks skip moves on by itself; better to ask.
  return at.hour === hour ? { when: at.toUTC().toISO({ suppressMilliseconds: false })! } : 'impossible';
}

function dateOf(start: chrono.ParsedComponents, today: DateTime, leaning: Leaning): DateTime {
  const [year, month, day] = [start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0];
  const date = DateTime.fromObject({ year, month, day }, { zone: today.zone });
  const behind = date.startOf('day') < today.startOf('day');
  const ahead = date.startOf('day') > today.startOf('day');
  if (start.isCertain('month') && start.isCertain('day') && !start.isCertain('year')) {
    const inYear = date.set({ year: today.year });
    if (leaning === 'past') return inYear > today.endOf('day') ? inYear.minus({ years: 1 }) : inYear;
    return inYear < today.startOf('day') ? inYear.plus({ years: 1 }) : inYear;
  }
  if (!start.isCertain('day') && start.isCertain('weekday')) {
    if (leaning === 'past' && ahead) return date.minus({ weeks: 1 });
    if (leaning === 'future' && behind) return date.plus({ weeks: 1 });
  }
  return date;
}

/** A day and a time of a form as one: an instant, or the day alone. Undefined for a day or time that is none. */
export function formDate(day: Day, time: string | undefined, timeZone: string): When | undefined {
  if (!time?.trim()) return day;
  const at = DateTime.fromISO(`${day}T${time.trim()}`, { zone: timeZone });
  const isThatTime = at.isValid && at.toFormat('HH:mm') === time.trim().slice(0, 5);
  return isThatTime ? at.toUTC().toISO({ suppressMilliseconds: false })! : undefined;
}

/** The day and time that a form shows for it. */
export function formInputs(when: When, timeZone: string): { day: Day; time?: string } {
  if (when.length === 10) return { day: when };
  const at = DateTime.fromISO(when, { zone: timeZone });
  return { day: at.toISODate()!, time: at.toFormat('HH:mm') };
}
