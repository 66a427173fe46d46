import { subjectOf, type Event, type EventType } from '../domain/events.ts';
import { ERASABLE, REQUIRED } from '../domain/eventFields.ts';
import { readEntry, sealEntry, type Sealed } from '../log/entry.ts';
import { Fault } from './fault.ts';
import type { Actor, Entry } from '../domain/entry.ts';
import type { Json } from '../log/json.ts';
import type { StoredEntry } from './ports.ts';

/** The version of the types in `domain/events.ts`. A type whose meaning must change gets the next one. */
const VERSION = 1;

/** The fields of every entry, whatever its type: who acted. */
const ENVELOPE = ['person', 'personName', 'organisation', 'basis'];

/** An entry as leaf and disclosures: one disclosure for each of person, name, organisation, basis, why and the payload's fields. */
export function sealed({ at, by, why, event }: Omit<Entry, 'index'>): Sealed {
  const { type, ...payload } = event;
  return sealEntry({ at, subject: subjectOf(event), type, v: VERSION }, {
    ...payload,
    person: by.person,
    personName: by.name,
    organisation: by.organisation,
    basis: by.basis,
    why,
  } as Record<string, Json | undefined>);
}

/**
 * Reads an entry back, after checking each disclosure against its leaf. A field that has been erased folds to
 * `{ erased: index }`.
 * @throws Fault `log.damaged` when leaf and disclosures do not fit, `log.newer` for a type this version does not know
 */
export function opened({ index, leaf, disclosures, erased }: StoredEntry): Entry {
  const { at, type, v, fields } = checked(index, leaf, disclosures);
  if (v !== VERSION || !Object.hasOwn(ERASABLE, type))
    throw new Fault('log.newer', `entry ${index} is of a type this version does not know`);
  const all: Record<string, Json> = { ...fields };
  for (const name of erased) {
    if (!mayBeErased(type, name))
      throw new Fault('log.damaged', `entry ${index} has lost a field that is never erased`);
    all[name] = { erased: index };
  }
  if (missingField(type, all)) throw new Fault('log.damaged', `entry ${index} has lost a field`);
  const { person, personName, organisation, basis, why, ...payload } = all;
  // The digests show that this is what `sealed` wrote, and type and version what shape it had.
  return {
    index,
    at,
    by: { person, name: personName, organisation, basis } as Actor,
    ...(why === undefined ? {} : { why: why as Entry['why'] }),
    event: { type, ...payload } as Event,
  };
}

/** A field that every entry of this type has, and this one has not. */
export function missingField(type: string, fields: object): string | undefined {
  const required = Object.hasOwn(REQUIRED, type) ? REQUIRED[type as EventType] : [];
  return [...ENVELOPE, ...required].find((name) => !Object.hasOwn(fields, name));
}

/** Whether this field of this type of entry holds free text or a name, which alone can be erased. */
export function mayBeErased(type: string, field: string): boolean {
  if (field === 'why' || field === 'personName') return true;
  return Object.hasOwn(ERASABLE, type) && ERASABLE[type as EventType].includes(field);
}

function checked(index: number, leaf: Uint8Array, disclosures: string[]) {
  try {
    return readEntry(leaf, disclosures);
  } catch (cause) {
    throw new Fault('log.damaged', `entry ${index} does not fit its digests`, { cause });
  }
}
