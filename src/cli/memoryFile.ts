import { mkdir, readdir, readFile, rename, rm, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CliFault, systemCodeOf } from './fault.ts';
import { formatMemory, memoryNameOf, parseMemory, type Remembered } from './memory.ts';

/** Where logs are remembered: all in one folder, a file each; or one log in a file of the auditor's choice; or not at all. */
export type Memory = { kind: 'folder'; folder: string } | { kind: 'file'; file: string } | { kind: 'none' };

/** The file in which a log of this name is remembered. */
export function memoryFileOf(memory: Exclude<Memory, { kind: 'none' }>, origin: string): string {
  return memory.kind === 'file' ? memory.file : join(memory.folder, memoryNameOf(origin));
}

/**
 * What is remembered of a log. Where its address has served a log of another name before, that one is given: else a host
 * could lose its past by giving the log a new name. Faults: `memory.malformed`, `file.unreadable`.
 */
export async function recall(memory: Memory, origin: string, address?: string): Promise<Remembered | undefined> {
  if (memory.kind === 'none') return undefined;
  const atAddress = memory.kind === 'folder' ? await recallAddress(memory.folder, address) : undefined;
  if (atAddress !== undefined) return atAddress;
  const file = memoryFileOf(memory, origin);
  const text = await readIfThere(file);
  const remembered = text === undefined ? undefined : parseMemory(text);
  if (text !== undefined && remembered === undefined) throw new CliFault('memory.malformed', { file });
  return remembered;
}

async function recallAddress(folder: string, address: string | undefined): Promise<Remembered | undefined> {
  if (address === undefined) return undefined;
  for (const name of await namesIn(folder)) {
    const text = name.endsWith('.json') ? await readIfThere(join(folder, name)) : undefined;
    const remembered = text === undefined ? undefined : parseMemory(text);
    if (remembered?.addresses.includes(address)) return remembered;
  }
  return undefined;
}

/** Remembers a log, all at once or not at all: a crash leaves what was remembered before. Fault: `memory.unwritable`. */
export async function remember(memory: Memory, remembered: Remembered): Promise<void> {
  if (memory.kind === 'none') return;
  const file = memoryFileOf(memory, remembered.origin);
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeDurably(unfinished, formatMemory(remembered));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw new CliFault('memory.unwritable', { file, why: systemCodeOf(error) ?? 'unknown' });
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw new CliFault('file.unreadable', { file, why: systemCodeOf(error) ?? 'unknown' });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw new CliFault('file.unreadable', { file: folder, why: systemCodeOf(error) ?? 'unknown' });
  }
}
