import { figureAt, recordsAt, type DemoFigure } from './demo-figures.ts';
import { asha, elin, type DemoPerson } from './people.ts';
import type { Command } from '../domain/events.ts';
import type { SetIndicator } from '../domain/measures.ts';
import type { Reading } from '../domain/reading.ts';
import type { SetUpSource } from '../domain/sourceSettings.ts';
import type { Instant } from '../domain/values.ts';
import type { Days } from './demo-days.ts';
import type { Step } from './demo-story.ts';

/** What was read at one time in the demo's past, of several sources. */
export type ReadingStep = { at: Instant; readings: Omit<Reading, 'mapping'>[] };

/** Where the demo's partners publish: their server on this machine. */
export type Feeds = { url: string; tokenSha256: string };

const HOUR_MS = 60 * 60 * 1000;

/** How far back the readings of the demo go, and after how many hours levels are looked at. */
const DAYS_READ = 7;
const LOOKED_AT_HOURS = 6;

/** The feed that fails first when the demo starts was last read so long before. */
const FAILING = 3;
const SILENT_HOURS = 4;

/** What is measured, where it comes from, and the readings up to now. */
export function status(days: Days, now: Instant, feeds: Feeds): (Step | ReadingStep)[] {
  const at = days.ago(9, '10:10');
  return [
    ...INDICATORS.map((indicator) => said(at, asha, { type: 'SetIndicator', ...indicator })),
    said(at, asha, {
      type: 'SetLevelRule',
      rule: { method: 'worst', source: 'The five partners’ winter plan, page 4', effective: at.slice(0, 10) },
      why: 'Everybody means the same by a level',
    }),
    ...sourcesOf(feeds).map((source) => said(at, asha, { type: 'SetUpSource', ...source })),
    said(at, asha, { type: 'IssueToken', source: PUSHED, sha256: feeds.tokenSha256, others: 0 }),
    ...read(now),
    ...told(days, now),
  ];
}

const INDICATORS: Omit<SetIndicator, 'type'>[] = [
  {
    key: 'beds-free',
    name: 'Beds free',
    definition: 'Beds that are staffed and empty, and can take somebody now.',
    unit: 'beds',
    worse: 'lower',
    thresholds: [15, 8, 3],
    readings: 2,
    recovery: { readings: 2, margin: 1 },
  },
  {
    key: 'ready-to-leave',
    name: 'People ready to leave',
    definition: 'People in a bed who no longer need it for their treatment.',
    unit: 'people',
    thresholds: [20, 32, 45],
    readings: 2,
    recovery: { readings: 2, margin: 2 },
    freshFor: 120,
  },
  {
    key: 'ambulances-waiting',
    name: 'Ambulances waiting over 30 minutes',
    definition: 'Ambulances that arrived more than 30 minutes ago and have not handed over.',
    unit: 'ambulances',
    thresholds: [3, 6, 12],
    readings: 2,
    recovery: { readings: 2, margin: 0 },
  },
  {
    key: 'care-waiting',
    name: 'People waiting for care at home',
    definition: 'People whose care at home is agreed and has not begun.',
    unit: 'people',
    thresholds: [12, 20, 30],
    readings: 2,
    recovery: { readings: 2, margin: 1 },
    freshFor: 120,
    masked: true,
  },
  {
    key: 'appointments-free',
    name: 'Appointments free today',
    definition: 'Appointments of today with a GP or nurse that nobody has taken yet.',
    unit: 'appointments',
    worse: 'lower',
    thresholds: [20, 8, 2],
    freshFor: 120,
  },
  {
    key: 'shared-records',
    name: 'Shared records',
    definition: 'How well the record system works that practices share with hospitals.',
    unit: 'level',
    adding: 'none',
    thresholds: [2, 3, 4],
  },
  {
    key: 'drivers-free',
    name: 'Drivers free this evening',
    definition: 'Volunteers with a car who can take somebody home between 5pm and 9pm.',
    unit: 'drivers',
    worse: 'lower',
    thresholds: [6, 3, 1],
    freshFor: 8 * 60,
  },
];

