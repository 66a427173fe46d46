import { ERASABLE, REQUIRED } from '../domain/events.ts';
import { LogFault } from '../log/fault.ts';
import type { Entry } from '../log/entry.ts';

/** Fields that every entry has (`app/codec.ts`), so that one which is not shown was withheld or erased. */
const ALWAYS = ['person', 'personName', 'organisation', 'basis'];
/** Of the fields that every type may have, those that may be erased. */
const ALWAYS_ERASABLE = ['personName', 'why'];
/** The types whose fields this version knows. */
const KNOWN_VERSION = 1;
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

/** Entries of which not every field is shown. What else is missing cannot be told from the decoys in a leaf. */
export type Hidden = { erased: { index: number; names: string[] }[]; withheld: number[] };

/**
 * Notes what an entry does not show. Only free text and names of people may be erased: what a host says it has erased
 * beyond that is a fault, and so is a field that the type always has and that is gone without a word.
 * Faults, with the index: `erased.notErasable`, `erased.stillThere`, `disclosure.missing`.
 */
export function noteHidden(hidden: Hidden, entry: Entry, erased: readonly string[], index: number): void {
  for (const name of erased) {
    if (!mayBeErased(entry, name)) throw new LogFault('erased.notErasable', { index });
    if (name in entry.fields) throw new LogFault('erased.stillThere', { index });
  }
  if (requiredOf(entry).some((name) => !(name in entry.fields) && !erased.includes(name)))
    throw new LogFault('disclosure.missing', { index });
  if (erased.length > 0) hidden.erased.push({ index, names: [...erased] });
  if (ALWAYS.some((name) => !(name in entry.fields) && !erased.includes(name))) hidden.withheld.push(index);
}

function requiredOf({ type, v }: Entry): readonly string[] {
  const required = new Map<string, readonly string[]>(Object.entries(REQUIRED)).get(type);
  return v === KNOWN_VERSION ? (required ?? []) : [];
}

/** A type that a later version has added may have fields of which this one knows nothing but how a name is written. */
function mayBeErased({ type, v }: Entry, name: string): boolean {
  const erasable = new Map<string, readonly string[]>(Object.entries(ERASABLE)).get(type);
  if (v !== KNOWN_VERSION || erasable === undefined) return FIELD_NAME.test(name);
  return erasable.includes(name) || ALWAYS_ERASABLE.includes(name);
}
