import { WEEKDAYS, type Schedule, type Weekday, type Weeks } from '../domain/schedule.ts';
import type { Day } from '../domain/values.ts';

/**
 * Reads when something happens again and again: "weekdays at 9:15", "every two weeks on Friday at 11am", "first Monday
 * of the month at 10am". The time may stand before, between or after the other words. Undefined unless all of it is
 * understood and can mean one thing only: "every Tuesday at 2" may be night or afternoon, and "Monday at 10" may be
 * meant for once.
 */
export function readSchedule(words: string, today: Day): Schedule | undefined {
  const said = tidied(words);
  const times = said.length > LONGEST ? [] : [...said.matchAll(NUMBER)].filter(isTime);
  const [time] = times;
  if (time === undefined || times.length > 1) return undefined;
  const at = clockTime(time);
  const found = [said.slice(0, time.index), said.slice(time.index + time[0].length)].reduce(takeAll, {});
  const days = found && daysOf(found);
  return at && days ? { ...days, at, from: today } : undefined;
}

/**
 * Whether words begin as a schedule does, though it may be one that cannot be read: who wrote them is asked, rather than
 * taken to have said something else. A day alone is not, since it may be the day of a round.
 */
export function looksLikeSchedule(words: string): boolean {
  const said = tidied(words);
  if (said.length > LONGEST || /[;\n]/.test(words.trim())) return false;
  return BEGINNINGS.some((beginning) => beginning.test(said));
}

/** No schedule takes more characters than this, so that a long text costs nothing. */
const LONGEST = 100;

function tidied(words: string): string {
  return words.trim().toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '');
}

