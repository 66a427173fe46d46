import { expect, test } from '@jest/globals';
import { create, discharge, given, join } from './world.ts';

test('an organisation joins with what is known of it, tidied', () => {
  given(create())
    .when(
      join(' nmh ', {
        name: '  Northmoor   Hospitals ',
        ods: 'r0x',
        sector: 'acute',
        nation: 'Wales',
        constituency: 'The GP practices of Northmoor',
        tenants: ['ABCDEF01-0000-4000-8000-000000000000'],
        domains: ['@Northmoor.Example', 'mail.northmoor.example'],
      }),
    )
    .then({
      type: 'organisation.joined',
      short: 'NMH',
      name: 'Northmoor Hospitals',
      ods: 'R0X',
      sector: 'acute',
      nation: 'Wales',
      constituency: 'The GP practices of Northmoor',
      tenants: ['abcdef01-0000-4000-8000-000000000000'],
      domains: ['northmoor.example', 'mail.northmoor.example'],
    });
});

test('a short name is two to eight capitals and digits, and begins with a letter', () => {
  for (const short of ['N', 'N2', 'NMH12345', 'nmh'].slice(1))
    given(create())
      .when(join(short))
      .thenState((state) => expect(state.organisations.has(short.toUpperCase())).toBe(true));
  for (const short of ['N', '', '1NMH', 'NMH-1', 'NMH 1', 'NMH123456', 'ÑMH', 'N\u200bMH', '__proto__'])
    given(create()).when(join(short)).thenRefused('organisation.malformedShort', { short });
});

test('two organisations cannot have one short name, in whatever case', () => {
  given(create(), join('NMH')).when(join('nmh')).thenRefused('organisation.exists', { organisation: 'NMH' });
});

test('an ODS code is three to ten capitals and digits', () => {
  for (const ods of ['R0', 'R-X', 'ABCDEFGHIJK', ''])
    given(create()).when(join('NMH', { ods })).thenRefused('organisation.malformedOds', { ods });
});

test('a domain is one that mail can have', () => {
  const domains = ['localhost', 'a..example', '-a.example', 'a.example/x', 'a b.example', '', 'nörth.example', 'a.e1'];
  for (const domain of domains)
    given(create())
      .when(join('NMH', { domains: [domain] }))
      .thenRefused('organisation.malformedDomain', { domain });
});

test('a change that changes nothing is no entry, and one that does says the whole organisation', () => {
  const joined = join('NMH', { name: 'Northmoor', domains: ['northmoor.example'] });
  given(create(), joined)
    .when({ type: 'ChangeOrganisation', organisation: 'nmh', name: ' Northmoor ', domains: ['northmoor.example'] })
    .thenNothing();
  given(create(), joined)
    .when({ type: 'ChangeOrganisation', organisation: 'NMH', sector: 'acute' })
    .then({
      type: 'organisation.changed',
      short: 'NMH',
      name: 'Northmoor',
      sector: 'acute',
      nation: 'England',
      tenants: [],
      domains: ['northmoor.example'],
    });
});

test('who changes an organisation that is no partner is told which ones are', () => {
  given(...discharge())
    .when({ type: 'ChangeOrganisation', organisation: 'XYZ', name: 'Nobody' })
    .thenRefused('organisation.unknown', { organisation: 'XYZ', known: ['NMH', 'EVC'] });
});
