import { Map } from 'immutable';
import { dayOf, parseDay } from './calendar.ts';
import { Refused } from './refused.ts';
import { optional, required } from './text.ts';
import type { DecisionKind, Retention, Stated } from './decision.ts';
import type { Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Day, Instant, Words } from './values.ts';

/** What a decision says, however it was put in and whatever comes of it. */
export type Draft = {
  kind?: DecisionKind;
  title: string;
  text?: string;
  why: string;
  options?: string;
  evidence?: { label: string; link?: string; sha256?: string }[];
  consulted?: string;
  informed?: string;
  effective?: string;
  review?: string;
  retention?: Retention;
};

/** The same as an entry holds it; the why stands in the entry's envelope. */
export type DraftFields = {
  number: number;
  kind: DecisionKind;
  title: Words;
  text?: Words;
  options?: Words;
  consulted?: Words;
  informed?: Words;
  effective?: Day;
  review?: Day;
  retention?: Retention;
};

/**
 * Reads a draft, with the number after the last.
 * @throws Refused `text.missing`, `text.tooLong`, `date.impossible`, `date.past`
 */
export function fieldsOf(state: Programme, draft: Draft, now: Instant): DraftFields & { title: string; text?: string } {
  required('why', draft.why, 'text');
  return present({
    number: state.decisions.size + 1,
    kind: draft.kind ?? 'decision',
    title: required('title', draft.title, 'title'),
    text: optional('text', draft.text, 'text'),
    options: optional('options', draft.options, 'text'),
    consulted: optional('consulted', draft.consulted, 'text'),
    informed: optional('informed', draft.informed, 'text'),
    effective: draft.effective === undefined ? undefined : parseDay(draft.effective),
    review: draft.review === undefined ? undefined : futureDay(draft.review, state, now),
    retention: draft.retention,
  });
}

/** What an entry says of a new decision. */
export function statedIn({ index, at, by, why, event }: Entry & { event: DraftFields }): Stated {
  const { number, kind, title, text, options, consulted, informed, effective, review, retention } = event;
  return {
    ...present({ number, kind, title, text, options, consulted, informed, effective, review, retention }),
    why: why ?? { erased: index },
    recorded: { at, by, index },
    supersedes: null,
    links: [],
    evidence: [],
    board: null,
    amendments: [],
    seen: Map(),
    unreached: [],
    history: [index],
  };
}

/** @throws Refused `date.impossible`, `date.past` */
export function futureDay(text: string, state: Programme, now: Instant): Day {
  const day = parseDay(text);
  if (day <= dayOf(now, state.timeZone)) throw new Refused({ code: 'date.past', day });
  return day;
}

/** The record without what is not there. */
export function present<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** Names that can be erased stand apart from the ids that cannot. */
export function named<T extends object>(
  items: readonly T[],
  names: readonly string[] | { erased: number },
): (T & { name: Words })[] {
  return items.map((item, place) => ({ ...item, name: 'erased' in names ? names : (names[place] ?? '') }));
}
