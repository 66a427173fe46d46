import type { Map } from 'immutable';
import { Refused } from './refused.ts';
import type { Outside } from './authority.ts';
import type { Actor } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Outcome, Proposal } from './proposal.ts';
import type { Unreached } from './reminder.ts';
import type { PinnedBoard } from './statusViews.ts';
import type { Day, Instant, OrganisationId, PersonId, When, Words } from './values.ts';

export const DECISION_KINDS = ['decision', 'vision', 'protocol', 'appointment', 'risk appetite'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** How many years the record is kept after it has served; `custom` is agreed by the programme case by case. */
export const RETENTIONS = ['2 years', '3 years', '6 years', '8 years', '10 years', '20 years', 'custom'] as const;
export type Retention = (typeof RETENTIONS)[number];

/** How ready a service is to take a risk, in the words of HM Treasury's Orange Book. */
export const APPETITES = ['averse', 'minimal', 'cautious', 'open', 'eager'] as const;
export type Appetite = (typeof APPETITES)[number];

/** Who decided: a person of the programme, or a name alone when it is no one known, such as a board. */
export type Decider = { person: PersonId | null; name: Words; organisation: OrganisationId | null };

/** What a decision rests on; a file is named in the label, and known by its SHA-256 in lower-case hex. */
export type Evidence = { index: number; label: Words; link: Words | null; sha256: string | null };

/** Later words about a decision; the first ones stay as they were. */
export type Amendment = { index: number; at: Instant; by: Actor; text: Words; why?: Words };

export type Seen = { organisation: OrganisationId | null; at: Instant };

/** How decisions hang together, told from both ends. What supersedes what is told by their states. */
export type Relation = 'dependsOn' | 'dependedOnBy' | 'relatesTo' | 'reopens' | 'reopenedBy';
export type Link = { relation: Relation; number: number };

/** What is said of every decision, whatever comes of it. */
export type Stated = {
  number: number;
  kind: DecisionKind;
  title: Words;
  text?: Words;
  why: Words;
  options?: Words;
  consulted?: Words;
  informed?: Words;
  effective?: Day;
  review?: Day;
  /** The review date of which the coordinators and sponsors have been reminded. */
  reviewReminded?: Day;
  retention?: Retention;
  /** Who put it into the log, and when. */
  recorded: { at: Instant; by: Actor; index: number };
  supersedes: number | null;
  links: Link[];
  evidence: Evidence[];
  /** The status of every partner as it stood then. */
  board: PinnedBoard | null;
  amendments: Amendment[];
  seen: Map<PersonId, Seen>;
  /** Whom a message of ours about it did not reach. */
  unreached: Unreached[];
  /** Indices of all entries about it, oldest first. */
  history: number[];
};

/** What is said of a decision that has been taken, by those who may or by agreement. */
export type Taken = { decidedAt: When; deciders: Decider[]; lateBecause?: Words; outside: Outside | null };

/** Taken by somebody, who then put it into the log. */
export type RecordedDecision = Stated & Taken & { state: 'recorded'; proposal: null };
/** Put to organisations, which have not agreed to it yet. */
export type ProposedDecision = Stated & { state: 'proposed'; proposal: Proposal };
/** Agreed by organisations: a decision like any other. */
export type RatifiedDecision = Stated & Taken & { state: 'ratified'; proposal: Proposal; outcome: Outcome };
/** Put to organisations, and not agreed. */
export type FailedDecision = Stated & {
  state: 'rejected' | 'lapsed' | 'withdrawn';
  proposal: Proposal;
  outcome: Outcome;
};
export type SupersededDecision = Stated &
  Taken & { state: 'superseded'; supersededBy: number } & (
    { proposal: null } | { proposal: Proposal; outcome: Outcome }
  );

export type Decision = RecordedDecision | ProposedDecision | RatifiedDecision | FailedDecision | SupersededDecision;
/** A decision that has been taken and stands. */
export type StandingDecision = RecordedDecision | RatifiedDecision;

export const DECISION_STATES = [
  'recorded',
  'proposed',
  'ratified',
  'rejected',
  'lapsed',
  'withdrawn',
  'superseded',
] as const satisfies readonly Decision['state'][];

/** @throws Refused `decision.unknown` */
export function decisionOf(state: Programme, number: number): Decision {
  const decision = state.decisions.get(number);
  if (!decision) throw new Refused({ code: 'decision.unknown', number, last: state.decisions.size });
  return decision;
}

/** A decision that has been taken and still stands. @throws Refused `decision.unknown`, `decision.superseded`, `decision.notTaken` */
export function standing(state: Programme, number: number): StandingDecision {
  const decision = decisionOf(state, number);
  if (decision.state === 'superseded')
    throw new Refused({ code: 'decision.superseded', number, by: decision.supersededBy });
  if (!stands(decision)) throw new Refused({ code: 'decision.notTaken', number, state: decision.state });
  return decision;
}

export function stands(decision: Decision): decision is StandingDecision {
  return decision.state === 'recorded' || decision.state === 'ratified';
}

/** Whether it has been taken, even if it no longer stands. */
export function isTaken(decision: Decision): decision is StandingDecision | SupersededDecision {
  return stands(decision) || decision.state === 'superseded';
}

/** The state with a decision changed, and noted among those that wait for a day or a deadline if it does. */
export function withDecision(state: Programme, decision: Decision): Programme {
  const waits = decision.state === 'proposed' || (stands(decision) && isReviewAhead(decision));
  const { number } = decision;
  return {
    ...state,
    decisions: state.decisions.set(number, decision),
    waiting: waits ? state.waiting.add(number) : state.waiting.delete(number),
  };
}

function isReviewAhead({ review, reviewReminded }: Stated): boolean {
  return review !== undefined && review !== reviewReminded;
}

/** The old decision gives way to a new one. */
export function superseded(state: Programme, number: number, supersededBy: number, index: number): Programme {
  const old = state.decisions.get(number);
  if (!old || !stands(old)) return state;
  const history = [...old.history, index];
  return withDecision(
    state,
    old.state === 'recorded'
      ? { ...old, state: 'superseded', supersededBy, history }
      : { ...old, state: 'superseded', supersededBy, history },
  );
}
