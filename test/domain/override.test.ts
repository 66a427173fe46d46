import { describe, expect, test } from '@jest/globals';
import { nextWake } from '../../src/domain/alarm.ts';
import {
  asha,
  at,
  ben,
  by,
  calendar,
  carys,
  eventsIn,
  given,
  logOf,
  NOW,
  partnership,
  ringing,
  rung,
  said,
} from './world.ts';
import { changesIn, fieldOf, minutes, setIndicator, setUpPerson, tell, withFeed } from './statusWorld.ts';
import type { Command } from '../../src/domain/events.ts';

const UNTIL = minutes(120);
type Overriding = Extract<Command, { type: 'OverrideLevel' }>;
const override = (more: Partial<Overriding> = {}): Command => ({
  type: 'OverrideLevel',
  organisation: 'EVC',
  level: 3,
  until: UNTIL,
  why: 'The lift is broken',
  ...more,
});
const lift: Command = { type: 'LiftOverride', organisation: 'EVC' };
/** Eastvale's ambulances, told by Ben: level 2. */
const told = [...partnership(), setIndicator(), setUpPerson(), said(tell(2), by(ben))];

describe('a level that a person sets', () => {
  test('is part of the record, and what it changes with it', () => {
    given(...told)
      .when(override({ organisation: ' evc ' }), by(ben))
      .then(
        { type: 'level.overridden', partner: 'EVC', level: 3, until: UNTIL },
        {
          type: 'level.changed',
          change: 2,
          partner: 'EVC',
          was: 2,
          level: 3,
          stands: 'override',
          drivers: ['waiting'],
        },
      );
  });

  test('stands with who set it, when, and why', () => {
    const { state } = logOf(...told, said(override(), by(ben)));
    const by1 = { person: 'ben', organisation: 'EVC' };
    const stands = { level: 3, until: UNTIL, at: NOW, by: by1, why: 'The lift is broken' };
    expect(state.overrides.get('EVC')).toMatchObject(stands);
    expect(state.levelChanges.get(2)).toMatchObject({ override: stands, ended: false, basis: 'override' });
  });

  test('is set anew by another, whose time counts', () => {
    const log = logOf(...told, said(override(), by(ben)), said(override({ level: 4, until: minutes(60) }), by(ben)));
    expect(log.state.overrides.get('EVC')).toMatchObject({ level: 4, until: minutes(60) });
    expect(ringing(log, NOW, minutes(59)).state.overrides.size).toBe(1);
    expect(rung(log, minutes(60)).state.overrides.size).toBe(0);
  });

  test('may be set for an organisation of which nothing is known', () => {
    given(...partnership())
      .when(override(), by(ben))
      .thenState((state) => expect(state.levels.get('EVC')).toMatchObject({ level: 3, basis: 'override' }));
  });

  test('is set by its own people, and for any by a coordinator', () => {
    given(...told)
      .when(override(), by(asha))
      .thenState((state) => expect(state.overrides.has('EVC')).toBe(true));
    given(...told)
      .when(override(), by(carys))
      .thenRefused('override.notYours', { organisation: 'EVC' });
    given(...told, override())
      .when(lift, by(carys))
      .thenRefused('override.notYours', { organisation: 'EVC' });
  });

  test.each<[string, Partial<Overriding>, string, Record<string, unknown>]>([
    ['no level', { level: 0 }, 'level.malformed', { level: '0' }],
    ['a fifth level', { level: 5 }, 'level.malformed', { level: '5' }],
    ['half a level', { level: 2.5 }, 'level.malformed', { level: '2.5' }],
    ['up to now', { until: NOW }, 'override.untilPast', { until: NOW }],
    ['for more than a week', { until: minutes(7 * 24 * 60 + 1) }, 'override.tooLong', {}],
    ['without a why', { why: ' ' }, 'text.missing', { field: 'why' }],
    ['for nobody in the programme', { organisation: 'XYZ' }, 'organisation.unknown', { organisation: 'XYZ' }],
  ])('%s is refused', (_what, more, code, data) => {
    given(...told)
      .when(override(more))
      .thenRefused(code as 'override.untilPast', data);
  });

  test('may stand for a week to the minute', () => {
    given(...told)
      .when(override({ until: minutes(7 * 24 * 60) }))
      .thenState((state) => expect(state.overrides.size).toBe(1));
  });

  test('is refused for an organisation that has left, and lifted by nobody', () => {
    for (const command of [override(), lift])
      given(...told, override(), { type: 'LeaveOrganisation', organisation: 'EVC' })
        .when(command)
        .thenRefused('organisation.left', { organisation: 'EVC' });
  });
});

