import type { Position, Words } from '../../web/api-types.ts';

/** One entry of the history of a decision or a round, as the page tells it. */
export type Happening = {
  /** Whom it is told of: whoever acted; the service itself, when its alarm clock rang; nobody, when it came of itself. */
  subject: 'actor' | 'clock' | 'none';
  did: string;
  /** Another decision that it is about, named after what was done. */
  other: number | null;
  /** What was said in it. */
  words: Words | null;
  details: Detail[];
  /** What stands before the reason that was given. */
  because: string;
  mark: Mark;
};

/** Something else that the entry says, with a word for what it is where it does not speak for itself. */
export type Detail = { label: string | null; words: Words };

/** Which icon stands beside it. */
export type Mark =
  | Position
  | 'recorded'
  | 'proposed'
  | 'ratified'
  | 'rejected'
  | 'lapsed'
  | 'withdrawn'
  | 'superseded'
  | 'reopened'
  | 'amended'
  | 'review'
  | 'seen'
  | 'evidence'
  | 'link'
  | 'reminded'
  | 'unreached'
  | 'opened'
  | 'closed'
  | 'answered'
  | 'turn'
  | 'blocker'
  | 'other';

/** What an organisation said before, and whether it spoke for itself. */
export type Before = { position: Position; passedOn: boolean };

/** What the words need beside the entry. */
export type Setting = {
  /** The decision whose history it is. */
  number: number;
  timeZone: string;
  organisationName(id: string): string;
  /** Null for somebody who is no member of the programme. */
  personName(person: string): Words | null;
  before(organisation: string, turn: number): Before | null;
};

/** A happening of which nothing needs to be said but what was done. */
export function told(did: string, mark: Mark, more: Partial<Happening> = {}): Happening {
  return { subject: 'actor', did, other: null, words: null, details: [], because: 'Because', mark, ...more };
}

export function detail(words: Words, label: string | null = null): Detail {
  return { label, words };
}
