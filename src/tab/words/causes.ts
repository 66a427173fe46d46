import type { Cause, CauseCode, FieldFault, FieldFaultCode } from '../../web/api-types.ts';

/** Why a source could not be read, after "because" or a colon. */
const CAUSES: Record<CauseCode, string> = {
  'address.refused': 'its address is not one that may be asked',
  'host.unknown': 'the name of its host is not known',
  'connection.failed': 'no connection to it could be made',
  'certificate.invalid': 'its certificate is not valid',
  'time.over': 'it did not answer in time',
  'body.tooLarge': 'it sent more than may be read',
  'status.unexpected': 'it did not answer with a document',
  'redirect.refused': 'it leads on to an address that may not be asked',
  'redirect.tooMany': 'it leads on too many times',
  'document.otherKind': 'it sent another kind of document than was agreed',
  'document.notUtf8': 'what it sent is not text in UTF-8',
  'document.tooDeep': 'what it sent is nested too deeply',
  'document.malformed': 'what it sent cannot be read',
  'document.nothingFound': 'none of the agreed figures is in what it sent',
  'credential.missing': 'its credential is not set on this service',
  'credential.otherHost': 'its credential belongs to another host',
  'nothing.came': 'nothing has come for longer than a figure is fresh',
  fault: 'something went wrong in this service',
};

/** "it did not answer in time", "it answered with status 503" */
export function causeWords({ code, status }: Cause): string {
  if (code === 'status.unexpected' && status !== undefined) return `it answered with status ${status}`;
  return CAUSES[code] ?? 'it could not be read';
}

/** Why one figure in a document was not used. */
const FIELD_FAULTS: Record<FieldFaultCode, string> = {
  missing: 'nothing stands there',
  notANumber: 'it is neither a number nor an agreed word',
  notInTable: 'it is a word for which no value is agreed',
  outOfRange: 'the number is too large, or has too many digits',
  several: 'more than one row or item fits',
  unreadableTime: 'its time cannot be read',
  future: 'it is dated in the future',
  unknownIndicator: 'no such indicator is agreed',
};

export function fieldFaultWords({ code }: Pick<FieldFault, 'code'>): string {
  return FIELD_FAULTS[code] ?? 'it could not be used';
}
