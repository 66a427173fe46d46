import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { PersonalChats } from './personalChats.ts';
import { bringUp, type Round, type Tools } from './postRound.ts';
import type { ProgrammeId } from '../app/ports.ts';
import type { PersonId } from '../domain/values.ts';
import type { Unreached } from './deliveryFate.ts';
import type { Wire } from './wire.ts';

export type { Render } from './postRound.ts';

/** Told that a post cannot reach its person, and why. */
export type OnUnreached = (
  programme: ProgrammeId,
  key: string,
  person: PersonId,
  reason: Unreached,
) => void | Promise<void>;

type Deps = Omit<Tools, 'wire' | 'chats' | 'unreached' | 'stopping'> & {
  wire: Pick<Wire, 'send' | 'update' | 'personal'>;
  /** Called once for each post that cannot reach its person; again only after a restart. */
  onUnreached: OnUnreached;
  /** Told of faults that are ours and not Teams'. */
  onFault: (error: unknown, programme: ProgrammeId) => void;
};

/** One post being kept up to date: a round after the other while there are changes. */
type Run = Round & {
  /** The round's card stands, or waits. */
  shown: PromiseWithResolvers<void>;
  /** Somebody wants another round after this one. */
  next: PromiseWithResolvers<void> | undefined;
  /** An update was a moment ago, and what changes now is gathered. */
  resting: boolean;
  /** The last round is over, and noted. */
  finished: Promise<void>;
};

/** How often what waits for a later try is looked at. */
const SWEEP_MS = 1_000;
const SWEEP_LIMIT = 200;

/** A card that stands is updated once in this time: the first change at once, those that follow together. */
const REST_MS = 700;

/** More posts than can be in trouble at one time. */
const UNREACHED_REMEMBERED = 10_000;

/**
 * Brings the cards that stand in conversations up to what the log says. It compares wanted and shown version, so ten
 * changes while one update is under way make one more update, and a crash between two steps loses nothing.
 *
 * A first send whose fate is unknown (a time-out, a 5xx, or a crash before its id was noted) is repeated once: better
 * a card that stands twice than one that never came.
 */
