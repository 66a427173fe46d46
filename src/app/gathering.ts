import { shifted } from '../domain/calendar.ts';
import { isFetched, type Fetchable, type Source } from '../domain/source.ts';
import { NOTHING_KNOWN } from '../domain/settling.ts';
import type { Programme } from '../domain/programme.ts';
import type { Instant } from '../domain/values.ts';
import type { Clock, Fetched, Partners, ProgrammeId, Validators } from './ports.ts';
import type { Programmes } from './programmes.ts';
import type { Readings } from './readings.ts';

type Deps = {
  partners: Partners;
  programmes: Pick<Programmes, 'known' | 'current'>;
  readings: Readings;
  clock: Clock;
  /** All programmes there are. */
  all: () => Promise<ProgrammeId[]>;
  /** Called when something has been read, or could not be. */
  onRead: (programme: ProgrammeId) => void;
  onFault: (error: unknown, programme?: ProgrammeId) => void;
  /** Milliseconds since some moment, whatever anybody does to the clock. A test gives its own. */
  elapsed?: () => number;
  /** From 0 up to 1: what spreads fetches over time. A test gives its own. */
  random?: () => number;
};

/**
 * What is planned for one source, in elapsed time. `asked`: until when its partner has asked us to wait. A mapping that has
 * changed begins anew.
 */
type Plan = {
  mapping: number;
  next: number;
  last: number;
  asked: number;
  failures: number;
  validators: Validators | null;
  fetching: Promise<void> | null;
};

/** When a source is fetched next, as far as that is planned. */
export type Gatherer = { nextFetch(programme: ProgrammeId, source: number): Instant | null };

/** How often it looks for what is due. */
const LOOK_MS = 1_000;

/** How often it looks for programmes that another process has made. */
const ALL_MS = 60 * 1_000;

/** The most fetches at the same time: most of them only wait. */
const AT_ONCE = 256;

/** The most of them at one host, which answers a few at a time: others would only take the places of other hosts' sources. */
const AT_ONCE_A_HOST = 16;

/** First fetches after a start are spread over this time. */
const SPREAD_MS = 10 * 1_000;

/** After so many failures in a row the breaker is open: one try at a time, far apart. */
const BREAKS_AFTER = 5;
const LONGEST_WAIT_MS = 30 * 60 * 1_000;
const MINUTE_MS = 60 * 1_000;

/** However long a partner asks us to wait, it is tried once a day. */
const LONGEST_ASKED_MS = 24 * 60 * MINUTE_MS;

/** By hand a source is not asked again sooner, and one whose breaker is open not sooner than the other. */
const AGAIN_MS = 5 * 1_000;
const AGAIN_BROKEN_MS = MINUTE_MS;

/** A programme that cannot be read is left alone for so long, longer each time. */
const SHORTEST_REST_MS = 5 * 1_000;
const LONGEST_REST_MS = 5 * MINUTE_MS;

/**
 * Fetches partners' sources, each at its own interval, however many there are: one that is slow or fails delays nobody.
 * One that fails is tried again at growing intervals, with some chance in them, so that many do not come back at once.
 */
