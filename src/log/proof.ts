import { base64, isCount, parseBase64, parseDecimal } from './bytes.ts';
import { LogFault } from './fault.ts';
import { HASH_BYTES } from './hash.ts';

/**
 * The proof that an entry stands in a log (C2SP tlog-proof), to be checked without the log. `hashes` run from the leaf's
 * sibling up; `checkpoint` is the signed note, verbatim; `extra` is data of the application's that nothing vouches for.
 */
export type TlogProof = { index: number; hashes: readonly Uint8Array[]; checkpoint: string; extra?: Uint8Array };

const HEADER = 'c2sp.org/tlog-proof@v1';
/** No tree of 2^53 leaves has a longer path. */
const MAX_HASHES = 53;

/** The text of a proof; its file extension is `.tlog-proof`. Fault: `proof.malformed` for parts that have no text. */
export function formatProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const isWhole = isCount(index) && hashes.length <= MAX_HASHES && hashes.every((hash) => hash.length === HASH_BYTES);
  if (!isWhole || !isCheckpointShaped(checkpoint) || extra?.length === 0) throw new LogFault('proof.malformed');
  const extraLine = extra === undefined ? [] : [`extra ${base64(extra)}`];
  const lines = [HEADER, ...extraLine, `index ${index}`, ...hashes.map(base64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads a proof's text without checking what it proves. Fault: `proof.malformed`. */
export function parseProof(text: string): TlogProof {
  const end = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()!.slice('extra '.length) : undefined;
  const [indexLine = '', ...hashLines] = lines;
  const extra = extraText === undefined ? undefined : required(parseBase64(extraText));
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : undefined;
  const checkpoint = text.slice(end + 2);
  if (header !== HEADER || hashLines.length > MAX_HASHES || extra?.length === 0) throw new LogFault('proof.malformed');
  if (end < 0 || !isCheckpointShaped(checkpoint)) throw new LogFault('proof.malformed');
  const hashes = hashLines.map(parseHash);
  return { index: required(index), hashes, checkpoint, ...(extra === undefined ? {} : { extra }) };
}

function parseHash(line: string): Uint8Array {
  const hash = required(parseBase64(line));
  if (hash.length !== HASH_BYTES) throw new LogFault('proof.malformed');
  return hash;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new LogFault('proof.malformed');
  return value;
}

/** The checkpoint's own parser says the rest when it is opened. */
function isCheckpointShaped(checkpoint: string): boolean {
  return checkpoint.endsWith('\n') && !checkpoint.startsWith('\n') && checkpoint.includes('\n\n');
}
