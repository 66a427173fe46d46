import type { Map } from 'immutable';
import { nextTime, type Schedule } from './schedule.ts';
import { Refused } from './refused.ts';
import type { Actor } from './entry.ts';
import type { Calendar } from './calendar.ts';
import type { Programme } from './programme.ts';
import type { Round, Skipped } from './round.ts';
import type { Answer, AnswerKey } from './answer.ts';
import type { Day, Instant, OrganisationId, PersonId, Words } from './values.ts';

/**
 * What a question asks for. Three have a meaning of their own: what has moved since last time, what is next (which
 * comes back to be ticked off), and what is in the way (each line of which is a blocker).
 */
export const QUESTION_KINDS = [
  'moved',
  'plan',
  'blockers',
  'text',
  'choice',
  'number',
  'level',
  'mood',
  'yesNo',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** `unit`: of a number. `choices`: of a choice. `id` stays the same when the words change. */
export type Question = {
  id: string;
  ask: string;
  kind: QuestionKind;
  required: boolean;
  unit?: string;
  choices?: string[];
};

/** What a stand-up is called that is given no name. */
export const DEFAULT_NAME = 'Stand-up';

export const DEFAULT_QUESTIONS: readonly Question[] = [
  { id: 'moved', ask: 'What has moved since last time?', kind: 'moved', required: false },
  { id: 'plan', ask: 'What is next?', kind: 'plan', required: false },
  { id: 'blockers', ask: 'What is in the way?', kind: 'blockers', required: false },
];

export const REPORTING = ['organisation', 'person'] as const;
/** Whether each organisation answers once, or each person. */
export type Reporting = (typeof REPORTING)[number];

/**
 * Who is asked: an organisation, in the person who is accountable for its answer and one who stands in. Where nobody is
 * named it is those who speak for it at the time.
 */
export type AskedToReport = { organisation: OrganisationId; accountable?: PersonId; deputy?: PersonId };

export const SUMMARY_PLACES = ['thread', 'conversation'] as const;
export type SummaryPlace = (typeof SUMMARY_PLACES)[number];

/** How a stand-up runs. */
export type StandupSettings = {
  name: string;
  /** Null: only when somebody starts it. */
  schedule: Schedule | null;
  timeZone: string;
  /** Minutes from opening to closing. */
  openFor: number;
  reporting: Reporting;
  /** Nobody in particular: every organisation that is in the programme when a round opens. */
  asked: AskedToReport[];
  questions: Question[];
  /** Minutes before closing at which those who are awaited are reminded; null for never. */
  remindBefore: number | null;
  /** After how many rounds an open blocker goes to the sponsor. */
  escalateAfter: number;
  summaryIn: SummaryPlace;
};

/** How it runs, without all else that is known of it. */
export function settingsIn({
  name,
  schedule,
  timeZone,
  openFor,
  reporting,
  asked,
  questions,
  remindBefore,
  escalateAfter,
  summaryIn,
}: StandupSettings): StandupSettings {
  return {
    name,
    schedule,
    timeZone,
    openFor,
    reporting,
    asked,
    questions,
    remindBefore,
    escalateAfter,
    summaryIn,
  };
}

export type Standup = StandupSettings & {
  number: number;
  state: 'running' | 'paused' | 'ended';
  setUp: { at: Instant; by: Actor; index: number };
  /** The last scheduled time that has been dealt with, or since when it is scheduled as it is. */
  handled: Instant;
  /** Days on which no round opens, and why; null where no reason stands in the log. */
  skips: Map<Day, Words | null>;
  /** By their numbers, from 1. */
  rounds: Map<number, Round>;
  /** The number of the round that is open. */
  open: number | null;
  /** Answers to the round that has not opened yet. */
  early: Map<AnswerKey, Answer>;
  /** Scheduled times at which no round opened, and why. */
  skipped: Map<Instant, Skipped>;
  /** Indexes of the entries that will be part of that round's history. */
  earlyHistory: number[];
  /** Indexes of its entries that belong to no round. */
  history: number[];
};

/** @throws Refused `standup.unknown` */
export function standupOf(state: Programme, number: number): Standup {
  const standup = state.standups.get(number);
  if (!standup) throw new Refused({ code: 'standup.unknown', number, last: state.standups.size });
  return standup;
}

/** The round with the highest number, open or closed. */
export function lastRound({ rounds }: Standup): Round | undefined {
  return rounds.get(rounds.size);
}

export function openRound({ rounds, open }: Standup): Round | undefined {
  return open === null ? undefined : rounds.get(open);
}

export function withStandup(state: Programme, standup: Standup): Programme {
  return { ...state, standups: state.standups.set(standup.number, standup) };
}

/** The state with one round of a stand-up as it is now. */
export function withRound(state: Programme, standup: Standup, round: Round): Programme {
  return withStandup(state, { ...standup, rounds: standup.rounds.set(round.number, round) });
}

/** An entry becomes part of a round's history, also before it opens. */
export function withHistory(state: Programme, number: number, round: number, index: number): Programme {
  const standup = state.standups.get(number);
  if (!standup) return state;
  const found = standup.rounds.get(round);
  return found
    ? withRound(state, standup, { ...found, history: [...found.history, index] })
    : withStandup(state, { ...standup, earlyHistory: [...standup.earlyHistory, index] });
}

/** What a next time was worked out from. */
type Planned = { after: Instant; timeZone: string; at: Instant };

const planned = new WeakMap<Schedule, Planned>();

/** When the next round is due that has not been dealt with; null when none is scheduled. */
export function nextOpening({ schedule, handled, timeZone, state }: Standup, calendar: Calendar): Instant | null {
  if (schedule === null || state !== 'running') return null;
  let known = planned.get(schedule);
  if (known?.after !== handled || known.timeZone !== timeZone) {
    known = { after: handled, timeZone, at: nextTime(schedule, handled, timeZone, calendar) };
    planned.set(schedule, known);
  }
  return known.at;
}
