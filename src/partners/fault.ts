import type { Cause, CauseCode, Found } from '../domain/reading.ts';

/** Why a source could not be read. `retryAfter`: how many milliseconds its host asks us to wait. */
export class PartnerFault extends Error {
  override readonly name = 'PartnerFault';
  readonly code: CauseCode;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  /** What a document that could be read has instead of figures. */
  readonly found: Found | undefined;

  constructor(code: CauseCode, told: { status?: number; retryAfter?: number; found?: Found; cause?: unknown } = {}) {
    super(code, { cause: told.cause });
    this.code = code;
    this.status = told.status;
    this.retryAfter = told.retryAfter;
    this.found = told.found;
  }

  /** As it is kept and shown. */
  get told(): Cause {
    return { code: this.code, ...(this.status === undefined ? {} : { status: this.status }) };
  }
}
