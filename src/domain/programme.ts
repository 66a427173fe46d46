import { Map, OrderedMap } from 'immutable';
import { isTimeZone } from './calendar.ts';
import { Refused } from './refused.ts';
import { optional, required } from './text.ts';
import type { Authority } from './authority.ts';
import type { Decision } from './decision.ts';
import type { Actor } from './entry.ts';
import type { Organisation } from './organisation.ts';
import type { Member, MemberEvent } from './person.ts';
import type { Instant, OrganisationId, PersonId, Words } from './values.ts';

/** A piece of cross-organisation work: the fold of its log. */
export type Programme = {
  name: string;
  goal?: Words;
  timeZone: string;
  created: Instant | null;
  organisations: OrderedMap<OrganisationId, Organisation>;
  members: OrderedMap<PersonId, Member>;
  scheme: Authority[];
  decisions: Map<number, Decision>;
};

export const NO_PROGRAMME: Programme = {
  name: '',
  timeZone: 'Europe/London',
  created: null,
  organisations: OrderedMap(),
  members: OrderedMap(),
  scheme: [],
  decisions: Map(),
};

/** What installing the bot does. Who installs is the first coordinator; installing twice changes nothing. */
export type CreateProgramme = { type: 'CreateProgramme'; name: string; timeZone?: string };

/** Changes only what is given. */
export type ChangeProgramme = {
  type: 'ChangeProgramme';
  name?: string;
  goal?: string;
  timeZone?: string;
  why?: string;
};

export type ProgrammeCommand = CreateProgramme | ChangeProgramme;

export type ProgrammeEvent =
  | { type: 'programme.created'; name: string; timeZone: string }
  | { type: 'programme.changed'; name: string; goal?: Words; timeZone: string };

export function createProgramme(
  state: Programme,
  command: CreateProgramme,
  by: Actor,
): (ProgrammeEvent | MemberEvent)[] {
  if (state.created) return [];
  return [
    {
      type: 'programme.created',
      name: required('name', command.name, 'name'),
      timeZone: timeZoneOf(command.timeZone) ?? state.timeZone,
    },
    { type: 'member.placed', member: by.person, memberName: by.name, memberOrganisation: null, roles: ['coordinator'] },
  ];
}

/** @throws Refused `programme.unknownTimeZone`, or as the text rules say */
export function changeProgramme(state: Programme, command: ChangeProgramme): ProgrammeEvent[] {
  const name = optional('name', command.name, 'name') ?? state.name;
  const goal = optional('goal', command.goal, 'line') ?? state.goal;
  const timeZone = timeZoneOf(command.timeZone) ?? state.timeZone;
  if (name === state.name && goal === state.goal && timeZone === state.timeZone) return [];
  return [{ type: 'programme.changed', name, ...(goal === undefined ? {} : { goal }), timeZone }];
}

export function evolveProgramme(state: Programme, event: ProgrammeEvent, at: Instant): Programme {
  switch (event.type) {
    case 'programme.created':
      return { ...state, name: event.name, timeZone: event.timeZone, created: at };
    case 'programme.changed':
      return { ...state, name: event.name, goal: event.goal, timeZone: event.timeZone };
  }
}

function timeZoneOf(text: string | undefined): string | undefined {
  const zone = text?.trim();
  if (!zone) return undefined;
  if (!isTimeZone(zone)) throw new Refused({ code: 'programme.unknownTimeZone', timeZone: zone });
  return zone;
}
