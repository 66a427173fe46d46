import { bothRead, mayRead, readerOf, type Readers } from './readers.ts';
import { parseDay } from './calendar.ts';
import { present } from './draft.ts';
import { organisationOf } from './organisation.ts';
import { rolesOf } from './person.ts';
import { Refused } from './refused.ts';
import { withHistory } from './standup.ts';
import { bounded, required } from './text.ts';
import type { Actor, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Day, Instant, OrganisationId, PersonId, Words } from './values.ts';

/** Something that is in an organisation's way, from one round to the next, until somebody closes it. */
export type Blocker = {
  number: number;
  standup: number;
  /** The round in which it was raised. */
  round: number;
  organisation: OrganisationId;
  text: Words;
  /** Who could help, and by when that is needed, where it is known. */
  helper: OrganisationId | null;
  needBy: Day | null;
  readers: Readers;
  raised: { at: Instant; by: Actor; index: number };
  /** `readers`: for whom it is how it was closed. `round`: in which it shows: the coming one when none is open. */
  closed: { at: Instant; by: Actor; how: Words; readers: Readers; index: number; round: number } | null;
  escalated: { at: Instant; index: number; round: number; told: PersonId[] } | null;
  history: number[];
};

export type RaiseBlocker = { text: string; helper?: string; needBy?: string };

export type CloseBlocker = { type: 'CloseBlocker'; blocker: number; how: string };

export type BlockerRaised = {
  type: 'blocker.raised';
  blocker: number;
  standup: number;
  round: number;
  speaksFor: OrganisationId;
  text: Words;
  helper?: OrganisationId;
  needBy?: Day;
  readers?: OrganisationId[];
};
export type BlockerClosed = {
  type: 'blocker.closed';
  blocker: number;
  standup: number;
  round: number;
  how: Words;
  readers?: OrganisationId[];
};
export type BlockerEscalated = {
  type: 'blocker.escalated';
  blocker: number;
  standup: number;
  round: number;
  told: PersonId[];
};
export type BlockerEvent = BlockerRaised | BlockerClosed | BlockerEscalated;

/** The most people to whom one blocker is escalated. */
const MOST_TOLD = 20;

type Raising = { standup: number; round: number; organisation: OrganisationId; readers: Readers };

/** @throws Refused `organisation.unknown`, `date.impossible`, `list.tooLong`, or as the text rules say */
export function blockersRaised(
  state: Programme,
  blockers: readonly RaiseBlocker[],
  { standup, round, organisation, readers }: Raising,
): BlockerRaised[] {
  return bounded('blockers', blockers).map(({ text, helper, needBy }, place) =>
    present<BlockerRaised>({
      type: 'blocker.raised',
      blocker: state.blockers.size + place + 1,
      standup,
      round,
      speaksFor: organisation,
      text: required('blockers', text, 'line'),
      helper: helper === undefined ? undefined : organisationOf(state, helper).id,
      needBy: needBy === undefined ? undefined : parseDay(needBy),
      readers: readers ?? undefined,
    }),
  );
}

/** The answer with which a blocker is closed. */
type Closing = { readers: Readers; standup: number; round: number };

/**
 * What is closed between two rounds belongs to the coming one, so that it does not vanish; with an answer, to its round.
 * @throws Refused `blocker.unknown`, `blocker.closed`, `blocker.notYours`, `text.missing` for how it was solved
 */
export function closeBlocker(state: Programme, command: CloseBlocker, by: Actor, answer?: Closing): BlockerClosed[] {
  const blocker = blockerFor(state, command.blocker, by);
  if (blocker.closed) throw new Refused({ code: 'blocker.closed', blocker: blocker.number });
  const helps = by.organisation !== null && [blocker.organisation, blocker.helper].includes(by.organisation);
  if (!helps && !rolesOf(state, by).some((role) => role === 'coordinator' || role === 'sponsor'))
    throw new Refused({ code: 'blocker.notYours', blocker: blocker.number, organisation: blocker.organisation });
  const round = answer?.standup === blocker.standup ? answer.round : roundNow(state, blocker.standup);
  return [
    present<BlockerClosed>({
      type: 'blocker.closed',
      blocker: blocker.number,
      standup: blocker.standup,
      round: Math.max(blocker.round, round),
      how: required('how', command.how, 'text'),
      readers: bothRead(blocker.readers, answer?.readers ?? null) ?? undefined,
    }),
  ];
}

