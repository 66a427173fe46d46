import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CliFault } from './fault.ts';
import type { Memory } from './memoryFile.ts';

/** How to ask a log's host: as whom, and for how long to wait. */
export type Reading = { apiKey?: string; person?: string; timeoutMs: number };

/** What is to be done, with its options as they were typed. */
export type CommandLine =
  | { command: 'help' }
  | { command: 'verify'; target: string; key?: string; checkpoint?: string; memory: Memory; reading: Reading }
  | { command: 'export'; target: string; out: string; reading: Reading }
  | { command: 'key'; origin: string }
  | { command: 'source try'; file: string; document?: string; local: boolean };

const DEFAULT_TIMEOUT_SECONDS = 30;

const READING = { 'api-key': { type: 'string' }, as: { type: 'string' }, timeout: { type: 'string' } } as const;
const TRUSTED = {
  key: { type: 'string' },
  checkpoint: { type: 'string' },
  memory: { type: 'string' },
  'no-memory': { type: 'boolean' },
} as const;
const TRYING = { document: { type: 'string' }, local: { type: 'boolean' } } as const;
const HELP = { help: { type: 'boolean', short: 'h' } } as const;

type Options = Record<string, { type: 'string' | 'boolean'; short?: string }>;
type Values = Partial<Record<string, string | boolean>>;

/** Reads the command line, without the program's own name. Faults: `usage.…`. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const [command, ...rest] = words;
  switch (command) {
    case undefined:
      throw new CliFault('usage.noCommand');
    case 'help':
    case '--help':
    case '-h':
      return { command: 'help' };
    case 'verify': {
      const { one, values } = parse(rest, { ...READING, ...TRUSTED }, 'the address of a log, or an exported file');
      return one === undefined
        ? { command: 'help' }
        : { command, target: one, ...textsOf(values), memory: memoryOf(values), reading: readingOf(values) };
    }
    case 'export': {
      const { one, values } = parse(rest, { ...READING, out: { type: 'string' } }, 'the address of a log');
      if (one === undefined) return { command: 'help' };
      if (typeof values.out !== 'string') throw new CliFault('usage.missing', { what: '--out <file>' });
      return { command, target: one, out: values.out, reading: readingOf(values) };
    }
    case 'key': {
      const { one } = parse(rest, {}, 'the origin of your logs, such as concordat.example');
      return one === undefined ? { command: 'help' } : { command, origin: one };
    }
    case 'source':
      return sourceCommand(rest);
    default:
      throw new CliFault('usage.unknownCommand', { command });
  }
}

function sourceCommand([what, ...rest]: string[]): CommandLine {
  if (what === '--help' || what === '-h') return { command: 'help' };
  if (what === undefined) throw new CliFault('usage.missing', { what: 'what to do with a source: try' });
  if (what !== 'try') throw new CliFault('usage.unknownCommand', { command: `source ${what}` });
  const { one, values } = parse(rest, TRYING, 'a file that describes a source, or a document');
  if (one === undefined) return { command: 'help' };
  const { document, local } = values;
  return {
    command: 'source try',
    file: one,
    ...(typeof document === 'string' ? { document } : {}),
    local: local === true,
  };
}

/** The one word that a command wants, and its options. No word when only help is asked for. */
function parse(words: string[], options: Options, what: string): { one: string | undefined; values: Values } {
  const { values, positionals } = parsed(words, { ...options, ...HELP });
  if (values.help === true) return { one: undefined, values };
  const [one, another] = positionals;
  if (one === undefined || one === '') throw new CliFault('usage.missing', { what });
  if (another !== undefined) throw new CliFault('usage.tooMany', { word: another });
  return { one, values };
}

function parsed(args: string[], options: Options): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as Values, positionals };
  } catch (error) {
    // Of Node's message the first sentence names the option; the rest is about double dashes.
    throw new CliFault('usage.badOption', {
      why: messageOf(error)
        .split(/\. |\n/)[0]!
        .replace(/\.$/, ''),
    });
  }
}

function messageOf(error: unknown): string {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
  return hasMessage && typeof error.message === 'string' ? error.message : 'There is an unknown option';
}

function textsOf({ key, checkpoint }: Values): { key?: string; checkpoint?: string } {
  return {
    ...(typeof key === 'string' ? { key } : {}),
    ...(typeof checkpoint === 'string' ? { checkpoint } : {}),
  };
}

function memoryOf({ memory, 'no-memory': none }: Values): Memory {
  if (none === true) return { kind: 'none' };
  if (typeof memory === 'string') return { kind: 'file', file: memory };
  return { kind: 'folder', folder: join(homedir(), '.concordat', 'checkpoints') };
}

function readingOf({ 'api-key': apiKey, as: person, timeout }: Values): Reading {
  if (apiKey !== undefined && person !== undefined) throw new CliFault('usage.twoReaders');
  const seconds = timeout === undefined ? DEFAULT_TIMEOUT_SECONDS : Number(timeout);
  if (!(seconds > 0 && seconds <= 3600)) throw new CliFault('usage.badTimeout');
  return {
    ...(typeof apiKey === 'string' ? { apiKey } : {}),
    ...(typeof person === 'string' ? { person } : {}),
    timeoutMs: Math.ceil(seconds * 1000),
  };
}
