import { freshnessOf, type Status } from './status.ts';
import { isMasked, rounded, type Indicator } from './indicator.ts';
import type { TotalView } from './statusViews.ts';

/**
 * What an indicator adds up to over organisations; undefined for one that does not. The last good parts stay in it. With
 * a masked part it is masked: two totals, before and after another part comes to show or goes, would tell that part.
 */
export function totalOf(indicator: Indicator, statuses: readonly Status[]): TotalView | undefined {
  if (indicator.adding === 'none') return undefined;
  const parts = statuses.flatMap(({ organisation, figures }) => {
    const figure = figures.find((each) => each.indicator === indicator.key);
    return figure === undefined || figure.state === 'notConfigured' ? [] : [{ organisation, figure }];
  });
  const known = parts.filter(({ figure }) => figure.raw !== null);
  const sum = rounded(known.reduce((before, { figure }) => before + figure.raw!, 0));
  const masked = known.length > 0 && (isMasked(indicator, sum) || known.some(({ figure }) => figure.masked));
  const named = (state: string) =>
    parts.filter(({ figure }) => figure.state === state).map(({ organisation }) => organisation);
  return {
    indicator: indicator.key,
    value: known.length === 0 || masked ? null : sum,
    masked,
    freshness: freshnessOf(parts.map(({ figure }) => figure)),
    parts: known.length,
    missing: named('unavailable'),
    stale: named('stale'),
  };
}