export class Gathering implements Gatherer {
  readonly #deps: Deps;
  readonly #plans = new Map<string, Plan>();
  readonly #programmes = new Set<ProgrammeId>();
  readonly #fetching = new Set<Promise<void>>();
  readonly #atHosts = new Map<string, number>();
  readonly #resting = new Map<ProgrammeId, { until: number; times: number }>();
  #allAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
    this.#look();
  }

  /** Begins nothing more, and ends when what is under way has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#looking;
    await Promise.all(this.#fetching);
  }

  /** A programme may have other sources from now on. */
  watch(programme: ProgrammeId): void {
    this.#programmes.add(programme);
  }

  nextFetch(programme: ProgrammeId, source: number): Instant | null {
    const next = this.#plans.get(nameOf(programme, source))?.next;
    return next === undefined ? null : shifted(this.#deps.clock(), next - this.#elapsed());
  }

  /**
   * Fetches a programme's sources now, or one of them, and ends when they have answered or their time is over. Whoever has
   * asked us to wait is not asked; one that has failed again and again alone when it is named, and once a minute.
   */
  async now(programme: ProgrammeId, only?: number): Promise<void> {
    const { state } = await this.#deps.programmes.known(programme);
    const now = this.#elapsed();
    const fetches = [...state.sources.values()].flatMap((source) => {
      if (!isRunning(state, source) || (only !== undefined && source.number !== only)) return [];
      const plan = this.#planOf(programme, source);
      if (plan.fetching) return [plan.fetching];
      const isBroken = plan.failures >= BREAKS_AFTER;
      if (now < plan.asked || (isBroken && only === undefined)) return [];
      const isRested = now - plan.last >= (isBroken ? AGAIN_BROKEN_MS : AGAIN_MS);
      return isRested ? [this.#fetch(programme, state, source, plan)] : [];
    });
    await Promise.all(fetches);
  }

  #look(): void {
    this.#looking ??= this.#fetchDue()
      .catch((error: unknown) => this.#deps.onFault(error))
      .finally(() => (this.#looking = undefined));
  }

  async #fetchDue(): Promise<void> {
    const now = this.#elapsed();
    if (now - this.#allAt >= ALL_MS) {
      this.#allAt = now;
      for (const programme of await this.#deps.all()) {
        this.#programmes.add(programme);
        await this.#unlessResting(programme, () => this.#catchUp(programme));
      }
    }
    for (const programme of this.#programmes) await this.#unlessResting(programme, () => this.#fetchDueOf(programme));
  }

  async #catchUp(programme: ProgrammeId): Promise<void> {
    const { state } = await this.#deps.programmes.current(programme);
    await this.#deps.readings.catchUp(programme, state);
  }

  async #fetchDueOf(programme: ProgrammeId): Promise<void> {
    const { state } = await this.#deps.programmes.known(programme);
    if (!state.sources.some((source) => isRunning(state, source))) this.#programmes.delete(programme);
    for (const source of state.sources.values()) {
      if (!isRunning(state, source) || this.#timer === undefined) continue;
      const plan = this.#planOf(programme, source);
      if (plan.fetching === null && plan.next <= this.#elapsed() && this.#hasRoom(source))
        void this.#fetch(programme, state, source, plan);
    }
  }

  /** A programme that cannot be read keeps no other from its time. */
  async #unlessResting(programme: ProgrammeId, work: () => Promise<void>): Promise<void> {
    const rest = this.#resting.get(programme);
    if (rest && this.#elapsed() < rest.until) return;
    try {
      await work();
      this.#resting.delete(programme);
    } catch (error) {
      const times = (rest?.times ?? 0) + 1;
      const wait = Math.min(SHORTEST_REST_MS * 2 ** Math.min(times - 1, 10), LONGEST_REST_MS);
      this.#resting.set(programme, { until: this.#elapsed() + wait, times });
      this.#deps.onFault(error, programme);
    }
  }

  #hasRoom({ address }: Source): boolean {
    return this.#fetching.size < AT_ONCE && (this.#atHosts.get(hostOf(address)) ?? 0) < AT_ONCE_A_HOST;
  }

  #planOf(programme: ProgrammeId, { number, mapping }: Source): Plan {
    const name = nameOf(programme, number);
    let plan = this.#plans.get(name);
    if (plan?.mapping !== mapping) {
      const isFirst = plan === undefined;
      const spread = isFirst ? this.#chance() * SPREAD_MS : 0;
      const never = { last: -Infinity, asked: -Infinity, failures: 0, validators: null, fetching: null };
      plan = { mapping, next: this.#elapsed() + spread, ...never };
      this.#plans.set(name, plan);
    }
    return plan;
  }

  #fetch(programme: ProgrammeId, state: Programme, source: Source, plan: Plan): Promise<void> {
    if (!isFetched(source)) return Promise.resolve();
    plan.last = this.#elapsed();
    const host = hostOf(source.address);
    this.#count(host, 1);
    const fetching = this.#fetched(programme, state, { ...source, kind: source.kind }, plan)
      .catch((error: unknown) => {
        plan.next = this.#elapsed() + LONGEST_WAIT_MS;
        this.#deps.onFault(error, programme);
      })
      .finally(() => {
        this.#fetching.delete(fetching);
        this.#count(host, -1);
        plan.fetching = null;
      });
    this.#fetching.add(fetching);
    plan.fetching = fetching;
    return plan.fetching;
  }

  #count(host: string, more: 1 | -1): void {
    const count = (this.#atHosts.get(host) ?? 0) + more;
    if (count > 0) this.#atHosts.set(host, count);
    else this.#atHosts.delete(host);
  }

  async #fetched(programme: ProgrammeId, state: Programme, source: Source & Fetchable, plan: Plan): Promise<void> {
    const { partners, clock, readings } = this.#deps;
    const fetched = await partners.fetch({ ...source, programme }, clock(), plan.validators);
    // It is read another way by now.
    if (this.#plans.get(nameOf(programme, source.number)) !== plan) return;
    const at = clock();
    if (fetched.outcome === 'failed') {
      await readings.fail(programme, state, source, { cause: fetched.cause, at, faults: fetched.found?.faults });
      plan.failures += 1;
    } else {
      const found = fetched.outcome === 'read' ? fetched.found : await this.#again(programme, state, source, at);
      if (fetched.outcome === 'read') plan.validators = fetched.validators;
      const { number, mapping } = source;
      await readings.take(programme, state, { ...found, source: number, received: at, mapping, reporter: null });
      plan.failures = 0;
    }
    plan.asked = this.#elapsed() + askedBy(fetched);
    plan.next = Math.max(plan.asked, this.#elapsed() + this.#wait(source, plan));
    this.#deps.onRead(programme);
  }

  /** The same document says the same still, of what stood in it; where it does not tell its time, it says so now. */
  async #again(programme: ProgrammeId, state: Programme, source: Source, now: Instant) {
    const { figures, notices, faults, received } =
      (await this.#deps.readings.figures(programme, state)).get(source.number) ?? NOTHING_KNOWN;
    return {
      figures: [...figures]
        .filter(([, standing]) => standing.received === received)
        .map(([indicator, { value, observed }]) => ({
          indicator,
          value,
          observed: source.observedAt === null ? now : observed,
        })),
      notices: [...notices],
      faults: [...faults],
    };
  }

  #wait({ every }: Source, { failures }: Plan): number {
    const interval = (every ?? 1) * MINUTE_MS;
    if (failures === 0) return interval * (0.95 + 0.1 * this.#chance());
    const backoff = Math.min(interval * 2 ** Math.min(failures - 1, 10), Math.max(interval, LONGEST_WAIT_MS));
    return backoff * (0.75 + 0.5 * this.#chance());
  }

  #elapsed(): number {
    return (this.#deps.elapsed ?? (() => performance.now()))();
  }

  #chance(): number {
    return (this.#deps.random ?? Math.random)();
  }
}

/** For how long a partner has asked us to wait. */
function askedBy(fetched: Fetched): number {
  return fetched.outcome === 'failed' ? Math.min(fetched.retryAfter ?? 0, LONGEST_ASKED_MS) : 0;
}

/** Whether it is to be fetched: nobody asks for an organisation that has left. */
function isRunning({ organisations }: Programme, source: Source): boolean {
  const isHere = organisations.get(source.partner)?.left === undefined;
  return source.state === 'running' && isFetched(source) && isHere;
}

function hostOf(address: string | null): string {
  return URL.parse(address ?? '')?.host ?? '';
}

function nameOf(programme: ProgrammeId, source: number): string {
  return `${programme} ${source}`;
}
