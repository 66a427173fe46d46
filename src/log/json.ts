import canonicalize from 'canonicalize';
import { LogFault } from './fault.ts';

/** Whatever JSON can hold (RFC 8259). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Values nested deeper than this are refused; it also ends the walk of a circular one. */
const MAX_DEPTH = 64;

/**
 * The one text of a value by the JSON Canonicalization Scheme (RFC 8785).
 *
 * Faults: `json.notJson` for what JSON cannot hold, which includes members that are undefined, NaN, infinities, holes in
 * arrays and objects of a class; `json.loneSurrogate`; `json.tooDeep` past 64 levels.
 */
export function canonicalText(value: Json): string {
  refuseWhatIsNotJson(value, 0);
  // A scalar's text is JSON.stringify's by RFC 8785, 3.2.2; only what has members needs their order.
  const text = typeof value === 'object' && value !== null ? canonicalize(value) : JSON.stringify(value);
  if (text === undefined) throw new LogFault('json.notJson');
  return text;
}

/** The UTF-8 bytes of `canonicalText` (RFC 8785, 3.2.4), with the same faults. */
export function canonicalBytes(value: Json): Uint8Array {
  return Buffer.from(canonicalText(value), 'utf8');
}

/** `canonicalize` drops undefined without a word and takes toJSON's; the log must not hold less than it was given. */
function refuseWhatIsNotJson(value: unknown, depth: number): void {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new LogFault('json.loneSurrogate');
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new LogFault('json.notJson');
      return;
    case 'boolean':
      return;
    case 'object':
      if (value !== null) refuseMembersThatAreNotJson(value, depth);
      return;
    default:
      throw new LogFault('json.notJson');
  }
}

function refuseMembersThatAreNotJson(value: object, depth: number): void {
  if (depth >= MAX_DEPTH) throw new LogFault('json.tooDeep');
  if ('toJSON' in value && typeof value.toJSON === 'function') throw new LogFault('json.notJson');
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) refuseWhatIsNotJson(value[i], depth + 1);
    return;
  }
  if (!isPlain(value) || Object.getOwnPropertySymbols(value).length > 0) throw new LogFault('json.notJson');
  for (const [name, member] of Object.entries(value)) {
    if (!name.isWellFormed()) throw new LogFault('json.loneSurrogate');
    refuseWhatIsNotJson(member, depth + 1);
  }
}

/** An object literal of any realm, or one without a prototype; not a Map, a Date or an instance of a class. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
