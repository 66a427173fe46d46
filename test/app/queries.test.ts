import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refusalIn } from '../domain/refusals.ts';
import { asha, ben, carys, discharge, farah, oneTo, perform, PROGRAMME, record, supersede, World } from './world.ts';
import type { DecisionsFilter } from '../../src/app/queries.ts';
import type { Instance } from './world.ts';

let world: World;
let here: Instance;

const decided = { lateBecause: 'The network was down' };

/** Six decisions of two organisations, over half a year, of which the first is superseded by the last. */
beforeAll(async () => {
  world = await World.open();
  here = await world.instance();
  await discharge(here);
  await perform(here, record('Open 12 escalation beds', { ...decided, decidedAt: '2026-06-30' }));
  await perform(
    here,
    record('Visit Llŷn', { ...decided, decidedAt: '2026-07-01T22:59:59.000Z', text: 'Über ŁÓDŹ' }),
    ben,
  );
  // Half past midnight on 2 July in London.
  await perform(
    here,
    record('Share the rota', { ...decided, decidedAt: '2026-07-01T23:30:00.000Z', kind: 'protocol' }),
  );
  await perform(
    here,
    record('Appoint a chair', { kind: 'appointment', deciders: [{ name: 'The board', organisation: 'EVC' }] }),
  );
  await perform(here, { type: 'AmendDecision', number: 4, text: 'For two winters' });
  await perform(here, record('Write 100% (of it) \\ down', { why: 'beds are short' }), ben);
  await perform(here, supersede(1));
});
afterAll(() => world.end());

const found = async (filter: DecisionsFilter) => {
  const { decisions, total } = await here.app.queries.decisions(PROGRAMME, filter, { limit: 100 });
  expect(total).toBe(decisions.length);
  return decisions.map(({ number }) => number);
};

describe('decisions are found', () => {
  test.each<[string, DecisionsFilter, number[]]>([
    ['all, the newest first', {}, [6, 5, 4, 3, 2, 1]],
    ['by a word of the title', { words: 'rota' }, [3]],
    ['in any case', { words: 'ROTA' }, [3]],
    ['by part of a word', { words: 'escal' }, [6, 1]],
    ['by several words in any order, all of which must be there', { words: '  beds   12 ' }, [1]],
    ['by the why', { words: 'short' }, [5]],
    ['by the text', { words: 'uber' }, [2]],
    ['by an amendment', { words: 'winters' }, [4]],
    ['by who decided', { words: 'board' }, [4]],
    ['by the name of who recorded, as decider', { words: 'okafor' }, [5, 2]],
    ['by number', { words: '#4' }, [4]],
    ['without accents typed', { words: 'llyn' }, [2]],
    ['with accents typed', { words: 'llŷn' }, [2]],
    ['with accents typed apart', { words: 'lly\u0302n' }, [2]],
    ['with an accent that is not there', { words: 'rotà' }, [3]],
    ['as text, never as a pattern', { words: '.*' }, []],
    ['with characters that mean something elsewhere', { words: '100% (of \\' }, [5]],
    ['not where nothing fits', { words: 'beds unicorn' }, []],
    ['by state', { state: 'superseded' }, [1]],
    ['by kind', { kind: 'appointment' }, [4]],
    ['by the organisation that recorded or decided', { organisation: 'EVC' }, [5, 4, 2]],
    ['since a day, that day included', { since: '2026-07-02' }, [6, 5, 4, 3]],
    ['until a day, that day included, in the programme’s own time zone', { until: '2026-07-01' }, [2, 1]],
    ['on one day', { since: '2026-06-30', until: '2026-06-30' }, [1]],
    ['by all of it together', { words: 'beds', organisation: 'NMH', state: 'recorded', since: '2026-11-27' }, [6]],
    ['not when one of it does not fit', { words: 'beds', organisation: 'NMH', state: 'recorded', kind: 'vision' }, []],
  ])('%s', async (_what, filter, numbers) => {
    expect(await found(filter)).toEqual(numbers);
  });
});

