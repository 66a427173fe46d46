import { expect, test } from '@jest/globals';
import { actorOf, isGuest, rolesOf, type Identity } from '../../src/domain/person.ts';
import {
  asha,
  ben,
  carys,
  create,
  discharge,
  EVC_TENANT,
  farah,
  given,
  HOST_TENANT,
  join,
  logOf,
  place,
} from './world.ts';

/** The host is NMH: its tenant, which is every guest's in its directory too. EVC is known by tenant, SFC and RPC by domain. */
const { state } = logOf(
  create(),
  join('NMH', { tenants: [HOST_TENANT], domains: ['northmoor.example'] }),
  join('EVC', { tenants: [EVC_TENANT] }),
  join('SFC', { domains: ['southfield.example'] }),
  join('RPC', { domains: ['riverside.example'] }),
  place(asha, 'NMH', 'coordinator'),
  place(carys, 'SFC', 'observer'),
);

type Row = { who: string; is: Partial<Identity>; organisation: string | null; basis: string };

const rows: Row[] = [
  {
    who: 'somebody placed stays where a coordinator placed them, whatever their tenant and e-mail say',
    is: { person: 'carys', tenant: EVC_TENANT, email: 'carys@riverside.example' },
    organisation: 'SFC',
    basis: 'placement',
  },
  {
    who: 'somebody of a partner’s tenant is of that partner',
    is: { tenant: EVC_TENANT },
    organisation: 'EVC',
    basis: 'tenant',
  },
  {
    who: 'a tenant is known in capitals too',
    is: { tenant: HOST_TENANT.toUpperCase(), userRole: 'user' },
    organisation: 'NMH',
    basis: 'tenant',
  },
  {
    who: 'the home tenant goes before the e-mail',
    is: { tenant: EVC_TENANT, email: 'dev@southfield.example' },
    organisation: 'EVC',
    basis: 'tenant',
  },
  {
    who: 'a guest by the roster’s word is not of the host, whose directory holds them',
    is: { tenant: HOST_TENANT, userRole: 'guest' },
    organisation: null,
    basis: 'none',
  },
  {
    who: 'a guest by the roster’s word in capitals neither',
    is: { tenant: HOST_TENANT, userRole: 'Guest', email: 'dev@riverside.example' },
    organisation: 'RPC',
    basis: 'domain',
  },
  {
    who: 'a guest by #EXT# is not of the host, even where the roster says user',
    is: { tenant: HOST_TENANT, userRole: 'user', upn: 'dev_elsewhere.example#EXT#@northmoor.example' },
    organisation: null,
    basis: 'none',
  },
  {
    who: 'an e-mail’s domain suggests its organisation',
    is: { email: 'dev@southfield.example' },
    organisation: 'SFC',
    basis: 'domain',
  },
  { who: 'an e-mail in capitals too', is: { email: 'Dev@SouthField.Example' }, organisation: 'SFC', basis: 'domain' },
  {
    who: 'a subdomain belongs to its domain',
    is: { email: 'dev@wards.southfield.example' },
    organisation: 'SFC',
    basis: 'domain',
  },
  {
    who: 'a domain that only ends in the same letters does not',
    is: { email: 'dev@notsouthfield.example' },
    organisation: null,
    basis: 'none',
  },
  {
    who: 'a domain that only begins so does not',
    is: { email: 'dev@southfield.example.evil.example' },
    organisation: null,
    basis: 'none',
  },
  {
    who: 'a guest without e-mail is known by the home domain that the user principal name keeps',
    is: { tenant: HOST_TENANT, userRole: 'guest', upn: 'dev_riverside.example#EXT#@northmoor.example' },
    organisation: 'RPC',
    basis: 'domain',
  },
  {
    who: 'underscores in the name before the home domain do not matter',
    is: { upn: 'dev_van_nair_riverside.example#ext#@northmoor.example' },
    organisation: 'RPC',
    basis: 'domain',
  },
  {
    who: 'the host’s own domain in a guest’s user principal name says nothing',
    is: { upn: 'dev_elsewhere.example#EXT#@northmoor.example' },
    organisation: null,
    basis: 'none',
  },
  {
    who: 'a member’s user principal name counts where there is no e-mail',
    is: { upn: 'dev@southfield.example' },
    organisation: 'SFC',
    basis: 'domain',
  },
  {
    who: 'a tenant of no partner leaves it to the e-mail',
    is: { tenant: '99999999-0000-4000-8000-000000000000', email: 'dev@southfield.example' },
    organisation: 'SFC',
    basis: 'domain',
  },
  { who: 'somebody of whom nothing is known is unplaced', is: {}, organisation: null, basis: 'none' },
  { who: 'an address that is none places nobody', is: { email: '@' }, organisation: null, basis: 'none' },
];

