import { shifted } from './calendar.ts';
import { isMasked, levelOf, type Indicator, type Level } from './indicator.ts';
import type { Known } from './known.ts';
import type { Source } from './source.ts';
import type { SourceFigures, Standing } from './settling.ts';
import type { CauseView, FigureState, FigureView } from './statusViews.ts';
import type { Instant, OrganisationId } from './values.ts';

/** A figure with what is for nobody's eyes: the value itself, where it is masked. */
export type Figure = FigureView & { raw: number | null };

const MINUTE_MS = 60 * 1000;

/** What is known of one organisation's indicator: from the source that is set up first among those with a current reading. */
export function figureOf(known: Known, organisation: OrganisationId, indicator: Indicator): Figure {
  const told = known
    .sourcesOf(organisation)
    .filter(({ reads }) => reads.some((each) => each.indicator === indicator.key));
  const all = told.map((source) => figureFrom(known, source, indicator));
  const best =
    all.find(({ state }) => state === 'current') ??
    all.filter(({ state }) => state === 'stale').toSorted((one, other) => (ageOf(one) < ageOf(other) ? 1 : -1))[0] ??
    all[0];
  return best ?? { ...NOTHING, indicator: indicator.key, state: 'notConfigured' };
}

const NOTHING: Omit<Figure, 'indicator' | 'state'> = {
  value: null,
  raw: null,
  masked: false,
  level: null,
  observed: null,
  received: null,
  confirmed: null,
  source: null,
  sourceName: null,
  reporter: null,
  mapping: null,
  cause: null,
};

function figureFrom(known: Known, source: Source, indicator: Indicator): Figure {
  const has = known.of(source);
  const standing = has.figures.get(indicator.key);
  const from = { indicator: indicator.key, source: source.number, sourceName: source.name };
  if (!standing) return { ...NOTHING, ...from, state: 'unavailable', cause: causeOf(has, source.setUp.at) };
  const until = freshUntil(standing, indicator);
  const state: FigureState = known.now < until ? 'current' : 'stale';
  const masked = standing.masked || isMasked(indicator, standing.value);
  return {
    ...from,
    state,
    value: masked ? null : standing.value,
    raw: standing.value,
    masked,
    level: levelNow(known, standing, indicator),
    observed: standing.observed,
    received: standing.received,
    confirmed: standing.confirmed,
    reporter: known.whoIs(standing.reporter),
    mapping: standing.mapping,
    cause: state === 'current' ? null : causeOf(has, until),
  };
}

/** Up to when a figure is fresh: from when it was observed, or last said to be right still. */
export function freshUntil({ observed, confirmed }: Standing, { freshFor }: Indicator): Instant {
  return shifted(confirmed ?? observed, freshFor * MINUTE_MS);
}

/** Thresholds that have changed since count at once. */
function levelNow(known: Known, standing: Standing, indicator: Indicator): Level {
  return standing.measures === known.measures.settling[indicator.key]
    ? standing.level
    : levelOf(indicator, standing.value);
}

/** Why there is nothing newer: it cannot be read, or nothing came. */
function causeOf({ failing }: SourceFigures, since: Instant): CauseView {
  if (!failing) return { code: 'nothing.came', since };
  const { times: _, ...cause } = failing;
  return cause;
}

function ageOf({ confirmed, observed }: FigureView): Instant {
  return confirmed ?? observed ?? '';
}
