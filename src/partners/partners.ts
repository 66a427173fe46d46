import { PartnerClient, type ClientOptions } from './client.ts';
import { PartnerFault } from './fault.ts';
import { ACCEPTS, mapped, orNothing } from './mapping.ts';
import { checkedFound } from './outcome.ts';
import { mapPushed } from './pushed.ts';
import type { Fetched, Partners } from '../app/ports.ts';

export type PartnersOptions = ClientOptions & {
  /** Told of what went wrong on our side, which the caller sees as the cause `fault` alone. */
  onFault?: (error: unknown) => void;
};

type Failed = Extract<Fetched, { outcome: 'failed' }>;

/** Fetches partners' status over HTTP. `close` cuts what is under way, which then fails. */
export function partners(options: PartnersOptions): Partners & { close(): Promise<void> } {
  const client = new PartnerClient(options);
  return {
    async fetch(source, now, validators = null) {
      const started = performance.now();
      const meter = { bytes: 0 };
      const took = () => ({ milliseconds: Math.round(performance.now() - started), bytes: meter.bytes });
      try {
        const { address, credential, programme, kind } = source;
        const answer = await client.fetch(
          { address, credential, programme, accept: ACCEPTS[kind], now },
          validators,
          meter,
        );
        if (answer.outcome === 'unchanged') return { ...took(), outcome: 'unchanged' };
        const found = orNothing(mapped(answer.bytes, source, now), source);
        return { ...took(), outcome: 'read', found, validators: answer.validators };
      } catch (error) {
        return { ...took(), ...failed(error) };
      }
    },
    read(pushed, source, now) {
      return checkedFound(mapPushed(pushed, source, now));
    },
    close() {
      return client.close();
    },
  };

  function failed(error: unknown): Omit<Failed, 'milliseconds' | 'bytes'> {
    if (!(error instanceof PartnerFault)) options.onFault?.(error);
    const fault = error instanceof PartnerFault ? error : new PartnerFault('fault');
    const { told: cause, retryAfter, found } = fault;
    return {
      outcome: 'failed',
      cause,
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(found === undefined ? {} : { found }),
    };
  }
}
