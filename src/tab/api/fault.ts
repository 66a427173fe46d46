import type { Problem } from '../../web/api-types.ts';

/** Why there is no answer: none came, it is no answer of ours, it says no, or Teams gave no token to ask with. */
export type Reason = 'network' | 'garbled' | 'http' | 'signIn';

/** A request that was not answered as hoped. `problem` is what the server says of it, if it says anything. */
export class Fault extends Error {
  readonly reason: Reason;
  readonly status: number | null;
  readonly problem: Problem | null;

  constructor(reason: Reason, status: number | null = null, problem: Problem | null = null, cause?: unknown) {
    super(problem?.detail ?? reason, { cause });
    this.reason = reason;
    this.status = status;
    this.problem = problem;
  }
}

/** Anything thrown, as a fault. */
export function faultOf(thrown: unknown): Fault {
  return thrown instanceof Fault ? thrown : new Fault('garbled', null, null, thrown);
}