describe('an override ends', () => {
  const overridden = logOf(...told, said(override(), by(ben)));

  test('at its time, once, by itself', () => {
    expect(nextWake(overridden.state, { now: NOW, calendar })).toBe(UNTIL);
    const before = ringing(overridden, NOW, minutes(119));
    expect(before.entries).toEqual(overridden.entries);
    const over = rung(overridden, UNTIL);
    expect(eventsIn(over, 'override.ended')).toEqual([{ type: 'override.ended', partner: 'EVC', early: false }]);
    expect(eventsIn(over, 'level.changed').at(-1)).toMatchObject({ was: 3, level: 2, stands: 'computed' });
    expect(over.state.levelChanges.get(3)).toMatchObject({
      ended: true,
      override: { level: 3, by: { person: 'ben' } },
    });
    expect(nextWake(over.state, { now: UNTIL, calendar })).toBeNull();
    expect(rung(over, minutes(130)).entries).toEqual(over.entries);
  });

  test('late, where the service was down, and says nothing twice', () => {
    const over = rung(overridden, minutes(1_000));
    expect(eventsIn(over, 'override.ended')).toHaveLength(1);
    expect(over.entries.at(-1)!.at).toBe(minutes(1_000));
  });

  test('early, when it is lifted, and that it was early', () => {
    given(...told, said(override(), by(ben)))
      .when(lift, by(ben), at(minutes(5)))
      .then(
        { type: 'override.ended', partner: 'EVC', early: true },
        {
          type: 'level.changed',
          change: 3,
          partner: 'EVC',
          was: 3,
          level: 2,
          stands: 'computed',
          drivers: ['waiting'],
        },
      );
  });

  test('and cannot be lifted again', () => {
    given(...told)
      .when(lift)
      .thenRefused('override.none', { organisation: 'EVC' });
  });

  test('with nothing to note where the level is the same', () => {
    given(...told, said(override({ level: 2 }), by(ben)))
      .when(lift, by(ben))
      .then({ type: 'override.ended', partner: 'EVC', early: true });
  });

  test('in nothing where nothing else is known', () => {
    const log = rung(logOf(...partnership(), override()), UNTIL);
    expect(eventsIn(log, 'level.changed')).toMatchObject([
      { was: null, level: 3 },
      { was: 3, level: null, stands: 'computed', drivers: [] },
    ]);
  });

  test('for each of many at once', () => {
    const shorts = ['NMH', 'EVC', 'SFC', 'RPC', 'HHV'];
    const all = logOf(...partnership(), ...shorts.map((organisation) => override({ organisation })));
    const over = rung(all, UNTIL);
    expect(
      eventsIn(over, 'override.ended')
        .map(({ partner }) => partner)
        .toSorted(),
    ).toEqual(shorts.toSorted());
    expect(over.state.overrides.size).toBe(0);
  });
});

test('what a feed says while a person’s level stands is noted when that ends, and not before', () => {
  const field = withFeed()
    .reads(1, 1, NOW)
    .notes(NOW)
    .does(override({ organisation: 'NMH' }))
    .reads(1, 10, minutes(10))
    .notes(minutes(10))
    .does({ command: { type: 'Tick' }, who: { person: 'concordat', name: 'Concordat' }, now: UNTIL });
  expect(changesIn(field)).toEqual(['NMH null>1', 'NMH 1>3', 'NMH 3>4']);
  expect(fieldOf().notes(NOW).log.entries).toEqual(fieldOf().log.entries);
});
