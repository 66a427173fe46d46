import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { closeEverything, Host, sends, source } from './host.ts';
import { beside, dripping, endless, failed, from, MEGABYTE, redirecting } from './hosts.ts';
import { by } from './reading.ts';
import type { RequestListener } from 'node:http';
import type { Fetched } from '../../src/app/ports.ts';

const run = promisify(execFile);
const weighs = fileURLToPath(new URL('./weighs.ts', import.meta.url));

afterEach(closeEverything);

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
    const { stdout } = await run(process.execPath, [weighs, good.url, host.url, '10000']);
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
