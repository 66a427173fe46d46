import { alone } from '../world/alone.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concordat, type Concordat } from '../../src/app/concordat.ts';
import { daysAround } from '../../src/local/demo-days.ts';
import { demoPlace, identityOf, seedDemo } from '../../src/local/demo.ts';
import { asha, bot, elin, farah, hostTenant, team } from '../../src/local/people.ts';
import { makeSigner } from '../../src/log/note.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { parseActivity, placeKey } from '../../src/teams/activity.ts';
import type { Store } from '../../src/store/port.ts';

const now = '2026-11-27T10:00:00.000Z';
const feeds = { url: 'http://127.0.0.1:3980', tokenSha256: '0'.repeat(64) };
const serviceUrl = 'http://127.0.0.1:3979/_connector';

let folder: string;
let store: Store;
let demo: Concordat;
let programme: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concordat-demo-'));
  store = await openSqlite(folder);
  expect(await seedDemo(store, { serviceUrl, now, feeds })).toBe(true);
  demo = concordat({
    ...alone,
    store,
    clock: () => now,
    signerOf: () => makeSigner('demo.test'),
    onWritten: () => {},
  });
  [programme = ''] = await demo.directory.programmes();
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('the demo programme', () => {
  test('is where the Playground’s General channel finds it', async () => {
    const activity = parseActivity({
      type: 'message',
      channelId: 'msteams',
      serviceUrl,
      from: { id: asha.id },
      recipient: bot,
      conversation: { id: `${team.id};messageid=1795335991790`, conversationType: 'channel', tenantId: hostTenant },
      channelData: { team: { id: team.id }, channel: { id: team.id } },
    });
    expect(activity && placeKey(activity)).toBe(demoPlace);
    expect(await demo.directory.find(demoPlace)).toMatchObject({ programme });
  });

  test('has five organisations, and everybody but the guest from outside has a place', async () => {
    const { name, organisations } = await demo.queries.programme(programme);
    expect(name).toBe('Winter discharge group');
    expect(organisations.map(({ id }) => id)).toEqual(['NMH', 'EVC', 'SFC', 'RPC', 'HHV']);
    expect(await demo.queries.standing(programme, identityOf(asha))).toMatchObject({
      organisation: 'NMH',
      basis: 'placement',
      roles: ['coordinator', 'representative'],
    });
    expect(await demo.queries.standing(programme, identityOf(elin))).toMatchObject({ organisation: 'HHV' });
    expect(await demo.queries.standing(programme, identityOf(farah))).toMatchObject({ organisation: null, roles: [] });
  });

  test('has decisions of the last two weeks, that show what a decision can have', async () => {
    const { decisions } = await demo.queries.decisions(programme, {}, { limit: 20 });
    expect(decisions.map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    const [first, second, third, , fifth] = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => demo.queries.decision(programme, number)),
    );
    expect(first).toMatchObject({ kind: 'protocol', seenBy: expect.arrayContaining(['EVC', 'SFC', 'RPC', 'HHV']) });
    expect(second).toMatchObject({ state: 'superseded', supersededBy: 5, evidence: [{}] });
    expect(third?.amendments).toHaveLength(1);
    expect(fifth).toMatchObject({
      supersedes: 2,
      outside: { reason: 'amount', found: 16 },
      consulted: expect.any(String),
      review: '2026-12-18',
    });
  });

  test('has a proposal that was agreed after an objection, and one that waits for answers', async () => {
    const [agreed, open] = await Promise.all([7, 8].map((number) => demo.queries.decision(programme, number)));
    expect(agreed).toMatchObject({
      state: 'ratified',
      proposal: { tally: { agree: 4, standAside: 1 }, rows: [{}, { position: { changes: 1 } }, {}, {}, {}] },
    });
    expect(open).toMatchObject({ state: 'proposed', proposal: { provisional: true, silent: ['NMH', 'EVC', 'RPC'] } });
  });

  test('goes forward in time, from two weeks ago to yesterday', async () => {
    const times = (await demo.queries.decisions(programme, {}, { limit: 20 })).decisions.map(
      ({ recordedAt }) => recordedAt,
    );
    expect(times).toEqual([...times].sort().reverse());
    expect(times.at(-1)! > '2026-11-13').toBe(true);
    expect(times[0]).toBe('2026-11-26T16:30:00.000Z');
  });

  test('posts no cards, since nobody asked for them', async () => {
    expect(await store.pendingPosts(now, 100)).toEqual([]);
  });

  test('is written once: starting again leaves it as it is, and follows the proxy to its new address', async () => {
    const size = await store.size(programme);
    expect(await seedDemo(store, { serviceUrl: 'http://127.0.0.1:4000/_connector', now, feeds })).toBe(false);
    expect(await store.size(programme)).toBe(size);
    expect((await store.place(demoPlace))?.address).toContain('127.0.0.1:4000');
  });
});

test('days are counted without weekends, in London’s time', () => {
  const monday = daysAround('2026-11-23T00:30:00.000Z');
  expect(monday.ago(1, '14:50')).toBe('2026-11-20T14:50:00.000Z');
  expect(monday.ago(6, '09:00')).toBe('2026-11-13T09:00:00.000Z');
  const summer = daysAround('2026-07-01T08:00:00.000Z');
  expect(summer.ago(1, '09:00')).toBe('2026-06-30T08:00:00.000Z');
  expect(daysAround('2026-11-22T10:00:00.000Z').inWeeks(1)).toBe('2026-11-30');
});