/** In this order they get their numbers, from 1. */
function sourcesOf({ url }: Feeds): Omit<SetUpSource, 'type'>[] {
  return [
    {
      name: 'Northmoor bed report',
      partner: 'NMH',
      kind: 'fhir',
      address: `${url}/northmoor/MeasureReport.json`,
      every: 1,
      reads: [
        { indicator: 'beds-free', at: 'beds-free' },
        { indicator: 'ready-to-leave', at: 'ready-to-leave' },
        { indicator: 'ambulances-waiting', at: 'ambulances-waiting' },
      ],
    },
    {
      name: 'Eastvale care list',
      partner: 'EVC',
      kind: 'csv',
      address: `${url}/eastvale/care.csv`,
      every: 1,
      reads: [{ indicator: 'care-waiting', at: 'Waiting' }],
      observedAt: 'As at',
      rows: { column: 'Area', equals: 'Eastvale, city' },
    },
    {
      name: 'Southfield wards',
      partner: 'SFC',
      kind: 'json',
      address: `${url}/southfield/wards.json`,
      every: 1,
      reads: [
        { indicator: 'beds-free', at: 'sites[name=Elm House].beds.free' },
        { indicator: 'ready-to-leave', at: 'sites[name=Elm House].ready' },
      ],
      observedAt: 'asAt',
    },
    {
      name: 'Riverside record system',
      partner: 'RPC',
      kind: 'statuspage',
      address: `${url}/riverside/api/v2/summary.json`,
      every: 1,
      reads: [{ indicator: 'shared-records', at: 'Shared care record' }],
    },
    {
      name: 'Riverside appointments',
      partner: 'RPC',
      kind: 'push',
      reads: [{ indicator: 'appointments-free', at: 'appointments-free' }],
    },
    {
      name: 'Eastvale notices',
      partner: 'EVC',
      kind: 'feed',
      address: `${url}/eastvale/notices.xml`,
      every: 5,
    },
    {
      name: 'Evening drivers',
      partner: 'HHV',
      kind: 'person',
      reads: [{ indicator: 'drivers-free', at: 'drivers-free' }],
      asks: { weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], times: ['12:00'] },
      asked: elin.aadObjectId,
    },
  ];
}

/** The source that is pushed to. */
export const PUSHED = 5;
const TOLD = 7;

/** What the machines told every hour; the one that fails when the demo starts, up to some hours before. */
function read(now: Instant): (Step | ReadingStep)[] {
  return Array.from({ length: DAYS_READ * 24 }, (_, place) => DAYS_READ * 24 - place).flatMap((hours) => {
    const at = hoursBefore(now, hours);
    const readings = [
      reading(1, at, ['NMH beds-free', 'NMH ready-to-leave', 'NMH ambulances-waiting']),
      reading(2, at, ['EVC care-waiting']),
      ...(hours >= SILENT_HOURS ? [reading(FAILING, at, ['SFC beds-free', 'SFC ready-to-leave'])] : []),
      records(at),
      reading(PUSHED, at, ['RPC appointments-free']),
    ];
    const looks: Step[] = hours % LOOKED_AT_HOURS === 0 ? [{ at, by: 'service', command: { type: 'NoteLevels' } }] : [];
    return [{ at, readings }, ...looks];
  });
}

function reading(source: number, at: Instant, counted: DemoFigure[]): ReadingStep['readings'][number] {
  const figures = counted.map((figure) => ({
    indicator: figure.split(' ')[1]!,
    value: figureAt(figure, at),
    observed: at,
  }));
  return { source, received: at, reporter: null, figures, faults: [], notices: [] };
}

function records(at: Instant): ReadingStep['readings'][number] {
  const value = { operational: 1, degraded_performance: 2, partial_outage: 3 }[recordsAt(at)];
  const figures = [{ indicator: 'shared-records', value, observed: at }];
  return { source: 4, received: at, reporter: null, figures, faults: [], notices: [] };
}

/** What the volunteers told each working day, the last of it too long ago to be fresh. */
function told(days: Days, now: Instant): Step[] {
  const drivers = [7, 9, 5, 4, 8, 6, 7, 5];
  return drivers
    .map((value, place) =>
      said(days.ago(drivers.length - place, '12:20'), elin, {
        type: 'TellFigures',
        source: TOLD,
        values: [{ indicator: 'drivers-free', value }],
      }),
    )
    .filter(({ at }) => at < now);
}

function said(at: Instant, by: DemoPerson, command: Command): Step {
  return { at, by, command };
}

function hoursBefore(now: Instant, hours: number): Instant {
  return new Date(Date.parse(now) - hours * HOUR_MS).toISOString();
}
