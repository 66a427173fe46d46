import type { Needs, Position, Quorum, Tally } from './agreement.ts';
import type { Authority, Outside } from './authority.ts';
import type { Appetite, Decision, DecisionKind, Link, Retention } from './decision.ts';
import type { Basis } from './entry.ts';
import type { Event } from './events.ts';
import type { Nation, Sector } from './organisation.ts';
import type { Role } from './person.ts';
import type { Stage, UnreachedReason } from './reminder.ts';
import type { Capacity } from './speaking.ts';
import type { PinnedBoard, PinnedOverride } from './statusViews.ts';
import type { Day, Instant, OrganisationId, PersonId, When, Words } from './values.ts';

/** What a reader may see of a programme: cards, API, export and search take these, never the state itself. */

export type WhoView = { name: Words; organisation: OrganisationId | null };

export type ActorView = WhoView & { basis: Basis };

export type DecisionSummary = {
  number: number;
  kind: DecisionKind;
  state: Decision['state'];
  title: Words;
  why: Words;
  /** `YYYY-MM-DD` where only the day is known; null while nothing has been decided. */
  decidedAt: When | null;
  /** Of a proposal that has been ratified: each organisation that agreed, in the person of who said so. */
  deciders: WhoView[];
  recordedAt: Instant;
  recordedBy: ActorView;
  /** Its entry in the log, counted from 0. */
  index: number;
  supersedes: number | null;
  supersededBy: number | null;
  review: Day | null;
  outside: Outside | null;
  /** Recorded more than a day after it was decided. */
  late: boolean;
  /** Null for a decision that was recorded and never proposed. */
  proposal: ProposalSummary | null;
};

/** What organisations are asked to agree, and how they stand to it. */
export type ProposalSummary = {
  needs: Needs;
  quorum: Quorum;
  deadline: Instant;
  /** It applies at once, until it is decided. */
  provisional: boolean;
  tally: Tally;
  /** Organisations that are asked and have not answered. */
  silent: OrganisationId[];
  /** When it was ratified, rejected, lapsed or withdrawn. */
  endedAt: Instant | null;
};

export type ProposalView = ProposalSummary & {
  /** Every organisation that is asked, in the programme's order. */
  rows: PositionRow[];
  /** Organisations that joined after it opened, which are not asked. */
  joinedSince: OrganisationId[];
  outcome: OutcomeView | null;
  /** The decision that gives way, or has given way, when this is ratified. */
  replaces: number | null;
  /** Another decision to which that one has given way before, so that this supersedes nothing. */
  givenWayTo: number | null;
  duties: { organisation: OrganisationId; text: Words }[];
  appointee: WhoView | null;
  service: Words | null;
  appetite: Appetite | null;
};

export type PositionRow = {
  organisation: OrganisationId;
  /** It has left the programme since. */
  left: boolean;
  /** Who was placed to speak for it when the proposal opened. */
  representatives: Words[];
  deputies: Words[];
  position: PositionView | null;
  /** The last reminder to it, if there was one. */
  reminded: RemindedView | null;
};

export type PositionView = {
  position: Position;
  why: Words | null;
  wouldChange: Words | null;
  /** How a coordinator, who passed it on, was told. */
  received: Words | null;
  capacity: Capacity;
  by: ActorView;
  at: Instant;
  index: number;
  /** How often it has said something else than before. */
  changes: number;
  /** Placed to speak for it only after the proposal opened. */
  placedSince: boolean;
};

export type RemindedView = {
  stage: Stage;
  at: Instant;
  /** Sent later than it was due. */
  late: boolean;
  told: Words[];
  away: Words[];
  optedOut: Words[];
};

export type OutcomeView = {
  at: Instant;
  index: number;
  by: ActorView;
  why: Words | null;
  tally: Tally;
  /** The deadline, where it was that which ended it. */
  due: Instant | null;
  /** Worked out later than the deadline, since the service was not running then. */
  late: boolean;
};

export type HistoryLine = { index: number; at: Instant; by: ActorView; why: Words | null; event: Event };

export type DecisionView = DecisionSummary & {
  text: Words | null;
  options: Words | null;
  consulted: Words | null;
  informed: Words | null;
  effective: Day | null;
  retention: Retention | null;
  lateBecause: Words | null;
  evidence: { index: number; label: Words; link: Words | null; sha256: string | null }[];
  /** The status of every partner as it stood when it was put into the log. */
  board: PinnedBoard | null;
  links: Link[];
  proposal: ProposalView | null;
  /** Whom a message about it did not reach. */
  unreached: (WhoView & { at: Instant; reason: UnreachedReason })[];
  amendments: { index: number; at: Instant; by: ActorView; text: Words; why: Words | null }[];
  /** Organisations of which somebody recorded it or has said that they have seen it, in the programme's order. */
  seenBy: OrganisationId[];
  /** Log size at which this was worked out. */
  version: number;
};

/** `people`: what those are called of whom the entries hold only the id. */
export type DecisionWithHistory = DecisionView & {
  history: HistoryLine[];
  people: PersonName[];
  /** Of the board that was pinned: who had set which level, and why; absent where nobody had. */
  overrides?: PinnedOverride[];
};

export type PersonName = { person: PersonId; name: Words };

export type DecisionsPage = {
  decisions: DecisionSummary[];
  /** How many decisions match, over all pages. */
  total: number;
  /** Give this back as `cursor` for the next page; null on the last. */
  next: string | null;
};

export type OrganisationView = {
  id: OrganisationId;
  name: string;
  ods: string | null;
  sector: Sector;
  nation: Nation;
  constituency: string | null;
  domains: string[];
  /** When it left the programme. */
  left: Instant | null;
  members: MemberView[];
};

/** `awayUntil`: the day on which they are back. */
export type MemberView = { person: PersonId; name: Words; roles: Role[]; awayUntil: Day | null };

export type ProgrammeView = {
  id: string;
  name: string;
  goal: Words | null;
  timeZone: string;
  organisations: OrganisationView[];
  /** Members who stand outside every organisation, such as a coordinator who has just set it up. */
  unplaced: MemberView[];
  scheme: Authority[];
  /** Entries in its log. */
  size: number;
};

/** `GET /api/me`: who is asking, and which programmes they may read. */
export type MeView = {
  person: PersonId;
  name: string;
  programmes: { id: string; name: string; organisation: OrganisationId | null; basis: Basis; roles: Role[] }[];
};
