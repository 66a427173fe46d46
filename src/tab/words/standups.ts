import type { BlockerView, RoundSummary, RowState, StandupView } from '../../web/api-types.ts';
import { timeWords } from './dates.ts';
import { count } from './counts.ts';
import { capitalised, listed } from './text.ts';

type Schedule = NonNullable<StandupView['schedule']>;
type Reporting = StandupView['reporting'];

const WORKING_WEEK: readonly string[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

const OF_MONTH: Partial<Record<Schedule['weeks'], string>> = {
  firstOfMonth: 'first',
  secondOfMonth: 'second',
  thirdOfMonth: 'third',
  fourthOfMonth: 'fourth',
  lastOfMonth: 'last',
};

/** "Weekdays at 9:15am", "Every two weeks on Friday at 11am", "First Monday of the month at 10am" */
export function scheduleWords({ weekdays, weeks, at }: Schedule): string {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const time = timeWords(hour, minute);
  const days = listed(weekdays);
  const ofMonth = OF_MONTH[weeks];
  if (ofMonth !== undefined) return `${capitalised(ofMonth)} ${days} of the month at ${time}`;
  if (weeks === 'second') return `Every two weeks on ${days} at ${time}`;
  const isWorkingWeek = weekdays.length === WORKING_WEEK.length && WORKING_WEEK.every((day) => days.includes(day));
  return `${isWorkingWeek ? 'Weekdays' : `Every ${days}`} at ${time}`;
}

/** "2 hours", "1 hour 30 minutes", "3 days" */
export function minutesWords(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, unit]) => count(number, unit))
    .join(' ');
}

/** What each state of an answer is called, while its round is open and once it is over. */
export const ROW_WORDS: Record<RowState, { open: string; over: string }> = {
  answered: { open: 'Answered', over: 'Answered' },
  awaited: { open: 'Not answered yet', over: 'Did not answer' },
  unreached: { open: 'Could not be reached', over: 'Could not be reached' },
  away: { open: 'Away', over: 'Away' },
  holiday: { open: 'Bank holiday', over: 'Bank holiday' },
};

/** "4 of 6 organisations answered" */
export function answeredWords(
  { answered, expected, closedAt }: Pick<RoundSummary, 'answered' | 'expected' | 'closedAt'>,
  reporting: Reporting,
): string {
  const who = reporting === 'person' ? count(expected, 'person', 'people') : count(expected, 'organisation');
  const have = closedAt === null ? (answered === 1 ? 'has ' : 'have ') : '';
  return `${answered} of ${who} ${have}answered`;
}

/** What the list of rounds says of itself, aloud too. */
export function roundsWords(total: number, shown: number, narrowed: boolean): string {
  if (total === 0) return narrowed ? 'No rounds match' : 'No rounds yet';
  const all = narrowed ? `${count(total, 'round')} ${total === 1 ? 'matches' : 'match'}` : count(total, 'round');
  return shown < total ? `${all}, the newest ${shown} shown` : `${all}, newest first`;
}

/** "Open for 3 rounds" */
export function openWords({ rounds, closed }: Pick<BlockerView, 'rounds' | 'closed'>): string {
  if (rounds < 1) return closed ? 'Closed before its round' : 'For the next round';
  return `${closed ? 'Was open' : 'Open'} for ${count(rounds, 'round')}`;
}

/** "Northmoor Hospitals alone", "Northmoor Hospitals and Eastvale Council alone" */
export function readersWords(readers: readonly string[], nameOf: (organisation: string) => string): string {
  return `${listed(readers.map(nameOf))} alone`;
}

export function timesWords(number: number): string {
  return number === 1 ? 'once' : number === 2 ? 'twice' : `${number} times`;
}
