import { hash, randomBytes } from 'node:crypto';
import { parseBase64url, utf8Text } from './bytes.ts';
import { LogFault } from './fault.ts';
import { canonicalText, type Json } from './json.ts';

/** Bytes of a salt: 128 random bits (RFC 9901, section 9.3). */
export const SALT_BYTES = 16;

/** What a disclosure says. */
export type Disclosed = { salt: string; name: string; value: Json };

/**
 * A new disclosure of one field (RFC 9901, section 4.2.1): base64url of the JSON array `[salt, name, value]` under a
 * salt that nobody can guess, so that its digest tells nothing. The string itself is what to keep: a digest is over it,
 * and it cannot be made again once it is lost.
 *
 * Faults: those of `canonicalText`, and `disclosure.badName` for the names that RFC 9901 keeps for itself.
 */
export function disclose(name: string, value: Json): string {
  return discloseWith(randomBytes(SALT_BYTES).toString('base64url'), name, value);
}

/** As `disclose`, under a salt of the caller's making: 22 characters of base64url from a secure source, used once. */
export function discloseWith(salt: string, name: string, value: Json): string {
  if (isReserved(name)) throw new LogFault('disclosure.badName');
  const text = `["${salt}",${canonicalText(name)},${canonicalText(value)}]`;
  return Buffer.from(text, 'utf8').toString('base64url');
}

/** The digest by which a leaf commits to a disclosure: base64url of SHA-256 over its ASCII (RFC 9901, section 4.2.3). */
export function digestOf(disclosure: string): string {
  return hash('sha256', disclosure, 'base64url');
}

/**
 * Reads a disclosure. Other people's may have white space in their JSON (RFC 9901's examples do).
 *
 * Faults: `disclosure.malformed` unless it is base64url without padding of well-formed UTF-8 of a JSON array of a
 * string, a string and a value; `disclosure.badName` for a name that RFC 9901, section 4.2.1, forbids.
 */
export function parseDisclosure(text: string): Disclosed {
  const bytes = parseBase64url(text);
  const json = bytes === undefined ? undefined : utf8Text(bytes);
  if (json === undefined) throw new LogFault('disclosure.malformed');
  const parts = parseJson(json);
  if (!Array.isArray(parts) || parts.length !== 3) throw new LogFault('disclosure.malformed');
  const [salt, name, value] = parts as [Json, Json, Json];
  if (typeof salt !== 'string' || typeof name !== 'string') throw new LogFault('disclosure.malformed');
  if (isReserved(name)) throw new LogFault('disclosure.badName');
  return { salt, name, value };
}

function isReserved(name: string): boolean {
  return name === '_sd' || name === '...';
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json; // what JSON.parse returns is Json by definition
  } catch (cause) {
    throw new LogFault('disclosure.malformed', { cause });
  }
}
