import { equalBytes, isCount } from './bytes.ts';
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hash.ts';

// The steps and the names fn, sn, r, fr, sr are RFC 9162's, so that the two can be read side by side. It shifts bits to
// the right; here that is a division, since sizes go beyond 32 bits.

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => {
  let rest = n;
  while (rest > 1 && !isOdd(rest)) rest /= 2;
  return rest === 1;
};
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every((hash) => hash.length === HASH_BYTES);

/** What an inclusion proof claims: the leaf with this hash is number `index` in the tree of `size` leaves with this root. */
export type Inclusion = {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
};

/** Whether an inclusion proof holds (RFC 9162, section 2.1.3.2). False for whatever is out of shape; never throws. */
export function verifyInclusion({ index, size, leafHash, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leafHash, root, ...proof])) return false;
  let fn = index;
  let sn = size - 1;
  let r = leafHash;
  for (const p of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      r = nodeHash(r, p);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalBytes(r, root);
}

/** What a consistency proof claims: the tree of `from` leaves with one root is the start of the tree of `to` with the other. */
export type Consistency = {
  from: number;
  to: number;
  fromRoot: Uint8Array;
  toRoot: Uint8Array;
  proof: readonly Uint8Array[];
};

/**
 * Whether a consistency proof holds (RFC 9162, section 2.1.4.2). Beyond the RFC's `0 < from < to`: a tree is consistent
 * with itself, and the empty tree with every tree, both by an empty proof. False for whatever is out of shape; never throws.
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  if (!isCount(from) || !isCount(to) || from > to || !areHashes([fromRoot, toRoot, ...proof])) return false;
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot) && (from > 0 || isEmptyRoot(fromRoot));
  if (from === 0) return proof.length === 0 && isEmptyRoot(fromRoot);
  const [first, ...rest] = isPowerOfTwo(from) ? [fromRoot, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  let fn = from - 1;
  let sn = to - 1;
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let fr = first;
  let sr = first;
  for (const c of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = nodeHash(sr, c);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalBytes(fr, fromRoot) && equalBytes(sr, toRoot);
}

function isEmptyRoot(root: Uint8Array): boolean {
  return equalBytes(root, EMPTY_ROOT);
}
