import { createContext, useContext } from 'react';
import type { OrganisationView, ProgrammeView, Words } from '../../web/api-types.ts';
import { dayWords, fullInstantWords, instantWords } from '../words/dates.ts';

/** What pages need to know of the programme that they are in. */
export type Programme = {
  id: string;
  name: string;
  timeZone: string;
  organisations: OrganisationView[];
  organisationName(id: string): string;
  /** Null for somebody who is no member. */
  personName(person: string): Words | null;
};

export function programmeOf({ id, name, timeZone, organisations, unplaced }: ProgrammeView): Programme {
  const names = new Map(organisations.map((organisation) => [organisation.id, organisation.name]));
  const members = [...organisations.flatMap((organisation) => organisation.members), ...unplaced];
  const people = new Map(members.map((member) => [member.person, member.name]));
  return {
    id,
    name,
    timeZone,
    organisations,
    organisationName: (organisation) => names.get(organisation) ?? organisation,
    personName: (person) => people.get(person) ?? null,
  };
}

export const ProgrammeContext = createContext<Programme | null>(null);

/** Null while it is still being asked for, so that a page may ask for its own part at the same time. */
export function useProgrammeSoFar(): Programme | null {
  return useContext(ProgrammeContext);
}

export function useProgramme(): Programme {
  const programme = useProgrammeSoFar();
  if (!programme) throw new Error('outside a programme');
  return programme;
}

/** A time, in the programme's time zone; `full` with the day of the week. */
export function Moment({ at, full = false }: { at: string; full?: boolean }) {
  const { timeZone } = useProgramme();
  return <time dateTime={at}>{full ? fullInstantWords(at, timeZone) : instantWords(at, timeZone)}</time>;
}

export function DayOf({ day }: { day: string }) {
  return <time dateTime={day}>{dayWords(day)}</time>;
}
