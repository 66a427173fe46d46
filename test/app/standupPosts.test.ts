import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { closeRound, setUpStandup, solve, startRound, stuck } from '../domain/world.ts';
import { ben, discharge, perform, PROGRAMME, World, type Instance } from './world.ts';

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
