import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseCommandLine } from '../../src/cli/commandLine.ts';
import { CliFault } from '../../src/cli/fault.ts';
import { openSource } from '../../src/cli/inputs.ts';
import { cliWords } from '../../src/cli/words.ts';
import { parseSigner, verifierKey } from '../../src/log/note.ts';
import { asha, farah } from '../world/people.ts';
import { Auditor, Copy, programmeWithDecisions } from './world.ts';
import type { World } from '../world/service.ts';

let world: World;
let programme: string;
let url: string;
let auditor: Auditor;
let hosts: Server[];

beforeAll(async () => {
  world = await programmeWithDecisions();
  programme = await world.programme();
  url = `${world.url}/log/${programme}`;
});
afterAll(() => world.close());
beforeEach(async () => {
  auditor = await Auditor.sitsDown();
  hosts = [];
});
afterEach(async () => {
  for (const host of hosts) {
    host.closeAllConnections();
    await new Promise((resolve) => host.close(resolve));
  }
  await auditor.leaves();
});

/** A host that does what no service of ours does. Answers its address. */
async function host(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  hosts.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** In two steps, since restify, once loaded, has writeHead return nothing. */
function ends(res: ServerResponse, status: number, location?: string): void {
  res.writeHead(status, location === undefined ? {} : { location });
  res.end();
}

describe('a log that cannot be read', () => {
  const refused = async (words: string[], expected: RegExp) => {
    const { code, out, err } = await auditor.runs('verify', ...words);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  };

  test('because nothing answers there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await refused([`http://127.0.0.1:${port}/log/x`], /cannot be reached: nothing answers there/);
  });

  test('because it is not a log', async () => {
    const page = await host((_, res) => res.end('<!doctype html><title>Welcome</title>'));
    await refused([page], /There is no log at/);
  });

  test('because there is no such programme', async () => {
    await refused([`${world.url}/log/nothing`], /is not there, or not for you/);
  });

  test('because its host takes too long', async () => {
    const slow = await host((_, res) => res.write('concordat'));
    await refused([slow, '--timeout', '0.3'], /did not answer in 0.3 s/);
  });

  test('because its host never ends', async () => {
    const endless = await host((_, res) => {
      const more = () => void (res.write('x'.repeat(1 << 16)) ? setImmediate(more) : res.once('drain', more));
      more();
    });
    await refused([endless], /answers with far more than there can be/);
  });

  test('because its host sends us to another', async () => {
    let visited = 0;
    const other = await host((_, res) => {
      visited++;
      res.end();
    });
    const sending = await host((req, res) => ends(res, 302, other + req.url));
    await refused([sending], /sends us on to .*not followed/);
    expect(visited).toBe(0);
  });

  test('because its host is at fault', async () => {
    const broken = await host((_, res) => ends(res, 500));
    await refused([broken], /the host answered 500/);
  });

  test('because it is for members only', async () => {
    const closed = await host((_, res) => ends(res, 401));
    await refused([closed], /Give the key that the host gave you with --api-key/);
  });

  test('because there is no such file', async () => {
    await refused(['log.jsonl'], /there is no such file/);
  });
});

/** The fault in a command line, found before anything is read. */
async function faultOf(words: string[]): Promise<CliFault> {
  try {
    const line = parseCommandLine(words);
    if (line.command === 'verify') await openSource(line.target, line.reading);
  } catch (error) {
    if (error instanceof CliFault) return error;
    throw error;
  }
  throw new Error('no fault');
}

