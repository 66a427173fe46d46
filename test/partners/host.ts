import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { partners, type PartnersOptions } from '../../src/partners/partners.ts';
import { by } from './reading.ts';
import type { Fetchable } from '../../src/domain/source.ts';

export const pem = (name: string): string => readFileSync(new URL(`./certificates/${name}`, import.meta.url), 'utf8');

export const AUTHORITY = pem('authority.pem');

type Certificate = 'good' | 'expired' | 'selfSigned';

/** A partner's host on loopback, real HTTP or HTTPS, which counts who calls. */
export class Host {
  readonly url: string;
  readonly port: number;
  /** Connections: all that there were, those that are open now, and the most at a time. */
  connections = 0;
  open = 0;
  most = 0;
  readonly requests: IncomingMessage[] = [];
  readonly #server: Server;
  static readonly #all = new Set<Host>();

  private constructor(server: Server, port: number, protocol: string) {
    this.#server = server;
    this.port = port;
    this.url = `${protocol}://127.0.0.1:${port}`;
  }

  static async opens(answer: RequestListener, certificate?: Certificate): Promise<Host> {
    const counting: RequestListener = (req, res) => {
      host.requests.push(req);
      res.on('error', () => undefined);
      answer(req, res);
    };
    const server = certificate
      ? createSecureServer({ key: pem('host.key'), cert: pem(`${certificate}.pem`) }, counting)
      : createServer(counting);
    server.on('connection', (socket: Socket) => {
      host.connections++;
      host.most = Math.max(host.most, ++host.open);
      socket.on('error', () => undefined).once('close', () => host.open--);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = new Host(server, (server.address() as AddressInfo).port, certificate ? 'https' : 'http');
    Host.#all.add(host);
    return host;
  }

  static async closeAll(): Promise<void> {
    for (const host of Host.#all) await host.closes();
    Host.#all.clear();
  }

  async closes(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Sends a document, whole. */
export const sends =
  (document: string | Uint8Array, headers: Record<string, string> = {}): RequestListener =>
  (_, res) => {
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    res.end(document);
  };

/** A source at an address, which tells one figure, `n`. */
export function source(address: string, more: Partial<Fetchable> = {}): Fetchable {
  return { ...by('json', 'n'), address, credential: null, ...more };
}

/** What went wrong on our side; nothing ever should, unless a test wants it to. */
const faults: unknown[] = [];
const opened = new Set<{ close(): Promise<void> }>();

/** The room as it is used, in local mode unless said otherwise. */
export function room(more: Partial<PartnersOptions> = {}) {
  const made = partners({
    local: true,
    credentials: new Map(),
    onFault: (error) => faults.push(error),
    ...more,
  });
  opened.add(made);
  return made;
}

export async function closeEverything(): Promise<void> {
  for (const each of opened) await each.close();
  opened.clear();
  await Host.closeAll();
  expect(faults.splice(0)).toEqual([]);
}
