/** Local mode cannot start, or go on: the message is one line for the person at the terminal, who can do what it says. */
export class LocalFault extends Error {
  override readonly name = 'LocalFault';
}

/** That the data folder cannot be written, and what to do. */
export function unwritable(dataDir: string, error: unknown): LocalFault {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  return new LocalFault(`The data folder cannot be written: ${dataDir} (${code}). Set DATA_DIR to a folder that can.`);
}
