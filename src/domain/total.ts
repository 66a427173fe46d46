import { freshnessOf, type Status } from './status.ts';
import { isMasked, LARGEST_MASKED } from './figure.ts';
import { rounded, type Indicator } from './indicator.ts';
import type { TotalView } from './statusViews.ts';

/** What an indicator adds up to over organisations; undefined for one that does not. The last good parts stay in it. */
export function totalOf(indicator: Indicator, statuses: readonly Status[]): TotalView | undefined {
  if (indicator.adding === 'none') return undefined;
  const parts = statuses.flatMap(({ organisation, figures }) => {
    const figure = figures.find((each) => each.indicator === indicator.key);
    return figure === undefined || figure.state === 'notConfigured' ? [] : [{ organisation, figure }];
  });
  const known = parts.filter(({ figure }) => figure.raw !== null);
  const sum = rounded(known.reduce((before, { figure }) => before + figure.raw!, 0));
  const hidden = known.filter(({ figure }) => figure.masked).map(({ figure }) => figure.raw!);
  const masked = known.length > 0 && (isMasked(indicator, sum) || givesAway(hidden));
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

/**
 * Whether a total would tell a masked part to whoever takes from it what shows, and their own: what is left of the others
 * must be no small count itself, nor the most that so many can come to.
 */
function givesAway(hidden: readonly number[]): boolean {
  const sum = rounded(hidden.reduce((before, each) => before + each, 0));
  const others = hidden.length - 1;
  return hidden.some((own) => sum - own <= LARGEST_MASKED || sum - own >= others * LARGEST_MASKED);
}