test.each(rows)('$who', ({ is, organisation, basis }) => {
  const identity = { person: 'dev', name: 'Dev Nair', ...is };
  expect(actorOf(state, identity)).toEqual({ person: identity.person, name: 'Dev Nair', organisation, basis });
});

test('where two partners’ domains fit, the closer one counts, whoever joined first', () => {
  const { state: nested } = logOf(
    create(),
    join('ICB', { domains: ['northmoor.example'] }),
    join('NMH', { domains: ['nmh.northmoor.example'] }),
  );
  const of = (email: string) => actorOf(nested, { ...ben, email }).organisation;
  expect(of('ben@nmh.northmoor.example')).toBe('NMH');
  expect(of('ben@wards.nmh.northmoor.example')).toBe('NMH');
  expect(of('ben@northmoor.example')).toBe('ICB');
});

test('a coordinator outside every organisation is known by tenant like anybody', () => {
  const { state: young } = logOf(create(), join('NMH', { tenants: [HOST_TENANT] }));
  expect(actorOf(young, { ...asha, tenant: HOST_TENANT })).toMatchObject({ organisation: 'NMH', basis: 'tenant' });
  expect(rolesOf(young, actorOf(young, { ...asha, tenant: HOST_TENANT }))).toEqual(['coordinator']);
});

test('only the roster’s word or #EXT# makes a guest', () => {
  expect(isGuest({ ...ben, userRole: 'member', upn: 'ext@northmoor.example' })).toBe(false);
  expect(isGuest({ ...ben, userRole: 'GUEST' })).toBe(true);
  expect(isGuest({ ...ben, upn: 'ben_x.example#ext#@northmoor.example' })).toBe(true);
});

test('who belongs without having been placed is a member; who does not has no role', () => {
  expect(rolesOf(state, actorOf(state, { ...farah, tenant: EVC_TENANT }))).toEqual(['member']);
  expect(rolesOf(state, actorOf(state, carys))).toEqual(['observer']);
  expect(rolesOf(state, actorOf(state, farah))).toEqual([]);
});

test('a coordinator places somebody with roles, named once each and in one order', () => {
  given(...discharge())
    .when(place(carys, 'evc', 'deputy', 'representative', 'deputy'))
    .then({
      type: 'member.placed',
      member: 'carys',
      memberName: 'Carys Llewellyn',
      memberOrganisation: 'EVC',
      roles: ['representative', 'deputy'],
    });
});

test('who is placed without a role is a member', () => {
  given(...discharge())
    .when(place(carys, 'EVC'))
    .thenState((after) => expect(after.members.get('carys')).toMatchObject({ organisation: 'EVC', roles: ['member'] }));
});

test('placing somebody where they stand already is no entry; a new organisation or role is', () => {
  given(...discharge())
    .when(place(ben, 'EVC', 'representative'))
    .thenNothing();
  given(...discharge())
    .when(place(ben, 'NMH', 'representative'))
    .thenState((after) => expect(after.members.get('ben')!.organisation).toBe('NMH'));
  given(...discharge())
    .when(place(ben, 'EVC', 'representative', 'sponsor'))
    .thenState((after) => expect(after.members.get('ben')!.roles).toEqual(['representative', 'sponsor']));
});

test('nobody is placed in an organisation that is no partner', () => {
  given(...discharge())
    .when(place(ben, 'XYZ', 'member'))
    .thenRefused('organisation.unknown', { known: ['NMH', 'EVC'] });
});

test('the last coordinator stays one, whatever else they become', () => {
  given(...discharge())
    .when(place(asha, 'EVC', 'representative'))
    .thenState((after) =>
      expect(after.members.get('asha')).toMatchObject({
        organisation: 'EVC',
        roles: ['coordinator', 'representative'],
      }),
    );
  given(...discharge())
    .when(place(asha, 'NMH'))
    .thenState((after) => expect(after.members.get('asha')!.roles).toContain('coordinator'));
});

test('the last coordinator cannot become an observer', () => {
  given(...discharge())
    .when(place(asha, 'NMH', 'observer'))
    .thenRefused('member.coordinatorNeeded');
});

test('a coordinator who has a second beside them may stand down', () => {
  const two = [...discharge(), place(ben, 'EVC', 'coordinator')];
  given(...two)
    .when(place(asha, 'NMH', 'observer'))
    .thenState((after) => expect(after.members.get('asha')!.roles).toEqual(['observer']));
  given(...two, place(asha, 'NMH', 'member'))
    .when(place(ben, 'EVC', 'representative'))
    .thenState((after) => expect(after.members.get('ben')!.roles).toContain('coordinator'));
});
