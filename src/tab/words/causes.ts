import type { Cause, CauseCode, FieldFault, FieldFaultCode } from '../../web/api-types.ts';

/** Why a source could not be read: what happened, to stand after a colon, and what to do about it. As in chat. */
export type CauseWords = { happened: string; todo: string };

const CAUSES: Record<CauseCode, CauseWords> = {
  'address.refused': {
    happened: 'its address is not one that may be asked',
    todo: 'Change it to an https address on the open internet, without a user name or password in it.',
  },
  'host.unknown': {
    happened: 'the name in its address is not known',
    todo: 'Check the address for a slip. If it is right, ask the partner whether the service has moved.',
  },
  'connection.failed': {
    happened: 'the address did not answer',
    todo: 'It is tried again by itself. If it goes on, ask the partner whether the service is running.',
  },
  'certificate.invalid': {
    happened: 'the certificate of its address is not valid',
    todo: 'Ask the partner to renew it. Nothing is read until then, since somebody else could be answering.',
  },
  'time.over': {
    happened: 'the answer took too long',
    todo: 'It is tried again by itself. If it goes on, ask the partner for a smaller or faster document.',
  },
  'body.tooLarge': {
    happened: 'the answer was too large',
    todo: 'Ask the partner for a document that holds the agreed figures and little else.',
  },
  'status.unexpected': {
    happened: 'the address answered with an error',
    todo: 'Ask the partner what the error means. It is tried again by itself.',
  },
  'redirect.refused': {
    happened: 'the address sent us on to a place that may not be asked',
    todo: 'Ask the partner where the document is now, and change the address to that.',
  },
  'redirect.tooMany': {
    happened: 'the address sent us on again and again',
    todo: 'Ask the partner where the document is now, and change the address to that.',
  },
  'document.otherKind': {
    happened: 'another kind of document came, such as a web page',
    todo: 'Open the address in a browser: it may want a sign-in. Then check the address and the kind.',
  },
  'document.notUtf8': {
    happened: 'the document is not written in UTF-8',
    todo: 'Ask the partner to save it as UTF-8.',
  },
  'document.tooDeep': {
    happened: 'the document is nested too deeply to be read',
    todo: 'Ask the partner for a flatter one.',
  },
  'document.malformed': {
    happened: 'the document is broken or cut short',
    todo: 'It is tried again by itself. If it goes on, tell the partner.',
  },
  'document.nothingFound': {
    happened: 'none of the agreed figures is in the document',
    todo: 'It may have changed its shape. Change the source, and try it before you save.',
  },
  'credential.missing': {
    happened: 'its credential has not been set on this service',
    todo: 'Ask whoever runs this service to set it, under the name that stands in the source.',
  },
  'credential.otherHost': {
    happened: 'its credential belongs to another address',
    todo: 'Ask whoever runs this service which credential belongs to this address, and name that one.',
  },
  'nothing.came': {
    happened: 'nothing has come',
    todo: 'Ask the partner for the figures as they are now.',
  },
  fault: {
    happened: 'something went wrong on our side',
    todo: 'It is tried again by itself. If it goes on, tell whoever runs this service.',
  },
};

const LOST = { happened: 'it could not be read', todo: 'It is tried again by itself.' };

/** "the address did not answer", "nothing is at its address any more (error 404)" */
export function causeWords({ code, status }: Cause): CauseWords {
  const words = CAUSES[code] ?? LOST;
  if (code !== 'status.unexpected' || status === undefined) return words;
  return statusWords(status) ?? { ...words, happened: `${words.happened} (${status})` };
}

/** What a status says, where it says more than that there was an error. */
function statusWords(status: number): CauseWords | undefined {
  switch (status) {
    case 401:
    case 403:
      return {
        happened: `the address refused us (error ${status})`,
        todo: 'Ask the partner which credential it wants, and whoever runs this service to set it.',
      };
    case 404:
    case 410:
      return {
        happened: `nothing is at its address any more (error ${status})`,
        todo: 'Ask the partner where the document is now, and change the address to that.',
      };
    case 429:
      return {
        happened: 'the address says that it is asked too often (error 429)',
        todo: 'Let it be fetched less often.',
      };
    default:
      return undefined;
  }
}

/** Why a figure was not used. `isOfIt`: it is said of what was found, which stands before it. */
type FaultWords = { isOfIt: boolean; is: string; todo: string };

const FIELD_FAULTS: Record<FieldFaultCode, FaultWords> = {
  missing: { isOfIt: false, is: 'nothing stands there', todo: 'Check where it stands in the document.' },
  notANumber: {
    isOfIt: true,
    is: 'is not a number',
    todo: 'Add a table of values for such words, or ask the partner for a number.',
  },
  notInTable: {
    isOfIt: true,
    is: 'is not in the table of values',
    todo: 'Add it there, with what it counts as.',
  },
  outOfRange: { isOfIt: true, is: 'is not a number that can be used', todo: 'Ask the partner what it should be.' },
  several: { isOfIt: false, is: 'more than one row or item fits', todo: 'Say which one is meant.' },
  unreadableTime: {
    isOfIt: true,
    is: 'is not a time that can be read',
    todo: 'Ask the partner for one such as 2026-03-09T14:05:00Z.',
  },
  future: {
    isOfIt: true,
    is: 'was observed in the future',
    todo: 'Ask the partner to check the clock, or the time zone.',
  },
  unknownIndicator: {
    isOfIt: false,
    is: 'no such indicator has been agreed',
    todo: 'Agree it first, or take the line out.',
  },
};

/** "“n/a” is not a number. Add a table of values for such words, or ask the partner for a number." */
export function fieldFaultWords({ code, found }: Pick<FieldFault, 'code' | 'found'>): string {
  const { isOfIt, is, todo } = FIELD_FAULTS[code] ?? { isOfIt: false, is: 'it could not be used', todo: '' };
  if (!isOfIt) return `${is}. ${todo}`;
  return `${found === undefined || found.trim() === '' ? 'what stands there' : `“${found}”`} ${is}. ${todo}`;
}
