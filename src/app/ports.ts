import type { Identity } from '../domain/person.ts';
import type { Programme } from '../domain/programme.ts';
import type { Cause, Found } from '../domain/reading.ts';
import type { Figures } from '../domain/settling.ts';
import type { Fetchable } from '../domain/source.ts';
import type { Instant, PersonId } from '../domain/values.ts';
import type { Place, ProgrammeId, Store } from '../store/port.ts';

export type { Delivery, Place, Post, ProgrammeId, Store, StoredEntry } from '../store/port.ts';

/** Tells the time. Given by `main`, so that tests can set it. */
export type Clock = () => Instant;

/** What delivery needs of the store: the cards that should stand, and what it has done about each. */
export type PostBook = Pick<Store, 'post' | 'savePost' | 'pendingPosts'>;

/** Asks a conversation who is in it. */
export interface Roster {
  /** Who this person is there; undefined when they are not in it. */
  member(place: Place, person: PersonId): Promise<Identity | undefined>;
}

/** Called after entries have been written, with the posts that they made or changed. */
export type OnWritten = (programme: ProgrammeId, posts: readonly string[]) => void;

/** Called for a post that shows what is no longer so, though nothing was written. */
export type OnStale = (programme: ProgrammeId, key: string) => void;

/** What is known of a programme's partners beside its log, at once where it is in memory. */
export type FiguresOf = (programme: ProgrammeId, state: Programme) => Figures | Promise<Figures>;

/** One line for each turn; never what people wrote. */
export type TurnLine = {
  person?: string;
  programme?: string;
  conversation?: string;
  route: string;
  outcome: string;
  milliseconds: number;
  reference?: string;
};

/** Where lines about what happens go. */
export interface Journal {
  turn(line: TurnLine): void;
  /** Something went wrong on our side. The reference is what the person was shown. */
  fault(error: unknown, about: { reference?: string; programme?: string }): void;
}

/** What a server said of the document that it sent last, so that it need not send the same again (RFC 9110, 13.1). */
export type Validators = { etag?: string; lastModified?: string };

/** What came of fetching a source once. `unchanged`: it is the same as with the validators given (304). */
export type Fetched = { milliseconds: number; bytes: number } & (
  | { outcome: 'read'; found: Found; validators: Validators | null }
  | { outcome: 'unchanged' }
  /** `retryAfter`: how many milliseconds the partner asks us to wait. `found`: what a document has in which no figure was found. */
  | { outcome: 'failed'; cause: Cause; retryAfter?: number; found?: Found }
);

/** Fetches partners' status. */
export interface Partners {
  /** Fetches a source once, within its limits of time and bytes. Never rejects. */
  fetch(source: Fetchable, now: Instant, validators?: Validators | null): Promise<Fetched>;
  /** Reads what a partner has pushed. */
  read(pushed: unknown, source: Pick<Fetchable, 'reads' | 'observedAt'>, now: Instant): Found;
}
