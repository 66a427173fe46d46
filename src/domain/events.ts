import {
  addEvidence,
  amendDecision,
  evolveDecision,
  recordDecision,
  reviewDecision,
  seeDecision,
  supersedeDecision,
} from './decision.ts';
import { addOrganisation, changeOrganisation, evolveOrganisation } from './organisation.ts';
import { createProgramme, evolveProgramme, setUpProgramme } from './programme.ts';
import { evolveMember, placeMember } from './person.ts';
import { evolveScheme, writeScheme } from './authority.ts';
import type { SchemeEvent, WriteScheme } from './authority.ts';
import type { DecisionCommand, DecisionEvent } from './decision.ts';
import type { Actor, Entry } from './entry.ts';
import type { OrganisationCommand, OrganisationEvent } from './organisation.ts';
import type { MemberEvent, PlaceMember } from './person.ts';
import type { Programme, ProgrammeCommand, ProgrammeEvent } from './programme.ts';
import type { Instant } from './values.ts';

export type Command = ProgrammeCommand | OrganisationCommand | PlaceMember | WriteScheme | DecisionCommand;

export type Event = ProgrammeEvent | OrganisationEvent | MemberEvent | SchemeEvent | DecisionEvent;

export type EventType = Event['type'];

/**
 * The fields of each type that may be erased: free text and names of people, beside the envelope's `why` and
 * `personName`. Everything else is fixed, so that erasing never changes an outcome.
 */
export const ERASABLE: Record<EventType, readonly string[]> = {
  'programme.created': [],
  'programme.changed': ['goal'],
  'organisation.joined': [],
  'organisation.changed': [],
  'member.placed': ['memberName'],
  'scheme.written': [],
  'decision.recorded': ['title', 'text', 'options', 'deciderNames', 'consulted', 'informed', 'lateBecause'],
  'decision.amended': ['text'],
  'decision.reviewSet': [],
  'decision.seen': [],
  'evidence.added': ['label', 'link'],
};

/** The fields that an entry of each type always has: one that is gone without having been erased was taken away. */
export const REQUIRED: Record<EventType, readonly string[]> = {
  'programme.created': ['name', 'timeZone'],
  'programme.changed': [],
  'organisation.joined': ['short', 'name', 'sector', 'nation', 'tenants', 'domains'],
  'organisation.changed': ['short', 'name', 'sector', 'nation', 'tenants', 'domains'],
  'member.placed': ['member', 'memberName', 'memberOrganisation', 'roles'],
  'scheme.written': ['lines'],
  'decision.recorded': ['number', 'kind', 'title', 'why', 'decidedAt', 'deciders', 'deciderNames'],
  'decision.amended': ['number', 'text'],
  'decision.reviewSet': ['number', 'on'],
  'decision.seen': ['number', 'seen'],
  'evidence.added': ['number', 'label'],
};

/** What happens when a command meets a state: the entries to write, or a refusal. Pure. @throws Refused */
export function decide(state: Programme, command: Command, when: { by: Actor; now: Instant }): Event[] {
  switch (command.type) {
    case 'CreateProgramme':
      return createProgramme(state, command, when.by);
    case 'SetUpProgramme':
      return setUpProgramme(state, command);
    case 'AddOrganisation':
      return addOrganisation(state, command);
    case 'ChangeOrganisation':
      return changeOrganisation(state, command);
    case 'PlaceMember':
      return placeMember(state, command);
    case 'WriteScheme':
      return writeScheme(state, command);
    case 'RecordDecision':
      return recordDecision(state, command, when);
    case 'SupersedeDecision':
      return supersedeDecision(state, command, when);
    case 'AmendDecision':
      return amendDecision(state, command);
    case 'AddEvidence':
      return addEvidence(state, command);
    case 'ReviewDecision':
      return reviewDecision(state, command, when);
    case 'SeeDecision':
      return seeDecision(state, command, when);
  }
}

/** The next state. Pure; never refuses, since what stands in the log has happened. */
export function evolve(state: Programme, entry: Entry): Programme {
  const { event } = entry;
  switch (event.type) {
    case 'programme.created':
    case 'programme.changed':
      return evolveProgramme(state, event, entry.at);
    case 'organisation.joined':
    case 'organisation.changed':
      return evolveOrganisation(state, event);
    case 'member.placed':
      return evolveMember(state, event);
    case 'scheme.written':
      return evolveScheme(state, event);
    case 'decision.recorded':
    case 'decision.amended':
    case 'decision.reviewSet':
    case 'decision.seen':
    case 'evidence.added':
      return evolveDecision(state, { ...entry, event });
  }
}

/** What an entry is about, in the clear for everyone who sees the leaf: so never a person. */
export function subjectOf(event: Event): string {
  switch (event.type) {
    case 'programme.created':
    case 'programme.changed':
      return 'programme';
    case 'organisation.joined':
    case 'organisation.changed':
      return `organisation/${event.short}`;
    case 'member.placed':
      return 'member';
    case 'scheme.written':
      return 'scheme';
    case 'decision.recorded':
    case 'decision.amended':
    case 'decision.reviewSet':
    case 'decision.seen':
    case 'evidence.added':
      return `decision/${event.number}`;
  }
}

/** A card that should stand in a conversation, named by its key, such as `decision/14`. */
export type PostKey = string;

/** The posts that an entry makes or changes. */
export function postsOf(event: Event): PostKey[] {
  switch (event.type) {
    case 'decision.recorded':
      return [`decision/${event.number}`, ...(event.supersedes === undefined ? [] : [`decision/${event.supersedes}`])];
    case 'decision.amended':
    case 'decision.reviewSet':
    case 'decision.seen':
    case 'evidence.added':
      return [`decision/${event.number}`];
    case 'programme.created':
    case 'programme.changed':
    case 'organisation.joined':
    case 'organisation.changed':
    case 'member.placed':
    case 'scheme.written':
      return [];
  }
}
