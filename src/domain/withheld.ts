import { mayRead } from './readers.ts';
import type { Event, EventType } from './events.ts';
import type { OrganisationId } from './values.ts';

/**
 * The fields of an entry that those do not get to see whom its `readers` leave out. `readers` itself is for all, so
 * that everybody can tell a field that is withheld from one that was taken away.
 */
export const WITHHOLDABLE: Partial<Record<EventType, readonly string[]>> = {
  'answer.given': ['texts', 'values'],
  'blocker.raised': ['text', 'helper', 'needBy'],
  'blocker.closed': ['how'],
};

/** Which fields of an event are withheld from somebody of this organisation; null reads as somebody of none. */
export function withheldFrom(event: Event, reader: OrganisationId | null): readonly string[] {
  const readers = 'readers' in event ? (event.readers ?? null) : null;
  return mayRead(readers, reader) ? [] : (WITHHOLDABLE[event.type] ?? []);
}

/** The event as such a reader may see it. */
export function eventFor(event: Event, reader: OrganisationId | null): Event {
  const withheld = withheldFrom(event, reader);
  if (withheld.length === 0) return event;
  return Object.fromEntries(Object.entries(event).filter(([name]) => !withheld.includes(name))) as Event;
}
