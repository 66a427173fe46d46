import type { Indicator, LevelStep, Trend, TrendPoint } from '../../web/api-types.ts';
import { lengthWords } from './ages.ts';
import { count } from './counts.ts';
import { fullInstantWords } from './dates.ts';
import { figureWords, levelWords } from './status.ts';

/** From and until when a plot is. */
export type Span = { from: string; to: string };

type Spell = { isKnown: boolean; milliseconds: number };

/** The plot of a level in a sentence or two. */
export function levelsDescribed(steps: readonly LevelStep[], span: Span, timeZone: string): string {
  const last = steps.at(-1);
  if (!last) return 'Nothing is known of this time.';
  const now = `${levelWords(last.level)}, since ${fullInstantWords(last.at, timeZone)}.`;
  const spells = steps.map(({ at, level }, place) => ({
    level,
    milliseconds: Date.parse(steps[place + 1]?.at ?? span.to) - Math.max(Date.parse(at), Date.parse(span.from)),
  }));
  const lengthOf = (fits: (level: LevelStep['level']) => boolean) =>
    spells.filter(({ level }) => fits(level)).reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const pressed = lengthOf((level) => level !== null && level > 2);
  const unknown = lengthOf((level) => level === null);
  const parts = [
    pressed > 0 ? `at level 3 or 4 for ${lengthWords(pressed)}` : 'never at level 3 or 4',
    ...(unknown > 0 ? [`not known for ${lengthWords(unknown)}`] : []),
  ];
  return `${now} In this time it was ${parts.join(', and ')}.`;
}

/** The plot of an indicator in a sentence or two. */
export function trendDescribed({ points }: Trend, indicator: Indicator | undefined, span: Span): string {
  const values = points.flatMap(({ value }) => value ?? []);
  const last = points.at(-1);
  if (!last) return 'Nothing is known of this time.';
  const unit = indicator?.unit;
  const now = isKnown(last) ? `Last: ${figureWords(last, unit)}.` : 'Not known now.';
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const range =
    values.length === 0
      ? ''
      : ` Between ${figureWords({ value: lowest, masked: false }, '')} and ${figureWords({ value: highest, masked: false }, unit)} in this time.`;
  return now + range + gapWords(spellsOf(points, span));
}

function isKnown({ value, masked }: TrendPoint): boolean {
  return value !== null || masked;
}

/** Times in a row of being known or not, one after another. */
function spellsOf(points: readonly TrendPoint[], { from, to }: Span): Spell[] {
  const spells: Spell[] = [];
  const add = (known: boolean, milliseconds: number) => {
    const last = spells.at(-1);
    if (last?.isKnown === known) last.milliseconds += milliseconds;
    else if (milliseconds > 0) spells.push({ isKnown: known, milliseconds });
  };
  add(false, Date.parse(points[0]!.at) - Date.parse(from));
  points.forEach((point, place) =>
    add(isKnown(point), Date.parse(points[place + 1]?.at ?? to) - Math.max(Date.parse(point.at), Date.parse(from))),
  );
  return spells;
}

function gapWords(spells: readonly Spell[]): string {
  const gaps = spells.filter((spell) => !spell.isKnown);
  if (gaps.length === 0) return '';
  const all = gaps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return ` ${count(gaps.length, 'gap')}, ${lengthWords(all)}${gaps.length > 1 ? ' in all' : ''}.`;
}
