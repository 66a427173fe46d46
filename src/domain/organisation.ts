import { optional, required } from './text.ts';
import { Refused } from './refused.ts';
import type { Actor } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Instant, OrganisationId } from './values.ts';

export const SECTORS = [
  'acute',
  'mental health',
  'community',
  'ambulance',
  'primary care',
  'local authority',
  'voluntary',
  'ICB',
  'other',
] as const;
export type Sector = (typeof SECTORS)[number];

/** Decides whose bank holidays an organisation keeps. */
export const NATIONS = ['England', 'Wales', 'Scotland', 'Northern Ireland'] as const;
export type Nation = (typeof NATIONS)[number];

/** That of an organisation which does not say. */
const DEFAULT_NATION: Nation = 'England';

/** A partner. One that stands for a constituency, such as the GP practices of a place, counts as one. */
export type Organisation = {
  id: OrganisationId;
  name: string;
  ods?: string;
  sector: Sector;
  nation: Nation;
  constituency?: string;
  tenants: string[];
  domains: string[];
  /** When it left the programme. It is asked no more; what it said before stands, and open proposals go on with it. */
  left?: Instant;
};

export type AddOrganisation = {
  type: 'AddOrganisation';
  name: string;
  short: string;
  ods?: string;
  sector?: Sector;
  nation?: Nation;
  constituency?: string;
  tenants?: string[];
  domains?: string[];
  why?: string;
};

/** Changes only what is given. */
export type ChangeOrganisation = Omit<AddOrganisation, 'type' | 'name' | 'short'> & {
  type: 'ChangeOrganisation';
  organisation: OrganisationId;
  name?: string;
};

export type LeaveOrganisation = { type: 'LeaveOrganisation'; organisation: OrganisationId; why?: string };

export type OrganisationCommand = AddOrganisation | ChangeOrganisation | LeaveOrganisation;

export type OrganisationEvent =
  | ({ type: 'organisation.joined' } & Details & { short: OrganisationId })
  | ({ type: 'organisation.changed' } & Details & { short: OrganisationId })
  | { type: 'organisation.left'; short: OrganisationId };

type Details = Omit<Organisation, 'id' | 'left'>;

/**
 * @throws Refused `organisation.exists`, `organisation.malformedShort`, `organisation.malformedOds`,
 * `organisation.malformedDomain`, or as the text rules say
 */
export function addOrganisation(state: Programme, command: AddOrganisation): OrganisationEvent[] {
  const short = parseShort(command.short);
  const before = state.organisations.get(short);
  if (before && before.left === undefined) throw new Refused({ code: 'organisation.exists', organisation: short });
  return [
    {
      type: 'organisation.joined',
      short,
      sector: 'other',
      nation: DEFAULT_NATION,
      tenants: [],
      domains: [],
      ...details(command),
      name: required('name', command.name, 'name'),
    },
  ];
}

/** @throws Refused `organisation.unknown`, or as {@link addOrganisation} */
export function changeOrganisation(state: Programme, command: ChangeOrganisation): OrganisationEvent[] {
  const { id, left: _, ...before } = organisationOf(state, command.organisation);
  const after = { ...before, ...details(command) };
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ type: 'organisation.changed', short: id, ...after }];
}

/** An organisation leaves. @throws Refused `organisation.unknown` */
export function leaveOrganisation(state: Programme, command: LeaveOrganisation): OrganisationEvent[] {
  const { id, left } = organisationOf(state, command.organisation);
  return left === undefined ? [{ type: 'organisation.left', short: id }] : [];
}

/** The organisation of that short name, in any case. @throws Refused `organisation.unknown` */
export function organisationOf(state: Programme, short: string): Organisation {
  const found = state.organisations.get(short.trim().toUpperCase());
  if (!found)
    throw new Refused({ code: 'organisation.unknown', organisation: short, known: [...state.organisations.keys()] });
  return found;
}

/** Whose working days the programme itself keeps: those of the first organisation that is still a partner. */
export function homeNation({ organisations }: Programme): Nation {
  return organisations.find(({ left }) => left === undefined)?.nation ?? DEFAULT_NATION;
}

/** The organisation that somebody acts for. @throws Refused `actor.unplaced`, `organisation.left` */
export function partnerOfActor(state: Programme, { organisation }: Pick<Actor, 'organisation'>): OrganisationId {
  if (!organisation) throw new Refused({ code: 'actor.unplaced' });
  if (state.organisations.get(organisation)?.left !== undefined)
    throw new Refused({ code: 'organisation.left', organisation });
  return organisation;
}

export function evolveOrganisation(state: Programme, event: OrganisationEvent, at: Instant): Programme {
  const { organisations } = state;
  if (event.type === 'organisation.left') {
    const leaving = organisations.get(event.short);
    return leaving ? { ...state, organisations: organisations.set(leaving.id, { ...leaving, left: at }) } : state;
  }
  const { type, short, ...said } = event;
  const left = type === 'organisation.changed' ? organisations.get(short)?.left : undefined;
  return { ...state, organisations: organisations.set(short, { id: short, ...said, ...(left ? { left } : {}) }) };
}

function details(command: Omit<AddOrganisation, 'type' | 'name' | 'short'> & { name?: string }): Partial<Details> {
  const given: Partial<Details> = {
    name: optional('name', command.name, 'name'),
    ods: command.ods === undefined ? undefined : parseOds(command.ods),
    sector: command.sector,
    nation: command.nation,
    constituency: optional('constituency', command.constituency, 'name'),
    tenants: command.tenants?.map(parseTenant),
    domains: command.domains?.map(parseDomain),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function parseShort(text: string): OrganisationId {
  const short = text.trim().toUpperCase();
  if (!/^[A-Z][A-Z0-9]{1,7}$/.test(short)) throw new Refused({ code: 'organisation.malformedShort', short: text });
  return short;
}

/** An Organisation Data Service code: 3 to 10 capitals and digits. */
function parseOds(text: string): string {
  const ods = text.trim().toUpperCase();
  if (!/^[A-Z0-9]{3,10}$/.test(ods)) throw new Refused({ code: 'organisation.malformedOds', ods: text });
  return ods;
}

/** An Entra tenant's id. */
function parseTenant(text: string): string {
  const tenant = text.trim().toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(tenant))
    throw new Refused({ code: 'organisation.malformedTenant', tenant: text });
  return tenant;
}

function parseDomain(text: string): string {
  const domain = text.trim().toLowerCase().replace(/^@/, '');
  if (!/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain))
    throw new Refused({ code: 'organisation.malformedDomain', domain: text });
  return domain;
}
