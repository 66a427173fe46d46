import { isUtf8 } from 'node:buffer';

/** The same memory as a Buffer, whose methods are faster than what Uint8Array has. Copies nothing. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return asBuffer(a).equals(b);
}

/** The text that the bytes spell, or undefined when they are not well-formed UTF-8. A byte order mark is kept. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? asBuffer(bytes).toString('utf8') : undefined;
}

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('base64');
}

/**
 * Reads standard base64 with padding (RFC 4648, section 4), or undefined. One text for one value: no white space, no
 * missing or further padding, no bits set behind the end.
 */
export function parseBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** Reads base64url without padding (RFC 4648, section 5), or undefined; as strict as `parseBase64`. */
export function parseBase64url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

/** Reads an ASCII decimal without sign or leading zeros, at most 2^53 - 1; otherwise undefined. */
export function parseDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** True for a whole number from 0 to 2^53 - 1: what a size or an index may be. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
