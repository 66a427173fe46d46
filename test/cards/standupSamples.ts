import { roundCard, type RoundCardData } from '../../src/cards/round.ts';
import { standupCard } from '../../src/cards/standup.ts';
import { awaitedCard, escalationCard, skippedCard } from '../../src/cards/standupNotices.ts';
import { summaryCard } from '../../src/cards/summary.ts';
import { ASHA, BEN, LONDON, PROGRAMME } from './decisionSamples.ts';
import { ABOUT } from './noticeSamples.ts';
import { PRIYA, SERVICE } from './proposalSamples.ts';
import type { Card } from '../../src/cards/render.ts';
import type { AnswerRow, AnswerView, BlockerView, RoundView, StandupView } from '../../src/domain/standupViews.ts';
import type { Question } from '../../src/domain/standup.ts';

/** Stand-ups, and rounds of them in each state, as their cards show them. */

export const QUESTIONS: Question[] = [
  { id: 'moved', ask: 'What has moved since last time?', kind: 'moved', required: false },
  { id: 'plan', ask: 'What is next?', kind: 'plan', required: false },
  { id: 'blockers', ask: 'What is in the way?', kind: 'blockers', required: false },
  { id: 'beds', ask: 'Beds free', kind: 'number', required: true, unit: 'beds' },
  { id: 'level', ask: 'Pressure', kind: 'level', required: true },
  { id: 'mood', ask: 'How is the team?', kind: 'mood', required: false },
];

export const OPENED = '2026-11-27T09:15:00.000Z';
const CLOSES = '2026-11-27T11:15:00.000Z';

export function anAnswer(changes: Partial<AnswerView> = {}): AnswerView {
  return {
    by: ASHA,
    at: '2026-11-27T09:20:00.000Z',
    index: 60,
    timing: 'inTime',
    noted: false,
    noChange: false,
    nothingInTheWay: false,
    changes: 0,
    readers: null,
    withheld: false,
    texts: [],
    values: [],
    ...changes,
  };
}

export function aReport(organisation: string, changes: Partial<AnswerRow> = {}): AnswerRow {
  return {
    key: organisation,
    organisation,
    person: null,
    state: changes.answer ? 'answered' : 'awaited',
    people: [],
    away: [],
    unreached: [],
    optedOut: [],
    unasked: false,
    answer: null,
    ...changes,
  };
}

export function aBlocker(number: number, changes: Partial<BlockerView> = {}): BlockerView {
  return {
    number,
    standup: 1,
    organisation: 'EVC',
    text: 'No transport home after 6pm for people who need a stretcher.',
    helper: 'SFC',
    needBy: '2026-11-30',
    readers: null,
    raisedAt: '2026-11-25T09:25:00.000Z',
    raisedBy: BEN,
    round: 10,
    rounds: 3,
    isNew: false,
    closed: null,
    escalated: null,
    ...changes,
  };
}

export const REPORTS: AnswerRow[] = [
  aReport('NMH', {
    answer: anAnswer({
      texts: [
        { question: 'moved', text: 'Ward 6 has reopened with 12 beds.\nThe pharmacy round now starts at 8am.' },
        { question: 'plan', text: 'Agree the weekend rota with the council by 4pm.' },
      ],
      values: [
        { question: 'beds', value: 14, before: 16 },
        { question: 'level', value: 3, before: 2 },
        { question: 'mood', value: 4, before: 4 },
      ],
    }),
  }),
  aReport('EVC', {
    answer: anAnswer({
      by: BEN,
      at: '2026-11-26T18:40:00.000Z',
      timing: 'early',
      changes: 1,
      texts: [{ question: 'moved', text: 'Two more social workers start on Monday.' }],
      values: [
        { question: 'beds', value: 5, before: null },
        { question: 'level', value: 2, before: 2 },
      ],
    }),
  }),
  aReport('SFC', { answer: anAnswer({ by: PRIYA, at: '2026-11-27T09:31:00.000Z', noChange: true }) }),
  aReport('RPC', {
    answer: anAnswer({ noted: true, at: '2026-11-27T09:40:00.000Z', readers: ['RPC'], withheld: true }),
  }),
  aReport('HHC', {
    people: ['Sam Lee'],
    away: [{ name: 'Mo Farah-Jones', until: '2026-11-30' }],
    optedOut: ['Sam Lee'],
  }),
  aReport('AMB', {
    state: 'unreached',
    people: ['Jo Hart'],
    unreached: [{ name: 'Jo Hart', reason: 'blocked' }],
  }),
];

const AWAY = aReport('MHT', { state: 'away', away: [{ name: 'Kit Barnes', until: '2026-12-02' }] });
const HOLIDAY = aReport('WHB', { state: 'holiday' });

