import { hash } from 'node:crypto';

/** Bytes of a SHA-256 hash. */
export const HASH_BYTES = 32;

/** The root of a tree without leaves: the hash of nothing (RFC 9162, section 2.1.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

// One-shot hashing of prefix and content from one buffer is over twice as fast as a Hash object fed twice.
const LEAF_SCRATCH = new Uint8Array(1 + 65_535);
const NODE_SCRATCH = new Uint8Array(1 + 2 * HASH_BYTES);
NODE_SCRATCH[0] = 0x01;

/** The hash of an entry's exact bytes: SHA-256(0x00 ‖ entry) (RFC 9162, section 2.1.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const scratch = entry.length < LEAF_SCRATCH.length ? LEAF_SCRATCH : new Uint8Array(1 + entry.length);
  scratch.set(entry, 1);
  return sha256(scratch.subarray(0, 1 + entry.length));
}

/** The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right) (RFC 9162, section 2.1.1). Both are 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  NODE_SCRATCH.set(left, 1);
  NODE_SCRATCH.set(right, 1 + HASH_BYTES);
  return sha256(NODE_SCRATCH);
}
