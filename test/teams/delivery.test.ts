import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { formatAddress, type Address } from '../../src/teams/address.ts';
import { Delivery } from '../../src/teams/delivery.ts';
import { NO_LIMITS, Pace, TEAMS_LIMITS, type Limits } from '../../src/teams/pace.ts';
import { frameworkWire } from '../../src/teams/wire.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/port.ts';
import { appending } from '../store/world.ts';
import { asha, ben, farah, HOST_TENANT, type Person } from '../world/people.ts';
import { textOf } from '../world/text.ts';
import { mostWithin } from '../world/spans.ts';
import { BOT, CHANNEL, FakeTeams, TEAM } from '../world/teams.ts';
import { until } from '../world/until.ts';

const P = 'discharge';
let teams: FakeTeams;
let folder: string;
let store: Store;
let delivery: Delivery;
let now: string;
let counted: string[];
let unreached: unknown[];
let faults: unknown[];
/** Runs while a person is told to be out of reach. */
let whileTold: () => void | Promise<void>;

beforeEach(async () => {
  teams = await new FakeTeams([asha, ben]).listen();
  folder = await mkdtemp(join(tmpdir(), 'concordat-delivery-'));
  [now, counted, unreached, faults, whileTold] = ['2026-11-22T09:00:00.000Z', [], [], [], () => undefined];
  await start();
});
afterEach(async () => {
  await stop();
  await teams.close();
  await rm(folder, { recursive: true });
});

/** Delivery on real SQLite and real HTTP. A post's card says its key and version; `ask/<person>` goes to that person. */
async function start(limits: Limits = NO_LIMITS): Promise<void> {
  store = await openSqlite(folder);
  delivery = new Delivery({
    posts: store,
    wire: await frameworkWire({}),
    pace: new Pace(limits),
    clock: () => now,
    render: async (programme, key) => {
      const version = await store.size(programme);
      const text = `${key} at ${version}`;
      return { version, card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] } };
    },
    personOf: (key) => /^ask\/(.*)$/.exec(key)?.[1],
    threadOf: async (_programme, key) => /^outcome of (.*)$/.exec(key)?.[1],
    report: (event) => void counted.push(event),
    onUnreached: async (...about) => {
      unreached.push(about);
      await whileTold();
    },
    onFault: (error) => void faults.push(error),
  });
  delivery.start();
}

async function stop(): Promise<void> {
  await delivery.stop();
  await store.close();
}

function at(conversation: string): Address {
  return { serviceUrl: teams.url, conversation, tenant: HOST_TENANT, bot: BOT };
}

/** An entry changes posts; a new one stands in this conversation. */
async function changes(keys: string[], conversation = CHANNEL): Promise<void> {
  const posts = keys.map((key) => ({ key, address: formatAddress(at(conversation)) }));
  await store.append(P, await store.size(P), appending({ posts }));
}

async function change(...keys: string[]): Promise<void> {
  await changes(keys);
  await delivery.deliver(P, keys);
}

const standing = (): string[] => teams.cards().map(textOf);
const askOf = ({ aadObjectId }: Person) => `ask/${aadObjectId}`;
const count = (event: string): number => counted.filter((each) => each === event).length;

describe('a card that stands', () => {
  test('is updated at once at its first change, and three times at most by fifty changes in a second', async () => {
    await change('a');
    const card = teams.last();
    await change('a');
    expect([card.updates, standing()]).toEqual([1, ['a at 2']]);
    for (let number = 0; number < 49; number++) await change('a');
    await until(() => standing()[0] === 'a at 51');
    expect(card.updates).toBeLessThanOrEqual(3);
    expect(count('coalesced')).toBe(card.updates - 1);
  });

  test('is updated no more often than every 700 ms while changes go on', async () => {
    await change('a');
    const end = performance.now() + 2_000;
    while (performance.now() < end) await change('a');
    const size = await store.size(P);
    await until(() => standing()[0] === `a at ${size}`);
    const updates = teams.writes().flatMap(({ method, at }) => (method === 'PUT' ? [at] : []));
    expect(mostWithin(updates, 700)).toBe(1);
    expect(updates.length).toBeGreaterThan(2);
  });

  test('keeps nobody waiting for changes to gather', async () => {
    await change('a');
    await change('a');
    await change('a');
    expect(standing()).toEqual(['a at 2']);
    await until(() => standing()[0] === 'a at 3');
  });

  test('does not hold up another', async () => {
    await change('a');
    await change('a');
    await change('a', 'b');
    expect(standing()).toEqual(['a at 2', 'b at 3']);
  });

  test('that is gone comes again when it next changes, and is counted as that', async () => {
    await change('a');
    teams.messages.clear();
    await change('a');
    expect([standing(), counted]).toEqual([[], ['sent', 'gone']]);
    await change('a');
    expect([standing(), counted]).toEqual([['a at 3'], ['sent', 'gone', 'reposted']]);
  });
});

