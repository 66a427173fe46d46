import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { openSqlite, StoreFault } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/port.ts';
import { storeContract } from './contract.ts';
import { appending, delivery, eight, entry, eleven, nine, wordsOf } from './world.ts';

storeContract('SQLite', async () => {
  const folder = await newFolder();
  const open: Store[] = [];
  const another = async () => {
    const store = await openSqlite(folder);
    open.push(store);
    return store;
  };
  const closeAll = async () => {
    // A test may have closed its store itself.
    for (const store of open.splice(0)) await store.close().catch(() => undefined);
  };
  return {
    store: await another(),
    beside: another,
    reopen: async () => {
      await closeAll();
      return another();
    },
    end: async () => {
      await closeAll();
      await rm(folder, { recursive: true });
    },
  };
});

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await newFolder();
  store = await openSqlite(folder);
});
afterEach(async () => {
  await store.close().catch(() => undefined);
  await rm(folder, { recursive: true });
});

describe('what is written in one turn of the event loop', () => {
  test('costs one commit, for many programmes and for one that is chained by its size', async () => {
    await store.append('discharge', 0, appending());
    const before = await commits();
    const chained = Array.from({ length: 32 }, (_, n) => store.append('discharge', n + 1, appending()));
    const others = Array.from({ length: 32 }, (_, n) => store.append(`programme-${n}`, 0, appending()));
    const along = [
      store.addObservations('discharge', [{ source: 'nmh', at: nine, body: '{}' }]),
      store.lease('discharge', 'worker-1', nine, eleven),
      store.bind({ conversation: '19:a', programme: 'discharge', address: 'uk' }),
    ];
    expect(await Promise.all([...chained, ...others])).toEqual(Array(64).fill(true));
    await Promise.all(along);
    expect((await commits()) - before).toBe(1);
    expect(await store.size('discharge')).toBe(33);
    expect(await store.observations('discharge', 'nmh', nine, eleven)).toHaveLength(1);
  });

  test('is decided one by one: who came too late does not undo the others', async () => {
    const won = [0, 0, 1, 5, 2].map((expected, n) =>
      store.append('discharge', expected, appending({ entries: [entry(`${n}`)] })),
    );
    expect(await Promise.all(won)).toEqual([true, false, true, false, true]);
    expect((await store.read('discharge', 0)).map(wordsOf)).toEqual(['0', '2', '4']);
  });

  test('includes nothing of an append that breaks half way, and all of the others', async () => {
    const broken = { ...entry('second'), disclosures: ['line\nend'] };
    const [before, faulty, after, rival] = [
      store.append('discharge', 0, appending({ entries: [entry('before')] })),
      store.append('discharge', 1, appending({ entries: [entry('first'), broken], deliveries: [delivery('a')] })),
      store.append('discharge', 1, appending({ entries: [entry('after')], deliveries: [delivery('a')] })),
      store.append('winter', 0, appending()),
    ];
    await expect(faulty).rejects.toThrow(RangeError);
    expect(await Promise.all([before, after, rival])).toEqual([true, true, true]);
    expect((await store.read('discharge', 0)).map(wordsOf)).toEqual(['before', 'after']);
  });

  test('is on disk before anybody is told, and is still written when the store is closed at once', async () => {
    const written = store.append('discharge', 0, appending());
    expect(await store.size('discharge')).toBe(0);
    await store.close();
    expect(await written).toBe(true);
    store = await openSqlite(folder);
    expect(await store.size('discharge')).toBe(1);
  });

  /** Frames of the write-ahead log that end a transaction: those that give the database's size (sqlite.org/fileformat2.html, 4.1). */
  async function commits(): Promise<number> {
    const wal = await readFile(join(folder, 'concordat.sqlite-wal'));
    const frame = 24 + wal.readUInt32BE(8);
    const starts = Array.from({ length: Math.floor((wal.length - 32) / frame) }, (_, n) => 32 + n * frame);
    return starts.filter((start) => wal.readUInt32BE(start + 4) !== 0).length;
  }
});

