import payload from './organisations.json' with { type: 'json' };
import { opens, type ButtonData } from './buttons.ts';
import { fullDay } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { authorityWords, few, ROLE_WORDS, SECTOR_WORDS, shown } from './words.ts';
import { dayOf } from '../domain/calendar.ts';
import type { MemberView, OrganisationView, ProgrammeView } from '../domain/views.ts';

export type OrganisationsCardData = { programme: ProgrammeView };

type Face = {
  title: Markdown;
  goal?: Markdown;
  count: Markdown;
  organisations: { name: Markdown; about: Markdown; people: Markdown }[];
  unplaced?: Markdown;
  scheme: Markdown[];
  noScheme?: Markdown;
  add: ButtonData;
  place: ButtonData;
  setup: ButtonData;
};

const expand = template<Face>(payload);

type Room = { people: number; organisations: number };

/** Who takes part: organisations, their people, and who may decide what alone. */
export function organisationsCard({ programme }: OrganisationsCardData): Card {
  return fitted<Room>(
    [
      { people: Infinity, organisations: Infinity },
      { people: 5, organisations: Infinity },
      { people: 1, organisations: Infinity },
      { people: 0, organisations: 40 },
      { people: 0, organisations: 20 },
    ],
    (room) => expand(face(programme, room)),
  );
}

function face(programme: ProgrammeView, room: Room): Face {
  const { id, organisations, unplaced, scheme } = programme;
  const open = (form: 'organisation' | 'place' | 'setup') => opens({ do: 'open', form, programme: id });
  return {
    title: shown(programme.name),
    goal: programme.goal === null ? undefined : shown(programme.goal),
    count: count(organisations.length, room.organisations),
    organisations: organisations.slice(0, room.organisations).map((organisation) => ({
      name: safe`${escape(organisation.name)} (${escape(organisation.id)})`,
      about: about(organisation, programme.timeZone),
      people: people(organisation.members, room.people),
    })),
    unplaced: unplaced.length === 0 ? undefined : people(unplaced, Math.min(room.people + 1, 30)),
    scheme: schemeWords(scheme),
    noScheme:
      scheme.length === 0
        ? safe`None written yet. Until then nobody is told that a decision goes beyond it.`
        : undefined,
    add: open('organisation'),
    place: open('place'),
    setup: open('setup'),
  };
}

/** Most schemes have a handful of lines; the form has them all. */
function schemeWords(scheme: ProgrammeView['scheme']): Markdown[] {
  const lines = scheme.slice(0, 25).map((line) => safe`${authorityWords(line)}.`);
  return scheme.length > 25 ? [...lines, safe`And ${scheme.length - 25} more lines: see the set-up.`] : lines;
}

function count(organisations: number, shownHere: number): Markdown {
  if (organisations > shownHere)
    return safe`${organisations} organisations, of which ${shownHere} fit here. The tab has them all.`;
  if (organisations === 0) return safe`No organisation yet. Add the first one below.`;
  return organisations === 1 ? safe`1 organisation` : safe`${organisations} organisations`;
}

function about({ sector, nation, ods, constituency, domains, left }: OrganisationView, timeZone: string): Markdown {
  const facts = [
    ...(left === null ? [] : [safe`left the programme on ${escape(fullDay(dayOf(left, timeZone)))}`]),
    escape(SECTOR_WORDS[sector]),
    ...(nation === 'England' ? [] : [escape(nation)]),
    ...(constituency === null ? [] : [safe`for ${escape(constituency)}`]),
    ...(ods === null ? [] : [safe`ODS ${escape(ods)}`]),
    ...(domains.length === 0
      ? []
      : [
          few(
            domains.map((domain) => escape(domain)),
            2,
          ),
        ]),
  ];
  return joined(facts, ' · ');
}

function people(members: readonly MemberView[], room: number): Markdown {
  if (members.length === 0) return safe`Nobody placed yet`;
  const named = members.slice(0, room);
  const more = members.length - named.length;
  const names = named.map(({ name, roles, awayUntil }) => {
    const held = [
      ...roles.filter((role) => role !== 'member').map((role) => ROLE_WORDS[role].one.toLowerCase()),
      ...(awayUntil === null ? [] : [`away until ${fullDay(awayUntil)}`]),
    ];
    return held.length === 0 ? shown(name) : safe`${shown(name)} (${escape(held.join(', '))})`;
  });
  if (more === 0) return joined(names);
  return named.length === 0 ? safe`${more} people` : safe`${joined(names)} and ${more} more`;
}