describe('a new card', () => {
  test('of which nothing is heard twice is given up, and sent anew when it next changes', async () => {
    teams.faults.push({ status: 'no answer', after: true }, { status: 504 });
    await change('a');
    expect(await store.pendingPosts(now, 1)).toEqual([]);
    now = '2026-11-22T09:10:00.000Z';
    await until(async () => (await store.post(P, 'a'))?.undeliverable === 'unanswered');
    expect(counted).toEqual(['ambiguous', 'repeated', 'givenUp']);
    await change('a');
    expect([standing(), counted.at(-1)]).toEqual([['a at 1', 'a at 2'], 'sent']);
  });

  test('that Teams refuses for good is given up, and sent when it next changes', async () => {
    teams.faults.push({ status: 413 });
    await change('a');
    await change('a');
    expect([standing(), counted]).toEqual([['a at 2'], ['givenUp', 'sent']]);
  });

  test('whose lost copy is pressed is that copy from then on', async () => {
    teams.faults.push({ status: 'no answer', after: true });
    await change('a');
    const lost = teams.last();
    await delivery.adopt(P, 'a', lost.id);
    await delivery.adopt(P, 'a', 'another');
    await change('a');
    expect([standing(), lost.updates]).toEqual([['a at 2'], 1]);
    expect(counted).toEqual(['ambiguous', 'adopted', 'updated']);
  });
});

describe('a stop', () => {
  test('waits for no change to gather, and the next start shows it', async () => {
    await change('a');
    await change('a');
    await change('a');
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(600);
    expect(standing()).toEqual(['a at 2']);
    await start();
    await until(() => standing()[0] === 'a at 3');
  });

  test('waits for no slot, and the next start sends what had none, once', async () => {
    await stop();
    await start({ ...TEAMS_LIMITS, conversation: [{ requests: 2, milliseconds: 60_000 }] });
    await change('a', 'b', 'c', 'd');
    expect(standing()).toHaveLength(2);
    await stop();
    await start();
    await until(() => standing().length === 4);
    expect(new Set(standing()).size).toBe(4);
    expect(faults).toEqual([]);
  });
});

describe('Teams’ limits', () => {
  beforeEach(async () => {
    await stop();
    await start(TEAMS_LIMITS);
  });
  const keys = Array.from({ length: 12 }, (_, number) => `post ${number}`);
  const sentTo = (where: string) => teams.writes().filter(({ conversation }) => conversation === where);

  test('are kept to in every span, and no turn waits for what must wait', async () => {
    await changes(keys);
    const began = performance.now();
    await delivery.deliver(P, keys);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(standing()).toHaveLength(7);
    await until(() => standing().length === 12);
    const moments = sentTo(CHANNEL).map((sent) => sent.at);
    for (const { requests, milliseconds } of TEAMS_LIMITS.conversation)
      expect(mostWithin(moments, milliseconds)).toBeLessThanOrEqual(requests);
    expect(count('paced')).toBe(5);
  }, 40_000);

  test('make a card wait that is worked out after that, so that it is sent once and is the newest', async () => {
    await change(...keys.slice(0, 8));
    expect(standing()).toHaveLength(7);
    await change('post 7');
    await until(() => standing().length === 8);
    expect(standing().at(-1)).toBe('post 7 at 2');
    expect(sentTo(CHANNEL)).toHaveLength(8);
  });

  test('and “too many requests” make the whole conversation wait, and no other', async () => {
    teams.faults.push({ status: 429, retryAfter: '2' });
    await change('a');
    await changes(['b']);
    await changes(['c'], TEAM);
    await delivery.deliver(P, ['b', 'c']);
    expect(standing()).toEqual(['c at 3']);
    await until(() => standing().length === 2);
    const [refused, next] = sentTo(CHANNEL);
    expect([refused!.status, next!.status]).toEqual([429, 200]);
    expect(next!.at - refused!.at).toBeGreaterThanOrEqual(2_000);
    now = '2026-11-22T09:00:02.000Z';
    await until(() => count('sent') === 3);
    expect(counted).toEqual(['retried', 'paced', 'sent', 'sent', 'sent']);
  });
});

