import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { answer, closeRound, noChange, setUpStandup, solve, startRound, stuck } from '../domain/world.ts';
import { SERVICE } from '../../src/app/policy.ts';
import { asha, ben, carys, discharge, perform, place, PROGRAMME, World, type Instance } from './world.ts';

let world: World;
let here: Instance;

beforeEach(async () => {
  world = await World.open();
  here = await world.instance();
  await discharge(here);
  await perform(here, setUpStandup({ schedule: null, escalateAfter: 1 }));
});
afterEach(() => world.end());

/** With which entries in the log a post should stand; undefined where there is none. */
const wanted = async (key: string) => (await here.store.post(PROGRAMME, key))?.wanted;

test('what is closed between two rounds makes no post of the one that has not opened, and what is closed in one changes its post', async () => {
  await perform(here, startRound());
  await perform(here, stuck(), ben);
  await perform(here, stuck('Keys'), ben);
  const { size } = await perform(here, solve(1), ben);
  expect(await wanted('round/1/1')).toBe(size);
  const { size: closed } = await perform(here, closeRound);
  await perform(here, solve(2), ben);
  expect([await wanted('round/1/1'), await wanted('round/1/2')]).toEqual([closed, undefined]);
});

/** What the service notes of a post that did not reach its person. */
const unreached = (person: string, about: string) =>
  perform(here, { type: 'NoteUnreached', person, about: `${about}/to/${person}`, reason: 'blocked' }, SERVICE);

describe('the sponsor’s message', () => {
  const TO_CARYS = 'escalation/1/1/to/carys';
  const escalate = async () => {
    await perform(here, place(carys, 'EVC', 'sponsor'));
    await perform(here, startRound());
    await perform(here, stuck(), ben);
    await perform(here, closeRound);
    await here.app.tick(PROGRAMME);
  };

  test('says that the blocker is closed, whoever closes it, and however', async () => {
    await escalate();
    const before = (await wanted(TO_CARYS))!;
    const { size } = await perform(here, solve(1), ben);
    expect([await wanted(TO_CARYS), size > before]).toEqual([size, true]);
  });

  test('is changed in the conversation where it did not reach the sponsor alone', async () => {
    await escalate();
    await unreached('carys', 'escalation/1/1');
    await perform(here, startRound());
    const alone = await wanted(TO_CARYS);
    const { size } = await perform(here, answer('Six', { solved: [1], how: 'Drivers came' }), ben);
    expect([await wanted(TO_CARYS), await wanted('escalation/1/1')]).toEqual([alone, size]);
  });

  test('is not made by the closing where it had no place to stand', async () => {
    await perform(here, place(carys, 'EVC', 'sponsor'));
    const nowhere = { deliveries: [], address: null };
    await here.app.perform(PROGRAMME, setUpStandup({ schedule: null, escalateAfter: 1 }), asha, nowhere);
    await perform(here, startRound({ standup: 2 }));
    await perform(here, stuck('Keys', { standup: 2 }), ben);
    await perform(here, { type: 'CloseRound', standup: 2 });
    await here.app.tick(PROGRAMME);
    const { state } = await perform(here, solve(1), ben);
    expect(state.blockers.get(1)!.escalated).toMatchObject({ told: ['carys'] });
    expect(await wanted('escalation/2/1/to/carys')).toBeUndefined();
  });
});

describe('the reminder', () => {
  const REMINDS = '2026-11-27T10:30:00.000Z';
  const TO_BEN = 'awaited/1/1/1/to/ben';
  const remind = async () => {
    await perform(here, startRound());
    world.now = REMINDS;
    await here.app.tick(PROGRAMME);
  };

  test('says that the answer has been given, once, and those to others stay as they are', async () => {
    await remind();
    const others = await wanted('awaited/1/1/1/to/asha');
    const { size } = await perform(here, noChange, ben);
    expect(await wanted(TO_BEN)).toBe(size);
    await perform(here, answer(), ben);
    expect([await wanted(TO_BEN), await wanted('awaited/1/1/1/to/asha')]).toEqual([size, others]);
  });

  test('is not made by an answer that comes before it', async () => {
    await perform(here, startRound());
    await perform(here, answer(), ben);
    world.now = REMINDS;
    await here.app.tick(PROGRAMME);
    expect(await wanted(TO_BEN)).toBeUndefined();
  });
});
