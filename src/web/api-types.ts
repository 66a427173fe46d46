import type { BlockerView, StandupView } from '../domain/standupViews.ts';
import type { ObservationView, SourceView } from '../domain/statusViews.ts';

/** What the JSON API answers, for the tab and for partners' own tools. */
export type {
  ActorView,
  DecisionSummary,
  DecisionsPage,
  DecisionView,
  DecisionWithHistory,
  HistoryLine,
  MemberView,
  MeView,
  OrganisationView,
  OutcomeView,
  PositionRow,
  PositionView,
  ProgrammeView,
  ProposalSummary,
  ProposalView,
  RemindedView,
  WhoView,
} from '../domain/views.ts';
export type {
  AnswerRow,
  AnswerView,
  BlockerView,
  RoundsPage,
  RoundSummary,
  RoundView,
  RoundWithHistory,
  RowState,
  StandupView,
} from '../domain/standupViews.ts';
export type {
  BoardView,
  CauseView,
  FeedHealth,
  FigureState,
  FigureView,
  Freshness,
  LevelStep,
  ObservationView,
  OrganisationBoard,
  OrganisationStatus,
  OverrideView,
  PinnedBoard,
  PinnedOverride,
  SourceView,
  TotalView,
  Trend,
  TrendPoint,
} from '../domain/statusViews.ts';
export type { Indicator, Level, LevelRule } from '../domain/indicator.ts';
export type { Cause, CauseCode, FieldFault, FieldFaultCode, Notice } from '../domain/reading.ts';
export type { SourceKind } from '../domain/source.ts';
export type { Question, StandupSettings } from '../domain/standup.ts';
export type { Needs, Position, Quorum, Tally } from '../domain/agreement.ts';
export type { Appetite, Link } from '../domain/decision.ts';
export type { Words } from '../domain/values.ts';
export type { Event } from '../domain/events.ts';
export type { Outside } from '../domain/authority.ts';

/** `GET /api/programmes/:p/standups` */
export type StandupsView = { standups: StandupView[] };

/** `GET /api/programmes/:p/blockers`: those that are open, the oldest first. */
export type BlockersView = { blockers: BlockerView[] };

/**
 * `GET /api/programmes/:p/sources`. The address of a source, and the name of the setting that holds its credential, are
 * null for everybody but coordinators.
 */
export type SourcesView = { sources: SourceView[] };

/** `GET /api/programmes/:p/status/observations`: what was read, the oldest first. */
export type ObservationsPage = { observations: ObservationView[]; next: string | null };

/** RFC 9457 problem details, with the code of the refusal or fault. */
export type Problem = { type: string; title: string; status: number; detail: string; code: string; reference?: string };

/** `GET /api/local`, in local mode only: who one can be in the tab. */
export type LocalPeople = { people: { person: string; name: string; organisation: string | null }[] };
