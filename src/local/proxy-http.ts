import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { LocalFault } from './fault.ts';

/** Far above what Teams takes for one message (about 100 KB). */
const MAX_BYTES = 1_000_000;

/** Belong to one connection (RFC 9110, section 7.6.1), or are written anew for the next. */
const HOP_BY_HOP = new Set(
  'connection,keep-alive,proxy-authenticate,proxy-authorization,te,trailer,transfer-encoding,upgrade,host,content-length,accept-encoding,expect'.split(
    ',',
  ),
);

export type Call = { method: string; path: string; query: string; headers: OutgoingHttpHeaders; body: Buffer };
export type Answer = { status: number; headers: OutgoingHttpHeaders; body: Buffer };

/** A fault that is answered as Bot Framework's connector answers one. */
export class ConnectorFault extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}

/** Calls one origin over connections that are kept alive. */
export class Upstream {
  readonly #origin: URL;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(origin: URL) {
    this.#origin = origin;
  }

  /** @throws ConnectorFault 502 when it does not answer */
  async call({ method, path, query, headers, body }: Call): Promise<Answer> {
    const outgoing = request(new URL(path + query, this.#origin), {
      method,
      agent: this.#agent,
      headers: { ...headers, ...(body.length > 0 && { 'content-length': body.length }) },
    });
    outgoing.end(body);
    try {
      const [response]: IncomingMessage[] = await once(outgoing, 'response');
      if (!response) throw new Error('no response');
      return {
        status: response.statusCode ?? 502,
        headers: endToEnd(response),
        body: await readAll(response),
      };
    } catch (cause) {
      if (cause instanceof ConnectorFault) throw cause;
      throw new ConnectorFault(502, 'BadGateway', `${this.#origin.origin} does not answer.`);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

/**
 * Serves on loopback only. Whoever calls under another host name (DNS rebinding) or from a web page (`Origin`) is
 * refused: neither the Playground nor the service does.
 *
 * @throws Error with one line for the person at the terminal when the port is in use
 */
export async function serveLoopback(port: number, answer: (call: Call) => Promise<Answer>) {
  const server = createServer((request, response) => {
    handle(request).then(
      ({ status, headers, body }) => {
        response.writeHead(status, { ...headers, 'content-length': body.length });
        response.end(body);
      },
      () => response.destroy(),
    );
  });

  async function handle(request: IncomingMessage): Promise<Answer> {
    try {
      const { host, origin } = request.headers;
      if (!hosts.has(host ?? '') || origin !== undefined)
        throw new ConnectorFault(421, 'Misdirected', 'Not from here.');
      const { pathname: path, search: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
      return await answer({
        method: request.method ?? 'GET',
        path,
        query,
        headers: endToEnd(request),
        body: await readAll(request),
      });
    } catch (error) {
      if (error instanceof ConnectorFault)
        return json(error.status, { error: { code: error.code, message: error.message } });
      const message = error instanceof Error ? error.message : 'unknown';
      return json(500, { error: { code: 'InternalServerError', message } });
    }
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((cause: unknown) => {
    throw new LocalFault(`Port ${port} is in use, so the proxy before the Playground cannot start.`, { cause });
  });
  const bound = portOf(server.address());
  const hosts = new Set([`127.0.0.1:${bound}`, `localhost:${bound}`]);
  return {
    url: `http://127.0.0.1:${bound}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address) return address.port;
  throw new Error('Not listening on a port.');
}

function endToEnd({ headers }: IncomingMessage): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaves the connection open, so that the refusal can be answered.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BYTES) throw new ConnectorFault(413, 'MessageSizeTooBig', `More than ${MAX_BYTES} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
