import { Refused, type Refusal } from '../../src/domain/refused.ts';

/** The refusal that a step ends in; undefined when it is not refused. */
export function refusalOf(step: () => unknown): Refusal | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** The refusal that a promise ends in; undefined when it is kept. */
export async function refusalIn(promise: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
