import { hasQuorum, isAgreed, type Position, type Tally } from './agreement.ts';
import { stands, superseded, withDecision } from './decision.ts';
import { present } from './draft.ts';
import { openProposal, silentOf, tallied, type Outcome, type Proposal } from './proposal.ts';
import { Refused } from './refused.ts';
import { required } from './text.ts';
import type { Map } from 'immutable';
import type { Decider, FailedDecision, ProposedDecision, RatifiedDecision } from './decision.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Instant, OrganisationId, PersonId } from './values.ts';

export type CloseProposal = { type: 'CloseProposal'; number: number; why?: string };
export type WithdrawProposal = { type: 'WithdrawProposal'; number: number; why?: string };

export type OutcomeEvent =
  | { type: 'decision.ratified'; number: number; tally: Tally; replaces?: number; appoints?: PersonId }
  | { type: 'decision.rejected' | 'decision.lapsed'; number: number; tally: Tally; due?: Instant }
  /** `inFavourOf`: the proposal that says what was meant. */
  | { type: 'decision.withdrawn'; number: number; tally: Tally; inFavourOf?: number };

/**
 * Ends a proposal that every organisation has answered and that they do not agree to.
 * @throws Refused `decision.unknown`, `position.closed`, `proposal.awaited` with who has not answered
 */
export function closeProposal(state: Programme, { number }: CloseProposal, { now }: Circumstances): OutcomeEvent[] {
  const { proposal } = openProposal(state, number, now);
  const awaited = silentOf(proposal);
  if (awaited.length > 0) throw new Refused({ code: 'proposal.awaited', number, awaited });
  return [{ type: 'decision.rejected', number, tally: tallied(proposal) }];
}

/** @throws Refused `decision.unknown`, `position.closed`, `proposal.notYours`, `text.missing` */
export function withdrawProposal(
  state: Programme,
  { number, why }: WithdrawProposal,
  { by, now }: Circumstances,
): OutcomeEvent[] {
  const { proposal } = ownProposal(state, number, { by, now });
  required('why', why, 'text');
  return [{ type: 'decision.withdrawn', number, tally: tallied(proposal) }];
}

/** An open proposal, to whoever proposed it. @throws Refused `decision.unknown`, `position.closed`, `position.tooLate`, `proposal.notYours` */
export function ownProposal(
  state: Programme,
  number: number,
  { by, now }: Pick<Circumstances, 'by' | 'now'>,
): ProposedDecision {
  const decision = openProposal(state, number, now);
  const { recorded } = decision;
  if (recorded.by.person !== by.person) throw new Refused({ code: 'proposal.notYours', number, by: recorded.by.name });
  return decision;
}

/** What follows from the positions: ratified as soon as what is needed is there, whatever the others might still say. */
export function ratified(
  state: Programme,
  { number, proposal }: ProposedDecision,
  positions: Map<OrganisationId, Position>,
): OutcomeEvent[] {
  const tally = tallied(proposal, positions);
  const agrees = (organisation: OrganisationId) => positions.get(organisation) === 'agree';
  if (!isAgreed(proposal.needs, tally, agrees)) return [];
  const old = proposal.replaces === null ? undefined : state.decisions.get(proposal.replaces);
  return [
    present({
      type: 'decision.ratified' as const,
      number,
      tally,
      replaces: old && stands(old) ? old.number : undefined,
      appoints: proposal.appointee?.person,
    }),
  ];
}

/** What follows when the deadline has come: rejected with a quorum, lapsed without. */
export function ended(number: number, proposal: Proposal): OutcomeEvent {
  const tally = tallied(proposal);
  return {
    type: hasQuorum(tally) ? 'decision.rejected' : 'decision.lapsed',
    number,
    tally,
    due: proposal.deadline,
  };
}

export function evolveOutcome(state: Programme, { index, at, by, why, event }: Entry<OutcomeEvent>): Programme {
  const decision = state.decisions.get(event.number);
  if (decision?.state !== 'proposed') return state;
  const outcome: Outcome = {
    ...present({ why }),
    at,
    index,
    by,
    tally: event.tally,
    due: 'due' in event ? (event.due ?? null) : null,
  };
  const history = [...decision.history, index];
  if (event.type !== 'decision.ratified') {
    return withDecision(state, { ...decision, state: ENDINGS[event.type], outcome, history });
  }
  const agreed: RatifiedDecision = {
    ...decision,
    state: 'ratified',
    outcome,
    history,
    decidedAt: at,
    deciders: agreeing(state, decision.proposal),
    outside: null,
    supersedes: event.replaces ?? null,
  };
  const old = event.replaces === undefined ? undefined : state.decisions.get(event.replaces);
  const before = withoutAppointee(withDecision(state, agreed), old?.proposal?.appointee?.person);
  const after = withAppointee(before, event.appoints);
  return event.replaces === undefined ? after : superseded(after, event.replaces, event.number, index);
}

const ENDINGS = {
  'decision.rejected': 'rejected',
  'decision.lapsed': 'lapsed',
  'decision.withdrawn': 'withdrawn',
} as const satisfies Record<string, FailedDecision['state']>;

/** Each organisation that agreed, in the person of who said so; by its own name where that was passed on. */
function agreeing({ organisations }: Programme, { asked, positions }: Proposal): Decider[] {
  return asked.flatMap(({ organisation }): Decider[] => {
    const taken = positions.get(organisation);
    if (taken?.position !== 'agree') return [];
    const { person, name } = taken.by;
    return taken.capacity === 'coordinator'
      ? [{ person: null, name: organisations.get(organisation)?.name ?? organisation, organisation }]
      : [{ person, name, organisation }];
  });
}

/** Whoever is appointed is a sponsor from now on. */
function withAppointee(state: Programme, person: PersonId | undefined): Programme {
  const member = person === undefined ? undefined : state.members.get(person);
  if (!member || member.roles.includes('sponsor')) return state;
  return { ...state, members: state.members.set(member.person, { ...member, roles: [...member.roles, 'sponsor'] }) };
}

/** Whoever was appointed by what has given way is a sponsor no more. */
function withoutAppointee(state: Programme, person: PersonId | undefined): Programme {
  const member = person === undefined ? undefined : state.members.get(person);
  if (!member) return state;
  const roles = member.roles.filter((role) => role !== 'sponsor');
  return { ...state, members: state.members.set(member.person, { ...member, roles }) };
}
