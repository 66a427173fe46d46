/** A process that writes to a store, for tests that kill it or run two: `writer.ts <folder> <task> [name]`. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqlite, StoreFault } from '../../src/store/sqlite.ts';
import type { Append } from '../../src/store/port.ts';
import { appendAfterAll, appending, entry, nine } from './world.ts';

const [folder = '', task, name = ''] = process.argv.slice(2);
const store = await openSqlite(folder, { patience: task === 'erase-and-die' ? 0 : undefined });

switch (task) {
  case 'stream':
    await stream();
    break;
  case 'until-full':
    await untilFull();
    break;
  case 'race':
    for (let n = 0; n < 50; n++) await appendAfterAll(store, 'discharge', `${name} ${n}`);
    break;
  case 'erase-and-die':
    await eraseAndDie();
    break;
  default:
    throw new Error(`no task ${task}`);
}
await store.close();

/** Says how far the log is known to be written: after the store has said so, and before anything else. */
function acknowledge(size: number): void {
  writeSync(1, `${size}\n`);
}

/** Appends without end, several at a time, so that a kill falls within one. */
async function stream(): Promise<never> {
  for (let size = 0; ; size += 12) {
    const steps = [0, 3, 6, 9].map((step) => size + step);
    await Promise.all(
      steps.map(async (from) => {
        if (!(await store.append('discharge', from, three(from)))) throw new Error('refused');
        acknowledge(from + 3);
      }),
    );
  }
}

/** Appends until no file may grow any more, and says with which fault that ends. */
async function untilFull(): Promise<void> {
  try {
    await stream();
  } catch (error) {
    writeSync(1, `${error instanceof StoreFault ? error.code : String(error)}\n`);
  }
}

/** Three entries with everything that can go with them. */
function three(from: number): Append {
  return {
    entries: [0, 1, 2].map((step) => entry(`${name} ${from + step}`)),
    deliveries: [{ key: `${name} ${from}`, from, to: from + 3, at: nine }],
    posts: [{ key: 'board', address: 'channel' }],
    wake: nine,
  };
}

/** Erases a field and is killed when that is committed but the files cannot be scrubbed yet, since somebody reads. */
async function eraseAndDie(): Promise<never> {
  await store.append('discharge', 0, appending({ entries: [entry('said')] }));
  writeSync(1, `${(await store.read('discharge', 0))[0]?.disclosures[0]?.slice(0, 28)}\n`);
  const backup = new DatabaseSync(join(folder, 'concordat.sqlite'));
  backup.exec('BEGIN; SELECT count(*) FROM entries;');
  await store.erase('discharge', 0, ['why']).catch(() => process.kill(process.pid, 'SIGKILL'));
  throw new Error('the files were scrubbed under a reader');
}