/** The number of the round that is open, or else of the coming one. */
function roundNow({ standups }: Programme, number: number): number {
  const standup = standups.get(number);
  return standup ? (standup.open ?? standup.rounds.size + 1) : 1;
}

/** A blocker that somebody may read; another is as if it were not there. @throws Refused `blocker.unknown` */
function blockerFor(state: Programme, number: number, by: Actor): Blocker {
  const blocker = state.blockers.get(number);
  if (!blocker || !mayRead(blocker.readers, readerOf(by)))
    throw new Refused({ code: 'blocker.unknown', blocker: number });
  return blocker;
}

/** In how many rounds of its stand-up it has stood, with the one in which it was raised. */
export function roundsOpen(state: Programme, { standup, round, closed }: Blocker): number {
  const rounds = state.standups.get(standup)?.rounds;
  const isBefore = closed !== null && closed.index < (rounds?.get(closed.round)?.opened.index ?? Infinity);
  const last = closed === null ? (rounds?.size ?? 0) : isBefore ? closed.round - 1 : closed.round;
  return Math.max(0, last - round + 1);
}

/** The open blockers of an organisation, the oldest first. */
export function blockersOf(state: Programme, organisation: OrganisationId, standup: number): Blocker[] {
  return openBlockers(state, standup).filter((blocker) => blocker.organisation === organisation);
}

/** The open blockers of a stand-up, the oldest first. */
export function openBlockers(state: Programme, standup: number): Blocker[] {
  return [...state.openBlockers]
    .map((number) => state.blockers.get(number)!)
    .filter((blocker) => blocker.standup === standup)
    .toSorted((one, other) => one.number - other.number);
}

/**
 * Open blockers that have stood in so many closed rounds that the sponsor has to hear of them, and has not. One of which
 * nobody can be told waits until somebody can.
 */
export function toEscalate(state: Programme): Blocker[] {
  return [...state.openBlockers]
    .map((number) => state.blockers.get(number)!)
    .filter((blocker) => {
      const standup = state.standups.get(blocker.standup);
      if (!standup || blocker.escalated) return false;
      const rounds = roundsOpen(state, blocker) - (standup.open === null ? 0 : 1);
      return rounds >= standup.escalateAfter && toTell(state, blocker).length > 0;
    });
}

export function escalated(state: Programme, blocker: Blocker): BlockerEscalated {
  return {
    type: 'blocker.escalated',
    blocker: blocker.number,
    standup: blocker.standup,
    round: state.standups.get(blocker.standup)?.rounds.size ?? blocker.round,
    told: toTell(state, blocker),
  };
}

/** Those sponsors who may read it; where there are none, such coordinators. */
function toTell(state: Programme, blocker: Blocker): PersonId[] {
  const readable = [...state.members.values()].filter(
    ({ organisation }) => blocker.readers === null || blocker.readers.includes(organisation ?? ''),
  );
  const sponsors = readable.filter(({ roles }) => roles.includes('sponsor'));
  const told = sponsors.length > 0 ? sponsors : readable.filter(({ roles }) => roles.includes('coordinator'));
  return told.slice(0, MOST_TOLD).map(({ person }) => person);
}

export function evolveBlocker(state: Programme, { index, at, by, event }: Entry<BlockerEvent>): Programme {
  const after = withHistory(state, event.standup, event.round, index);
  if (event.type === 'blocker.raised') {
    const {
      type: _,
      blocker: number,
      speaksFor: organisation,
      helper = null,
      needBy = null,
      readers = null,
      ...said
    } = event;
    const raised = { at, by, index };
    const news = { closed: null, escalated: null, history: [index] };
    return {
      ...after,
      blockers: state.blockers.set(number, { number, organisation, helper, needBy, readers, ...said, raised, ...news }),
      openBlockers: state.openBlockers.add(number),
    };
  }
  const blocker = state.blockers.get(event.blocker);
  if (!blocker) return state;
  const history = [...blocker.history, index];
  const { round } = event;
  if (event.type === 'blocker.escalated') {
    const escalation = { at, index, round, told: event.told };
    return { ...after, blockers: state.blockers.set(blocker.number, { ...blocker, escalated: escalation, history }) };
  }
  const closed = { at, by, how: event.how, readers: event.readers ?? null, index, round };
  return {
    ...after,
    blockers: state.blockers.set(blocker.number, { ...blocker, closed, history }),
    openBlockers: state.openBlockers.delete(blocker.number),
  };
}
