import type { Cause, CauseCode } from '../domain/reading.ts';

/** Why a source could not be read. `retryAfter`: how many milliseconds its host asks us to wait. */
export class PartnerFault extends Error {
  override readonly name = 'PartnerFault';
  readonly code: CauseCode;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: CauseCode, told: { status?: number; retryAfter?: number; cause?: unknown } = {}) {
    super(code, { cause: told.cause });
    this.code = code;
    this.status = told.status;
    this.retryAfter = told.retryAfter;
  }

  /** As it is kept and shown. */
  get told(): Cause {
    return { code: this.code, ...(this.status === undefined ? {} : { status: this.status }) };
  }
}
