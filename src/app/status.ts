import { setTimeout as delay } from 'node:timers/promises';
import { shifted } from '../domain/calendar.ts';
import { BoardWatch } from './boardWatch.ts';
import { Gathering } from './gathering.ts';
import { Pushes } from './pushes.ts';
import { StatusQueries } from './statusQueries.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Fetchable } from '../domain/source.ts';
import type { TriedSource } from '../domain/statusViews.ts';
import type { Clock, Fetched, Partners, ProgrammeId } from './ports.ts';
import type { Programmes } from './programmes.ts';
import type { Readings } from './readings.ts';

type Deps = {
  partners: Partners;
  programmes: Programmes;
  readings: Readings;
  clock: Clock;
  /** As of {@link Gathering}. */
  elapsed?: () => number;
  calendar: Calendar;
  /** All programmes there are. */
  all: () => Promise<ProgrammeId[]>;
  noteLevels: (programme: ProgrammeId) => Promise<unknown>;
  onStale: (programme: ProgrammeId, key: string) => void;
  onFault: (error: unknown, programme?: ProgrammeId) => void;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whoever tries a source waits for it, and their client does so for ten seconds at most. */
const TRY_MS = 6_000;

function tooLong(): Promise<Fetched> {
  const failed: Fetched = { outcome: 'failed', cause: { code: 'time.over' }, milliseconds: TRY_MS, bytes: 0 };
  return delay(TRY_MS, failed, { ref: false });
}

/** Partners' status: what is asked of it, and what brings it in. */
export class Status extends StatusQueries {
  readonly #deps: Pick<Deps, 'partners' | 'clock' | 'all' | 'programmes' | 'readings'>;
  readonly #gathering: Gathering;
  readonly #watch: BoardWatch;
  readonly #pushes: Pushes;

  constructor({ partners, clock, calendar, programmes, readings, ...deps }: Deps) {
    const onRead = (programme: ProgrammeId) => this.#watch.changed(programme);
    const gathering = new Gathering({ ...deps, partners, programmes, readings, clock, onRead });
    super({ programmes, readings, clock, calendar, nextFetch: (...source) => gathering.nextFetch(...source) });
    this.#deps = { partners, clock, all: deps.all, programmes, readings };
    this.#gathering = gathering;
    this.#watch = new BoardWatch({ ...deps, programmes, readings, clock });
    this.#pushes = new Pushes({ partners, programmes, readings, clock, onRead });
  }

  /** Begins to fetch what is due, and to keep boards up to date. */
  start(): void {
    this.#gathering.start();
    this.#watch.start();
  }

  async stop(): Promise<void> {
    await this.#gathering.stop();
    await this.#watch.stop();
  }

  /** Something of a programme has been written. */
  written(programme: ProgrammeId): void {
    this.#gathering.watch(programme);
    this.#watch.changed(programme);
  }

  /** Fetches a programme's sources at once, or one of them, and notes what comes of it. */
  async refresh(programme: ProgrammeId, source?: number): Promise<void> {
    await this.#gathering.now(programme, source);
    await this.#watch.look(programme);
  }

  /** Forgets readings that are older than their programme keeps them. */
  async forget(): Promise<void> {
    for (const programme of await this.#deps.all()) {
      const { measures } = (await this.#deps.programmes.known(programme)).state;
      if (measures) await this.#deps.readings.forget(programme, shifted(this.#deps.clock(), -measures.kept * DAY_MS));
    }
  }

  /** Fetches a source that is not saved, once, and keeps nothing. */
  async try(programme: ProgrammeId, source: Fetchable): Promise<TriedSource> {
    const { partners, clock } = this.#deps;
    const fetched = await Promise.race([partners.fetch({ ...source, programme }, clock()), tooLong()]);
    const { milliseconds, bytes } = fetched;
    if (fetched.outcome === 'failed' && !fetched.found)
      return { milliseconds, bytes, outcome: 'failed', cause: fetched.cause };
    const found = ('found' in fetched && fetched.found) || { figures: [], faults: [], notices: [] };
    return { milliseconds, bytes, outcome: 'read', found };
  }

  /** As {@link Pushes.take}. */
  push(...pushed: Parameters<Pushes['take']>): ReturnType<Pushes['take']> {
    return this.#pushes.take(...pushed);
  }
}
