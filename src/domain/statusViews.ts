import type { Indicator, Level, LevelRule } from './indicator.ts';
import type { Cause, FieldFault, Found, Notice } from './reading.ts';
import type { SourceSettings } from './source.ts';
import type { ActorView, WhoView } from './views.ts';
import type { Instant, OrganisationId, Words } from './values.ts';

/**
 * What is known of a figure: within its time; older than it is fresh; never had, though a source should tell it; or told
 * by no source.
 */
export const FIGURE_STATES = ['current', 'stale', 'unavailable', 'notConfigured'] as const;
export type FigureState = (typeof FIGURE_STATES)[number];

/** The same of what is made of several figures: `partial` where some are current and others are not. */
export type Freshness = FigureState | 'partial';

/** What one organisation has of one indicator. The last good value stays, with its age. */
export type FigureView = {
  indicator: string;
  state: FigureState;
  /** Null where there is none, and where it is masked. */
  value: number | null;
  /** It is a small count, which is shown as `*`. */
  masked: boolean;
  level: Level | null;
  /** When the partner observed it, when it reached us, and when somebody last said that it is still right. */
  observed: Instant | null;
  received: Instant | null;
  confirmed: Instant | null;
  /** Number and name of the source; who told it, where a person did; the entry that said how it is read. */
  source: number | null;
  sourceName: string | null;
  reporter: WhoView | null;
  mapping: number | null;
  /** Why it is not current, and since when. */
  cause: CauseView | null;
};

export type CauseView = Cause & { since: Instant };

/** What a person has set against what was worked out, until it expires. */
export type OverrideView = { level: Level; until: Instant; at: Instant; by: ActorView; why: Words | null };

/** One organisation's row of the board. */
export type OrganisationStatus = {
  organisation: OrganisationId;
  name: string;
  /** Null where nothing is known. */
  level: Level | null;
  /** Whether it was worked out, which makes it indicative, or a person has set it. */
  basis: 'computed' | 'override';
  /** What it would be without an override. */
  computed: Level | null;
  override: OverrideView | null;
  /** The indicators that make the level what it is, by their keys, the worst first. */
  drivers: string[];
  /** Of what is made from the figures that a source should tell: the worst, or `partial`. */
  freshness: Freshness;
  /** The time of the oldest figure that is used: when it was observed, or last confirmed. */
  oldest: Instant | null;
  /** In the order of the indicators, all of them. */
  figures: FigureView[];
  /** The newest first. */
  notices: (Notice & { source: number })[];
};

/** A total over organisations. `missing`: those that should be in it and are not; `stale`: those whose part is old. */
export type TotalView = {
  indicator: string;
  value: number | null;
  masked: boolean;
  freshness: Freshness;
  /** How many organisations are in it. */
  parts: number;
  missing: OrganisationId[];
  stale: OrganisationId[];
};

/** The status of every partner, as anybody in the programme may see it. */
export type BoardView = {
  programme: string;
  name: string;
  timeZone: string;
  at: Instant;
  indicators: Indicator[];
  rule: LevelRule;
  /** The indicators are as they came ready, and agreed by nobody. */
  example: boolean;
  rows: OrganisationStatus[];
  /** Of those indicators that add up. */
  totals: TotalView[];
  /** Organisations of which no figure is known though one should be. */
  missing: OrganisationId[];
  /** The pinned board's number; null when none is kept up to date in a conversation. */
  pinned: number | null;
  version: number;
};

/** A moment of a figure's past; null where nothing was known: a gap. Masked values are null and `masked`. */
export type TrendPoint = { at: Instant; value: number | null; masked: boolean; level: Level | null };
export type Trend = { indicator: string; points: TrendPoint[] };
/** An organisation's level from `at` on; null: not known. */
export type LevelStep = { at: Instant; level: Level | null; basis: 'computed' | 'override' };

/** Everything of one organisation: its row, where its figures come from, and how they have moved. */
export type OrganisationBoard = Pick<
  BoardView,
  'programme' | 'name' | 'timeZone' | 'at' | 'indicators' | 'rule' | 'example' | 'version'
> & {
  row: OrganisationStatus;
  sources: SourceView[];
  /** From when on the trends are. */
  from: Instant;
  trends: Trend[];
  levels: LevelStep[];
};

/** How a feed does, which is another thing than how its partner does. */
export type FeedHealth = 'working' | 'late' | 'failing' | 'waiting' | 'paused' | 'ended';

export type SourceView = SourceSettings & {
  number: number;
  state: 'running' | 'paused' | 'ended';
  health: FeedHealth;
  /** The last good reading. */
  received: Instant | null;
  /** Why it fails, since when, and how often in a row. */
  failing: (CauseView & { times: number }) | null;
  /** When it is fetched, or somebody is asked, next. */
  next: Instant | null;
  /** Fields of the last reading that were not used. */
  faults: FieldFault[];
  /** Of a pushed source: how many tokens are good now. */
  tokens: number;
  setUp: { at: Instant; by: ActorView };
  mapping: number;
};

/** What one fetch of a source that is not saved yet has brought. */
export type TriedSource = { milliseconds: number; bytes: number } & (
  { outcome: 'read'; found: Found } | { outcome: 'failed'; cause: Cause }
);

/** A change of an organisation's level. `change` counts from 1 in its programme. */
export type LevelChangeView = {
  change: number;
  at: Instant;
  organisation: OrganisationId;
  was: Level | null;
  level: Level | null;
  basis: 'computed' | 'override';
  /** What it is made of now, or who set it and why. */
  drivers: FigureView[];
  override: OverrideView | null;
  /** An override that has just ended. */
  ended: boolean;
  indicators: Indicator[];
  version: number;
};

/**
 * The board as it stood at `at`, when a decision was put into the log: numbers and states alone, since it can never be
 * erased. Of each organisation's drivers and figures the few that tell most: what drives its level, the worst first, and
 * what was not current.
 */
export type PinnedBoard = {
  at: Instant;
  indicators: Pick<Indicator, 'key' | 'name' | 'unit'>[];
  rows: (Pick<OrganisationStatus, 'organisation' | 'level' | 'basis' | 'drivers' | 'freshness'> & {
    figures: Pick<FigureView, 'indicator' | 'state' | 'value' | 'masked' | 'level' | 'observed'>[];
    /** The entry in which a person set the level: who and why stand there. */
    setBy?: number;
  })[];
  totals: TotalView[];
};

/** What a person had set when a board was pinned, read from its entry. */
export type PinnedOverride = { organisation: OrganisationId } & Pick<OverrideView, 'until' | 'by' | 'why'>;

/** One value that was read, for export and the partners' own tools. Masked values are null. */
export type ObservationView = {
  organisation: OrganisationId;
  indicator: string;
  value: number | null;
  masked: boolean;
  level: Level | null;
  observed: Instant;
  received: Instant;
  source: number;
  reporter: WhoView | null;
  mapping: number;
};
