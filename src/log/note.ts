import { sign, verify } from 'node:crypto';
import { asBuffer, base64, parseBase64 } from './bytes.ts';
import { LogFault } from './fault.ts';
import { isKeyName, type Signer, type VerifierKey } from './key.ts';

export {
  formatSigner,
  formatVerifierKey,
  makeSigner,
  parseSigner,
  parseVerifierKey,
  renamed,
  verifierKey,
} from './key.ts';
export type { KeyKind, Signer, VerifierKey } from './key.ts';

/** A note with more signature lines than this is refused; the standard asks for at least 16. */
export const MAX_SIGNATURES = 100;
/** So is one with more UTF-16 code units than this. */
export const MAX_NOTE_LENGTH = 1_000_000;

/** A signature that holds. `time` is a cosignature's, in seconds since 1970. */
export type Verified = { key: VerifierKey; time?: number };

/** A note of which at least one signature holds. `text` is what was signed, its last newline included. */
export type OpenedNote = { text: string; verified: Verified[] };

/** A note before anything is checked: never act on its text. */
export type UnverifiedNote = { text: string; lines: SignatureLine[] };
export type SignatureLine = { name: string; keyId: string; signature: Uint8Array };

const KEY_ID_BYTES = 4;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f]/;

/**
 * Signs a text (C2SP signed-note). Faults: `note.badText` unless it ends with a newline and is free of other control
 * characters and lone surrogates; `note.noTime` for a witness's key, whose line is made by `cosignatureLine`.
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!isNoteText(text)) throw new LogFault('note.badText');
  return `${text}\n${signers.map((signer) => signatureLine(text, signer)).join('')}`;
}

function signatureLine(text: string, { key, secret }: Signer): string {
  if (key.kind !== 'ed25519') throw new LogFault('note.noTime');
  return lineOf(key, sign(null, Buffer.from(text, 'utf8'), secret));
}

/**
 * A witness's line under a checkpoint (C2SP tlog-cosignature, `cosignature/v1`), to be added behind the note's others.
 * `time` is in whole seconds since 1970. Faults: `note.badText`; `note.badTime`; `note.notWitness` for a log's key.
 */
export function cosignatureLine(text: string, { key, secret }: Signer, time: number): string {
  if (!isNoteText(text)) throw new LogFault('note.badText');
  if (key.kind !== 'cosignature') throw new LogFault('note.notWitness');
  if (!Number.isSafeInteger(time) || time < 0) throw new LogFault('note.badTime');
  const timeBytes = Buffer.alloc(TIME_BYTES);
  timeBytes.writeBigUInt64BE(BigInt(time));
  return lineOf(key, Buffer.concat([timeBytes, sign(null, cosigned(text, time), secret)]));
}

/** Takes a note apart without checking any signature. Fault: `note.malformed`. */
export function parseNote(note: string): UnverifiedNote {
  const end = note.lastIndexOf('\n\n') + 1;
  const text = note.slice(0, end);
  if (note.length > MAX_NOTE_LENGTH || !isNoteText(text) || !isNoteText(note)) throw new LogFault('note.malformed');
  const lines = note.slice(end + 1, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new LogFault('note.malformed');
  return { text, lines: lines.map(parseLine) };
}

/**
 * Opens a note: every signature by one of the keys must hold, and there must be one. Lines of other keys are ignored,
 * and so is a further line of the same key.
 *
 * Faults: `note.malformed`; `note.badSignature` by a known key; `note.unsigned` when no known key signed;
 * `note.ambiguousKey` when two of the keys have the name and id of a signature.
 */
export function openNote(note: string, keys: readonly VerifierKey[]): OpenedNote {
  const { text, lines } = parseNote(note);
  const verified: Verified[] = [];
  for (const line of lines) {
    const [key, another] = keys.filter(({ name, keyId }) => name === line.name && keyId === line.keyId);
    if (key === undefined || verified.some((earlier) => earlier.key === key)) continue;
    if (another !== undefined) throw new LogFault('note.ambiguousKey');
    verified.push(verifyLine(text, line.signature, key));
  }
  if (verified.length === 0) throw new LogFault('note.unsigned');
  return { text, verified };
}

function verifyLine(text: string, signature: Uint8Array, key: VerifierKey): Verified {
  switch (key.kind) {
    case 'ed25519':
      requireSignature(Buffer.from(text, 'utf8'), signature, key);
      return { key };
    case 'cosignature': {
      const time = signature.length > TIME_BYTES ? Number(asBuffer(signature).readBigUInt64BE(0)) : NaN;
      if (!Number.isSafeInteger(time)) throw new LogFault('note.badSignature');
      requireSignature(cosigned(text, time), signature.subarray(TIME_BYTES), key);
      return { key, time };
    }
  }
}

function requireSignature(message: Uint8Array, signature: Uint8Array, key: VerifierKey): void {
  const holds = signature.length === SIGNATURE_BYTES && verify(null, message, key.object, signature);
  if (!holds) throw new LogFault('note.badSignature');
}

/** What a witness signs (C2SP tlog-cosignature, "Ed25519 signed message"). */
function cosigned(text: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`, 'utf8');
}

function lineOf({ name, keyId }: VerifierKey, signature: Uint8Array): string {
  return `— ${name} ${base64(Buffer.concat([Buffer.from(keyId, 'hex'), signature]))}\n`;
}

function parseLine(line: string): SignatureLine {
  const [dash, name = '', encoded = '', ...more] = line.split(' ');
  const bytes = parseBase64(encoded);
  if (dash !== '—' || !isKeyName(name) || more.length > 0 || bytes === undefined || bytes.length <= KEY_ID_BYTES) {
    throw new LogFault('note.malformed');
  }
  const keyId = asBuffer(bytes.subarray(0, KEY_ID_BYTES)).toString('hex');
  return { name, keyId, signature: bytes.subarray(KEY_ID_BYTES) };
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !FORBIDDEN.test(text);
}
