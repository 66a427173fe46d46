import { z } from 'zod';
import { doneCard } from '../cards/done.ts';
import { telling } from '../cards/mention.ts';
import { organisationFormCard } from '../cards/organisationForm.ts';
import { placeFormCard } from '../cards/placeForm.ts';
import { setupFormCard } from '../cards/setupForm.ts';
import { authorityLine } from '../cards/words.ts';
import { NATIONS, SECTORS, type AddOrganisation } from '../domain/organisation.ts';
import { ROLES, type Member, type Role } from '../domain/person.ts';
import { Refused } from '../domain/refused.ts';
import { isErased } from '../domain/values.ts';
import { lines, type Inputs } from './inputs.ts';
import { tokens } from './grammar.ts';
import { readScheme } from './scheme.ts';
import { perform, type Answer, type Turn } from './turn.ts';
import type { Form } from './forms.ts';

const Sector = z.enum(SECTORS).optional().catch(undefined);
const Nation = z.enum(NATIONS).optional().catch(undefined);
const Roles = z.array(z.enum(ROLES));

/** Name, goal, time zone, organisations and scheme of delegation, each changed only where the form says something new. */
export const setupForm: Form = {
  title: 'Set up the programme',
  async open(turn) {
    const state = await turn.concordat.queries.state(turn.programme);
    return {
      name: state.name,
      goal: state.goal && !isErased(state.goal) ? state.goal : '',
      timeZone: state.timeZone,
      organisations: [...state.organisations.values()]
        .filter(({ left }) => left === undefined)
        .map(organisationLine)
        .join('\n'),
      scheme: state.scheme.map(authorityLine).join('\n'),
    };
  },
  card: async (_turn, _about, values, showing) => setupFormCard({ ...showing, values }),
  async send(turn, _about, { name, goal, timeZone, organisations, scheme }) {
    const { concordat, programme } = turn;
    await perform(turn, {
      type: 'SetUpProgramme',
      name,
      goal,
      timeZone,
      organisations: lines(organisations).map(readOrganisationLine),
      scheme: readScheme(scheme),
    });
    const { name: called, organisations: now } = await concordat.queries.programme(programme);
    return {
      card: doneCard({
        title: `${called} is set up`,
        detail: `${now.length} organisation${now.length === 1 ? '' : 's'}. Next, place people: place @Person in ${now[0]?.id ?? 'NMH'} as representative`,
        again: { title: 'Place a person', press: { do: 'open', form: 'place', programme } },
      }),
    };
  },
};

export const organisationForm: Form = {
  title: 'Add an organisation',
  open: async () => ({}),
  card: async (_turn, _about, values, showing) => organisationFormCard({ ...showing, values }),
  send: (turn, _about, inputs) => addOrganisation(turn, organisationFrom(inputs)),
};

export const placeForm: Form = {
  title: 'Place a person',
  open: async (_turn, { person = '' }) => ({ member: person }),
  async card(turn, about, values, showing) {
    const { organisations } = await turn.concordat.queries.programme(turn.programme);
    const placed = organisations.flatMap(({ id, members }) =>
      members.map((member) => ({ ...member, organisation: id })),
    );
    const others = await turn.rosters.everyone(turn.place);
    const placedAlready = new Set(placed.map(({ person }) => person));
    const people = [...placed, ...others.filter(({ person }) => !placedAlready.has(person))];
    return placeFormCard({ ...showing, values, organisations, people, person: about.person });
  },
  async send(turn, _about, { member: person = '', organisation = '', roles, why }) {
    const identity = await turn.rosters.member(turn.place, person);
    if (!identity) throw new Refused({ code: 'person.unknown', person });
    return place(turn, { person: identity.person, name: identity.name, organisation, roles: rolesOf(roles), why });
  },
};

/** Performs it, and says what now is. */
export async function addOrganisation(turn: Turn, command: AddOrganisation): Promise<Answer> {
  const { entries } = await perform(turn, command);
  const event = entries[0]?.event;
  const short = event?.type === 'organisation.joined' ? event.short : command.short.toUpperCase();
  return {
    card: doneCard({
      title: `${command.name} (${short}) has joined`,
      detail: `Next: place @Person in ${short} as representative`,
      again: { title: 'Place a person', press: { do: 'open', form: 'place', programme: turn.programme } },
    }),
  };
}

