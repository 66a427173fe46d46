import { shifted } from './calendar.ts';
import { silentOf, tallied, type Asked, type Outcome, type Proposal, type PositionTaken } from './proposal.ts';
import { actorView, nameOf } from './who.ts';
import type { Decision } from './decision.ts';
import type { Reminder } from './reminder.ts';
import type { Programme } from './programme.ts';
import type { Instant, OrganisationId } from './values.ts';
import type { OutcomeView, PositionRow, PositionView, ProposalSummary, ProposalView, RemindedView } from './views.ts';

/** What happens this long after it was due is late: the service was not running. */
const LATE_AFTER_MS = 15 * 60 * 1000;

/** Null for a decision that was recorded and never proposed. */
export function proposalSummary(decision: Decision): ProposalSummary | null {
  const { proposal } = decision;
  if (!proposal) return null;
  const { needs, quorum, deadline, provisional } = proposal;
  return {
    needs,
    quorum,
    deadline,
    provisional,
    tally: tallied(proposal),
    silent: silentOf(proposal),
    endedAt: 'outcome' in decision ? decision.outcome.at : null,
  };
}

/** Null for a decision that was recorded and never proposed. */
export function proposalView(state: Programme, decision: Decision): ProposalView | null {
  const { proposal } = decision;
  const summary = proposalSummary(decision);
  if (!proposal || !summary) return null;
  const { asked, replaces, duties, appointee, service, appetite } = proposal;
  return {
    ...summary,
    rows: asked.map((each) => rowOf(state, proposal, each)),
    joinedSince: joinedSince(state, proposal),
    outcome: 'outcome' in decision ? outcomeView(decision.outcome) : null,
    replaces,
    givenWayTo: givenWayTo(state, decision.number, replaces),
    duties: duties.map(({ organisation, name }) => ({ organisation, text: name })),
    appointee: appointee && {
      name: appointee.name,
      organisation: state.members.get(appointee.person)?.organisation ?? null,
    },
    service: service ?? null,
    appetite: appetite ?? null,
  };
}

function givenWayTo({ decisions }: Programme, number: number, replaces: number | null): number | null {
  const old = replaces === null ? undefined : decisions.get(replaces);
  return old?.state === 'superseded' && old.supersededBy !== number ? old.supersededBy : null;
}

function joinedSince({ organisations }: Programme, { asked, others }: Proposal): OrganisationId[] {
  const there = new Set([...others, ...asked.map(({ organisation }) => organisation)]);
  return [...organisations.values()].filter(({ id, left }) => left === undefined && !there.has(id)).map(({ id }) => id);
}

function rowOf(state: Programme, proposal: Proposal, asked: Asked): PositionRow {
  const { organisation, representatives, deputies } = asked;
  const taken = proposal.positions.get(organisation);
  return {
    organisation,
    left: state.organisations.get(organisation)?.left !== undefined,
    representatives: representatives.map((person) => nameOf(state, person)),
    deputies: deputies.map((person) => nameOf(state, person)),
    position: taken ? positionView(taken, asked) : null,
    reminded: remindedView(state, proposal.reminders, organisation),
  };
}

function positionView(taken: PositionTaken, { representatives, deputies }: Asked): PositionView {
  const { position, why, wouldChange, received, capacity, by, at, index, changes } = taken;
  return {
    position,
    why: why ?? null,
    wouldChange: wouldChange ?? null,
    received: received ?? null,
    capacity,
    by: actorView(by),
    at,
    index,
    changes,
    placedSince: capacity !== 'coordinator' && ![...representatives, ...deputies].includes(by.person),
  };
}

function remindedView(
  state: Programme,
  reminders: readonly Reminder[],
  organisation: OrganisationId,
): RemindedView | null {
  for (const { stage, at, due, organisations } of reminders.toReversed()) {
    const reminded = organisations.find((each) => each.organisation === organisation);
    if (!reminded) continue;
    const names = (people: string[]) => people.map((person) => nameOf(state, person));
    const { told, away, optedOut } = reminded;
    return { stage, at, late: isLate(due, at), told: names(told), away: names(away), optedOut: names(optedOut) };
  }
  return null;
}

function outcomeView({ at, index, by, why, tally, due }: Outcome): OutcomeView {
  return {
    at,
    index,
    by: actorView(by),
    why: why ?? null,
    tally,
    due,
    late: due !== null && isLate(due, at),
  };
}

function isLate(due: Instant, at: Instant): boolean {
  return at > shifted(due, LATE_AFTER_MS);
}
