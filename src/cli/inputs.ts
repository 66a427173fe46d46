import { readFile } from 'node:fs/promises';
import { parseVerifierKey, type VerifierKey } from '../log/note.ts';
import { BundleSource } from './bundleSource.ts';
import { CliFault, systemCodeOf } from './fault.ts';
import { HttpReader } from './http.ts';
import { HttpSource } from './httpSource.ts';
import { claimOf } from './trust.ts';
import type { Reading } from './commandLine.ts';
import type { LogSource } from './source.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Opens a log: an address when it looks like one, otherwise an exported file. Faults: those of `openHost` and `BundleSource.open`. */
export async function openSource(target: string, reading: Reading): Promise<LogSource> {
  return target.includes('://') ? openHost(target, reading) : BundleSource.open(target);
}

/** A log at an address. Faults: `usage.badAddress`; `usage.keyInClear` for a key that would travel unencrypted; `file.unreadable`. */
export async function openHost(address: string, { apiKey, person, timeoutMs }: Reading): Promise<HttpSource> {
  const url = URL.parse(address);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && `${url.username}${url.search}${url.hash}` === '';
  if (!isPlain) throw new CliFault('usage.badAddress', { address });
  if (apiKey !== undefined && url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    throw new CliFault('usage.keyInClear');
  const authorization = person === undefined ? await bearerOf(apiKey) : `Local ${person}`;
  const base = url.href.replace(/\/+$/, '').replace(/\/checkpoint$/, '');
  return new HttpSource(new HttpReader(base, { timeoutMs, ...(authorization === undefined ? {} : { authorization }) }));
}

async function bearerOf(apiKey: string | undefined): Promise<string | undefined> {
  if (apiKey === undefined) return undefined;
  const key = apiKey.startsWith('@') ? (await readText(apiKey.slice(1))).trim() : apiKey;
  if (!/^[\x21-\x7e]+$/.test(key)) throw new CliFault('usage.badApiKey');
  return `Bearer ${key}`;
}

/** A verifier key, as its text or as a file that holds it. Faults: `usage.badKey`, `file.unreadable`. */
export async function readKey(textOrFile: string): Promise<VerifierKey> {
  const text = keyOf(textOrFile) === undefined ? await readText(textOrFile) : textOrFile;
  const key = keyOf(text);
  if (key === undefined) throw new CliFault('usage.badKey');
  return key;
}

function keyOf(text: string): VerifierKey | undefined {
  try {
    return parseVerifierKey(text.trim());
  } catch {
    return undefined;
  }
}

/** A signed checkpoint, as its text or as a file that holds it. Faults: `usage.badCheckpoint`, `file.unreadable`. */
export async function readCheckpoint(textOrFile: string): Promise<string> {
  const text = textOrFile.includes('\n') ? textOrFile : await readText(textOrFile);
  // A shell takes the line feeds from the end of what it puts in.
  const note = text.endsWith('\n') ? text : `${text}\n`;
  try {
    claimOf(note);
  } catch {
    throw new CliFault('usage.badCheckpoint');
  }
  return note;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CliFault('file.unreadable', { file, why: systemCodeOf(error) ?? 'unknown' });
  }
}
