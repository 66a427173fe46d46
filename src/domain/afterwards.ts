import { decisionOf, standing, withDecision, type Decision, type Link } from './decision.ts';
import { futureDay } from './draft.ts';
import { Refused } from './refused.ts';
import { required } from './text.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Day, PersonId, Words } from './values.ts';

/** What is done with a decision once it stands in the log. */
export type AmendDecision = { type: 'AmendDecision'; number: number; text: string; why?: string };
/** `on` null: no review is wanted any more. */
export type ReviewDecision = { type: 'ReviewDecision'; number: number; on: string | null; why?: string };
/** Says that this person has, or after all has not, seen a decision. */
export type SeeDecision = { type: 'SeeDecision'; number: number; seen: boolean; why?: string };
export type LinkDecision = {
  type: 'LinkDecision';
  number: number;
  relation: 'dependsOn' | 'relatesTo';
  to: number;
  why?: string;
};

export type AfterwardsEvent =
  | { type: 'decision.amended'; number: number; text: Words }
  | { type: 'decision.reviewSet'; number: number; on: Day | null }
  /** The day of the review has come; `told` are the coordinators and sponsors. */
  | { type: 'decision.reviewDue'; number: number; on: Day; told: PersonId[] }
  | { type: 'decision.seen'; number: number; seen: boolean }
  | { type: 'decision.linked'; number: number; relation: 'dependsOn' | 'relatesTo'; to: number };

/**
 * Adds words to a decision. An open proposal is not amended, since some may have agreed to it as it stood.
 * @throws Refused `decision.unknown`, `amendment.open`, `text.missing`, `text.tooLong`
 */
export function amendDecision(state: Programme, { number, text }: AmendDecision): AfterwardsEvent[] {
  if (decisionOf(state, number).state === 'proposed') throw new Refused({ code: 'amendment.open', number });
  return [{ type: 'decision.amended', number, text: required('text', text, 'text') }];
}

/** @throws Refused `decision.unknown`, `decision.superseded`, `decision.notTaken`, `date.impossible`, `date.past` */
export function reviewDecision(state: Programme, command: ReviewDecision, { now }: Circumstances): AfterwardsEvent[] {
  const decision = decisionOf(state, command.number);
  if (decision.state !== 'proposed') standing(state, command.number);
  const on = command.on === null ? null : futureDay(command.on, state, now);
  return (decision.review ?? null) === on ? [] : [{ type: 'decision.reviewSet', number: decision.number, on }];
}

/** @throws Refused `decision.unknown`, `actor.unplaced` */
export function seeDecision(state: Programme, { number, seen }: SeeDecision, { by }: Circumstances): AfterwardsEvent[] {
  if (!by.organisation) throw new Refused({ code: 'actor.unplaced' });
  return decisionOf(state, number).seen.has(by.person) === seen ? [] : [{ type: 'decision.seen', number, seen }];
}

/** @throws Refused `decision.unknown`, `decision.linkedToItself` */
export function linkDecision(state: Programme, { number, relation, to }: LinkDecision): AfterwardsEvent[] {
  const decision = decisionOf(state, number);
  decisionOf(state, to);
  if (number === to) throw new Refused({ code: 'decision.linkedToItself', number });
  const isThere = decision.links.some((link) => link.relation === relation && link.number === to);
  return isThere ? [] : [{ type: 'decision.linked', number, relation, to }];
}

export function evolveAfterwards(state: Programme, entry: Entry<AfterwardsEvent>): Programme {
  const { index, event } = entry;
  const decision = state.decisions.get(event.number);
  if (!decision) return state;
  const after = withDecision(state, { ...changed(decision, entry), history: [...decision.history, index] });
  return event.type === 'decision.linked' ? linkedBack(after, event, index) : after;
}

function changed(decision: Decision, { index, at, by, why, event }: Entry<AfterwardsEvent>): Decision {
  switch (event.type) {
    case 'decision.amended':
      return { ...decision, amendments: [...decision.amendments, { index, at, by, text: event.text, why }] };
    case 'decision.reviewSet':
      return { ...decision, review: event.on ?? undefined };
    case 'decision.reviewDue':
      return { ...decision, reviewReminded: event.on };
    case 'decision.seen':
      return {
        ...decision,
        seen: event.seen
          ? decision.seen.set(by.person, { organisation: by.organisation, at })
          : decision.seen.delete(by.person),
      };
    case 'decision.linked':
      return { ...decision, links: [...decision.links, { relation: event.relation, number: event.to }] };
  }
}

/** The other end of a link. */
export function linkedBack(
  state: Programme,
  { number, relation, to }: { number: number; relation: 'dependsOn' | 'relatesTo' | 'reopens'; to: number },
  index: number,
): Programme {
  const other = state.decisions.get(to);
  if (!other || to === number) return state;
  const back: Link = { relation: BACK[relation], number };
  return withDecision(state, { ...other, links: [...other.links, back], history: [...other.history, index] });
}

const BACK = { dependsOn: 'dependedOnBy', relatesTo: 'relatesTo', reopens: 'reopenedBy' } as const;
