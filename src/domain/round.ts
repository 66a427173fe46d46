import { Map } from 'immutable';
import { dayOf, shifted } from './calendar.ts';
import { Refused } from './refused.ts';
import { expectedOn, type Expected } from './expected.ts';
import { tableOrder } from './roundTable.ts';
import { awayUntil } from './speaking.ts';
import {
  openRound,
  standupOf,
  withRound,
  withStandup,
  type Question,
  type Reporting,
  type Standup,
} from './standup.ts';
import type { Answer, AnswerKey } from './answer.ts';
import type { Actor, Circumstances, Entry } from './entry.ts';
import type { Calendar } from './calendar.ts';
import type { Programme } from './programme.ts';
import type { Unreached } from './reminder.ts';
import type { RoundReminder } from './roundReminder.ts';
import type { Day, Instant, OrganisationId, PersonId } from './values.ts';

export const SKIP_REASONS = ['asked', 'holiday', 'missed', 'nobody'] as const;
/**
 * Why no round opened: a coordinator had said so, everybody is on a bank holiday, the service was not running until it
 * was too late, or nobody is asked.
 */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** `times`: how many in a row, of which this is the last. */
export type Skipped = { due: Instant; reason: SkipReason; times: number };

/** One occurrence of a stand-up. */
export type Round = {
  number: number;
  opened: { at: Instant; by: Actor; index: number };
  /** When it was to open; null when somebody started it. */
  due: Instant | null;
  missed: number;
  closes: Instant;
  /** As they were when it opened: a change of the stand-up counts from the next one on. */
  reporting: Reporting;
  questions: Question[];
  expected: Expected[];
  /** Organisations that are not expected, since their nation has a bank holiday. */
  onHoliday: OrganisationId[];
  answers: Map<AnswerKey, Answer>;
  reminders: RoundReminder[];
  unreached: Unreached[];
  /** Whose turn it is, when it goes round the table; null when all have had theirs. */
  table?: { now: OrganisationId | null; had: OrganisationId[] };
  /** `due`, `next`: as in the entry. `away`: who of those who were awaited was away when it closed. */
  closed: { at: Instant; by: Actor; index: number; due: Instant | null; next: Instant | null; away: Away[] } | null;
  history: number[];
};

/** Somebody who is away, and the day on which they are back. */
export type Away = { person: PersonId; until: Day };

export type StartRound = { type: 'StartRound'; standup: number; table?: boolean; why?: string };
/** `round`: the one that is meant; otherwise the open one. */
export type CloseRound = { type: 'CloseRound'; standup: number; round?: number; why?: string };
export type RoundEvent =
  | {
      type: 'round.opened';
      standup: number;
      round: number;
      due?: Instant;
      closes: Instant;
      expected: Expected[];
      onHoliday: OrganisationId[];
      /** Whose turn it is first, when it goes round the table. */
      table?: OrganisationId;
      /** How many before it were due while the service was not running. */
      missed?: number;
    }
  | { type: 'round.skipped'; standup: number; due: Instant; reason: SkipReason; times: number }
  | { type: 'round.turnPassed'; standup: number; round: number; from: OrganisationId; to?: OrganisationId }
  | {
      type: 'round.closed';
      standup: number;
      round: number;
      /** When its time was over, if it was. */
      due?: Instant;
      /** When the next one was to open, if it took the place of this. */
      next?: Instant;
      awaited: AnswerKey[];
      away: Away[];
    };

/** Whose answers are not there yet, in the order in which they are asked. */
export function awaitedIn({ expected, answers }: Round): Expected[] {
  return expected.filter(({ key }) => !answers.has(key));
}