/** Performs it, and says what now is. */
export async function place(
  turn: Turn,
  placement: { person: string; name: string; organisation: string; roles: Role[]; why?: string },
): Promise<Answer> {
  const { state } = await perform(turn, { type: 'PlaceMember', ...placement });
  const member = state.members.get(placement.person);
  const as = member?.roles.join(' and ') ?? 'member';
  const card = doneCard({ title: `${placement.name} is placed in ${member?.organisation} as ${as}` });
  const others = [...state.members.values()].filter(
    (one) => one.person !== placement.person && one.organisation === member?.organisation && speaks(one),
  );
  return { card: telling(card, others) };
}

function singular(word: string): string {
  return word.trim() === 'deputies' ? 'deputy' : word.trim().replace(/s$/, '');
}

/** Whoever speaks for an organisation hears who else may. */
function speaks({ roles }: Member): boolean {
  return roles.includes('representative') || roles.includes('deputy');
}

/** "representative, deputy" or "representative and deputy"; in the plural too. @throws Refused `text.unreadable` for what is no role */
export function rolesOf(text: string | undefined): Role[] {
  const words = (text ?? '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .split(/,| and /)
    .map((word) => word.trim())
    .filter(Boolean);
  const roles = Roles.safeParse(words.map(singular));
  if (!roles.success) throw new Refused({ code: 'text.unreadable', field: 'roles' });
  return roles.data;
}

/** What an organisation's form or command holds. */
export function organisationFrom({
  name = '',
  short = '',
  domains,
  tenants,
  sector,
  nation,
  ...rest
}: Inputs): AddOrganisation {
  return {
    type: 'AddOrganisation',
    name,
    short,
    ods: rest.ods || undefined,
    sector: Sector.parse(sector || undefined),
    nation: Nation.parse(nation || undefined),
    constituency: rest.constituency,
    domains: list(domains),
    tenants: list(tenants),
    why: rest.why,
  };
}

function list(text: string | undefined): string[] | undefined {
  const items = (text ?? '').split(/[\s,;]+/).filter(Boolean);
  return items.length > 0 ? items : undefined;
}

/** "Northmoor Hospitals, NMH, acute, northmoor.example": a name and a short name, then a sector and domains in any order. */
function readOrganisationLine(line: string): Omit<AddOrganisation, 'type'> {
  const [name = '', short = '', ...rest] = line.split(',').map((part) => part.trim());
  if (!short) throw new Refused({ code: 'text.unreadable', field: 'organisations' });
  const isDomain = (word: string) => word.includes('.');
  const sector = rest.find((word) => !isDomain(word));
  return {
    name,
    short,
    sector: sector === undefined ? undefined : sectorOf(sector),
    domains: rest.filter(isDomain),
  };
}

function organisationLine({
  name,
  id,
  sector,
  domains,
}: {
  name: string;
  id: string;
  sector: string;
  domains: string[];
}): string {
  return [name, id, sector, ...domains].join(', ');
}

/** @throws Refused `text.unreadable` */
function sectorOf(text: string): AddOrganisation['sector'] {
  const sector = SECTORS.find((one) => one.toLowerCase() === text.trim().toLowerCase());
  if (!sector) throw new Refused({ code: 'text.unreadable', field: 'sector' });
  return sector;
}

const OPTIONS = ['ods', 'domain', 'sector', 'nation', 'tenant', 'for'] as const;

/** Reads `"Northmoor Hospitals" as NMH ods R0X domain northmoor.example`, into what its form would hold. */
export function readOrganisation(words: string): Inputs {
  const [name = '', ...rest] = tokens(words);
  const inputs: Inputs = {};
  const named = [name];
  let key: string | undefined;
  for (const token of rest) {
    const option = token.toLowerCase();
    if (option === 'as' || OPTIONS.some((each) => each === option)) key = option;
    else if (key === undefined) named.push(token);
    else inputs[key] = inputs[key] === undefined ? token : `${inputs[key]} ${token}`;
  }
  const { as: short, ods, domain: domains, sector, nation, tenant: tenants, for: constituency } = inputs;
  const all = {
    name: named.join(' '),
    short,
    ods,
    domains,
    sector: sector?.toLowerCase(),
    nation,
    tenants,
    constituency,
  };
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => Boolean(pair[1])));
}
