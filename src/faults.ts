import { Fault } from './app/fault.ts';
import { ConfigFault } from './config.ts';
import { LogFault } from './log/fault.ts';
import { StoreFault, type StoreFaultCode } from './store/fault.ts';

const STORE_WORDS: Record<StoreFaultCode, (where: string) => string> = {
  'store.unwritable': (where) => `The data folder cannot be written: ${where}. Set DATA_DIR to a folder that can.`,
  'store.newer': (where) => `The data were written by a later version: ${where}. Install that version, or a later one.`,
  'store.damaged': (where) => `This is not a store of Concordat, or it is damaged: ${where}. Restore it from a backup.`,
  'store.busy': (where) => `Another process holds the store: ${where}. Stop it, then start again.`,
};

/** Faults of the set-up as one clear line each for whoever starts this; undefined for anything else, which is ours. */
export function linesOf(error: unknown): string[] | undefined {
  if (error instanceof ConfigFault) return error.faults.map((fault) => `Setting ${fault}.`);
  if (error instanceof Fault && error.code !== 'busy')
    return [
      `What is stored does not fit its log: ${error.message}. See where with "npx concordat verify", and restore a backup.`,
    ];
  if (error instanceof StoreFault) return [STORE_WORDS[error.code](error.where)];
  if (error instanceof LogFault)
    return ['Setting LOG_SIGNING_KEY is not a key. Make one with "npx concordat key <origin>".'];
  if (isSystemError(error) && error.code === 'EADDRINUSE')
    return [`Port ${String(error.port ?? '')} is in use. Stop what uses it, or set PORT to another.`];
  if (isSystemError(error) && error.syscall === 'listen')
    return [`The service cannot listen (${error.code}). Set PORT or HOST to another.`];
  if (isSystemError(error)) return [`The data folder cannot be used: ${error.code} ${error.path ?? ''}.`];
  return undefined;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { port?: number } {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
