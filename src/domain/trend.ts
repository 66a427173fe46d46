import { shifted } from './calendar.ts';
import { isMasked, levelOf, type Indicator, type Level } from './indicator.ts';
import type { Programme } from './programme.ts';
import type { LevelStep, Trend, TrendPoint } from './statusViews.ts';
import type { Instant, OrganisationId } from './values.ts';

/** What of a past reading a trend is made of. */
type Past = {
  figures: readonly { indicator: string; value: number; masked?: boolean; observed: Instant; level: Level | null }[];
};

const MINUTE_MS = 60 * 1000;

/** As many points as a plot can tell apart. */
export const MOST_POINTS = 240;

/**
 * How each indicator has moved, from the readings of one organisation's sources. Where a reading is not followed by
 * another while it is fresh there is a gap: nothing is carried on.
 */
export function trendsOf(
  indicators: readonly Indicator[],
  past: readonly (readonly Past[])[],
  { from, to }: { from: Instant; to: Instant },
): Trend[] {
  const all = past.flat().flatMap(({ figures }) => figures);
  const byIndicator = Map.groupBy(all, ({ indicator }) => indicator);
  return indicators.map((indicator) => {
    const observed = new Map((byIndicator.get(indicator.key) ?? []).map((figure) => [figure.observed, figure]));
    const figures = [...observed.values()]
      .filter((figure) => figure.observed >= from && figure.observed <= to)
      .toSorted((one, other) => (one.observed < other.observed ? -1 : 1));
    const points = figures.map((figure) => pointOf(indicator, figure));
    const spacing = Math.max(indicator.freshFor * MINUTE_MS, (Date.parse(to) - Date.parse(from)) / MOST_POINTS);
    return { indicator: indicator.key, points: thinned(withGaps(points, spacing, to)) };
  });
}

function pointOf(
  indicator: Indicator,
  { observed: at, value, masked: wasMasked = false, level }: Past['figures'][number],
): TrendPoint {
  const masked = wasMasked || isMasked(indicator, value);
  return { at, value: masked ? null : value, masked, level: level ?? levelOf(indicator, value) };
}

/** Every so many, and always the last, the gaps, and what stands before one: what is left out makes none. */
function thinned(all: readonly TrendPoint[]): TrendPoint[] {
  const every = Math.ceil(all.length / MOST_POINTS);
  return all.filter(
    (point, place) => (all.length - 1 - place) % every === 0 || point.level === null || all[place + 1]?.level === null,
  );
}

function withGaps(points: readonly TrendPoint[], spacing: number, to: Instant): TrendPoint[] {
  return points.flatMap((point, place) => {
    const until = shifted(point.at, spacing);
    const next = points[place + 1]?.at ?? to;
    return next > until ? [point, { at: until, value: null, masked: false, level: null }] : [point];
  });
}

/** The levels that an organisation was said to have, with the one that stood when the time began. */
export function levelSteps({ levelChanges }: Programme, organisation: OrganisationId, from: Instant): LevelStep[] {
  const own = [...levelChanges.values()]
    .filter(({ partner }) => partner === organisation)
    .toSorted((one, other) => one.change - other.change);
  const before = own.filter(({ at }) => at < from).at(-1);
  return [
    ...(before ? [{ at: from, level: before.level, basis: before.basis }] : []),
    ...own.filter(({ at }) => at >= from).map(({ at, level, basis }) => ({ at, level, basis })),
  ];
}
