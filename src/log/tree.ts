import { isCount } from './bytes.ts';
import { LogFault } from './fault.ts';
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hash.ts';

export { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash } from './hash.ts';
export { verifyConsistency, verifyInclusion } from './treeProof.ts';

/** A perfect subtree: number `index` from the left, of 2^level leaves, so over the leaves from index * 2^level on. */
export type NodeId = { level: number; index: number };

/** Where the hashes of perfect subtrees come from. Answers in the order asked; it may fetch all of them at once. */
export interface NodeReader {
  nodes(wanted: readonly NodeId[]): Promise<Uint8Array[]>;
}

/**
 * What must be remembered of a tree to go on: its size and the hashes of the perfect subtrees that it is made of, from
 * the left, largest first; one for each bit set in the size. Never changed, only replaced.
 */
export type Frontier = { readonly size: number; readonly peaks: readonly Uint8Array[] };

export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] };

/**
 * Adds a leaf. `completed` holds the hashes of all perfect subtrees that end with this leaf, one behind the other from
 * level 0 (the leaf hash itself) upward; kept in the entry's row it makes every proof a look-up (see `whereKept`).
 */
export function appendLeaf(frontier: Frontier, leafHash: Uint8Array): { frontier: Frontier; completed: Uint8Array } {
  const peaks = frontier.peaks.slice();
  const levels = trailingOnes(frontier.size);
  const completed = new Uint8Array((levels + 1) * HASH_BYTES);
  let hash = leafHash;
  completed.set(hash, 0);
  for (let level = 1; level <= levels; level++) {
    hash = nodeHash(peaks.pop()!, hash);
    completed.set(hash, level * HASH_BYTES);
  }
  peaks.push(hash);
  return { frontier: { size: frontier.size + 1, peaks }, completed };
}

/** Where a node's hash is kept: in the row of the entry that completed it, that many bytes from the start of `completed`. */
export function whereKept({ level, index }: NodeId): { entry: number; offset: number } {
  return { entry: (index + 1) * 2 ** level - 1, offset: level * HASH_BYTES };
}

/** The root of the tree (RFC 9162, section 2.1.1). */
export function rootOf(frontier: Frontier): Uint8Array {
  return frontier.size === 0 ? EMPTY_ROOT : foldPeaks(frontier.peaks);
}

/** The frontier of the tree's first `size` leaves, with one call of the reader. Fault: `tree.missingNodes`. */
export async function frontierAt(size: number, reader: NodeReader): Promise<Frontier> {
  return { size, peaks: await readNodes(peaksOf(0, inTree(size)), reader) };
}

/** The root over the tree's first `size` leaves, with one call of the reader. Fault: `tree.missingNodes`. */
export async function rootAt(size: number, reader: NodeReader): Promise<Uint8Array> {
  return rootOf(await frontierAt(size, reader));
}

/**
 * The audit path of leaf `index` in the tree of `size` leaves, from the leaf's sibling up (RFC 9162, section 2.1.3.1).
 * Asks for O(log size) nodes in one call. Faults: `tree.outOfRange` unless index < size; `tree.missingNodes`.
 */
export async function inclusionProof(index: number, size: number, reader: NodeReader): Promise<Uint8Array[]> {
  if (!isCount(index) || index >= inTree(size)) throw new LogFault('tree.outOfRange');
  return rangeHashes(auditPath(index, 0, size), reader);
}

/**
 * The proof that the tree of `from` leaves is the start of the tree of `to` leaves (RFC 9162, section 2.1.4.1); empty
 * when from is 0 or to. Asks for O(log to) nodes in one call.
 * Faults: `tree.outOfRange` unless from <= to; `tree.missingNodes`.
 */
export async function consistencyProof(from: number, to: number, reader: NodeReader): Promise<Uint8Array[]> {
  if (inTree(from) > inTree(to)) throw new LogFault('tree.outOfRange');
  return rangeHashes(from === 0 ? [] : subproof(from, 0, to, true), reader);
}

/** Leaves from `begin` to before `end`. */
type Range = readonly [begin: number, end: number];

/** PATH of RFC 9162, section 2.1.3.1, as the ranges of leaves whose tree heads it is made of. */
function auditPath(index: number, begin: number, end: number): Range[] {
  if (end - begin === 1) return [];
  const middle = begin + splitOf(end - begin);
  return index < middle
    ? [...auditPath(index, begin, middle), [middle, end]]
    : [...auditPath(index, middle, end), [begin, middle]];
}

/** SUBPROOF of RFC 9162, section 2.1.4.1, likewise; `known` is its b: the verifier has this range's head already. */
function subproof(from: number, begin: number, end: number, known: boolean): Range[] {
  if (from === end) return known ? [] : [[begin, end]];
  const middle = begin + splitOf(end - begin);
  return from <= middle
    ? [...subproof(from, begin, middle, known), [middle, end]]
    : [...subproof(from, middle, end, false), [begin, middle]];
}

async function rangeHashes(ranges: readonly Range[], reader: NodeReader): Promise<Uint8Array[]> {
  const covers = ranges.map(([begin, end]) => peaksOf(begin, end));
  const hashes = await readNodes(covers.flat(), reader);
  let used = 0;
  return covers.map((cover) => foldPeaks(hashes.slice(used, (used += cover.length))));
}

async function readNodes(wanted: readonly NodeId[], reader: NodeReader): Promise<Uint8Array[]> {
  if (wanted.length === 0) return [];
  const hashes = await reader.nodes(wanted);
  if (hashes.length !== wanted.length || hashes.some((hash) => hash?.length !== HASH_BYTES)) {
    throw new LogFault('tree.missingNodes');
  }
  return hashes;
}

/** The perfect subtrees that leaves begin..end are made of, from the left. `begin` is a multiple of the largest's size. */
function peaksOf(begin: number, end: number): NodeId[] {
  const peaks: NodeId[] = [];
  for (let at = begin; at < end;) {
    const level = floorLog2(end - at);
    peaks.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return peaks;
}

function foldPeaks(peaks: readonly Uint8Array[]): Uint8Array {
  return peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** The largest power of two below n, for n > 1. */
function splitOf(n: number): number {
  return 2 ** floorLog2(n - 1);
}

/** Math.log2 rounds near large powers of two, so its guess is put right. */
function floorLog2(n: number): number {
  const guess = Math.floor(Math.log2(n));
  return 2 ** guess > n ? guess - 1 : guess;
}

function trailingOnes(n: number): number {
  let ones = 0;
  for (let rest = n; rest % 2 === 1; rest = (rest - 1) / 2) ones++;
  return ones;
}

function inTree(size: number): number {
  if (!isCount(size)) throw new LogFault('tree.outOfRange');
  return size;
}
