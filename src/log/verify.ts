import { equalBytes } from './bytes.ts';
import { openCheckpoint, type Checkpoint } from './checkpoint.ts';
import { readEntry, type Entry } from './entry.ts';
import { atEntry, LogFault } from './fault.ts';
import type { VerifierKey } from './key.ts';
import { parseProof } from './proof.ts';
import { appendLeaf, EMPTY_FRONTIER, leafHash, rootOf, verifyInclusion } from './tree.ts';

/** An entry as a log serves it. `hash` is the one in the log's level 0 tile: with it a changed entry can be named. */
export type ServedEntry = { leaf: Uint8Array; disclosures: readonly string[]; hash?: Uint8Array };

/**
 * What to verify, and against what. The key and the remembered checkpoint must come from outside the log's host: they
 * are what it cannot forge.
 */
export type LogToVerify = {
  /** The log's present checkpoint, a signed note. */
  checkpoint: string;
  key: VerifierKey;
  /** The log's origin; the key's name unless it is told. */
  origin?: string;
  /** A checkpoint seen earlier: the note, whose signature is checked again, or what was read from it. */
  remembered?: string | Checkpoint;
  /** All entries in order from 0, exactly as many as the checkpoint says. */
  entries: AsyncIterable<ServedEntry> | Iterable<ServedEntry>;
  /** Called with each entry once it fits its disclosures; the log as a whole is not verified yet. */
  onEntry?: (entry: Entry, index: number) => void;
};

/** What was verified. `withheld` counts digests without a disclosure in all entries, decoys among them. */
export type VerifiedLog = {
  size: number;
  origin: string;
  keyId: string;
  root: Uint8Array;
  rememberedSize?: number;
  withheld: number;
};

/**
 * Verifies a whole log: its checkpoint is signed by the key; every disclosure fits its entry; the entries make up the
 * checkpoint's root; and at the remembered checkpoint they made up that root too, so nothing in the log then has changed
 * since. Reads each entry once and keeps none.
 *
 * Faults, beside those of `openCheckpoint` and, with the entry's index, `readEntry`:
 * - `checkpoint.otherLog`: another origin;
 * - `remembered.malformed`, `remembered.badSignature`, `remembered.otherLog`: nothing to compare with;
 * - `remembered.shrunk`: the log is smaller than it was;
 * - `remembered.rewritten`: the log now vouches for other entries than it did then;
 * - `entry.changed` (index): the entry does not hash to what the log publishes for it;
 * - `entries.missing`, `entries.beyond` (index): fewer or more entries than the checkpoint says;
 * - `root.mismatch`: the entries are not those of the checkpoint, and nothing tells which; `data.intact`, where there is
 *   a remembered checkpoint that still fits, is the number of entries from the start that are sound.
 */
export async function verifyLog(log: LogToVerify): Promise<VerifiedLog> {
  const checkpoint = openOwn(log);
  const remembered = openRemembered(log);
  if (remembered !== undefined) requireGrowth(remembered, checkpoint);
  const { root, rememberedRoot, withheld } = await foldEntries(log, checkpoint.size, remembered?.size);
  requireRoots(checkpoint, root, remembered, rememberedRoot);
  return {
    size: checkpoint.size,
    origin: checkpoint.origin,
    keyId: log.key.keyId,
    root: checkpoint.root,
    ...(remembered === undefined ? {} : { rememberedSize: remembered.size }),
    withheld,
  };
}

/**
 * Verifies one entry by a proof in C2SP tlog-proof text, without the log. Answers what the entry says and where it stands.
 * Faults: those of `parseProof`, `openCheckpoint` and `readEntry`; `checkpoint.otherLog`; `proof.mismatch`.
 */
