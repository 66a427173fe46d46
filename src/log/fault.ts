/** What may be told about a fault besides its code: numbers and short technical strings, never what people wrote. */
export type FaultData = Readonly<Record<string, string | number>>;

/**
 * Something about a log does not fit. The code says what, in the form `thing.fault` (`checkpoint.malformed`);
 * it becomes words elsewhere. `index` is the zero-based index of the entry that does not fit, where that can be told.
 */
export class LogFault extends Error {
  override readonly name = 'LogFault';
  readonly code: string;
  readonly index: number | undefined;
  readonly data: FaultData;

  constructor(code: string, told: { index?: number; data?: FaultData; cause?: unknown } = {}) {
    super(
      told.index === undefined ? code : `${code} at entry ${told.index}`,
      'cause' in told ? { cause: told.cause } : {},
    );
    this.code = code;
    this.index = told.index;
    this.data = told.data ?? {};
  }
}

/** Runs a step of an entry's check so that a fault in it names the entry. */
export function atEntry<T>(index: number, step: () => T): T {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof LogFault && cause.index === undefined) {
      throw new LogFault(cause.code, { index, data: cause.data, cause });
    }
    throw cause;
  }
}
