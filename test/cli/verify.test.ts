import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openSqlite } from '../../src/store/sqlite.ts';
import { asha } from '../world/people.ts';
import { decision } from '../log/world.ts';
import { Auditor, Copy, programmeWithDecisions, type Row } from './world.ts';
import type { World } from '../world/service.ts';

let world: World;
let url: string;
let auditor: Auditor;
let copies: Copy[];

beforeAll(async () => {
  world = await programmeWithDecisions();
  url = `${world.url}/log/${await world.programme()}`;
});
afterAll(() => world.close());

beforeEach(async () => {
  auditor = await Auditor.sitsDown();
  copies = [];
});
afterEach(async () => {
  await Promise.all([auditor.leaves(), ...copies.map((copy) => copy.close())]);
});

const textAt = async (path: string) => (await fetch(`${url}/${path}`)).text();
const copied = async () => {
  const copy = await Copy.of(world);
  copies.push(copy);
  return copy;
};
/** The row of the second decision. */
const secondDecision = (copy: Copy): Row =>
  copy.rows().filter(({ leaf }) => Buffer.from(leaf).includes('"decision.recorded"'))[1]!;

describe('a log that is sound', () => {
  test('is reported with its number of entries, its checkpoint and its key', async () => {
    const [origin, size, root] = (await textAt('checkpoint')).split('\n');
    const { code, out, err } = await auditor.runs('verify', url);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^Entries +${size}$`, 'm'));
    expect(out).toContain(`${origin}, ${size} entries, root ${root}`);
    expect(out).toContain(await textAt('key'));
  });

  test('is not said to have kept its past on the first look, but is from the second on', async () => {
    const meaning =
      'nothing that was in the log at your remembered checkpoint has changed, and the log has only grown.';
    const first = await auditor.runs('verify', url);
    expect(first.out).toMatch(/^Verified as far as a first look can: .*no earlier checkpoint to compare with/);
    expect(first.out).toMatch(/taken on trust from the log itself/);
    const second = await auditor.runs('verify', url);
    expect(second.out).toContain(`Verified: ${meaning}`);
    expect(second.out).toMatch(/the one remembered from an earlier run/);
  });

  test('verifies after it has grown, and the remembered checkpoint grows with it', async () => {
    const memory = auditor.file('memory.json');
    await auditor.runs('verify', url, '--memory', memory);
    const before = Number((await textAt('checkpoint')).split('\n')[1]);
    await world.says(asha, 'decide Close 2 beds because it is quiet');
    const { code, out } = await auditor.runs('verify', url, '--memory', memory);
    expect(code).toBe(0);
    expect(out).toContain(`with the remembered checkpoint of ${before} entries`);
    expect(JSON.parse(await auditor.reads('memory.json')).checkpoint).toBe(await textAt('checkpoint'));
  });

  test('verifies as of its checkpoint while it grows', async () => {
    const before = Number((await textAt('checkpoint')).split('\n')[1]);
    const growing = await relay(world.url, 0, async (path) => {
      if (path.endsWith('/key')) await world.says(asha, 'decide Open 6 beds because the ward asked');
    });
    const { code, out } = await auditor.runs('verify', growing.url + new URL(url).pathname);
    await growing.close();
    expect(code).toBe(0);
    expect(out).toContain(`${before} entries, root`);
    expect(Number((await textAt('checkpoint')).split('\n')[1])).toBe(before + 1);
  });

  test('verifies over many tiles', async () => {
    const copy = await copied();
    copy.add(Array.from({ length: 600 }, (_, i) => recorded(i + 100)));
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Entries +${copy.rows().length}$`, 'm'));
  });

  test('verifies after an erasure, and says which fields of which entries were erased', async () => {
    await auditor.runs('verify', url);
    const copy = await copied();
    const { index } = secondDecision(copy);
    const store = await openSqlite(copy.folder);
    await store.erase(copy.programme, index, ['why', 'personName']);
    await store.close();
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Erased +fields of 1 entry: entry ${index} \\(personName, why\\)`, 'm'));
    expect(out).toContain('with the remembered checkpoint');
  });

  test('verifies with a field withheld, and says of which entry', async () => {
    const copy = await copied();
    const row = secondDecision(copy);
    const person = row.disclosures.split('\n').filter((each) => !Buffer.from(each, 'base64url').includes(',"person",'));
    copy.write({ ...row, disclosures: person.join('\n') });
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`^Withheld +1 field of 1 entry not shown to you: entry ${row.index} \\(person\\)$`, 'm'),
    );
  });
});

describe('a log of which words were taken away', () => {
  test('fails and names the entry, since nothing says that they were erased', async () => {
    const copy = await copied();
    const row = secondDecision(copy);
    const left = row.disclosures.split('\n').filter((each) => !Buffer.from(each, 'base64url').includes('"title"'));
    copy.write({ ...row, disclosures: left.join('\n') });
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(1);
    expect(out).toContain(`Entry ${row.index} does not fit`);
  });
});

describe('a log of which a byte was changed', () => {
  const places = [
    ['first', () => 0],
    ['middle', (length: number) => length >> 1],
    ['last', (length: number) => length - 1],
  ] as const;

  test.each(places)('fails and names the entry: the %s byte of a leaf', async (_, placeIn) => {
    const copy = await copied();
    const row = secondDecision(copy);
    row.leaf[placeIn(row.leaf.length)]! ^= 1;
    copy.write(row);
    const { code, out, err } = await auditor.runs('verify', await copy.serve());
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^NOT VERIFIED\./);
    expect(out).toMatch(/^Read from +http/m);
    expect(out).toContain(`Entry ${row.index} does not fit`);
  });

  test.each(places)('fails and names the entry: the %s byte of a disclosure', async (_, placeIn) => {
    const copy = await copied();
    const row = secondDecision(copy);
    const [first, ...others] = row.disclosures.split('\n') as [string, ...string[]];
    const at = placeIn(first.length);
    const changed = first.slice(0, at) + (first[at] === 'A' ? 'B' : 'A') + first.slice(at + 1);
    copy.write({ ...row, disclosures: [changed, ...others].join('\n') });
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(1);
    expect(out).toContain(`Entry ${row.index} does not fit`);
  });

  test('fails and names the entry when the byte makes a disclosure look erased', async () => {
    const copy = await copied();
    const row = secondDecision(copy);
    copy.write({ ...row, disclosures: `~${row.disclosures.slice(1)}` });
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(1);
    expect(out).toContain(`Entry ${row.index} does not fit`);
  });

  test('fails and names the first entry when several were changed', async () => {
    const copy = await copied();
    for (const index of [4, 2, 6]) {
      const row = copy.rows()[index]!;
      row.leaf[40]! ^= 1;
      copy.write(row);
    }
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(1);
    expect(out).toContain('Entry 2 does not fit');
  });

  test('fails and names the entry when an entry is gone', async () => {
    const copy = await copied();
    const { index } = secondDecision(copy);
    copy.remove(index);
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(1);
    expect(out).toContain(`Entry ${index} does not fit`);
  });

  test('leaves what was remembered as it was', async () => {
    const memory = auditor.file('memory.json');
    await auditor.runs('verify', url, '--memory', memory);
    const before = await auditor.reads('memory.json');
    const copy = await copied();
    const row = secondDecision(copy);
    row.leaf[50]! ^= 1;
    copy.write(row);
    expect((await auditor.runs('verify', await copy.serve(), '--memory', memory)).code).toBe(1);
    expect(await auditor.reads('memory.json')).toBe(before);
  });
});

describe('a log whose host rewrote an entry, rebuilt the tree and signed afresh', () => {
  async function rewritten(more: number): Promise<string> {
    const copy = await copied();
    copy.rewrite(secondDecision(copy).index, 'title', 'Open 80 escalation beds');
    if (more > 0) copy.add(Array.from({ length: more }, (_, i) => recorded(i + 100)));
    return copy.serve();
  }

  test.each([
    ['the same', 0],
    ['a larger', 3],
  ])('fails against the remembered checkpoint at %s size', async (_, more) => {
    await auditor.runs('verify', url);
    const { code, out } = await auditor.runs('verify', await rewritten(more));
    expect(code).toBe(1);
    expect(out).toMatch(/^NOT VERIFIED\. The log was rewritten: its first entries are not those of the earlier/);
  });

  test('fits together on a first look, which does not claim more', async () => {
    const { code, out } = await auditor.runs('verify', await rewritten(3), '--no-memory');
    expect(code).toBe(0);
    expect(out).toMatch(/^Verified as far as a first look can/);
  });

  test('fails when entries were taken from its end', async () => {
    await auditor.runs('verify', url);
    const copy = await copied();
    copy.remove(copy.rows().length - 1);
    const { code, out } = await auditor.runs('verify', await copy.serve());
    expect(code).toBe(1);
    expect(out).toMatch(/A log only grows/);
  });

  test('fails under a new name too, at the address at which it was seen before', async () => {
    const original = await relay(world.url);
    const { pathname } = new URL(url);
    expect((await auditor.runs('verify', original.url + pathname)).code).toBe(0);
    await original.close();
    const copy = await copied();
    copy.rewrite(secondDecision(copy).index, 'title', 'Open 80 escalation beds');
    const renamed = await relay(new URL(await copy.serve({ logOrigin: 'concordat.elsewhere' })).origin, original.port);
    const { code, out } = await auditor.runs('verify', renamed.url + pathname);
    await renamed.close();
    expect(code).toBe(1);
    expect(out).toMatch(/its name has changed/);
  });
});

/** Stands in front of a service and passes on what is asked, after it has done something of its own. */
async function relay(to: string, port = 0, before?: (path: string) => Promise<void>) {
  const server: Server = createServer((req, res) => {
    void (async () => {
      await before?.(req.url ?? '');
      const answer = await fetch(to + req.url);
      res.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      res.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}`, port: taken, close };
}

/** A decision with all the fields that its type always has. */
function recorded(number: number) {
  const fields = { kind: 'decision', title: 'Open beds', decidedAt: '2026-11-22', deciders: [], deciderNames: [] };
  return decision(number, { ...fields, personName: 'Asha Patel', basis: 'placement' });
}
