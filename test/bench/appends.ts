import { alone } from '../world/alone.ts';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { concordat, type Concordat } from '../../src/app/concordat.ts';
import { makeSigner } from '../../src/log/note.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { recordDecision } from './entries.ts';
import { collect, compared, figure, timed, type Row } from './measure.ts';
import { inFolder } from './resources.ts';
import type { Command } from '../../src/domain/events.ts';
import type { NewEntry, Store } from '../../src/store/port.ts';

const MANY = 64;
const ROUNDS = 9;
/** Entries in a round: enough for some tenths of a second. */
const BY_ONE = 200;
const BY_MANY = 40 * MANY;

const PROGRAMME = 'bench';
const ASHA = { person: '00000000-0000-4000-8000-000000000001', name: 'Asha Patel', email: 'asha@northmoor.example' };
const ADDRESS = JSON.stringify({
  serviceUrl: 'https://smba.trafficmanager.net/uk/',
  conversation: '19:team@thread.tacv2;messageid=1700000000000',
  tenant: '11111111-1111-4111-8111-111111111111',
  bot: { id: '28:concordat', name: 'Concordat' },
});

/** Durable writes to one programme's log against plain inserts of the same bytes under the same pragmas. */
export function appends(): Promise<Row[]> {
  return inFolder(async (folder) => {
    const store = await openSqlite(join(folder, 'ours'));
    const plain = new Plain(join(folder, 'plain.sqlite'));
    try {
      const performing = await Performing.open(store);
      const made = await performing.made(BY_MANY);
      const rows: Row[] = [];
      for (const [writers, entries] of [
        [1, BY_ONE],
        [MANY, BY_MANY],
      ] as const) {
        const inserts = perSecond(entries, () => plain.insert(made.slice(0, entries), writers));
        collect();
        const performed = await compared(
          ROUNDS,
          perSecond(entries, () => performing.perform(entries, writers)),
          inserts,
        );
        rows.push(row(`perform, ${words(writers)}`, performed));
        collect();
        const appending = new Appending(store, writers);
        const appended = await compared(
          ROUNDS,
          perSecond(entries, () => appending.append(made.slice(0, entries))),
          inserts,
        );
        rows.push(row(`store.append, ${words(writers)}`, appended));
      }
      return rows;
    } finally {
      plain.close();
      await store.close();
    }
  });
}

function words(writers: number): string {
  return writers === 1 ? '1 writer / insert, 1 row' : `${writers} writers / insert, ${writers} rows`;
}

function row(what: string, { ours, baseline, ratio }: { ours: number; baseline: number; ratio: number }): Row {
  return { what, ours: figure(ours, '/s'), baseline: figure(baseline, '/s'), ratio, aim: { atLeast: 0.5 } };
}

function perSecond(entries: number, work: () => unknown): () => Promise<number> {
  return async () => (entries / (await timed(work))) * 1000;
}

/** Decisions by way of `perform`, with what every turn brings: a delivery to be recognised again, and a card's post. */
class Performing {
  readonly #store: Store;
  readonly #concordat: Concordat;
  #number = 0;

  private constructor(store: Store) {
    const signer = makeSigner('concordat.bench');
    this.#store = store;
    this.#concordat = concordat({
      ...alone,
      store,
      clock: () => new Date().toISOString(),
      signerOf: () => signer,
      onWritten: () => undefined,
    });
  }

  static async open(store: Store): Promise<Performing> {
    const performing = new Performing(store);
    const nowhere = { deliveries: [], address: null };
    const add: Command = { type: 'AddOrganisation', name: 'Northmoor', short: 'NMH', domains: ['northmoor.example'] };
    await performing.#concordat.perform(PROGRAMME, { type: 'CreateProgramme', name: 'Winter' }, ASHA, nowhere);
    await performing.#concordat.perform(PROGRAMME, add, ASHA, nowhere);
    return performing;
  }

  async perform(entries: number, writers: number): Promise<void> {
    let left = entries;
    const write = async () => {
      while (left-- > 0) await this.#record();
    };
    await Promise.all(Array.from({ length: writers }, write));
  }

  /** Entries exactly as they are written. */
  async made(count: number): Promise<NewEntry[]> {
    await this.perform(count, MANY);
    const size = await this.#store.size(PROGRAMME);
    return this.#store.read(PROGRAMME, size - count, size);
  }

  async #record(): Promise<void> {
    const number = this.#number++;
    const deliveries = [`activity 19:team@thread.tacv2;messageid=1700000000000 ${1_700_000_000_000 + number}`];
    await this.#concordat.perform(PROGRAMME, recordDecision(number), ASHA, { deliveries, address: ADDRESS });
  }
}

/** Appends of one entry each to one programme, as many at a time as there are writers. */
class Appending {
  readonly #store: Store;
  readonly #writers: number;
  readonly #programme: string;
  #size = 0;

  constructor(store: Store, writers: number) {
    this.#store = store;
    this.#writers = writers;
    this.#programme = `appending-${writers}`;
  }

  async append(entries: readonly NewEntry[]): Promise<void> {
    for (let from = 0; from < entries.length; from += this.#writers) {
      const written = await Promise.all(entries.slice(from, from + this.#writers).map((entry) => this.#one(entry)));
      if (!written.every(Boolean)) throw new Error('an append was lost');
    }
  }

  #one(entry: NewEntry): Promise<boolean> {
    return this.#store.append(this.#programme, this.#size++, { entries: [entry], deliveries: [], posts: [] });
  }
}

/** The same bytes by node:sqlite alone, under the pragmas of sqliteFile.ts. */
class Plain {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA wal_autocheckpoint = 4000;
      CREATE TABLE entries (leaf BLOB NOT NULL, disclosures TEXT NOT NULL, hashes BLOB NOT NULL) STRICT;
    `);
  }

  insert(entries: readonly NewEntry[], rows: number): void {
    const insert = this.#database.prepare('INSERT INTO entries (leaf, disclosures, hashes) VALUES (?, ?, ?)');
    for (let from = 0; from < entries.length; from += rows) {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { leaf, disclosures, hashes } of entries.slice(from, from + rows))
        insert.run(leaf, disclosures.join('\n'), hashes);
      this.#database.exec('COMMIT');
    }
  }

  close(): void {
    this.#database.close();
  }
}
