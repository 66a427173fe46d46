import { agreeing, needsWords, outcomeWords, quorumWords } from './agreementWords.ts';
import { answersTo } from './answers.ts';
import { opens } from './buttons.ts';
import { fullDay, moment } from './dates.ts';
import { formButton, type Button, type DecisionCardData, type Labelled } from './decisionParts.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { noticeCard, type Notice } from './notice.ts';
import { rowOf } from './proposalRows.ts';
import { fitted, type Card } from './render.ts';
import { KIND_WORDS, listed, organisationWords, shown, whoShort } from './words.ts';
import type { ProposedView } from './proposal.ts';
import type { Day, OrganisationId } from '../domain/values.ts';
import type { DecisionView } from '../domain/views.ts';

type About<View extends DecisionView> = Omit<DecisionCardData, 'size' | 'decision'> & {
  decision: View;
  /** The programme's name, which tells a person in several which one it is. */
  programmeName: string;
};

export type ReminderCardData = About<ProposedView> & {
  /** The organisations that the readers can answer for: one in a personal chat, perhaps more in a conversation. */
  remind: readonly OrganisationId[];
};

export type ReceiptCardData = About<ProposedView> & {
  /** The organisation in whose name a position was taken. */
  organisation: OrganisationId;
};

export type ReviewDueCardData = About<DecisionView> & { on: Day };

const ROOMS: [number, ...number[]] = [Infinity, 1000, 300];

/** That an organisation has not answered yet, until when it can, and the buttons with which it does. */
export function reminderCard(data: ReminderCardData): Card {
  return fitted(ROOMS, (room) => noticeCard(reminder(data, room)));
}

function reminder(data: ReminderCardData, room: number): Notice {
  const { decision, timeZone, organisations, remind } = data;
  const { proposal, number } = decision;
  const silent = remind.filter((id) => proposal.silent.includes(id));
  const late = proposal.rows.some(({ organisation, reminded }) => remind.includes(organisation) && reminded?.late);
  const isOpen = decision.state === 'proposed';
  const names = listed(silent.map((id) => organisationWords(id, organisations)));
  const has = silent.length === 1 ? 'has' : 'have';
  return {
    ...head(data),
    heading:
      isOpen && silent.length > 0
        ? safe`${names} ${escape(has)} not answered proposal ${number} yet`
        : safe`Proposal ${number} needs no answer from you any more`,
    late: late && isOpen ? safe`This reminder comes late: it was due before.` : undefined,
    lead: isOpen ? safe`Answer by **${escape(moment(proposal.deadline, timeZone))}**.` : ending(data, room),
    texts: isOpen ? [...brief(decision, room), standing(decision)] : [],
    answers: isOpen && silent.length > 0 ? answersTo(data) : undefined,
    hint: isOpen ? safe`Not answering is never taken as agreement. To stop reminders, type: reminders off` : undefined,
  };
}

/** Tells those who speak for an organisation what was said in its name, and that they can change it. */
export function receiptCard(data: ReceiptCardData): Card {
  return fitted(ROOMS, (room) => noticeCard(receipt(data, room)));
}

function receipt(data: ReceiptCardData, room: number): Notice {
  const { decision, timeZone, organisations, organisation } = data;
  const { proposal, number } = decision;
  const row = proposal.rows.find((each) => each.organisation === organisation);
  const name = organisationWords(organisation, organisations);
  const isOpen = decision.state === 'proposed';
  const by = row?.position ? whoShort(row.position.by) : safe`Somebody`;
  return {
    ...head(data),
    heading: safe`${by} answered proposal ${number} for ${name}`,
    lead: shown(decision.title),
    rows: row ? [rowOf(row, { timeZone, organisations, room, isOver: !isOpen })] : [],
    texts: [],
    answers: isOpen ? answersTo(data) : undefined,
    hint: isOpen
      ? safe`If that is not right, you can change it until the outcome, at the latest until ${escape(moment(proposal.deadline, timeZone))}. What was said before stays in the log.`
      : joined([safe`It can no longer be changed.`, ending(data, room)], '\n\n'),
  };
}

/** That the day has come on which a decision is to be looked at again. */
export function reviewDueCard(data: ReviewDueCardData): Card {
  return fitted(ROOMS, (room) => noticeCard(reviewDue(data, room)));
}

function reviewDue(data: ReviewDueCardData, room: number): Notice {
  const { decision, on, timeZone } = data;
  const { number, state, review } = decision;
  const stands = state === 'recorded' || state === 'ratified';
  const since =
    decision.decidedAt === null
      ? []
      : [{ label: escape('Decided'), text: escape(moment(decision.decidedAt, timeZone)) }];
  const form = (title: string, name: 'review' | 'supersede'): Button => formButton({ ...data, decision }, title, name);
  return {
    ...head(data),
    heading: safe`Decision ${number} is due for review`,
    lead: !stands
      ? safe`It no longer stands, so there is nothing to review.`
      : review !== null && review > on
        ? safe`Its next review is on ${escape(fullDay(review))}.`
        : safe`Does it still hold? Set the next review, or replace it. You get this as a coordinator or sponsor.`,
    texts: [...brief(decision, room), ...since, { label: escape('Review on'), text: escape(fullDay(on)) }],
    buttons: [
      ...(stands ? [form('Next review', 'review'), form('Supersede', 'supersede')] : []),
      { title: 'History', data: opens({ do: 'history', programme: data.programme, number }) },
    ],
  };
}

/** "Winter discharge · Proposal 14 · Protocol" */
function head({
  decision,
  programmeName,
  programme,
}: About<DecisionView>): Pick<Notice, 'eyebrow' | 'rows' | 'buttons'> {
  const noun = decision.decidedAt === null ? 'Proposal' : 'Decision';
  const kind = decision.kind === 'decision' ? [] : [escape(KIND_WORDS[decision.kind])];
  return {
    eyebrow: joined([escape(programmeName), safe`${escape(noun)} ${decision.number}`, ...kind], ' · '),
    rows: [],
    buttons: [{ title: 'History', data: opens({ do: 'history', programme, number: decision.number }) }],
  };
}

function brief({ title, why }: DecisionView, room: number): Labelled[] {
  return [
    { label: escape('What'), text: shown(title) },
    { label: escape('Why'), text: shown(why, room) },
  ];
}

function standing({ proposal: { tally, needs } }: ProposedView): Labelled {
  return {
    label: escape('So far'),
    text: safe`${agreeing(tally, false)}. ${needsWords(needs, tally)}. ${quorumWords(tally)}`,
  };
}

function ending({ decision, timeZone }: About<ProposedView>, room: number): Markdown {
  const { outcome } = decision.proposal;
  return outcome ? safe`${outcomeWords(decision, outcome, timeZone, room).title}.` : safe`It is no longer open.`;
}
