import { readCredentials } from '../config.ts';
import { PartnerClient } from '../partners/client.ts';
import { PartnerFault } from '../partners/fault.ts';
import { ACCEPTS, mapped, orNothing } from '../partners/mapping.ts';
import { offersIn, type Offered } from '../partners/offers.ts';
import { CliFault } from './fault.ts';
import { readDescription, readDocument, type Described } from './sourceFile.ts';
import type { Cause, Found } from '../domain/reading.ts';
import type { Fetchable } from '../domain/source.ts';

/** What is to be tried: a description or a document; a document in place of what the description names. */
export type Trying = { file: string; document?: string; local: boolean };

/** What came of it. `from`: the file or address. */
export type Tried = { from: string; milliseconds: number; bytes: number } & (
  Mapped | { outcome: 'unread'; cause: Cause } | { outcome: 'offered'; offered: Offered; found: Found }
);

/** `found` has the faults even where nothing else was found; `raw`: what stood where each indicator was looked for. */
type Mapped = {
  outcome: 'mapped';
  source: Fetchable;
  found: Found;
  raw: ReadonlyMap<string, string>;
  cause: Cause | null;
};

/**
 * Reads a source once, as the service would, and keeps nothing. A file that is no description is looked into instead.
 *
 * Faults: `file.unreadable`, `file.notSource`, `file.noDocument`.
 * @throws PartnerFault when the document could not be fetched
 */
export async function trySource({ file, document, local }: Trying): Promise<Tried> {
  const described = await readDescription(file);
  const started = performance.now();
  const { from, bytes } = described
    ? await documentOf(described, file, document, local)
    : await lookedAt(file, document);
  const tried = { from, milliseconds: Math.round(performance.now() - started), bytes: bytes.byteLength };
  try {
    return { ...tried, ...(described ? readBy(described.source, bytes) : lookedInto(bytes)) };
  } catch (error) {
    if (error instanceof PartnerFault) return { ...tried, outcome: 'unread', cause: error.told };
    throw error;
  }
}

type Read = { from: string; bytes: Uint8Array };

async function documentOf(
  described: Described,
  file: string,
  given: string | undefined,
  local: boolean,
): Promise<Read> {
  const document = given ?? described.document;
  if (document !== null) return { from: document, bytes: await readDocument(document) };
  if (described.source.address === null) throw new CliFault('file.noDocument', { file });
  return fetched(described.source, local);
}

async function lookedAt(file: string, document: string | undefined): Promise<Read> {
  if (document !== undefined) throw new CliFault('file.notSource', { file, why: 'it describes no source' });
  return { from: file, bytes: await readDocument(file) };
}

async function fetched({ kind, address, credential }: Fetchable, local: boolean): Promise<Read> {
  const client = new PartnerClient({ local, credentials: readCredentials() });
  try {
    const asking = { address, credential, accept: ACCEPTS[kind], now: new Date().toISOString() };
    const answer = await client.fetch(asking, null, { bytes: 0 });
    if (answer.outcome === 'unchanged') throw new PartnerFault('status.unexpected', { status: 304 });
    return { from: address ?? '', bytes: answer.bytes };
  } finally {
    await client.close();
  }
}

function readBy(source: Fetchable, bytes: Uint8Array): Mapped {
  const now = new Date().toISOString();
  const found = mapped(bytes, source, now);
  // By a table without words nothing counts, so that each fault tells what stands there.
  const nothing = { ...source, reads: source.reads.map((read) => ({ ...read, values: {} })) };
  const raw = mapped(bytes, nothing, now).faults.map((fault) => [fault.indicator, fault.found ?? ''] as const);
  return { outcome: 'mapped', source, found, raw: new Map(raw), cause: causeOf(() => orNothing(found, source)) };
}

function causeOf(check: () => void): Cause | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof PartnerFault) return error.told;
    throw error;
  }
}

/** The notices of a document are found without a description. */
function lookedInto(bytes: Uint8Array): { outcome: 'offered'; offered: Offered; found: Found } {
  const offered = offersIn(bytes);
  const source = { kind: offered.kind, reads: [], observedAt: null, rows: null };
  return { outcome: 'offered', offered, found: mapped(bytes, source, new Date().toISOString()) };
}
