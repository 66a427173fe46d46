import { levelOf } from '../../src/domain/indicator.ts';
import { INDICATORS } from './indicators.ts';
import { ago, board, DOWN, NOW, PLACE } from './partners.ts';
import type {
  FigureView,
  LevelStep,
  OrganisationBoard,
  SourceView,
  Trend,
  TrendPoint,
} from '../../src/web/api-types.ts';

const DAY = 24 * 3_600_000;

/** What each of the plotted indicators goes round, and by how much. */
const SHAPES: Record<string, { middle: number; swing: number }> = {
  waiting: { middle: 26, swing: 22 },
  ready: { middle: 34, swing: 28 },
  beds: { middle: 13, swing: 12 },
  handovers: { middle: 5, swing: 5 },
  sick: { middle: 6.4, swing: 2.2 },
};

/** A reading every six hours, with a night and a weekend in which nothing came. */
function trendOf({ indicator, value: last }: FigureView, from: string): Trend {
  const measured = INDICATORS.find(({ key }) => key === indicator)!;
  const { middle, swing } = SHAPES[indicator]!;
  const now = last ?? middle;
  const points: TrendPoint[] = [];
  for (let time = Date.parse(from); time <= Date.parse(NOW); time += DAY / 4) {
    const days = (Date.parse(NOW) - time) / DAY;
    const isGap = (days > 3 && days < 3.6) || (days > 9 && days < 11.2);
    const wave = Math.sin(days / 2.6) * 0.75 + Math.sin(days * 4.4) * 0.25;
    const value = Math.max(0, Math.round((now + (middle - now) * Math.min(1, days / 3) + swing * wave) * 10) / 10);
    const rounded = indicator === 'sick' ? value : Math.round(value);
    const masked = measured.masked && rounded > 0 && rounded < 8;
    points.push({
      at: new Date(time).toISOString(),
      value: isGap || masked ? null : rounded,
      masked: masked && !isGap,
      level: isGap ? null : levelOf(measured, rounded),
    });
  }
  return { indicator, points };
}

function levelsOf(trends: readonly Trend[]): LevelStep[] {
  const steps: LevelStep[] = [];
  for (const [place, { at }] of (trends[0]?.points ?? []).entries()) {
    const known = trends.flatMap(({ points }) => points[place]!.level ?? []);
    const level = known.length === 0 ? null : (Math.max(...known) as LevelStep['level']);
    const days = (Date.parse(NOW) - Date.parse(at)) / DAY;
    const isOverride = level !== null && days > 5 && days < 7;
    const step: LevelStep = { at, level: isOverride ? 2 : level, basis: isOverride ? 'override' : 'computed' };
    const last = steps.at(-1);
    if (last?.level !== step.level || last.basis !== step.basis) steps.push(step);
  }
  return steps;
}

const usual: SourceView = {
  number: 1,
  name: 'Operational dashboard',
  partner: 'NMH',
  kind: 'json',
  address: null,
  every: 15,
  credential: null,
  reads: [{ indicator: 'beds', at: 'beds.open' }],
  observedAt: 'at',
  rows: null,
  asks: null,
  asked: null,
  askedIn: 'person',
  state: 'running',
  health: 'working',
  received: ago(10),
  failing: null,
  next: ago(-5),
  faults: [],
  tokens: 0,
  setUp: { at: '2026-11-02T09:00:00.000Z', by: { name: 'Ben Carter', organisation: 'EVC', basis: 'placement' } },
  mapping: 31,
};

/** One in each state of health, and one of whose figures not all could be used. */
const SOURCES: SourceView[] = [
  {
    ...usual,
    address: 'https://dashboard.northmoor.example/status.json',
    credential: 'PARTNER_NORTHMOOR',
    faults: [{ indicator: 'sick', at: 'staff.sick', code: 'notInTable', found: 'n/a' }],
  },
  {
    ...usual,
    number: 2,
    name: 'Bed state',
    kind: 'csv',
    health: 'failing',
    received: ago(205),
    failing: { ...DOWN, times: 13 },
  },
  { ...usual, number: 3, name: 'Status page', kind: 'feed', health: 'late', received: ago(95) },
  {
    ...usual,
    number: 4,
    name: 'Pushed by the control room',
    kind: 'push',
    health: 'waiting',
    received: null,
    next: null,
  },
  { ...usual, number: 5, name: 'Old bed state', kind: 'csv', state: 'paused', health: 'paused', next: null },
];

/** Everything of one organisation, as it has moved in so many days; undefined where there is no such one. */
export function organisationBoard(id: string, days: number): OrganisationBoard | undefined {
  const { rows, indicators, rule, example, version, name, timeZone } = board();
  const row = rows.find(({ organisation }) => organisation === id);
  if (!row) return undefined;
  const from = new Date(Date.parse(NOW) - days * DAY).toISOString();
  const told = row.figures.filter(({ state }) => state !== 'notConfigured');
  const trends = told.map((figure) => trendOf(figure, from));
  return {
    programme: PLACE,
    name,
    timeZone,
    at: NOW,
    indicators,
    rule,
    example,
    version,
    row,
    sources: id === 'NMH' ? SOURCES : [],
    from,
    trends,
    levels: levelsOf(trends),
  };
}
