import type { Indicator, IndicatorSet } from './indicator.ts';
import type { Instant } from './values.ts';

const BASE = { readings: 2, recovery: { readings: 2, margin: 0 }, freshFor: 60, masked: false, weight: 1 } as const;

/**
 * What an urgent and emergency care system might look at together. The thresholds are invented, so that there is
 * something to edit: no framework's own are meant.
 */
const INDICATORS: Indicator[] = [
  {
    ...BASE,
    key: 'beds-open',
    name: 'Beds open',
    definition: 'Beds that are staffed and can take somebody now, whether somebody is in them or not.',
    unit: 'beds',
    adding: 'point-in-time',
    worse: 'lower',
    thresholds: [null, null, null],
  },
  {
    ...BASE,
    key: 'escalation-beds',
    name: 'Escalation beds open',
    definition: 'Beds opened beyond the number that is planned for the season.',
    unit: 'beds',
    adding: 'point-in-time',
    worse: 'higher',
    thresholds: [5, 12, 24],
    recovery: { readings: 2, margin: 1 },
  },
  {
    ...BASE,
    key: 'ready-to-leave',
    name: 'People ready to leave',
    definition: 'People in a bed who no longer need it for their treatment, counted once a day at least.',
    unit: 'people',
    adding: 'point-in-time',
    worse: 'higher',
    thresholds: [15, 30, 45],
    recovery: { readings: 2, margin: 2 },
    freshFor: 24 * 60,
  },
  {
    ...BASE,
    key: 'ambulances-waiting',
    name: 'Ambulances waiting over 30 minutes',
    definition: 'Ambulances outside that arrived more than 30 minutes ago and have not handed over.',
    unit: 'ambulances',
    adding: 'point-in-time',
    worse: 'higher',
    thresholds: [2, 5, 10],
    weight: 2,
    freshFor: 30,
  },
  {
    ...BASE,
    key: 'twelve-hour-waits',
    name: '12-hour waits',
    definition: 'People who waited more than 12 hours in the emergency department for a bed, since midnight.',
    unit: 'people',
    adding: 'cumulative',
    worse: 'higher',
    thresholds: [8, 15, 30],
    masked: true,
    weight: 2,
    freshFor: 120,
  },
  {
    ...BASE,
    key: 'staff-absence',
    name: 'Staff absence',
    definition: 'Staff who should be at work today and are not, for whatever reason, out of those who should.',
    unit: '%',
    adding: 'none',
    worse: 'higher',
    thresholds: [5, 8, 12],
    recovery: { readings: 2, margin: 0.5 },
    freshFor: 24 * 60,
  },
];

/** The set that comes ready, marked as an example until somebody says who has agreed it. */
export function exampleSet(now: Instant): Omit<IndicatorSet, 'kept'> {
  return {
    indicators: INDICATORS,
    rule: { method: 'worst', source: 'Example that comes with Concordat', effective: now.slice(0, 10) },
    example: true,
  };
}
