import type { SqliteFile } from './sqliteFile.ts';

type Job = { work: () => void; keep: () => void; fail: (error: unknown) => void };

/**
 * Gathers what is written in one turn of the event loop and commits it as one transaction: one wait for the disk,
 * however many are writing.
 */
export class SqliteBatch {
  readonly #file: SqliteFile;
  #waiting: Job[] = [];

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /**
   * Runs work in the next transaction, after the work of those who came before, and resolves to what it returns once
   * that is on disk. Work that throws fails alone: it writes nothing and the others are run again without it, so it
   * must change nothing but the database.
   */
  write<T>(work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let result: { value: T } | undefined;
    if (this.#waiting.length === 0) setImmediate(() => this.commit());
    this.#waiting.push({
      work: () => void (result = { value: work() }),
      keep: () => result && resolve(result.value),
      fail: reject,
    });
    return promise;
  }

  /** Commits what is waiting now. */
  commit(): void {
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
