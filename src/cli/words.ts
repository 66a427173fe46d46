import type { LogFault } from '../log/fault.ts';
import type { CliFault } from './fault.ts';

/** Text from outside as it may stand in a terminal: nothing in it moves the cursor or turns the direction of writing. */
export function shown(text: string | number | undefined): string {
  return String(text ?? '').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

/** A number of things: "1 entry", "1,200 entries". */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

export const entries = (number: number): string => count(number, 'entry', 'entries');

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host cannot be looked up just now',
  ENOENT: 'there is no such file',
  EACCES: 'it may not be opened',
  EISDIR: 'it is a folder',
  ENOTDIR: 'one of its folders is a file',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk can only be read',
};

const why = (code: string | number | undefined): string => SYSTEM_WORDS[String(code)] ?? shown(code);

/** Why a command could not do its work, and what to do next, in one line. */
export function cliWords({ code, data }: CliFault): string {
  const [where, file] = [shown(data.where), shown(data.file)];
  switch (code) {
    case 'usage.noCommand':
      return 'Say what to do: verify, export, key, source try or help.';
    case 'usage.unknownCommand':
      return `There is no command "${shown(data.command)}". There are verify, export, key, source try and help.`;
    case 'usage.badOption':
      return `${shown(data.why)}. "concordat help" lists the options.`;
    case 'usage.missing':
      return `Something is missing: ${shown(data.what)}. See "concordat help".`;
    case 'usage.tooMany':
      return `One word too many: "${shown(data.word)}". See "concordat help".`;
    case 'usage.badAddress':
      return `This is not the address of a log: ${shown(data.address)}. One looks like https://concordat.example/log/discharge.`;
    case 'usage.badOrigin':
      return 'An origin has no white space and no plus sign, and at most 200 characters, such as concordat.example.';
    case 'usage.badKey':
      return 'What --key gives is not a verifier key. One looks like concordat.example/discharge+1a2b3c4d+AbCd….';
    case 'usage.badCheckpoint':
      return 'What --checkpoint gives is not a signed checkpoint. Give the whole text, or the file that it is in.';
    case 'usage.badApiKey':
      return 'What --api-key gives is not a key. Give the key, or @ and the name of the file that it is in.';
    case 'usage.badTimeout':
      return '--timeout is in seconds, up to 3600.';
    case 'usage.twoReaders':
      return 'Give --api-key or --as, not both.';
    case 'usage.keyInClear':
      return 'Your key would be sent unencrypted. Use the https address of the log.';
    case 'usage.exists':
      return `${file} is there already, and may be evidence. Choose another name.`;
    case 'host.unreachable':
      return `${where} cannot be reached: ${why(data.why)}. Check the address, and that the service runs.`;
    case 'host.slow':
      return `${where} did not answer in ${shown(data.seconds)} s. Try again, or allow more with --timeout.`;
    case 'host.tooLarge':
      return `${where} answers with far more than there can be. Check the address.`;
    case 'host.redirects':
      return `${where} sends us on to ${shown(data.to)}, and that is not followed. If you trust it, use that address.`;
    case 'host.wantsSignIn':
      return `${where} does not let you in. Give the key that the host gave you with --api-key.`;
    case 'host.hasNot':
      return `${where} is not there, or not for you. Check the address; a log's ends in /log/ and the programme.`;
    case 'host.answers':
      return `${where} cannot be read: the host answered ${shown(data.status)}. Ask the host, and try again.`;
    case 'host.notLog':
      return `There is no log at ${where}: what it gives as its checkpoint is none. Check the address.`;
    case 'file.unreadable':
      return `${file} cannot be read: ${why(data.why)}. (An address begins with http:// or https://.)`;
    case 'file.unwritable':
      return `${file} cannot be written: ${why(data.why)}.`;
    case 'file.notExport':
      return `${file} is not a log that "concordat export" has written.`;
    case 'file.isProof':
      return `${file} is the proof of one entry. This command checks whole logs: give the log's address or an export.`;
    case 'file.notSource':
      return `${file} does not describe a source: ${shown(data.why)}. See "concordat help".`;
    case 'file.noDocument':
      return `${file} has neither an address nor a document. Add one, or give a document with --document.`;
    case 'memory.malformed':
      return `${file} is not a memory of a log, or it is damaged. It was left alone; move it away to begin anew.`;
    case 'memory.unwritable':
      return `The log verifies, but it cannot be remembered: ${file} cannot be written: ${why(data.why)}. Choose another with --memory.`;
  }
}

