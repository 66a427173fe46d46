import { DateTime } from 'luxon';
import type { Day, Instant } from '../domain/values.ts';

const ZONE = 'Europe/London';

/** The days before and after now as the demo counts them: working days, Monday to Friday, in the demo's time zone. */
export type Days = {
  /** A time such as `14:05` so many working days ago. */
  ago(workingDays: number, time: string): Instant;
  /** The working day so many weeks from now, or the next one. */
  inWeeks(weeks: number): Day;
};

export function daysAround(now: Instant): Days {
  const today = DateTime.fromISO(now, { zone: ZONE });
  return {
    ago(workingDays, time) {
      let day = today;
      for (let left = workingDays; left > 0;) {
        day = day.minus({ days: 1 });
        if (!day.isWeekend) left--;
      }
      const [hour, minute] = time.split(':').map(Number);
      return day.set({ hour, minute, second: 0, millisecond: 0 }).toUTC().toJSDate().toISOString();
    },
    inWeeks(weeks) {
      let day = today.plus({ weeks });
      while (day.isWeekend) day = day.plus({ days: 1 });
      return day.toFormat('yyyy-MM-dd');
    },
  };
}
