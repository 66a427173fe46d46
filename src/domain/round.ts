import { Map } from 'immutable';
import { dayOf, shifted } from './calendar.ts';
import { Refused } from './refused.ts';
import { awayUntil, speakersOf } from './speaking.ts';
import {
  openRound,
  standupOf,
  withRound,
  withStandup,
  type AskedToReport,
  type Question,
  type Reporting,
  type Standup,
} from './standup.ts';
import type { Answer, AnswerKey } from './answer.ts';
import type { Actor, Circumstances, Entry } from './entry.ts';
import type { Organisation } from './organisation.ts';
import type { Calendar } from './calendar.ts';
import type { Member } from './person.ts';
import type { Programme } from './programme.ts';
import type { RoundReminder, RoundUnreached } from './roundReminder.ts';
import type { Day, Instant, OrganisationId, PersonId } from './values.ts';

/** Who is to answer: whose answer it is, who can give it, and who stands in while they are away. */
export type Expected = { key: AnswerKey; organisation: OrganisationId; people: PersonId[]; deputies: PersonId[] };

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
  unreached: RoundUnreached[];
  /** Whose turn it is, when it goes round the table; null when all have had theirs. */
  table?: { now: OrganisationId | null; had: OrganisationId[] };
  /** `away`: who of those who were awaited was away when it closed. */
  closed: { at: Instant; by: Actor; index: number; due: Instant | null; away: Away[] } | null;
  history: number[];
};

/** Somebody who is away, and the day on which they are back. */
export type Away = { person: PersonId; until: Day };

export type StartRound = { type: 'StartRound'; standup: number; table?: boolean; why?: string };
/** `round`: the one that is meant; otherwise the open one. */
export type CloseRound = { type: 'CloseRound'; standup: number; round?: number; why?: string };
/** At the table: whose turn is next. */
export type NextAtTable = { type: 'NextAtTable'; standup: number; round: number; after: OrganisationId };

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
  | { type: 'round.closed'; standup: number; round: number; due?: Instant; awaited: AnswerKey[]; away: Away[] };

/** Who is asked in a round that opens on a day, and which organisations have a bank holiday. */
export function expectedOn(
  state: Programme,
  standup: Standup,
  { day, calendar }: { day: Day; calendar: Calendar },
): { expected: Expected[]; onHoliday: OrganisationId[] } {
  const asked = askedNow(state, standup);
  const isOff = ({ organisation }: AskedToReport) => {
    const { nation } = state.organisations.get(organisation)!;
    return calendar.isHoliday(day, nation) || (state.holidays.get(day)?.includes(nation) ?? false);
  };
  const off = asked.filter(isOff);
  const expected = asked.filter((each) => !off.includes(each));
  return {
    expected:
      standup.reporting === 'person' ? byPerson(state, expected) : expected.map((each) => ofOrganisation(state, each)),
    onHoliday: [...new Set(off.map(({ organisation }) => organisation))],
  };
}

/** Partners that have not left; those that are named, or all. */
function askedNow(state: Programme, { asked }: Standup): AskedToReport[] {
  const isPartner = ({ left }: Organisation) => left === undefined;
  const partners = [...state.organisations.values()].filter(isPartner);
  if (asked.length === 0) return partners.map(({ id }) => ({ organisation: id }));
  return asked.filter(({ organisation }) => partners.some(({ id }) => id === organisation));
}

function ofOrganisation(state: Programme, { organisation, accountable, deputy }: AskedToReport): Expected {
  const { representatives, deputies } = speakersOf(state, organisation);
  const ids = (members: readonly { person: PersonId }[]) => members.map(({ person }) => person);
  const members = [...state.members.values()].filter((member) => member.organisation === organisation);
  // Who has moved to another organisation since they were named does not answer for this one.
  const named = (person: PersonId | undefined) => ids(members).filter((id) => id === person);
  const people = orElse(named(accountable), ids(representatives));
  const standingIn = orElse(named(deputy), ids(deputies)).filter((person) => !people.includes(person));
  return {
    key: organisation,
    organisation,
    people: people.length + standingIn.length > 0 ? people : ids(members.filter(isTakingPart)),
    deputies: standingIn,
  };
}

function orElse<T>(some: T[], others: T[]): T[] {
  return some.length > 0 ? some : others;
}

function isTakingPart({ roles }: Member): boolean {
  return roles.some((role) => role !== 'observer' && role !== 'sponsor');
}

/** Each who is named; of an organisation for which nobody is named, everybody who takes part. */
function byPerson(state: Programme, asked: readonly AskedToReport[]): Expected[] {
  const people = asked.flatMap(({ organisation, accountable }) =>
    [...state.members.values()]
      .filter((member) => member.organisation === organisation)
      .filter((member) => (accountable === undefined ? isTakingPart(member) : member.person === accountable)),
  );
  return [...new Set(people)].map(({ person, organisation }) => ({
    key: person,
    organisation: organisation!,
    people: [person],
    deputies: [],
  }));
}

/** Who can answer now: those who are here, or else those here who stand in. */
export function answerableNow(state: Programme, expected: Expected, now: Instant): PersonId[] {
  return answerable(expected, (person) => awayUntil(state, person, now) === null);
}

export function answerable({ people, deputies }: Expected, isHere: (person: PersonId) => boolean): PersonId[] {
  return orElse(people.filter(isHere), deputies.filter(isHere));
}

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

/** Round the table: those who have answered already first, who are awaited last. */
function tableOrder({ early }: Standup, { expected }: { expected: Expected[] }): OrganisationId[] {
  const order = [...new Set(expected.map(({ organisation }) => organisation))];
  const hasAnswered = (organisation: OrganisationId) => early.some((answer) => answer.organisation === organisation);
  return [...order.filter(hasAnswered), ...order.filter((organisation) => !hasAnswered(organisation))];
}

/** @throws Refused `standup.unknown`, `round.over` */
export function nextAtTable(state: Programme, { standup: number, round: wanted, after }: NextAtTable): RoundEvent[] {
  const standup = standupOf(state, number);
  const round = openRound(standup);
  if (!round?.table || round.number !== wanted)
    throw new Refused({ code: 'round.over', standup: number, round: wanted });
  if (round.table.now !== after) return [];
  const to = nextTurn(round) ?? undefined;
  return [
    { type: 'round.turnPassed', standup: number, round: wanted, from: after, ...(to === undefined ? {} : { to }) },
  ];
}

/** Whose turn comes after the one that has it now: who has answered already goes first; null when all have had theirs. */
export function nextTurn({ expected, answers, table }: Round): OrganisationId | null {
  const isLeft = (id: OrganisationId) => id !== table?.now && !table?.had.includes(id);
  const left = expected.map(({ organisation }) => organisation).filter(isLeft);
  const hasAnswered = (id: OrganisationId) => answers.some(({ organisation }) => organisation === id);
  return left.find(hasAnswered) ?? left[0] ?? null;
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

type Closing = { standup: number; round: Round; now: Instant; due?: Instant };

export function roundClosed(state: Programme, { standup, round, now, due }: Closing): RoundEvent {
  const awaited = awaitedIn(round);
  const people = new Set(awaited.flatMap((expected) => [...expected.people, ...expected.deputies]));
  return {
    type: 'round.closed',
    standup,
    round: round.number,
    ...(due === undefined ? {} : { due }),
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
  const closed = { at, by, index, due: event.due ?? null, away: event.away };
  return withRound(state, { ...standup, open: null }, { ...round, closed, history });
}
