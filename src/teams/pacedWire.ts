import { WireFault, type Wire } from './wire.ts';
import type { Address } from './address.ts';
import type { DeliveryEvent } from './deliveryEvent.ts';
import type { Pace, Slot } from './pace.ts';

/** How often something that Teams says is too much is sent, the first time included. */
const MOST_TRIES = 3;

/** How long a conversation is left alone when Teams says that it is too much, but not for how long. */
const PAUSE_MS = 2_000;

/**
 * A wire for answers: what is sent or updated waits until Teams allows it. What it refuses as too much is sent again
 * when it may be; nothing else is repeated. A sign of life for which there is no room is dropped.
 */
export function paced(wire: Wire, pace: Pace, report: (event: DeliveryEvent) => void): Wire {
  return {
    ...wire,
    async send(to, outgoing) {
      if (!('typing' in outgoing)) return inTime(to, () => wire.send(to, outgoing));
      const slot = pace.take(to);
      return slot ? using(slot, pace, to, () => wire.send(to, outgoing)) : '';
    },
    update: (at, activityId, card) => inTime(at, () => wire.update(at, activityId, card)),
  };

  async function inTime<T>(to: Address, work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const slot = pace.take(to) ?? (await waiting(to));
      try {
        return await using(slot, pace, to, work);
      } catch (fault) {
        if (!isTooMuch(fault) || tries === MOST_TRIES) throw fault;
        report('retried');
      }
    }
  }

  function waiting(to: Address): Promise<Slot> {
    report('paced');
    return pace.slot(to);
  }
}

/** Makes one request with a slot, and ends it. Where Teams says that it is too much, the whole conversation waits. */
export async function using<T>(slot: Slot, pace: Pace, to: Address, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (isTooMuch(fault)) pace.pause(to, fault.retryAfterMs ?? PAUSE_MS);
    throw fault;
  } finally {
    slot.done();
  }
}

function isTooMuch(fault: unknown): fault is WireFault {
  return fault instanceof WireFault && fault.status === 429;
}
