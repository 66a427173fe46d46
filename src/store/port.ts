import type { Instant } from '../domain/values.ts';

/** Names a programme's log: lower-case letters, digits and hyphens. */
export type ProgrammeId = string;

/** One line of a log as it is kept. The leaf's exact bytes are what the tree is built of. */
export type StoredEntry = {
  index: number;
  leaf: Uint8Array;
  /** RFC 9901 disclosures, each the exact base64url string that its digest in the leaf covers. */
  disclosures: string[];
  /** Names of fields whose disclosures have been erased for good. */
  erased: string[];
  /** Hashes of the perfect subtrees that this entry completes, from level 0 up, 32 bytes each. */
  hashes: Uint8Array;
};

export type NewEntry = Omit<StoredEntry, 'index' | 'erased'>;

/** What an earlier delivery of the same activity or press wrote: the entries from `from` up to, not including, `to`. */
export type Delivery = { from: number; to: number };

/** A card that stands in a conversation. Versions are log sizes: what was in the log when the card was worked out. */
export type Post = {
  key: string;
  /** Where it stands, in the words of the adapter that delivers it. */
  address: string;
  activityId: string | null;
  wanted: number;
  shown: number;
  /** When a first send began whose fate is not known yet. */
  sending: Instant | null;
  /** How often a send or update has failed in a row. */
  attempts: number;
  retryAt: Instant | null;
  /** Why it cannot be delivered any more, such as `blocked`. */
  undeliverable: string | null;
};

/**
 * A post that entries have made or changed. A new one stands at the address of the post that `beside` names, where
 * there is one; otherwise at `address`. Without either it is not made.
 */
export type WantedPost = { key: string; address: string | null; beside?: string };

/** Everything that one append writes, or none of it. */
export type Append = {
  entries: NewEntry[];
  deliveries: { key: string; from: number; to: number; at: Instant }[];
  posts: WantedPost[];
  /** When the programme next wants attention; null for never, undefined to leave it as it is. */
  wake?: Instant | null;
};

/** A conversation that belongs to a programme. */
export type Place = { conversation: string; programme: ProgrammeId; address: string };

/** One reading of a partner's status; `body` is JSON text. */
export type Observation = { source: string; at: Instant; body: string };

/** Where logs and what goes with them are kept. Every implementation passes `test/store/contract.ts`. */
export interface Store {
  /** Entries in a log; 0 for one that does not exist. */
  size(programme: ProgrammeId): Promise<number>;

  /** Entries from `from` (inclusive) up to `to` (exclusive; default: all), in order. */
  read(programme: ProgrammeId, from: number, to?: number): Promise<StoredEntry[]>;

  /** The entries at these indices, in this order. Rejects when one does not exist. */
  pick(programme: ProgrammeId, indices: readonly number[]): Promise<StoredEntry[]>;

  /** As `pick`, but only what the tree needs of each entry: its `hashes`. */
  hashes(programme: ProgrammeId, indices: readonly number[]): Promise<Uint8Array[]>;

  /**
   * Writes entries after the last, with everything that goes with them, durably and as one: all of it or nothing.
   * False, and nothing is written, when the log's size is not `expectedSize` or a delivery key has been seen before.
   * Posts get the new size as their wanted version, and may be delivered again if they could not; one that stands
   * already keeps its first address. They are made in the order given, so one may stand beside another of the same
   * append that comes before it. An append without entries may set the wake time.
   */
  append(programme: ProgrammeId, expectedSize: number, append: Append): Promise<boolean>;

  /** What an earlier delivery with this key wrote, if there was one. */
  delivery(programme: ProgrammeId, key: string): Promise<Delivery | undefined>;

  /** Forgets deliveries noted before an instant. */
  forgetDeliveries(before: Instant): Promise<void>;

  /**
   * Deletes the disclosures of these fields for good: no byte of them stays in any file of the store.
   * Fields without a disclosure are passed over; erasing twice changes nothing. Rejects when there is no such entry, and
   * with `store.busy` when another process holds the files for too long: then call it again.
   */
  erase(programme: ProgrammeId, index: number, fields: readonly string[]): Promise<void>;

  /** Programmes whose wake time is at or before an instant, earliest first. */
  due(now: Instant, limit: number): Promise<ProgrammeId[]>;

  /** Lets one holder at a time work on a programme before an instant; true also for the holder that has it. */
  lease(programme: ProgrammeId, holder: string, now: Instant, until: Instant): Promise<boolean>;

  /** Ends a lease early; does nothing for another's. */
  release(programme: ProgrammeId, holder: string): Promise<void>;

  post(programme: ProgrammeId, key: string): Promise<Post | undefined>;

  /** Posts whose shown version is behind the wanted one, that may be delivered, and are not waiting for a later retry; in no promised order. */
  pendingPosts(now: Instant, limit: number): Promise<{ programme: ProgrammeId; key: string }[]>;

  /** Notes what delivery did with a post; an unknown one is passed over. Touches neither its wanted version nor its address. */
  savePost(programme: ProgrammeId, post: Omit<Post, 'wanted' | 'address'>): Promise<void>;

  /** Adds readings; one with the same source and time takes the place of the earlier. */
  addObservations(programme: ProgrammeId, observations: readonly Observation[]): Promise<void>;

  /** Readings of a source from `from` (inclusive) up to `to` (exclusive), oldest first; at most `limit` where it is given. */
  observations(
    programme: ProgrammeId,
    source: string,
    from: Instant,
    to: Instant,
    limit?: number,
  ): Promise<Observation[]>;

  /**
   * Readings of a source over a long time, oldest first: of each of so many equal parts of the time from `from`
   * (inclusive) up to `to` (exclusive) the newest. What it costs grows with the parts, however many readings there are.
   */
  sampledObservations(
    programme: ProgrammeId,
    source: string,
    from: Instant,
    to: Instant,
    parts: number,
  ): Promise<Observation[]>;

  /** The newest readings of a source, newest first. */
  latestObservations(programme: ProgrammeId, source: string, limit: number): Promise<Observation[]>;

  /** Forgets a programme's readings from before an instant. */
  forgetObservations(programme: ProgrammeId, before: Instant): Promise<void>;

  /** Binds a conversation to a programme unless it is bound already, keeps its newest address, and returns what stands. */
  bind(place: Place): Promise<Place>;

  place(conversation: string): Promise<Place | undefined>;

  /** A programme's conversations, the first bound first. */
  places(programme: ProgrammeId): Promise<Place[]>;

  /** All programmes, the first bound first. */
  programmes(): Promise<ProgrammeId[]>;

  /** Rejects when the store cannot be read or written. */
  check(): Promise<void>;

  close(): Promise<void>;
}
