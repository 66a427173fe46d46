import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { concordat, type Concordat } from '../../src/app/concordat.ts';
import { makeSigner } from '../../src/log/note.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { NOW, partnership, said, type Said } from '../domain/world.ts';
import { setIndicator } from '../domain/statusWorld.ts';
import type { Command } from '../../src/domain/events.ts';
import type { FieldFault, Found, Notice } from '../../src/domain/reading.ts';
import type { Fetchable } from '../../src/domain/source.ts';
import type { Fetched, Partners, Store, Validators } from '../../src/app/ports.ts';

export const PROGRAMME = 'discharge';
export const MINUTE_MS = 60_000;

export const board = (name: string) => `https://${name}.example/board.json`;

type Call = { address: string; at: string; validators: Validators | null };
type Answer = (call: Call) => Fetched | Promise<Fetched>;

/** A document that was read. What has no time of its own was observed when it was fetched. */
export function read(
  values: Record<string, number> | number,
  more: { observed?: string; validators?: Validators; faults?: FieldFault[]; notices?: Notice[] } = {},
): Answer {
  return ({ at }) => ({
    outcome: 'read',
    milliseconds: 1,
    bytes: 1,
    validators: more.validators ?? null,
    found: {
      figures: Object.entries(typeof values === 'number' ? { waiting: values } : values).map(([indicator, value]) => ({
        indicator,
        value,
        observed: more.observed ?? at,
      })),
      faults: more.faults ?? [],
      notices: more.notices ?? [],
    },
  });
}

export const unchanged: Answer = () => ({ outcome: 'unchanged', milliseconds: 1, bytes: 0 });

export function failed(code: 'connection.failed' | 'host.unknown' = 'connection.failed', retryAfter?: number): Answer {
  const asked = retryAfter === undefined ? {} : { retryAfter };
  return () => ({ outcome: 'failed', milliseconds: 1, bytes: 0, cause: { code }, ...asked });
}

/** Partners who answer as they are told to, and note who asked: real HTTP is tried elsewhere. */
export class Scripted implements Partners {
  readonly calls: Call[] = [];
  readonly #answers = new Map<string, Answer>();

  /** From now on this address answers so. */
  answers(address: string, answer: Answer): void {
    this.#answers.set(address, answer);
  }

  of(address: string): Call[] {
    return this.calls.filter((call) => call.address === address);
  }

  async fetch({ address }: Fetchable, at: string, validators: Validators | null = null): Promise<Fetched> {
    const call = { address: address!, at, validators };
    this.calls.push(call);
    return (this.#answers.get(call.address) ?? failed('host.unknown'))(call);
  }

  /** A push is values by indicator, each of which the source reads or not, and when they were observed. */
  read(pushed: unknown, { reads, observedAt }: Pick<Fetchable, 'reads' | 'observedAt'>, now: string): Found {
    const { [observedAt ?? '']: at = now, ...others } = pushed as Record<string, unknown>;
    const observed = at as string;
    const values = Object.entries(others as Record<string, number>);
    const isRead = (key: string) => reads.some(({ indicator }) => indicator === key);
    return {
      figures: values.filter(([key]) => isRead(key)).map(([indicator, value]) => ({ indicator, value, observed })),
      faults: values
        .filter(([key]) => !isRead(key))
        .map(([indicator]) => ({ indicator, at: indicator, code: 'unknownIndicator' as const })),
      notices: [],
    };
  }
}

/** The application on the real store, with scripted partners and a clock that is set. */
export class StatusWorld {
  now = NOW;
  /** Milliseconds that have gone by, whatever the clock says. */
  elapsed = 0;
  readonly partners = new Scripted();
  readonly stale: string[] = [];
  readonly faults: unknown[] = [];
  store!: Store;
  app!: Concordat;
  readonly #folder: string;
  readonly #signer = makeSigner(`log.example/${PROGRAMME}`);

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Five organisations whose ambulances are counted. */
  static async open(): Promise<StatusWorld> {
    const world = new StatusWorld(await mkdtemp(path(tmpdir(), 'concordat-status-')));
    await world.#start();
    await world.store.bind({ conversation: '19:a@thread.tacv2', programme: PROGRAMME, address: 'emea' });
    await world.does(...partnership(), setIndicator());
    return world;
  }

  /** Performs commands, the coordinator's unless it is said. @throws Refused */
  async does(...steps: (Command | Said)[]): Promise<void> {
    for (const step of steps) {
      const { command, who } = 'command' in step ? step : said(step);
      await this.app.perform(PROGRAMME, command, who, { deliveries: [], address: 'channel' });
    }
  }

  /** So many minutes go by. */
  passes(minutes: number): void {
    this.clockIsSet(minutes);
    this.elapsed += minutes * MINUTE_MS;
  }

  /** The clock is set forward, or back, by so many minutes. */
  clockIsSet(minutes: number): void {
    this.now = new Date(Date.parse(this.now) + minutes * MINUTE_MS).toISOString();
  }

  /** Fetches everything after a while, and notes what comes of it. */
  async refresh(after = 1): Promise<void> {
    this.passes(after);
    await this.app.status.refresh(PROGRAMME);
  }

  /** Stops everything, and starts again on what is there. */
  async restart(): Promise<void> {
    await this.app.status.stop();
    await this.store.close();
    await this.#start();
  }

  async figure(organisation = 'NMH', key = 'waiting') {
    const { rows } = await this.app.status.board(PROGRAMME);
    const row = rows.find((each) => each.organisation === organisation)!;
    return row.figures.find(({ indicator }) => indicator === key)!;
  }

  async row(organisation = 'NMH') {
    const { rows } = await this.app.status.board(PROGRAMME);
    return rows.find((each) => each.organisation === organisation)!;
  }

  async end(): Promise<void> {
    await this.app.status.stop();
    await this.store.close();
    await rm(this.#folder, { recursive: true });
  }

  async #start(): Promise<void> {
    this.store = await openSqlite(this.#folder);
    this.app = concordat({
      store: this.store,
      partners: this.partners,
      clock: () => this.now,
      elapsed: () => this.elapsed,
      signerOf: () => this.#signer,
      onWritten: () => undefined,
      onStale: (_programme, key) => this.stale.push(key),
      onFault: (error) => this.faults.push(error),
    });
  }
}
