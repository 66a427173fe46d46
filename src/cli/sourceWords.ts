import type { Cause, CauseCode, FieldFaultCode } from '../domain/reading.ts';
import type { FetchedKind } from '../domain/source.ts';

export const KIND_WORDS: Readonly<Record<FetchedKind, string>> = {
  json: 'JSON',
  csv: 'CSV',
  statuspage: 'a Statuspage summary',
  feed: 'an RSS or Atom feed',
  fhir: 'FHIR MeasureReports',
};

/** Why one field was not used. */
export const FIELD_WORDS: Readonly<Record<FieldFaultCode, string>> = {
  missing: 'nothing stands there',
  notANumber: 'not a number, and there is no table of values',
  notInTable: 'not in the table of values',
  outOfRange: 'not a finite number of at most fifteen digits',
  several: 'more than one row or item fits; say which with rows, or an id',
  unreadableTime: 'its time cannot be read; it wants ISO 8601 with an offset, such as 2026-11-20T08:00:00Z',
  future: 'it says that it was observed in the future',
  unknownIndicator: 'no such indicator is agreed',
};

/** Why a source could not be read, and what to do next. */
export function causeWords({ code, status }: Cause): string {
  return code === 'status.unexpected'
    ? `Its host answered ${status ?? 'something else'} and not 200.`
    : CAUSE_WORDS[code];
}

const CAUSE_WORDS: Readonly<Record<CauseCode, string>> = {
  'address.refused':
    'This address may not be asked: it must be https, without a password, and on the public internet. (--local allows this machine.)',
  'host.unknown': 'There is no host of that name, or its name cannot be looked up just now.',
  'connection.failed': 'Its host cannot be reached, or cut the connection.',
  'certificate.invalid':
    "Its host's certificate is not in order: expired, for another name, or signed by nobody known.",
  'time.over': 'It took longer than 10 seconds from connecting to the last byte.',
  'body.tooLarge': 'It is larger than a source may be: 5 MB unpacked, 100,000 rows or elements.',
  'status.unexpected': 'Its host answered something else than 200.',
  'redirect.refused': 'Its host sends us on to another host, or to one without https, and that is not followed.',
  'redirect.tooMany': 'Its host sends us on again and again.',
  'document.otherKind': 'It is another kind of document than that, such as a web page.',
  'document.notUtf8': 'It is not UTF-8. Save it as such.',
  'document.tooDeep': 'It nests deeper than 32 levels.',
  'document.malformed': 'It is not well-formed, so it cannot be read. (XML with a DOCTYPE never is.)',
  'document.nothingFound': 'It can be read, but none of the figures was found in it.',
  'credential.missing':
    'The credential that it names is not set. Set it as PARTNER_…="<programme> <host> <header>: <value>".',
  'credential.otherHost': 'The credential that it names belongs to another host, so it was not sent.',
  'nothing.came': 'Nothing has come.',
  fault: 'Something went wrong in this command itself. Report it.',
};
