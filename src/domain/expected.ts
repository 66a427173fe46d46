import { awayUntil, speakersOf } from './speaking.ts';
import type { AnswerKey } from './answer.ts';
import type { Calendar } from './calendar.ts';
import type { Organisation } from './organisation.ts';
import type { Member } from './person.ts';
import type { Programme } from './programme.ts';
import type { AskedToReport, Standup } from './standup.ts';
import type { Day, Instant, OrganisationId, PersonId } from './values.ts';

/** Who is to answer: whose answer it is, who can give it, and who stands in while they are away. */
export type Expected = { key: AnswerKey; organisation: OrganisationId; people: PersonId[]; deputies: PersonId[] };

/** Who is asked in a round that opens on a day, and which organisations have a bank holiday. */
export function expectedOn(
  state: Programme,
  standup: Standup,
  { day, calendar }: { day: Day; calendar: Calendar },
): { expected: Expected[]; onHoliday: OrganisationId[] } {
  const asked = askedNow(state, standup);
  const isOff = ({ organisation }: AskedToReport) => {
    const { nation } = state.organisations.get(organisation)!;
    return calendar.isHoliday(day, nation) || (state.holidays.get(day)?.includes(nation) ?? false);
  };
  const off = asked.filter(isOff);
  const expected = asked.filter((each) => !off.includes(each));
  return {
    expected:
      standup.reporting === 'person' ? byPerson(state, expected) : expected.map((each) => ofOrganisation(state, each)),
    onHoliday: [...new Set(off.map(({ organisation }) => organisation))],
  };
}

/** Partners that have not left; those that are named, or all. */
function askedNow(state: Programme, { asked }: Standup): AskedToReport[] {
  const isPartner = ({ left }: Organisation) => left === undefined;
  const partners = [...state.organisations.values()].filter(isPartner);
  if (asked.length === 0) return partners.map(({ id }) => ({ organisation: id }));
  return asked.filter(({ organisation }) => partners.some(({ id }) => id === organisation));
}

function ofOrganisation(state: Programme, { organisation, accountable, deputy }: AskedToReport): Expected {
  const { representatives, deputies } = speakersOf(state, organisation);
  const ids = (members: readonly { person: PersonId }[]) => members.map(({ person }) => person);
  const members = [...state.members.values()].filter((member) => member.organisation === organisation);
  // Who has moved to another organisation since they were named does not answer for this one.
  const named = (person: PersonId | undefined) => ids(members).filter((id) => id === person);
  const people = orElse(named(accountable), ids(representatives));
  const standingIn = orElse(named(deputy), ids(deputies)).filter((person) => !people.includes(person));
  return {
    key: organisation,
    organisation,
    people: people.length + standingIn.length > 0 ? people : ids(members.filter(isTakingPart)),
    deputies: standingIn,
  };
}

function orElse<T>(some: T[], others: T[]): T[] {
  return some.length > 0 ? some : others;
}

function isTakingPart({ roles }: Member): boolean {
  return roles.some((role) => role !== 'observer' && role !== 'sponsor');
}

/** Each who is named; of an organisation for which nobody is named, everybody who takes part. */
function byPerson(state: Programme, asked: readonly AskedToReport[]): Expected[] {
  const people = asked.flatMap(({ organisation, accountable }) =>
    [...state.members.values()]
      .filter((member) => member.organisation === organisation)
      .filter((member) => (accountable === undefined ? isTakingPart(member) : member.person === accountable)),
  );
  return [...new Set(people)].map(({ person, organisation }) => ({
    key: person,
    organisation: organisation!,
    people: [person],
    deputies: [],
  }));
}

/** Who can answer now: those who are here, or else those here who stand in. */
export function answerableNow(state: Programme, expected: Expected, now: Instant): PersonId[] {
  return answerable(expected, (person) => awayUntil(state, person, now) === null);
}

export function answerable({ people, deputies }: Expected, isHere: (person: PersonId) => boolean): PersonId[] {
  return orElse(people.filter(isHere), deputies.filter(isHere));
}
