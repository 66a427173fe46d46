import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refusalIn } from '../domain/refusals.ts';
import { answer, closeRound, noChange, setUpStandup, solve, startRound, stuck } from '../domain/world.ts';
import { asha, ben, discharge, NOW, oneTo, perform, PROGRAMME, World } from './world.ts';
import type { RoundsFilter } from '../../src/app/standupQueries.ts';
import type { Instance } from './world.ts';

let world: World;
let here: Instance;

/** Stand in nothing but what Eastvale has said to itself. */
const PLANTED = ['zanzibar', '987654321', '2031-07-07'];

const questions = [
  { id: 'moved', ask: 'What has moved?', kind: 'moved' as const, required: false },
  { id: 'beds', ask: 'Beds?', kind: 'number' as const, required: false },
];

/** Three rounds on three days, in which Eastvale says some things to itself, and one of a coming Monday. */
beforeAll(async () => {
  world = await World.open();
  here = await world.instance();
  await discharge(here);
  await perform(here, setUpStandup({ questions, openFor: 60 }));
  await perform(here, startRound());
  await perform(here, answer('Six beds in Llŷn'), asha);
  await perform(here, secretly('To zanzibar'), ben);
  await perform(here, closeRound);
  world.now = '2026-11-30T08:00:00.000Z';
  await perform(here, startRound());
  await perform(here, stuck('No transport', { readers: ['NMH', 'EVC'] }), asha);
  await perform(here, { type: 'GiveAnswer', standup: 1, values: [{ question: 'beds', value: 5 }] }, ben);
  await perform(here, solve(1, 'By zanzibar'), ben);
  await perform(here, closeRound);
  world.now = '2026-12-01T08:00:00.000Z';
  await perform(here, startRound());
  await perform(here, noChange, asha);
  await perform(here, secretly('Again to zanzibar'), ben);
  await perform(here, closeRound);
  await perform(here, secretly('And zanzibar tomorrow', 4), ben);
});
afterAll(() => world.end());

function secretly(text: string, round?: number) {
  return answer(text, {
    readers: ['EVC'],
    values: [{ question: 'beds', value: 987654321 }],
    blockers: [{ text: `No ${text}`, helper: 'NMH', needBy: '2031-07-07' }],
    ...(round === undefined ? {} : { round }),
  });
}

const asking = (reader: string | null) => ({ programme: PROGRAMME, reader });

const found = async (filter: RoundsFilter, reader: string | null = null) => {
  const { rounds, total } = await here.app.standups.rounds(asking(reader), 1, filter, { limit: 100 });
  expect(total).toBe(rounds.length);
  return rounds.map(({ round }) => round);
};

describe('what is for the own organisation alone', () => {
  /** All that can be asked, in one text. */
  async function everything(reader: string | null): Promise<string> {
    const { standups } = here.app;
    const asked = asking(reader);
    const keys = ['NMH', 'EVC'];
    return JSON.stringify([
      await standups.standups(PROGRAMME),
      await standups.standup(PROGRAMME, 1),
      ...(await Promise.all(
        oneTo(3).flatMap((round) => [standups.round(asked, 1, round), standups.roundWithHistory(asked, 1, round)]),
      )),
      await standups.rounds(asked, 1, {}, { limit: 100 }),
      await standups.rounds(asked, 1, { words: 'beds' }, { limit: 100 }),
      await standups.blockers(asked),
      ...(await Promise.all(oneTo(4).map((blocker) => standups.blocker(asked, blocker).catch(() => null)))),
      ...(await Promise.all(
        keys.map((organisation) => standups.sheet(PROGRAMME, { standup: 1, person: 'x', organisation, reader })),
      )),
      ...(await Promise.all(
        keys.map((organisation) =>
          standups.sheet(PROGRAMME, { standup: 1, round: 3, person: 'x', organisation, reader }),
        ),
      )),
    ]);
  }

  test.each(['NMH', null])('is in no byte that %p gets', async (reader) => {
    const text = await everything(reader);
    for (const word of PLANTED) expect(text).not.toContain(word);
  });

  test('is there for the own organisation', async () => {
    const text = await everything('EVC');
    for (const word of PLANTED) expect(text).toContain(word);
  });

  test('is found by the own organisation, and by nobody else', async () => {
    expect(await found({ words: 'zanzibar' }, 'EVC')).toEqual([3, 1]);
    expect(await found({ words: '987654321' }, 'EVC')).toEqual([3, 1]);
    for (const reader of ['NMH', null]) for (const words of PLANTED) expect(await found({ words }, reader)).toEqual([]);
  });

  test('is counted', async () => {
    const counts = async (reader: string | null) => {
      const { answered, openBlockers, withheld } = await here.app.standups.round(asking(reader), 1, 1);
      return [answered, openBlockers, withheld];
    };
    expect(await counts('NMH')).toEqual([2, 1, 2]);
    expect(await counts('EVC')).toEqual([2, 1, 0]);
    const open = await here.app.standups.blockers(asking(null));
    expect(open.map(({ number, text }) => [number, text])).toEqual([
      [2, null],
      [3, null],
      [4, null],
    ]);
  });

  test('is a blocker that others cannot ask for', async () => {
    expect(await refusalIn(here.app.standups.blocker(asking('NMH'), 1))).toEqual({
      code: 'blocker.unknown',
      blocker: 1,
    });
    expect(await here.app.standups.blocker(asking('EVC'), 1)).toMatchObject({ text: 'No To zanzibar' });
    expect(await here.app.standups.blocker(asking('NMH'), 2)).toMatchObject({ text: 'No transport' });
  });
});

