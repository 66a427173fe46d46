/**
 * Why a command could not do its work, as opposed to a log that does not verify, which is a LogFault. The code says what;
 * `words.ts` says it to people. `usage.…`: the command line is wrong. All others: something cannot be reached or read.
 */
export type CliFaultCode =
  | 'usage.noCommand'
  | 'usage.unknownCommand'
  | 'usage.badOption'
  | 'usage.missing'
  | 'usage.tooMany'
  | 'usage.badAddress'
  | 'usage.badOrigin'
  | 'usage.badKey'
  | 'usage.badCheckpoint'
  | 'usage.badApiKey'
  | 'usage.badTimeout'
  | 'usage.twoReaders'
  | 'usage.keyInClear'
  | 'usage.exists'
  | 'host.unreachable'
  | 'host.slow'
  | 'host.tooLarge'
  | 'host.redirects'
  | 'host.wantsSignIn'
  | 'host.hasNot'
  | 'host.answers'
  | 'host.notLog'
  | 'file.unreadable'
  | 'file.unwritable'
  | 'file.notExport'
  | 'file.isProof'
  | 'file.notSource'
  | 'file.noDocument'
  | 'memory.malformed'
  | 'memory.unwritable';

export class CliFault extends Error {
  override readonly name = 'CliFault';
  readonly code: CliFaultCode;
  readonly data: Readonly<Record<string, string | number>>;

  constructor(code: CliFaultCode, data: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.data = data;
  }
}

/** What the operating system calls an error, such as ENOENT; undefined for any other error. */
export function systemCodeOf(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
  return hasCode ? (error.code as string) : undefined;
}
