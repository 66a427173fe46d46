import { Map, OrderedMap, Set } from 'immutable';
import { isTimeZone } from './calendar.ts';
import { Refused } from './refused.ts';
import { bounded, optional, required } from './text.ts';
import { writeScheme, type Authority, type SchemeEvent } from './authority.ts';
import type { Decision } from './decision.ts';
import type { Blocker } from './blocker.ts';
import type { Actor, Circumstances } from './entry.ts';
import {
  addOrganisation,
  changeOrganisation,
  evolveOrganisation,
  type AddOrganisation,
  type Nation,
  type Organisation,
  type OrganisationEvent,
} from './organisation.ts';
import type { Measures } from './measures.ts';
import type { LevelChange, LevelStanding, Override } from './override.ts';
import type { Member, MemberEvent } from './person.ts';
import type { Source } from './source.ts';
import type { Standup } from './standup.ts';
import type { Day, Instant, OrganisationId, PersonId, Words } from './values.ts';

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
  /** Numbers of the decisions that wait for a deadline, a reminder or a review. */
  waiting: Set<number>;
  /** Who is away, and the day on which they are back. */
  away: Map<PersonId, Day>;
  /** Who does not want to be reminded. */
  unreminded: Set<PersonId>;
  standups: Map<number, Standup>;
  blockers: Map<number, Blocker>;
  /** Numbers of the blockers that nobody has closed. */
  openBlockers: Set<number>;
  /** Holidays that were proclaimed for once, and for which nations. */
  holidays: Map<Day, Nation[]>;
  /** What is measured; null until something is. */
  measures: Measures | null;
  sources: Map<number, Source>;
  /** Levels that people have set. */
  overrides: Map<OrganisationId, Override>;
  /** The last override of each organisation that has ended, and when. */
  lifted: Map<OrganisationId, { at: Instant; override: Override | null }>;
  /** The level that each organisation was last said to have, and every change of one, by their numbers. */
  levels: Map<OrganisationId, LevelStanding>;
  levelChanges: Map<number, LevelChange>;
  /** How many boards have been pinned, and the one that is kept up to date. */
  boards: number;
  pinned: number | null;
};

export const NO_PROGRAMME: Programme = {
  name: '',
  timeZone: 'Europe/London',
  created: null,
  organisations: OrderedMap(),
  members: OrderedMap(),
  scheme: [],
  decisions: Map(),
  waiting: Set(),
  away: Map(),
  unreminded: Set(),
  standups: Map(),
  blockers: Map(),
  openBlockers: Set(),
  holidays: Map(),
  measures: null,
  sources: Map(),
  overrides: Map(),
  lifted: Map(),
  levels: Map(),
  levelChanges: Map(),
  boards: 0,
  pinned: null,
};

/** What installing the bot does. Who installs is the first coordinator; installing twice changes nothing. */
export type CreateProgramme = { type: 'CreateProgramme'; name: string; timeZone?: string };

/**
 * What the set-up form says, all at once or not at all. Of name, goal and time zone only what is given changes;
 * organisations join, or change if they are partners already; none leaves by being left out.
 */
export type SetUpProgramme = {
  type: 'SetUpProgramme';
  name?: string;
  goal?: string;
  timeZone?: string;
  organisations: Omit<AddOrganisation, 'type' | 'why'>[];
  scheme?: Authority[];
  why?: string;
};

export type ProgrammeCommand = CreateProgramme | SetUpProgramme;

export type ProgrammeEvent =
  | { type: 'programme.created'; name: string; timeZone: string }
  /** Carries only what has changed, so that an old goal is not copied on after it has been erased. */
  | { type: 'programme.changed'; name?: string; goal?: Words; timeZone?: string };

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

/** @throws Refused `programme.unknownTimeZone`, `organisation.…`, or as the text rules say */
export function setUpProgramme(
  state: Programme,
  command: SetUpProgramme,
  { now }: Circumstances,
): (ProgrammeEvent | OrganisationEvent | SchemeEvent)[] {
  const joined: OrganisationEvent[] = [];
  let after = state;
  for (const organisation of bounded('organisations', command.organisations)) {
    const events = joinOrChange(after, organisation);
    joined.push(...events);
    after = events.reduce((before, event) => evolveOrganisation(before, event, now), after);
  }
  const scheme = command.scheme ? writeScheme(after, { type: 'WriteScheme', lines: command.scheme }) : [];
  return [...programmeChanged(state, command), ...joined, ...scheme];
}

function programmeChanged(state: Programme, command: SetUpProgramme): ProgrammeEvent[] {
  const given = {
    name: optional('name', command.name, 'name'),
    goal: optional('goal', command.goal, 'line'),
    timeZone: timeZoneOf(command.timeZone),
  };
  const news = Object.entries(given).filter(
    ([field, value]) => value !== undefined && value !== state[field as keyof typeof given],
  );
  return news.length === 0 ? [] : [{ type: 'programme.changed', ...Object.fromEntries(news) }];
}

function joinOrChange(state: Programme, organisation: SetUpProgramme['organisations'][number]): OrganisationEvent[] {
  const { short, ...details } = organisation;
  const before = state.organisations.get(short.trim().toUpperCase());
  return before && before.left === undefined
    ? changeOrganisation(state, { type: 'ChangeOrganisation', organisation: short, ...details })
    : addOrganisation(state, { type: 'AddOrganisation', ...organisation });
}

export function evolveProgramme(state: Programme, event: ProgrammeEvent, at: Instant): Programme {
  switch (event.type) {
    case 'programme.created':
      return { ...state, name: event.name, timeZone: event.timeZone, created: at };
    case 'programme.changed':
      return {
        ...state,
        name: event.name ?? state.name,
        goal: event.goal ?? state.goal,
        timeZone: event.timeZone ?? state.timeZone,
      };
  }
}

function timeZoneOf(text: string | undefined): string | undefined {
  const zone = text?.trim();
  if (!zone) return undefined;
  if (!isTimeZone(zone)) throw new Refused({ code: 'programme.unknownTimeZone', timeZone: zone });
  return zone;
}
