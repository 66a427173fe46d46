import type { Weekday } from './schedule.ts';
import type { OrganisationId, PersonId } from './values.ts';

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
};
