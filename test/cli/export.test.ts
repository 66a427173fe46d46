import { formatEntry, parseEntry, parseHeader } from '../../src/cli/bundle.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { asha } from '../world/people.ts';
import { Auditor, Copy, programmeWithDecisions } from './world.ts';
import type { World } from '../world/service.ts';

let world: World;
let url: string;
let auditor: Auditor;
let bundle: string;

beforeAll(async () => {
  world = await programmeWithDecisions();
  url = `${world.url}/log/${await world.programme()}`;
  const exporter = await Auditor.sitsDown();
  const { out } = await exporter.runs('export', url, '--out', 'log.jsonl');
  expect(out).toMatch(/^Wrote \d+ entries of concordat\.test/);
  bundle = await exporter.reads('log.jsonl');
  await exporter.leaves();
});
afterAll(() => world.close());
beforeEach(async () => {
  auditor = await Auditor.sitsDown();
  await auditor.writes('log.jsonl', bundle);
});
afterEach(() => auditor.leaves());

/** What comes of verifying a bundle with one of its lines changed. */
async function withLine(index: number, change: (line: string) => string) {
  const lines = bundle.split('\n');
  lines[index] = change(lines[index]!);
  await auditor.writes('changed.jsonl', lines.join('\n'));
  return auditor.runs('verify', 'changed.jsonl', '--no-memory');
}

/** Line 0 is the header, so entry 5 stands in line 6. */
const ENTRY = 5;
const LINE = ENTRY + 1;

describe('an exported log', () => {
  test('verifies offline, and is what the log was when it was exported', async () => {
    const { origin, checkpoint, key } = parseHeader(`${bundle.split('\n')[0]}\n`);
    await world.says(asha, 'decide Close 2 beds because it is quiet');
    const { code, out } = await auditor.runs('verify', 'log.jsonl');
    const size = checkpoint.split('\n')[1];
    expect(code).toBe(0);
    expect(out).toContain(`${origin}, ${size} entries`);
    expect(out).toContain(key);
    expect(bundle.trimEnd().split('\n')).toHaveLength(Number(size) + 1);
  });

  test('and the log itself vouch for each other by what is remembered', async () => {
    await auditor.runs('verify', 'log.jsonl');
    await world.says(asha, 'decide Open 2 beds because it is not quiet');
    const { code, out } = await auditor.runs('verify', url);
    expect(code).toBe(0);
    expect(out).toMatch(/with the remembered checkpoint/);
    const older = await auditor.runs('verify', 'log.jsonl');
    expect(older.code).toBe(1);
    expect(older.out).toMatch(/an older export has fewer/);
    expect((await auditor.runs('verify', 'log.jsonl', '--no-memory')).code).toBe(0);
  });

  test.each([
    ['a leaf', (line: string) => line.replace(/"leaf":"(.)/, (_, first) => `"leaf":"${first === 'A' ? 'B' : 'A'}`)],
    ['a hash', (line: string) => line.replace(/"hash":"(.)/, (_, first) => `"hash":"${first === 'A' ? 'B' : 'A'}`)],
    ['a disclosure', (line: string) => line.replace(/"disclosures":\["W/, '"disclosures":["X')],
    ['a list of what is erased', (line: string) => line.replace('"erased":[]', '"erased":["number"]')],
    ['an index', (line: string) => line.replace(`"index":${ENTRY}`, `"index":${ENTRY + 1}`)],
    ['the white space', (line: string) => line.replace(',', ', ')],
    ['the order of members', (line: string) => line.replace(/^\{("index":\d+),("leaf":"[^"]*")/, '{$2,$1')],
  ])('fails with %s changed, and names the entry', async (_, change) => {
    const { code, out } = await withLine(LINE, change);
    expect(code).toBe(1);
    expect(out).toContain(`Entry ${ENTRY} does not fit`);
  });

  test.each([
    ['origin', /"origin":"c/, '"origin":"d'],
    ['key', /"key":"c/, '"key":"d'],
    ['size', /\\n(\d+)\\n/, '\\n1$1\\n'],
    ['member', /\}$/, ',"more":1}'],
  ])('fails with the %s in its header changed', async (_, part, other) => {
    const { code } = await withLine(0, (line) => line.replace(part, other));
    expect(code).toBe(1);
  });

  test('fails when it is cut short, or has more than it should', async () => {
    const lines = bundle.split('\n');
    const cuts = [lines.slice(0, -2).join('\n') + '\n', bundle.slice(0, -1), bundle.slice(0, -20), `${bundle}{}\n`];
    for (const cut of cuts) {
      await auditor.writes('cut.jsonl', cut);
      const { code, out } = await auditor.runs('verify', 'cut.jsonl', '--no-memory');
      expect(code).toBe(1);
      expect(out).toMatch(/Entry \d+ does not fit/);
    }
  });

  test('holds what was erased no more, and verifies', async () => {
    const copy = await Copy.of(world);
    const row = copy.rows().find(({ leaf }) => Buffer.from(leaf).includes('"decision.recorded"'))!;
    const store = await openSqlite(copy.folder);
    await store.erase(copy.programme, row.index, ['title']);
    await store.close();
    await auditor.runs('export', await copy.serve(), '--out', 'erased.jsonl');
    await copy.close();
    const { code, out } = await auditor.runs('verify', 'erased.jsonl');
    expect(code).toBe(0);
    expect(out).toContain(`entry ${row.index} (title)`);
  });

  test('never takes the place of a file that is there', async () => {
    const { code, err } = await auditor.runs('export', url, '--out', 'log.jsonl');
    expect(code).toBe(2);
    expect(err).toMatch(/is there already/);
    expect(await auditor.reads('log.jsonl')).toBe(bundle);
  });

  test('is taken away again when it could not be ended', async () => {
    const copy = await Copy.of(world);
    copy.remove(ENTRY);
    const { code, out } = await auditor.runs('export', await copy.serve(), '--out', 'part.jsonl');
    await copy.close();
    expect(code).toBe(1);
    expect(out).toContain(`Entry ${ENTRY} does not fit`);
    await expect(auditor.reads('part.jsonl')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('gives an entry back as it was written', () => {
    const line = `${bundle.split('\n')[LINE]}\n`;
    expect(formatEntry(ENTRY, parseEntry(line, ENTRY))).toBe(line);
  });
});

test('a file that is no exported log is not taken for one', async () => {
  for (const [name, text, words] of [
    ['notes.txt', 'Dear all,\n', /is not a log that "concordat export" has written/],
    ['empty', '', /is not a log that "concordat export" has written/],
    ['one.tlog-proof', 'c2sp.org/tlog-proof@v1\nindex 0\n', /is the proof of one entry/],
  ] as const) {
    await auditor.writes(name, text);
    const { code, err } = await auditor.runs('verify', name);
    expect(code).toBe(3);
    expect(err).toMatch(words);
  }
});
