import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asha, ben } from '../world/people.ts';
import { TEAMS_LIMITS } from '../../src/teams/pace.ts';
import { World, button, textOf } from '../world/service.ts';
import { mostWithin } from '../world/spans.ts';
import { CHANNEL } from '../world/teams.ts';
import { until } from '../world/until.ts';

let world: World;
beforeEach(async () => {
  world = await World.open([asha, ben]);
  await world.setUp();
});
afterEach(() => world.close());

const CHAT = `a:${ben.id}`;
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

  test('a press on the reminder of a proposal does not make it the card whose id was lost', async () => {
    // That card is tried again on Thursday; the reminder goes out on Wednesday.
    world.teams.faults.push({ status: 500, after: true, retryAfter: `${4 * 24 * 60 * 60}` });
    await world.deliver(world.teams.message(asha, 'propose Share the rota by 27 November 5pm because wards wait'));
    world.now = '2026-11-25T09:00:00.000Z';
    const reminder = () => [...world.teams.messages.values()].find(({ conversation }) => conversation === CHAT);
    await until(() => reminder() !== undefined);
    const { id, card } = reminder()!;
    const personal = { conversation: { id: CHAT, conversationType: 'personal' }, channelData: {} };
    await world.executes(ben, button(card!, 'Agree').data, { replyToId: id, ...personal });
    world.now = '2026-11-26T10:00:00.000Z';
    const proposals = () => world.teams.cards().filter((each) => /^Proposal 1$/m.test(textOf(each)));
    await until(() => proposals().length === 2);
    expect(textOf(proposals()[1]!)).toContain('1 of 3 organisations agrees');
    expect(await (await fetch(`${world.url}/metrics`)).text()).not.toMatch(/event="adopted"\} [1-9]/);
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

test('fifty changes at once are an update every 700 ms at most, and the last card is right', async () => {
  await world.says(asha, 'decide Open 12 beds because ED is full');
  const post = world.teams.last();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 50 }, (_, number) => world.deliver(world.teams.message(ben, `amend 1 Note ${number}`))),
  );
  const seconds = (performance.now() - began) / 1_000;
  await until(() => textOf(post.card!).includes('45 earlier'));
  expect(post.updates).toBeLessThanOrEqual(1 + Math.ceil(seconds / 0.7));
  const trail = textOf(await world.says(asha, 'decision 1'));
  for (let number = 0; number < 50; number++) expect(trail).toContain(`Note ${number}`);
});

describe('every fault of Teams in turn, at the pace that Teams allows', () => {
  let paced: World;
  beforeEach(async () => {
    paced = await World.open([asha, ben], {}, { limits: TEAMS_LIMITS });
    await paced.setUp();
  }, 60_000);
  afterEach(() => paced.close());

  /** Somebody types this, and Teams answers what comes of it with a fault. */
  async function meets(fault: Parameters<typeof paced.teams.faults.push>[0], text: string): Promise<void> {
    paced.teams.faults.push(fault);
    await paced.deliver(paced.teams.message(asha, text));
    await until(() => paced.teams.faults.length === 0);
  }

  const standing = () => paced.teams.cards().filter((card) => /^Decision \d+/m.test(textOf(card)));
  const copiesOf = (title: string) => standing().filter((card) => textOf(card).includes(title));

  /** What the counter says, without what has not happened. */
  async function counted(): Promise<Record<string, number>> {
    const text = await (await fetch(`${paced.url}/metrics`)).text();
    const lines = [...text.matchAll(/^concordat_delivery_total\{event="(\w+)"\} (\d+)/gm)];
    return Object.fromEntries(lines.map(([, event, times]) => [event, Number(times)]).filter(([, times]) => times));
  }

  test('ends with every card right, and each fault counted', async () => {
    await meets({ status: 429, retryAfter: '1' }, 'decide Busy because ED is full');
    await meets({ status: 502 }, 'decide Gateway because ED is full');
    await meets({ status: 'no answer', after: true }, 'decide Unanswered because ED is full');
    await meets({ status: 403 }, 'decide Blocked because ED is full');
    await paced.deliver(paced.teams.message(asha, 'decide Deleted because ED is full'));
    await until(() => copiesOf('Deleted').length === 1);
    expect(standing()).toHaveLength(2);

    paced.now = '2026-11-22T09:10:00.000Z';
    await until(() => standing().length === 5);
    expect(['Busy', 'Gateway', 'Unanswered', 'Blocked', 'Deleted'].map((title) => copiesOf(title).length)).toEqual([
      1, 1, 2, 0, 1,
    ]);

    await paced.deliver(paced.teams.message(ben, 'amend 4 Let in again'));
    await until(() => copiesOf('Let in again').length === 1);
    const deleted = [...paced.teams.messages.values()].find(({ card }) => card && textOf(card).includes('Deleted'))!;
    paced.teams.messages.delete(deleted.id);
    await paced.deliver(paced.teams.message(ben, 'amend 5 Nobody sees this'));
    await until(async () => (await counted()).gone === 1);
    await paced.deliver(paced.teams.message(ben, 'amend 5 Here again'));
    await until(() => copiesOf('Here again').length === 1);
    await paced.deliver(paced.teams.message(ben, 'amend 3 The newest'));
    await until(() => copiesOf('The newest').length === 1);

    const { paced: waited = 0, ...rest } = await counted();
    expect(waited).toBeGreaterThan(0);
    expect(rest).toEqual({
      ...{ sent: 5, updated: 1, reposted: 1 },
      ...{ retried: 1, ambiguous: 2, repeated: 2, blocked: 1, gone: 1 },
    });
  }, 60_000);

  test('sends nothing more often than Teams allows', async () => {
    await meets({ status: 429, retryAfter: '1' }, 'decide Busy because ED is full');
    const refused = paced.teams.writes().at(-1)!;
    const asked = Array.from({ length: 8 }, (_, number) => `decide Step ${number} because ED is full`);
    await Promise.all(asked.map((text) => paced.deliver(paced.teams.message(ben, text))));
    await until(() => copiesOf('Step').length === 8);
    paced.now = '2026-11-22T09:10:00.000Z';
    await until(() => copiesOf('Busy').length === 1);
    const writes = paced.teams.writes().filter(({ conversation }) => conversation === CHANNEL);
    const moments = writes.map(({ at }) => at);
    for (const { requests, milliseconds } of TEAMS_LIMITS.conversation)
      expect(mostWithin(moments, milliseconds)).toBeLessThanOrEqual(requests);
    const next = writes[writes.indexOf(refused) + 1]!;
    expect(next.at - refused.at).toBeGreaterThanOrEqual(1_000);
  }, 60_000);

  test('says in one line that a card may stand twice, and not what is on it', async () => {
    paced.logged.length = 0;
    await meets({ status: 'no answer', after: true }, 'decide Open 12 beds because ED is full');
    await until(async () => (await counted()).ambiguous === 1);
    const lines = paced.logged.filter((line) => line.includes('may stand'));
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ programme: await paced.programme(), post: 'decision/1' }),
    ]);
    expect(paced.logged.join('\n')).not.toContain('12 beds');
  }, 60_000);
});

test('an answer that Teams says is too much comes a little later', async () => {
  world.teams.faults.push({ status: 429, retryAfter: '1' });
  const before = world.teams.messages.size;
  await world.says(asha, 'orgs');
  expect(world.teams.messages.size).toBe(before + 1);
});
