import payload from './refusal.json' with { type: 'json' };
import { dataOf, type ButtonData } from './buttons.ts';
import { escape, plain, type Markdown } from './escape.ts';
import { WRITERS } from './refusals.ts';
import { template, type Card } from './render.ts';
import type { RefusalContext, RefusalWords, Writer } from './refusalWords.ts';
import type { Refusal, RefusalCode } from '../domain/refused.ts';
import type { Press } from './press.ts';

export type { RefusalContext, RefusalWords } from './refusalWords.ts';

export type RefusalCardData = RefusalContext & {
  refusal: Refusal;
  /** A button that opens the form with what was typed. Never given for patient data. */
  retry?: Press;
};

const expand = template<{ title: Markdown; detail: Markdown; actions: ButtonData[] }>(payload);

/** A command was refused and nothing was recorded: why, and what to do next. */
export function refusalCard({ refusal, retry, ...context }: RefusalCardData): Card {
  const { title, detail } = refusalWords(refusal, context);
  return expand({
    title: escape(title),
    detail: escape(detail),
    actions:
      retry && refusal.code !== 'patient.data'
        ? [{ type: 'Action.Submit', title: 'Open the form', data: dataOf(retry) }]
        : [],
  });
}

/** The words for a refusal, not yet escaped: the same for a card, a form's `problem` and a problem-details answer. */
export function refusalWords(refusal: Refusal, context: RefusalContext): RefusalWords {
  const write = WRITERS[refusal.code] as Writer<RefusalCode>;
  const { title, detail } = write(refusal, context);
  return { title: plain(title), detail: plain(detail) };
}

/** The input of a form that a refusal is about, for the form's `field`. */
export function fieldOf(refusal: Refusal): string | undefined {
  switch (refusal.code) {
    case 'text.missing':
    case 'text.tooLong':
    case 'text.unreadable':
      return refusal.field;
    case 'decision.needsLateReason':
      return 'lateBecause';
    case 'decision.future':
      return 'decidedDay';
    case 'date.past':
      return 'review';
    case 'proposal.deadlinePast':
      return 'deadlineDay';
    case 'proposal.tooMany':
      return 'share';
    case 'appointment.unplaced':
      return 'appointee';
    case 'position.needsWhy':
      return 'why';
    case 'position.needsReceived':
      return 'received';
    case 'position.notAsked':
    case 'position.ownWord':
      return 'organisation';
    case 'evidence.malformedHash':
      return 'sha256';
    case 'evidence.unsafeLink':
      return 'evidence';
    case 'organisation.malformedOds':
      return 'ods';
    case 'organisation.malformedDomain':
      return 'domains';
    case 'organisation.malformedTenant':
      return 'tenants';
    case 'list.tooLong':
      return refusal.field;
    case 'standup.malformed':
      return refusal.field === 'schedule' ? 'when' : refusal.field;
    case 'schedule.unreadable':
      return 'when';
    case 'programme.unknownTimeZone':
      return 'timeZone';
    case 'answer.needs':
    case 'answer.malformed':
      return `q-${refusal.question}`;
    // A stand-up's is the only form in which names are typed; elsewhere people are chosen from a list, or mentioned.
    case 'person.unknown':
      return 'asked';
    case 'organisation.malformedShort':
    case 'organisation.exists':
      return 'short';
    default:
      return undefined;
  }
}
