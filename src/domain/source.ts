import { Refused } from './refused.ts';
import type { Actor } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Weekday } from './schedule.ts';
import type { SourceFigures } from './settling.ts';
import type { Instant, OrganisationId, PersonId } from './values.ts';

/**
 * From where an organisation's figures come: a JSON document, a CSV file, an Atlassian Statuspage, an RSS or Atom feed
 * (notices alone), a FHIR R4 MeasureReport, what the partner sends us, or a person who is asked.
 */
export const SOURCE_KINDS = ['json', 'csv', 'statuspage', 'feed', 'fhir', 'push', 'person'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** The kinds that we fetch ourselves. */
export const FETCHED_KINDS = ['json', 'csv', 'statuspage', 'feed', 'fhir'] as const;
export type FetchedKind = (typeof FETCHED_KINDS)[number];

/**
 * Where one indicator stands in a document, and what its value there means.
 *
 * `at`: in JSON, names with dots between and `[n]` or `[name=value]` for an item of a list, such as
 * `wards[name=Ward 6].beds.open`; in CSV, a column by its header, or its number from 1; of a Statuspage, a component by
 * its name or id, or `status` for the page as a whole; in a MeasureReport, the code of a group or a population; in what
 * is pushed, the key it is sent under.
 */
export type Reads = {
  indicator: string;
  at: string;
  /** What words there count as, such as `{ "GREEN": 1 }`. What is not in it is refused. */
  values?: Record<string, number>;
  /** What a value there is multiplied with, to be in the indicator's unit. */
  times?: number;
};

/** The rows of a CSV file, or the reports of a bundle, that are meant: those where this column or field says that. */
export type Rows = { column: string; equals: string };

/** When a person is asked for figures, in the programme's time zone; times as `12:00`. */
export type AskTimes = { weekdays: Weekday[]; times: string[] };

/** How a source is read. Which of the fields mean something depends on its kind; the others are null. */
export type SourceSettings = {
  name: string;
  /** Whose status it tells. */
  partner: OrganisationId;
  kind: SourceKind;
  /** `https:`, and in local mode `http:` on this machine. Its host, and no other, is asked. */
  address: string | null;
  /** Minutes between two fetches. */
  every: number | null;
  /** The name of the setting that holds the credential, `PARTNER_` and more; never the credential itself. */
  credential: string | null;
  reads: Reads[];
  /** Where the time of observation stands, as `at` of {@link Reads}; null: it is taken for the time of fetching. */
  observedAt: string | null;
  rows: Rows | null;
  /** Of a person: when they are asked. */
  asks: AskTimes | null;
  /** Of a person: who is asked; null: whoever speaks for the organisation. */
  asked: PersonId | null;
  /** Of a person: whether they are asked in their own chat or in the conversation. */
  askedIn: 'person' | 'conversation';
};

/** What a fetch needs of a source. */
export type Fetchable = Pick<SourceSettings, 'address' | 'credential' | 'reads' | 'observedAt' | 'rows'> & {
  kind: FetchedKind;
  /** Whose credentials it may use. Absent for a command of one's own, which may use any that it is given. */
  programme?: string | undefined;
};

/** What a partner pushes with: known by its SHA-256 in lower-case hex alone. `until`: when it ends; null: not yet. */
export type Token = { sha256: string; issued: Instant; until: Instant | null };

/** One time that a person was asked for figures. `ask` counts from 1 in its source. */
export type Ask = { ask: number; due: Instant; told: PersonId[]; unreached: { about: string; person: PersonId }[] };

export type Source = SourceSettings & {
  number: number;
  state: 'running' | 'paused' | 'ended';
  setUp: { at: Instant; by: Actor };
  /** Index of the entry that said last how it is read. */
  mapping: number;
  tokens: Token[];
  /** What a person has told. */
  told: SourceFigures;
  /** The last time somebody was asked. */
  ask: Ask | null;
  /** Up to when asking has been seen to. */
  handled: Instant;
  /** Indices of all entries about it, and of those in which somebody told figures, oldest first. */
  history: number[];
  tellings: number[];
};

/** @throws Refused `source.unknown` */
export function sourceOf({ sources }: Programme, number: number): Source {
  const source = sources.get(number);
  if (!source) throw new Refused({ code: 'source.unknown', source: number, last: sources.size });
  return source;
}

/** @throws Refused `source.unknown`, `source.over` */
export function runningSource(state: Programme, number: number): Source {
  const source = sourceOf(state, number);
  if (source.state === 'ended') throw new Refused({ code: 'source.over', source: number });
  return source;
}

export function withSource(state: Programme, source: Source): Programme {
  return { ...state, sources: state.sources.set(source.number, source) };
}

export function isFetched(source: SourceSettings): source is SourceSettings & { kind: FetchedKind } {
  return (FETCHED_KINDS as readonly SourceKind[]).includes(source.kind);
}

/** Whether a token is good at a moment. */
export function isGood({ until }: Token, now: Instant): boolean {
  return until === null || now < until;
}

/** The settings alone, of something that has them. */
export function settingsIn(source: SourceSettings): SourceSettings {
  const { name, partner, kind, address, every, credential, reads, observedAt, rows, asks, asked, askedIn } = source;
  return { name, partner, kind, address, every, credential, reads, observedAt, rows, asks, asked, askedIn };
}
