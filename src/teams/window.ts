/** How many requests there may be in any span of so many milliseconds. */
export type Limit = { requests: number; milliseconds: number };

/**
 * The requests of one kind against the limits that they share. A request counts from its begin until `milliseconds`
 * after its end: Teams sees it somewhere in between, so however long each is on its way, no span holds too many.
 *
 * All times are milliseconds of one clock that never goes back.
 */
export class Window {
  readonly #limits: readonly Limit[];
  /** The most ends that any limit looks back on, and how far back any looks. */
  readonly #most: number;
  readonly #longest: number;
  /** When requests ended, the latest last. */
  readonly #ends: number[] = [];
  #underWay = 0;
  #pausedUntil = -Infinity;

  constructor(limits: readonly Limit[]) {
    this.#limits = limits;
    this.#most = Math.max(0, ...limits.map(({ requests }) => requests));
    this.#longest = Math.max(0, ...limits.map(({ milliseconds }) => milliseconds));
  }

  /** How long until one more may begin; 0: now, Infinity: not before one that is under way has ended. */
  wait(now: number): number {
    let opens = this.#pausedUntil;
    for (const { requests, milliseconds } of this.#limits) {
      const room = requests - this.#underWay;
      if (room <= 0) return Infinity;
      const end = this.#ends.at(-room);
      if (end !== undefined) opens = Math.max(opens, end + milliseconds);
    }
    return Math.max(0, opens - now);
  }

  begin(): void {
    this.#underWay++;
  }

  end(now: number): void {
    this.#underWay--;
    this.#ends.push(now);
    // Cut now and then, not each time: that would move all that are kept.
    if (this.#ends.length >= 2 * this.#most) this.#ends.splice(0, this.#ends.length - this.#most);
  }

  /** A request that had begun was not made after all. */
  giveBack(): void {
    this.#underWay--;
  }

  /** Nothing more begins before that moment. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  /** Whether a new window would answer the same from now on. */
  isIdle(now: number): boolean {
    const last = this.#ends.at(-1) ?? -Infinity;
    return this.#underWay === 0 && this.#pausedUntil <= now && last + this.#longest <= now;
  }
}
