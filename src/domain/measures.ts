import { parseDay } from './calendar.ts';
import { exampleSet } from './exampleIndicators.ts';
import {
  ADDINGS,
  isMasked,
  LARGEST_MASKED,
  rounded,
  SMALLEST_MASKED,
  type Indicator,
  type IndicatorSet,
  type LevelRule,
} from './indicator.ts';
import { Refused } from './refused.ts';
import { bounded, optional, required } from './text.ts';
import { isSame } from './values.ts';
import type { Circumstances, Entry } from './entry.ts';
import { isFetched, type Source } from './source.ts';
import type { Programme } from './programme.ts';

/**
 * What a programme measures. `index`: the entry that said so last. `settling`: for each indicator, the entry that said last
 * by what its levels settle.
 */
export type Measures = IndicatorSet & { index: number; settling: Record<string, number>; history: number[] };

/** Takes the set that comes ready, to be edited. Changes nothing where something is measured already. */
export type TakeExample = { type: 'TakeExample'; why?: string };
/** Adds an indicator, or changes what is given of one that is there. */
export type SetIndicator = { type: 'SetIndicator'; key: string; why?: string } & Partial<Omit<Indicator, 'key'>>;
/** An indicator is measured no more; what was read of it stays. */
export type RemoveIndicator = { type: 'RemoveIndicator'; key: string; why?: string };
/** Says how levels follow from indicators, on whose word, and how many days readings are kept. */
export type SetLevelRule = { type: 'SetLevelRule'; rule: LevelRule; kept?: number; why?: string };

export type MeasuresCommand = TakeExample | SetIndicator | RemoveIndicator | SetLevelRule;

/** The whole set as it is from now on. */
export type IndicatorsAgreed = { type: 'indicators.agreed' } & IndicatorSet;

/** How long readings are kept, in days, where nobody says. */
const KEPT_DAYS = 400;
const LONGEST_KEPT_DAYS = 3_660;

/** What is fresh for longer says nothing; what is fresh for less is never fresh. */
const LONGEST_FRESH_MINUTES = 7 * 24 * 60;
const MOST_READINGS = 10;
const LARGEST = 1e9;

const DEFAULTS: Omit<Indicator, 'key' | 'name' | 'definition' | 'unit'> = {
  adding: 'point-in-time',
  worse: 'higher',
  thresholds: [null, null, null],
  readings: 1,
  recovery: { readings: 1, margin: 0 },
  freshFor: 60,
  masked: false,
  weight: 1,
};

type LevelsOf = Pick<Indicator, 'worse' | 'thresholds' | 'recovery' | 'masked'>;

type IndicatorDraft = Omit<Indicator, 'name' | 'definition' | 'unit'> & Partial<Indicator>;

export function takeExample(state: Programme, _command: TakeExample, { now }: Circumstances): IndicatorsAgreed[] {
  return state.measures ? [] : [{ type: 'indicators.agreed', ...exampleSet(now), kept: KEPT_DAYS }];
}

/** @throws Refused `indicator.malformed` with the field, `list.tooLong`, or as the text rules say */
export function setIndicator(state: Programme, command: SetIndicator, { now }: Circumstances): IndicatorsAgreed[] {
  const before = setOf(state, now);
  const key = command.key.trim().toLowerCase();
  const old = before.indicators.find((each) => each.key === key);
  const indicator = indicatorOf({ ...DEFAULTS, ...old, ...given(command), key });
  if (indicator.adding === 'count' && state.sources.some((source) => isReadUntimed(source, key)))
    throw malformed('adding');
  const indicators = old
    ? before.indicators.map((each) => (each === old ? indicator : each))
    : [...before.indicators, indicator];
  return agreed(before, { ...before, indicators: [...bounded('indicators', indicators)] });
}

/** @throws Refused `indicator.unknown` */
export function removeIndicator(
  state: Programme,
  command: RemoveIndicator,
  { now }: Circumstances,
): IndicatorsAgreed[] {
  const before = setOf(state, now);
  const { key } = indicatorNamed(before, command.key);
  return agreed(before, { ...before, indicators: before.indicators.filter((each) => each.key !== key) });
}

/** Whoever sets the rule has agreed the set. @throws Refused `indicator.malformed`, `date.impossible`, or as the text rules say */
export function setLevelRule(
  state: Programme,
  { rule, kept }: SetLevelRule,
  { now }: Circumstances,
): IndicatorsAgreed[] {
  const before = setOf(state, now);
  const shared = { source: required('source', rule.source, 'line'), effective: parseDay(rule.effective) };
  if (rule.method === 'score') {
    const [two, three, four] = rule.bands;
    if (![two, three, four].every(isNumber) || two >= three || three >= four) throw malformed('bands');
  }
  const days = kept ?? before.kept;
  if (!isBetween(days, 1, LONGEST_KEPT_DAYS)) throw malformed('kept');
  return agreed(before, {
    ...before,
    rule: rule.method === 'score' ? { method: 'score', bands: rule.bands, ...shared } : { method: 'worst', ...shared },
    example: false,
    kept: days,
  });
}

