import type { Actor } from './entry.ts';
import type { Programme } from './programme.ts';
import type { PersonId, Words } from './values.ts';
import type { Event } from './events.ts';
import type { ActorView, PersonName } from './views.ts';

/** How people are named to readers. */

export function actorView({ name, organisation, basis }: Actor): ActorView {
  return { name, organisation, basis };
}

/** What a member is called; somebody who was never placed is known by nothing that readers may see. */
export function nameOf(state: Programme, person: PersonId): Words {
  return state.members.get(person)?.name ?? 'Somebody';
}

/** The members whom events hold by their ids. */
export function peopleIn(state: Programme, events: readonly Event[]): PersonName[] {
  const ids = new Set<PersonId>();
  const look = (value: unknown): void => {
    if (typeof value === 'string' && state.members.has(value)) ids.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(events);
  return [...ids].map((person) => ({ person, name: nameOf(state, person) }));
}