describe('a log that is read as somebody', () => {
  test('follows a redirect at the same host', async () => {
    const moved = await host((req, res) => {
      const path = req.url ?? '';
      if (path.startsWith('/old')) return ends(res, 308, path.replace('/old', ''));
      void fetch(world.url + path).then(async (answer) => res.end(Buffer.from(await answer.arrayBuffer())));
    });
    expect((await auditor.runs('verify', `${moved}/old/log/${programme}`)).code).toBe(0);
  });

  test('as a person of the programme, and not as anybody else', async () => {
    expect((await auditor.runs('verify', url, '--as', asha.aadObjectId)).code).toBe(0);
    expect((await auditor.runs('verify', url, '--as', farah.aadObjectId.replace(/6$/, '7'))).code).toBe(3);
  });

  test('as the holder of a key, given or in a file', async () => {
    const key = 'concordat_0123456789abcdef';
    const sha256 = createHash('sha256').update(key).digest('hex');
    const copy = await Copy.of(world);
    const address = await copy.serve({ apiKeys: [{ programme, sha256 }] });
    const file = await auditor.writes('api.key', `${key}\n`);
    const codes = [];
    for (const each of [key, `@${file}`, 'concordat_another'])
      codes.push((await auditor.runs('verify', address, '--api-key', each)).code);
    await copy.close();
    expect(codes).toEqual([0, 0, 3]);
  });
});

describe('a command line', () => {
  test.each([
    [['verify'], /Something is missing: the address of a log/],
    [['verify', 'a', 'b'], /One word too many: "b"/],
    [['verify', 'a', '--key'], /--key/],
    [['verify', 'http://127.0.0.1/log/x', '--api-key', 'x', '--as', 'y'], /not both/],
    [['verify', 'a', '--timeout', 'soon'], /--timeout is in seconds/],
    [['export', 'http://127.0.0.1/log/x'], /Something is missing: --out/],
    [['key'], /Something is missing: the origin/],
    [['verify', 'ftp://example.com/log/x'], /not the address of a log/],
    [['verify', 'http://user@example.com/log/x'], /not the address of a log/],
    [['verify', 'http://example.com/log/x', '--api-key', 'concordat_x'], /would be sent unencrypted/],
  ])('%j is told what is wrong with it', async (words, expected) => {
    const fault = await faultOf(words);
    expect(fault.code).toMatch(/^usage\./);
    expect(cliWords(fault)).toMatch(expected);
  });

  test.each([
    [[], /Say what to do/],
    [['frobnicate'], /There is no command "frobnicate"/],
    [['verify', 'a', '--frob'], /Unknown option '--frob'/],
    [['verify', 'a', '--checkpoint', 'not\na checkpoint\n'], /not a signed checkpoint/],
    [['key', 'two words'], /no white space and no plus sign/],
  ])('%j ends with exit code 2 and one line', async (words, expected) => {
    const { code, out, err } = await auditor.runs(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('whose key is none is told so', async () => {
    const file = await auditor.writes('key.txt', 'not a key');
    expect((await auditor.runs('verify', url, '--key', file)).code).toBe(2);
    expect((await auditor.runs('verify', url, '--key', 'nowhere.txt')).code).toBe(3);
  });

  test('can ask for help', async () => {
    for (const words of [['help'], ['verify', '--help']]) {
      const { code, out } = await auditor.runs(...words);
      expect(code).toBe(0);
      expect(out).toMatch(/concordat verify <address or exported file>/);
    }
  });
});

test('a new key is what LOG_SIGNING_KEY takes, with the verifier key that belongs to it', async () => {
  const { code, out } = await auditor.runs('key', 'concordat.example');
  const [, secret = ''] = /^LOG_SIGNING_KEY=(.*)$/m.exec(out)!;
  expect(code).toBe(0);
  expect(out).toContain('\nLOG_ORIGIN=concordat.example\n');
  expect(out.trimEnd().split('\n').at(-1)).toBe(verifierKey(parseSigner(secret)));
});

describe('on an older Node', () => {
  const older = olderNode();
  // A machine without an older Node has nothing to show here.
  (older === undefined ? test.skip : test)(
    'the command goes on with the Node that is installed beside it',
    async () => {
      const { code, out, err } = await auditor.runsOn(older!, 'verify', url);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^Verified/);
      expect((await auditor.runsOn(older!, 'frobnicate')).code).toBe(2);
    },
  );
});

function olderNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  const nodes = folders.map((folder) => join(folder, 'node')).filter((file) => existsSync(file));
  return nodes.find((node) => Number.parseInt(execFileSync(node, ['-p', 'process.versions.node']).toString(), 10) < 24);
}
