import { parseAddress } from './address.ts';
import { WireFault, type Wire } from './wire.ts';
import type { Clock, Post, PostBook, ProgrammeId } from '../app/ports.ts';
import type { Card } from '../cards/render.ts';

/** Works out a post's card as it should be now; undefined for a post that there is no card for. */
export type Render = (programme: ProgrammeId, key: string) => Promise<{ card: Card; version: number } | undefined>;

/** What became of a try to deliver, for the metrics. */
export type DeliveryEvent = 'sent' | 'updated' | 'retried' | 'ambiguous' | 'gone' | 'blocked';

type Deps = {
  posts: PostBook;
  wire: Pick<Wire, 'send' | 'update'>;
  render: Render;
  clock: Clock;
  report: (event: DeliveryEvent) => void;
  /** Told of faults that are ours and not Teams'. */
  onFault: (error: unknown, programme: ProgrammeId) => void;
};

/** One post being brought up to date, to the version `showing`. `shown`: its card stands; `finished`: that is noted as well. */
type Run = { showing: number; again: boolean; shown: PromiseWithResolvers<void>; finished: Promise<void> };

/** How often what waits for a later try is looked at. */
const SWEEP_MS = 1_000;
const SWEEP_LIMIT = 200;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 5 * 60 * 1000;

/**
 * Brings the cards that stand in conversations up to what the log says. It compares wanted and shown version, so ten
 * changes while one update is under way make one more update, and a crash between two steps loses nothing.
 *
 * A first send whose fate is unknown (a time-out, a 5xx, or a crash before its id was noted) is repeated once: better
 * a card that stands twice than one that never came.
 */
export class Delivery {
  readonly #deps: Deps;
  readonly #running = new Map<string, Run>();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Begins with what an earlier process left undelivered, and goes on looking for what waits for a later try. */
  start(): void {
    this.#sweeper ??= setInterval(() => void this.#sweep(), SWEEP_MS).unref();
    void this.#sweep();
  }

  /** Ends when what is under way has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
    await Promise.all([...this.#running.values()].map(({ finished }) => finished));
  }

  /** Brings posts up to date; ends when each stands as wanted, or must wait for a later try. Never rejects. */
  async deliver(programme: ProgrammeId, keys: readonly string[]): Promise<void> {
    const each = keys.map((key) => this.#bringUp(programme, key));
    await Promise.all(each).catch((error: unknown) => this.#deps.onFault(error, programme));
  }

  /** Notes that a card of this post was pressed under that id: a copy whose own id had been lost is taken for the post. */
  async adopt(programme: ProgrammeId, key: string, activityId: string): Promise<void> {
    const post = await this.#deps.posts.post(programme, key);
    if (post && post.activityId === null && post.undeliverable === null)
      await this.#deps.posts.savePost(programme, {
        ...post,
        activityId,
        shown: 0,
        sending: null,
        attempts: 0,
        retryAt: null,
      });
  }

  async #sweep(): Promise<void> {
    try {
      for (const { programme, key } of await this.#deps.posts.pendingPosts(this.#deps.clock(), SWEEP_LIMIT))
        void this.#bringUp(programme, key);
    } catch (error) {
      this.#deps.onFault(error, '');
    }
  }

  #bringUp(programme: ProgrammeId, key: string): Promise<void> {
    const name = `${programme} ${key}`;
    const running = this.#running.get(name);
    if (running) return this.#join(programme, key, running);
    const run: Run = { showing: 0, again: false, shown: Promise.withResolvers(), finished: Promise.resolve() };
    run.finished = this.#work(programme, key, run).finally(() => {
      this.#running.delete(name);
      run.shown.resolve();
    });
    this.#running.set(name, run);
    return run.shown.promise;
  }

  /** Waits for a run that is under way, and has it look again when it shows less than is wanted by now. */
  async #join(programme: ProgrammeId, key: string, run: Run): Promise<void> {
    const post = await this.#deps.posts.post(programme, key);
    if (!post || post.wanted <= run.showing) return run.shown.promise;
    if (this.#running.get(`${programme} ${key}`) !== run) return this.#bringUp(programme, key);
    run.again = true;
    return run.finished;
  }

  async #work(programme: ProgrammeId, key: string, run: Run): Promise<void> {
    try {
      do {
        run.again = false;
        await this.#step(programme, key, run);
      } while (run.again);
    } catch (error) {
      this.#deps.onFault(error, programme);
    }
  }

  async #step(programme: ProgrammeId, key: string, run: Run): Promise<void> {
    const { posts, wire, clock, render, report } = this.#deps;
    const post = await posts.post(programme, key);
    run.showing = post?.wanted ?? 0;
    if (!post || post.undeliverable !== null || post.shown >= post.wanted) return;
    if (post.retryAt !== null && post.retryAt > clock()) return;
    const wanted = await render(programme, key);
    if (!wanted) return;
    const delivered = { ...post, sending: null, attempts: 0, retryAt: null, shown: wanted.version };
    const address = parseAddress(post.address);
    try {
      if (post.activityId === null) delivered.activityId = await wire.send(address, { card: wanted.card });
      else await wire.update(address, post.activityId, wanted.card);
    } catch (fault) {
      if (!(fault instanceof WireFault)) throw fault;
      await posts.savePost(programme, this.#afterFault(post, delivered, fault));
      return;
    }
    report(post.activityId === null ? 'sent' : 'updated');
    // The card stands: whoever waits for it need not wait until that is noted, too.
    if (!run.again) run.shown.resolve();
    await posts.savePost(programme, delivered);
  }

  #afterFault(post: Post, delivered: Post, fault: WireFault): Post {
    const { report, clock } = this.#deps;
    const isFirst = post.activityId === null;
    if (fault.status === 403) {
      report('blocked');
      return { ...post, undeliverable: 'blocked' };
    }
    if (fault.status === 404 && !isFirst) {
      // Somebody deleted it: it is posted anew when its content next changes.
      report('gone');
      return { ...delivered, activityId: null };
    }
    if (fault.ambiguous && isFirst) {
      report('ambiguous');
      if (post.sending !== null) return { ...post, undeliverable: 'unanswered' };
    } else {
      report('retried');
      if (fault.status !== undefined && !isPassing(fault.status))
        return { ...post, undeliverable: `refused ${fault.status}` };
    }
    const attempts = post.attempts + 1;
    const wait = fault.retryAfterMs ?? backoff(attempts);
    const retryAt = new Date(Date.parse(clock()) + wait).toISOString();
    return { ...post, attempts, retryAt, sending: fault.ambiguous && isFirst ? clock() : post.sending };
  }
}

/** What Teams says to try again later (L/bots/how-to/rate-limit), and a sign-in that has run out. */
function isPassing(status: number): boolean {
  return status === 401 || status === 408 || status === 412 || status === 429 || status >= 500;
}

/** Exponential, bounded, with full jitter. */
function backoff(attempts: number): number {
  return Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempts);
}
