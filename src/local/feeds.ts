import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { unwritable } from './fault.ts';
import { figureAt, recordsAt } from './demo-figures.ts';
import type { AddressInfo } from 'node:net';
import type { Instant } from '../domain/values.ts';

/** One of the demo's partners publishes something. */
type Document = { type: string; body: (at: Instant) => string };

/** The demo's partners publish, each in the form that it has. */
export type FeedsServer = {
  url: string;
  /** What Riverside's practices push with, by its SHA-256 in hex. */
  tokenSha256: string;
  /** Begins to push what they count, now and every minute. When nobody answers, the next time tells the same. */
  pushTo(address: URL): void;
  close(): Promise<void>;
};

const PUSH_MS = 60 * 1000;

/** So long one feed fails before the next one does. */
const TURN_MS = 10 * 60 * 1000;

/** In this order they fail, from the start on. */
const FAILING = ['/southfield/wards.json', '/eastvale/care.csv', '/riverside/api/v2/summary.json'];

const DOCUMENTS: Record<string, Document> = {
  '/northmoor/MeasureReport.json': { type: 'application/fhir+json', body: measureReport },
  '/eastvale/care.csv': { type: 'text/csv; charset=utf-8', body: careList },
  '/eastvale/notices.xml': { type: 'application/rss+xml', body: notices },
  '/southfield/wards.json': { type: 'application/json', body: wards },
  '/riverside/api/v2/summary.json': { type: 'application/json', body: summary },
};

/**
 * Serves what the demo's partners publish, on this machine alone. What they say changes with the time, and one of them
 * fails in turns.
 */
export async function startFeeds({ port, dataDir }: { port: number; dataDir: string }): Promise<FeedsServer> {
  const started = Date.now();
  const token = await tokenIn(dataDir);
  let pushing: NodeJS.Timeout | undefined;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const document = DOCUMENTS[path];
    const turn = Math.floor((Date.now() - started) / TURN_MS) % FAILING.length;
    if (!document) return void response.writeHead(404).end();
    if (FAILING[turn] === path) return void response.writeHead(503, { 'retry-after': '30' }).end();
    response.writeHead(200, { 'content-type': document.type });
    response.end(document.body(new Date().toISOString()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenSha256: createHash('sha256').update(token).digest('hex'),
    pushTo(address) {
      const push = () => void pushAppointments(address, token).catch(() => undefined);
      push();
      pushing = setInterval(push, PUSH_MS).unref();
    },
    close() {
      clearInterval(pushing);
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Made once for this machine, and kept in the data folder. */
async function tokenIn(dataDir: string): Promise<string> {
  const file = join(dataDir, 'demo-push.token');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return newToken(dataDir, file);
  }
}

/** @throws LocalFault when the data folder cannot be written */
async function newToken(dataDir: string, file: string): Promise<string> {
  const token = `source_${randomBytes(32).toString('base64url')}`;
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, `${token}\n`, { mode: 0o600 });
  } catch (error) {
    throw unwritable(dataDir, error);
  }
  return token;
}

async function pushAppointments(address: URL, token: string): Promise<void> {
  const now = new Date().toISOString();
  const body = { observed: now, values: { 'appointments-free': figureAt('RPC appointments-free', now) } };
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.body?.cancel();
}

/** A MeasureReport as SANER has it: the counts of one hospital at a moment. */
function measureReport(at: Instant): string {
  const group = (code: string, value: number) => ({
    code: { coding: [{ system: 'https://northmoor.example/measures', code }] },
    measureScore: { value },
  });
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        resource: {
          resourceType: 'MeasureReport',
          status: 'complete',
          type: 'summary',
          measure: 'https://northmoor.example/Measure/capacity',
          subject: { display: 'Northmoor Hospitals' },
          date: at,
          period: { start: at, end: at },
          group: [
            group('beds-free', figureAt('NMH beds-free', at)),
            group('ready-to-leave', figureAt('NMH ready-to-leave', at)),
            group('ambulances-waiting', figureAt('NMH ambulances-waiting', at)),
          ],
        },
      },
    ],
  });
}

function careList(at: Instant): string {
  const rows = [
    { Area: 'Eastvale, city', Waiting: figureAt('EVC care-waiting', at), 'As at': at },
    { Area: 'Eastvale, villages', Waiting: 4, 'As at': at },
  ];
  return stringify(rows, { header: true, bom: true });
}

function wards(at: Instant): string {
  const free = figureAt('SFC beds-free', at);
  const site = { name: 'Elm House', beds: { open: 24, free }, ready: figureAt('SFC ready-to-leave', at) };
  return JSON.stringify({ asAt: at, sites: [site, { name: 'Ash Lane', beds: { open: 0, free: 0 }, ready: 0 }] });
}

/** As Atlassian Statuspage writes it. */
function summary(at: Instant): string {
  const records = recordsAt(at);
  const component = (id: string, name: string, status: string) => ({ id, name, status, updated_at: at });
  return JSON.stringify({
    page: { id: 'riverside', name: 'Riverside systems', url: 'https://status.riverside.example', updated_at: at },
    status: { indicator: records === 'operational' ? 'none' : 'minor', description: 'As of now' },
    components: [component('r1', 'Shared care record', records), component('r2', 'Telephones', 'operational')],
    incidents: [],
    scheduled_maintenances: [],
  });
}

function notices(at: Instant): string {
  const day = new Date(Date.parse(at) - (Date.parse(at) % (24 * 60 * 60 * 1000)));
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>Eastvale Council: care at home</title>
<link>https://eastvale.example/notices</link>
<description>What changes for those who wait for care</description>
<item>
<title>Evening visits start at 5pm on weekdays</title>
<link>https://eastvale.example/notices/evening-visits</link>
<pubDate>${day.toUTCString()}</pubDate>
</item>
</channel></rss>
`;
}
