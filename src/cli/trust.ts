import { equalBytes } from '../log/bytes.ts';
import { parseCheckpoint, type Checkpoint } from '../log/checkpoint.ts';
import { LogFault } from '../log/fault.ts';
import { sha256 } from '../log/hash.ts';
import { formatVerifierKey, parseNote, parseVerifierKey, type VerifierKey } from '../log/note.ts';
import { appendLeaf, EMPTY_FRONTIER, leafHash, rootOf } from '../log/tree.ts';

/** How a key came to be trusted: told to us, remembered from an earlier run, or taken from the log's host just now. */
export type KeyFrom = 'given' | 'remembered' | 'host';

/** What a note says of itself before any signature is checked. Faults: `note.malformed`, `checkpoint.malformed`. */
export function claimOf(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note).text);
}

/**
 * The key to verify a log with, and where it came from. What was given comes before what was remembered, and the two must
 * agree; what the source publishes is trusted only where there is neither, and must agree with them too.
 *
 * Faults: `key.malformed` for what the source publishes; `key.conflict` when given and remembered differ; `key.changed`
 * when the source publishes another.
 */
export function trustedKey(
  origin: string,
  { given, remembered, published }: { given?: VerifierKey; remembered?: string; published: string },
): { key: VerifierKey; from: KeyFrom } {
  const own = given === undefined ? undefined : keyForLog(given, origin);
  if (own !== undefined && remembered !== undefined && formatVerifierKey(own) !== remembered)
    throw new LogFault('key.conflict');
  const trusted = own === undefined ? remembered : formatVerifierKey(own);
  if (trusted !== undefined && trusted !== published) throw new LogFault('key.changed');
  const from = own !== undefined ? 'given' : remembered !== undefined ? 'remembered' : 'host';
  return { key: parseVerifierKey(published), from };
}

/**
 * A service signs all its programmes' logs with one secret, under the name of each log. So the service's own verifier key
 * (`concordat key` gives it) is the key of every log whose name begins with its name and a slash.
 */
function keyForLog(key: VerifierKey, origin: string): VerifierKey {
  if (key.kind !== 'ed25519' || !origin.startsWith(`${key.name}/`)) return key;
  const typed = Buffer.concat([Buffer.of(0x01), key.publicKey]);
  const keyId = Buffer.from(sha256(Buffer.concat([Buffer.from(`${origin}\n`, 'utf8'), typed])).subarray(0, 4));
  return parseVerifierKey(`${origin}+${keyId.toString('hex')}+${typed.toString('base64')}`);
}

/** Watches entries go by, to tell whether they had a root when there were so many of them. */
export class RootWatch {
  readonly #earlier: Pick<Checkpoint, 'size' | 'root'>;
  #frontier = EMPTY_FRONTIER;

  constructor(earlier: Pick<Checkpoint, 'size' | 'root'>) {
    this.#earlier = earlier;
  }

  see(leaf: Uint8Array): void {
    if (this.#frontier.size < this.#earlier.size) this.#frontier = appendLeaf(this.#frontier, leafHash(leaf)).frontier;
  }

  /** Faults: `remembered.shrunk` when fewer entries than that went by; `remembered.rewritten` when they were others. */
  require(now: number): void {
    const { size, root } = this.#earlier;
    if (size > now) throw new LogFault('remembered.shrunk', { data: { remembered: size, now } });
    if (!equalBytes(rootOf(this.#frontier), root))
      throw new LogFault('remembered.rewritten', { data: { remembered: size } });
  }
}
