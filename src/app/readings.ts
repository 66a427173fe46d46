import {
  failedAfter,
  figuresAfter,
  NO_FIGURES,
  NOTHING_KNOWN,
  type Figures,
  type SourceFigures,
  type Standing,
} from '../domain/settling.ts';
import { readingOf } from '../domain/telling.ts';
import { shifted } from '../domain/calendar.ts';
import { isMasked } from '../domain/indicator.ts';
import { opened } from './codec.ts';
import { formatFailure, formatReading, parseReading, standingIn, takenOf } from './keptReading.ts';
import type { FiguresTold } from '../domain/telling.ts';
import type { Entry } from '../domain/entry.ts';
import type { Programme } from '../domain/programme.ts';
import type { Source } from '../domain/source.ts';
import type { Cause, FieldFault, FoundFigure, Reading } from '../domain/reading.ts';
import type { Instant } from '../domain/values.ts';
import type { ProgrammeId, Store } from './ports.ts';

/** The newest reading that could be read tells how a source stands; before it there may be that it could not be read. */
const LOOKED_BACK = 20;

/** One reading of a source's past. */
export type PastReading = {
  received: Instant;
  mapping: number;
  reporter: string | null;
  figures: (FoundFigure & Pick<Standing, 'masked'> & { level: Standing['level'] | null })[];
};

/** Why a source could not be read, and what of a document that could be was of no use. */
type Failed = { cause: Cause; at: Instant; faults: readonly FieldFault[] | undefined };

type ReadingStore = Pick<
  Store,
  'addObservations' | 'observations' | 'sampledObservations' | 'latestObservations' | 'forgetObservations' | 'pick'
>;

/** What partners' sources have told, as it stands and as it was. What people tell is in the log, and read from there. */
export class Readings {
  readonly #store: ReadingStore;
  readonly #known = new Map<ProgrammeId, Map<number, SourceFigures>>();
  readonly #loading = new Map<ProgrammeId, Promise<Map<number, SourceFigures>>>();
  /** The newest row of each source that is known, by when it is kept. */
  readonly #newest = new Map<string, Instant>();
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(store: ReadingStore) {
    this.#store = store;
  }

  /** What is known of a programme's sources, but for people. */
  figures(programme: ProgrammeId, { sources }: Pick<Programme, 'sources'>): Figures | Promise<Figures> {
    const known = this.#known.get(programme);
    if (known) return known;
    if (sources.every(({ kind }) => kind === 'person')) return NO_FIGURES;
    return this.#load(programme, [...sources.values()]);
  }

  /** Takes a reading, durably; it counts from now on. How many of its figures stand, since none newer did. */
  take(programme: ProgrammeId, state: Programme, reading: Reading): Promise<number> {
    return this.#inTurn(programme, reading.source, () => this.#take(programme, state, reading));
  }

