import { CliFault, systemCodeOf } from './fault.ts';

export type HttpSettings = {
  /** The value of the Authorization header. */
  authorization?: string;
  /** For each request, its answer included. */
  timeoutMs: number;
};

const MAX_REDIRECTS = 3;

/**
 * Fetches what stands under one address, within limits of time and size. Redirects are followed within the same origin
 * alone, so that neither the reader's key nor the reader's trust goes anywhere else.
 *
 * Faults: `host.unreachable`, `host.slow`, `host.tooLarge`, `host.redirects`, `host.wantsSignIn` (401, 403),
 * `host.hasNot` (404), `host.answers` (any other status).
 */
export class HttpReader {
  readonly base: string;
  readonly #settings: HttpSettings;

  /** `base` has no slash at its end. */
  constructor(base: string, settings: HttpSettings) {
    this.base = base;
    this.#settings = settings;
  }

  /** The bytes at a path below the base. `maxBytes` counts them as they are once decompressed. */
  async get(path: string, maxBytes: number): Promise<Uint8Array> {
    const where = `${this.base}/${path}`;
    const signal = AbortSignal.timeout(this.#settings.timeoutMs);
    try {
      return await bodyOf(await this.#answer(new URL(where), signal), where, maxBytes);
    } catch (error) {
      throw error instanceof CliFault ? error : this.#faultOf(error, where);
    }
  }

  async #answer(first: URL, signal: AbortSignal): Promise<Response> {
    const { authorization } = this.#settings;
    let url = first;
    for (let followed = 0; followed <= MAX_REDIRECTS; followed++) {
      const response = await fetch(url, {
        redirect: 'manual',
        signal,
        headers: authorization === undefined ? {} : { authorization },
      });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return requireGood(response, first);
      await response.body?.cancel();
      const next = URL.parse(location, url);
      if (next?.origin !== first.origin) throw new CliFault('host.redirects', { where: first.href, to: location });
      url = next;
    }
    throw new CliFault('host.redirects', { where: first.href, to: url.href });
  }

  #faultOf(error: unknown, where: string): CliFault {
    if (nameOf(error) === 'TimeoutError')
      return new CliFault('host.slow', { where, seconds: this.#settings.timeoutMs / 1000 });
    const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : error;
    return new CliFault('host.unreachable', { where, why: systemCodeOf(cause) ?? 'no answer' });
  }
}

async function requireGood(response: Response, { href: where }: URL): Promise<Response> {
  const { status } = response;
  if (status === 200) return response;
  await response.body?.cancel();
  if (status === 401 || status === 403) throw new CliFault('host.wantsSignIn', { where });
  if (status === 404) throw new CliFault('host.hasNot', { where });
  throw new CliFault('host.answers', { where, status });
}

async function bodyOf({ body }: Response, where: string, maxBytes: number): Promise<Uint8Array> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    bytes += next.value.length;
    if (bytes > maxBytes) {
      await reader?.cancel();
      throw new CliFault('host.tooLarge', { where });
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}
