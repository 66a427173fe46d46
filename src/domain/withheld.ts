import { mayRead } from './readers.ts';
import { WITHHOLDABLE } from './eventFields.ts';
import type { Event } from './events.ts';
import type { OrganisationId } from './values.ts';

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