export const BLOCKERS: BlockerView[] = [
  aBlocker(4, {
    rounds: 5,
    raisedAt: '2026-11-23T09:30:00.000Z',
    escalated: { at: '2026-11-26T11:15:00.000Z', told: [{ name: 'Dana Whitlock', organisation: 'NMH' }] },
  }),
  aBlocker(7, {
    organisation: 'NMH',
    text: 'Two people wait for a keysafe before they can go home.',
    helper: 'HHC',
    needBy: null,
    raisedAt: '2026-11-27T09:20:00.000Z',
    raisedBy: ASHA,
    round: 12,
    rounds: 1,
    isNew: true,
  }),
  aBlocker(5, {
    organisation: 'SFC',
    text: 'The referral form asks for a number that we do not have.',
    helper: null,
    needBy: null,
    rounds: 2,
    closed: {
      at: '2026-11-27T09:31:00.000Z',
      by: PRIYA,
      how: 'The field is optional since this morning.',
      readers: null,
    },
  }),
  aBlocker(8, { organisation: 'RPC', text: null, helper: null, needBy: null, readers: ['RPC'] }),
];

export const PARTNERS = [
  ...ABOUT.organisations,
  { id: 'AMB', name: 'Moorland Ambulance' },
  { id: 'MHT', name: 'Northmoor Mental Health' },
  { id: 'WHB', name: 'Wyeside Health Board' },
];

export function aRound(changes: Partial<RoundView> = {}): RoundView {
  const rows = changes.rows ?? [...REPORTS, AWAY, HOLIDAY];
  const blockers = changes.blockers ?? BLOCKERS;
  return {
    standup: 1,
    round: 12,
    openedAt: OPENED,
    closedAt: null,
    participation: rows.map(({ organisation, state }) => ({ organisation, state })),
    answered: rows.filter(({ state, unasked }) => state === 'answered' && !unasked).length,
    expected: rows.filter(({ state, unasked }) => state !== 'holiday' && !unasked).length,
    openBlockers: blockers.filter(({ closed }) => closed === null).length,
    name: 'Morning discharge check-in',
    reporting: 'organisation',
    questions: QUESTIONS,
    openedBy: SERVICE,
    due: OPENED,
    missed: 0,
    closes: CLOSES,
    closedBy: null,
    closedInTime: false,
    gaveWay: false,
    mayBeUnchanged: true,
    rows,
    blockers,
    withheld:
      rows.filter(({ answer }) => answer?.withheld).length + blockers.filter(({ text }) => text === null).length,
    table: null,
    isLast: true,
    version: 71,
    ...changes,
  };
}

const ENDED = { closedAt: CLOSES, closedBy: SERVICE, closedInTime: true };
const LATE = aReport('HHC', {
  answer: anAnswer({
    by: { name: 'Sam Lee', organisation: 'HHC', basis: 'placement' },
    at: '2026-11-27T13:05:00.000Z',
    timing: 'late',
    texts: [{ question: 'moved', text: 'Five volunteers can drive on Saturday.' }],
    values: [{ question: 'level', value: 1, before: 2 }],
  }),
});

export const OPEN_ROUND = aRound();
export const CLOSED_ROUND = aRound({
  ...ENDED,
  rows: [...REPORTS, AWAY, HOLIDAY].map((row) => (row.organisation === 'HHC' ? LATE : row)),
});
export const NEW_ROUND = aRound({
  rows: ['NMH', 'EVC', 'SFC'].map((id) => aReport(id, { people: ['Asha Patel', 'Ben Cole'] })),
  blockers: [],
});
export const TABLE_ROUND = aRound({
  due: null,
  openedBy: ASHA,
  rows: REPORTS.slice(0, 5),
  blockers: BLOCKERS.slice(0, 2),
  table: { now: 'NMH', next: 'EVC' },
});
export const LATE_ROUND = aRound({
  openedAt: '2026-11-27T10:02:00.000Z',
  missed: 2,
  rows: [...REPORTS, aReport('ICB', { unasked: true, answer: anAnswer({ noChange: true }) })],
});
/** People report, and there are too many for a row each. */
export const PEOPLE_ROUND = aRound({
  reporting: 'person',
  rows: Array.from({ length: 30 }, (_, place) =>
    aReport(['NMH', 'EVC', 'SFC'][place % 3]!, {
      key: `p-${place}`,
      person: `${['Alex', 'Robin', 'Kim', 'Lee', 'Noor'][place % 5]} ${['Reed', 'Marsh', 'Lane', 'Ford', 'Wood', 'Hill'][Math.floor(place / 5)]}`,
      ...(place < 4 ? { answer: { ...REPORTS[place % 2]!.answer!, changes: 0, timing: 'inTime' as const } } : {}),
      ...(place >= 4 && place < 14 ? { answer: anAnswer({ noChange: true }) } : {}),
      ...(place === 20
        ? { state: 'unreached' as const, unreached: [{ name: 'Alex Wood', reason: 'notFound' as const }] }
        : {}),
      ...(place === 21 ? { state: 'away' as const, away: [{ name: 'Robin Wood', until: '2026-12-01' }] } : {}),
    }),
  ),
  blockers: BLOCKERS.slice(0, 1),
});

export function onTheRound(round: RoundView): RoundCardData {
  return { ...ABOUT, organisations: PARTNERS, round };
}