describe('erased bytes', () => {
  test('stay in no file, though rows of all sizes from many programmes lie between them', async () => {
    await writeRows(12, 20);
    const logs = await Promise.all(Array.from({ length: 12 }, (_, n) => store.read(`programme-${n}`, 0)));
    const [erased, kept] = [1, 0].map((odd) => logs.map((log) => saltOf(log[10 + odd]!.disclosures[0]!)));
    const before = await bytes();
    // SQLite cuts a long row up into pages, so a salt that lies across a cut is not found.
    expect(erased!.filter((salt) => before.includes(salt)).length).toBeGreaterThan(9);

    await Promise.all(logs.map((_, n) => store.erase(`programme-${n}`, 11, ['why'])));
    const after = await bytes();
    expect(erased!.filter((salt) => after.includes(salt))).toEqual([]);
    expect(kept!.filter((salt) => after.includes(salt)).length).toBeGreaterThan(9);
  });

  test('cannot be in two places, since SQLite has never moved a row', async () => {
    await writeRows(30, 100);
    await store.close(); // leaves the write-ahead log empty
    const seen = (await bytes()).match(/<\d+ of \d+>/g)!;
    expect(seen.length).toBeGreaterThan(2_900); // a mark may lie across a cut
    expect(seen.length - new Set(seen).size).toBe(0);
  });

  test('are gone from end to end of a long disclosure', async () => {
    const long = Array.from({ length: 400 }, (_, n) => `sentence ${n} of what was said. `).join('');
    await store.append('discharge', 0, appending({ entries: [entry(long)] }));
    const [said] = await store.read('discharge', 0);
    const pieces = said!.disclosures[0]!.match(/.{24}/g)!;
    const before = await bytes();
    // Here too a piece may lie across a cut.
    expect(pieces.filter((piece) => before.includes(piece)).length).toBeGreaterThan(pieces.length * 0.9);
    await store.erase('discharge', 0, ['why']);
    const after = await bytes();
    expect(pieces.filter((piece) => after.includes(piece))).toEqual([]);
  });

  test('that a backup is still reading are waited for, and the caller is told when it takes too long', async () => {
    await store.close();
    store = await openSqlite(folder, { patience: 40 });
    await store.append('discharge', 0, appending({ entries: [entry('said')] }));
    const salt = saltOf((await store.read('discharge', 0))[0]!.disclosures[0]!);
    const backup = new DatabaseSync(join(folder, 'concordat.sqlite'));
    backup.exec('BEGIN; SELECT count(*) FROM entries;');

    await expect(store.erase('discharge', 0, ['why'])).rejects.toMatchObject({ code: 'store.busy' });
    expect(await store.read('discharge', 0)).toMatchObject([{ erased: ['why'] }]);
    expect((await bytes()).includes(salt)).toBe(true);
    backup.exec('COMMIT');
    backup.close();

    await store.erase('discharge', 0, ['why']);
    expect((await bytes()).includes(salt)).toBe(false);
  });

  test('that a crash kept from being wiped are wiped when the store is opened again', async () => {
    await store.close(); // or its closing would wipe them
    const child = spawnWriter('erase-and-die');
    const [salt] = await child.lines();
    expect(await child.end()).toBe('SIGKILL');
    expect((await bytes()).includes(salt!)).toBe(true);
    store = await openSqlite(folder);
    expect(await store.read('discharge', 0)).toMatchObject([{ erased: ['why'], disclosures: [] }]);
    expect((await bytes()).includes(salt!)).toBe(false);
  });

  /** Entries of all sizes, one of each programme in turn. */
  async function writeRows(programmes: number, each: number): Promise<void> {
    for (let index = 0; index < each; index++) {
      const append = (n: number) => {
        const said = entry(`<${index} of ${n}>${'x'.repeat((index * 37 + n * 101) % 2_200)}`);
        return store.append(`programme-${n}`, index, appending({ entries: [said] }));
      };
      await Promise.all(Array.from({ length: programmes }, (_, n) => append(n)));
    }
  }

  /** Every byte of every file in the folder, as text. */
  async function bytes(): Promise<string> {
    const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'latin1')));
    return files.join('\0');
  }

  /** The beginning of a disclosure, where its salt stands: no two disclosures share it. */
  function saltOf(disclosure: string): string {
    return disclosure.slice(0, 28);
  }
});

