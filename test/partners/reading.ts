import { readFile } from 'node:fs/promises';
import { PartnerFault } from '../../src/partners/fault.ts';
import { mapped, type MappedBy } from '../../src/partners/mapping.ts';
import type { Found } from '../../src/domain/reading.ts';
import type { FetchedKind, Reads } from '../../src/domain/source.ts';

export const NOW = '2026-11-20T09:00:00.000Z';

/** How a document is read: an indicator for each place. */
export function by(kind: FetchedKind, at: string | (string | Reads)[], more: Partial<MappedBy> = {}): MappedBy {
  const reads = [at].flat().map((each) => (typeof each === 'string' ? { indicator: each, at: each } : each));
  return { kind, reads, observedAt: null, rows: null, ...more };
}

/** What a document is mapped to. */
export function found(document: string | object, source: MappedBy): Found {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return mapped(new TextEncoder().encode(text), source, NOW);
}

/** What one place is mapped to: its value, or the code of its fault. */
export function read(document: string | object, source: MappedBy): number | string | undefined {
  const { figures, faults } = found(document, source);
  return figures[0]?.value ?? faults[0]?.code;
}

/** Why a document cannot be mapped at all. */
export function causeOf(map: () => unknown): string | undefined {
  try {
    map();
    return undefined;
  } catch (error) {
    if (error instanceof PartnerFault) return error.code;
    throw error;
  }
}

export async function documentNamed(name: string): Promise<string> {
  return readFile(new URL(`./documents/${name}`, import.meta.url), 'utf8');
}
