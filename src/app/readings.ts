import { Map as Figured } from 'immutable';
import { z } from 'zod';
import {
  failedAfter,
  figuresAfter,
  NO_FIGURES,
  NOTHING_KNOWN,
  type SourceFigures,
  type Standing,
} from '../domain/settling.ts';
import { CAUSES, FIELD_FAULTS, type Cause, type Reading } from '../domain/reading.ts';
import { LEVELS } from '../domain/indicator.ts';
import { readingOf } from '../domain/telling.ts';
import { shifted } from '../domain/calendar.ts';
import { opened } from './codec.ts';
import type { FiguresTold } from '../domain/telling.ts';
import type { Entry } from '../domain/entry.ts';
import type { Programme } from '../domain/programme.ts';
import type { Source } from '../domain/source.ts';
import type { Figures } from '../domain/settling.ts';
import type { Instant } from '../domain/values.ts';
import type { ProgrammeId, Store } from './ports.ts';

/** The newest reading that could be read tells how a source stands; before it there may be that it could not be read. */
const LOOKED_BACK = 20;

const instant = z.iso.datetime();
const level = z.literal(LEVELS);

const settled = z.object({ level, towards: level.nullable(), times: z.number().int() });
const stood = settled.extend({
  indicator: z.string(),
  observed: instant,
  stands: z.number(),
  measures: z.number().int(),
  before: settled.nullable().default(null),
});
type Stood = z.output<typeof stood>;

/** A reading as the store keeps it: each value with what stood after it, so that nothing need be worked out again. */
const KeptBody = z.object({
  mapping: z.number().int(),
  figures: z.array(stood.extend({ value: z.number() })),
  /** What was read earlier and stands still, since this reading has nothing newer of it. */
  others: z.array(stood.extend({ received: instant, mapping: z.number().int() })).default([]),
  faults: z
    .array(
      z.object({ indicator: z.string(), at: z.string(), code: z.enum(FIELD_FAULTS), found: z.string().optional() }),
    )
    .default([]),
  notices: z.array(z.object({ title: z.string(), at: instant.nullable(), link: z.string().nullable() })).default([]),
  /** Instead of figures: from here on it could not be read. */
  failed: z.object({ code: z.enum(CAUSES), status: z.number().optional() }).optional(),
});
type KeptBody = z.output<typeof KeptBody>;

/** One reading of a source's past; without figures where it could not be read. */
export type PastReading = {
  received: Instant;
  mapping: number;
  reporter: string | null;
  failed: boolean;
  figures: { indicator: string; value: number; observed: Instant; level: Standing['level'] | null }[];
};

/** What partners' sources have told, as it stands and as it was. What people tell is in the log, and read from there. */
export class Readings {
  readonly #store: Pick<Store, 'addObservations' | 'observations' | 'latestObservations' | 'pick'>;
  readonly #known = new Map<ProgrammeId, Map<number, SourceFigures>>();
  readonly #loading = new Map<ProgrammeId, Promise<Map<number, SourceFigures>>>();
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(store: Pick<Store, 'addObservations' | 'observations' | 'latestObservations' | 'pick'>) {
    this.#store = store;
  }

  /** What is known of a programme's sources, but for people. */
  figures(programme: ProgrammeId, { sources }: Pick<Programme, 'sources'>): Figures | Promise<Figures> {
    const known = this.#known.get(programme);
    if (known) return known;
    if (sources.every(({ kind }) => kind === 'person')) return NO_FIGURES;
    return this.#load(programme, [...sources.values()]);
  }

  /** Takes a reading, durably; it counts from now on. */
  take(programme: ProgrammeId, state: Programme, reading: Reading): Promise<void> {
    return this.#inTurn(programme, reading.source, () => this.#take(programme, state, reading));
  }

