/** Lets so many at a time do something for one host; the others wait for their turn. Hosts do not wait for one another. */
export class Slots {
  readonly #each: number;
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #taken = new Map<string, number>();

  constructor(each: number) {
    this.#each = each;
  }

  async within<T>(host: string, work: () => Promise<T>): Promise<T> {
    await this.#take(host);
    try {
      return await work();
    } finally {
      this.#give(host);
    }
  }

  #take(host: string): Promise<void> {
    const taken = this.#taken.get(host) ?? 0;
    if (taken < this.#each) {
      this.#taken.set(host, taken + 1);
      return Promise.resolve();
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.set(host, [...(this.#waiting.get(host) ?? []), resolve]);
    return promise;
  }

  /** Hands the place on, or gives it back. */
  #give(host: string): void {
    const [next, ...others] = this.#waiting.get(host) ?? [];
    if (others.length > 0) this.#waiting.set(host, others);
    else this.#waiting.delete(host);
    if (next) return next();
    const left = (this.#taken.get(host) ?? 1) - 1;
    if (left > 0) this.#taken.set(host, left);
    else this.#taken.delete(host);
  }
}
