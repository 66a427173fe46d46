import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatEntry, formatHeader } from './bundle.ts';
import { CliFault, systemCodeOf } from './fault.ts';
import { claimOf } from './trust.ts';
import type { LogSource } from './source.ts';

/** What was written to a bundle. */
export type Exported = { origin: string; size: number };

/**
 * Writes a whole log to a new file as a bundle (see `bundle.ts`), an entry at a time. It takes down what the host serves
 * and verifies nothing. A file that could not be ended is taken away again.
 *
 * Faults: `usage.exists`, `file.unwritable`, and those of the source.
 */
export async function exportLog(source: LogSource, file: string): Promise<Exported> {
  const checkpoint = await source.checkpoint();
  const { origin, size } = claimOf(checkpoint);
  const key = await source.key();
  const header = formatHeader({ origin, key, checkpoint });
  try {
    const lines = Readable.from(linesOf(header, source, size));
    await pipeline(lines, createWriteStream(file, { flags: 'wx', flush: true }));
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EEXIST') throw new CliFault('usage.exists', { file });
    await rm(file, { force: true }).catch(() => undefined);
    throw isOfTheSystem(error) ? new CliFault('file.unwritable', { file, why: code ?? 'unknown' }) : error;
  }
  return { origin, size };
}

async function* linesOf(header: string, source: LogSource, size: number): AsyncGenerator<string> {
  yield header;
  let index = 0;
  for await (const entry of source.entries(size)) yield formatEntry(index++, entry);
}

function isOfTheSystem(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
