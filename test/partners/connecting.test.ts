import { safeConnector } from '../../src/partners/connecting.ts';
import { AUTHORITY, closeEverything, Host, sends } from './host.ts';

afterEach(closeEverything);

type Options = Parameters<typeof safeConnector>[0];
type Wanted = { protocol: string; hostname: string; port: number };

/** What comes of connecting, below everything that has looked at the address before. */
async function connected(wanted: Wanted, options: Partial<Options> = {}): Promise<string> {
  const connect = safeConnector({ local: false, timeout: 2_000, ...options });
  return new Promise((resolve) => {
    connect({ ...wanted, host: wanted.hostname, port: String(wanted.port) }, (error, socket) => {
      socket?.destroy();
      resolve(socket === null ? (Object(error) as { code: string }).code : 'connected');
    });
  });
}

test.each([
  ['http:', '127.0.0.1', false],
  ['https:', '127.0.0.1', false],
  ['https:', '::1', false],
  ['http:', '10.0.0.7', true],
  ['http:', '8.8.8.8', true],
  ['https:', '169.254.169.254', true],
])('%s to %s is not connected (local mode: %s)', async (protocol, hostname, local) => {
  const host = await Host.opens(sends('{"n":1}'));
  expect(await connected({ protocol, hostname, port: host.port }, { local })).toBe('address.refused');
  expect(host.connections).toBe(0);
});

test('a name is looked up once, and connected to where it was found', async () => {
  const host = await Host.opens(sends('{"n":1}'), 'good');
  const names: string[] = [];
  const lookup = async (name: string) => {
    names.push(name);
    return names.length === 1 ? ['127.0.0.1'] : ['169.254.169.254'];
  };
  const wanted = { protocol: 'https:', hostname: 'feeds.northmoor.test', port: host.port };
  expect(await connected(wanted, { local: true, lookup, ca: AUTHORITY })).toBe('connected');
  expect([names, host.connections]).toEqual([['feeds.northmoor.test'], 1]);
});

test('without https only this machine is connected to, whatever its name', async () => {
  const host = await Host.opens(sends('{"n":1}'));
  const wanted = { protocol: 'http:', hostname: 'feeds.northmoor.test', port: host.port };
  expect(await connected(wanted, { local: true, lookup: async () => ['127.0.0.1'] })).toBe('connected');
  expect(await connected(wanted, { local: true, lookup: async () => ['8.8.8.8'] })).toBe('address.refused');
});
