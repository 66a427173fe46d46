import { randomUUID } from 'node:crypto';
import { shifted } from '../domain/calendar.ts';
import type { Instant } from '../domain/values.ts';
import type { Clock, ProgrammeId, Store } from './ports.ts';

type Deps = {
  store: Pick<Store, 'due' | 'lease' | 'release'>;
  clock: Clock;
  /** Does what is due in a programme, and sets when it next wants attention. May come twice: that changes nothing. */
  tick: (programme: ProgrammeId) => Promise<unknown>;
  /** Told of what goes wrong; without a programme when the store cannot say which are due. */
  onFault: (error: unknown, programme?: ProgrammeId) => void;
};

/** A programme that failed, and when it may be tried again. */
type Rest = { failures: number; until: Instant };

/** How often it looks for what is due. */
const LOOK_MS = 1_000;

/** The most programmes that tick at the same time. */
const AT_ONCE = 8;

/** How long a worker that died keeps others from its programme. A tick that takes longer may be ticked beside it. */
const LEASE_MS = 60 * 1000;

const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 5 * 60 * 1000;

/**
 * Wakes programmes when their time has come. Any number of processes may run one on the same store: each programme is
 * taken under a lease, and ticks once each time it is due. One that fails is left alone for a while, longer each time,
 * and keeps no other from its turn.
 */
export class AlarmClock {
  readonly #deps: Deps;
  readonly #holder = randomUUID();
  readonly #resting = new Map<ProgrammeId, Rest>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Looks at once, and then about once a second. */
  start(): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
    this.#look();
  }

  /** Begins nothing more, and ends when what is under way has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#looking;
  }

  #look(): void {
    this.#looking ??= this.#wakeAll()
      .catch((error: unknown) => this.#deps.onFault(error))
      .finally(() => (this.#looking = undefined));
  }

  /** Wakes what is due, some at a time. What is due still after its turn must wait for the next look. */
  async #wakeAll(): Promise<void> {
    let had: ProgrammeId[] = [];
    for (;;) {
      const passed = new Set([...this.#mustRest(), ...had]);
      const among = AT_ONCE + passed.size;
      const due = await this.#due(among);
      const turn = due.filter((programme) => !passed.has(programme)).slice(0, AT_ONCE);
      await Promise.all(turn.map((programme) => this.#wake(programme, among)));
      if (turn.length < AT_ONCE || this.#timer === undefined) return;
      had = due.filter((programme) => passed.has(programme) || turn.includes(programme));
    }
  }

  async #wake(programme: ProgrammeId, among: number): Promise<void> {
    try {
      await this.#tickUnderLease(programme, among);
    } catch (error) {
      this.#rest(programme);
      this.#deps.onFault(error, programme);
    }
  }

  async #tickUnderLease(programme: ProgrammeId, among: number): Promise<void> {
    const { store, clock, tick } = this.#deps;
    const now = clock();
    if (!(await store.lease(programme, this.#holder, now, shifted(now, LEASE_MS)))) return;
    try {
      // Another worker may have had its turn with it between the look and the lease.
      if ((await this.#due(among)).includes(programme)) await tick(programme);
      this.#resting.delete(programme);
    } finally {
      await store.release(programme, this.#holder);
    }
  }

  #due(limit: number): Promise<ProgrammeId[]> {
    return this.#deps.store.due(this.#deps.clock(), limit);
  }

  #rest(programme: ProgrammeId): void {
    const failures = (this.#resting.get(programme)?.failures ?? 0) + 1;
    const rest = Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
    this.#resting.set(programme, { failures, until: shifted(this.#deps.clock(), rest) });
  }

  #mustRest(): ProgrammeId[] {
    const now = this.#deps.clock();
    return [...this.#resting].flatMap(([programme, { until }]) => (until > now ? [programme] : []));
  }
}
