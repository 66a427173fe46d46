import { hasQuorum, isAgreed, type Tally } from './agreement.ts';
import { stands, superseded, withDecision } from './decision.ts';
import { present } from './draft.ts';
import { openProposal, silentOf, tallied, type Outcome, type Proposal } from './proposal.ts';
import { Refused } from './refused.ts';
import { required } from './text.ts';
import type { Decider, FailedDecision, RatifiedDecision } from './decision.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Instant, OrganisationId, PersonId } from './values.ts';

export type CloseProposal = { type: 'CloseProposal'; number: number; why?: string };
export type WithdrawProposal = { type: 'WithdrawProposal'; number: number; why?: string };

export type OutcomeEvent =
  | { type: 'decision.ratified'; number: number; tally: Tally; due?: Instant; replaces?: number; appoints?: PersonId }
  | { type: 'decision.rejected' | 'decision.lapsed'; number: number; tally: Tally; due?: Instant }
  | { type: 'decision.withdrawn'; number: number; tally: Tally };

/**
 * Ends a proposal that every organisation has answered and that they do not agree to.
 * @throws Refused `decision.unknown`, `position.closed`, `proposal.awaited` with who has not answered
 */
export function closeProposal(state: Programme, { number }: CloseProposal, { now }: Circumstances): OutcomeEvent[] {
  const { proposal } = openProposal(state, number, now);
  const awaited = silentOf(proposal);
  if (awaited.length > 0) throw new Refused({ code: 'proposal.awaited', number, awaited });
  return [failed(number, proposal)];
}

/** @throws Refused `decision.unknown`, `position.closed`, `proposal.notYours`, `text.missing` */
export function withdrawProposal(
  state: Programme,
  { number, why }: WithdrawProposal,
  { by, now }: Circumstances,
): OutcomeEvent[] {
  const { proposal, recorded } = openProposal(state, number, now);
  if (recorded.by.person !== by.person) throw new Refused({ code: 'proposal.notYours', number, by: recorded.by.name });
  required('why', why, 'text');
  return [{ type: 'decision.withdrawn', number, tally: tallied(proposal) }];
}

/** What follows from the positions: ratified as soon as what is needed is there, whatever the others might still say. */
export function ratified(state: Programme, number: number, proposal: Proposal): OutcomeEvent[] {
  const tally = tallied(proposal);
  const agrees = (organisation: OrganisationId) => proposal.positions.get(organisation)?.position === 'agree';
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
  return { ...failed(number, proposal), due: proposal.deadline };
}

function failed(number: number, proposal: Proposal) {
  const tally = tallied(proposal);
  return { type: hasQuorum(tally) ? ('decision.rejected' as const) : ('decision.lapsed' as const), number, tally };
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
    const ending = event.type.slice('decision.'.length) as FailedDecision['state'];
    return withDecision(state, { ...decision, state: ending, outcome, history });
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
  const after = withAppointee(withDecision(state, agreed), event.appoints);
  return event.replaces === undefined ? after : superseded(after, event.replaces, event.number, index);
}

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
