import { figureOf, type Figure } from './figure.ts';
import { LEVELS, rounded, type Indicator, type Level, type LevelRule } from './indicator.ts';
import type { Known } from './known.ts';
import type { Freshness, OrganisationStatus, OverrideView } from './statusViews.ts';
import type { Organisation } from './organisation.ts';

/** An organisation's status with its masked values, for what is worked out from them. */
export type Status = Omit<OrganisationStatus, 'figures'> & { figures: Figure[] };

/** How one organisation does, from all that is known of it. A person's override stands until it expires. */
export function statusOf(
  known: Known,
  { id, name }: Pick<Organisation, 'id' | 'name'>,
  override: OverrideView | null,
): Status {
  const { indicators, rule } = known.measures;
  const figures = indicators.map((indicator) => figureOf(known, id, indicator));
  const { level: computed, drivers } = weighed(indicators, figures, rule);
  const stands = override !== null && known.now < override.until ? override : null;
  const used = figures.filter(({ raw }) => raw !== null).map(({ confirmed, observed }) => confirmed ?? observed!);
  return {
    organisation: id,
    name,
    level: stands?.level ?? computed,
    basis: stands ? 'override' : 'computed',
    computed,
    override: stands,
    drivers,
    freshness: freshnessOf(figures),
    oldest: used.toSorted()[0] ?? null,
    figures,
    notices: known
      .sourcesOf(id)
      .flatMap((source) => known.of(source).notices.map((notice) => ({ ...notice, source: source.number })))
      .toSorted((one, other) => ((one.at ?? '') < (other.at ?? '') ? 1 : -1)),
  };
}

/** The level that follows from figures by the rule, and which of them make it so, the worst first. */
export function weighed(
  indicators: readonly Indicator[],
  figures: readonly Pick<Figure, 'indicator' | 'level'>[],
  rule: LevelRule,
): { level: Level | null; drivers: string[] } {
  const levels = figures.flatMap(({ indicator, level }) => {
    const { weight = 1 } = indicators.find(({ key }) => key === indicator) ?? {};
    return level === null ? [] : [{ indicator, level, counts: rule.method === 'score' ? weight * (level - 1) : level }];
  });
  if (levels.length === 0) return { level: null, drivers: [] };
  const level = rule.method === 'score' ? inBands(levels, rule.bands) : worst(levels.map((each) => each.level));
  const pressing = levels.filter(
    (each) => each.level > 1 && (rule.method === 'score' ? each.counts > 0 : each.level === level),
  );
  const drivers = pressing.toSorted((one, other) => other.counts - one.counts).map(({ indicator }) => indicator);
  return { level, drivers };
}

function inBands(levels: readonly { counts: number }[], bands: readonly number[]): Level {
  const score = rounded(levels.reduce((sum, { counts }) => sum + counts, 0));
  return LEVELS[bands.filter((band) => score >= band).length] ?? 4;
}

function worst(levels: readonly Level[]): Level {
  return levels.reduce((one, other) => (other > one ? other : one), 1);
}

/** The freshness of what is made of several figures: `partial` where some are current. What no source tells is not part of it. */
export function freshnessOf(figures: readonly Pick<Figure, 'state'>[]): Freshness {
  const states = new Set(figures.map(({ state }) => state));
  states.delete('notConfigured');
  const [only = 'notConfigured'] = states;
  if (states.size <= 1) return only;
  return states.has('current') ? 'partial' : 'stale';
}