/** What in a log does not fit, in words for an auditor. It names the first entry that does not fit, where that can be told. */
export function faultWords({ code, index, data }: LogFault): string {
  const words = index === undefined ? LOG_WORDS[code]?.(data) : undefined;
  if (words !== undefined) return words;
  if (index === undefined) return 'The log is not of the form that it should have.';
  const entry = `Entry ${index} does not fit (entries are counted from 0)`;
  return `${entry}: ${ENTRY_WORDS[code] ?? 'it is not of the form that it should have'}.`;
}

const ENTRY_WORDS: Readonly<Record<string, string>> = {
  'entry.changed': 'it does not have the hash that the log publishes for it, so it was changed after it was written',
  'leaf.malformed': 'it is not of the form that an entry has',
  'disclosure.foreign': 'one of its fields is not what was written then, so the field was changed or put in later',
  'disclosure.malformed': 'one of its fields cannot be read',
  'disclosure.badName': 'one of its fields has a name that none may have',
  'disclosure.doubled': 'it has a field twice',
  'disclosure.missing': 'a field that it must have is gone, and is not said to be erased',
  'entries.missing': 'it is missing, though the signed checkpoint counts it',
  'entries.beyond': 'it is beyond the end of the log by its signed checkpoint',
  'erased.notErasable': 'a field is said to be erased that may not be erased',
  'erased.stillThere': 'a field is said to be erased that is still there',
  'export.badLine': 'its line in the file is not of the form that it should have, so the file was changed or cut',
};

type Words = (data: LogFault['data']) => string;

const stretch: Words = ({ from, to }) => `entries ${from} to ${to}`;
const unsigned: Words = () => 'The checkpoint is not signed with the key of this log: the signature does not hold.';
const earlier: Words = ({ remembered }) => `the earlier checkpoint, of ${entries(Number(remembered))}`;

const LOG_WORDS: Readonly<Record<string, Words>> = {
  'note.badSignature': unsigned,
  'note.unsigned': unsigned,
  'note.malformed': () => 'The checkpoint is not of the form that it should have.',
  'checkpoint.malformed': () => 'The checkpoint is not of the form that it should have.',
  'checkpoint.otherLog': () => 'The checkpoint is that of another log than the key.',
  'key.malformed': () => 'What the log publishes as its key is not one.',
  'key.changed': () =>
    'The log now publishes another key than the one you trust. If its host has told you why, and others confirm it, begin anew: give the new key with --key, and a new file with --memory.',
  'key.conflict': () =>
    'The key that you give is not the one remembered for this log. Find out which of the two is right, from somebody other than the host.',
  'origin.changed': () =>
    'This is another log than the one remembered for it: its name has changed, and nothing of it can be compared. If its host has told you why, begin anew: give --memory a new file.',
  'remembered.malformed': () => 'The earlier checkpoint is not of the form that it should have.',
  'remembered.badSignature': () => 'The earlier checkpoint is not signed with the key of this log.',
  'remembered.otherLog': () => 'The earlier checkpoint is that of another log.',
  'remembered.shrunk': ({ remembered, now }) =>
    `The log has ${entries(Number(now))}, and it had ${Number(remembered).toLocaleString('en-GB')} at the earlier checkpoint. A log only grows; an older export has fewer, and --no-memory checks it by itself.`,
  'remembered.rewritten': (data) =>
    `The log was rewritten: its first entries are not those of ${earlier(data)}. What it said then is not what it says now. A checkpoint cannot tell which entry was changed; an earlier export can.`,
  'root.mismatch': ({ intact }) =>
    `The entries do not make up the root that the checkpoint signs. ${
      intact === undefined
        ? 'Which of them was changed cannot be told.'
        : `The first ${entries(Number(intact))} are those that you saw earlier; one behind them was changed.`
    }`,
  'disclosures.malformed': (data) => `What the host discloses of ${stretch(data)} cannot be read.`,
  'tile.malformed': (data) => `The published hashes of ${stretch(data)} cannot be read.`,
  'bundle.malformed': (data) => `The bundle of ${stretch(data)} cannot be read: not as many as there should be.`,
  'export.badHeader': () => 'The first line of the file is not of the form that it should have.',
};