describe('a process that is killed while it writes', () => {
  test.each([1, 7, 40])('loses nothing of what it was told is written, after %d acknowledgements', async (enough) => {
    const child = spawnWriter('stream', 'a');
    const acknowledged = Number((await child.lines(enough)).at(-1));
    child.kill();
    expect(await child.end()).toBe('SIGKILL');

    await store.close();
    store = await openSqlite(folder);
    const log = await store.read('discharge', 0);
    expect(log.length).toBeGreaterThanOrEqual(acknowledged);
    await expectWhole(log.map(wordsOf));
  });

  /** What `writer.ts` writes comes three entries at a time with a delivery, a post and a wake time: all there or none. */
  async function expectWhole(words: string[]): Promise<void> {
    expect(words).toEqual(words.map((_, index) => `a ${index}`));
    expect(words.length % 3).toBe(0);
    expect(await store.delivery('discharge', `a ${words.length - 3}`)).toEqual({
      from: words.length - 3,
      to: words.length,
    });
    expect(await store.delivery('discharge', `a ${words.length}`)).toBeUndefined();
    expect(await store.post('discharge', 'board')).toMatchObject({ wanted: words.length });
    expect(await store.due(eleven, 10)).toEqual(['discharge']);
  }

  test('on a disk that is full keeps what it was told is written, and gets a clear fault', async () => {
    await store.close();
    const child = spawnWriter('until-full', 'a');
    const lines = await child.lines();
    expect(await child.end()).toBe(0);
    const acknowledged = Number(lines.at(-2));
    expect(acknowledged).toBeGreaterThan(0);
    expect(lines.at(-1)).toBe('store.unwritable');

    store = await openSqlite(folder);
    expect(await store.size('discharge')).toBeGreaterThanOrEqual(acknowledged);
    await expectWhole((await store.read('discharge', 0)).map(wordsOf));
  });
});

