import type { Indicator, LevelRule } from '../../src/web/api-types.ts';

const usual = {
  worse: 'higher',
  adding: 'point-in-time',
  readings: 1,
  recovery: { readings: 2, margin: 1 },
  freshFor: 120,
  masked: false,
  weight: 1,
} as const;

/** What the programme of the board measures: one of each kind of adding up, and one that is masked. */
export const INDICATORS: Indicator[] = [
  {
    ...usual,
    key: 'waiting',
    name: 'People waiting over 4 hours in A&E',
    definition: 'Everybody who is in the department now and came more than 4 hours ago.',
    unit: 'people',
    thresholds: [10, 20, 40],
  },
  {
    ...usual,
    key: 'ready',
    name: 'People ready to leave hospital',
    definition: 'People with no need to stay in a hospital bed, who are still in one.',
    unit: 'people',
    masked: true,
    thresholds: [20, 40, 60],
  },
  {
    ...usual,
    key: 'beds',
    name: 'Beds open and empty',
    definition: 'Staffed general beds that could take somebody within the hour.',
    unit: 'beds',
    worse: 'lower',
    thresholds: [20, 10, 3],
  },
  {
    ...usual,
    key: 'handovers',
    name: 'Ambulance handovers over 60 minutes',
    definition: 'Handovers that ended since the last reading and took longer than 60 minutes.',
    unit: 'handovers',
    adding: 'count',
    thresholds: [3, 8, null],
  },
  {
    ...usual,
    key: 'sick',
    name: 'Staff off sick',
    definition: 'Of those who were to work today.',
    unit: '%',
    adding: 'none',
    thresholds: [5, 8, 12],
    freshFor: 1440,
  },
];

export const RULE: LevelRule = {
  source: 'Place escalation plan, agreed by the winter board',
  effective: '2026-11-02',
  method: 'worst',
};
