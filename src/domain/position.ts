import { wantsReason, type Position } from './agreement.ts';
import { withDecision } from './decision.ts';
import { present } from './draft.ts';
import { organisationOf } from './organisation.ts';
import { ratified, type OutcomeEvent } from './outcome.ts';
import { rolesOf } from './person.ts';
import { openProposal, positionsOf, type PositionTaken, type Proposal } from './proposal.ts';
import { Refused } from './refused.ts';
import {
  capacityOf,
  notEntitled,
  representativeHere,
  representativesHere,
  speakersOf,
  type Capacity,
} from './speaking.ts';
import { optional, required } from './text.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Instant, OrganisationId, PersonId, Words } from './values.ts';

export type TakePosition = {
  type: 'TakePosition';
  number: number;
  position: Position;
  why?: string;
  wouldChange?: string;
  /** For whom, when it is not the speaker's own organisation. */
  organisation?: string;
  received?: string;
};

export type PositionEvent = {
  type: 'position.taken';
  number: number;
  /** Whose position it is; the entry's own `organisation` is that of whoever acts. */
  speaksFor: OrganisationId;
  position: Position;
  capacity: Capacity;
  turn: number;
  /** Others who speak for the organisation, who get a receipt. */
  told: PersonId[];
  wouldChange?: Words;
  received?: Words;
};

/** The most people of one organisation who get a receipt. */
const MOST_TOLD = 20;

/**
 * One organisation says what it thinks of a proposal, by who speaks for it; a coordinator may pass on what an
 * organisation has told them while none of its representatives is here. Until the outcome it can change its mind; what
 * it said before stays in the log. When that is the last agreement needed, the proposal is ratified with it.
 * @throws Refused `decision.unknown`, `position.closed`, `position.tooLate`, `actor.unplaced`, `organisation.unknown`,
 * `position.notAsked`, `position.notRepresentative`, `position.representativeHere`, `position.ownWord`,
 * `position.needsReceived`, `position.needsWhy`, `position.twice`, `position.interested`, or as the text rules say
 */
export function takePosition(
  state: Programme,
  command: TakePosition,
  { by, now }: Circumstances,
): (PositionEvent | OutcomeEvent)[] {
  const { number, position } = command;
  const decision = openProposal(state, number, now);
  const { proposal } = decision;
  const organisation = command.organisation ? organisationOf(state, command.organisation).id : by.organisation;
  if (!organisation) throw new Refused({ code: 'actor.unplaced' });
  if (!proposal.asked.some((asked) => asked.organisation === organisation))
    throw new Refused({
      code: 'position.notAsked',
      organisation,
      asked: proposal.asked.map((asked) => asked.organisation),
    });
  const before = proposal.positions.get(organisation);
  const capacity = speaking(state, command, { organisation, by: by.person, now, before });
  if (proposal.appointee?.person === by.person && position !== 'standAside')
    throw new Refused({ code: 'position.interested', number });
  if (capacity !== 'coordinator') notTwice(proposal, organisation, by.person);
  const why = optional('why', command.why, 'text');
  if (wantsReason(position) && !why) throw new Refused({ code: 'position.needsWhy', number, position });
  const wouldChange = position === 'object' ? optional('wouldChange', command.wouldChange, 'text') : undefined;
  if (before && isSame(before, { position, capacity }) && !why && !wouldChange) return [];
  const taken: PositionEvent = present({
    type: 'position.taken',
    number,
    speaksFor: organisation,
    position,
    capacity,
    turn: (before?.turn ?? 0) + 1,
    told: told(state, organisation, by.person),
    wouldChange,
    received: capacity === 'coordinator' ? required('received', command.received, 'line') : undefined,
  });
  return [taken, ...ratified(state, decision, positionsOf(proposal).set(organisation, position))];
}

type Speech = { organisation: OrganisationId; by: PersonId; now: Instant; before: PositionTaken | undefined };

/** In which capacity it may be said; what the organisation has said itself is not replaced by others. */
function speaking(state: Programme, command: TakePosition, { organisation, by, now, before }: Speech): Capacity {
  const own = capacityOf(state, { organisation, by, now });
  const coordinates = rolesOf(state, { person: by, organisation: null }).includes('coordinator');
  const passesOn = own === null && coordinates && command.organisation !== undefined;
  if (own === null && !passesOn) throw notEntitled(state, { organisation, by, now });
  const capacity = own ?? 'coordinator';
  if (before && RANK[before.capacity] > RANK[capacity]) throw new Refused({ code: 'position.ownWord', organisation });
  if (!passesOn) return capacity;
  const here = representativesHere(state, organisation, now);
  if (here.length > 0) throw representativeHere(organisation, here);
  if (!command.received?.trim()) throw new Refused({ code: 'position.needsReceived', organisation });
  return capacity;
}

/** Whose word stands above whose. */
const RANK: Record<Capacity, number> = { representative: 2, deputy: 1, coordinator: 0 };

/** Nobody speaks for two organisations on one proposal, however they are placed in the meantime. */
function notTwice({ positions }: Proposal, organisation: OrganisationId, person: PersonId): void {
  const other = positions.find(
    (taken) => taken.organisation !== organisation && taken.by.person === person && taken.capacity !== 'coordinator',
  );
  if (other) throw new Refused({ code: 'position.twice', organisation: other.organisation });
}

/** Whether it has been said already, and by somebody who may say it themself: to confirm what was passed on is news. */
function isSame(before: PositionTaken, { position, capacity }: Pick<PositionTaken, 'position' | 'capacity'>): boolean {
  return before.position === position && (before.capacity !== 'coordinator' || capacity === 'coordinator');
}

function told(state: Programme, organisation: OrganisationId, by: PersonId): PersonId[] {
  const { representatives, deputies } = speakersOf(state, organisation);
  return [...representatives, ...deputies]
    .map(({ person }) => person)
    .filter((person) => person !== by)
    .slice(0, MOST_TOLD);
}

export function evolvePosition(state: Programme, { index, at, by, why, event }: Entry<PositionEvent>): Programme {
  const decision = state.decisions.get(event.number);
  if (decision?.state !== 'proposed') return state;
  const { speaksFor: organisation, position, capacity, turn, wouldChange, received } = event;
  const taken: PositionTaken = {
    ...present({ why, wouldChange, received }),
    organisation,
    position,
    capacity,
    by,
    at,
    index,
    turn,
    changes: changesAfter(decision.proposal.positions.get(organisation), position),
  };
  const { proposal } = decision;
  return withDecision(state, {
    ...decision,
    proposal: { ...proposal, positions: proposal.positions.set(organisation, taken) },
    history: [...decision.history, index],
  });
}

function changesAfter(before: PositionTaken | undefined, position: Position): number {
  return before ? before.changes + (before.position === position ? 0 : 1) : 0;
}
