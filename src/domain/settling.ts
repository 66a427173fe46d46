import { Map } from 'immutable';
import { dayOf, shifted } from './calendar.ts';
import { isMasked, levelOf, rounded, type Indicator, type Level } from './indicator.ts';
import type { Measures } from './measures.ts';
import type { Cause, FieldFault, FoundFigure, Notice, Reading } from './reading.ts';
import type { Instant, PersonId } from './values.ts';

/**
 * A level that does not flap: it has been worse, or better, for `times` readings in a row, and `towards` is how far all of
 * them went.
 */
export type Settled = { level: Level; towards: Level | null; times: number };

/** A figure of a source as it stands: its last good reading. */
export type Standing = Settled & {
  value: number;
  /** What its last reading said; of a count the last part of the day's sum, which may be corrected. */
  part: number;
  /** It was masked when it was read, and stays so. */
  masked: boolean;
  observed: Instant;
  received: Instant;
  /** When somebody last said that it is still right. */
  confirmed: Instant | null;
  reporter: PersonId | null;
  mapping: number;
  /** The entry with the thresholds by which it was settled. */
  measures: number;
  /** How it stood before the reading of this moment, which may be corrected; null for the first. */
  before: Settled | null;
};

/** What is known from one source. */
export type SourceFigures = {
  figures: Map<string, Standing>;
  notices: readonly Notice[];
  faults: readonly FieldFault[];
  /** The last good reading. */
  received: Instant | null;
  /** Why it cannot be read at present. */
  failing: Failing | null;
};

export type Failing = Cause & { since: Instant; times: number };

/** What is known from sources that are not told in the log, by their numbers. */
export type Figures = ReadonlyMap<number, SourceFigures>;

export const NO_FIGURES: Figures = new globalThis.Map();

export const NOTHING_KNOWN: SourceFigures = { figures: Map(), notices: [], faults: [], received: null, failing: null };

/** The settled level after one more value. The first settles at once. */
export function settled(indicator: Indicator, before: Settled | null, value: number): Settled {
  const raw = levelOf(indicator, value);
  if (!before) return { level: raw, towards: null, times: 0 };
  if (raw > before.level) return moved(before, raw, indicator.readings, Math.min);
  const back = levelOf(indicator, value, indicator.recovery.margin);
  if (back < before.level) return moved(before, back, indicator.recovery.readings, Math.max);
  return { level: before.level, towards: null, times: 0 };
}

/** One more reading beyond the level: enough of them in a row move it as far as all of them went. */
function moved(before: Settled, to: Level, needed: number, nearer: typeof Math.min): Settled {
  const { level, towards } = before;
  const goesOn = towards !== null && towards > level === to > level;
  const reached = (goesOn ? nearer(towards, to) : to) as Level;
  const times = goesOn ? before.times + 1 : 1;
  return times >= needed ? { level: reached, towards: null, times: 0 } : { level, towards: reached, times };
}

/**
 * How a reading reached us: `confirms` where it says that what stands is still right. `now`: by the clock, where it is kept
 * as received later than that, since the clock was ahead before.
 */
type Come = { measures: Measures | null; timeZone: string; confirms?: boolean; now?: Instant };

/** Further ahead of the clock nothing is observed: the clock was wrong when it was read. */
const MOST_AHEAD_MS = 5 * 60 * 1000;

/**
 * What is known after one more reading. A figure observed before the one that stands is passed over, unless that one is of
 * a time to come; one of the same moment counts once, however often it is fetched.
 */
export function figuresAfter(before: SourceFigures, reading: Reading, come: Come): SourceFigures {
  let { figures } = before;
  const latest = shifted(come.now ?? reading.received, MOST_AHEAD_MS);
  for (const found of reading.figures) {
    const indicator = come.measures?.indicators.find(({ key }) => key === found.indicator);
    const old = figures.get(found.indicator);
    const isPassedOver = old !== undefined && found.observed < old.observed && old.observed <= latest;
    if (!indicator || !come.measures || isPassedOver) continue;
    figures = figures.set(found.indicator, standing(indicator, old, found, { ...come, reading }));
  }
  const { notices, faults, received } = reading;
  return { figures, notices, faults, received, failing: null };
}

function standing(
  indicator: Indicator,
  old: Standing | undefined,
  { value, observed }: FoundFigure,
  { reading, measures, timeZone, confirms = false }: Come & { reading: Reading },
): Standing {
  const { received, reporter, mapping } = reading;
  // The very figure that was masked: fetched or confirmed again it says no more.
  const isStill = old?.masked === true && old.observed === observed && old.part === value;
  const version = measures?.settling[indicator.key] ?? 0;
  const isSame = old?.observed === observed;
  // What a person tells of a count is the day's own sum.
  const sums = indicator.adding === 'count' && reporter === null && old && isSameDay(old.observed, observed, timeZone);
  const stands = sums ? rounded(old.value - (isSame ? old.part : 0) + value) : value;
  const known = old?.measures === version ? old : undefined;
  const before = known ? (isSame ? known.before : leveled(known)) : null;
  return {
    ...settled(indicator, before, stands),
    value: stands,
    part: value,
    masked: isMasked(indicator, stands) || isMasked(indicator, value) || isStill,
    observed,
    received,
    confirmed: confirms ? received : isSame ? old.confirmed : null,
    // Who says that it is still right has not told it.
    reporter: confirms && old ? old.reporter : reporter,
    mapping,
    measures: version,
    before,
  };
}

function leveled({ level, towards, times }: Settled): Settled {
  return { level, towards, times };
}

function isSameDay(one: Instant, other: Instant, timeZone: string): boolean {
  return dayOf(one, timeZone) === dayOf(other, timeZone);
}

/** A source could not be read; what was known stays. */
export function failedAfter(before: SourceFigures, cause: Cause, at: Instant): SourceFigures {
  const { failing } = before;
  return {
    ...before,
    failing: { ...cause, since: failing?.since ?? at, times: (failing?.times ?? 0) + 1 },
  };
}
