import { levelOf } from '../../src/domain/indicator.ts';
import { INDICATORS, RULE } from './indicators.ts';
import type {
  BoardView,
  CauseView,
  FigureView,
  Level,
  MeView,
  OrganisationStatus,
  OverrideView,
  PinnedBoard,
  ProgrammeView,
  TotalView,
} from '../../src/web/api-types.ts';

/** A place of 25 organisations at one moment of a hard morning: one in every state, and the rest ordinary. */

export const PLACE = 'place';

/** The time at which it is looked at: 10:20am. */
export const NOW = '2026-12-01T10:20:00.000Z';

export const ago = (minutes: number): string => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

const NAMED: Record<string, string> = {
  NMH: 'Northmoor Hospitals',
  EVC: 'Eastvale Council',
  SFC: 'St Fenwick Community',
  RPC: 'Riverside Practices',
  TRA: 'Two Rivers Ambulance',
  BHB: 'Border Health Board',
  HHC: 'Harbour Hospice',
  MHN: 'Marlow Mind',
};
const ORDINARY: Record<string, string> = Object.fromEntries(
  ['Alder', 'Birch', 'Cedar', 'Damson', 'Elder', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper', 'Larch', 'Maple']
    .concat(['Oak', 'Pine', 'Quince', 'Rowan', 'Willow and Sycamore Court with Thornbury'])
    .map((tree, place) => [`CH${place + 1}`, `${tree} Care Home`]),
);
const ALL = { ...NAMED, ...ORDINARY };

export const placeView: ProgrammeView = {
  id: PLACE,
  name: 'Northmoor place',
  goal: null,
  timeZone: 'Europe/London',
  organisations: Object.entries(ALL).map(([id, name]) => ({
    id,
    name,
    ods: null,
    sector: 'acute',
    nation: 'England',
    constituency: null,
    domains: [],
    left: null,
    members: [],
  })),
  unplaced: [],
  scheme: [],
  size: 412,
};

/** She reads for the mental health trust. */
export const PRIYA: MeView = {
  person: 'priya',
  name: 'Priya Nair',
  programmes: [{ id: PLACE, name: placeView.name, organisation: 'MHN', basis: 'placement', roles: ['representative'] }],
};

export const DOWN: CauseView = { code: 'status.unexpected', status: 503, since: ago(190) };
export const SILENT: CauseView = { code: 'nothing.came', since: ago(60 * 26) };

type Told = { value?: number; ago?: number; cause?: CauseView; more?: Partial<FigureView> };

/** What is told of an indicator; nothing, where no source tells it. */
export function figureOf(indicator: string, told: Told | undefined, source = 1): FigureView {
  const measured = INDICATORS.find(({ key }) => key === indicator)!;
  const { value, ago: minutes = 12, cause, more } = told ?? {};
  const isKnown = value !== undefined;
  const masked = isKnown && measured.masked && value > 0 && value < 8;
  const by = told && { source, sourceName: 'Operational dashboard', mapping: 31 };
  return {
    indicator,
    state: !told ? 'notConfigured' : !isKnown ? 'unavailable' : cause ? 'stale' : 'current',
    value: isKnown && !masked ? value : null,
    masked,
    level: isKnown ? levelOf(measured, value) : null,
    observed: isKnown ? ago(minutes) : null,
    received: isKnown ? ago(minutes - 2) : null,
    confirmed: null,
    source: null,
    sourceName: null,
    reporter: null,
    mapping: null,
    ...by,
    cause: cause ?? null,
    ...more,
  };
}

type Row = Record<string, Told | undefined> & { override?: never };

function rowOf(organisation: string, told: Row, more: Partial<OrganisationStatus> = {}): OrganisationStatus {
  const figures = INDICATORS.map(({ key }) => figureOf(key, told[key]));
  const levels = figures.flatMap(({ level }) => level ?? []);
  const computed = levels.length === 0 ? null : (Math.max(...levels) as Level);
  const asked = figures.filter(({ state }) => state !== 'notConfigured');
  const states = new Set(asked.map(({ state }) => state));
  const known = asked.flatMap(({ observed, confirmed }) => confirmed ?? observed ?? []).toSorted();
  return {
    organisation,
    name: ALL[organisation]!,
    level: more.override?.level ?? computed,
    basis: more.override ? 'override' : 'computed',
    computed,
    override: null,
    drivers: (computed ?? 1) > 1 ? figures.filter(({ level }) => level === computed).map((each) => each.indicator) : [],
    freshness: states.size === 0 ? 'notConfigured' : states.size === 1 ? [...states][0]! : 'partial',
    oldest: known[0] ?? null,
    figures,
    notices: [],
    ...more,
  };
}

const OVERRIDE: OverrideView = {
  level: 2,
  until: '2026-12-01T18:00:00.000Z',
  at: ago(95),
  by: { name: 'Ben Carter', organisation: 'EVC', basis: 'placement' },
  why: 'two agencies have sent staff who are not in the figures yet',
};

/** A page of notices from outside, one of which would break a careless page. */
const NOTICES: OrganisationStatus['notices'] = [
  { title: 'X-ray at Northmoor General is down', at: ago(41), link: 'https://status.northmoor.example/4', source: 3 },
  { title: '<img src=x onerror="window.hacked=1">', at: null, link: null, source: 3 },
];

const rows: OrganisationStatus[] = [
  rowOf(
    'NMH',
    {
      waiting: { value: 47 },
      ready: { value: 62 },
      beds: { value: 2 },
      handovers: { value: 9 },
      sick: { value: 6.5, ago: 300 },
    },
    { notices: NOTICES },
  ),
  rowOf('EVC', { ready: { value: 44, ago: 25 }, sick: { value: 9.2, ago: 400 } }, { override: OVERRIDE }),
  rowOf('SFC', { ready: { value: 31, ago: 205, cause: DOWN }, beds: { value: 9, ago: 205, cause: DOWN } }),
  rowOf('RPC', {
    sick: {
      value: 4,
      ago: 700,
      more: {
        sourceName: 'Morning figures',
        reporter: { name: 'Dr Ines Costa', organisation: 'RPC' },
        confirmed: ago(30),
      },
    },
  }),
  rowOf('TRA', { handovers: { value: 4, ago: 6 }, sick: { cause: SILENT } }),
  rowOf('BHB', { ready: { cause: DOWN }, beds: { cause: DOWN } }),
  rowOf('HHC', {}),
  rowOf('MHN', { ready: { value: 5, ago: 50 }, beds: { value: 22, ago: 50 } }),
  ...Object.keys(ORDINARY).map((id, place) =>
    rowOf(id, { beds: { value: 20 + ((place * 7) % 9), ago: 5 + place }, ready: { value: (place * 5) % 19, ago: 9 } }),
  ),
];

function totalOf(indicator: string): TotalView {
  const figures = rows.map(({ organisation, figures: all }) => ({
    organisation,
    figure: all.find((figure) => figure.indicator === indicator)!,
  }));
  const idsOf = (state: FigureView['state']) =>
    figures.filter(({ figure }) => figure.state === state).map(({ organisation }) => organisation);
  const parts = figures.filter(({ figure }) => figure.value !== null || figure.masked);
  const [missing, stale] = [idsOf('unavailable'), idsOf('stale')];
  return {
    indicator,
    value: parts.reduce((sum, { figure }) => sum + (figure.value ?? 0), 0),
    masked: false,
    freshness: missing.length + stale.length > 0 ? 'partial' : 'current',
    parts: parts.length,
    missing,
    stale,
  };
}

/** The board, anew for each test that changes it. */
export function board(): BoardView {
  return structuredClone({
    programme: PLACE,
    name: placeView.name,
    timeZone: placeView.timeZone,
    at: NOW,
    indicators: INDICATORS,
    rule: RULE,
    example: true,
    rows,
    totals: INDICATORS.filter(({ adding }) => adding !== 'none').map(({ key }) => totalOf(key)),
    missing: ['BHB'],
    pinned: null,
    version: 412,
  });
}

/** The board as it stood when a decision was put. */
export function pinned(): PinnedBoard {
  const { at, indicators, rows: now, totals } = board();
  return { at, indicators, rows: now.slice(0, 8), totals };
}
