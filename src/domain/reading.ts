import type { Instant, PersonId } from './values.ts';

/**
 * What was found in a partner's document. Strict: what does not fit is a fault of its field, and the rest is used.
 * Everything in it comes from outside, and is bounded and escaped wherever it is shown.
 */
export type Found = { figures: FoundFigure[]; faults: FieldFault[]; notices: Notice[] };

/** A value in its indicator's unit, and when the partner observed it. */
export type FoundFigure = { indicator: string; value: number; observed: Instant };

/**
 * Why one field of a document was not used. `found`: the beginning of what stood there, for whoever tries a source out or
 * pushes; it may be anything, and is never kept.
 */
export type FieldFault = { indicator: string; at: string; code: FieldFaultCode; found?: string };
export const FIELD_FAULTS = [
  /** Nothing stands there. */
  'missing',
  /** Neither a number nor a word of the table of values. */
  'notANumber',
  'notInTable',
  /** NaN, infinity, or more than fifteen digits. */
  'outOfRange',
  /** More than one row or item fits. */
  'several',
  'unreadableTime',
  /** Observed more than five minutes from now. */
  'future',
  /** No such indicator is agreed. */
  'unknownIndicator',
] as const;
export type FieldFaultCode = (typeof FIELD_FAULTS)[number];

/** What a partner tells in words: an incident, maintenance, a news item. `link` is http or https. */
export type Notice = { title: string; at: Instant | null; link: string | null };

/** Why a source could not be read at all. */
export type Cause = { code: CauseCode; status?: number };
export const CAUSES = [
  /** The address is not one that we may ask: not https, with a password in it, or in a private, local or metadata network. */
  'address.refused',
  'host.unknown',
  'connection.failed',
  'certificate.invalid',
  /** It took longer than a fetch may take, from connecting to the last byte. */
  'time.over',
  'body.tooLarge',
  /** `status` says which. */
  'status.unexpected',
  'redirect.refused',
  'redirect.tooMany',
  /** Not the kind of document that was agreed, such as a web page. */
  'document.otherKind',
  'document.notUtf8',
  'document.tooDeep',
  'document.malformed',
  /** A document that could be read, in which none of the figures was. */
  'document.nothingFound',
  'credential.missing',
  /** The credential belongs to another host. */
  'credential.otherHost',
  /** Pushed or told by a person: nothing has come for longer than it is fresh. */
  'nothing.came',
  /** Something went wrong on our side. */
  'fault',
] as const;
export type CauseCode = (typeof CAUSES)[number];

/** One reading of a source, as the store keeps it. */
export type Reading = Found & {
  source: number;
  received: Instant;
  /** The entry that said how the source is read. */
  mapping: number;
  /** Who told it, where a person did. */
  reporter: PersonId | null;
};
