import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

// Partners that publish, in a process of their own: each at an address of its own on this machine, since a host is asked
// a few things at a time only. A tenth never answer, and a tenth answer with something that is no use.
const PUBLISHERS = Number(process.argv[2]);

/** The slowest of those that answer take so long. */
const SLOWEST_MS = 1_500;

const wards = Array.from({ length: 200 }, (_, place) => ({
  name: `Ward ${place}`,
  beds: { open: 20 + (place % 9), occupied: 18 },
  updated: '2026-11-23T09:00:00Z',
}));
const document = JSON.stringify({ wards, totals: { ready: 12, waiting: 1 } });

const useless: ((...[, res]: Parameters<RequestListener>) => void)[] = [
  (_, res) => res.writeHead(503).end(),
  (_, res) => res.writeHead(200, { 'content-type': 'application/json' }).end(document.slice(0, -100)),
  (_, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
];

function publisher(place: number): RequestListener {
  if (place % 10 === 3) return () => undefined;
  if (place % 10 === 7) return useless[Math.floor(place / 10) % useless.length]!;
  return (_, res) => {
    setTimeout(
      () => res.writeHead(200, { 'content-type': 'application/json' }).end(document),
      (place * 37) % SLOWEST_MS,
    );
  };
}

const urls = await Promise.all(
  Array.from({ length: PUBLISHERS }, async (_, place) => {
    const address = `127.1.${Math.floor(place / 250)}.${1 + (place % 250)}`;
    const server = createServer(publisher(place)).listen(0, address);
    await once(server, 'listening');
    return `http://${address}:${(server.address() as AddressInfo).port}/board.json`;
  }),
);
process.stdout.write(`${JSON.stringify(urls)}\n`);
