import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { until } from '../world/until.ts';
import { AUTHORITY, closeEverything, Host, room, sends, source } from './host.ts';
import { by, NOW } from './reading.ts';
import type { RequestListener } from 'node:http';
import type { Fetched } from '../../src/app/ports.ts';
import type { PartnersOptions } from '../../src/partners/partners.ts';
import type { Fetchable } from '../../src/domain/source.ts';

afterEach(closeEverything);

const MEGABYTE = 1_000_000;
const run = promisify(execFile);
const node = fileURLToPath(new URL('./weighs.ts', import.meta.url));

const failed = (code: string) => ({ outcome: 'failed', cause: { code } });
const well = { outcome: 'read', found: { figures: [{ value: 1 }] } };

/** Fetches a hostile source, and a well-behaved one at the same time; both must have come to an end. */
async function beside(hostile: Fetchable, more: Partial<PartnersOptions> = {}): Promise<Fetched> {
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
async function from(answer: RequestListener, more: Partial<PartnersOptions> = {}): Promise<[Fetched, Host]> {
  const host = await Host.opens(answer);
  const fetched = await beside(source(host.url), more);
  await until(() => host.open === 0);
  return [fetched, host];
}

/** Writes as fast as it is read, and never stops, or after so many bytes. Answers how much it could write. */
function endless(most = Infinity): { answer: RequestListener; written: () => number } {
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
function dripping(piece: string, write: 'head' | 'body'): RequestListener {
  return (req, res) => {
    if (write === 'head') req.socket.write('HTTP/1.1 200 OK\r\nx: ');
    else res.write('{');
    const clock = setInterval(() => (write === 'head' ? req.socket : res).write(piece), 25);
    req.socket.once('close', () => clearInterval(clock));
  };
}

const redirecting =
  (to: (times: number) => string): RequestListener =>
  (req, res) => {
    res.statusCode = 302;
    res.setHeader('location', to(Number(/\d+$/.exec(req.url ?? '') ?? 0)));
    res.end();
  };

describe('an address that may not be asked', () => {
  test.each([
    'http://feeds.northmoor.example/',
    'https://user:word@feeds.northmoor.example/',
    'https://user@feeds.northmoor.example/',
    'ftp://feeds.northmoor.example/',
    'file:///etc/passwd',
    'data:application/json,{"n":1}',
    'feeds.northmoor.example',
    '',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://0x7f000001/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://①②⑦.0.0.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://169.254.169.254/metadata/instance',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://100.64.0.1/',
    'https://168.63.129.16/',
  ])('%s is refused', async (address) => {
    expect(await room({ local: false }).fetch(source(address), NOW)).toMatchObject(failed('address.refused'));
  });

  test.each(['http://10.1.2.3/', 'https://10.1.2.3/', 'http://169.254.169.254/', 'http://feeds.northmoor.example/'])(
    '%s is refused in local mode too',
    async (address) => {
      expect(await beside(source(address))).toMatchObject(failed('address.refused'));
    },
  );

  test('is refused before anything is connected', async () => {
    const host = await Host.opens(sends('{"n":1}'));
    const { fetch } = room({ local: false });
    expect(await fetch(source(host.url.replace('http:', 'https:')), NOW)).toMatchObject(failed('address.refused'));
    expect(host.connections).toBe(0);
  });
});

describe('a name that leads to where nobody may go', () => {
  test.each([
    ['this machine', ['127.0.0.1']],
    ['this machine, by the other family', ['::1']],
    ['a metadata service', ['169.254.169.254']],
    ['a private network', ['10.0.0.7']],
    ['both the internet and this machine', ['93.184.216.34', '127.0.0.1']],
    ['this machine within an address of the other family', ['::ffff:127.0.0.1']],
  ])('%s is refused when connecting', async (_, addresses) => {
    const host = await Host.opens(sends('{"n":1}'), 'good');
    const { fetch } = room({ local: false, ca: AUTHORITY, lookup: async () => addresses });
    const address = `https://feeds.northmoor.test:${host.port}/`;
    expect(await fetch(source(address), NOW)).toMatchObject(failed('address.refused'));
    expect(host.connections).toBe(0);
  });

  // In local mode this machine stands for the public internet, so that the first look can be followed at all.
  test('only at the second look is refused then: what is looked at is what is connected to', async () => {
    const host = await Host.opens(
      redirecting((times) => `/${times + 1}`),
      'good',
    );
    const looks = [['127.0.0.1'], ['169.254.169.254']];
    const lookup = async (hostname: string) => (hostname === 'localhost' ? ['127.0.0.1'] : (looks.shift() ?? []));
    const hostile = source(`https://feeds.northmoor.test:${host.port}/`);
    expect(await beside(hostile, { ca: AUTHORITY, lookup })).toMatchObject(failed('address.refused'));
    expect([looks.length, host.requests.length]).toEqual([0, 1]);
  });
});

describe('a redirect', () => {
  test.each([
    ['a metadata service', 'http://169.254.169.254/latest/meta-data/'],
    ['a private network', 'https://10.0.0.7/'],
    ['a host of the internet', 'https://feeds.eastvale.example/'],
    ['a file', 'file:///etc/passwd'],
    ['nowhere', 'https://'],
    ['itself with a password', 'USER'],
  ])('to %s is refused', async (_, to) => {
    const [fetched, host] = await from((req, res) =>
      redirecting(() => (to === 'USER' ? `http://user:word@${req.headers.host}/` : to))(req, res),
    );
    expect(fetched).toMatchObject(failed('redirect.refused'));
    expect(host.requests).toHaveLength(1);
  });

  test('to another port of this machine is refused', async () => {
    const other = await Host.opens(sends('{"n":1}'));
    const [fetched] = await from(redirecting(() => other.url));
    expect(fetched).toMatchObject(failed('redirect.refused'));
    expect(other.connections).toBe(0);
  });

  test('from https to http is refused', async () => {
    const host = await Host.opens(
      redirecting(() => `http://localhost:${host.port}/`),
      'good',
    );
    const fetched = await beside(source(`https://localhost:${host.port}`), { ca: AUTHORITY });
    expect(fetched).toMatchObject(failed('redirect.refused'));
    expect(host.requests).toHaveLength(1);
  });

  test('without an end is followed three times', async () => {
    const [fetched, host] = await from(redirecting((times) => `/${times + 1}`));
    expect(fetched).toMatchObject(failed('redirect.tooMany'));
    expect(host.requests.map(({ url }) => url)).toEqual(['/', '/1', '/2', '/3']);
  });

  test('with a body without end is not waited for', async () => {
    const [fetched] = await from((req, res) => {
      res.statusCode = req.url === '/' ? 302 : 404;
      res.setHeader('location', '/next');
      endless().answer(req, res);
    });
    expect(fetched).toMatchObject({ cause: { code: 'status.unexpected', status: 404 } });
  });
});

describe('a host that takes its time', () => {
  const limits = { milliseconds: 300 };

  test.each([
    ['says nothing', () => undefined],
    ['sends its headers a byte now and then', dripping('x', 'head')],
    ['sends its body a byte now and then', dripping(' ', 'body')],
    ['says again and again that it is about to answer', dripping('\r\n\r\nHTTP/1.1 102 Processing\r\nx: ', 'head')],
  ] satisfies [string, RequestListener][])('and %s is cut off', async (_, answer) => {
    const [fetched] = await from(answer, { limits });
    expect(fetched).toMatchObject(failed('time.over'));
    expect(fetched.milliseconds).toBeGreaterThanOrEqual(limits.milliseconds - 20);
  });

  test('between redirects is cut off all the same', async () => {
    const [fetched] = await from(
      (req, res) => {
        if (req.url === '/') redirecting(() => '/1')(req, res);
      },
      { limits },
    );
    expect(fetched).toMatchObject(failed('time.over'));
  });
});

describe('a body that is too large', () => {
  // A file of gzip may be several, one behind the other (RFC 1952, 2.2).
  const bomb = Buffer.concat(Array<Buffer>(20).fill(gzipSync(Buffer.alloc(10 * MEGABYTE))));

  test('without an end is cut off, after little more than may be', async () => {
    const { answer, written } = endless();
    const [fetched] = await from(answer, { limits: { bytes: MEGABYTE } });
    expect(fetched).toMatchObject(failed('body.tooLarge'));
    expect(fetched.bytes).toBeLessThan(1.2 * MEGABYTE);
    // What the sockets of both sides hold may have been written too.
    expect(written()).toBeLessThan(40 * MEGABYTE);
  });

  test('by its own account is not begun', async () => {
    const [fetched] = await from((_, res) => {
      res.setHeader('content-length', 200 * MEGABYTE);
      res.write('{');
    });
    expect(fetched).toMatchObject({ ...failed('body.tooLarge'), bytes: 0 });
  });

  test.each([
    ['gzip', bomb],
    ['br', brotliCompressSync(Buffer.alloc(20 * MEGABYTE))],
  ])('once its %s is unpacked is unpacked no further', async (coding, packed) => {
    const [fetched] = await from(sends(packed, { 'content-encoding': coding }));
    expect(fetched).toMatchObject(failed('body.tooLarge'));
    expect(fetched.bytes).toBeLessThanOrEqual(packed.byteLength);
  });

  test.each([
    ['200 MB', endless(200 * MEGABYTE).answer],
    ['a body without end', endless().answer],
    ['a bomb', sends(bomb, { 'content-encoding': 'gzip' })],
  ])('takes no more memory than may be: %s', async (_, answer) => {
    const good = await Host.opens(sends('{"n":1}'));
    const host = await Host.opens(answer);
    const { stdout } = await run(process.execPath, [node, good.url, host.url, '10000']);
    const { fetched, grown } = JSON.parse(stdout) as { fetched: Fetched; grown: number };
    expect(fetched).toMatchObject(failed('body.tooLarge'));
    expect(grown).toBeLessThan(60 * MEGABYTE);
  });

  test('in its headers is cut off', async () => {
    const [fetched] = await from(sends('{"n":1}', { 'x-large': 'x'.repeat(MEGABYTE) }));
    expect(fetched).toMatchObject(failed('body.tooLarge'));
  });

  test('in its headers, without an end, is cut off', async () => {
    const [fetched] = await from((req) => {
      req.socket.write('HTTP/1.1 200 OK\r\n');
      const more = (): void => {
        if (!req.socket.destroyed) req.socket.write(`x-${'y'.repeat(2_000)}: z\r\n`, () => setImmediate(more));
      };
      more();
    });
    expect(fetched).toMatchObject(failed('body.tooLarge'));
  });
});

describe('a certificate that is not in order', () => {
  const lookup = async () => ['127.0.0.1'];

  test.each([
    ['expired', 'expired', AUTHORITY, 'feeds.northmoor.test'],
    ['signed by itself', 'selfSigned', AUTHORITY, 'feeds.northmoor.test'],
    ['for another name', 'good', AUTHORITY, 'feeds.eastvale.test'],
  ] as const)('because it is %s, is refused before anything is asked', async (_, certificate, ca, name) => {
    const host = await Host.opens(sends('{"n":1}'), certificate);
    const fetched = await beside(source(`https://${name}:${host.port}`), { ca, lookup });
    expect(fetched).toMatchObject(failed('certificate.invalid'));
    expect(host.requests).toHaveLength(0);
  });

  test('because nobody public has signed it, is refused even where the environment waives it', async () => {
    const host = await Host.opens(sends('{"n":1}'), 'good');
    const waived = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect(await room({ lookup }).fetch(source(host.url), NOW)).toMatchObject(failed('certificate.invalid'));
    } finally {
      if (waived === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = waived;
    }
  });

  test('or no TLS at all is a connection that failed', async () => {
    const host = await Host.opens(sends('{"n":1}'));
    const fetched = await beside(source(`https://127.0.0.1:${host.port}`));
    expect(fetched).toMatchObject(failed('connection.failed'));
  });
});

describe('a document that is made to do harm', () => {
  const json = by('json', ['n', '__proto__.n', 'constructor.n']);
  const feed = by('feed', []);
  const page = '<!doctype html><html><body>Sign in</body></html>';
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

  test.each([
    ['nests deep', '['.repeat(4 * MEGABYTE), json, 'document.tooDeep'],
    ['nests deep in XML', '<a>'.repeat(MEGABYTE / 2), feed, 'document.tooDeep'],
    ['expands', `<!DOCTYPE r [<!ENTITY l0 "ha">${entities}]><rss><channel/></rss>`, feed, 'document.malformed'],
    ['reads a file', '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss/>', feed, 'document.malformed'],
    ['is a web page', page, json, 'document.otherKind'],
    ['is a web page for CSV', page, by('csv', 'n'), 'document.otherKind'],
    ['is a web page for a feed', page, feed, 'document.otherKind'],
    ['is not UTF-8', Buffer.from([0x7b, 0x22, 0x6e, 0xff, 0xfe]), json, 'document.notUtf8'],
    ['names what JavaScript hides', '{"__proto__":{"n":1}}', json, 'document.nothingFound'],
    ['is of wrong types', '{"n":{"n":[]}}', json, 'document.nothingFound'],
    ['is not finite', '{"n":"NaN"}', json, 'document.nothingFound'],
    ['says NaN itself', '{"n":NaN}', json, 'document.malformed'],
    ['is empty', '', json, 'document.malformed'],
    ['is of the future', '{"n":1,"at":"2036-01-01T00:00:00Z"}', { ...json, observedAt: 'at' }, 'document.nothingFound'],
  ] as const)('because it %s', async (_, document, reading, code) => {
    const host = await Host.opens(sends(document as string | Uint8Array));
    const fetched = await beside({ ...source(host.url), ...reading });
    expect(fetched).toMatchObject(failed(code));
    expect(({} as Record<string, unknown>).n).toBeUndefined();
  });
});