  async #take(programme: ProgrammeId, state: Programme, taken: Reading): Promise<number> {
    const known = await this.#of(programme, state);
    const { measures, timeZone } = state;
    const before = await this.#caughtUp(programme, taken.source, known);
    const reading = { ...taken, received: afterLast(before, taken.received), faults: withoutFound(taken.faults) };
    const after = figuresAfter(before, reading, { measures, timeZone, now: taken.received });
    const { source, received: at } = reading;
    const body = formatReading(reading, after);
    await this.#add(programme, { source: String(source), at, body });
    known.set(source, after);
    return takenOf(reading, after).length;
  }

  /** A source could not be read. That is noted for good the first time after it could be, and when it is for another cause. */
  fail(programme: ProgrammeId, state: Programme, source: Source, failed: Failed): Promise<void> {
    return this.#inTurn(programme, source.number, () => this.#fail(programme, state, source, failed));
  }

  async #fail(programme: ProgrammeId, state: Programme, { number, mapping }: Source, failed: Failed): Promise<void> {
    const { cause, faults } = failed;
    const known = await this.#of(programme, state);
    const before = await this.#caughtUp(programme, number, known);
    const at = afterLast(before, failed.at);
    const after = failedAfter(before, cause, at);
    if (before.failing?.code !== cause.code)
      await this.#add(programme, { source: String(number), at, body: formatFailure(mapping, cause) });
    known.set(number, faults ? { ...after, faults: withoutFound(faults) } : after);
  }

  /** What a source has told of some indicators from one moment up to another, oldest first, at most so many readings. */
  async past(
    programme: ProgrammeId,
    source: Source,
    { from, to, limit, only }: { from: Instant; to: Instant; limit: number; only: ReadonlySet<string> },
  ): Promise<PastReading[]> {
    const isAsked = ({ figures }: PastReading) => figures.some(({ indicator }) => only.has(indicator));
    if (source.kind === 'person')
      return (await this.#told(programme, source, { from, to })).filter(isAsked).slice(0, limit);
    const found: PastReading[] = [];
    for (let next = from; ;) {
      const rows = await this.#store.observations(programme, String(source.number), next, to, limit);
      found.push(...rows.flatMap(pastIn).filter(isAsked));
      if (rows.length < limit || found.length >= limit) return found.slice(0, limit);
      next = shifted(rows.at(-1)!.at, 1);
    }
  }

  /**
   * What a source has told over a time, oldest first, as closely as is asked: of a time with too many readings the newest
   * of each part, with what stood then of what that one lacks.
   */
  async moves(
    programme: ProgrammeId,
    source: Source,
    { from, to, parts }: { from: Instant; to: Instant; parts: number },
  ): Promise<PastReading[]> {
    if (source.kind === 'person') return this.#told(programme, source, { from, to });
    const [name, most] = [String(source.number), parts * 2];
    const all = await this.#store.observations(programme, name, from, to, most + 1);
    if (all.length <= most) return all.flatMap(pastIn);
    return (await this.#store.sampledObservations(programme, name, from, to, parts)).flatMap(standIn);
  }

  async #told(programme: ProgrammeId, source: Source, { from, to }: { from: Instant; to: Instant }) {
    const entries = (await this.#store.pick(programme, source.tellings)).map(opened) as Entry<FiguresTold>[];
    return entries
      .filter(({ at }) => at >= from && at < to)
      .map((entry) => pastOf(readingOf(entry, source.mapping), entry.event.readers !== undefined));
  }

  /** Forgets what was read before a moment; what stands still does. */
  forget(programme: ProgrammeId, before: Instant): Promise<void> {
    return this.#store.forgetObservations(programme, before);
  }

  /** Looks whether another process has read something since, of these sources. */
  async catchUp(programme: ProgrammeId, { sources }: Pick<Programme, 'sources'>): Promise<void> {
    const known = this.#known.get(programme);
    if (!known) return;
    for (const { number, kind, state } of sources.values()) {
      if (kind === 'person' || state === 'ended') continue;
      await this.#inTurn(programme, number, () => this.#caughtUp(programme, number, known));
    }
  }

  /** What is known of a source with what another process has read since: one row is looked at, and mostly no more. */
  async #caughtUp(programme: ProgrammeId, source: number, known: Map<number, SourceFigures>): Promise<SourceFigures> {
    const [newest] = await this.#store.latestObservations(programme, String(source), 1);
    if (newest !== undefined && newest.at > (this.#newest.get(nameOf(programme, source)) ?? ''))
      known.set(source, await this.#stands(programme, source));
    return known.get(source) ?? NOTHING_KNOWN;
  }

  /** How a source stands by what is kept of it. */
  async #stands(programme: ProgrammeId, source: number): Promise<SourceFigures> {
    const rows = await this.#store.latestObservations(programme, String(source), LOOKED_BACK);
    if (rows[0]) this.#newest.set(nameOf(programme, source), rows[0].at);
    return standingIn(rows);
  }

  async #add(programme: ProgrammeId, row: { source: string; at: Instant; body: string }): Promise<void> {
    await this.#store.addObservations(programme, [row]);
    this.#newest.set(nameOf(programme, row.source), row.at);
  }

  /** What comes of one source at the same time is taken one after the other, each on what the one before leaves. */
  #inTurn<T>(programme: ProgrammeId, source: number, work: () => Promise<T>): Promise<T> {
    const name = nameOf(programme, source);
    const turn = (this.#turns.get(name) ?? Promise.resolve()).then(work);
    this.#turns.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #of(programme: ProgrammeId, { sources }: Programme): Promise<Map<number, SourceFigures>> {
    return this.#known.get(programme) ?? this.#load(programme, [...sources.values()]);
  }

  #load(programme: ProgrammeId, sources: readonly Source[]): Promise<Map<number, SourceFigures>> {
    let loading = this.#loading.get(programme);
    if (!loading) {
      loading = this.#loaded(programme, sources).finally(() => this.#loading.delete(programme));
      this.#loading.set(programme, loading);
    }
    return loading;
  }

  async #loaded(programme: ProgrammeId, sources: readonly Source[]): Promise<Map<number, SourceFigures>> {
    const known = new Map<number, SourceFigures>();
    for (const { number, kind, state } of sources) {
      if (kind === 'person' || state === 'ended') continue;
      known.set(number, await this.#stands(programme, number));
    }
    this.#known.set(programme, known);
    return known;
  }
}

function nameOf(programme: ProgrammeId, source: number | string): string {
  return `${programme} ${source}`;
}

/** What stood in a partner's document is for whoever tries it out, or has sent it; it may be anything, also about a person. */
function withoutFound(faults: readonly FieldFault[]): FieldFault[] {
  return faults.map(({ indicator, at, code }) => ({ indicator, at, code }));
}

/** Two readings of one source are never of the same moment: the store would keep the later alone. */
function afterLast({ received, failing }: SourceFigures, at: Instant): Instant {
  const last = [received, failing?.since ?? null].reduce((one, other) => ((other ?? '') > (one ?? '') ? other : one));
  return last !== null && at <= last ? shifted(last, 1) : at;
}

/** What a person told. What was for some readers alone had small counts in it that were masked then. */
function pastOf({ received, mapping, reporter, figures }: Reading, masked: boolean): PastReading {
  return {
    received,
    mapping,
    reporter,
    figures: figures.map((figure) => ({ ...figure, masked: isMasked({ masked }, figure.value), level: null })),
  };
}

function pastIn({ at, body }: { at: Instant; body: string }): PastReading[] {
  const kept = parseReading(body);
  return kept ? [{ received: at, mapping: kept.mapping, reporter: null, figures: kept.figures }] : [];
}

/** A reading with what stood beside it, each at the time at which it was observed. */
function standIn({ at, body }: { at: Instant; body: string }): PastReading[] {
  const others = parseReading(body)?.others ?? [];
  return pastIn({ at, body }).map((past) => ({ ...past, figures: [...others, ...past.figures] }));
}
