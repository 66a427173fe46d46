import { rolesOf, type Identity, type Role } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import type { Actor } from '../domain/entry.ts';
import type { Command } from '../domain/events.ts';
import type { Programme } from '../domain/programme.ts';

const COORDINATORS: readonly Role[] = ['coordinator'];
const EVERYONE_PLACED: readonly Role[] = ['coordinator', 'representative', 'deputy', 'sponsor', 'member'];
const SPEAKERS: readonly Role[] = ['coordinator', 'representative', 'deputy', 'sponsor'];
const READERS: readonly Role[] = [...EVERYONE_PLACED, 'observer'];

/** Whoever the service itself is when it acts by the clock: no person can have this id. */
export const SERVICE: Identity = { person: 'concordat', name: 'Concordat' };

/**
 * Who may do what: the whole policy. `anyone` needs no place in the programme; `service` is for no person. Who speaks
 * for an organisation is not a matter of roles alone: `domain/speaking.ts` has that.
 */
export const MAY: Record<Command['type'], readonly Role[] | 'anyone' | 'service'> = {
  CreateProgramme: 'anyone',
  SetUpProgramme: COORDINATORS,
  AddOrganisation: COORDINATORS,
  ChangeOrganisation: COORDINATORS,
  LeaveOrganisation: COORDINATORS,
  PlaceMember: COORDINATORS,
  SetAway: READERS,
  SetReminders: READERS,
  WriteScheme: COORDINATORS,
  RecordDecision: EVERYONE_PLACED,
  SupersedeDecision: EVERYONE_PLACED,
  AmendDecision: EVERYONE_PLACED,
  AddEvidence: EVERYONE_PLACED,
  ReviewDecision: EVERYONE_PLACED,
  SeeDecision: READERS,
  LinkDecision: EVERYONE_PLACED,
  ProposeDecision: EVERYONE_PLACED,
  TakePosition: READERS,
  CloseProposal: COORDINATORS,
  WithdrawProposal: EVERYONE_PLACED,
  SetUpStandup: COORDINATORS,
  ChangeStandup: COORDINATORS,
  PauseStandup: COORDINATORS,
  ResumeStandup: COORDINATORS,
  EndStandup: COORDINATORS,
  SkipRound: COORDINATORS,
  ProclaimHoliday: COORDINATORS,
  StartRound: SPEAKERS,
  CloseRound: SPEAKERS,
  NextAtTable: EVERYONE_PLACED,
  GiveAnswer: EVERYONE_PLACED,
  CloseBlocker: EVERYONE_PLACED,
  TakeExample: COORDINATORS,
  SetIndicator: COORDINATORS,
  RemoveIndicator: COORDINATORS,
  SetLevelRule: COORDINATORS,
  SetUpSource: COORDINATORS,
  ChangeSource: COORDINATORS,
  PauseSource: COORDINATORS,
  ResumeSource: COORDINATORS,
  EndSource: COORDINATORS,
  IssueToken: COORDINATORS,
  TellFigures: EVERYONE_PLACED,
  ConfirmFigures: EVERYONE_PLACED,
  OverrideLevel: SPEAKERS,
  LiftOverride: SPEAKERS,
  NoteLevels: 'service',
  PinStatus: SPEAKERS,
  UnpinStatus: SPEAKERS,
  NoteUnreached: 'service',
  Tick: 'service',
};

/** @throws Refused `actor.unplaced` for somebody without a role, `actor.notAllowed` with the roles that may */
export function allow(by: Actor, command: Command, state: Programme): void {
  const may = MAY[command.type];
  if (may === 'anyone' || (may === 'service' && by.person === SERVICE.person)) return;
  if (!state.created) throw new Refused({ code: 'programme.missing' });
  const roles = rolesOf(state, by);
  if (roles.length === 0) throw new Refused({ code: 'actor.unplaced' });
  if (may === 'service' || !roles.some((role) => may.includes(role)))
    throw new Refused({ code: 'actor.notAllowed', may: may === 'service' ? [] : [...may] });
}
