import { tallyOf, type Needs, type Position, type Quorum, type Tally } from './agreement.ts';
import { decisionOf, type Appetite, type ProposedDecision } from './decision.ts';
import { Refused } from './refused.ts';
import type { Map } from 'immutable';
import type { Actor } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Reminder } from './reminder.ts';
import type { Capacity } from './speaking.ts';
import type { Instant, OrganisationId, PersonId, Words } from './values.ts';

/** Who is asked: an organisation, and who was placed to speak for it when the proposal opened. */
export type Asked = { organisation: OrganisationId; representatives: PersonId[]; deputies: PersonId[] };

/** What an organisation says, and how that came into the log. */
export type PositionTaken = {
  organisation: OrganisationId;
  position: Position;
  why?: Words;
  /** What would have to change for an objection to fall. */
  wouldChange?: Words;
  /** How a coordinator, who passes it on, was told. */
  received?: Words;
  capacity: Capacity;
  by: Actor;
  at: Instant;
  index: number;
  /** The how-manieth position of this organisation it is, from 1. */
  turn: number;
  /** How often it has said something else than before. */
  changes: number;
};

/** What organisations are asked to agree, by whom, until when, and what they have said so far. */
export type Proposal = {
  needs: Needs;
  quorum: Quorum;
  deadline: Instant;
  /** It applies at once, until it is decided. */
  provisional: boolean;
  asked: Asked[];
  /** Organisations that were there when it opened and are not asked. */
  others: OrganisationId[];
  positions: Map<OrganisationId, PositionTaken>;
  reminders: Reminder[];
  /** The decision that gives way when this is ratified. */
  replaces: number | null;
  /** Roles and responsibilities of each organisation, of a protocol. */
  duties: { organisation: OrganisationId; name: Words }[];
  /** Whom an appointment is about. */
  appointee: { person: PersonId; name: Words } | null;
  /** Of a risk appetite: whose, and what it is. */
  service?: Words;
  appetite?: Appetite;
};

/** How a proposal ended. */
export type Outcome = {
  at: Instant;
  index: number;
  by: Actor;
  why?: Words;
  tally: Tally;
  /** The deadline, where it was that which ended it. */
  due: Instant | null;
};

/** An open proposal, whose deadline is ahead. @throws Refused `decision.unknown`, `position.closed`, `position.tooLate` */
export function openProposal(state: Programme, number: number, now: Instant): ProposedDecision {
  const decision = decisionOf(state, number);
  if (decision.state !== 'proposed') throw new Refused({ code: 'position.closed', number, state: decision.state });
  if (now >= decision.proposal.deadline)
    throw new Refused({ code: 'position.tooLate', number, deadline: decision.proposal.deadline });
  return decision;
}

/** What each organisation says now. */
export function positionsOf({ positions }: Proposal): Map<OrganisationId, Position> {
  return positions.map(({ position }) => position);
}

/** How the organisations that are asked stand to it, or would with these positions. */
export function tallied(proposal: Proposal, positions = positionsOf(proposal)): Tally {
  return tallyOf(proposal, proposal.asked.length, positions.values());
}

/** The organisations that have not answered, in the order in which they are asked. */
export function silentOf({ asked, positions }: Proposal): OrganisationId[] {
  return asked.flatMap(({ organisation }) => (positions.has(organisation) ? [] : [organisation]));
}

/** The open proposals that wait for an organisation to answer, the nearest deadline first. */
export function waitingFor(state: Programme, organisation: OrganisationId, now: Instant): ProposedDecision[] {
  return [...state.waiting]
    .flatMap((number) => {
      const decision = state.decisions.get(number);
      const waits =
        decision?.state === 'proposed' &&
        now < decision.proposal.deadline &&
        silentOf(decision.proposal).includes(organisation);
      return waits ? [decision] : [];
    })
    .toSorted((one, other) => (one.proposal.deadline < other.proposal.deadline ? -1 : 1));
}
