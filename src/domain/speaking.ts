import { dayOf, parseDay } from './calendar.ts';
import { Refused } from './refused.ts';
import type { Circumstances } from './entry.ts';
import type { Member } from './person.ts';
import type { Programme } from './programme.ts';
import type { Day, Instant, OrganisationId, PersonId } from './values.ts';

/** In which capacity somebody takes a position: a coordinator only passes on what an organisation has told them. */
export const CAPACITIES = ['representative', 'deputy', 'coordinator'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Who is placed to speak for an organisation. */
export type Speakers = { representatives: Member[]; deputies: Member[] };

/** `until` is the day they are back; null: they are back now. Somebody else's absence is said by a representative of the same organisation, or a coordinator; not by the deputy whom it lets speak. */
export type SetAway = { type: 'SetAway'; person?: PersonId; until: string | null; why?: string };
/** Whether this person wants to be reminded. */
export type SetReminders = { type: 'SetReminders'; on: boolean; why?: string };

export type SpeakingEvent =
  | { type: 'member.away'; member: PersonId; until: Day | null }
  | { type: 'member.remindersSet'; member: PersonId; on: boolean };

/** @throws Refused `date.impossible`, `date.past`, `member.notYours`, `person.unknown` */
export function setAway(state: Programme, command: SetAway, { by, now }: Circumstances): SpeakingEvent[] {
  const person = command.person ?? by.person;
  if (person !== by.person) mayTellOf(state, person, by.person);
  const until = command.until === null ? null : parseDay(command.until);
  if (until !== null && until <= dayOf(now, state.timeZone)) throw new Refused({ code: 'date.past', day: until });
  const before = awayUntil(state, person, now);
  return before === until ? [] : [{ type: 'member.away', member: person, until }];
}

function mayTellOf(state: Programme, person: PersonId, by: PersonId): void {
  const member = state.members.get(person);
  const teller = state.members.get(by);
  if (!member) throw new Refused({ code: 'person.unknown', person });
  if (teller?.roles.includes('coordinator')) return;
  if (!teller?.roles.includes('representative') || teller.organisation !== member.organisation)
    throw new Refused({ code: 'member.notYours' });
}

/** Whether somebody is reminded from now on. */
export function setReminders(state: Programme, { on }: SetReminders, { by }: Circumstances): SpeakingEvent[] {
  return state.unreminded.has(by.person) === !on ? [] : [{ type: 'member.remindersSet', member: by.person, on }];
}

/** Folds who is away, and who wants no reminders. */
export function evolveSpeaking(state: Programme, event: SpeakingEvent): Programme {
  switch (event.type) {
    case 'member.away':
      return {
        ...state,
        away: event.until === null ? state.away.delete(event.member) : state.away.set(event.member, event.until),
      };
    case 'member.remindersSet':
      return {
        ...state,
        unreminded: event.on ? state.unreminded.delete(event.member) : state.unreminded.add(event.member),
      };
  }
}

/** The day on which somebody is back; null when they are here. */
export function awayUntil(state: Programme, person: PersonId, now: Instant): Day | null {
  const until = state.away.get(person);
  return until !== undefined && dayOf(now, state.timeZone) < until ? until : null;
}

/** Who speaks for each organisation. */
export function speakers(state: Programme): Map<OrganisationId, Speakers> {
  const all = new Map<OrganisationId, Speakers>();
  for (const id of state.organisations.keys()) all.set(id, { representatives: [], deputies: [] });
  for (const member of state.members.values()) if (member.organisation) place(all.get(member.organisation), member);
  return all;
}

/** Who speaks for one organisation. */
export function speakersOf(state: Programme, organisation: OrganisationId): Speakers {
  const own: Speakers = { representatives: [], deputies: [] };
  for (const member of state.members.values()) if (member.organisation === organisation) place(own, member);
  return own;
}

/** Somebody who is both speaks as representative. */
function place(among: Speakers | undefined, member: Member): void {
  if (member.roles.includes('representative')) among?.representatives.push(member);
  else if (member.roles.includes('deputy')) among?.deputies.push(member);
}

/** Those of an organisation's representatives who are not away. */
export function representativesHere(state: Programme, organisation: OrganisationId, now: Instant): Member[] {
  return speakersOf(state, organisation).representatives.filter(({ person }) => awayUntil(state, person, now) === null);
}

type Speaking = { organisation: OrganisationId; by: PersonId; now: Instant };

/**
 * In which capacity somebody may take a position for an organisation: as its representative, or as its deputy while no
 * representative is here; null when they may not. Placement alone entitles; home tenant and e-mail domain do not.
 */
export function capacityOf(
  state: Programme,
  { organisation, by, now }: Speaking,
): Exclude<Capacity, 'coordinator'> | null {
  const { representatives, deputies } = speakersOf(state, organisation);
  if (has(representatives, by)) return 'representative';
  return has(deputies, by) && representativesHere(state, organisation, now).length === 0 ? 'deputy' : null;
}

/** That somebody may not speak for an organisation, and who can. */
export function notEntitled(state: Programme, { organisation, by, now }: Speaking): Refused {
  const { representatives, deputies } = speakersOf(state, organisation);
  const here = representativesHere(state, organisation, now);
  if (has(deputies, by)) return representativeHere(organisation, here);
  const can = here.length > 0 ? here : deputies.length > 0 ? deputies : representatives;
  return new Refused({ code: 'position.notRepresentative', organisation, who: named(can) });
}

/** That somebody speaks for an organisation only while its representatives are away. */
export function representativeHere(organisation: OrganisationId, here: readonly Member[]): Refused {
  return new Refused({ code: 'position.representativeHere', organisation, who: named(here) });
}

function named(members: readonly Member[]) {
  return members.map(({ person, name }) => ({ person, name }));
}

function has(members: readonly Member[], person: PersonId): boolean {
  return members.some((member) => member.person === person);
}
