import { rolesOf, type Role } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import type { Actor } from '../domain/entry.ts';
import type { Command } from '../domain/events.ts';
import type { Programme } from '../domain/programme.ts';

const COORDINATORS: readonly Role[] = ['coordinator'];
const EVERYONE_PLACED: readonly Role[] = ['coordinator', 'representative', 'deputy', 'sponsor', 'member'];
const READERS: readonly Role[] = [...EVERYONE_PLACED, 'observer'];

/** Who may do what: the whole policy. `anyone` needs no place in the programme. */
export const MAY: Record<Command['type'], readonly Role[] | 'anyone'> = {
  CreateProgramme: 'anyone',
  SetUpProgramme: COORDINATORS,
  AddOrganisation: COORDINATORS,
  ChangeOrganisation: COORDINATORS,
  PlaceMember: COORDINATORS,
  WriteScheme: COORDINATORS,
  RecordDecision: EVERYONE_PLACED,
  SupersedeDecision: EVERYONE_PLACED,
  AmendDecision: EVERYONE_PLACED,
  AddEvidence: EVERYONE_PLACED,
  ReviewDecision: EVERYONE_PLACED,
  SeeDecision: READERS,
};

/** @throws Refused `actor.unplaced` for somebody without a role, `actor.notAllowed` with the roles that may */
export function allow(by: Actor, command: Command, state: Programme): void {
  const may = MAY[command.type];
  if (may === 'anyone') return;
  if (!state.created) throw new Refused({ code: 'programme.missing' });
  const roles = rolesOf(state, by);
  if (roles.length === 0) throw new Refused({ code: 'actor.unplaced' });
  if (!roles.some((role) => may.includes(role))) throw new Refused({ code: 'actor.notAllowed', may: [...may] });
}