  async #take(programme: ProgrammeId, state: Programme, taken: Reading): Promise<void> {
    const known = await this.#of(programme, state);
    const { measures, timeZone } = state;
    const before = known.get(taken.source) ?? NOTHING_KNOWN;
    const reading = { ...taken, received: afterLast(before, taken.received) };
    const after = figuresAfter(before, reading, { measures, timeZone });
    const { source, received: at } = reading;
    const body = JSON.stringify(bodyOf(reading, after));
    await this.#store.addObservations(programme, [{ source: String(source), at, body }]);
    known.set(source, after);
  }

  /** A source could not be read. The first time after it could be is noted for good. */
  fail(programme: ProgrammeId, state: Programme, source: Source, cause: Cause, at: Instant): Promise<SourceFigures> {
    return this.#inTurn(programme, source.number, () => this.#fail(programme, state, source, cause, at));
  }

  async #fail(
    programme: ProgrammeId,
    state: Programme,
    source: Source,
    cause: Cause,
    when: Instant,
  ): Promise<SourceFigures> {
    const known = await this.#of(programme, state);
    const before = known.get(source.number) ?? NOTHING_KNOWN;
    const at = afterLast(before, when);
    const after = failedAfter(before, cause, at);
    if (before.failing === null) {
      const body = JSON.stringify({ mapping: source.mapping, figures: [], failed: cause } satisfies z.input<
        typeof KeptBody
      >);
      await this.#store.addObservations(programme, [{ source: String(source.number), at, body }]);
    }
    known.set(source.number, after);
    return after;
  }

  /** What a source has told from one moment up to another, oldest first, at most so many readings. */
  async past(
    programme: ProgrammeId,
    source: Source,
    span: { from: Instant; to: Instant; limit: number },
  ): Promise<PastReading[]> {
    const { from, to, limit } = span;
    if (source.kind === 'person') {
      const entries = (await this.#store.pick(programme, source.tellings)).map(opened) as Entry<FiguresTold>[];
      return entries
        .filter(({ at }) => at >= from && at < to)
        .slice(0, limit)
        .map((entry) => ({ ...pastOf(readingOf(entry, source.mapping)), failed: false }));
    }
    const rows = await this.#store.observations(programme, String(source.number), from, to, limit);
    return rows.flatMap(({ at, body }) => {
      const kept = parsed(body);
      if (!kept) return [];
      return [
        {
          received: at,
          mapping: kept.mapping,
          reporter: null,
          failed: kept.failed !== undefined,
          figures: kept.figures,
        },
      ];
    });
  }

  /** Looks whether another process has read something since, of these sources. */
  async catchUp(programme: ProgrammeId, { sources }: Pick<Programme, 'sources'>): Promise<void> {
    const known = this.#known.get(programme);
    if (!known) return;
    for (const { number, kind, state } of sources.values()) {
      if (kind === 'person' || state === 'ended') continue;
      await this.#inTurn(programme, number, async () => {
        const [newest] = await this.#store.latestObservations(programme, String(number), 1);
        const had = known.get(number)?.received ?? '';
        if (newest === undefined || newest.at <= had || parsed(newest.body)?.failed !== undefined) return;
        known.set(number, standingIn(await this.#store.latestObservations(programme, String(number), LOOKED_BACK)));
      });
    }
  }

  /** What comes of one source at the same time is taken one after the other, each on what the one before leaves. */
  #inTurn<T>(programme: ProgrammeId, source: number, work: () => Promise<T>): Promise<T> {
    const name = `${programme} ${source}`;
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
      const rows = await this.#store.latestObservations(programme, String(number), LOOKED_BACK);
      known.set(number, standingIn(rows));
    }
    this.#known.set(programme, known);
    return known;
  }
}

/** Two readings of one source are never of the same moment: the store would keep the later alone. */
function afterLast({ received, failing }: SourceFigures, at: Instant): Instant {
  const last = [received, failing?.since ?? null].reduce((one, other) => ((other ?? '') > (one ?? '') ? other : one));
  return last !== null && at <= last ? shifted(last, 1) : at;
}

/** How a source stands after these readings, the newest first. */
function standingIn(rows: readonly { at: Instant; body: string }[]): SourceFigures {
  let known = NOTHING_KNOWN;
  for (const { at, body } of rows) {
    const kept = parsed(body);
    if (!kept) continue;
    if (kept.failed) {
      known = { ...known, failing: { ...causeOf(kept.failed), since: at, times: 1 } };
      continue;
    }
    const { mapping, notices, others } = kept;
    const stands = [...others, ...kept.figures.map((figure) => ({ ...figure, received: at, mapping }))];
    const figures = Figured(stands.map((each): [string, Standing] => [each.indicator, standingOf(each)]));
    return { ...known, figures, notices, faults: faultsOf(kept), received: at };
  }
  return known;
}

function standingOf({ stands: value, ...stands }: KeptBody['others'][number]): Standing {
  const { observed, received, mapping, level: settledAt, towards, times, measures, before } = stands;
  return {
    value,
    observed,
    received,
    confirmed: null,
    reporter: null,
    mapping,
    level: settledAt,
    towards,
    times,
    measures,
    before,
  };
}

function stoodOf(indicator: string, standing: Standing): Stood {
  const { value: stands, observed, level: settledAt, towards, times, measures, before } = standing;
  return { indicator, observed, stands, level: settledAt, towards, times, measures, before };
}

function bodyOf({ mapping, figures, faults, notices }: Reading, after: SourceFigures): z.input<typeof KeptBody> {
  const taken = figures.flatMap((found) => {
    const standing = after.figures.get(found.indicator);
    // What was observed earlier than what stands is passed over.
    if (!standing || standing.observed !== found.observed) return [];
    return [{ ...stoodOf(found.indicator, standing), value: found.value }];
  });
  const isTaken = new Set(taken.map(({ indicator }) => indicator));
  const others = [...after.figures].filter(([indicator]) => !isTaken.has(indicator));
  return {
    mapping,
    figures: taken,
    ...(others.length > 0
      ? {
          others: others.map(([key, each]) => ({
            ...stoodOf(key, each),
            received: each.received,
            mapping: each.mapping,
          })),
        }
      : {}),
    ...(faults.length > 0 ? { faults } : {}),
    ...(notices.length > 0 ? { notices } : {}),
  };
}

function pastOf({ received, mapping, reporter, figures }: Reading): Omit<PastReading, 'failed'> {
  return { received, mapping, reporter, figures: figures.map((figure) => ({ ...figure, level: null })) };
}

function causeOf({ code, status }: { code: Cause['code']; status?: number | undefined }): Cause {
  return status === undefined ? { code } : { code, status };
}

function faultsOf({ faults }: KeptBody): Reading['faults'] {
  return faults.map(({ found, ...fault }) => (found === undefined ? fault : { ...fault, found }));
}

/** Undefined for what no version of ours has written. */
function parsed(body: string): KeptBody | undefined {
  try {
    return KeptBody.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
