import type { Command } from '../../src/domain/events.ts';
import type { Identity, Role } from '../../src/domain/person.ts';

/** Who works together in the programmes that the tab is tried with, and how they come to be in one. */

/** The coordinator. */
export const ben: Identity = { person: 'ben', name: 'Ben Carter' };
export const asha: Identity = { person: 'asha', name: 'Asha Rao' };
export const chidi: Identity = { person: 'chidi', name: 'Chidi Obi' };
export const rhys: Identity = { person: 'rhys', name: 'Rhys Morgan' };
export const priya: Identity = { person: 'priya', name: 'Priya Nair' };
export const ines: Identity = { person: 'ines', name: 'Dr Ines Costa' };
export const maya: Identity = { person: 'maya', name: 'Maya Lindqvist' };
export const isla: Identity = { person: 'isla', name: 'Isla Fraser' };
export const omar: Identity = { person: 'omar', name: 'عمر الفارسي' };
export const concordat: Identity = { person: 'concordat', name: 'Concordat' };

export function organisation(short: string, name: string, more: { nation?: 'Scotland' } = {}): Command {
  return { type: 'AddOrganisation', short, name, ...more };
}

export function place({ person, name }: Identity, short: string, ...roles: Role[]): Command {
  return { type: 'PlaceMember', person, name, organisation: short, roles };
}
