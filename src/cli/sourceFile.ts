import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { FETCHED_KINDS } from '../domain/source.ts';
import { LIMITS } from '../partners/client.ts';
import { PartnerFault } from '../partners/fault.ts';
import { CliFault, systemCodeOf } from './fault.ts';
import type { Fetchable } from '../domain/source.ts';

const words = z.string().trim().min(1);
const Reads = z.strictObject({
  indicator: words,
  at: words,
  values: z.record(z.string(), z.number()).optional(),
  times: z.number().optional(),
});
const Description = z.strictObject({
  name: z.string().optional(),
  kind: z.enum(FETCHED_KINDS),
  address: words.nullable().default(null),
  document: words.optional(),
  reads: z.array(Reads).default([]),
  observedAt: words.nullable().default(null),
  rows: z.strictObject({ column: words, equals: words }).nullable().default(null),
  credential: words.nullable().default(null),
});

/** A source as a file describes it; `document`: a file that is read in the place of its address. */
export type Described = { source: Fetchable; document: string | null };

/**
 * Reads the description of a source; null when the file is none, but a document itself. Faults: `file.unreadable`;
 * `file.notSource`, which says what is wrong with it.
 */
export async function readDescription(file: string): Promise<Described | null> {
  const json = jsonIn(await readDocument(file));
  // A document may well have one of the two, but hardly both of them.
  if (
    typeof json !== 'object' ||
    json === null ||
    !('kind' in json) ||
    !('reads' in json || 'address' in json || 'document' in json)
  )
    return null;
  const parsed = Description.safeParse(json);
  if (!parsed.success) throw new CliFault('file.notSource', { file, why: firstOf(parsed.error) });
  const { kind, address, document, reads, observedAt, rows, credential } = parsed.data;
  return {
    source: { kind, address, reads: reads.map(tidied), observedAt, rows, credential },
    document: document === undefined ? null : resolve(dirname(file), document),
  };
}

/**
 * Reads a file as a document of a source, within the limits that hold for fetching one. Faults: `file.unreadable`.
 * @throws PartnerFault `body.tooLarge`
 */
export async function readDocument(file: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(file);
    if (bytes.byteLength > LIMITS.bytes) throw new PartnerFault('body.tooLarge');
    return bytes;
  } catch (error) {
    if (error instanceof PartnerFault) throw error;
    throw new CliFault('file.unreadable', { file, why: systemCodeOf(error) ?? 'unknown' });
  }
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function firstOf({ issues }: z.ZodError): string {
  const { path, message } = issues[0]!;
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** Without the fields that are not there, which is not the same as undefined. */
function tidied({ indicator, at, values, times }: z.infer<typeof Reads>): Fetchable['reads'][number] {
  return { indicator, at, ...(values === undefined ? {} : { values }), ...(times === undefined ? {} : { times }) };
}
