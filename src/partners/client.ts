import { Agent, request, type Dispatcher } from 'undici';
import { parseAddress } from './address.ts';
import { CODINGS, discard, readBody, type Meter } from './body.ts';
import { safeConnector, type Lookup } from './connecting.ts';
import { credentialHeaders, type Credentials } from './credentials.ts';
import { PartnerFault } from './fault.ts';
import { faultOf } from './networkFaults.ts';
import { retryAfterOf } from './retryAfter.ts';
import { Slots } from './slots.ts';
import type { Validators } from '../app/ports.ts';
import type { Fetchable } from '../domain/source.ts';
import type { Instant } from '../domain/values.ts';

/** What one fetch may take. */
export type Limits = {
  /** Milliseconds from connecting to the last byte, redirects and all. */
  milliseconds: number;
  /** Bytes of a body, both as it travels and unpacked. */
  bytes: number;
  /** Bytes of all headers of one answer. */
  headerBytes: number;
};

export const LIMITS: Limits = { milliseconds: 10_000, bytes: 5_000_000, headerBytes: 16_384 };

export type ClientOptions = {
  /** Local mode: this machine may be asked too, also without https. No other private network ever is. */
  local: boolean;
  credentials: Credentials;
  /** Finds the addresses of a name; otherwise the name servers are asked. What it finds is checked all the same. */
  lookup?: Lookup;
  /** Certificates to trust in place of the public ones, in PEM. */
  ca?: string;
  /** Narrower or wider limits than {@link LIMITS}. */
  limits?: Partial<Limits>;
};

/** What a source's host has answered. */
export type Answer =
  { outcome: 'unchanged' } | { outcome: 'document'; bytes: Uint8Array; validators: Validators | null };

/** What is asked for: by a source, at some time, in a kind of document. */
export type Asking = Pick<Fetchable, 'address' | 'credential' | 'programme'> & { accept: string; now: Instant };

const MOST_REDIRECTS = 3;
const MOST_AT_A_HOST = 4;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Fetches documents from hosts that nobody here vouches for. It asks the host of the source's own address and no other,
 * over https, where that host is on the public internet; it takes no more time and bytes than the limits say, keeps no
 * cookie, and knows no proxy.
 */
export class PartnerClient {
  readonly #options: ClientOptions;
  readonly #limits: Limits;
  readonly #agent: Agent;
  readonly #slots = new Slots(MOST_AT_A_HOST);

  constructor(options: ClientOptions) {
    const { local, lookup, ca } = options;
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    const { milliseconds: timeout, headerBytes: maxHeaderSize } = this.#limits;
    this.#agent = new Agent({
      connect: safeConnector({ local, lookup, ca, timeout }),
      connections: MOST_AT_A_HOST,
      // A connection for each request, so that each is checked anew and none is found to have been closed meanwhile.
      pipelining: 0,
      maxHeaderSize,
      headersTimeout: timeout,
      bodyTimeout: timeout,
    });
  }

  /**
   * Fetches a document once. `meter` counts what has come, also when it fails. The time begins when it is this fetch's
   * turn at its host.
   *
   * @throws PartnerFault with every code that does not begin with `document.`, and `document.malformed` for a broken
   * compression
   */
  async fetch(asking: Asking, validators: Validators | null, meter: Meter): Promise<Answer> {
    const url = parseAddress(asking.address, this.#options.local);
    const conditional = conditions(validators);
    const headers = {
      ...credentialHeaders(this.#options.credentials, asking, url),
      ...conditional,
      accept: asking.accept,
      'accept-encoding': CODINGS,
      'user-agent': 'Concordat',
    };
    return this.#slots.within(url.host, async () => {
      const over = new AbortController();
      const clock = setTimeout(() => over.abort(new PartnerFault('time.over')), this.#limits.milliseconds);
      try {
        const answer = await this.#followed(url, headers, over.signal);
        return await this.#read(answer, asking.now, Object.keys(conditional).length > 0, meter);
      } catch (error) {
        throw over.signal.aborted ? over.signal.reason : faultOf(error);
      } finally {
        clearTimeout(clock);
      }
    });
  }

  /** Cuts all connections. */
  close(): Promise<void> {
    return this.#agent.destroy();
  }

  /** Follows redirects by hand: each to the same host, and as safe as the address itself. */
  async #followed(first: URL, headers: Headers, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    let url = first;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await request(url, { dispatcher: this.#agent, headers, signal });
      const { location } = answer.headers;
      if (!REDIRECTS.includes(answer.statusCode)) return answer;
      discard(answer.body);
      url = this.#redirected(url, location);
    }
    throw new PartnerFault('redirect.tooMany');
  }

  #redirected(from: URL, location: string | string[] | undefined): URL {
    const to = typeof location === 'string' ? URL.parse(location, from) : null;
    if (to === null || to.host !== from.host || to.protocol !== from.protocol)
      throw new PartnerFault('redirect.refused');
    try {
      return parseAddress(to.href, this.#options.local);
    } catch {
      throw new PartnerFault('redirect.refused');
    }
  }

  async #read(answer: Dispatcher.ResponseData, now: Instant, asked: boolean, meter: Meter): Promise<Answer> {
    const { statusCode: status, headers, body } = answer;
    const { bytes: most } = this.#limits;
    if (status !== 200) {
      discard(body);
      if (status === 304 && asked) return { outcome: 'unchanged' };
      throw new PartnerFault('status.unexpected', { status, ...retryAfterOf(one(headers['retry-after']), now) });
    }
    if (Number(one(headers['content-length'])) > most) {
      discard(body);
      throw new PartnerFault('body.tooLarge');
    }
    const bytes = await readBody(body, one(headers['content-encoding']) ?? '', most, meter);
    return { outcome: 'document', bytes, validators: validatorsOf(headers) };
  }
}

type Headers = Record<string, string>;

/** Only what may stand in a header goes back into one. */
const VALIDATOR = /^[\x20-\x7e]{1,256}$/;

function conditions(validators: Validators | null): Headers {
  const { etag, lastModified } = validators ?? {};
  return {
    ...(etag === undefined || !VALIDATOR.test(etag) ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined || !VALIDATOR.test(lastModified) ? {} : { 'if-modified-since': lastModified }),
  };
}

function validatorsOf(headers: Dispatcher.ResponseData['headers']): Validators | null {
  const [etag, lastModified] = [one(headers.etag), one(headers['last-modified'])];
  const validators: Validators = {
    ...(etag !== undefined && VALIDATOR.test(etag) ? { etag } : {}),
    ...(lastModified !== undefined && VALIDATOR.test(lastModified) ? { lastModified } : {}),
  };
  return Object.keys(validators).length === 0 ? null : validators;
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
