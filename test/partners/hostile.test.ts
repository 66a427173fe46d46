import { createServer } from 'node:net';
import { until } from '../world/until.ts';
import { AUTHORITY, closeEverything, Host, room, sends, source } from './host.ts';
import { beside, endless, failed, from, redirecting } from './hosts.ts';
import { NOW } from './reading.ts';
import type { AddressInfo } from 'node:net';

afterEach(closeEverything);

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

  test('or never shown is not waited for', async () => {
    let open = 0;
    const silent = createServer((socket) => {
      open++;
      socket
        .on('error', () => undefined)
        .on('close', () => open--)
        .resume();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    expect(await beside(source(address), { limits: { milliseconds: 300 } })).toMatchObject(failed('time.over'));
    await until(() => open === 0);
    await new Promise((resolve) => silent.close(resolve));
  });

  test('or no TLS at all is a connection that failed', async () => {
    const host = await Host.opens(sends('{"n":1}'));
    const fetched = await beside(source(`https://127.0.0.1:${host.port}`));
    expect(fetched).toMatchObject(failed('connection.failed'));
  });
});
