import { onBehalfFormCard } from '../../src/cards/onBehalfForm.ts';
import { outcomeCard } from '../../src/cards/outcome.ts';
import { proposalFormCard } from '../../src/cards/proposalForm.ts';
import { reasonFormCard } from '../../src/cards/reasonForm.ts';
import { receiptCard, reminderCard, reviewDueCard } from '../../src/cards/notices.ts';
import { waitingCard, type Waiting } from '../../src/cards/waiting.ts';
import { ASHA, LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import {
  AGREED,
  aProposal,
  aRow,
  BUSY,
  ended,
  LAPSED,
  OPEN,
  proposed,
  RATIFIED,
  REJECTED,
  ROWS,
  WITHDRAWN,
} from './proposalSamples.ts';
import type { ProposedView } from '../../src/cards/proposal.ts';
import type { Card } from '../../src/cards/render.ts';

/** What is said of proposals beside their posts: outcomes, notices, the waiting list and the forms. */

export const ABOUT = {
  programme: PROGRAMME,
  programmeName: 'Winter discharge',
  timeZone: LONDON,
  organisations: ORGANISATIONS,
};

const outcome = (decision: ProposedView) => {
  const { programmeName: _, ...about } = ABOUT;
  return outcomeCard({ ...about, decision });
};

const CHOSEN = aProposal(
  [
    aRow('NMH', { position: { ...AGREED, why: 'It saves each ward two hours a day.' } }),
    ...ROWS.slice(1, 4),
    aRow('HHC'),
  ],
  { needs: { share: 2, including: [] }, appointee: { name: 'Priya Nair', organisation: 'SFC' } },
);

export const CHOSEN_VISION = proposed(
  { ...CHOSEN, outcome: ended(null, CHOSEN), provisional: true },
  {
    kind: 'vision',
    state: 'ratified',
    decidedAt: '2026-11-26T15:20:00.000Z',
    deciders: [ASHA],
    supersedes: 9,
    review: '2027-03-01',
  },
);

export const WAITING: Waiting = {
  id: PROGRAMME,
  name: 'Winter discharge',
  timeZone: LONDON,
  organisation: ORGANISATIONS[4]!,
  decisions: [{ ...BUSY, number: 15, proposal: { ...BUSY.proposal, deadline: '2026-12-04T17:00:00.000Z' } }, OPEN],
};
const AID: Waiting = {
  id: 'mutual-aid',
  name: 'Mutual aid cell',
  timeZone: LONDON,
  organisation: ORGANISATIONS[1]!,
  decisions: [{ ...OPEN, number: 3, title: 'Lend two ambulances for the marathon' }],
};

const LATER = proposed(aProposal([aRow('RPC'), ...ROWS.slice(0, 3), ROWS[4]!]));

const form = { programme: PROGRAMME, values: {}, nonce: 'n-1', home: 'message' as const };
const about = { number: 14, title: OPEN.title };
const people = [{ person: 'p-priya', name: 'Priya Nair', organisation: 'SFC' }];

export function noticeCards(): Record<string, Card> {
  return {
    outcomeRatified: outcome(CHOSEN_VISION),
    outcomeAll: outcome(RATIFIED),
    outcomeRejected: outcome(REJECTED),
    outcomeLapsed: outcome(LAPSED),
    outcomeWithdrawn: outcome(WITHDRAWN),
    reminder: reminderCard({ ...ABOUT, decision: OPEN, remind: ['HHC'] }),
    reminderHere: reminderCard({ ...ABOUT, decision: LATER, remind: ['RPC', 'HHC'] }),
    reminderOver: reminderCard({ ...ABOUT, decision: RATIFIED, remind: ['HHC'] }),
    receipt: receiptCard({ ...ABOUT, decision: OPEN, organisation: 'RPC' }),
    receiptObject: receiptCard({ ...ABOUT, decision: OPEN, organisation: 'EVC' }),
    receiptOver: receiptCard({ ...ABOUT, decision: REJECTED, organisation: 'EVC' }),
    reviewDue: reviewDueCard({ ...ABOUT, decision: RATIFIED, on: '2027-03-01' }),
    reviewDueSuperseded: reviewDueCard({
      ...ABOUT,
      decision: { ...RATIFIED, state: 'superseded', supersededBy: 20 },
      on: '2027-03-01',
    }),
    waiting: waitingCard({ programmes: [WAITING] }),
    waitingSeveral: waitingCard({ programmes: [WAITING, AID, { ...AID, id: 'quiet', decisions: [] }] }),
    waitingEmpty: waitingCard({ programmes: [{ ...WAITING, decisions: [] }] }),
    waitingUnplaced: waitingCard({ programmes: [{ ...WAITING, organisation: null, decisions: [] }] }),
    proposeForm: proposalFormCard({ ...form, form: 'propose', organisations: ORGANISATIONS, people }),
    reproposeForm: proposalFormCard({
      ...form,
      form: 'repropose',
      about,
      standing: 'proposed',
      organisations: ORGANISATIONS,
      people,
      values: {
        title: 'Share the rota',
        why: 'Wards plan by it',
        share: '3',
        among: 'NMH, EVC, SFC',
        kind: 'protocol',
      },
      problem: 'The deadline has to be in the future. Choose a later day or time.',
      field: 'deadlineDay',
    }),
    objectForm: reasonFormCard({ ...form, form: 'object', about }),
    standAsideForm: reasonFormCard({ ...form, form: 'standAside', about, home: 'dialog' }),
    onBehalfForm: onBehalfFormCard({ ...form, about, organisations: ORGANISATIONS, values: { organisation: 'EVC' } }),
    withdrawForm: reasonFormCard({ ...form, form: 'withdraw', about }),
  };
}
