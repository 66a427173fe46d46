import { listed } from './inputs.ts';
import { readSchedule } from './scheduleReading.ts';
import type { AskTimes } from '../domain/source.ts';
import type { Day } from '../domain/values.ts';

/**
 * Reads when somebody is asked for figures: "weekdays at 8am, midday and 4pm", "daily at 12", "Monday at 9:15". Undefined
 * unless all of it is understood.
 */
export function readAskTimes(words: string, today: Day): AskTimes | undefined {
  const [first, ...others] = listed(words.trim().replace(/^(.*?)\bat\b/i, (all) => all.replace(/,/g, ' and ')));
  const schedule = first === undefined ? undefined : readSchedule(first, today);
  if (!schedule || schedule.weeks !== 'each') return undefined;
  const times = others.map((other) => readSchedule(`daily at ${other.replace(/^at\s+/i, '')}`, today)?.at);
  if (!times.every((time) => time !== undefined)) return undefined;
  return { weekdays: schedule.weekdays, times: [schedule.at, ...times] };
}