const NUMBER =
  /(?<![\d:.\p{L}])(?<at>at )?(?:(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?(?: ?(?<half>[ap])\.?m\.?)?|(?<midday>midday|noon))(?![\d:\p{L}]|\.\d)/gu;

/** Any other number is something else, as in "every 2 weeks". */
function isTime({ groups: { at, minute, half, midday } = {} }: RegExpMatchArray): boolean {
  return [at, minute, half, midday].some((part) => part !== undefined);
}

/** As `09:15`; undefined for none, and for one of the early hours that does not say whether it is morning. */
function clockTime({ groups = {} }: RegExpMatchArray): string | undefined {
  const { hour: digits = '12', minute = '00', half } = groups;
  const hour = Number(digits);
  if (Number(minute) > 59) return undefined;
  if (half !== undefined)
    return hour < 1 || hour > 12 ? undefined : clock((hour % 12) + (half === 'p' ? 12 : 0), minute);
  return hour > 23 || (digits.length === 1 && hour < EARLIEST_HOUR) ? undefined : clock(hour, minute);
}

/** From here on, an hour without "am" or "pm" is meant as it is written. */
const EARLIEST_HOUR = 7;

function clock(hour: number, minute: string): string {
  return `${String(hour).padStart(2, '0')}:${minute}`;
}

type Place = 'first' | 'second' | 'third' | 'fourth' | 'last' | 'other';

/** What the words have said so far, each at most once. */
type Found = {
  weekdays?: Weekday[];
  /** All seven days, or the five of work: nothing else can be said about them. */
  isWhole?: true;
  /** Said with "every", with a plural, or of several days. */
  isAgain?: true;
  isEvery?: true;
  place?: Place;
  rhythm?: 'week' | 'fortnight' | 'month';
};

const DAY =
  '(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)';
const DAYS = `${DAY}(?:(?: ?[-–] ?| to | through )${DAY})?`;
const LIST = `${DAYS}(?:(?:,? and |, ?| & | ?/ ?)(?:(?:on |every |each )*)${DAYS})*`;
const ON = '(?:on )?(?:a |the )?';
const PLACES = 'first|1st|second|2nd|third|3rd|fourth|4th|last|other|alternate';

/** What can be said about the days, the first that fits. */
const PHRASES: readonly { words: RegExp; means: (match: RegExpExecArray) => Found | undefined }[] = [
  phrase('(?:on )?(?:every |each )?(?:weekday|working day)s?', () => whole(WEEKDAYS.slice(0, 5))),
  phrase('daily|every ?day|each day', () => whole([...WEEKDAYS])),
  phrase('weekly|once a week|(?:every|each) week', () => ({ rhythm: 'week' })),
  phrase('fortnightly|(?:every|each) fortnight|every (?:two|2) weeks|every (?:other|second|2nd) week', () => ({
    rhythm: 'fortnight',
  })),
  phrase('monthly|once a month|(?:every|each) month|(?:of|in) (?:the|a|every|each) month', () => ({
    rhythm: 'month',
  })),
  phrase(`${ON}(?<every>every |each )?(?<place>${PLACES}) (?<days>${DAY})`, placed),
  phrase(`${ON}(?<every>every |each )?(?<days>${LIST})`, listed),
];

function phrase(words: string, means: (match: RegExpExecArray) => Found | undefined) {
  return { words: new RegExp(`^(?:${words})(?=$|[ ,])`), means };
}

/** Takes one phrase after the other off the words; undefined where one is not understood, or said twice. */
function takeAll(found: Found | undefined, words: string): Found | undefined {
  const rest = words.replace(/^[ ,]+|[ ,]+$/g, '');
  if (found === undefined || rest === '') return found;
  for (const { words: pattern, means } of PHRASES) {
    const match = pattern.exec(rest);
    if (match) return takeAll(together(found, means(match)), rest.slice(match[0].length));
  }
  return undefined;
}

function together(before: Found, more: Found | undefined): Found | undefined {
  const isTwice = more && Object.keys(more).some((key) => Object.hasOwn(before, key));
  return more === undefined || isTwice ? undefined : { ...before, ...more };
}

function whole(weekdays: Weekday[]): Found {
  return { weekdays, isWhole: true };
}

function placed({ groups = {} }: RegExpExecArray): Found | undefined {
  const weekdays = weekdaysOf(groups.days ?? '');
  const place = PLACE[groups.place ?? ''];
  if (weekdays === undefined || place === undefined) return undefined;
  // "The other Friday" was last week.
  if (groups.place === 'other' && !groups.every) return undefined;
  return { weekdays, place, ...(groups.every ? { isEvery: true } : {}) };
}

const PLACE: Record<string, Place> = {
  first: 'first',
  '1st': 'first',
  second: 'second',
  '2nd': 'second',
  third: 'third',
  '3rd': 'third',
  fourth: 'fourth',
  '4th': 'fourth',
  last: 'last',
  other: 'other',
  alternate: 'other',
};

function listed({ groups = {} }: RegExpExecArray): Found | undefined {
  const days = groups.days ?? '';
  const weekdays = weekdaysOf(days);
  if (weekdays === undefined) return undefined;
  const isAgain = Boolean(groups.every) || weekdays.length > 1 || /days\b/.test(days);
  return { weekdays, ...(isAgain ? { isAgain } : {}), ...(groups.every ? { isEvery: true } : {}) };
}

/** The weekdays of a list, Monday first; undefined where it runs from a day to the same. */
function weekdaysOf(list: string): Weekday[] | undefined {
  const named = new Set<number>();
  for (const [, first, last] of list.matchAll(DAY_OR_RANGE)) {
    const [from, to] = [placeOf(first), placeOf(last ?? first)];
    if (last !== undefined && from === to) return undefined;
    for (let day = from; day !== to; day = (day + 1) % WEEKDAYS.length) named.add(day);
    named.add(to);
  }
  return WEEKDAYS.filter((_, day) => named.has(day));
}

const DAY_OR_RANGE = new RegExp(`(${DAY})(?:(?: ?[-–] ?| to | through )(${DAY}))?`, 'g');

function placeOf(day = ''): number {
  return WEEKDAYS.findIndex((weekday) => weekday.toLowerCase().startsWith(day.slice(0, 3)));
}

/** Which days of which weeks; undefined where the parts do not make one sense together. */
function daysOf({
  weekdays,
  isWhole,
  isAgain,
  isEvery,
  place,
  rhythm,
}: Found): Pick<Schedule, 'weekdays' | 'weeks'> | undefined {
  if (weekdays === undefined) return undefined;
  const weeks = isWhole ? (rhythm ? undefined : 'each') : place ? placedWeeks() : unplacedWeeks();
  return weeks && { weekdays, weeks };

  function placedWeeks(): Weeks | undefined {
    if (rhythm === 'month') return place === 'other' ? undefined : `${place!}OfMonth`;
    const isEachOther = place === 'other' || (place === 'second' && isEvery);
    return isEachOther && rhythm === undefined ? 'second' : undefined;
  }

  function unplacedWeeks(): Weeks | undefined {
    if (rhythm === 'week') return 'each';
    if (rhythm === 'fortnight') return isEvery ? undefined : 'second';
    return isAgain && rhythm === undefined ? 'each' : undefined;
  }
}

const A_TIME = String.raw`(?:at )?(?:\d{1,2}(?:[:.]\d{2})?(?: ?[ap]\.?m)?|midday|noon)`;
const AFTER = String.raw`(?=$|,| (?:at|on|from|every|each|except|until|and|to|between|before|in|\d|midday|noon|weekdays|${DAY}\b))`;

const BEGINNINGS = [
  String.raw`(?:on )?(?:every|each) ?(?:${DAY}|day|weekday|working day|week|fortnight|month|weekend|morning|afternoon|hour)\b`,
  String.raw`every (?:\d+|two|three|four|other|few|${PLACES}) (?:${DAY}|(?:working )?days?|weekdays?|weeks?|months?|hours?)\b`,
  `(?:on )?(?:weekdays?|working days|weekends?|daily|weekly|fortnightly|bi-?weekly|monthly|hourly)${AFTER}`,
  String.raw`(?:once|twice|three times) (?:a|each|every) (?:day|week|fortnight|month)\b`,
  String.raw`(?:on )?(?:the )?(?:${PLACES}|fifth|5th) (?:${DAY}(?: at \d| of | and | in (?:the|each|every) | every | each | monthly)|(?:week|working )?day of (?:the|each|every) month)`,
  `alternate ${DAY}${AFTER}`,
  String.raw`(?:on )?(?:a )?${LIST} (?:at \d|at noon|at midday|\d{1,2}(?:[:.]\d{2}| ?[ap]\.?m)|every |each |weekly|fortnightly|monthly)`,
  `(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days${AFTER}`,
  String.raw`${A_TIME},? (?:on )?(?:every|each|daily|weekly|weekdays|fortnightly|working days|(?:a |the )?(?:(?:${PLACES}) )?${DAY})\b`,
].map((beginning) => new RegExp(`^(?:${beginning})`));
