import type { Authority, Outside } from './authority.ts';
import type { DecisionKind, Retention } from './decision.ts';
import type { Basis } from './entry.ts';
import type { Event } from './events.ts';
import type { Nation, Sector } from './organisation.ts';
import type { Role } from './person.ts';
import type { Day, Instant, OrganisationId, PersonId, When, Words } from './values.ts';

/** What a reader may see of a programme: cards, API, export and search take these, never the state itself. */

export type WhoView = { name: Words; organisation: OrganisationId | null };

export type ActorView = WhoView & { basis: Basis };

export type DecisionSummary = {
  number: number;
  kind: DecisionKind;
  state: 'recorded' | 'superseded';
  title: Words;
  why: Words;
  /** `YYYY-MM-DD` where only the day is known. */
  decidedAt: When;
  deciders: WhoView[];
  recordedAt: Instant;
  recordedBy: ActorView;
  /** Its entry in the log, counted from 0. */
  index: number;
  supersedes: number | null;
  supersededBy: number | null;
  review: Day | null;
  outside: Outside | null;
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
  evidence: { index: number; label: Words; link: Words | null }[];
  amendments: { index: number; at: Instant; by: ActorView; text: Words; why: Words | null }[];
  /** Organisations of which somebody recorded it or has said that they have seen it, in the programme's order. */
  seenBy: OrganisationId[];
  /** Log size at which this was worked out. */
  version: number;
};

export type DecisionWithHistory = DecisionView & { history: HistoryLine[] };

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
  members: MemberView[];
};

export type MemberView = { person: PersonId; name: Words; roles: Role[] };

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
