import type { Actor } from './entry.ts';
import type { OrganisationId } from './values.ts';

/** Who may read something: everybody in the programme, or people of these organisations alone. */
export type Readers = OrganisationId[] | null;

/** Whether somebody of this organisation may read it; null reads as somebody of none. */
export function mayRead(readers: Readers, reader: OrganisationId | null): boolean {
  return readers === null || (reader !== null && readers.includes(reader));
}

/** Who may read both of two things. */
export function bothRead(one: Readers, other: Readers): Readers {
  if (one === null || other === null) return one ?? other;
  return one.filter((id) => other.includes(id));
}

/**
 * The organisation for which somebody reads what is not for everybody: where they are placed, or their home tenant's. An
 * e-mail domain only suggests, since the host's administrator can edit the address.
 */
export function readerOf({ organisation, basis }: Pick<Actor, 'organisation' | 'basis'>): OrganisationId | null {
  return basis === 'domain' ? null : organisation;
}
