import { base64 } from '../log/bytes.ts';
import { LogFault } from '../log/fault.ts';
import { formatVerifierKey, type VerifierKey } from '../log/note.ts';
import { verifyLog } from '../log/verify.ts';
import { noteHidden, type Hidden } from './fields.ts';
import { afterSeeing, type Remembered } from './memory.ts';
import { claimOf, RootWatch, trustedKey, type KeyFrom } from './trust.ts';
import type { LogSource, SourcedEntry } from './source.ts';

/** What an auditor brings along from outside the log's host. */
export type Trusted = {
  key?: VerifierKey;
  /** An earlier checkpoint, as a signed note. */
  checkpoint?: string;
  /** Finds what is remembered of the log of that name, or of whatever was at that address. */
  recall: (origin: string, address: string | undefined) => Promise<Remembered | undefined>;
};

/** What was verified, and how far that goes. */
export type Verified = {
  origin: string;
  size: number;
  /** Base64. */
  root: string;
  key: string;
  keyFrom: KeyFrom;
  /** The earlier checkpoints that the log was compared with; none on a first look. */
  earlier: { size: number; from: 'given' | 'remembered' }[];
  hidden: Hidden;
  /** What to remember, now that all of it holds. */
  remember: Remembered;
};

/**
 * Verifies a log against what an auditor trusts: every leaf, disclosure and published hash, the root, the signature, and
 * that it has only grown since each earlier checkpoint.
 *
 * Faults: LogFaults of `verifyLog`, `trustedKey` and `noteHidden`, and `origin.changed` when the same address or file has
 * had a log of another name; CliFaults of the source.
 */
export async function verify(source: LogSource, trusted: Trusted, now: string): Promise<Verified> {
  const note = await source.checkpoint();
  const { origin } = claimOf(note);
  const address = source.kind === 'host' ? source.where : undefined;
  const remembered = await trusted.recall(origin, address);
  if (remembered !== undefined && remembered.origin !== origin) throw new LogFault('origin.changed');
  const published = await source.key();
  const { key, from: keyFrom } = trustedKey(origin, {
    ...(trusted.key === undefined ? {} : { given: trusted.key }),
    ...(remembered === undefined ? {} : { remembered: remembered.key }),
    published,
  });
  const earlier = trusted.checkpoint ?? remembered?.checkpoint;
  const watch =
    trusted.checkpoint !== undefined && remembered !== undefined
      ? new RootWatch(claimOf(remembered.checkpoint))
      : undefined;

  const hidden: Hidden = { erased: [], withheld: [] };
  const reading = new Reading(source.entries(claimOf(note).size), watch);
  const { size, root } = await verifyLog({
    checkpoint: note,
    key,
    ...(earlier === undefined ? {} : { remembered: earlier }),
    entries: reading,
    onEntry: (entry, index) => noteHidden(hidden, entry, reading.erased, index),
  });
  watch?.require(size);

  const formatted = formatVerifierKey(key);
  return {
    origin,
    size,
    root: base64(root),
    key: formatted,
    keyFrom,
    earlier: earlierOf(trusted.checkpoint, remembered),
    hidden,
    remember: afterSeeing(remembered, { origin, key: formatted, checkpoint: note, seenAt: now, address }),
  };
}

function earlierOf(given: string | undefined, remembered: Remembered | undefined): Verified['earlier'] {
  const seen = remembered?.checkpoint;
  return [
    ...(given === undefined ? [] : [{ size: claimOf(given).size, from: 'given' as const }]),
    ...(seen === undefined ? [] : [{ size: claimOf(seen).size, from: 'remembered' as const }]),
  ];
}

/** Entries on their way to `verifyLog`, which knows nothing of erasing; what it is looking at now is noted here. */
class Reading implements AsyncIterable<SourcedEntry> {
  erased: readonly string[] = [];
  readonly #entries: AsyncIterable<SourcedEntry>;
  readonly #watch: RootWatch | undefined;

  constructor(entries: AsyncIterable<SourcedEntry>, watch: RootWatch | undefined) {
    this.#entries = entries;
    this.#watch = watch;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SourcedEntry> {
    for await (const entry of this.#entries) {
      this.erased = entry.erased;
      this.#watch?.see(entry.leaf);
      yield entry;
    }
  }
}
