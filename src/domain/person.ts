import { Refused } from './refused.ts';
import { organisationOf, type Organisation } from './organisation.ts';
import type { Actor } from './entry.ts';
import type { Programme } from './programme.ts';
import type { OrganisationId, PersonId, Words } from './values.ts';

export const ROLES = ['coordinator', 'representative', 'deputy', 'sponsor', 'member', 'observer'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody whom a coordinator has placed. A coordinator may stand outside every organisation. */
export type Member = {
  person: PersonId;
  name: Words;
  organisation: OrganisationId | null;
  roles: Role[];
};

/** What is known of a speaker from the authenticated activity or token and the roster; never from text. */
export type Identity = {
  person: PersonId;
  name: string;
  tenant?: string;
  email?: string;
  upn?: string;
  /** The roster's own word for it: `guest`, `member`, `user`, `anonymous`. */
  userRole?: string;
};

export type PlaceMember = {
  type: 'PlaceMember';
  person: PersonId;
  name: string;
  organisation: string;
  roles: Role[];
  why?: string;
};

export type MemberEvent = {
  type: 'member.placed';
  member: PersonId;
  memberName: Words;
  memberOrganisation: OrganisationId | null;
  roles: Role[];
};

/**
 * Which organisation somebody belongs to, and how that is known: a coordinator's placement, then the home tenant
 * (never for a guest, who is an object of the host's own directory), then the e-mail domain, which only suggests.
 */
export function actorOf(state: Programme, identity: Identity): Actor {
  const who = { person: identity.person, name: identity.name };
  const placed = state.members.get(identity.person);
  if (placed?.organisation) return { ...who, organisation: placed.organisation, basis: 'placement' };
  const organisations = [...state.organisations.values()];
  const tenant = isGuest(identity) ? undefined : identity.tenant?.toLowerCase();
  const home = tenant && organisations.find((organisation) => organisation.tenants.includes(tenant));
  if (home) return { ...who, organisation: home.id, basis: 'tenant' };
  const domain = mailDomain(identity);
  const suggested = domain && nearest(domain, organisations);
  if (suggested) return { ...who, organisation: suggested, basis: 'domain' };
  return { ...who, organisation: null, basis: 'none' };
}

/** The organisation whose domain fits most closely: a trust's own before that of the system it is part of. */
function nearest(domain: string, organisations: Organisation[]): OrganisationId | undefined {
  const fitting = organisations.flatMap(({ id, domains }) =>
    domains.filter((own) => within(domain, own)).map((own) => ({ id, length: own.length })),
  );
  return fitting.toSorted((one, other) => other.length - one.length)[0]?.id;
}

/** A guest by B2B collaboration, or somebody who has not signed in: the roster says so, or the user principal name carries `#EXT#`. */
export function isGuest(identity: Identity): boolean {
  return /^(guest|anonymous)$/i.test(identity.userRole ?? '') || /#EXT#/i.test(identity.upn ?? '');
}

/** The roles somebody holds; who was never placed but belongs to an organisation is a member of it. */
export function rolesOf(state: Programme, actor: Pick<Actor, 'person' | 'organisation'>): Role[] {
  return state.members.get(actor.person)?.roles ?? (actor.organisation ? ['member'] : []);
}

export function coordinators(state: Programme): Member[] {
  return [...state.members.values()].filter((member) => member.roles.includes('coordinator'));
}

/** @throws Refused `organisation.unknown`, `member.coordinatorNeeded` when nobody would be left to coordinate */
export function placeMember(state: Programme, command: PlaceMember): MemberEvent[] {
  const organisation = organisationOf(state, command.organisation).id;
  const roles = ROLES.filter((role) => (command.roles.length ? command.roles : ['member']).includes(role));
  const before = state.members.get(command.person);
  const others = coordinators(state).filter((member) => member.person !== command.person);
  if (others.length === 0 && !roles.includes('coordinator')) {
    if (command.roles.includes('observer')) throw new Refused({ code: 'member.coordinatorNeeded' });
    if (before?.roles.includes('coordinator')) roles.unshift('coordinator');
  }
  if (before?.organisation === organisation && before.roles.join() === roles.join()) return [];
  return [
    {
      type: 'member.placed',
      member: command.person,
      memberName: command.name,
      memberOrganisation: organisation,
      roles,
    },
  ];
}

export function evolveMember(state: Programme, event: MemberEvent): Programme {
  const { member: person, memberName: name, memberOrganisation: organisation, roles } = event;
  return { ...state, members: state.members.set(person, { person, name, organisation, roles }) };
}

/** The e-mail's domain; for a guest without e-mail, the home address that the user principal name keeps (`asha_home.example#EXT#@host`). */
function mailDomain(identity: Identity): string | undefined {
  const address = identity.email ?? identity.upn;
  if (!address) return undefined;
  const guest = /^.*_([^_@]+)#EXT#@/i.exec(address);
  return (guest?.[1] ?? address.split('@').at(-1))?.toLowerCase();
}

function within(domain: string, own: string): boolean {
  return domain === own || domain.endsWith(`.${own}`);
}
