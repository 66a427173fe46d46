import { parseDisclosure } from '../log/disclosure.ts';

/**
 * An entry's disclosures as one text, a line each. An erased one leaves a mark with its field's name behind that is as
 * long as the disclosure was, so that a row can be overwritten in place (see sqliteSchema.ts). The disclosure holds a
 * salt and the name, so there is always room.
 */
const ERASED = '~';
const BASE64URL = /^[\w-]+$/;

/** Throws a RangeError for a disclosure that is not base64url, since it could not be told from a mark or a line end. */
export function packDisclosures(disclosures: readonly string[]): string {
  for (const disclosure of disclosures) {
    if (!BASE64URL.test(disclosure)) throw new RangeError('a disclosure is base64url');
  }
  return disclosures.join('\n');
}

export function unpackDisclosures(packed: string): { disclosures: string[]; erased: string[] } {
  const disclosures: string[] = [];
  const erased: string[] = [];
  for (const line of packed === '' ? [] : packed.split('\n')) {
    if (line.startsWith(ERASED)) erased.push(nameOf(line));
    else disclosures.push(line);
  }
  return { disclosures, erased };
}

/** The same text, as long as it was, with marks in the place of these fields' disclosures. */
export function eraseDisclosures(packed: string, fields: readonly string[]): string {
  const lines = packed === '' ? [] : packed.split('\n');
  return lines.map((line) => (line.startsWith(ERASED) ? line : eraseLine(line, fields))).join('\n');
}

function eraseLine(disclosure: string, fields: readonly string[]): string {
  const { name } = parseDisclosure(disclosure);
  if (!fields.includes(name)) return disclosure;
  return (ERASED + Buffer.from(name).toString('base64url')).padEnd(disclosure.length, ERASED);
}

function nameOf(mark: string): string {
  return Buffer.from(mark.replaceAll(ERASED, ''), 'base64url').toString();
}
