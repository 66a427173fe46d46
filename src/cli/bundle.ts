import { z } from 'zod';
import { base64, parseBase64 } from '../log/bytes.ts';
import { LogFault } from '../log/fault.ts';
import { claimOf } from './trust.ts';
import type { SourcedEntry } from './source.ts';

/**
 * A bundle: a whole log in one file, to be verified without its host. UTF-8 text in JSON Lines, every line ended by a
 * line feed, each exactly the text that `JSON.stringify` makes of its members in the order given here.
 *
 * The first line is the header:
 *
 *     {"format":"concordat-log/1","origin":…,"key":…,"checkpoint":…}
 *
 * - `origin`: the log's name, as in the checkpoint;
 * - `key`: its verifier key (C2SP signed-note), as whoever served it said; better known from elsewhere;
 * - `checkpoint`: the signed note (C2SP tlog-checkpoint), verbatim.
 *
 * Then as many lines as the checkpoint has entries, in order from 0:
 *
 *     {"index":0,"leaf":…,"hash":…,"disclosures":[…],"erased":[…]}
 *
 * - `leaf`: the entry's exact bytes, in base64 (RFC 4648, section 4);
 * - `hash`: its leaf hash (RFC 9162) as the log's level 0 tile has it, in base64: it names an entry that was changed;
 * - `disclosures`: the disclosures that were served (RFC 9901), each verbatim;
 * - `erased`: the names of the fields that have been erased, as whoever served it said.
 *
 * Signature and root vouch for origin, checkpoint, leaves and disclosures. Only whoever made the bundle vouches for
 * `erased`.
 */
export const BUNDLE_FORMAT = 'concordat-log/1';

const Header = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  origin: z.string(),
  key: z.string(),
  checkpoint: z.string(),
});

const Base64 = z.string().transform((text, context) => {
  const bytes = parseBase64(text);
  if (bytes === undefined) context.addIssue({ code: 'custom', message: 'not base64' });
  return bytes ?? z.NEVER;
});

const Line = z.strictObject({
  index: z.int().min(0),
  leaf: Base64,
  hash: Base64,
  disclosures: z.array(z.string()),
  erased: z.array(z.string()),
});

export type BundleHeader = { origin: string; key: string; checkpoint: string };

/** Whether a file's first line says that it is a bundle, sound or not. */
export function isBundle(firstLine: string): boolean {
  return firstLine.startsWith(`{"format":"${BUNDLE_FORMAT}"`);
}

/** A bundle's first line, its line feed included. */
export function formatHeader({ origin, key, checkpoint }: BundleHeader): string {
  return `${JSON.stringify({ format: BUNDLE_FORMAT, origin, key, checkpoint })}\n`;
}

/** Reads the first line, its line feed included. Faults: LogFault `export.badHeader`, and those of `claimOf`. */
export function parseHeader(line: string): BundleHeader {
  const header = Header.safeParse(jsonOf(line));
  if (!header.success || formatHeader(header.data) !== line) throw new LogFault('export.badHeader');
  if (claimOf(header.data.checkpoint).origin !== header.data.origin) throw new LogFault('export.badHeader');
  return header.data;
}

/** The line of an entry, its line feed included. */
export function formatEntry(index: number, { leaf, hash, disclosures, erased }: SourcedEntry): string {
  return `${JSON.stringify({ index, leaf: base64(leaf), hash: base64(hash), disclosures, erased })}\n`;
}

/** Reads the line of the entry that should have this index, its line feed included. Fault: LogFault `export.badLine`. */
export function parseEntry(line: string, index: number): SourcedEntry {
  const entry = Line.safeParse(jsonOf(line));
  if (!entry.success || entry.data.index !== index || formatEntry(index, entry.data) !== line)
    throw new LogFault('export.badLine', { index });
  return entry.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