export function aStandup(changes: Partial<StandupView> = {}): StandupView {
  return {
    number: 1,
    state: 'running',
    name: 'Morning discharge check-in',
    schedule: {
      weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
      weeks: 'each',
      at: '09:15',
      from: '2026-11-02',
    },
    timeZone: LONDON,
    openFor: 120,
    reporting: 'organisation',
    asked: [],
    questions: QUESTIONS,
    remindBefore: 30,
    escalateAfter: 3,
    summaryIn: 'thread',
    next: '2026-11-30T09:15:00.000Z',
    skips: [],
    rounds: 12,
    open: null,
    people: [],
    version: 71,
    ...changes,
  };
}

export const NAMED_STANDUP = aStandup({
  number: 2,
  name: 'Board check-in',
  state: 'paused',
  schedule: { weekdays: ['Monday'], weeks: 'firstOfMonth', at: '10:00', from: '2026-11-02' },
  timeZone: 'Europe/Dublin',
  openFor: 2880,
  asked: [
    { organisation: 'NMH', accountable: 'p-asha', deputy: 'p-chidi' },
    { organisation: 'EVC', accountable: 'p-ben' },
    { organisation: 'SFC' },
  ],
  people: [
    { person: 'p-asha', name: 'Asha Patel' },
    { person: 'p-chidi', name: 'Chidi Okafor' },
    { person: 'p-ben', name: 'Ben Cole' },
  ],
  questions: [
    ...QUESTIONS.slice(0, 3),
    { id: 'q4', ask: 'Is the rota out?', kind: 'yesNo', required: false },
    { id: 'q5', ask: 'Where are you?', kind: 'choice', required: true, choices: ['On site', 'At home'] },
  ],
  remindBefore: null,
  escalateAfter: 1,
  summaryIn: 'conversation',
  skips: [
    { day: '2026-12-24', why: 'Christmas Eve' },
    { day: '2026-12-31', why: null },
  ],
  next: null,
});

const NOTICE = { programmeName: ABOUT.programmeName, timeZone: LONDON };
const BEFORE = '2026-11-27T09:15:00.000Z';

/** Cards of stand-ups and rounds in every state, by name. */
export function standupCards(): Record<string, Card> {
  const shown = (round: RoundView) => roundCard(onTheRound(round));
  const summed = (round: RoundView) => summaryCard(onTheRound(round));
  const escalated = (blocker: BlockerView) =>
    escalationCard({ ...ABOUT, organisations: PARTNERS, standup: aStandup(), blocker });
  return {
    round: shown(OPEN_ROUND),
    roundNew: shown(NEW_ROUND),
    roundClosed: shown(CLOSED_ROUND),
    roundOver: shown({ ...CLOSED_ROUND, isLast: false, closedInTime: false, closedBy: ASHA }),
    roundTable: shown(TABLE_ROUND),
    roundTableDone: shown({ ...TABLE_ROUND, table: { now: null, next: null } }),
    roundLate: shown(LATE_ROUND),
    roundPeople: shown(PEOPLE_ROUND),
    summary: summed(CLOSED_ROUND),
    summaryQuiet: summed({ ...NEW_ROUND, ...ENDED }),
    summaryPeople: summed({ ...PEOPLE_ROUND, ...ENDED }),
    standup: standupCard({ ...ABOUT, standup: aStandup() }),
    standupPaused: standupCard({ ...ABOUT, standup: NAMED_STANDUP }),
    standupEnded: standupCard({ ...ABOUT, standup: aStandup({ state: 'ended', next: null }) }),
    standupByHand: standupCard({ ...ABOUT, standup: aStandup({ schedule: null, next: null, open: 3, rounds: 3 }) }),
    skippedHoliday: skippedCard({
      ...NOTICE,
      standup: aStandup(),
      skipped: { due: BEFORE, reason: 'holiday', times: 1 },
    }),
    skippedMissed: skippedCard({
      ...NOTICE,
      standup: aStandup({ next: null }),
      skipped: { due: BEFORE, reason: 'missed', times: 3 },
    }),
    awaited: awaitedCard({ ...onTheRound(NEW_ROUND), keys: ['NMH'] }),
    awaitedBlocked: awaitedCard({
      ...onTheRound(aRound({ rows: [aReport('EVC'), aReport('HHC')] })),
      keys: ['EVC', 'HHC'],
    }),
    awaitedClosed: awaitedCard({
      ...onTheRound(aRound({ ...ENDED, rows: [aReport('EVC')] })),
      keys: ['EVC'],
    }),
    awaitedAnswered: awaitedCard({ ...onTheRound(OPEN_ROUND), keys: ['NMH'] }),
    escalation: escalated(BLOCKERS[0]!),
    escalationWithheld: escalated(BLOCKERS[3]!),
    escalationClosed: escalated({ ...BLOCKERS[0]!, closed: BLOCKERS[2]!.closed }),
  };
}

/** Whose buttons these are. */
export const SUBJECT = { programme: PROGRAMME, standup: 1, round: 12 };
