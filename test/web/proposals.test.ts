import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spreadsheet } from '../../src/web/spreadsheet.ts';
import { winterDecisions } from '../tab/winter.ts';
import { asha, ben, dev } from '../world/people.ts';
import { World } from '../world/service.ts';
import type { DecisionsPage, DecisionWithHistory } from '../../src/web/api-types.ts';

let world: World;
let programme = '';

/** One recorded, three proposed, of which one is ratified and one withdrawn. */
beforeAll(async () => {
  world = await World.open();
  await world.setUp();
  await world.places(asha, 'NMH', 'representative');
  await world.places(dev, 'RPC', 'representative');
  await world.says(asha, 'decide Open 12 beds because ED is full');
  await world.says(asha, 'propose Share the rota by 4 December 2026 provisional because wards wait for each other');
  await world.says(asha, 'propose Fund two nurses needs 2 of NMH, EVC, RPC including EVC quorum 2 because ED is full');
  await world.says(asha, 'propose Close Ward 6 by 4 December 2026 because it is quiet');
  await world.says(asha, 'agree 2');
  await world.says(ben, 'object 2 because the rota names staff');
  await world.says(asha, 'agree 3');
  await world.says(ben, 'agree 3');
  await world.says(asha, 'withdraw 4 because it filled up');
  programme = await world.programme();
});
afterAll(() => world.close());

const path = (rest: string) => `/api/programmes/${programme}/${rest}`;

describe('decisions', () => {
  test.each([
    ['state=proposed', [2]],
    ['state=ratified', [3]],
    ['state=withdrawn', [4]],
    ['state=rejected', []],
    ['state=lapsed', []],
    ['state=recorded', [1]],
    ['waiting=RPC', [2]],
    ['waiting=rpc', [2]],
    ['waiting=EVC', []],
    ['waiting=RPC&state=ratified', []],
  ])('are found by %s', async (query, numbers) => {
    const { decisions } = (await world.get(path(`decisions?${query}`))) as DecisionsPage;
    expect(decisions.map(({ number }) => number)).toEqual(numbers);
  });

  test('by a state that there is not are refused', async () => {
    expect(await world.get(path('decisions?state=burnt'))).toMatchObject({ status: 400, detail: 'Check state.' });
  });

  test('say how a proposal stands', async () => {
    const { decisions } = (await world.get(path('decisions?state=proposed'))) as DecisionsPage;
    expect(decisions[0]).toMatchObject({
      decidedAt: null,
      proposal: {
        needs: { share: 'all', including: [] },
        deadline: '2026-12-04T17:00:00.000Z',
        provisional: true,
        tally: { agree: 1, object: 1, asked: 3, needed: 3, quorum: 2 },
        silent: ['RPC'],
      },
    });
  });

  test('carry who said what, and the history of it', async () => {
    const { proposal, history } = (await world.get(path('decisions/2'))) as DecisionWithHistory;
    expect(
      proposal!.rows.map(({ organisation, position }) => [organisation, position?.position, position?.why]),
    ).toEqual([
      ['NMH', 'agree', null],
      ['EVC', 'object', 'the rota names staff'],
      ['RPC', undefined, undefined],
    ]);
    expect(history.map(({ event }) => event.type)).toEqual(['decision.proposed', 'position.taken', 'position.taken']);
  });
});

describe('the export', () => {
  test('as CSV says who agreed to what, behind the columns that there always were', async () => {
    const response = await fetch(world.url + path('export?format=csv'), {
      headers: { authorization: `Local ${asha.aadObjectId}` },
    });
    const [header, ...rows] = (await response.text()).trim().split('\r\n').map(cells);
    expect(header!.slice(0, 13)).toEqual(OLD_COLUMNS);
    const row = (number: string) => {
      const found = rows.find(([first]) => first === number)!;
      return Object.fromEntries(header!.map((name, at) => [name, found[at]]));
    };
    expect(row('2')).toMatchObject({
      state: 'proposed',
      'decided at': '',
      'decided by': '',
      'proposed at': '2026-11-22T09:00:00.000Z',
      deadline: '2026-12-04T17:00:00.000Z',
      needs: 'all',
      quorum: '2',
      agreed: '1',
      asked: '3',
      positions:
        'NMH: agree (Asha Patel (NMH), representative, 2026-11-22T09:00:00.000Z); ' +
        'EVC: object (Ben Okafor (EVC), representative, 2026-11-22T09:00:00.000Z, because the rota names staff); ' +
        'RPC: not answered',
      provisional: 'yes',
    });
    expect(row('3')).toMatchObject({
      state: 'ratified',
      'decided at': '2026-11-22T09:00:00.000Z',
      needs: '2, EVC among them',
      agreed: '2',
      provisional: '',
    });
    expect(row('4')).toMatchObject({ 'ended at': '2026-11-22T09:00:00.000Z', 'ended because': 'it filled up' });
    expect(row('1')).toMatchObject({ 'proposed at': '', needs: '', asked: '', positions: '', late: '' });
  });

  test('as CSV says what was recorded late, or outside the scheme of delegation', () => {
    const [header, ...rows] = spreadsheet(winterDecisions()).trim().split('\r\n').map(cells);
    const first = rows.find(([number]) => number === '1')!;
    expect([first[header!.indexOf('late')], first[header!.indexOf('outside the scheme')]]).toEqual([
      'yes',
      'above the amount',
    ]);
  });

  test('as JSON carries each decision whole, with what every organisation said', async () => {
    const { decisions } = (await world.get(path('export?format=json'))) as DecisionsPage;
    const { decisions: listed } = (await world.get(path('decisions'))) as DecisionsPage;
    expect(decisions.map(({ number }) => number)).toEqual(listed.map(({ number }) => number));
    for (const decision of decisions) {
      const whole = (await world.get(path(`decisions/${decision.number}`))) as DecisionWithHistory;
      expect(whole).toMatchObject(decision);
    }
  });
});

const OLD_COLUMNS = [
  'number',
  'kind',
  'state',
  'title',
  'why',
  'decided at',
  'decided by',
  'recorded at',
  'recorded by',
  'supersedes',
  'superseded by',
  'review on',
  'entry',
];

/** The cells of a line of CSV, of which quoted ones may hold commas. */
function cells(line: string): string[] {
  return [...line.replace(/^\ufeff/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
