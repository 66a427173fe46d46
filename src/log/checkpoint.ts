import { base64, isCount, parseBase64, parseDecimal } from './bytes.ts';
import { LogFault } from './fault.ts';
import { HASH_BYTES } from './hash.ts';
import { openNote, signNote, type Signer, type Verified, type VerifierKey } from './note.ts';

/** A log's state (C2SP tlog-checkpoint): the root over its first `size` entries. `extensions` are further lines, opaque. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array; extensions: readonly string[] };

/** A checkpoint to be written; its extension lines may be left out. */
export type CheckpointParts = Omit<Checkpoint, 'extensions'> & { extensions?: readonly string[] };

/** The text of a checkpoint, without signatures. Fault: `checkpoint.malformed` for parts that have no text. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: CheckpointParts): string {
  const lines = [origin, ...extensions];
  if (!isCount(size) || root.length !== HASH_BYTES || lines.some((line) => line === '' || line.includes('\n'))) {
    throw new LogFault('checkpoint.malformed');
  }
  return [origin, size, base64(root), ...extensions].map((line) => `${line}\n`).join('');
}

/** Reads a checkpoint's text (C2SP tlog-checkpoint, "Note text"). Fault: `checkpoint.malformed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  const size = parseDecimal(sizeText);
  const root = parseBase64(rootText);
  const isWhole = text.endsWith('\n') && origin !== '' && !extensions.includes('');
  if (!isWhole || size === undefined || root?.length !== HASH_BYTES) throw new LogFault('checkpoint.malformed');
  return { origin, size, root, extensions };
}

/** A checkpoint as a signed note: what a log serves. Faults: those of `formatCheckpoint` and `signNote`. */
export function signCheckpoint(checkpoint: CheckpointParts, signers: readonly Signer[]): string {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/** Opens a signed checkpoint. Faults: those of `openNote`, and `checkpoint.malformed`. */
export function openCheckpoint(note: string, keys: readonly VerifierKey[]): Checkpoint & { verified: Verified[] } {
  const { text, verified } = openNote(note, keys);
  return { ...parseCheckpoint(text), verified };
}
