import { Window, type Limit } from './window.ts';
import type { Address } from './address.ts';

/** What a bot keeps to: in each conversation, and as one app in one tenant. */
export type Limits = { conversation: readonly Limit[]; tenant: readonly Limit[] };

/**
 * What Teams allows to be sent or updated (L/bots/how-to/rate-limit, "Per bot per thread limit" and "Global app per
 * tenant limit"). What it calls a thread is a conversation id as it stands, also one that names a thread of a channel.
 */
export const TEAMS_LIMITS: Limits = {
  conversation: [
    { requests: 7, milliseconds: 1_000 },
    { requests: 8, milliseconds: 2_000 },
    { requests: 60, milliseconds: 30_000 },
    { requests: 1_800, milliseconds: 3_600_000 },
  ],
  tenant: [{ requests: 50, milliseconds: 1_000 }],
};

/** For local mode: the Playground knows no limits. */
export const NO_LIMITS: Limits = { conversation: [], tenant: [] };

/** Leave to make one request. Exactly one of the two is called: when its answer has come, or when it is not made. */
export type Slot = { done(): void; giveBack(): void };

/** Where a request goes, as far as limits tell places apart. */
type Destination = Pick<Address, 'conversation' | 'tenant'>;

type Waiting = { tenant: Tenant; grant: (slot: Slot) => void };

/** One conversation: its requests, who waits to make one, first come first served, and the alarm for the first. */
type Lane = { window: Window; waiting: Waiting[]; timer?: NodeJS.Timeout };

/** One tenant: its requests, and the lanes that could go on if it let them. */
type Tenant = { window: Window; lanes: Set<Lane>; timer?: NodeJS.Timeout };

/**
 * Keeps what goes out to Teams within its limits, so that it seldom has to refuse. Time is the process's own, which
 * never goes back; what was sent before a restart is forgotten, and Teams refuses what is too much then.
 */
export class Pace {
  readonly #limits: Limits;
  /** Used longest ago first. */
  readonly #lanes = new Map<string, Lane>();
  readonly #tenants = new Map<string, Tenant>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** How many conversations are remembered: those used within the longest limit, and those that somebody waits for. */
  get conversations(): number {
    return this.#lanes.size;
  }

  /** A slot that is free now, unless others wait for one. */
  take(to: Destination): Slot | undefined {
    const lane = this.#lane(to);
    const tenant = this.#tenant(to);
    if (lane.waiting.length > 0 || tenant.lanes.size > 0) return undefined;
    const now = performance.now();
    return lane.window.wait(now) + tenant.window.wait(now) > 0 ? undefined : this.#begin(lane, tenant);
  }

  /** Waits for a slot, behind all who wait for the same conversation. Rejects with the signal's reason. */
  async slot(to: Destination, signal?: AbortSignal): Promise<Slot> {
    signal?.throwIfAborted();
    const lane = this.#lane(to);
    const { promise, resolve, reject } = Promise.withResolvers<Slot>();
    const waiting = { tenant: this.#tenant(to), grant: resolve };
    const leave = () => {
      lane.waiting = lane.waiting.filter((each) => each !== waiting);
      reject(signal?.reason);
    };
    lane.waiting.push(waiting);
    signal?.addEventListener('abort', leave, { once: true });
    this.#serve(lane);
    return promise.finally(() => signal?.removeEventListener('abort', leave));
  }

  /** Teams has said to leave a conversation alone for so many milliseconds. */
  pause(to: Destination, milliseconds: number): void {
    this.#lane(to).window.pause(performance.now() + milliseconds);
  }

  /** Gives slots to those who wait for a conversation, as many as there are; behind others who wait for the tenant. */
  #serve(lane: Lane): void {
    clearTimeout(lane.timer);
    for (let first = lane.waiting[0]; first; first = lane.waiting[0]) {
      const { tenant } = first;
      const wait = lane.window.wait(performance.now());
      if (wait > 0) {
        lane.timer = alarm(wait, () => this.#serve(lane));
        return;
      }
      if (tenant.lanes.size > 0 || tenant.window.wait(performance.now()) > 0) {
        tenant.lanes.add(lane);
        this.#watch(tenant);
        return;
      }
      this.#grant(lane, tenant);
    }
  }

  /** Gives slots to the lanes that wait for a tenant, one to each in turn. */
  #serveTenant(tenant: Tenant): void {
    while (tenant.window.wait(performance.now()) === 0) {
      const [lane] = tenant.lanes;
      if (!lane) return;
      tenant.lanes.delete(lane);
      if (lane.waiting[0]?.tenant === tenant && lane.window.wait(performance.now()) === 0) this.#grant(lane, tenant);
      this.#serve(lane);
    }
    if (tenant.lanes.size > 0) this.#watch(tenant);
  }

  #grant(lane: Lane, tenant: Tenant): void {
    lane.waiting.shift()?.grant(this.#begin(lane, tenant));
  }

  #watch(tenant: Tenant): void {
    clearTimeout(tenant.timer);
    tenant.timer = alarm(tenant.window.wait(performance.now()), () => this.#serveTenant(tenant));
  }

  #begin(lane: Lane, tenant: Tenant): Slot {
    const end = (how: (window: Window) => void) => {
      how(lane.window);
      how(tenant.window);
      this.#serve(lane);
      this.#serveTenant(tenant);
    };
    lane.window.begin();
    tenant.window.begin();
    return {
      done: () => end((window) => window.end(performance.now())),
      giveBack: () => end((window) => window.giveBack()),
    };
  }

  #lane({ conversation }: Destination): Lane {
    const lane = this.#lanes.get(conversation) ?? { window: new Window(this.#limits.conversation), waiting: [] };
    this.#lanes.delete(conversation);
    this.#lanes.set(conversation, lane);
    this.#forgetIdle(conversation);
    return lane;
  }

  #forgetIdle(but: string): void {
    for (const [conversation, { window, waiting }] of this.#lanes) {
      if (conversation === but || waiting.length > 0 || !window.isIdle(performance.now())) return;
      this.#lanes.delete(conversation);
    }
  }

  #tenant({ tenant: id = '' }: Destination): Tenant {
    const tenant = this.#tenants.get(id) ?? { window: new Window(this.#limits.tenant), lanes: new Set() };
    this.#tenants.set(id, tenant);
    return tenant;
  }
}

/** The longest time to sleep before looking again; a timer of Node's takes 24 days at most. */
const LONGEST_SLEEP_MS = 3_600_000;

/** A timer that keeps no process alive; none where only the end of a request can help. */
function alarm(milliseconds: number, ring: () => void): NodeJS.Timeout | undefined {
  if (milliseconds === Infinity) return undefined;
  return setTimeout(ring, Math.min(Math.ceil(milliseconds), LONGEST_SLEEP_MS)).unref();
}
