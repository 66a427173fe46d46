import { escape, safe, type Markdown } from './escape.ts';
import { inALine } from './roundRows.ts';
import type { Cause, CauseCode, FieldFault, FieldFaultCode } from '../domain/reading.ts';

/** Why a source could not be read, or a part of what it said: what happened, and what to do about it. */

type CauseWords = { happened: string; todo: string };

const CAUSE_WORDS = {
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
} as const satisfies Record<CauseCode, CauseWords>;

/** What an answer's status says, where it says more than that there was an error. */
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

function wordsFor({ code, status }: Cause): CauseWords {
  if (code !== 'status.unexpected' || status === undefined) return CAUSE_WORDS[code];
  const { happened, todo } = CAUSE_WORDS[code];
  return statusWords(status) ?? { happened: `${happened} (${status})`, todo };
}

/** What happened, to stand after a colon: "the address did not answer" */
export function causeWords(cause: Cause): Markdown {
  return escape(wordsFor(cause).happened);
}

/** What to do about it, as a sentence. */
export function causeTodo(cause: Cause): Markdown {
  return escape(wordsFor(cause).todo);
}

/** What each fault says after what was found there, and what to do about it. */
const FAULT_WORDS = {
  missing: { is: 'nothing stands there', todo: 'Check where it stands in the document.' },
  notANumber: { is: 'is not a number', todo: 'Add a table of values for such words, or ask the partner for a number.' },
  notInTable: { is: 'is not in the table of values', todo: 'Add it there, with what it counts as.' },
  outOfRange: { is: 'is not a number that can be used', todo: 'Ask the partner what it should be.' },
  several: { is: 'more than one row or item fits', todo: 'Say which one is meant.' },
  unreadableTime: {
    is: 'is not a time that can be read',
    todo: 'Ask the partner for one such as 2026-03-09T14:05:00Z.',
  },
  future: { is: 'was observed in the future', todo: 'Ask the partner to check the clock, or the time zone.' },
  unknownIndicator: { is: 'no such indicator has been agreed', todo: 'Agree it first, or take the line out.' },
} as const satisfies Record<FieldFaultCode, { is: string; todo: string }>;

/** Of these what was found is shown before what is wrong with it. */
const OF_WHAT_WAS_FOUND: readonly FieldFaultCode[] = [
  'notANumber',
  'notInTable',
  'outOfRange',
  'unreadableTime',
  'future',
];

/** "Beds open, at “beds.open”: “n/a” is not a number. Add a table of values for such words, or ask the partner for a number." */
export function faultWords({ at, code, found }: FieldFault, name: string, room: number): Markdown {
  const { is, todo } = FAULT_WORDS[code];
  const what = OF_WHAT_WAS_FOUND.includes(code) ? safe`${quoted(found, room)} ` : NOTHING;
  const where = at === '' ? NOTHING : safe`, at ${quoted(at, room)}`;
  return safe`${inALine(name, room)}${where}: ${what}${escape(is)}. ${escape(todo)}`;
}

function quoted(text: string | undefined, room: number): Markdown {
  return text === undefined || text.trim() === '' ? safe`what stands there` : safe`“${inALine(text, room)}”`;
}

const NOTHING = escape('');
