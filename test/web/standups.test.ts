import { asha, ben, carys, dev, farah } from '../domain/world.ts';
import { KEY, StandupService, type Asker } from './standupService.ts';
import type { BlockersView, RoundsPage, RoundWithHistory, StandupsView, StandupView } from '../../src/web/api-types.ts';

let service: StandupService;

/** Three rounds on three days; in the first one Northmoor is in trouble, and the third is open. */
beforeAll(async () => {
  service = await StandupService.open();
  await service.performs({ type: 'SetUpStandup', name: 'Daily' });
  await service.performs({ type: 'SetUpStandup', name: 'Weekly' });
  service.now = '2026-12-01T09:15:00.000Z';
  await service.performs({ type: 'StartRound', standup: 1 });
  await service.performs(
    {
      type: 'GiveAnswer',
      standup: 1,
      texts: [{ question: 'moved', text: 'Ward 6 has opened' }],
      blockers: [{ text: 'No porters after 6pm', helper: 'EVC', needBy: '2026-12-04' }],
    },
    asha,
  );
  await service.performs({ type: 'CloseRound', standup: 1 });
  service.now = '2026-12-02T09:15:00.000Z';
  await service.performs({ type: 'StartRound', standup: 1 });
  await service.performs(
    { type: 'GiveAnswer', standup: 1, texts: [{ question: 'plan', text: 'Ymweld â Llŷn' }] },
    carys,
  );
  await service.performs({ type: 'CloseRound', standup: 1 });
  service.now = '2026-12-03T09:15:00.000Z';
  await service.performs({ type: 'StartRound', standup: 1 });
  await service.performs({ type: 'GiveAnswer', standup: 1, noChange: true }, dev);
});
afterAll(() => service.close());

test('stand-ups are listed, and each says how it runs', async () => {
  const { standups } = (await service.gets('standups')) as StandupsView;
  expect(standups.map(({ number, name, rounds, open }) => [number, name, rounds, open])).toEqual([
    [1, 'Daily', 3, 3],
    [2, 'Weekly', 0, null],
  ]);
  const daily = (await service.gets('standups/1')) as StandupView;
  expect(daily).toEqual(standups[0]);
  expect(daily.questions.map(({ id }) => id)).toEqual(['moved', 'plan', 'blockers']);
});

test('rounds come newest first, a page at a time, and all of them once', async () => {
  const numbers: number[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = (await service.gets(`standups/1/rounds?limit=2${cursor && `&cursor=${cursor}`}`)) as RoundsPage;
    expect(page.total).toBe(3);
    numbers.push(...page.rounds.map(({ round }) => round));
    cursor = page.next;
  }
  expect(numbers).toEqual([3, 2, 1]);
});

test.each([
  ['q=ward', [1]],
  ['q=llyn', [2]],
  ['q=porters', [1]],
  ['q=nobody+said+this', []],
  ['org=nmh', [3, 2, 1]],
  ['since=2026-12-02', [3, 2]],
  ['until=2026-12-02', [2, 1]],
  ['since=2026-12-02&until=2026-12-02', [2]],
])('rounds are found by %s', async (query, numbers) => {
  const { rounds } = (await service.gets(`standups/1/rounds?${query}`)) as RoundsPage;
  expect(rounds.map(({ round }) => round)).toEqual(numbers);
});

test('a round says who answered what, and carries its history', async () => {
  const round = (await service.gets('standups/1/rounds/1', ben)) as RoundWithHistory;
  expect(round.rows.map(({ organisation, state }) => `${organisation} ${state}`)).toEqual([
    'NMH answered',
    'EVC awaited',
    'SFC awaited',
    'RPC awaited',
    'HHV awaited',
  ]);
  expect(round.rows[0]!.answer!.texts).toEqual([{ question: 'moved', text: 'Ward 6 has opened' }]);
  expect(round.blockers).toMatchObject([{ number: 1, text: 'No porters after 6pm', helper: 'EVC', isNew: true }]);
  expect(round.history.map(({ event }) => event.type)).toEqual([
    'round.opened',
    'answer.given',
    'blocker.raised',
    'round.closed',
  ]);
});

test('open blockers are told to everybody who reads, the holder of a key among them', async () => {
  for (const who of [asha, farah, KEY] satisfies Asker[]) {
    const { blockers } = (await service.gets('blockers', who)) as BlockersView;
    expect(blockers).toMatchObject([{ text: 'No porters after 6pm', rounds: 3, closed: null }]);
  }
});

test.each([
  ['standups/3', 404, 'standup.unknown', 'There is no stand-up 3. The last is 2.'],
  ['standups/3/rounds', 404, 'standup.unknown', 'There is no stand-up 3. The last is 2.'],
  ['standups/1/rounds/4', 404, 'round.over', 'There is no round 4 of stand-up 1.'],
  ['standups/daily', 400, 'query.malformed', 'Check standup.'],
  ['standups/1/rounds/0', 400, 'query.malformed', 'Check round.'],
  ['standups/1/rounds?limit=101', 400, 'query.malformed', 'Check limit.'],
  ['standups/1/rounds?since=2026-02-31', 400, 'query.malformed', 'Check since.'],
  ['standups/1/rounds?cursor=x', 400, 'query.malformed', 'Check cursor.'],
])('%s is answered by %i %s', async (path, status, code, detail) => {
  expect(await service.gets(path)).toMatchObject({ status, code, detail });
});
