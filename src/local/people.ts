import type { Role } from '../domain/person.ts';
import type { AddOrganisation } from '../domain/organisation.ts';

/** A partner of the demo programme, in the words of the command that adds it. All are invented. */
export type DemoOrganisation = Required<Pick<AddOrganisation, 'name' | 'short' | 'sector' | 'nation' | 'domains'>> &
  Pick<AddOrganisation, 'ods' | 'constituency'> & { tenant: string };

/** Somebody in the demo, as Teams knows them. All are invented. */
export type DemoPerson = {
  name: string;
  givenName: string;
  surname: string;
  /** Teams' id of the user, which goes into `from.id`. */
  id: string;
  aadObjectId: string;
  email: string;
  userPrincipalName: string;
  /** As the roster gives it: a guest by B2B collaboration is an object of the host's tenant. */
  tenantId: string;
  userRole: 'user' | 'guest';
  /** What to call where they come from. */
  from: string;
  /** The organisation they speak for and as what; absent for somebody from outside the programme. */
  place?: { organisation: string; role: Role };
  /** Where the bot writes to them alone. The Playground shows the one of whoever is acting. */
  personalChat: string;
  /** False: sending to their personal chat is refused with 403 `MessageWritesBlocked`. */
  reachable: boolean;
};

export const NMH = {
  name: 'Northmoor Hospitals',
  short: 'NMH',
  ods: 'R0X',
  sector: 'acute',
  nation: 'England',
  domains: ['northmoor.example'],
  tenant: '3f0c6a52-7d1b-4e88-9a45-0b1c2d3e4f01',
} as const satisfies Frozen<DemoOrganisation>;

export const EVC = {
  name: 'Eastvale Council',
  short: 'EVC',
  sector: 'local authority',
  nation: 'England',
  domains: ['eastvale.example'],
  tenant: '8a91d2f4-2c37-4b0e-8f66-5d4c3b2a1e02',
} as const satisfies Frozen<DemoOrganisation>;

export const SFC = {
  name: 'Southfield Community Health',
  short: 'SFC',
  sector: 'community',
  nation: 'England',
  domains: ['southfield.example'],
  tenant: 'c47be013-94ad-4f52-b3d8-7e6f5a4b3c03',
} as const satisfies Frozen<DemoOrganisation>;

export const RPC = {
  name: 'Riverside Primary Care',
  short: 'RPC',
  sector: 'primary care',
  nation: 'England',
  constituency: 'The 14 GP practices of Riverside',
  domains: ['riverside.example'],
  tenant: '15d8f7a6-e0b9-4c23-a174-9c8d7e6f5a04',
} as const satisfies Frozen<DemoOrganisation>;

export const HHV = {
  name: 'Helping Hands Volunteers',
  short: 'HHV',
  sector: 'voluntary',
  nation: 'England',
  domains: ['helpinghands.example'],
  tenant: 'e62a40c9-5b8f-4d71-92ce-1f2e3d4c5b05',
} as const satisfies Frozen<DemoOrganisation>;

/** The partners of the demo programme; the first is the host. */
export const organisations: readonly Frozen<DemoOrganisation>[] = [NMH, EVC, SFC, RPC, HHV];

/** The tenant in which the team, and so the bot, lives. */
export const hostTenant = NMH.tenant;

export const asha = person('Asha', 'Patel', NMH, 'coordinator', '5b0f2c1e-0a01-4c6d-8e01-a1b2c3d4e501');
export const ben = person('Ben', 'Okafor', EVC, 'representative', '5b0f2c1e-0a02-4c6d-8e02-a1b2c3d4e502');
export const carys = person('Carys', 'Llewellyn', SFC, 'representative', '5b0f2c1e-0a03-4c6d-8e03-a1b2c3d4e503');
export const dev = person('Dev', 'Nair', RPC, 'representative', '5b0f2c1e-0a04-4c6d-8e04-a1b2c3d4e504');

/** Has blocked the bot in her personal chat. */
export const elin: DemoPerson = {
  ...person('Elin', 'Ward', HHV, 'representative', '5b0f2c1e-0a05-4c6d-8e05-a1b2c3d4e505'),
  reachable: false,
};

/** A guest of the host from an organisation that is not in the programme: belongs nowhere until placed. */
export const farah: DemoPerson = {
  name: 'Farah Aziz',
  givenName: 'Farah',
  surname: 'Aziz',
  id: '29:farah-aziz',
  aadObjectId: '5b0f2c1e-0a06-4c6d-8e06-a1b2c3d4e506',
  email: 'farah.aziz@lakeside.example',
  userPrincipalName: 'farah.aziz_lakeside.example#EXT#@northmoor.example',
  tenantId: hostTenant,
  userRole: 'guest',
  from: 'a guest from outside the programme',
  personalChat: 'a:farah-aziz',
  reachable: true,
};

/** Everybody in the demo's team. */
export const people: readonly DemoPerson[] = [asha, ben, carys, dev, elin, farah];

/** The one whom the Playground takes for its user, whoever acts. */
export const currentUser = asha;

/** The bot as Teams addresses it. */
export const bot = { id: '28:7c1d9e30-4f5a-4b6c-8d7e-c0ac0da70b07', name: 'Concordat' } as const;

/** The one team that the Playground has. General has the team's own id, as in Teams. */
export const team = {
  id: '19:winter-discharge@thread.tacv2',
  name: 'Winter discharge group',
  aadGroupId: '9d3e7b15-6c42-4a80-b5f1-2a3b4c5d6e08',
  channel: { id: '19:escalation@thread.tacv2', name: 'Escalation' },
} as const;

/** The one group chat that the Playground has. */
export const groupChat = { id: '19:discharge-huddle@thread.v2', name: 'Discharge huddle' } as const;

type Frozen<T> = { readonly [K in keyof T]: T[K] extends string[] ? readonly string[] : T[K] };

function person(
  givenName: string,
  surname: string,
  organisation: Frozen<DemoOrganisation>,
  role: Role,
  aadObjectId: string,
): DemoPerson {
  const slug = `${givenName}-${surname}`.toLowerCase();
  const email = `${givenName}.${surname}@${organisation.domains[0]}`.toLowerCase();
  return {
    name: `${givenName} ${surname}`,
    givenName,
    surname,
    id: `29:${slug}`,
    aadObjectId,
    email,
    userPrincipalName: email,
    tenantId: organisation.tenant,
    userRole: 'user',
    from: organisation.name,
    place: { organisation: organisation.short, role },
    personalChat: `a:${slug}`,
    reachable: true,
  };
}
