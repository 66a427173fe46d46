import { expect, test } from '@jest/globals';
import { asha, ben, by, create, discharge, given, join, NOW, place } from './world.ts';
import type { Command } from '../../src/domain/events.ts';

type SetUp = Extract<Command, { type: 'SetUpProgramme' }>;

const setUp = (what: Partial<SetUp>): Command => ({ type: 'SetUpProgramme', organisations: [], ...what });

test('whoever installs the bot makes the programme and is its first coordinator, outside every organisation', () => {
  given()
    .when(create('Winter discharge'))
    .then(
      { type: 'programme.created', name: 'Winter discharge', timeZone: 'Europe/London' },
      {
        type: 'member.placed',
        member: 'asha',
        memberName: 'Asha Patel',
        memberOrganisation: null,
        roles: ['coordinator'],
      },
    );
});

test('installing twice changes nothing, whoever does it', () => {
  given(create()).when(create('Another name')).thenNothing();
  given(create()).when(create(), by(ben)).thenNothing();
});

test('a programme needs a name', () => {
  given().when(create('  \n ')).thenRefused('text.missing', { field: 'name' });
});

test('a programme keeps the time it was made', () => {
  given()
    .when(create())
    .thenState((state) => expect(state.created).toBe(NOW));
});

test('a time zone is one that the IANA database has, under its full name', () => {
  given()
    .when({ type: 'CreateProgramme', name: 'Isles', timeZone: 'Europe/Isle_of_Man' })
    .thenState((state) => expect(state.timeZone).toBe('Europe/Isle_of_Man'));
  for (const timeZone of ['Europe/Northmoor', 'BST', '+01:00', 'London'])
    given().when({ type: 'CreateProgramme', name: 'Isles', timeZone }).thenRefused('programme.unknownTimeZone', {
      timeZone,
    });
});

test('the set-up form says name, goal, time zone, organisations and scheme in one go', () => {
  given(create())
    .when(
      setUp({
        name: 'Northmoor discharge',
        goal: 'Nobody waits for a place to go',
        timeZone: 'Europe/Dublin',
        organisations: [
          { name: 'Northmoor Hospitals', short: 'nmh', sector: 'acute', domains: ['@Northmoor.Example'] },
          { name: 'Eastvale Council', short: 'EVC' },
        ],
        scheme: [{ role: 'representative', organisation: 'NMH', kinds: 'anything', upTo: null }],
      }),
    )
    .then(
      {
        type: 'programme.changed',
        name: 'Northmoor discharge',
        goal: 'Nobody waits for a place to go',
        timeZone: 'Europe/Dublin',
      },
      {
        type: 'organisation.joined',
        short: 'NMH',
        name: 'Northmoor Hospitals',
        sector: 'acute',
        nation: 'England',
        tenants: [],
        domains: ['northmoor.example'],
      },
      {
        type: 'organisation.joined',
        short: 'EVC',
        name: 'Eastvale Council',
        sector: 'other',
        nation: 'England',
        tenants: [],
        domains: [],
      },
      {
        type: 'scheme.written',
        lines: [{ role: 'representative', organisation: 'NMH', kinds: 'anything', upTo: null }],
      },
    );
});

test('a set-up with one bad line is refused as a whole', () => {
  const good = { name: 'Northmoor Hospitals', short: 'NMH' };
  const form = (bad: SetUp['organisations'][number]) => setUp({ name: 'Renamed', organisations: [good, bad] });
  given(create())
    .when(form({ name: 'Eastvale', short: '3!' }))
    .thenRefused('organisation.malformedShort');
  given(create())
    .when(form({ name: ' ', short: 'EVC' }))
    .thenRefused('text.missing', { field: 'name' });
  given(create())
    .when(form({ name: 'Eastvale', short: 'EVC', domains: ['not a domain'] }))
    .thenRefused('organisation.malformedDomain');
  given(create())
    .when(
      setUp({
        organisations: [good],
        scheme: [{ role: 'sponsor', organisation: 'EVC', kinds: 'anything', upTo: null }],
      }),
    )
    .thenRefused('organisation.unknown', { organisation: 'EVC', known: ['NMH'] });
});

test('set-up changes only what it says anew, and no organisation leaves by being left out', () => {
  const before = [...discharge(), setUp({ goal: 'Nobody waits' })];
  given(...before)
    .when(setUp({}))
    .thenNothing();
  given(...before)
    .when(setUp({ name: '  ' }))
    .thenNothing();
  given(...before)
    .when(setUp({ timeZone: 'Europe/Jersey' }))
    .then({ type: 'programme.changed', timeZone: 'Europe/Jersey' });
  given(...before)
    .when(setUp({ organisations: [{ name: 'Northmoor Group', short: ' nmh ' }] }))
    .thenState((state, events) => {
      expect(events.map(({ type }) => type)).toEqual(['organisation.changed']);
      expect([...state.organisations.keys()]).toEqual(['NMH', 'EVC']);
      expect(state.organisations.get('NMH')).toMatchObject({
        name: 'Northmoor Group',
        domains: ['northmoor.example'],
      });
    });
});

test('an organisation that stands twice in one form joins once, and the second line changes it', () => {
  given(create())
    .when(
      setUp({
        organisations: [
          { name: 'Northmoor', short: 'NMH' },
          { name: 'Northmoor Hospitals', short: 'NMH' },
        ],
      }),
    )
    .thenState((state, events) => {
      expect(events.map(({ type }) => type)).toEqual(['organisation.joined', 'organisation.changed']);
      expect(state.organisations.get('NMH')!.name).toBe('Northmoor Hospitals');
    });
});

test('people keep their places when their organisation changes its name', () => {
  given(create(), join('NMH'), place(asha, 'NMH', 'coordinator'))
    .when({ type: 'ChangeOrganisation', organisation: 'NMH', name: 'Northmoor Group' })
    .thenState((state) => expect(state.members.get('asha')!.organisation).toBe('NMH'));
});
