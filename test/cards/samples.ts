import { amendFormCard } from '../../src/cards/amendForm.ts';
import { decisionCard, type DecisionCardData } from '../../src/cards/decision.ts';
import { decisionFormCard } from '../../src/cards/decisionForm.ts';
import { decisionsCard } from '../../src/cards/decisions.ts';
import { doneCard } from '../../src/cards/done.ts';
import { evidenceFormCard } from '../../src/cards/evidenceForm.ts';
import { exportCard } from '../../src/cards/export.ts';
import { helpCard } from '../../src/cards/help.ts';
import { historyCard } from '../../src/cards/history.ts';
import { organisationFormCard } from '../../src/cards/organisationForm.ts';
import { organisationsCard } from '../../src/cards/organisations.ts';
import { placeFormCard } from '../../src/cards/placeForm.ts';
import { problemCard } from '../../src/cards/problem.ts';
import { refusalCard } from '../../src/cards/refusal.ts';
import { reviewFormCard } from '../../src/cards/reviewForm.ts';
import { setupFormCard } from '../../src/cards/setupForm.ts';
import { verifyCard } from '../../src/cards/verify.ts';
import { welcomeCard } from '../../src/cards/welcome.ts';
import { aDecision, ASHA, BEN, LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import { noticeCards } from './noticeSamples.ts';
import { HISTORY, PEOPLE, OPEN, proposalCards, RATIFIED, REJECTED } from './proposalSamples.ts';
import { standupCards } from './standupSamples.ts';
import { standupFormCards } from './standupFormSamples.ts';
import { statusCards } from './statusCardSamples.ts';
import type { Card } from '../../src/cards/render.ts';
import type { DecisionView, DecisionWithHistory, HistoryLine, ProgrammeView } from '../../src/domain/views.ts';
import type { Refusal } from '../../src/domain/refused.ts';

/** One or two of each card as it looks on an ordinary day. */

export * from './decisionSamples.ts';

export const FULL = aDecision({
  kind: 'protocol',
  deciders: [
    { name: 'Asha Patel', organisation: 'NMH' },
    { name: 'Tactical command', organisation: null },
  ],
  recordedAt: '2026-11-29T09:30:00.000Z',
  recordedBy: BEN,
  lateBecause: 'The site lost its network from Friday evening to Sunday morning.',
  outside: { reason: 'amount', upTo: { figure: 10, unit: 'beds' }, found: 12 },
  supersedes: 9,
  text: 'Ward 6 opens 12 beds from 6pm on Friday.\nStaffing: 2 registered nurses and 3 support workers a shift.\nThe beds close again on Monday at midday unless the group decides otherwise.',
  options: 'Divert ambulances to Southfen; open 6 beds; do nothing.',
  consulted: 'Chief nurse, ambulance duty manager',
  informed: 'All site managers',
  effective: '2026-11-27',
  review: '2026-11-30',
  retention: '8 years',
  evidence: [
    {
      index: 38,
      label: 'Bed report, Friday 4pm',
      link: 'https://reports.northmoor.example/beds/2026-11-27?ward=6',
      sha256: null,
    },
    { index: 39, label: 'Minutes of the tactical call', link: null, sha256: null },
  ],
  amendments: [
    {
      index: 40,
      at: '2026-11-30T08:15:00.000Z',
      by: BEN,
      text: 'The council has found two more social workers from Tuesday.',
      why: null,
    },
  ],
  seenBy: ['NMH', 'EVC'],
});

export function onTheCard(decision: DecisionView): DecisionCardData {
  return { decision, programme: PROGRAMME, timeZone: LONDON, organisations: ORGANISATIONS, size: 58 };
}

const LINES: HistoryLine[] = [
  {
    index: 37,
    at: FULL.recordedAt,
    by: BEN,
    why: FULL.why,
    event: {
      type: 'decision.recorded',
      number: 14,
      kind: 'protocol',
      title: FULL.title,
      decidedAt: '2026-11-27T17:00:00.000Z',
      deciders: [
        { person: 'p-asha', organisation: 'NMH' },
        { person: null, organisation: null },
      ],
      deciderNames: ['Asha Patel', 'Tactical command'],
      lateBecause: FULL.lateBecause!,
      supersedes: 9,
    },
  },
  {
    index: 38,
    at: FULL.recordedAt,
    by: BEN,
    why: null,
    event: {
      type: 'evidence.added',
      number: 14,
      label: 'Bed report, Friday 4pm',
      link: 'https://reports.northmoor.example/beds',
    },
  },
  {
    index: 41,
    at: '2026-11-29T10:00:00.000Z',
    by: ASHA,
    why: null,
    event: { type: 'decision.seen', number: 14, seen: true },
  },
  {
    index: 42,
    at: '2026-11-30T08:15:00.000Z',
    by: BEN,
    why: 'So that the site can plan the week.',
    event: {
      type: 'decision.amended',
      number: 14,
      text: 'The council has found two more social workers from Tuesday.',
    },
  },
  {
    index: 43,
    at: '2026-11-30T08:20:00.000Z',
    by: BEN,
    why: null,
    event: { type: 'decision.reviewSet', number: 14, on: '2026-12-04' },
  },
  {
    index: 50,
    at: '2026-12-01T12:00:00.000Z',
    by: ASHA,
    why: 'Pressure has eased.',
    event: {
      type: 'decision.recorded',
      number: 15,
      kind: 'decision',
      title: 'Close the escalation beds on ward 6',
      decidedAt: '2026-12-01T12:00:00.000Z',
      deciders: [{ person: 'p-asha', organisation: 'NMH' }],
      deciderNames: ['Asha Patel'],
      supersedes: 14,
    },
  },
];

export const WITH_HISTORY: DecisionWithHistory = { ...FULL, history: LINES, people: [] };

export const THE_PROGRAMME: ProgrammeView = {
  id: PROGRAMME,
  name: 'Winter discharge',
  goal: 'Nobody waits in hospital for want of a place to go.',
  timeZone: LONDON,
  organisations: ORGANISATIONS.map(({ id, name }, place) => ({
    id,
    name,
    ods: place === 0 ? 'R0X' : null,
    sector: (['acute', 'local authority', 'community', 'primary care', 'voluntary'] as const)[place]!,
    nation: place === 2 ? 'Wales' : 'England',
    constituency: id === 'RPC' ? 'the 14 GP practices of Riverside' : null,
    domains: [`${name.toLowerCase().split(' ')[0]}.example`],
    left: id === 'HHC' ? '2026-11-20T09:00:00.000Z' : null,
    members:
      place === 0
        ? [
            { person: 'p-asha', name: 'Asha Patel', roles: ['coordinator', 'representative'], awayUntil: null },
            { person: 'p-chidi', name: 'Chidi Okafor', roles: ['member'], awayUntil: '2026-11-30' },
          ]
        : place === 1
          ? [{ person: 'p-ben', name: 'Ben Cole', roles: ['representative'], awayUntil: null }]
          : [],
  })),
  unplaced: [{ person: 'p-dana', name: 'Dana Whitlock', roles: ['coordinator'], awayUntil: null }],
  scheme: [
    { role: 'representative', organisation: 'NMH', kinds: 'anything', upTo: { figure: 20, unit: 'beds' } },
    { role: 'coordinator', organisation: null, kinds: ['decision', 'protocol'], upTo: { figure: 10_000, unit: '£' } },
    { role: 'anyone', organisation: 'EVC', kinds: ['appointment'], upTo: null },
  ],
  size: 58,
};

const about = { number: 14, title: FULL.title };
const form = { programme: PROGRAMME, values: {}, nonce: 'n-1' };

export const REFUSALS: Refusal[] = [
  { code: 'actor.unplaced' },
  { code: 'actor.notAllowed', may: ['coordinator'] },
  { code: 'answer.empty' },
  { code: 'answer.malformed', question: 'beds' },
  { code: 'answer.needs', question: 'beds', ask: 'Beds free' },
  { code: 'answer.notYours', organisation: 'EVC' },
  { code: 'answer.unreadable', text: 'Beds free: plenty' },
  { code: 'authority.unreadable', line: 'the boss may do it all' },
  { code: 'blocker.closed', blocker: 3 },
  { code: 'blocker.notYours', blocker: 3, organisation: 'EVC' },
  { code: 'blocker.unknown', blocker: 9 },
  { code: 'round.nobody', standup: 1 },
  { code: 'round.none', standup: 1, next: null },
  { code: 'round.none', standup: 1, next: '2026-12-07T10:00:00.000Z' },
  { code: 'round.open', standup: 1, round: 12 },
  { code: 'round.over', standup: 1, round: 3 },
  { code: 'schedule.unreadable', text: 'weekdays at 25:00' },
  { code: 'standup.exists', standup: 2, name: 'Bed meeting' },
  { code: 'standup.malformed', field: 'openFor' },
  { code: 'standup.which', names: ['Bed meeting', 'Evening call'] },
  { code: 'standup.over', standup: 1 },
  { code: 'standup.tooMany', most: 10 },
  { code: 'figures.empty', source: 3 },
  { code: 'figures.malformed', name: 'Beds open' },
  { code: 'figures.notYours', organisation: 'EVC' },
  { code: 'indicator.malformed', field: 'thresholds' },
  { code: 'indicator.malformed', field: 'adding' },
  { code: 'indicator.unknown', indicator: 'bed', known: ['beds-open', 'staff-absence'] },
  { code: 'indicator.unknown', indicator: 'bed', known: [] },
  { code: 'level.malformed', level: 'three' },
  { code: 'override.needsUntil', organisation: 'EVC' },
  { code: 'override.none', organisation: 'EVC' },
  { code: 'override.notYours', organisation: 'EVC' },
  { code: 'override.tooLong', until: '2027-11-27T18:00:00.000Z' },
  { code: 'override.untilPast', until: '2026-11-20T18:00:00.000Z' },
  { code: 'source.malformed', field: 'address' },
  { code: 'source.malformed', field: 'partner' },
  { code: 'source.nothingFound', source: 5 },
  { code: 'source.otherKind', source: 5, kind: 'person' },
  { code: 'source.otherKind', source: 5, kind: 'json' },
  { code: 'source.over', source: 5 },
  { code: 'source.tooMany', most: 500 },
  { code: 'source.unknown', source: 0, last: 0 },
  { code: 'source.unknown', source: 9, last: 5 },
  {
    code: 'source.which',
    sources: [
      { number: 3, name: 'Beds at noon' },
      { number: 4, name: 'Drivers' },
    ],
  },
  { code: 'standup.unknown', number: 0, last: 0 },
  { code: 'standup.unknown', number: 7, last: 2 },
  { code: 'date.impossible', text: '31 February' },
  { code: 'date.past', day: '2026-11-01' },
  { code: 'appointment.unplaced' },
  { code: 'decision.agreed', number: 14 },
  { code: 'decision.linkedToItself', number: 14 },
  { code: 'decision.notTaken', number: 14, state: 'proposed' },
  { code: 'decision.notTaken', number: 14, state: 'lapsed' },
  { code: 'evidence.closed', number: 14, state: 'ratified' },
  { code: 'evidence.malformedHash', sha256: 'abc' },
  { code: 'list.tooLong', field: 'evidence', length: 50, limit: 40 },
  { code: 'member.notYours' },
  { code: 'organisation.malformedTenant', tenant: 'northmoor' },
  { code: 'position.closed', number: 14, state: 'ratified' },
  { code: 'position.closed', number: 14, state: 'withdrawn' },
  { code: 'position.closed', number: 14, state: 'recorded' },
  { code: 'position.needsReceived', organisation: 'EVC' },
  { code: 'position.needsWhy', number: 14, position: 'object' },
  { code: 'position.needsWhy', number: 14, position: 'standAside' },
  { code: 'position.notAsked', organisation: 'HHV', asked: ['NMH', 'EVC'] },
  { code: 'position.notRepresentative', organisation: 'EVC', who: [{ person: 'p-ben', name: 'Ben Cole' }] },
  { code: 'position.notRepresentative', organisation: 'HHC', who: [] },
  { code: 'position.ownWord', organisation: 'EVC' },
  { code: 'position.representativeHere', organisation: 'EVC', who: [{ person: 'p-ben', name: 'Ben Cole' }] },
  { code: 'position.tooLate', number: 14, deadline: '2026-11-27T17:00:00.000Z' },
  { code: 'proposal.awaited', number: 14, awaited: ['EVC', 'SFC'] },
  { code: 'proposal.deadlinePast', deadline: '2026-11-20T17:00:00.000Z' },
  { code: 'proposal.notYours', number: 14, by: 'Asha Patel' },
  { code: 'proposal.notFailed', number: 14, state: 'proposed' },
  { code: 'proposal.notFailed', number: 14, state: 'ratified' },
  { code: 'proposal.weaker', number: 14 },
  { code: 'proposal.unreadable', text: 'needs majorty' },
  { code: 'appointment.otherKind' },
  { code: 'appointment.tooFew', needed: 1, all: 5 },
  { code: 'position.interested', number: 14 },
  { code: 'position.twice', organisation: 'EVC' },
  { code: 'position.unclear', number: 14, position: 'agree', text: 'only if nights are covered' },
  { code: 'amendment.open', number: 14 },
  { code: 'organisation.left', organisation: 'HHC' },
  { code: 'proposal.tooMany', wanted: 7, asked: 5 },
  { code: 'decision.future', at: '2026-12-24T17:00:00.000Z' },
  { code: 'decision.needsLateReason', decidedAt: '2026-11-20T09:15:00.000Z' },
  { code: 'decision.superseded', number: 14, by: 15 },
  { code: 'decision.unknown', number: 99, last: 15 },
  { code: 'evidence.unsafeLink', link: 'javascript:alert(1)' },
  { code: 'member.coordinatorNeeded' },
  { code: 'organisation.exists', organisation: 'NMH' },
  { code: 'organisation.malformedDomain', domain: 'northmoor' },
  { code: 'organisation.malformedOds', ods: 'R-0-X' },
  { code: 'organisation.malformedShort', short: 'N' },
  { code: 'organisation.unknown', organisation: 'XYZ', known: ['NMH', 'EVC'] },
  { code: 'patient.data', looksLike: 'nhsNumber' },
  { code: 'person.unknown', person: 'Priya' },
  { code: 'programme.missing' },
  { code: 'programme.unknownTimeZone', timeZone: 'Mars/Olympus' },
  { code: 'text.missing', field: 'why' },
  { code: 'text.tooLong', field: 'title', length: 412, limit: 300 },
  { code: 'text.unreadable', field: 'text' },
];

export const CONTEXT = { timeZone: LONDON, coordinators: [{ name: 'Asha Patel' }, { name: 'Dana Whitlock' }] };

const page = {
  decisions: [
    FULL,
    aDecision({
      number: 13,
      title: 'Share the discharge rota every morning by 9am',
      index: 31,
      deciders: [{ name: 'Ben Cole', organisation: 'EVC' }],
    }),
    { ...OPEN, number: 12 },
    { ...RATIFIED, number: 11 },
    { ...REJECTED, number: 10 },
    aDecision({ number: 9, state: 'superseded', supersededBy: 14, title: 'Open 6 escalation beds', index: 22 }),
  ],
  total: 12,
  next: '9',
};

/** One or two of every card, by name. */
export function everyCard(): Record<string, Card> {
  return {
    decision: decisionCard(onTheCard(aDecision())),
    decisionFull: decisionCard(onTheCard(FULL)),
    decisionSuperseded: decisionCard(
      onTheCard({ ...FULL, state: 'superseded', supersededBy: 15, seenBy: ORGANISATIONS.map(({ id }) => id) }),
    ),
    history: historyCard({ decision: WITH_HISTORY, timeZone: LONDON, organisations: ORGANISATIONS }),
    historyProposal: historyCard({
      decision: { ...RATIFIED, history: HISTORY, people: PEOPLE },
      timeZone: LONDON,
      organisations: ORGANISATIONS,
    }),
    ...proposalCards(),
    ...noticeCards(),
    ...standupCards(),
    ...standupFormCards(),
    ...statusCards(),
    decisions: decisionsCard({
      page,
      programme: PROGRAMME,
      timeZone: LONDON,
      filterWords: 'about beds',
      filter: 'beds',
    }),
    decisionsEmpty: decisionsCard({
      page: { decisions: [], total: 0, next: null },
      programme: PROGRAMME,
      timeZone: LONDON,
      filter: '',
    }),
    recordForm: decisionFormCard({ ...form, home: 'message', form: 'record' }),
    supersedeForm: decisionFormCard({
      ...form,
      home: 'dialog',
      form: 'supersede',
      about,
      problem: 'This needs a reason. Say why, so that those who read it later understand.',
      values: {
        title: 'Close the beds',
        kind: 'protocol',
        decidedDay: '2026-12-01',
        decidedTime: '12:00',
        consulted: 'Chief nurse',
      },
    }),
    correctForm: decisionFormCard({
      ...form,
      home: 'message',
      form: 'correct',
      about,
      values: { title: 'Open 12 beds', why: 'ED is at OPEL 4' },
    }),
    amendForm: amendFormCard({ ...form, home: 'message', about }),
    evidenceForm: evidenceFormCard({ ...form, home: 'message', about }),
    reviewForm: reviewFormCard({ ...form, home: 'dialog', about, values: { on: '2026-12-04' } }),
    setupForm: setupFormCard({
      ...form,
      home: 'message',
      values: {
        name: 'Winter discharge',
        organisations:
          'Northmoor Hospitals, NMH, acute, northmoor.example\nEastvale Council, EVC, local authority, eastvale.example',
      },
    }),
    organisationForm: organisationFormCard({ ...form, home: 'message' }),
    placeForm: placeFormCard({
      ...form,
      home: 'message',
      people: [
        { person: 'p-asha', name: 'Asha Patel', organisation: 'NMH' },
        { person: 'p-dana', name: 'Dana Whitlock' },
      ],
      organisations: ORGANISATIONS,
    }),
    ...standupFormCards(),
    organisations: organisationsCard({ programme: THE_PROGRAMME }),
    help: helpCard({}),
    helpNearest: helpCard({ text: 'decied open 12 beds', nearest: 'decide open 12 beds because ED is at OPEL 4' }),
    refusalPatient: refusalCard({ ...CONTEXT, refusal: { code: 'patient.data', looksLike: 'nhsNumber' } }),
    refusalUnplaced: refusalCard({ ...CONTEXT, refusal: { code: 'actor.unplaced' } }),
    refusalWhy: refusalCard({
      ...CONTEXT,
      refusal: { code: 'text.missing', field: 'why' },
      retry: { do: 'open', form: 'record', programme: PROGRAMME },
    }),
    problem: problemCard({ reference: 'K7Q-2MD' }),
    done: doneCard({
      title: 'Decision 14 recorded',
      detail: 'Open 12 escalation beds on ward 6 until Monday',
      facts: [
        { title: 'Decided', value: 'Friday 27 November 2026, 5pm' },
        { title: 'Why', value: 'ED is at OPEL 4' },
      ],
      again: { title: 'Not what I meant', press: { do: 'open', form: 'correct', programme: PROGRAMME, number: 14 } },
    }),
    verify: verifyCard({ ...CHECKED }),
    verifyProblem: verifyCard({ ...CHECKED, problem: 'Entry 12 is not the one that was signed.' }),
    welcome: welcomeCard({ programme: PROGRAMME, name: 'Winter discharge', mention: 'Concordat' }),
    export: exportCard({
      url: 'https://concordat.example/api/export?format=csv',
      format: 'csv',
      total: 15,
      tab: 'https://concordat.example/tab/',
    }),
  };
}

const CHECKED = {
  origin: 'concordat.example/winter-discharge',
  size: 1058,
  root: 'qINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=',
  verifierKey: 'concordat.example/winter-discharge+5b2c09fd+AbcdEFGHijklMNOPqrstUVWXyz0123456789abcdefgh',
  checkedAt: '2026-11-27T17:05:00.000Z',
  timeZone: LONDON,
  url: 'https://concordat.example/log/winter-discharge',
};