describe('pages', () => {
  test('follow each other without gap or repeat, each with the total over all', async () => {
    for (const limit of oneTo(7)) {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await here.app.queries.decisions(PROGRAMME, {}, { limit, ...(cursor ? { cursor } : {}) });
        expect(page.total).toBe(6);
        expect(page.decisions.length).toBeLessThanOrEqual(limit);
        seen.push(...page.decisions.map(({ number }) => number));
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
    }
  });

  test('of a filter keep to it, and the last one says that it is', async () => {
    const filter = { organisation: 'EVC' };
    const first = await here.app.queries.decisions(PROGRAMME, filter, { limit: 2 });
    expect({ ...first, decisions: first.decisions.map(({ number }) => number) }).toEqual({
      decisions: [5, 4],
      total: 3,
      next: '4',
    });
    const second = await here.app.queries.decisions(PROGRAMME, filter, { limit: 2, cursor: '4' });
    expect({ ...second, decisions: second.decisions.map(({ number }) => number) }).toEqual({
      decisions: [2],
      total: 3,
      next: null,
    });
  });

  test('a decision recorded meanwhile moves none to another page', async () => {
    const other = await World.open();
    const there = await other.instance();
    await discharge(there);
    for (const n of oneTo(4)) await perform(there, record(`Open ward ${n}`));
    const { next } = await there.app.queries.decisions(PROGRAMME, {}, { limit: 2 });
    await perform(there, record('Open ward 5'));
    const second = await there.app.queries.decisions(PROGRAMME, {}, { limit: 2, cursor: next! });
    expect(second.decisions.map(({ number }) => number)).toEqual([2, 1]);
    await other.end();
  });
});

test('a decision is shown with everything that was ever said of it, oldest first', async () => {
  const { history, ...decision } = await here.app.queries.decisionWithHistory(PROGRAMME, 4);
  expect(decision).toMatchObject({ number: 4, deciders: [{ name: 'The board', organisation: 'EVC' }], version: 13 });
  expect(history.map(({ event, by }) => [event.type, by.name])).toEqual([
    ['decision.recorded', 'Asha Patel'],
    ['decision.amended', 'Asha Patel'],
  ]);
  const old = await here.app.queries.decisionWithHistory(PROGRAMME, 1);
  expect(old).toMatchObject({ state: 'superseded', supersededBy: 6 });
  expect(old.history.map(({ index }) => index)).toEqual([6, 12]);
  expect({ ...(await here.app.queries.decision(PROGRAMME, 4)), people: [] }).toEqual(decision);
});

test('a decision that is not there is refused with the last one that is', async () => {
  for (const number of [0, 7, 1.5, NaN])
    expect(await refusalIn(here.app.queries.decision(PROGRAMME, number))).toEqual({
      code: 'decision.unknown',
      number,
      last: 6,
    });
});

test('the programme names its organisations with their people, and who stands outside', async () => {
  const programme = await here.app.queries.programme(PROGRAMME);
  expect(programme).toMatchObject({ id: PROGRAMME, name: 'Winter discharge', size: 13, unplaced: [] });
  expect(programme.organisations.map(({ id, members }) => [id, members.map(({ name }) => name)])).toEqual([
    ['NMH', ['Asha Patel']],
    ['EVC', ['Ben Okafor']],
  ]);
  expect(await refusalIn(here.app.queries.programme('elsewhere'))).toEqual({ code: 'programme.missing' });
});

test('each is told how they stand', async () => {
  const standing = (who: typeof asha) => here.app.queries.standing(PROGRAMME, who);
  expect(await standing(asha)).toMatchObject({ organisation: 'NMH', basis: 'placement', roles: ['coordinator'] });
  expect(await standing({ ...carys, email: 'c@northmoor.example' })).toMatchObject({
    basis: 'domain',
    roles: ['member'],
  });
  expect(await standing(farah)).toMatchObject({ organisation: null, basis: 'none', roles: [] });
});
