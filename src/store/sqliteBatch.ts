import type { SqliteFile } from './sqliteFile.ts';

type Job = { work: () => void; keep: () => void; fail: (error: unknown) => void };

/**
 * Gathers what is written in one turn of the event loop and commits it as one transaction: one wait for the disk,
 * however many are writing.
 */
export class SqliteBatch {
  readonly #file: SqliteFile;
  #waiting: Job[] = [];
  #soon: NodeJS.Immediate | undefined;
  #late: NodeJS.Timeout | undefined;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /**
   * Runs work in the next transaction, after the work of those who came before, and resolves to what it returns once
   * that is on disk. Work that throws fails alone: it writes nothing and the others are run again without it, so it
   * must change nothing but the database. `within` is how many milliseconds it may wait for others to go with.
   */
  write<T>(work: () => T, within = 0): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let result: { value: T } | undefined;
    if (within === 0) this.#soon ??= setImmediate(() => this.commit());
    else this.#late ??= setTimeout(() => this.commit(), within);
    this.#waiting.push({
      work: () => void (result = { value: work() }),
      keep: () => result && resolve(result.value),
      fail: reject,
    });
    return promise;
  }

  /** Commits what is waiting now. */
  commit(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#late);
    this.#soon = this.#late = undefined;
    let jobs = this.#waiting;
    this.#waiting = [];
    if (jobs.length === 0) return;
    try {
      for (let failed = this.#attempt(jobs); failed; failed = this.#attempt(jobs)) {
        jobs = jobs.filter((job) => job !== failed);
      }
    } catch (error) {
      for (const job of jobs) job.fail(error);
      return;
    }
    for (const job of jobs) job.keep();
  }

  /** Commits all jobs, or none and returns the one that could not be done. Throws when the transaction itself fails. */
  #attempt(jobs: readonly Job[]): Job | undefined {
    try {
      this.#file.begin();
      for (const job of jobs) {
        try {
          job.work();
        } catch (error) {
          job.fail(error);
          return job;
        }
      }
      this.#file.commit();
      return undefined;
    } finally {
      this.#file.rollback();
    }
  }
}
