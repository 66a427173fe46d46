import { createRequire } from 'node:module';
import { Cron } from 'croner';
import { LRUCache } from 'lru-cache';
import { IANAZone } from 'luxon';
import { dayOf, parseDay, type Calendar } from '../domain/calendar.ts';
import { Refused } from '../domain/refused.ts';
import type Holidays from 'date-holidays';
import type { Nation } from '../domain/organisation.ts';
import type { Day, Instant } from '../domain/values.ts';

const OPENING = '09:00';
const CLOSING = '17:00';
/** Half an hour before closing: what falls due out of hours falls due here, while people can still act. */
const LAST_CALL = '16:30';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How many years of one nation's holidays are kept in memory; anybody may name a year far away. */
const YEARS_KEPT = 100;

/** Nations by the names that the library has for them. */
const STATES: Record<Nation, string> = { England: 'ENG', Wales: 'WLS', Scotland: 'SCT', 'Northern Ireland': 'NIR' };

/**
 * Where the library differs from https://www.gov.uk/bank-holidays: true for a day that it lacks, false for one that it
 * has and should not. Its release 3.37.0 agrees with GOV.UK for 2019 to 2028 but for these.
 */
const CORRECTIONS: Record<Nation, Record<Day, boolean>> = {
  England: {},
  Wales: {},
  Scotland: {
    // Proclaimed on 3 February 2026 for the football World Cup: https://www.gov.scot/news/world-cup-bank-holiday-confirmed/
    '2026-06-15': true,
  },
  'Northern Ireland': {},
};

/** Working hours and bank holidays of the nations of the United Kingdom, as GOV.UK lists them. Equal arguments give equal answers, whatever the time and the machine's zone. */
export function workingHours(): Calendar {
  const holidays = new LRUCache<string, Set<Day>>({ max: YEARS_KEPT });

  function isHoliday(day: Day, nation: Nation): boolean {
    return CORRECTIONS[nation][day] ?? holidaysOf(nation, day.slice(0, 4)).has(day);
  }

  function holidaysOf(nation: Nation, year: string): Set<Day> {
    const key = `${nation} ${year}`;
    let days = holidays.get(key);
    if (!days) holidays.set(key, (days = publicHolidays(nation, year)));
    return days;
  }

  function isWorkingDay(day: Day, nation: Nation): boolean {
    return !isWeekend(day) && !isHoliday(day, nation);
  }

  /** The nearest working day after a day, or before it. @throws Refused `date.impossible` beyond the year 9999 */
  function workingDay(step: 1 | -1, from: Day, nation: Nation): Day {
    let day = from;
    do day = parseDay(new Date(Date.parse(day) + step * DAY_MS).toISOString().slice(0, 10));
    while (!isWorkingDay(day, nation));
    return day;
  }

  return {
    isHoliday,
    at: moment,

    next(pattern, after, timeZone) {
      const found = new Cron(pattern, { timezone: timeZone }).nextRun(new Date(after));
      if (!found) throw new Refused({ code: 'date.impossible', text: pattern });
      return found.toISOString();
    },

    workingAfter(at, nation, timeZone) {
      const day = dayOf(at, timeZone);
      if (isWorkingDay(day, nation)) {
        const opening = moment(day, OPENING, timeZone);
        if (at < opening) return opening;
        if (at < moment(day, CLOSING, timeZone)) return at;
      }
      return moment(workingDay(1, day, nation), OPENING, timeZone);
    },

    workingBefore(at, nation, timeZone) {
      const day = dayOf(at, timeZone);
      if (isWorkingDay(day, nation) && at >= moment(day, OPENING, timeZone))
        return at < moment(day, CLOSING, timeZone) ? at : moment(day, LAST_CALL, timeZone);
      return moment(workingDay(-1, day, nation), LAST_CALL, timeZone);
    },
  };
}

/** A local time as an instant: of two the first, and where the clocks skip it, the moment to which they jump. */
function moment(day: Day, time: string, timeZone: string): Instant {
  const zone = IANAZone.create(timeZone);
  const offsetAt = (at: number) => zone.offset(at) * MINUTE_MS;
  const local = Date.parse(`${day}T${time}Z`);
  const before = offsetAt(local - DAY_MS);
  const after = offsetAt(local + DAY_MS);
  for (const offset of [before, after])
    if (offsetAt(local - offset) === offset) return new Date(local - offset).toISOString();
  let jump = local - after;
  while (offsetAt(jump) < after) jump += MINUTE_MS;
  return new Date(jump).toISOString();
}

function isWeekend(day: Day): boolean {
  return [0, 6].includes(new Date(day).getUTCDay());
}

function publicHolidays(nation: Nation, year: string): Set<Day> {
  const calendar = new (library())('GB', STATES[nation], { types: ['public'] });
  const days = calendar.getHolidays(year).map(({ date }) => date.slice(0, 10));
  return new Set(days.filter((day) => !isWeekend(day)));
}

/** The library, loaded when a holiday is first asked for: that takes 70 ms and 30 MB, which a start should not wait for. */
function library(): typeof Holidays {
  return createRequire(import.meta.url)('date-holidays');
}
