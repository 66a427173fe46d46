import { until } from '../world/until.ts';
import { Host, room, sends, source } from './host.ts';
import { NOW } from './reading.ts';
import type { RequestListener } from 'node:http';
import type { Fetched } from '../../src/app/ports.ts';
import type { PartnersOptions } from '../../src/partners/partners.ts';
import type { Fetchable } from '../../src/domain/source.ts';

export const MEGABYTE = 1_000_000;

export const failed = (code: string) => ({ outcome: 'failed', cause: { code } });
const well = { outcome: 'read', found: { figures: [{ value: 1 }] } };

/** Fetches a hostile source, and a well-behaved one at the same time; both must have come to an end. */
export async function beside(hostile: Fetchable, more: Partial<PartnersOptions> = {}): Promise<Fetched> {
  const good = await Host.opens(sends('{"n":1}'), more.ca === undefined ? undefined : 'good');
  const { fetch } = room({ limits: { milliseconds: 2_000 }, ...more });
  const [answer, other] = await Promise.all([
    fetch(hostile, NOW),
    fetch(source(good.url.replace('127.0.0.1', 'localhost')), NOW),
  ]);
  expect(other).toMatchObject(well);
  return answer;
}

/** Fetches from a host that does as told. It must have seen its connection closed. */
export async function from(answer: RequestListener, more: Partial<PartnersOptions> = {}): Promise<[Fetched, Host]> {
  const host = await Host.opens(answer);
  const fetched = await beside(source(host.url), more);
  await until(() => host.open === 0);
  return [fetched, host];
}

/** Writes as fast as it is read, and never stops, or after so many bytes. Answers how much it could write. */
export function endless(most = Infinity): { answer: RequestListener; written: () => number } {
  let written = 0;
  const chunk = Buffer.alloc(1 << 16, 'x');
  const answer: RequestListener = (_, res) => {
    const more = (): void => {
      written += chunk.byteLength;
      if (res.destroyed) return;
      if (written > most) res.end();
      else if (res.write(chunk)) setImmediate(more);
      else res.once('drain', more);
    };
    more();
  };
  return { answer, written: () => written };
}

/** Writes a piece again and again, with some time between. */
export function dripping(piece: string, write: 'head' | 'body'): RequestListener {
  return (req, res) => {
    if (write === 'head') req.socket.write('HTTP/1.1 200 OK\r\nx: ');
    else res.write('{');
    const clock = setInterval(() => (write === 'head' ? req.socket : res).write(piece), 25);
    req.socket.once('close', () => clearInterval(clock));
  };
}

/** Sends on, each time to another place. */
export const redirecting =
  (to: (times: number) => string): RequestListener =>
  (req, res) => {
    res.statusCode = 302;
    res.setHeader('location', to(Number(/\d+$/.exec(req.url ?? '') ?? 0)));
    res.end();
  };
