import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { until } from '../world/until.ts';
import { AUTHORITY, closeEverything, Host, room, sends, source } from './host.ts';
import { NOW } from './reading.ts';
import type { ServerResponse } from 'node:http';

afterEach(closeEverything);

const read = (value: number) => ({ outcome: 'read', found: { figures: [{ indicator: 'n', value }] } });
const failed = (code: string) => ({ outcome: 'failed', cause: { code } });

test('a source is asked for its kind of document, by name, and without a cookie', async () => {
  const host = await Host.opens(sends('{"n":1}', { 'set-cookie': 'session=1' }));
  const { fetch } = room();
  await fetch(source(host.url), NOW);
  expect(await fetch(source(host.url), NOW)).toMatchObject({ ...read(1), bytes: 7, validators: null });
  const { headers } = host.requests[1]!;
  expect(headers).toMatchObject({ 'user-agent': 'Concordat', accept: expect.stringMatching(/^application\/json/) });
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('if-none-match');
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('a document may come as %s', async (coding, compress) => {
  const packed = compress(Buffer.from(`{"n":2,"rest":"${'x'.repeat(10_000)}"}`));
  const host = await Host.opens(sends(packed, { 'content-encoding': coding }));
  expect(await room().fetch(source(host.url), NOW)).toMatchObject({ ...read(2), bytes: packed.byteLength });
});

test.each([
  ['gzip', 'not gzip at all'],
  ['br', '\xff\xff\xff'],
  ['zstd', '{"n":1}'],
  ['gzip, gzip', '{"n":1}'],
])('what comes as %s and is not is malformed', async (coding, text) => {
  const host = await Host.opens(sends(text, { 'content-encoding': coding }));
  expect(await room().fetch(source(host.url), NOW)).toMatchObject(failed('document.malformed'));
});

test('a document that has not changed is not sent again', async () => {
  const validators = { etag: '"v7"', lastModified: 'Fri, 20 Nov 2026 08:00:00 GMT' };
  const host = await Host.opens((req, res) => {
    res.setHeader('etag', validators.etag).setHeader('last-modified', validators.lastModified);
    res.statusCode = req.headers['if-none-match'] === validators.etag ? 304 : 200;
    res.end(res.statusCode === 200 ? '{"n":1}' : undefined);
  });
  const { fetch } = room();
  expect(await fetch(source(host.url), NOW)).toMatchObject({ ...read(1), validators });
  expect(await fetch(source(host.url), NOW, validators)).toMatchObject({ outcome: 'unchanged', bytes: 0 });
  expect(host.requests[1]?.headers['if-modified-since']).toBe(validators.lastModified);
});

test('an answer that says unchanged to nobody who asked is unexpected', async () => {
  const host = await Host.opens((_, res) => ends(res, 304));
  for (const validators of [null, {}, { etag: '"a"\r\nx: y' }])
    expect(await room().fetch(source(host.url), NOW, validators)).toMatchObject({
      cause: { code: 'status.unexpected', status: 304 },
    });
});

test.each([
  ['120', 120_000],
  ['Fri, 20 Nov 2026 09:10:00 GMT', 600_000],
  ['Fri, 20 Nov 2026 08:00:00 GMT', 0],
  ['99999999', 86_400_000],
  ['soon', undefined],
  [undefined, undefined],
])('a host that is busy and asks to wait for %s', async (wait, retryAfter) => {
  const host = await Host.opens((_, res) => ends(res, 503, wait === undefined ? {} : { 'retry-after': wait }));
  const { outcome, ...answer } = await room().fetch(source(host.url), NOW);
  expect([outcome, answer]).toMatchObject(['failed', { cause: { code: 'status.unexpected', status: 503 } }]);
  expect('retryAfter' in answer ? answer.retryAfter : undefined).toBe(retryAfter);
});

test.each([204, 206, 401, 404, 500])('an answer of %s is unexpected', async (status) => {
  const host = await Host.opens((_, res) => ends(res, status));
  expect(await room().fetch(source(host.url), NOW)).toMatchObject({ cause: { code: 'status.unexpected', status } });
});

test('a redirect at the same host is followed', async () => {
  const host = await Host.opens((req, res) => {
    if (req.url === '/new/feed') res.end('{"n":3}');
    else ends(res, 308, { location: '/new/feed' });
  });
  expect(await room().fetch(source(`${host.url}/old`), NOW)).toMatchObject(read(3));
});

test('over https, a host whose certificate is in order is read', async () => {
  const host = await Host.opens(sends('{"n":4}'), 'good');
  const lookup = async () => ['127.0.0.1'];
  const { fetch } = room({ ca: AUTHORITY, lookup });
  expect(await fetch(source(`https://feeds.northmoor.test:${host.port}`), NOW)).toMatchObject(read(4));
});

describe('a credential', () => {
  const credential = (host: string) => ({ host, header: 'Authorization', value: 'Bearer abc' });

  test('is for the programme that it was given to, and for no other', async () => {
    const host = await Host.opens(sends('{"n":5}'));
    const own = { ...credential(`127.0.0.1:${host.port}`), programme: 'discharge' };
    const { fetch } = room({ credentials: new Map([['PARTNER_NMH', own]]) });
    const asks = (programme: string) => fetch({ ...source(host.url, { credential: 'PARTNER_NMH' }), programme }, NOW);
    expect(await asks('discharge')).toMatchObject(read(5));
    expect(await asks('winter')).toMatchObject(failed('credential.missing'));
  });

  test('goes to its own host', async () => {
    const host = await Host.opens(sends('{"n":5}'));
    const credentials = new Map([['PARTNER_NMH', credential(`127.0.0.1:${host.port}`)]]);
    const { fetch } = room({ credentials });
    expect(await fetch(source(host.url, { credential: 'PARTNER_NMH' }), NOW)).toMatchObject(read(5));
    await fetch(source(host.url), NOW);
    expect(host.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer abc', undefined]);
  });

  test('goes nowhere else, and what is not there is not asked for without it', async () => {
    const host = await Host.opens(sends('{"n":5}'));
    const { fetch } = room({ credentials: new Map([['PARTNER_NMH', credential('feeds.northmoor.example')]]) });
    const each = ['PARTNER_NMH', 'PARTNER_EVC'].map((name) => fetch(source(host.url, { credential: name }), NOW));
    expect(await Promise.all(each)).toMatchObject([failed('credential.otherHost'), failed('credential.missing')]);
    expect(host.connections).toBe(0);
  });

  test('is not carried by a redirect to another host', async () => {
    const other = await Host.opens(sends('{"n":6}'));
    const host = await Host.opens((_, res) => ends(res, 302, { location: other.url }));
    const credentials = new Map([['PARTNER_NMH', credential(`127.0.0.1:${host.port}`)]]);
    const answer = await room({ credentials }).fetch(source(host.url, { credential: 'PARTNER_NMH' }), NOW);
    expect([answer, other.connections]).toMatchObject([failed('redirect.refused'), 0]);
  });
});

describe('many sources', () => {
  test('at one host take turns', async () => {
    const waiting: ServerResponse[] = [];
    const host = await Host.opens((_, res) => void waiting.push(res));
    const { fetch } = room();
    const fetches = Array.from({ length: 11 }, () => fetch(source(host.url), NOW));
    for (let answered = 0; answered < fetches.length; answered++) {
      await until(() => waiting.length === Math.min(4, fetches.length - answered));
      waiting.shift()?.end('{"n":1}');
    }
    expect(await Promise.all(fetches)).toMatchObject(fetches.map(() => read(1)));
    expect(host.most).toBe(4);
  });

  test('at a host that says nothing hold up nobody else', async () => {
    const silent = await Host.opens(() => undefined);
    const quick = await Host.opens(sends('{"n":1}'));
    const { fetch, close } = room();
    const stuck = Array.from({ length: 20 }, () => fetch(source(silent.url), NOW));
    await until(() => silent.open === 4);
    expect(await fetch(source(quick.url), NOW)).toMatchObject(read(1));
    await close();
    for (const each of await Promise.all(stuck)) expect(each.outcome).toBe('failed');
  });
});

test('nothing that answers is a connection that failed, and a name that nobody has is unknown', async () => {
  const host = await Host.opens(() => undefined);
  await host.closes();
  const { fetch } = room({ lookup: () => Promise.reject(new Error('ENOTFOUND')) });
  expect(await fetch(source(host.url), NOW)).toMatchObject(failed('connection.failed'));
  expect(await fetch(source('https://nobody.northmoor.test'), NOW)).toMatchObject(failed('host.unknown'));
  expect(await room({ lookup: async () => [] }).fetch(source('https://a.test'), NOW)).toMatchObject(
    failed('host.unknown'),
  );
});

test('a connection that is cut in the middle has failed', async () => {
  const host = await Host.opens((req, res) => {
    res.setHeader('content-length', '100');
    res.write('{"n":1', () => req.socket.destroy());
  });
  expect(await room().fetch(source(host.url), NOW)).toMatchObject(failed('connection.failed'));
});

test('a mistake of ours is told to whoever runs this, and to the caller as a fault', async () => {
  const told: unknown[] = [];
  const host = await Host.opens(sends('{"n":1}'));
  const { fetch } = room({ onFault: (error) => told.push(error) });
  const broken = { ...source(host.url), reads: null as never };
  expect(await fetch(broken, NOW)).toMatchObject(failed('fault'));
  expect(told).toHaveLength(1);
});

function ends(res: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.statusCode = status;
  res.end();
}