describe('rounds are found', () => {
  test.each<[string, RoundsFilter, number[]]>([
    ['all, the newest first', {}, [3, 2, 1]],
    ['by a word', { words: 'SIX' }, [1]],
    ['without accents typed', { words: 'llyn' }, [1]],
    ['by several words, all of which must be there', { words: 'beds six' }, [1]],
    ['by who has answered, where that is for all', { words: 'patel' }, [3, 1]],
    ['by a number', { words: '5' }, [2]],
    ['not where nothing fits', { words: 'unicorn' }, []],
    ['by who was asked', { organisation: 'EVC' }, [3, 2, 1]],
    ['not by who was not', { organisation: 'XYZ' }, []],
    ['since a day, that day included', { since: '2026-11-30' }, [3, 2]],
    ['until a day, that day included', { until: '2026-11-30' }, [2, 1]],
    ['by all of it together', { words: 'okafor', since: '2026-11-28', until: '2026-11-30' }, [2]],
  ])('%s', async (_what, filter, rounds) => {
    expect(await found(filter)).toEqual(rounds);
  });

  test('by what is in the way, by those who may read it', async () => {
    expect(await found({ words: 'transport' }, 'NMH')).toEqual([2]);
    expect(await found({ words: 'transport' })).toEqual([]);
  });

  test('in pages that follow each other', async () => {
    const first = await here.app.standups.rounds(asking(null), 1, {}, { limit: 2 });
    expect([first.rounds.map(({ round }) => round), first.total, first.next]).toEqual([[3, 2], 3, '2']);
    const second = await here.app.standups.rounds(asking(null), 1, {}, { limit: 2, cursor: first.next! });
    expect([second.rounds.map(({ round }) => round), second.total, second.next]).toEqual([[1], 3, null]);
  });
});

test('a round is shown with all that was said in it, oldest first', async () => {
  const { history, ...round } = await here.app.standups.roundWithHistory(asking('EVC'), 1, 2);
  expect(round).toMatchObject({ round: 2, answered: 2, expected: 2 });
  expect(history.map(({ event, by }) => [event.type, by.name])).toEqual([
    ['round.opened', 'Asha Patel'],
    ['answer.given', 'Asha Patel'],
    ['blocker.raised', 'Asha Patel'],
    ['answer.given', 'Ben Okafor'],
    ['blocker.closed', 'Ben Okafor'],
    ['round.closed', 'Asha Patel'],
  ]);
});

test('who is about to answer finds what they have said already, and what they said before', async () => {
  const sheet = (round?: number) =>
    here.app.standups.sheet(PROGRAMME, {
      standup: 1,
      person: 'ben',
      organisation: 'EVC',
      reader: 'EVC',
      ...(round === undefined ? {} : { round }),
    });
  expect(await sheet()).toMatchObject({
    round: 4,
    now: { texts: [{ text: 'And zanzibar tomorrow' }], timing: 'early' },
    before: { texts: [{ text: 'Again to zanzibar' }] },
    blockers: [{ number: 3 }, { number: 4 }],
  });
  expect(await sheet(3)).toMatchObject({
    round: 3,
    now: { texts: [{ text: 'Again to zanzibar' }] },
    before: { values: [{ value: 5 }] },
  });
});

test('a stand-up or a round that is not there is refused', async () => {
  const { standups } = here.app;
  expect(await refusalIn(standups.standup(PROGRAMME, 2))).toEqual({ code: 'standup.unknown', number: 2, last: 1 });
  for (const round of [0, 4, NaN])
    expect(await refusalIn(standups.round(asking(null), 1, round))).toEqual({ code: 'round.over', standup: 1, round });
  expect(await refusalIn(standups.blocker(asking('EVC'), 9))).toEqual({ code: 'blocker.unknown', blocker: 9 });
});

test('two workers that ring at once open one round, remind once and close once', async () => {
  const other = await World.open();
  other.now = NOW;
  const one = await other.instance();
  const two = await other.instance();
  await discharge(one);
  await perform(one, setUpStandup());
  for (const now of ['2026-11-27T09:15:00.000Z', '2026-11-27T10:45:00.000Z', '2026-11-27T11:15:00.000Z']) {
    other.now = now;
    await Promise.all([one, two, one].map(({ app }) => app.tick(PROGRAMME)));
  }
  const { history } = await two.app.standups.roundWithHistory(asking(null), 1, 1);
  expect(history.map(({ event }) => event.type)).toEqual(['round.opened', 'round.reminded', 'round.closed']);
  await other.end();
});
