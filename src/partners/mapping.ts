import { mapCsv } from './csv.ts';
import { textOf } from './document.ts';
import { PartnerFault } from './fault.ts';
import { mapFeed } from './feed.ts';
import { mapFhir } from './fhir.ts';
import { mapJson } from './json.ts';
import { checkedFound } from './outcome.ts';
import { mapStatuspage } from './statuspage.ts';
import type { Mapping } from './figures.ts';
import type { Found } from '../domain/reading.ts';
import type { Fetchable, FetchedKind } from '../domain/source.ts';
import type { Instant } from '../domain/values.ts';

type Mapper = (text: string, mapping: Mapping, now: Instant) => Found;

const MAPPERS: Readonly<Record<FetchedKind, Mapper>> = {
  json: mapJson,
  csv: mapCsv,
  statuspage: mapStatuspage,
  feed: mapFeed,
  fhir: mapFhir,
};

/** What the kinds are asked for as. Some servers send what they were asked for, and others what they have. */
export const ACCEPTS: Readonly<Record<FetchedKind, string>> = {
  json: 'application/json, */*;q=0.1',
  csv: 'text/csv, text/plain;q=0.5, */*;q=0.1',
  statuspage: 'application/json, */*;q=0.1',
  feed: 'application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
  fhir: 'application/fhir+json, application/json;q=0.9, */*;q=0.1',
};

/** What a source reads its document by. */
export type MappedBy = Pick<Fetchable, 'kind' | 'reads' | 'observedAt' | 'rows'>;

/**
 * Maps a document. What of it does not fit is in the faults, even if that is all of it.
 * @throws PartnerFault `document.…` but for `document.nothingFound`; `body.tooLarge` for too many rows
 */
export function mapped(bytes: Uint8Array, source: MappedBy, now: Instant): Found {
  return checkedFound(MAPPERS[source.kind](textOf(bytes), source, now));
}

/**
 * A source that should tell figures and told none has failed; one that tells notices alone may have none to tell.
 * @throws PartnerFault `document.nothingFound`
 */
export function orNothing(found: Found, { kind, reads }: Pick<MappedBy, 'kind' | 'reads'>): Found {
  const noticesAlone = kind === 'feed' || (kind === 'statuspage' && reads.length === 0);
  if (found.figures.length === 0 && !noticesAlone) throw new PartnerFault('document.nothingFound', { found });
  return found;
}
