import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreFault, type StoreFaultCode } from './fault.ts';
import { APPLICATION_ID, migrations, SCHEMA_VERSION } from './sqliteSchema.ts';

const FILE_NAME = 'concordat.sqlite';

/** Milliseconds between two looks at whether another process has let go. */
const LOOK_AGAIN = 20;

/**
 * - synchronous: NORMAL would let a power cut take what has been acknowledged.
 * - secure_delete, temp_store: what people wrote stays in no freed page and goes to no temporary file.
 * - wal_autocheckpoint: at 4,000 pages (16 MB; SQLite's default is 1,000), a page that many commits change is copied
 *   into the database once for all of them.
 */
const PRAGMAS = `
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA wal_autocheckpoint = 4000;
`;

type Row = Record<string, string | number | bigint | Uint8Array | null>;

/** A statement that is kept. Every table is STRICT: that is what vouches for the shape of a row. */
export class Statement<R extends Row = never> {
  readonly #statement: StatementSync;
  readonly #path: string;

  constructor(statement: StatementSync, path: string) {
    this.#statement = statement;
    this.#path = path;
  }

  all(...values: SQLInputValue[]): R[] {
    return faulting(this.#path, () => this.#statement.all(...values) as R[]);
  }

  get(...values: SQLInputValue[]): R | undefined {
    return faulting(this.#path, () => this.#statement.get(...values) as R | undefined);
  }

  /** Runs a statement that writes, and returns how many rows it has changed. */
  run(...values: SQLInputValue[]): number {
    return faulting(this.#path, () => Number(this.#statement.run(...values).changes));
  }
}

/** One SQLite file: how it is opened, begun, committed and scrubbed. What goes wrong is a StoreFault. */
export class SqliteFile {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #patience: number;

  private constructor(database: DatabaseSync, path: string, patience: number) {
    this.#database = database;
    this.#path = path;
    this.#patience = patience;
  }

  /** Opens the file in a folder, making both if need be. `patience` is how long to wait for other processes, in ms. */
  static async open(folder: string, patience: number): Promise<SqliteFile> {
    const path = join(folder, FILE_NAME);
    const database = faulting(path, () => {
      mkdirSync(folder, { recursive: true });
      return new DatabaseSync(path, { timeout: patience });
    });
    const file = new SqliteFile(database, path, patience);
    try {
      file.#refuseOthers();
      // SQLite does not wait for another process when it changes the journal mode, so we do.
      await file.#until(() => file.#enterWal());
      file.#setUp();
      // Ends an erasure that a crash cut short between its commit and its scrubbing.
      file.#checkpoint();
      return file;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  prepare<R extends Row = never>(sql: string): Statement<R> {
    return new Statement<R>(
      faulting(this.#path, () => this.#database.prepare(sql)),
      this.#path,
    );
  }

  begin(): void {
    this.#execute('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.#execute('COMMIT');
  }

  /** Undoes the transaction; does nothing where SQLite has undone it already, as it does on a full disk. */
  rollback(): void {
    if (this.#database.isTransaction) this.#execute('ROLLBACK');
  }

  /** Writes what the file holds already, which fails where nothing can be written. Belongs in a transaction. */
  touch(): void {
    this.#execute(`PRAGMA application_id = ${APPLICATION_ID}`);
  }

  /**
   * Empties the write-ahead log into the database, so that nothing overwritten stays in either.
   * Faults: `store.busy` when another process is reading an older state for longer than we wait; scrub again later.
   */
  async scrub(): Promise<void> {
    await this.#until(() => this.#checkpoint());
  }

  close(): void {
    faulting(this.#path, () => this.#database.close());
  }

  /** A checkpoint that does not wait: the event loop must not stand still for another process's backup. */
  #checkpoint(): boolean {
    this.#execute('PRAGMA busy_timeout = 0');
    try {
      return this.#pragma('wal_checkpoint(TRUNCATE)', 'busy') === 0;
    } finally {
      this.#execute(`PRAGMA busy_timeout = ${this.#patience}`);
    }
  }

  #refuseOthers(): void {
    const version = Number(this.#pragma('user_version', 'user_version'));
    const maker = this.#pragma('application_id', 'application_id');
    const tables = this.prepare<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema').get()?.count;
    if (maker !== APPLICATION_ID && tables !== 0) throw new StoreFault('store.damaged', this.#path);
    if (version > SCHEMA_VERSION) throw new StoreFault('store.newer', this.#path);
  }

  #enterWal(): boolean {
    try {
      if (this.#pragma('journal_mode = WAL', 'journal_mode') === 'wal') return true;
    } catch (error) {
      if (error instanceof StoreFault && error.code === 'store.busy') return false;
      throw error;
    }
    throw new StoreFault('store.unwritable', this.#path);
  }

  #setUp(): void {
    this.#execute(PRAGMAS);
    this.begin(); // also says at once when the file can only be read
    try {
      this.#refuseOthers(); // again: another process may have been here since
      const version = Number(this.#pragma('user_version', 'user_version'));
      for (const step of migrations.slice(version)) this.#execute(step);
      if (version < SCHEMA_VERSION) {
        this.touch();
        this.#execute(`PRAGMA user_version = ${SCHEMA_VERSION}`);
      }
      this.commit();
    } finally {
      this.rollback();
    }
  }

  async #until(done: () => boolean): Promise<void> {
    for (let waited = 0; !done(); waited += LOOK_AGAIN) {
      if (waited >= this.#patience) throw new StoreFault('store.busy', this.#path);
      await delay(LOOK_AGAIN);
    }
  }

  #pragma(pragma: string, column: string): Row[string] | undefined {
    return this.prepare<Row>(`PRAGMA ${pragma}`).get()?.[column];
  }

  #execute(sql: string): void {
    faulting(this.#path, () => this.#database.exec(sql));
  }
}

/** SQLite's primary result codes (sqlite.org/rescode.html) that are about the file and not about a statement. */
const faultOfResult: Readonly<Record<number, StoreFaultCode>> = {
  5: 'store.busy', // SQLITE_BUSY
  6: 'store.busy', // SQLITE_LOCKED
  8: 'store.unwritable', // SQLITE_READONLY
  10: 'store.unwritable', // SQLITE_IOERR
  11: 'store.damaged', // SQLITE_CORRUPT
  13: 'store.unwritable', // SQLITE_FULL
  14: 'store.unwritable', // SQLITE_CANTOPEN
  26: 'store.damaged', // SQLITE_NOTADB
};

function faulting<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = codeOf(cause);
    throw code === undefined ? cause : new StoreFault(code, path, { cause });
  }
}

function codeOf(error: unknown): StoreFaultCode | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  // The low byte is the primary code; the rest says more about it.
  if ('errcode' in error && typeof error.errcode === 'number') return faultOfResult[error.errcode & 0xff];
  return 'syscall' in error ? 'store.unwritable' : undefined;
}
