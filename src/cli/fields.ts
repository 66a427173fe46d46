import { ERASABLE, REQUIRED, WITHHOLDABLE } from '../domain/eventFields.ts';
import { LogFault } from '../log/fault.ts';
import type { Entry } from '../log/entry.ts';

/** Fields that every entry has (`app/codec.ts`), so that one which is not shown was withheld or erased. */
const ALWAYS = ['person', 'personName', 'organisation', 'basis'];
/** Of the fields that every type may have, those that may be erased. */
const ALWAYS_ERASABLE = ['personName', 'why'];
/** The types whose fields this version knows. */
const KNOWN_VERSION = 1;
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

/** Some fields of one entry. */
export type FieldsOf = { index: number; names: string[] };

/** Fields that are not shown. What else is missing cannot be told from the decoys in a leaf. */
export type Hidden = { erased: FieldsOf[]; withheld: FieldsOf[] };

/**
 * Notes what an entry does not show. Only free text and names of people may be erased: what a host says it has erased
 * beyond that is a fault, and so is a field that the type always has and that is gone without a word. Some fields may
 * be withheld where the entry itself says that it is for certain readers alone.
 * Faults, with the index: `erased.notErasable`, `erased.stillThere`, `disclosure.missing`.
 */
export function noteHidden(hidden: Hidden, entry: Entry, erased: readonly string[], index: number): void {
  for (const name of erased) {
    if (!mayBeErased(entry, name)) throw new LogFault('erased.notErasable', { index });
    if (name in entry.fields) throw new LogFault('erased.stillThere', { index });
  }
  const gone = (names: readonly string[]) => names.filter((name) => !(name in entry.fields) && !erased.includes(name));
  const missing = gone(requiredOf(entry));
  const mayBeWithheld = withholdableOf(entry);
  if (missing.some((name) => !mayBeWithheld.includes(name))) throw new LogFault('disclosure.missing', { index });
  if (erased.length > 0) hidden.erased.push({ index, names: [...erased] });
  const withheld = [...gone(ALWAYS), ...missing];
  if (withheld.length > 0) hidden.withheld.push({ index, names: withheld });
}

/** What only certain readers get to see of an entry that names them. */
function withholdableOf({ type, v, fields }: Entry): readonly string[] {
  const withholdable = new Map<string, readonly string[]>(Object.entries(WITHHOLDABLE)).get(type);
  return v === KNOWN_VERSION && Array.isArray(fields.readers) ? (withholdable ?? []) : [];
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
