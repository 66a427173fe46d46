import { isTaken, type Decision } from './decision.ts';
import { proposalSummary, proposalView } from './proposalView.ts';
import { actorView, nameOf } from './who.ts';
import type { Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { OrganisationId } from './values.ts';
import type {
  DecisionSummary,
  DecisionView,
  HistoryLine,
  MemberView,
  OrganisationView,
  ProgrammeView,
} from './views.ts';

/** How state becomes what a reader may see. All who can read a programme see the same of its decisions. */

export function decisionSummary(decision: Decision): DecisionSummary {
  const taken = isTaken(decision) ? decision : undefined;
  return {
    number: decision.number,
    kind: decision.kind,
    state: decision.state,
    title: decision.title,
    why: decision.why,
    decidedAt: taken?.decidedAt ?? null,
    deciders: (taken?.deciders ?? []).map(({ name, organisation }) => ({ name, organisation })),
    recordedAt: decision.recorded.at,
    recordedBy: actorView(decision.recorded.by),
    index: decision.recorded.index,
    supersedes: decision.supersedes,
    supersededBy: decision.state === 'superseded' ? decision.supersededBy : null,
    review: decision.review ?? null,
    outside: taken?.outside ?? null,
    late: taken?.lateBecause !== undefined,
    proposal: proposalSummary(decision),
  };
}

/** `version` is the size of the log that this is the fold of. */
export function decisionView(state: Programme, decision: Decision, version: number): DecisionView {
  const seenBy = new Set([
    decision.recorded.by.organisation,
    ...[...decision.seen.values()].map(({ organisation }) => organisation),
    ...answeredThemselves(decision),
  ]);
  return {
    ...decisionSummary(decision),
    text: decision.text ?? null,
    options: decision.options ?? null,
    consulted: decision.consulted ?? null,
    informed: decision.informed ?? null,
    effective: decision.effective ?? null,
    retention: decision.retention ?? null,
    lateBecause: (isTaken(decision) ? decision.lateBecause : undefined) ?? null,
    evidence: decision.evidence,
    board: decision.board,
    links: decision.links,
    proposal: proposalView(state, decision),
    unreached: decision.unreached.map(({ person, at, reason }) => ({
      name: nameOf(state, person),
      organisation: state.members.get(person)?.organisation ?? null,
      at,
      reason,
    })),
    amendments: decision.amendments.map(({ index, at, by, text, why }) => ({
      index,
      at,
      by: actorView(by),
      text,
      why: why ?? null,
    })),
    seenBy: [...state.organisations.keys()].filter((organisation) => seenBy.has(organisation)),
    version,
  };
}

/** Whoever answers has seen what it is about. */
function answeredThemselves({ proposal }: Decision): OrganisationId[] {
  const positions = [...(proposal?.positions.values() ?? [])];
  return positions.filter(({ capacity }) => capacity !== 'coordinator').map(({ organisation }) => organisation);
}

export function historyLine({ index, at, by, why, event }: Entry): HistoryLine {
  return { index, at, by: actorView(by), why: why ?? null, event };
}

export function programmeView(state: Programme, id: string, size: number): ProgrammeView {
  return {
    id,
    name: state.name,
    goal: state.goal ?? null,
    timeZone: state.timeZone,
    organisations: [...state.organisations.values()].map(
      ({ id: organisation, name, ods, sector, nation, constituency, domains, left }): OrganisationView => ({
        id: organisation,
        name,
        ods: ods ?? null,
        sector,
        nation,
        constituency: constituency ?? null,
        domains,
        left: left ?? null,
        members: membersOf(state, organisation),
      }),
    ),
    unplaced: membersOf(state, null),
    scheme: state.scheme,
    size,
  };
}

function membersOf(state: Programme, organisation: string | null): MemberView[] {
  return [...state.members.values()]
    .filter((member) => member.organisation === organisation)
    .map(({ person, name, roles }) => ({ person, name, roles, awayUntil: state.away.get(person) ?? null }));
}