test('two processes that make a new store together and write to one log lose nothing and double nothing', async () => {
  await store.close();
  await rm(folder, { recursive: true });
  const children = ['a', 'b'].map((name) => spawnWriter('race', name));
  await Promise.all(children.map((child) => child.lines()));
  expect(await Promise.all(children.map((child) => child.end()))).toEqual([0, 0]);

  store = await openSqlite(folder);
  const log = await store.read('discharge', 0);
  expect(log.map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  for (const name of ['a', 'b']) {
    const theirs = log.map(wordsOf).filter((words) => words.startsWith(name));
    expect(theirs).toEqual(Array.from({ length: 50 }, (_, n) => `${name} ${n}`));
  }
});

test('a new store is made as soon as another process, which is making it too, lets go of the file', async () => {
  const fresh = join(folder, 'fresh');
  await mkdir(fresh);
  const other = new DatabaseSync(join(fresh, 'concordat.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  const opening = openSqlite(fresh);
  other.exec('ROLLBACK');
  const opened = await opening;
  expect(await opened.append('discharge', 0, appending())).toBe(true);
  expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  other.close();
  await opened.close();
});

test('each log of a version without alarm clocks is looked at once, and those that are set stay as they are', async () => {
  for (const programme of ['old', 'older', 'set'])
    await store.append(programme, 0, appending({ entries: [entry('a'), entry('b')], wake: nine }));
  await store.close();
  const earlier = new DatabaseSync(join(folder, 'concordat.sqlite'));
  earlier.exec(`DELETE FROM wakes WHERE programme <> 'set'; PRAGMA user_version = 1;`);
  earlier.close();

  store = await openSqlite(folder);
  expect((await store.due(eight, 10)).toSorted()).toEqual(['old', 'older']);
  expect((await store.due(nine, 10)).toSorted()).toEqual(['old', 'older', 'set']);
  for (const programme of ['old', 'older']) await store.append(programme, 2, appending({ entries: [], wake: null }));
  await store.close();

  store = await openSqlite(folder);
  expect(await store.due(nine, 10)).toEqual(['set']);
  expect((await store.read('old', 0)).map(wordsOf)).toEqual(['a', 'b']);
});

describe('a clear fault is what the operator gets', () => {
  const faultOf = async (where: string) => {
    const error: unknown = await openSqlite(where, { patience: 40 }).then(
      (opened) => opened.close(),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StoreFault);
    return error as StoreFault;
  };

  test('when the folder is a file', async () => {
    const file = join(folder, 'note.txt');
    await writeFile(file, 'not a folder');
    expect((await faultOf(file)).message).toBe(`store.unwritable: ${join(file, 'concordat.sqlite')}`);
    expect((await faultOf(join(file, 'below'))).code).toBe('store.unwritable');
  });

  test('when something that is no file has the name of ours', async () => {
    const where = join(folder, 'other');
    await mkdir(join(where, 'concordat.sqlite'), { recursive: true });
    expect((await faultOf(where)).code).toBe('store.unwritable');
  });

  test('when a later version of Concordat made the file, which stays as it is', async () => {
    await store.close();
    const path = join(folder, 'concordat.sqlite');
    const later = new DatabaseSync(path);
    later.exec('PRAGMA user_version = 1000');
    later.close();
    const before = await readFile(path);
    expect((await faultOf(folder)).code).toBe('store.newer');
    expect(await readFile(path)).toEqual(before);
  });

  test('when the file is not a database', async () => {
    await store.close();
    await writeFile(join(folder, 'concordat.sqlite'), 'Dear all, '.repeat(1_000));
    expect((await faultOf(folder)).code).toBe('store.damaged');
  });

  test("when the file is somebody else's database, which stays as it is", async () => {
    await store.close();
    const path = join(folder, 'concordat.sqlite');
    await rm(path);
    const theirs = new DatabaseSync(path);
    theirs.exec('CREATE TABLE recipes (name TEXT)');
    theirs.close();
    const before = await readFile(path);
    expect((await faultOf(folder)).code).toBe('store.damaged');
    expect(await readFile(path)).toEqual(before);
  });

  test('when half of the file is missing', async () => {
    await store.append('discharge', 0, appending({ entries: Array.from({ length: 50 }, () => entry('beds')) }));
    await store.close();
    await truncate(join(folder, 'concordat.sqlite'), 8_192);
    expect((await faultOf(folder)).code).toBe('store.damaged');
  });

  test('when another process has hold of the file, on opening it and on asking whether it is well', async () => {
    await store.close();
    store = await openSqlite(folder, { patience: 40 });
    const other = new DatabaseSync(join(folder, 'concordat.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    expect((await faultOf(folder)).code).toBe('store.busy');
    await expect(store.check()).rejects.toMatchObject({ code: 'store.busy' });
    const waiting = [store.append('discharge', 0, appending()), store.append('winter', 0, appending())];
    for (const append of waiting) await expect(append).rejects.toMatchObject({ code: 'store.busy' });
    other.close();
    await store.check();
    expect(await store.size('discharge')).toBe(0);
  });
});

async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'concordat-store-'));
}

/** Runs `writer.ts` on the folder in a process of its own; `until-full` in one whose files may not grow for long. */
function spawnWriter(...words: string[]) {
  const script = join(import.meta.dirname, 'writer.ts');
  const limit = words[0] === 'until-full' ? 'ulimit -f 2000; ' : '';
  const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, process.execPath, script, folder, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  return {
    /** The first lines that it prints, or all. */
    async lines(enough = Infinity): Promise<string[]> {
      const lines: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        lines.push(line);
        if (lines.length >= enough) break;
      }
      return lines;
    },
    kill: () => child.kill('SIGKILL'),
    /** Its exit code, or the signal that ended it. */
    async end(): Promise<number | string> {
      const [code, signal] = (await ended) as [number | null, string | null];
      return code ?? signal ?? 'unknown';
    },
  };
}
