import type { Skipped } from './round.ts';
import type { Question, Standup, StandupSettings } from './standup.ts';
import type { Timing } from './roundMeant.ts';
import type { UnreachedReason } from './reminder.ts';
import type { Day, Instant, OrganisationId, PersonId, Words } from './values.ts';
import type { ActorView, HistoryLine, WhoView } from './views.ts';

/** What a reader may see of stand-ups, rounds, answers and blockers. */

export type StandupView = StandupSettings & {
  number: number;
  state: Standup['state'];
  /** When the next round opens by itself; null when none is scheduled. */
  next: Instant | null;
  /** Days still to come on which none opens, and why. */
  skips: { day: Day; why: Words | null }[];
  /** How many rounds there have been. */
  rounds: number;
  /** The round that is open. */
  open: number | null;
  /** What those are called who are named in `asked`. */
  people: { person: PersonId; name: Words }[];
  version: number;
};

export type RoundSummary = {
  standup: number;
  round: number;
  openedAt: Instant;
  closedAt: Instant | null;
  /** What each that was asked did, and who had a holiday; by organisation, the best of its people where people report. */
  participation: { organisation: OrganisationId; state: RowState }[];
  answered: number;
  expected: number;
  /** Blockers that were open when it closed, or are now. */
  openBlockers: number;
};

export type RoundView = RoundSummary & {
  name: string;
  reporting: Standup['reporting'];
  questions: Question[];
  /** Whether “no change” is an answer: nothing that must be answered asks for more. */
  mayBeUnchanged: boolean;
  openedBy: ActorView;
  /** When it was to open; null when somebody started it. */
  due: Instant | null;
  /** How many before it were due while the service was not running. */
  missed: number;
  closes: Instant;
  closedBy: ActorView | null;
  /** Whether its time was over; otherwise it gave way, or somebody closed it. */
  closedInTime: boolean;
  /** Whether it was closed since the next one opened. */
  gaveWay: boolean;
  /** Who is asked, in the programme's order, then others who answered, then who has a holiday. */
  rows: AnswerRow[];
  blockers: BlockerView[];
  /** How many of the answers and blockers are not for this reader. */
  withheld: number;
  /** Whose turn it is, when it goes round the table. */
  table: { now: OrganisationId | null; next: OrganisationId | null } | null;
  /** Whether it is the newest of its stand-up. */
  isLast: boolean;
  version: number;
};

export const ROW_STATES = ['answered', 'awaited', 'away', 'unreached', 'holiday'] as const;
export type RowState = (typeof ROW_STATES)[number];

export type AnswerRow = {
  key: string;
  organisation: OrganisationId;
  /** Who it is, where people report. */
  person: Words | null;
  state: RowState;
  /** Who can answer now. */
  people: Words[];
  away: { name: Words; until: Day }[];
  unreached: { name: Words; reason: UnreachedReason }[];
  optedOut: Words[];
  /** Not asked, and answered all the same. */
  unasked: boolean;
  answer: AnswerView | null;
};

export type AnswerView = {
  by: ActorView;
  at: Instant;
  index: number;
  timing: Timing;
  noted: boolean;
  noChange: boolean;
  /** Said that nothing is in the way, beside what else it says. */
  nothingInTheWay: boolean;
  /** How often it was changed. */
  changes: number;
  /** Whom it is for; null: everybody. */
  readers: OrganisationId[] | null;
  /** What it says is not for this reader. */
  withheld: boolean;
  /** `question` is null where the words have been erased. */
  texts: { question: string | null; text: Words }[];
  /** `before`: what was said the last time, where that is known to this reader. */
  values: { question: string; value: number | string | boolean; before: number | string | boolean | null }[];
};

export type BlockerView = {
  number: number;
  standup: number;
  organisation: OrganisationId;
  /** Null, as are helper and day, where it is not for this reader. */
  text: Words | null;
  helper: OrganisationId | null;
  needBy: Day | null;
  readers: OrganisationId[] | null;
  raisedAt: Instant;
  raisedBy: ActorView;
  round: number;
  /** In how many rounds it has stood. */
  rounds: number;
  /** Raised in the round that is looked at. */
  isNew: boolean;
  /** `readers`: for whom it is how it was closed. */
  closed: { at: Instant; by: ActorView; how: Words | null; readers: OrganisationId[] | null } | null;
  escalated: { at: Instant; told: WhoView[] } | null;
};

export type RoundWithHistory = RoundView & { history: HistoryLine[] };

/** A list of rounds; `next` is the cursor of the next page. */
export type RoundsPage = { rounds: RoundSummary[]; total: number; next: string | null };

export type SkippedView = Skipped;