describe('a post beside another', () => {
  const where = (text: RegExp) =>
    [...teams.messages.values()].find(({ card }) => text.test(textOf(card!)))?.conversation;

  test('stands in its thread when that stands in a channel, and is updated there', async () => {
    await changes(['a'], TEAM);
    await delivery.deliver(P, ['a']);
    const first = teams.last();
    await until(async () => (await store.post(P, 'a'))?.activityId === first.id);
    await changes(['outcome of a'], TEAM);
    await delivery.deliver(P, ['outcome of a']);
    const thread = `${TEAM};messageid=${first.id}`;
    expect(where(/outcome/)).toBe(thread);
    await change('outcome of a');
    expect(teams.writes().at(-1)).toMatchObject({ method: 'PUT', conversation: thread });
  });

  test.each([
    ['in a thread', CHANNEL],
    ['in a chat', '19:meeting@thread.v2'],
  ])('%s stands where that stands', async (_name, conversation) => {
    await changes(['a'], conversation);
    await delivery.deliver(P, ['a']);
    await until(async () => (await store.post(P, 'a'))?.activityId === teams.last().id);
    await changes(['outcome of a'], conversation);
    await delivery.deliver(P, ['outcome of a']);
    expect(where(/outcome/)).toBe(conversation);
  });

  test('that has not been sent stands where that would', async () => {
    await changes(['outcome of a'], TEAM);
    await delivery.deliver(P, ['outcome of a']);
    expect(where(/outcome/)).toBe(TEAM);
  });
});

describe('a personal post', () => {
  const made = () => teams.requests.filter(({ method, path }) => method === 'POST' && path === '/v3/conversations');

  test('goes to its person’s own chat, which is asked for once, and is updated there, also after a restart', async () => {
    await change(askOf(ben));
    await change(askOf(ben));
    expect(teams.personal(ben).map(textOf)).toEqual([`${askOf(ben)} at 2`]);
    expect([teams.cards(), made().length]).toEqual([[], 1]);
    await stop();
    await start();
    await change(askOf(ben));
    expect(teams.personal(ben).map(textOf)).toEqual([`${askOf(ben)} at 3`]);
    expect(made()).toHaveLength(2);
  });

  test('finds a person who is known to the bot alone', async () => {
    await change(`ask/teams:${ben.id}`);
    expect(teams.personal(ben)).toHaveLength(1);
  });

  test('that its person has blocked is told once, and tried again when it next changes', async () => {
    teams.blockedBy.add(ben);
    await change(askOf(ben));
    await until(async () => (await store.post(P, askOf(ben)))?.undeliverable === 'blocked');
    expect(unreached).toEqual([[P, askOf(ben), ben.aadObjectId, 'blocked']]);
    await change(askOf(ben));
    await until(() => count('unreached') === 2);
    expect(unreached).toHaveLength(1);
    await until(async () => (await store.post(P, askOf(ben)))?.undeliverable === 'blocked');
    teams.blockedBy.clear();
    await change(askOf(ben));
    expect(teams.personal(ben)).toHaveLength(1);
  });

  test('of somebody whom Teams does not know there is told, too', async () => {
    await change(askOf(farah));
    await until(() => unreached.length === 1);
    expect(unreached).toEqual([[P, askOf(farah), farah.aadObjectId, 'notFound']]);
    expect(counted).toEqual(['unreached']);
  });

  test('may be changed by whoever is told, who does not wait for it', async () => {
    whileTold = () => change(askOf(farah));
    await change(askOf(farah));
    await until(async () => (await store.post(P, askOf(farah)))?.undeliverable === 'notFound');
    expect(unreached).toHaveLength(1);
  });

  test('is noted all the same when telling fails, which is a fault of ours', async () => {
    whileTold = () => Promise.reject(new Error('full'));
    await change(askOf(farah));
    await until(async () => (await store.post(P, askOf(farah)))?.undeliverable === 'notFound');
    expect(faults).toEqual([new Error('full')]);
  });

  test('whose chat could not be made for now is tried again, as often as it takes, and stands once', async () => {
    teams.faults.push({ status: 502 }, { status: 503 }, { status: 'no answer' });
    for (const minute of [1, 2, 3, 4]) {
      await change(askOf(ben));
      now = `2026-11-22T09:${minute}0:00.000Z`;
    }
    expect(teams.personal(ben)).toHaveLength(1);
    expect(counted).toEqual(['retried', 'retried', 'retried', 'sent']);
    expect(unreached).toEqual([]);
  });
});
