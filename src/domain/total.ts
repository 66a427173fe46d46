import { freshnessOf, type Status } from './status.ts';
import { isMasked } from './figure.ts';
import type { Indicator } from './indicator.ts';
import type { TotalView } from './statusViews.ts';

/** With fewer masked parts a total would tell one of them to whoever knows another: each organisation knows its own. */
const FEWEST_MASKED = 3;
const MOST_DECIMALS = 6;

/** What an indicator adds up to over organisations; undefined for one that does not. The last good parts stay in it. */
export function totalOf(indicator: Indicator, statuses: readonly Status[]): TotalView | undefined {
  if (indicator.adding === 'none') return undefined;
  const parts = statuses.flatMap(({ organisation, figures }) => {
    const figure = figures.find((each) => each.indicator === indicator.key);
    return figure === undefined || figure.state === 'notConfigured' ? [] : [{ organisation, figure }];
  });
  const known = parts.filter(({ figure }) => figure.raw !== null);
  const sum = rounded(known.reduce((before, { figure }) => before + figure.raw!, 0));
  const hidden = known.filter(({ figure }) => figure.masked).length;
  const masked = known.length > 0 && (isMasked(indicator, sum) || (hidden > 0 && hidden < FEWEST_MASKED));
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

/** Sums of decimal fractions without the rest that binary ones leave. */
function rounded(sum: number): number {
  return Number(sum.toFixed(MOST_DECIMALS));
}