/** The indicator of that key. @throws Refused `indicator.unknown` */
export function indicatorNamed({ indicators }: Pick<IndicatorSet, 'indicators'>, key: string): Indicator {
  const found = indicators.find((each) => each.key === key.trim().toLowerCase());
  if (!found)
    throw new Refused({ code: 'indicator.unknown', indicator: key, known: indicators.map((each) => each.key) });
  return found;
}

export function evolveMeasures(state: Programme, { index, event }: Entry<IndicatorsAgreed>): Programme {
  const { indicators, rule, example, kept } = event;
  const history = [...(state.measures?.history ?? []), index];
  const settling = Object.fromEntries(
    indicators.map((each) => {
      const before = state.measures?.indicators.find(({ key }) => key === each.key);
      const isSettledSo = before !== undefined && isSame(settlingOf(before), settlingOf(each));
      return [each.key, isSettledSo ? state.measures!.settling[each.key]! : index];
    }),
  );
  return { ...state, measures: { indicators, rule, example, kept, index, settling, history } };
}

/** By what an indicator's levels settle: a change of anything else leaves them where they are. */
function settlingOf({ adding, worse, thresholds, readings, recovery }: Indicator) {
  return { adding, worse, thresholds, readings, recovery };
}

function setOf({ measures }: Programme, now: string): IndicatorSet {
  if (measures) {
    const { indicators, rule, example, kept } = measures;
    return { indicators, rule, example, kept };
  }
  return { ...exampleSet(now), indicators: [], example: false, kept: KEPT_DAYS };
}

function agreed(before: IndicatorSet, after: IndicatorSet): IndicatorsAgreed[] {
  return isSame(before, after) ? [] : [{ type: 'indicators.agreed', ...after }];
}

function given({ type: _, why: _why, ...fields }: SetIndicator): Partial<Indicator> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function indicatorOf(draft: IndicatorDraft): Indicator {
  const { key, adding, worse, thresholds, readings, recovery, freshFor, masked, weight } = draft;
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(key)) throw malformed('key');
  if (!ADDINGS.includes(adding)) throw malformed('adding');
  if (worse !== 'higher' && worse !== 'lower') throw malformed('worse');
  checkThresholds(thresholds, worse);
  if (!isBetween(readings, 1, MOST_READINGS)) throw malformed('readings');
  if (!isBetween(recovery.readings, 1, MOST_READINGS)) throw malformed('recoveryReadings');
  if (!isNumber(recovery.margin) || recovery.margin < 0) throw malformed('margin');
  if (!isBetween(freshFor, 1, LONGEST_FRESH_MINUTES)) throw malformed('freshFor');
  if (!isNumber(weight) || weight < 0) throw malformed('weight');
  if (tellsMasked({ worse, thresholds, recovery, masked })) throw malformed('thresholds');
  return {
    key,
    name: required('name', draft.name, 'name'),
    definition: optional('definition', draft.definition, 'line') ?? '',
    unit: optional('unit', draft.unit, 'name') ?? '',
    adding,
    worse,
    thresholds: [...thresholds],
    readings,
    recovery: { readings: recovery.readings, margin: recovery.margin },
    freshFor,
    masked,
    weight,
  };
}

/** A count without its time of observation would be counted again with each fetch. */
function isReadUntimed(source: Source, key: string): boolean {
  const isUntimed = source.state !== 'ended' && isFetched(source) && source.observedAt === null;
  return isUntimed && source.reads.some(({ indicator }) => indicator === key);
}

/** Each level is further than the one before it. */
function checkThresholds(thresholds: Indicator['thresholds'], worse: Indicator['worse']): void {
  const said = thresholds.filter((threshold) => threshold !== null);
  const sign = worse === 'higher' ? 1 : -1;
  const isInOrder = said.every((each, place) => place === 0 || sign * each > sign * said[place - 1]!);
  if (thresholds.length !== 3 || !said.every(isNumber) || !isInOrder) throw malformed('thresholds');
}

/**
 * Whether levels tell masked values from one another: all that is masked must be on one side of each threshold, and of
 * what is back behind it by the margin.
 */
function tellsMasked({ worse, thresholds, recovery, masked }: LevelsOf): boolean {
  const toBetter = worse === 'higher' ? -1 : 1;
  const edges = thresholds.flatMap((threshold) =>
    threshold === null ? [] : [threshold, rounded(threshold + toBetter * recovery.margin)],
  );
  // At an edge it is worse already, so that the mildest masked value may be one itself.
  const mildest = worse === 'higher' ? SMALLEST_MASKED : LARGEST_MASKED;
  return edges.some((edge) => edge !== mildest && isMasked({ masked }, edge));
}

function isNumber(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= LARGEST;
}

function isBetween(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

function malformed(field: string): Refused {
  return new Refused({ code: 'indicator.malformed', field });
}