/** @throws Refused `standup.unknown`, `standup.over`, `round.open`, `round.nobody` */
export function startRound(state: Programme, command: StartRound, { now, calendar }: Circumstances): RoundEvent[] {
  const standup = standupOf(state, command.standup);
  if (standup.state === 'ended') throw new Refused({ code: 'standup.over', standup: standup.number });
  if (standup.open !== null) throw new Refused({ code: 'round.open', standup: standup.number, round: standup.open });
  const opened = roundOpened(state, standup, { now, calendar, due: undefined });
  if (opened.expected.length === 0) throw new Refused({ code: 'round.nobody', standup: standup.number });
  const first = command.table ? tableOrder(standup, opened)[0] : undefined;
  return [first === undefined ? opened : { ...opened, table: first }];
}

type Opening = { now: Instant; calendar: Calendar; due: Instant | undefined };

export function roundOpened(state: Programme, standup: Standup, { now, calendar, due }: Opening) {
  return {
    type: 'round.opened' as const,
    standup: standup.number,
    round: standup.rounds.size + 1,
    ...(due === undefined ? {} : { due }),
    closes: shifted(now, standup.openFor * 60_000),
    ...expectedOn(state, standup, { day: dayOf(due ?? now, standup.timeZone), calendar }),
  };
}

/** @throws Refused `standup.unknown`, `round.none` */
export function closeRound(state: Programme, command: CloseRound, { now }: Circumstances): RoundEvent[] {
  const standup = standupOf(state, command.standup);
  const round = openRound(standup);
  if (!round) throw new Refused({ code: 'round.none', standup: standup.number, next: null });
  if ((command.round ?? round.number) !== round.number)
    throw new Refused({ code: 'round.over', standup: standup.number, round: round.number });
  return [roundClosed(state, { standup: standup.number, round, now })];
}

type Closing = { standup: number; round: Round; now: Instant; due?: Instant; next?: Instant };

export function roundClosed(state: Programme, { standup, round, now, due, next }: Closing): RoundEvent {
  const awaited = awaitedIn(round);
  const people = new Set(awaited.flatMap((expected) => [...expected.people, ...expected.deputies]));
  return {
    type: 'round.closed',
    standup,
    round: round.number,
    ...(due === undefined ? {} : { due }),
    ...(next === undefined ? {} : { next }),
    awaited: awaited.map(({ key }) => key),
    away: [...people].flatMap((person) => {
      const until = awayUntil(state, person, now);
      return until === null ? [] : [{ person, until }];
    }),
  };
}

export function evolveRound(state: Programme, { index, at, by, event }: Entry<RoundEvent>): Programme {
  const standup = state.standups.get(event.standup);
  if (!standup) return state;
  if (event.type === 'round.skipped')
    return withStandup(state, {
      ...standup,
      handled: event.due,
      skipped: standup.skipped.set(event.due, { due: event.due, reason: event.reason, times: event.times }),
      history: [...standup.history, index],
    });
  if (event.type === 'round.opened') {
    const { due = null, missed = 0, closes, expected, onHoliday, table } = event;
    const round: Round = {
      number: event.round,
      opened: { at, by, index },
      due,
      missed,
      closes,
      reporting: standup.reporting,
      questions: standup.questions,
      expected,
      onHoliday,
      answers: standup.early,
      reminders: [],
      unreached: [],
      ...(table === undefined ? {} : { table: { now: table, had: [] } }),
      closed: null,
      history: [...standup.earlyHistory, index],
    };
    const none = { early: Map<AnswerKey, Answer>(), earlyHistory: [] };
    const after = { ...standup, ...none, open: round.number, handled: due ?? standup.handled };
    return withRound(state, after, round);
  }
  const round = standup.rounds.get(event.round);
  if (!round) return state;
  const history = [...round.history, index];
  if (event.type === 'round.turnPassed')
    return withRound(state, standup, {
      ...round,
      table: { now: event.to ?? null, had: [...(round.table?.had ?? []), event.from] },
      history,
    });
  const closed = { at, by, index, due: event.due ?? null, next: event.next ?? null, away: event.away };
  return withRound(state, { ...standup, open: null }, { ...round, closed, history });
}
