import type { Identity } from '../domain/person.ts';
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
