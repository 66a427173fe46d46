import type { Day } from './values.ts';

/** How hard an organisation is pressed: 1 normal, 2 moderate, 3 severe, 4 extreme. */
export const LEVELS = [1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/**
 * How readings add up to a total over organisations (FHIR SANER aggregation): `count` is what has happened since the
 * reading before, so that a day's readings are summed; `point-in-time` and `cumulative` are taken at their latest, the
 * one of how things stand, the other of what has run up. `none`, such as a share in per cent, is never added up.
 */
export const ADDINGS = ['count', 'point-in-time', 'cumulative', 'none'] as const;
export type Adding = (typeof ADDINGS)[number];

/** From which value on it is level 2, 3 and 4; null where there is no such level. */
export type Thresholds = [two: number | null, three: number | null, four: number | null];

/** One thing that is measured in the same way everywhere: the common language of a programme. */
export type Indicator = {
  /** Lower-case letters, digits and hyphens, such as `beds-open`. Stays the same when the words change. */
  key: string;
  name: string;
  /** What is counted and what is not, in plain words. */
  definition: string;
  /** What a value is a number of, such as `beds`. `level` for readings that are levels themselves. */
  unit: string;
  adding: Adding;
  /** Whether more or less of it is worse. */
  worse: 'higher' | 'lower';
  thresholds: Thresholds;
  /** So many readings in a row beyond a threshold make a worse level. */
  readings: number;
  /** What makes a better one: so many readings in a row, each back by a margin (in the unit) behind the threshold. */
  recovery: { readings: number; margin: number };
  /** How many minutes a reading is fresh. */
  freshFor: number;
  /** Whether small counts, 1 to 7, are shown as `*`. */
  masked: boolean;
  /** What each level above normal counts for where levels are weighed; see {@link LevelRule}. */
  weight: number;
};

/**
 * How an organisation's level follows from its indicators: that of the worst one, or the sum of each indicator's level
 * above 1 times its weight, in bands. `bands`: from which score on it is level 2, 3 and 4. `source`: who agreed the rule
 * and where it is written down. A level that is worked out so is indicative.
 */
export type LevelRule = { source: string; effective: Day } & (
  { method: 'worst' } | { method: 'score'; bands: [two: number, three: number, four: number] }
);

/** What a programme measures and how it is weighed. `example`: as it comes ready, and agreed by nobody yet. */
export type IndicatorSet = {
  indicators: Indicator[];
  rule: LevelRule;
  example: boolean;
  /** How many days readings are kept. */
  kept: number;
};

const MOST_DECIMALS = 6;

/** A sum of decimal fractions without the rest that binary ones leave. */
export function rounded(sum: number): number {
  return Number(sum.toFixed(MOST_DECIMALS));
}

/** The level of one value by its thresholds alone. `back`: how far it must be back behind each of them. */
export function levelOf({ worse, thresholds }: Indicator, value: number, back = 0): Level {
  const sign = worse === 'higher' ? 1 : -1;
  const reached = LEVELS.slice(1).filter((level) => {
    const threshold = thresholds[level - 2];
    return threshold !== null && threshold !== undefined && rounded(sign * value + back) >= sign * threshold;
  });
  return reached.at(-1) ?? 1;
}

/** Small counts stand for few people, who could be told from each other. */
export const SMALLEST_MASKED = 1;
export const LARGEST_MASKED = 7;

/** A small count of what an indicator says is to be masked. */
export function isMasked({ masked }: Pick<Indicator, 'masked'>, value: number): boolean {
  return masked && value >= SMALLEST_MASKED && value <= LARGEST_MASKED;
}
