import { ASHA, LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import type { Indicator, LevelRule } from '../../src/domain/indicator.ts';
import type {
  BoardView,
  FigureView,
  OrganisationBoard,
  OrganisationStatus,
  SourceView,
  TrendPoint,
} from '../../src/domain/statusViews.ts';

/** The status of invented partners on a Friday afternoon. */

export const AT = '2026-11-27T14:05:00.000Z';
export const MORNING = '2026-11-27T09:10:00.000Z';

export function anIndicator(changes: Partial<Indicator> = {}): Indicator {
  return {
    key: 'beds-open',
    name: 'Beds open',
    definition: 'General and acute beds that are staffed and open, at the time of reading.',
    unit: 'beds',
    adding: 'point-in-time',
    worse: 'lower',
    thresholds: [400, 380, 360],
    readings: 2,
    recovery: { readings: 3, margin: 5 },
    freshFor: 90,
    masked: false,
    weight: 1,
    ...changes,
  };
}

export const INDICATORS: Indicator[] = [
  anIndicator(),
  anIndicator({
    key: 'occupancy',
    name: 'Bed occupancy',
    definition: 'Occupied general and acute beds as a share of those open.',
    unit: '%',
    adding: 'none',
    worse: 'higher',
    thresholds: [85, 92, 97],
    recovery: { readings: 2, margin: 1 },
    freshFor: 240,
    weight: 2,
  }),
  anIndicator({
    key: 'waiting-home',
    name: 'Waiting to go home',
    definition: 'People who are well enough to leave hospital and have nowhere to go yet.',
    unit: 'people',
    worse: 'higher',
    thresholds: [10, 20, null],
    recovery: { readings: 2, margin: 0 },
    masked: true,
  }),
  anIndicator({
    key: 'own-level',
    name: 'Level by its own reckoning',
    definition: 'What the organisation itself calls its level.',
    unit: 'level',
    adding: 'none',
    worse: 'higher',
    thresholds: [2, 3, 4],
    readings: 1,
    recovery: { readings: 1, margin: 0 },
  }),
];

export const RULE: LevelRule = {
  source: 'Winter plan 2026, annex B, agreed by the discharge board',
  effective: '2026-11-02',
  method: 'worst',
};

export const SCORE: LevelRule = { ...RULE, method: 'score', bands: [3, 6, 9] };

export function aFigure(changes: Partial<FigureView> = {}): FigureView {
  return {
    indicator: 'beds-open',
    state: 'current',
    value: 398,
    masked: false,
    level: 2,
    observed: '2026-11-27T13:50:00.000Z',
    received: '2026-11-27T13:52:00.000Z',
    confirmed: null,
    source: 1,
    sourceName: 'Bed state feed',
    reporter: null,
    mapping: 61,
    cause: null,
    ...changes,
  };
}

/** A figure that nothing is known of. */
export function noFigure(indicator: string, changes: Partial<FigureView> = {}): FigureView {
  return aFigure({
    ...{ indicator, state: 'notConfigured', value: null, level: null, observed: null, received: null },
    ...{ source: null, sourceName: null, mapping: null },
    ...changes,
  });
}

export const DOWN = { code: 'connection.failed', since: MORNING } as const;

export function aStatus(id: string, changes: Partial<OrganisationStatus> = {}): OrganisationStatus {
  const figures = changes.figures ?? [
    aFigure(),
    aFigure({ indicator: 'occupancy', value: 93.4, level: 3 }),
    aFigure({ indicator: 'waiting-home', value: 31, level: 3 }),
    noFigure('own-level'),
  ];
  return {
    organisation: id,
    name: ORGANISATIONS.find((organisation) => organisation.id === id)?.name ?? id,
    level: 3,
    basis: 'computed',
    computed: 3,
    override: null,
    drivers: ['occupancy', 'waiting-home'],
    freshness: 'current',
    oldest: '2026-11-27T13:50:00.000Z',
    notices: [],
    ...changes,
    figures,
  };
}

export const NORTHMOOR = aStatus('NMH', {
  level: 4,
  basis: 'override',
  override: {
    level: 4,
    until: '2026-11-27T18:00:00.000Z',
    at: '2026-11-27T12:40:00.000Z',
    by: ASHA,
    why: 'Two wards are closed with norovirus, which the feed does not know.',
  },
  notices: [
    {
      source: 2,
      title: 'Ward 6 and ward 9 closed to admissions',
      at: '2026-11-27T12:30:00.000Z',
      link: 'https://status.northmoor.example/incidents/81',
    },
    { source: 2, title: 'Car park B closed on Sunday', at: null, link: null },
  ],
});

export const EASTVALE = aStatus('EVC', {
  level: 3,
  freshness: 'partial',
  drivers: ['waiting-home'],
  oldest: MORNING,
  figures: [
    noFigure('beds-open'),
    noFigure('occupancy'),
    aFigure({
      ...{ indicator: 'waiting-home', state: 'stale', value: 22, level: 3, observed: MORNING, received: MORNING },
      ...{ source: 3, sourceName: 'Midday figures', reporter: { name: 'Ben Cole', organisation: 'EVC' } },
      cause: { code: 'nothing.came', since: '2026-11-27T12:00:00.000Z' },
    }),
    aFigure({ indicator: 'own-level', value: 2, level: 2, confirmed: '2026-11-27T14:00:00.000Z', source: 3 }),
  ],
});

export const SOUTHFEN = aStatus('SFC', {
  ...{ level: 1, computed: 1, drivers: [] },
  figures: [
    aFigure({ value: 44, level: 1 }),
    aFigure({ indicator: 'occupancy', value: 71, level: 1 }),
    aFigure({ indicator: 'waiting-home', value: null, masked: true, level: 1 }),
    noFigure('own-level'),
  ],
});

export const RIVERSIDE = aStatus('RPC', {
  ...{ level: null, computed: null, drivers: [], freshness: 'unavailable', oldest: null },
  figures: INDICATORS.map(({ key }) => noFigure(key, { state: 'unavailable', source: 4, cause: DOWN })),
});

export const CHARITY = aStatus('HHC', {
  ...{ level: null, computed: null, drivers: [], freshness: 'notConfigured', oldest: null },
  figures: INDICATORS.map(({ key }) => noFigure(key)),
});

export function aBoard(changes: Partial<BoardView> = {}): BoardView {
  return {
    programme: PROGRAMME,
    name: 'Winter discharge',
    timeZone: LONDON,
    at: AT,
    indicators: INDICATORS,
    rule: RULE,
    example: false,
    rows: [CHARITY, EASTVALE, NORTHMOOR, RIVERSIDE, SOUTHFEN],
    totals: [
      {
        ...{ indicator: 'beds-open', value: 1442, masked: false, freshness: 'partial' },
        ...{ parts: 3, missing: ['RPC'], stale: [] },
      },
      {
        ...{ indicator: 'waiting-home', value: 53, masked: false, freshness: 'partial' },
        ...{ parts: 3, missing: ['RPC'], stale: ['EVC'] },
      },
    ],
    missing: ['RPC'],
    pinned: null,
    version: 90,
    ...changes,
  };
}

const FROM = '2026-11-20T14:05:00.000Z';
const HOURS = 4 * 60 * 60 * 1000;

/** A week with a reading every four hours, but for a day on which none came. */
export function aTrend(valueAt: (place: number) => number): TrendPoint[] {
  const start = Date.parse(FROM);
  return Array.from({ length: 42 }, (_, place): TrendPoint => {
    const at = new Date(start + place * HOURS).toISOString();
    const isGap = at >= '2026-11-21T00' && at < '2026-11-22T02:00';
    return { at, value: isGap ? null : valueAt(place), masked: false, level: isGap ? null : 2 };
  });
}

export const BEDS_TREND: TrendPoint[] = aTrend((place) =>
  place === 0 ? 412 : place === 1 ? 371 : place === 41 ? 398 : 390 + (place % 7),
);

export function aSource(changes: Partial<SourceView> = {}): SourceView {
  return {
    number: 1,
    name: 'Bed state feed',
    partner: 'NMH',
    kind: 'json',
    address: 'https://status.northmoor.example/beds.json',
    every: 15,
    credential: 'PARTNER_NMH_TOKEN',
    reads: [
      { indicator: 'beds-open', at: 'sites[name=Northmoor].beds.open' },
      { indicator: 'occupancy', at: 'sites[name=Northmoor].beds.occupancy', times: 100 },
    ],
    observedAt: 'asOf',
    rows: null,
    asks: null,
    asked: null,
    askedIn: 'conversation',
    state: 'running',
    health: 'working',
    received: '2026-11-27T13:52:00.000Z',
    failing: null,
    next: '2026-11-27T14:07:00.000Z',
    faults: [],
    tokens: 0,
    setUp: { at: '2026-11-02T10:00:00.000Z', by: ASHA },
    mapping: 61,
    ...changes,
  };
}

export const PERSON_SOURCE = aSource({
  ...{ number: 3, name: 'Midday figures', partner: 'EVC', kind: 'person' },
  ...{ address: null, every: null, credential: null, observedAt: null },
  reads: [
    { indicator: 'waiting-home', at: '' },
    { indicator: 'own-level', at: '' },
  ],
  asks: { weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], times: ['08:00', '12:00'] },
  ...{ asked: 'p-ben', health: 'late', received: MORNING, next: '2026-11-30T08:00:00.000Z' },
});

