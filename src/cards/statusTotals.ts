import { escape, joined, safe, type Markdown } from './escape.ts';
import { inALine } from './roundRows.ts';
import { figureWords, type AsOf, type Measured } from './statusWords.ts';
import type { Fact } from './decisionParts.ts';
import type { OrganisationId } from '../domain/values.ts';
import type { TotalView } from '../domain/statusViews.ts';

type Setting = AsOf & { indicators: readonly Measured[]; most: number; names: number };

/** The totals over organisations, each with the parts that are missing or old. */
export function totalsOf(
  totals: readonly TotalView[],
  { indicators, most, names }: Setting,
): { totals: Fact[]; moreTotals?: Markdown } {
  const facts = totals.slice(0, most).flatMap((total) => {
    const indicator = indicators.find(({ key }) => key === total.indicator);
    return indicator === undefined ? [] : [factOf(total, indicator, names)];
  });
  const left = totals.length - most;
  return {
    totals: facts,
    moreTotals: left > 0 ? safe`And ${left} more, for which there is no room here.` : undefined,
  };
}

function factOf(total: TotalView, { name, unit }: Measured, names: number): Fact {
  return { title: inALine(name, NAME_ROOM), value: totalWords(total, unit, name, names) };
}

/** "1,204 beds (missing: RPC; old: EVC)" */
export function totalWords(total: TotalView, unit: string, name: string, most: number): Markdown {
  const { missing, stale, parts, value, masked } = total;
  const isKnown = parts > 0 && (value !== null || masked);
  const sum = isKnown ? figureWords({ value, masked, state: 'current' }, unit, name) : safe`not known`;
  const gaps = [
    ...(missing.length === 0 ? [] : [safe`missing: ${ids(missing, most)}`]),
    ...(stale.length === 0 ? [] : [safe`old: ${ids(stale, most)}`]),
  ];
  return gaps.length === 0 ? sum : safe`${sum} (${joined(gaps, '; ')})`;
}

function ids(all: readonly OrganisationId[], most: number): Markdown {
  const left = all.length - most;
  const named = joined(all.slice(0, most).map((id) => escape(id)));
  return left > 0 ? safe`${named} and ${left} more` : named;
}

/** Characters that the name of an indicator takes. */
const NAME_ROOM = 60;
