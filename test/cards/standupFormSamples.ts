import { answerFormCard, type AnswerFormData } from '../../src/cards/answerForm.ts';
import { blockersCard } from '../../src/cards/blockers.ts';
import { roundsCard } from '../../src/cards/rounds.ts';
import { solveFormCard } from '../../src/cards/solveForm.ts';
import { standupFormCard } from '../../src/cards/standupForm.ts';
import { DEFAULT_QUESTIONS, type Question } from '../../src/domain/standup.ts';
import { ASHA, BEN, LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import type { Card } from '../../src/cards/render.ts';
import type { BlockerView, RoundSummary, StandupView } from '../../src/domain/standupViews.ts';

/** The forms and lists of stand-ups and blockers, and what they are about. */

/** Letters weigh one unit each; the others weigh most of all once they are escaped, for Markdown and for JSON. */
export const FILLERS = ['a', '*a', '"', '\\', 'é\n', '<a', '{{', '字'];

export function full(filler: string, length: number): string {
  return filler.repeat(Math.ceil(length / filler.length)).slice(0, length);
}

export const FORM = { programme: PROGRAMME, home: 'message' as const, nonce: 'n-1', values: {} };

export function aBlocker(changes: Partial<BlockerView> = {}): BlockerView {
  return {
    number: 3,
    standup: 1,
    organisation: 'NMH',
    text: 'No transport home after 8pm',
    helper: 'EVC',
    needBy: '2026-03-13',
    readers: null,
    raisedAt: '2026-03-04T09:20:00.000Z',
    raisedBy: ASHA,
    round: 12,
    rounds: 3,
    isNew: false,
    closed: null,
    escalated: null,
    ...changes,
  };
}

export const BLOCKERS: BlockerView[] = [
  aBlocker({
    number: 5,
    organisation: 'SFC',
    text: 'Two referrals have no address',
    helper: null,
    needBy: null,
    rounds: 1,
    raisedAt: '2026-03-06T09:20:00.000Z',
    raisedBy: BEN,
  }),
  aBlocker({ escalated: { at: '2026-03-06T11:30:00.000Z', told: [{ name: 'Mo Lane', organisation: 'NMH' }] } }),
  aBlocker({
    number: 4,
    organisation: 'EVC',
    text: 'The brokerage line is not answered',
    helper: 'RPC',
    needBy: null,
    readers: ['EVC', 'NMH'],
    raisedAt: '2026-03-05T09:20:00.000Z',
  }),
];

export const WITHHELD = aBlocker({ number: 6, text: null, helper: null, needBy: null, readers: ['RPC'] });

/** One question of each kind. */
export const QUESTIONS: Question[] = [
  ...DEFAULT_QUESTIONS,
  { id: 'word', ask: 'A word for the night staff', kind: 'text', required: false },
  { id: 'lounge', ask: 'Discharge lounge', kind: 'choice', required: true, choices: ['open', 'closed'] },
  { id: 'beds', ask: 'Beds free', kind: 'number', required: true, unit: 'beds' },
  { id: 'level', ask: 'How hard is it?', kind: 'level', required: false },
  { id: 'mood', ask: 'How is your team?', kind: 'mood', required: false },
  { id: 'staffed', ask: 'Are nights covered?', kind: 'yesNo', required: false },
];

export function onTheForm(changes: Partial<AnswerFormData> = {}): AnswerFormData {
  return {
    ...FORM,
    standup: 1,
    round: 14,
    heading: 'Morning stand-up, 9 March 2026',
    hint: 'For Northmoor Hospitals (NMH). Open until 11:15am.',
    questions: DEFAULT_QUESTIONS,
    plan: [],
    open: [],
    organisations: ORGANISATIONS,
    ...changes,
  };
}

export const PLAN = [
  { value: '61.0', text: 'Ring-fence 4 beds on ward 6' },
  { value: '61.1', text: 'Send the rota to the council' },
];

export const CHANGED = {
  name: 'Morning stand-up',
  when: 'weekdays at 9:15',
  timeZone: 'Europe/London',
  openFor: '90',
  reporting: 'organisation',
  asked: 'NMH: Asha Patel, Gwen Price\nEVC: Ben Cole',
  questions: 'What is next? (plan)\nBeds free (number, beds, required)',
  remindBefore: '30',
  escalateAfter: '3',
  summaryIn: 'thread',
};

export const THE_STANDUP: StandupView = {
  number: 1,
  state: 'running',
  name: 'Morning stand-up',
  schedule: { weekdays: ['Monday', 'Thursday'], weeks: 'each', at: '09:15', from: '2026-02-02' },
  timeZone: LONDON,
  openFor: 120,
  reporting: 'organisation',
  asked: [],
  questions: [...DEFAULT_QUESTIONS],
  remindBefore: 30,
  escalateAfter: 3,
  summaryIn: 'thread',
  next: '2026-03-12T09:15:00.000Z',
  skips: [],
  rounds: 14,
  open: 14,
  people: [],
  version: 70,
};

export function aSummary(round: number, changes: Partial<RoundSummary> = {}): RoundSummary {
  const openedAt = new Date(Date.UTC(2026, 1, round - 5, 9, 15)).toISOString();
  return {
    standup: 1,
    round,
    openedAt,
    closedAt: openedAt.replace('09:15', '11:15'),
    participation: [
      { organisation: 'NMH', state: 'answered' },
      { organisation: 'EVC', state: 'awaited' },
    ],
    answered: 5,
    expected: 6,
    openBlockers: 2,
    ...changes,
  };
}

/** What one organisation did in each of the last rounds, the newest first. */
export const ROUNDS: RoundSummary[] = [
  aSummary(44, { closedAt: null, answered: 1, participation: [{ organisation: 'NMH', state: 'awaited' }] }),
  aSummary(43),
  aSummary(42, { openBlockers: 1, participation: [{ organisation: 'NMH', state: 'awaited' }] }),
  aSummary(41, { openBlockers: 0, participation: [{ organisation: 'NMH', state: 'away' }] }),
  aSummary(40, { participation: [{ organisation: 'NMH', state: 'unreached' }] }),
  aSummary(39, { participation: [{ organisation: 'NMH', state: 'holiday' }] }),
  aSummary(38, { participation: [] }),
];

export const LISTS = { programme: PROGRAMME, timeZone: LONDON, organisations: ORGANISATIONS };

/** The forms and lists of stand-ups, by name. */
export function standupFormCards(): Record<string, Card> {
  return {
    answerForm: answerFormCard(onTheForm()),
    answerFormFull: answerFormCard(
      onTheForm({
        questions: QUESTIONS,
        plan: PLAN,
        open: [...BLOCKERS, WITHHELD],
        problem: '“Beds free” needs an answer.',
        field: 'q-beds',
        values: { 'q-plan': 'Open ward 6', done: '61.0', 'q-beds': '0', readers: 'NMH' },
      }),
    ),
    standupForm: standupFormCard({ ...FORM, organisations: ORGANISATIONS }),
    standupFormChange: standupFormCard({ ...FORM, standup: 1, values: CHANGED, organisations: ORGANISATIONS }),
    solveForm: solveFormCard({ ...FORM, about: aBlocker() }),
    blockers: blockersCard({ ...LISTS, blockers: [...BLOCKERS, WITHHELD] }),
    blockersNone: blockersCard({ ...LISTS, blockers: [] }),
    blockersWithheld: blockersCard({ ...LISTS, blockers: [WITHHELD] }),
    rounds: roundsCard({ ...LISTS, standup: THE_STANDUP, organisation: null, rounds: ROUNDS, total: 44 }),
    roundsOfOne: roundsCard({ ...LISTS, standup: THE_STANDUP, organisation: 'NMH', rounds: ROUNDS, total: 7 }),
    roundsNone: roundsCard({ ...LISTS, standup: THE_STANDUP, organisation: 'NMH', rounds: [], total: 0 }),
  };
}