export const FAILING_SOURCE = aSource({
  ...{ number: 4, name: 'Appointments file', partner: 'RPC', kind: 'csv', every: 60 },
  address: 'https://riverside.example/figures.csv',
  reads: [{ indicator: 'own-level', at: 'State', values: { GREEN: 1, AMBER: 2, RED: 4 } }],
  rows: { column: 'Site', equals: 'Riverside' },
  ...{ health: 'failing', received: null, credential: null },
  failing: { ...DOWN, times: 12 },
});

export const PUSH_SOURCE = aSource({
  ...{ number: 5, name: 'Bed manager', partner: 'SFC', kind: 'push', health: 'waiting', received: null },
  ...{ address: null, every: null, credential: null, next: null, tokens: 1 },
  reads: [{ indicator: 'beds-open', at: 'beds' }],
});

export const NOTICES_SOURCE = aSource({
  ...{ number: 2, name: 'Northmoor service news', kind: 'feed', reads: [], observedAt: null, credential: null },
  faults: [],
});

export function anOrganisationBoard(changes: Partial<OrganisationBoard> = {}): OrganisationBoard {
  const { programme, name, timeZone, at, indicators, rule, example, version } = aBoard();
  return {
    ...{ programme, name, timeZone, at, indicators, rule, example, version },
    row: NORTHMOOR,
    sources: [aSource(), NOTICES_SOURCE],
    from: FROM,
    trends: [
      { indicator: 'beds-open', points: BEDS_TREND },
      { indicator: 'occupancy', points: aTrend((place) => 84 + (place % 5) * 2.5) },
    ],
    levels: [{ at: '2026-11-27T12:40:00.000Z', level: 4, basis: 'override' }],
    ...changes,
  };
}
