import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben } from '../world/people.ts';
import { World, button, textOf } from '../world/service.ts';
import { until } from '../world/until.ts';

let world: World;
beforeEach(async () => {
  world = await World.open([asha, ben]);
  await world.setUp();
});
afterEach(() => world.close());

const posts = () => world.teams.cards().filter((card) => /^Decision \d+/m.test(textOf(card)));

describe('a card that Teams does not take at once still comes to stand', () => {
  test.each([
    ['it is busy and says how long to wait', { status: 429, retryAfter: '1' }],
    ['its gateway fails', { status: 502 }],
    ['a precondition fails', { status: 412 }],
    ['its sign-in has run out', { status: 401 }],
  ])('%s', async (_name, fault) => {
    world.teams.faults.push(fault);
    expect((await world.deliver(world.teams.message(asha, 'decide Open 12 beds because ED is full'))).status).toBe(200);
    expect(posts()).toHaveLength(0);
    world.now = '2026-11-22T09:10:00.000Z';
    await until(() => posts().length === 1);
    expect(await world.decisions()).toHaveLength(1);
  });

  test('a send that arrived although the gateway failed stands at most twice, and is counted', async () => {
    world.teams.faults.push({ status: 504, after: true });
    await world.deliver(world.teams.message(asha, 'decide Open 12 beds because ED is full'));
    world.now = '2026-11-22T09:10:00.000Z';
    await until(() => posts().length === 2);
    expect(await (await fetch(`${world.url}/metrics`)).text()).toMatch(
      /concordat_delivery_total\{event="ambiguous"\} 1/,
    );
  });

  test('a press on a card whose id was lost adopts it', async () => {
    world.teams.faults.push({ status: 504, after: true });
    await world.deliver(world.teams.message(asha, 'decide Open 12 beds because ED is full'));
    const lost = world.teams.last();
    await world.executes(ben, button(lost.card!, 'Mark as seen').data, { replyToId: lost.id });
    world.now = '2026-11-22T09:10:00.000Z';
    await until(() => lost.updates > 0);
    expect(posts()).toHaveLength(1);
    expect(textOf(posts()[0]!)).toMatch(/Seen by .*EVC/);
  });

  test('where the bot is blocked it gives up, and the decision is recorded all the same', async () => {
    world.teams.faults.push({ status: 403 });
    await world.deliver(world.teams.message(asha, 'decide Open 12 beds because ED is full'));
    expect(await world.decisions()).toHaveLength(1);
    expect(await (await fetch(`${world.url}/metrics`)).text()).toMatch(/event="blocked"\} 1/);
    // Once it is let in again, the next change brings the card.
    await world.says(ben, 'amend 1 The beds are on ward 6');
    expect(textOf(posts()[0]!)).toContain('ward 6');
  });

  test('a card that somebody has deleted is posted anew when it next changes', async () => {
    await world.says(asha, 'decide Open 12 beds because ED is full');
    world.teams.messages.delete(world.teams.last().id);
    await world.says(ben, 'seen 1');
    expect(posts()).toHaveLength(0);
    await world.says(ben, 'unseen 1');
    await until(() => posts().length === 1);
  });

  test('what was not delivered before a stop is delivered after the start', async () => {
    world.teams.faults.push({ status: 502 });
    await world.deliver(world.teams.message(asha, 'decide Open 12 beds because ED is full'));
    world.now = '2026-11-22T09:10:00.000Z';
    await world.restart();
    await until(() => posts().length === 1);
  });
});

test('ten changes at once are few updates, and the last card is right', async () => {
  await world.says(asha, 'decide Open 12 beds because ED is full');
  const post = world.teams.last();
  await Promise.all(
    Array.from({ length: 10 }, (_, number) => world.deliver(world.teams.message(ben, `amend 1 Note ${number}`))),
  );
  await until(() => textOf(post.card!).includes('5 earlier'));
  expect(post.updates).toBeLessThan(10);
  const trail = textOf(await world.says(asha, 'decision 1'));
  for (let number = 0; number < 10; number++) expect(trail).toContain(`Note ${number}`);
});