export class Delivery {
  readonly #deps: Deps;
  readonly #tools: Tools;
  readonly #running = new Map<string, Run>();
  readonly #unreached = new LRUCache<string, true>({ max: UNREACHED_REMEMBERED });
  readonly #stopping = new AbortController();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(deps: Deps) {
    // Each post that waits listens.
    setMaxListeners(0, this.#stopping.signal);
    this.#deps = deps;
    this.#tools = {
      ...deps,
      chats: new PersonalChats(deps.wire, deps.pace),
      unreached: (...about) => this.#tellUnreached(...about),
      stopping: this.#stopping.signal,
    };
  }

  /** Begins with what an earlier process left undelivered, and goes on looking for what waits for a later try. */
  start(): void {
    this.#sweeper ??= setInterval(() => void this.#sweep(), SWEEP_MS).unref();
    void this.#sweep();
  }

  /** Ends when what is on its way to Teams has ended. What only waits is left for the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
    this.#stopping.abort();
    await Promise.all([...this.#running.values()].map(({ finished }) => finished));
  }

  /** Brings posts up to date; ends when each stands as wanted, or must wait: for Teams, or for changes to gather. Never rejects. */
  async deliver(programme: ProgrammeId, keys: readonly string[]): Promise<void> {
    const each = keys.map((key) => this.#keepUp(programme, key));
    await Promise.all(each).catch((error: unknown) => this.#deps.onFault(error, programme));
  }

  /** Shows a post anew though nothing was written, since what it shows has changed beside the log. Never rejects. */
  async redo(programme: ProgrammeId, key: string): Promise<void> {
    const { posts, onFault } = this.#deps;
    try {
      const post = await posts.post(programme, key);
      if (!post?.activityId || post.undeliverable !== null) return;
      if (post.shown >= post.wanted) await posts.savePost(programme, { ...post, shown: post.wanted - 1 });
      await this.deliver(programme, [key]);
    } catch (error) {
      onFault(error, programme);
    }
  }

  /** Notes that a card of this post was pressed under that id: a copy whose own id had been lost is taken for the post. */
  async adopt(programme: ProgrammeId, key: string, activityId: string): Promise<void> {
    const { posts, report } = this.#deps;
    const post = await posts.post(programme, key);
    // Only a first send whose fate is not known leaves a copy that is the post; what has stood and is gone comes anew.
    if (post?.activityId !== null || post.shown > 0 || post.undeliverable !== null) return;
    await posts.savePost(programme, { ...post, activityId, shown: 0, sending: null, attempts: 0, retryAt: null });
    report('adopted', { programme, post: key });
  }

  async #sweep(): Promise<void> {
    const { posts, clock, onFault } = this.#deps;
    try {
      // Those that are under way are among the pending, and must not hide the others.
      const limit = SWEEP_LIMIT + this.#running.size;
      for (const { programme, key } of await posts.pendingPosts(clock(), limit))
        if (!this.#running.has(nameOf(programme, key))) void this.#keepUp(programme, key);
    } catch (error) {
      onFault(error, '');
    }
  }

  /** Ends when the post's card stands as wanted by now, or must wait. */
  #keepUp(programme: ProgrammeId, key: string): Promise<void> {
    if (this.#stopping.signal.aborted) return Promise.resolve();
    const name = nameOf(programme, key);
    const running = this.#running.get(name);
    if (running) return this.#join(running);
    const run: Run = {
      programme,
      key,
      showing: 0,
      shown: Promise.withResolvers(),
      next: undefined,
      resting: false,
      finished: Promise.resolve(),
      letGo: () => run.shown.resolve(),
    };
    this.#running.set(name, run);
    run.finished = this.#work(run);
    return run.shown.promise;
  }

  /** Waits for a run that is under way, and has it go on when it shows less than is wanted by now. */
  async #join(run: Run): Promise<void> {
    const { programme, key } = run;
    const post = await this.#deps.posts.post(programme, key);
    if (this.#running.get(nameOf(programme, key)) !== run) return this.#keepUp(programme, key);
    if (!post || post.wanted <= run.showing) return run.shown.promise;
    if (!run.next && run.resting) this.#gather(run);
    run.next ??= Promise.withResolvers();
    return run.resting ? undefined : run.next.promise;
  }

  async #work(run: Run): Promise<void> {
    try {
      for (;;) {
        const updated = await this.#round(run);
        run.letGo();
        if (updated) await this.#rest(run);
        if (!run.next) return;
        run.shown = run.next;
        run.next = undefined;
      }
    } finally {
      this.#running.delete(nameOf(run.programme, run.key));
    }
  }

  async #round(run: Run): Promise<boolean> {
    const { signal } = this.#stopping;
    try {
      return !signal.aborted && (await bringUp(this.#tools, run));
    } catch (error) {
      if (error !== signal.reason) this.#deps.onFault(error, run.programme);
      return false;
    }
  }

  /** Lets changes gather after an update; nobody waits for them to be shown. */
  async #rest(run: Run): Promise<void> {
    run.resting = true;
    if (run.next) {
      this.#gather(run);
      run.next.resolve();
    }
    await delay(REST_MS, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
    run.resting = false;
  }

  #gather({ programme, key }: Run): void {
    this.#deps.report('coalesced', { programme, post: key });
  }

  async #tellUnreached(programme: ProgrammeId, key: string, person: PersonId, reason: Unreached): Promise<void> {
    const name = nameOf(programme, key);
    if (this.#unreached.has(name)) return;
    this.#unreached.set(name, true);
    try {
      await this.#deps.onUnreached(programme, key, person, reason);
    } catch (error) {
      this.#deps.onFault(error, programme);
    }
  }
}

function nameOf(programme: ProgrammeId, key: string): string {
  return `${programme} ${key}`;
}
