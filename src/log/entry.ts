import { randomFillSync } from 'node:crypto';
import { utf8Text } from './bytes.ts';
import { digestOf, discloseWith, parseDisclosure, SALT_BYTES } from './disclosure.ts';
import { LogFault } from './fault.ts';
import type { Json } from './json.ts';

/** Digests in each leaf, true ones and decoys together: the most fields that an entry may have. */
export const FIELD_SLOTS = 28;

/** The most bytes a leaf may have: an entry bundle gives its length in 16 bits (C2SP tlog-tiles, "Log entries"). */
export const MAX_LEAF_BYTES = 65_535;

/** What stands in the clear. `at` is a time, `subject` what it is about, `type` what happened, `v` the type's version. */
export type EntryHead = { at: string; subject: string; type: string; v: number };

/** An entry as it is kept: the exact bytes that are hashed, and a disclosure for each field. */
export type Sealed = { leaf: Uint8Array; disclosures: string[] };

/** An entry as it is read. `withheld` counts the digests without a disclosure: fields kept back or erased, and decoys. */
export type Entry = EntryHead & { fields: Record<string, Json>; withheld: number };

const DIGEST_BYTES = 32;
/** A decoy and a zero byte encode to 44 characters whose first 43 are the decoy's own: all decoys in one call. */
const DECOY_STRIDE = DIGEST_BYTES + 1;
const DIGEST_CHARS = 43;

/**
 * Makes an entry: a leaf that commits to the fields by salted digests (RFC 9901), and their disclosures in the order of
 * the fields. The digests are sorted and filled up with decoys to FIELD_SLOTS, so that a leaf does not tell which fields
 * there are (RFC 9901, section 4.2.5). A field that is undefined is left out.
 *
 * Faults: `entry.tooManyFields`, `entry.badHead`, `entry.tooLong` (leaf over MAX_LEAF_BYTES), and those of `disclose`.
 */
export function sealEntry(head: EntryHead, fields: Readonly<Record<string, Json | undefined>>): Sealed {
  const present = Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined);
  if (present.length > FIELD_SLOTS) throw new LogFault('entry.tooManyFields');
  const decoys = FIELD_SLOTS - present.length;
  const random = Buffer.allocUnsafe(present.length * SALT_BYTES + decoys * DECOY_STRIDE);
  randomFillSync(random);

  const disclosures: string[] = [];
  const digests: string[] = [];
  let used = 0;
  for (const [name, value] of present) {
    const disclosure = discloseWith(random.toString('base64url', used, (used += SALT_BYTES)), name, value);
    disclosures.push(disclosure);
    digests.push(digestOf(disclosure));
  }
  digests.push(...decoyDigests(random.subarray(used), decoys));
  digests.sort();
  const leaf = Buffer.from(`{"_sd":["${digests.join('","')}"],"_sd_alg":"sha-256",${headText(head)}`, 'utf8');
  if (leaf.length > MAX_LEAF_BYTES) throw new LogFault('entry.tooLong');
  return { leaf, disclosures };
}

/** A decoy is random bytes as long as a digest: nobody can tell it from one, its last character included. */
function decoyDigests(random: Buffer, count: number): string[] {
  for (let i = 1; i <= count; i++) random[i * DECOY_STRIDE - 1] = 0;
  const text = random.toString('base64url');
  return Array.from({ length: count }, (_, i) =>
    text.slice(i * (DIGEST_CHARS + 1), i * (DIGEST_CHARS + 1) + DIGEST_CHARS),
  );
}

/** The leaf's text from `at` on, as RFC 8785 writes it: names in order, and JSON.stringify's scalars. */
function headText({ at, subject, type, v }: EntryHead): string {
  if (![at, subject, type].every((text) => typeof text === 'string' && text.isWellFormed()) || !isVersion(v)) {
    throw new LogFault('entry.badHead');
  }
  return JSON.stringify({ at, subject, type, v }).slice(1);
}

function isVersion(v: unknown): v is number {
  return Number.isSafeInteger(v) && (v as number) >= 1;
}

/**
 * Reads an entry from its exact leaf bytes and those of its disclosures that the reader may see. Each disclosure must
 * fit: its digest stands in the leaf. The fields have no prototype, so no name in them does harm.
 *
 * Faults: `leaf.malformed` (not the RFC 8785 text of exactly the members that `sealEntry` writes, digests in order),
 * `disclosure.foreign` (its digest is not in the leaf), `disclosure.doubled` (a name twice), and those of
 * `parseDisclosure`.
 */
export function readEntry(leaf: Uint8Array, disclosures: readonly string[]): Entry {
  const { digests, head } = parseLeaf(leaf);
  const fields = Object.create(null) as Record<string, Json>;
  for (const disclosure of disclosures) {
    if (!digests.includes(digestOf(disclosure))) throw new LogFault('disclosure.foreign');
    const { name, value } = parseDisclosure(disclosure);
    if (name in fields) throw new LogFault('disclosure.doubled');
    fields[name] = value;
  }
  return { ...head, fields, withheld: digests.length - disclosures.length };
}

const LEAF = /^\{"_sd":\[(?:"([\w-]{43}(?:","[\w-]{43})*)")?\],"_sd_alg":"sha-256",("at":.*\})$/s;

/** Since what is not canonical is refused, a leaf reads the same to every JSON parser: no doubled members, no spaces. */
function parseLeaf(leaf: Uint8Array): { digests: string[]; head: EntryHead } {
  const text = leaf.length <= MAX_LEAF_BYTES ? utf8Text(leaf) : undefined;
  const parts = text === undefined ? null : LEAF.exec(text);
  if (parts === null) throw new LogFault('leaf.malformed');
  const digests = parts[1]?.split('","') ?? [];
  for (let i = 1; i < digests.length; i++) if (digests[i - 1]! >= digests[i]!) throw new LogFault('leaf.malformed');
  return { digests, head: parseHead(`{${parts[2]}`) };
}

function parseHead(text: string): EntryHead {
  let head: Record<keyof EntryHead, unknown>;
  try {
    head = JSON.parse(text) as typeof head; // an object, since the text starts with a brace
  } catch (cause) {
    throw new LogFault('leaf.malformed', { cause });
  }
  const { at, subject, type, v } = head;
  if (typeof at !== 'string' || typeof subject !== 'string' || typeof type !== 'string' || !isVersion(v)) {
    throw new LogFault('leaf.malformed');
  }
  if (JSON.stringify({ at, subject, type, v }) !== text) throw new LogFault('leaf.malformed');
  return { at, subject, type, v };
}
