import { proposalCard, type ProposalCardData, type ProposedView } from '../../src/cards/proposal.ts';
import { tallyOf, type Needs, type Position, type Quorum } from '../../src/domain/agreement.ts';
import { aDecision, ASHA, BEN, LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import type { Card } from '../../src/cards/render.ts';
import type {
  ActorView,
  DecisionView,
  HistoryLine,
  OutcomeView,
  PositionRow,
  PositionView,
  ProposalView,
} from '../../src/domain/views.ts';

/** Proposals in each state, as their cards show them. */

export const PRIYA: ActorView = { name: 'Priya Nair', organisation: 'SFC', basis: 'placement' };
export const SERVICE: ActorView = { name: 'Concordat', organisation: null, basis: 'none' };

/** Who speaks for each organisation of the samples. */
const SPEAKERS: Record<string, { representatives: string[]; deputies: string[] }> = {
  NMH: { representatives: ['Asha Patel'], deputies: ['Chidi Okafor'] },
  EVC: { representatives: ['Ben Cole'], deputies: [] },
  SFC: { representatives: ['Rhys Morgan'], deputies: ['Priya Nair'] },
  RPC: { representatives: ['Dr Ines Costa'], deputies: [] },
  HHC: { representatives: [], deputies: [] },
};

export function aPosition(position: Position, changes: Partial<PositionView> = {}): PositionView {
  return {
    position,
    why: null,
    wouldChange: null,
    received: null,
    capacity: 'representative',
    by: ASHA,
    at: '2026-11-24T10:15:00.000Z',
    index: 40,
    changes: 0,
    placedSince: false,
    ...changes,
  };
}

export function aRow(organisation: string, changes: Partial<PositionRow> = {}): PositionRow {
  return {
    organisation,
    left: false,
    representatives: SPEAKERS[organisation]?.representatives ?? [],
    deputies: SPEAKERS[organisation]?.deputies ?? [],
    position: null,
    reminded: null,
    ...changes,
  };
}

type Rule = { needs?: Needs; quorum?: Quorum };

/** The proposal of these rows, counted as the domain counts. */
export function aProposal(
  rows: PositionRow[],
  { needs = { share: 'all', including: [] }, quorum = 'majority', ...changes }: Rule & Partial<ProposalView> = {},
): ProposalView {
  const positions = rows.flatMap(({ position }) => (position ? [position.position] : []));
  return {
    needs,
    quorum,
    deadline: '2026-11-27T17:00:00.000Z',
    provisional: false,
    tally: tallyOf({ needs, quorum }, rows.length, positions),
    silent: rows.flatMap(({ organisation, position }) => (position ? [] : [organisation])),
    endedAt: null,
    rows,
    joinedSince: [],
    outcome: null,
    replaces: null,
    givenWayTo: null,
    duties: [],
    appointee: null,
    service: null,
    appetite: null,
    ...changes,
  };
}

export function proposed(proposal: ProposalView, changes: Partial<DecisionView> = {}): ProposedView {
  return {
    ...aDecision({
      state: 'proposed',
      title: 'Share the discharge rota every morning by 9am',
      why: 'Wards and social workers plan the same beds without seeing each other’s lists, and each morning loses two hours to phone calls.',
      decidedAt: null,
      deciders: [],
      recordedAt: '2026-11-20T09:30:00.000Z',
      seenBy: ['NMH'],
    }),
    ...changes,
    proposal,
  };
}

export const AGREED = aPosition('agree');
export const OBJECTED = aPosition('object', {
  by: BEN,
  at: '2026-11-25T14:30:00.000Z',
  why: 'The rota names staff, and our workforce agreement does not allow that outside the council.',
  wouldChange: 'Initials instead of names.',
  changes: 1,
});

export const ROWS: PositionRow[] = [
  aRow('NMH', { position: AGREED }),
  aRow('EVC', { position: OBJECTED }),
  aRow('SFC', { position: aPosition('agree', { by: PRIYA, capacity: 'deputy', placedSince: true }) }),
  aRow('RPC', {
    position: aPosition('abstain', { capacity: 'coordinator', received: 'telephone call from Ines' }),
  }),
  aRow('HHC', {
    reminded: {
      stage: 'halfTime',
      at: '2026-11-24T09:00:00.000Z',
      late: true,
      told: ['Sam Lee'],
      away: ['Mo Farah-Jones'],
      optedOut: ['Jo Hart'],
    },
  }),
];

export function ended(due: string | null, proposal: ProposalView, changes: Partial<OutcomeView> = {}): OutcomeView {
  return {
    at: due ?? '2026-11-26T15:20:00.000Z',
    index: 52,
    by: due ? SERVICE : ASHA,
    why: null,
    tally: proposal.tally,
    due,
    late: false,
    ...changes,
  };
}

export function onTheProposal(decision: ProposedView, changes: Partial<ProposalCardData> = {}): ProposalCardData {
  return { decision, programme: PROGRAMME, timeZone: LONDON, organisations: ORGANISATIONS, size: 58, ...changes };
}

export const OPEN = proposed(aProposal(ROWS));
const DUE = '2026-11-27T17:00:00.000Z';

const ALL_AGREED = aProposal(ROWS.map(({ organisation }) => aRow(organisation, { position: AGREED })));
export const RATIFIED = proposed(
  { ...ALL_AGREED, outcome: ended(null, ALL_AGREED), provisional: true },
  { state: 'ratified', decidedAt: '2026-11-26T15:20:00.000Z', deciders: [ASHA], supersedes: 9, review: '2027-03-01' },
);

const SPLIT = aProposal(ROWS.slice(0, 4), { needs: { share: 3, including: ['EVC'] } });
export const REJECTED = proposed({ ...SPLIT, outcome: ended(DUE, SPLIT) }, { state: 'rejected' });

const QUIET = aProposal(ROWS.map((row, place) => (place < 2 ? row : { ...row, position: null })));
export const LAPSED = proposed(
  { ...QUIET, provisional: true, outcome: ended(DUE, QUIET, { at: '2026-11-28T09:05:00.000Z', late: true }) },
  { state: 'lapsed' },
);
export const WITHDRAWN = proposed(
  { ...QUIET, outcome: ended(null, QUIET, { why: 'We found a simpler way: the rota goes into the shared mailbox.' }) },
  { state: 'withdrawn' },
);

/** Everything that a proposal can show, at once. */
export const BUSY = proposed(
  aProposal(ROWS, {
    needs: { share: 'majority', including: ['NMH', 'EVC'] },
    quorum: 4,
    provisional: true,
    joinedSince: ['HHV'],
    replaces: 9,
    duties: [
      { organisation: 'NMH', text: 'Publishes the rota by 9am' },
      { organisation: 'EVC', text: 'Answers by 10am with the social workers on duty' },
    ],
  }),
  {
    kind: 'protocol',
    text: 'The rota of each site, by ward, for the day and the next.',
    links: [
      { relation: 'dependsOn', number: 12 },
      { relation: 'reopens', number: 7 },
    ],
    evidence: [
      { index: 41, label: 'Bed report.pdf', link: null, sha256: '3b7c9f'.repeat(11).slice(0, 64) },
      { index: 42, label: 'Minutes', link: 'https://reports.northmoor.example/minutes', sha256: null },
    ],
    unreached: [{ name: 'Mo Farah-Jones', organisation: 'SFC', at: '2026-11-24T09:00:05.000Z', reason: 'blocked' }],
    review: '2027-03-01',
  },
);

const ANSWERED = aProposal([
  aRow('NMH', { position: AGREED }),
  aRow('EVC', { position: OBJECTED }),
  aRow('SFC', { position: aPosition('standAside', { by: PRIYA, why: 'We would run the service.' }) }),
]);

export const HISTORY: HistoryLine[] = [
  {
    index: 37,
    at: '2026-11-20T09:30:00.000Z',
    by: ASHA,
    why: OPEN.why,
    event: {
      type: 'decision.proposed',
      number: 14,
      kind: 'protocol',
      title: OPEN.title,
      needs: { share: 'majority', including: ['NMH'] },
      quorum: 4,
      deadline: DUE,
      provisional: true,
      asked: ['NMH', 'EVC', 'SFC', 'RPC', 'HHC'].map((organisation) => ({
        organisation,
        representatives: [],
        deputies: [],
      })),
      replaces: 9,
      reopens: 7,
    },
  },
  {
    index: 40,
    at: '2026-11-24T09:00:00.000Z',
    by: SERVICE,
    why: null,
    event: {
      type: 'proposal.reminded',
      number: 14,
      round: 1,
      stage: 'halfTime',
      due: '2026-11-24T09:00:00.000Z',
      organisations: [
        { organisation: 'EVC', told: ['p-ben'], away: [], optedOut: [] },
        { organisation: 'SFC', told: ['p-priya'], away: ['p-rhys'], optedOut: ['p-jo'] },
      ],
    },
  },
  {
    index: 41,
    at: '2026-11-24T09:00:05.000Z',
    by: SERVICE,
    why: null,
    event: {
      type: 'person.unreached',
      number: 14,
      member: 'p-priya',
      about: 'reminder/14/1/to/p-priya',
      reason: 'blocked',
    },
  },
  {
    index: 42,
    at: '2026-11-24T14:00:00.000Z',
    by: BEN,
    why: 'The rota names staff.',
    event: {
      type: 'position.taken',
      number: 14,
      speaksFor: 'EVC',
      position: 'object',
      capacity: 'deputy',
      turn: 1,
      told: [],
      wouldChange: 'Initials instead of names.',
    },
  },
  {
    index: 43,
    at: '2026-11-25T14:00:00.000Z',
    by: ASHA,
    why: null,
    event: {
      type: 'position.taken',
      number: 14,
      speaksFor: 'RPC',
      position: 'agree',
      capacity: 'coordinator',
      turn: 1,
      told: [],
      received: 'telephone call from Ines',
    },
  },
  {
    index: 44,
    at: '2026-11-26T14:00:00.000Z',
    by: BEN,
    why: 'Initials are used now.',
    event: {
      type: 'position.taken',
      number: 14,
      speaksFor: 'EVC',
      position: 'agree',
      capacity: 'representative',
      turn: 2,
      told: [],
    },
  },
  {
    index: 45,
    at: '2026-11-26T14:00:00.000Z',
    by: BEN,
    why: null,
    event: { type: 'decision.linked', number: 14, relation: 'dependsOn', to: 12 },
  },
  {
    index: 46,
    at: '2026-11-26T15:20:00.000Z',
    by: BEN,
    why: null,
    event: { type: 'decision.ratified', number: 14, tally: RATIFIED.proposal.tally, replaces: 9 },
  },
];

/** Cards of proposals in every state, by name. */
export function proposalCards(): Record<string, Card> {
  const shown = (decision: ProposedView, changes: Partial<ProposalCardData> = {}) =>
    proposalCard(onTheProposal(decision, changes));
  return {
    proposal: shown(OPEN),
    proposalNew: shown(proposed(aProposal(ROWS.map(({ organisation }) => aRow(organisation))))),
    proposalOwn: shown(OPEN, { reader: 'HHC', refreshes: true }),
    proposalOwnAnswered: shown(OPEN, { reader: 'EVC', refreshes: true }),
    proposalBusy: shown(BUSY),
    proposalAnswered: shown(proposed(ANSWERED)),
    proposalVision: shown(proposed(aProposal(ROWS), { kind: 'vision' })),
    proposalAppointment: shown(
      proposed(aProposal(ROWS, { appointee: { name: 'Priya Nair', organisation: 'SFC' } }), { kind: 'appointment' }),
    ),
    proposalAppetite: shown(
      proposed(aProposal(ROWS, { service: 'Discharge lounge', appetite: 'cautious' }), { kind: 'risk appetite' }),
    ),
    proposalRatified: shown(RATIFIED),
    proposalRejected: shown(REJECTED),
    proposalLapsed: shown(LAPSED),
    proposalWithdrawn: shown(WITHDRAWN),
    proposalSuperseded: shown({ ...RATIFIED, state: 'superseded', supersededBy: 20 }),
  };
}

/** Whom the history holds by their ids. */
export const PEOPLE = [
  { person: 'p-ben', name: 'Ben Cole' },
  { person: 'p-priya', name: 'Priya Nair' },
];