export function verifyEntry(
  proofText: string,
  { leaf, disclosures }: ServedEntry,
  { key, origin }: { key: VerifierKey; origin?: string },
): { index: number; entry: Entry; checkpoint: Checkpoint } {
  const { index, hashes, checkpoint: note } = parseProof(proofText);
  const checkpoint = openOwn({ checkpoint: note, key, ...(origin === undefined ? {} : { origin }) });
  const { size, root } = checkpoint;
  const isIncluded = verifyInclusion({ index, size, leafHash: leafHash(leaf), proof: hashes, root });
  if (!isIncluded) throw new LogFault('proof.mismatch', { index });
  return { index, entry: atEntry(index, () => readEntry(leaf, disclosures)), checkpoint };
}

function openOwn({ checkpoint: note, key, origin = key.name }: Pick<LogToVerify, 'checkpoint' | 'key' | 'origin'>) {
  const checkpoint = openCheckpoint(note, [key]);
  if (checkpoint.origin !== origin) throw new LogFault('checkpoint.otherLog');
  return checkpoint;
}

function openRemembered({ remembered, key, origin = key.name }: LogToVerify): Checkpoint | undefined {
  if (remembered === undefined) return undefined;
  const checkpoint = typeof remembered === 'string' ? reopen(remembered, key) : remembered;
  if (checkpoint.origin !== origin) throw new LogFault('remembered.otherLog');
  return checkpoint;
}

function reopen(remembered: string, key: VerifierKey): Checkpoint {
  try {
    return openCheckpoint(remembered, [key]);
  } catch (cause) {
    const isUnsigned = cause instanceof LogFault && ['note.badSignature', 'note.unsigned'].includes(cause.code);
    throw new LogFault(isUnsigned ? 'remembered.badSignature' : 'remembered.malformed', { cause });
  }
}

/** What two checkpoints tell by themselves, before any entry is read. */
function requireGrowth(remembered: Checkpoint, checkpoint: Checkpoint): void {
  if (remembered.size > checkpoint.size) {
    throw new LogFault('remembered.shrunk', { data: { remembered: remembered.size, now: checkpoint.size } });
  }
  if (remembered.size === checkpoint.size && !equalBytes(remembered.root, checkpoint.root)) {
    throw new LogFault('remembered.rewritten', { data: { remembered: remembered.size } });
  }
}

/** Hashes all entries into a tree, checks each against its disclosures and its published hash, and counts what is withheld. */
async function foldEntries({ entries, onEntry }: LogToVerify, size: number, rememberedSize: number | undefined) {
  let frontier = EMPTY_FRONTIER;
  let withheld = 0;
  let rememberedRoot = rememberedSize === 0 ? rootOf(frontier) : undefined;
  for await (const served of entries) {
    const index = frontier.size;
    if (index >= size) throw new LogFault('entries.beyond', { index });
    const hash = leafHash(served.leaf);
    if (served.hash !== undefined && !equalBytes(hash, served.hash)) throw new LogFault('entry.changed', { index });
    const entry = atEntry(index, () => readEntry(served.leaf, served.disclosures));
    withheld += entry.withheld;
    onEntry?.(entry, index);
    frontier = appendLeaf(frontier, hash).frontier;
    if (frontier.size === rememberedSize) rememberedRoot = rootOf(frontier);
  }
  if (frontier.size < size) throw new LogFault('entries.missing', { index: frontier.size });
  return { root: rootOf(frontier), rememberedRoot, withheld };
}

/** The present root comes first: only a log that vouches for these entries can be told to have rewritten others. */
function requireRoots(
  checkpoint: Checkpoint,
  root: Uint8Array,
  remembered: Checkpoint | undefined,
  rememberedRoot: Uint8Array | undefined,
): void {
  const stillFits =
    remembered !== undefined && rememberedRoot !== undefined && equalBytes(rememberedRoot, remembered.root);
  if (!equalBytes(root, checkpoint.root)) {
    throw new LogFault('root.mismatch', stillFits ? { data: { intact: remembered.size } } : {});
  }
  if (remembered !== undefined && !stillFits) {
    throw new LogFault('remembered.rewritten', { data: { remembered: remembered.size } });
  }
}
