import { statusBoardCard } from '../../src/cards/statusBoard.ts';
import { PROGRAMME } from './decisionSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import {
  aBoard,
  aFigure,
  aStatus,
  CHARITY,
  DOWN,
  EASTVALE,
  INDICATORS,
  MORNING,
  NORTHMOOR,
  RIVERSIDE,
  SCORE,
  SOUTHFEN,
} from './statusSamples.ts';
import type { Card } from '../../src/cards/render.ts';
import type { BoardView, OrganisationStatus } from '../../src/domain/statusViews.ts';

const JOINER = /\u2060/g;
const board = (changes: Partial<BoardView> = {}, from = 0) => statusBoardCard({ board: aBoard(changes), from });
const read = (card: Card) => textIn(card).replace(JOINER, '');
const one = (row: OrganisationStatus) => read(board({ rows: [row], totals: [] }));

test('it says which programme and as of when, what is missing first, and then how many are hard pressed', () => {
  expect(read(board())).toMatch(
    /^Winter discharge · as of 2:05pm, 27 November 2026\nStatus of partners\n⚠ No figures from RPC since 9:10am: the address did not answer\n2 of 5 organisations at 3 Severe or above: EVC and NMH\. 2 not known: HHC and RPC\.\n/,
  );
});

test('it holds no input fields, and each organisation, the sources and a fresh board are one press away', () => {
  const card = board();
  expect(inputsIn(card)).toEqual([]);
  expect(pressesIn(card)).toEqual([
    ...['NMH', 'EVC', 'HHC', 'RPC', 'SFC'].map((partner) => ({ do: 'showPartner', programme: PROGRAMME, partner })),
    { do: 'showStatus', programme: PROGRAMME, from: 0 },
    { do: 'showSources', programme: PROGRAMME },
  ]);
});

test('the hardest pressed stand first, and what is not known above what is normal', () => {
  const names = read(board()).match(/^.* \((NMH|EVC|HHC|RPC|SFC)\)$/gm);
  expect(names?.map((name) => /\((\w+)\)$/.exec(name)![1])).toEqual(['NMH', 'EVC', 'HHC', 'RPC', 'SFC']);
});

test('a level is a number and a word, with what drives it, its values and its age', () => {
  expect(one(aStatus('NMH'))).toContain(
    'Northmoor Hospitals (NMH)\n3 Severe\n›\nIndicative: Bed occupancy: 93.4% · Waiting to go home: 31 people\n✓ Current, the oldest figure from 1:50pm',
  );
  expect(one(SOUTHFEN)).toContain('1 Normal\n›\nIndicative: no indicator is above 1 Normal');
});

test('what a person has set says who, until when and why, and what the figures say beside it', () => {
  expect(one(NORTHMOOR)).toContain(
    '4 Extreme\n›\nSet by Asha Patel (NMH) until 6pm: Two wards are closed with norovirus, which the feed does not know.\nThe figures alone would make it 3 Severe (indicative): Bed occupancy: 93.4%',
  );
  const same = { ...NORTHMOOR, level: 3, override: { ...NORTHMOOR.override!, level: 3, why: null } } as const;
  expect(one(same)).toContain('Set by Asha Patel (NMH) until 6pm\nThe figures say the same (indicative): Bed');
  const blind = { ...RIVERSIDE, level: 2, basis: 'override', override: NORTHMOOR.override } as const;
  expect(one(blind)).toMatch(/2 Moderate\n›\nSet by Asha Patel.*\n○ No figures yet/);
});

test('what is old stays, with its time and the cause; what is not there is neither all right nor an alert', () => {
  expect(one(EASTVALE)).toContain(
    'Indicative: Waiting to go home: 22 people (9:10am)\n⚠ 1 of 2 figures is not current: nothing has come, since midday',
  );
  const stale = { ...NORTHMOOR, freshness: 'stale', oldest: MORNING } as const;
  expect(one({ ...stale, figures: [aFigure({ state: 'stale', cause: DOWN })] })).toContain(
    '⚠ Out of date, from 9:10am, 4 hours old: the address did not answer, since 9:10am',
  );
  for (const row of [RIVERSIDE, CHARITY]) {
    const json = JSON.stringify(board({ rows: [row], totals: [] }));
    expect(json).toContain('"text":"Not known"');
    expect(json).not.toMatch(/"color":"(Good|Warning|Attention)"/);
  }
});

test('of another day the day is told too', () => {
  const yesterday = '2026-11-26T21:40:00.000Z';
  expect(one(aStatus('NMH', { freshness: 'stale', oldest: yesterday }))).toContain(
    'Out of date, from 26 November 2026, 9:40pm, 16 hours old',
  );
});

test('those from which nothing new comes are named, the first with their causes', () => {
  const silent = Array.from({ length: 6 }, (_, place) => ({ ...RIVERSIDE, organisation: `ORG${place}` }));
  const text = read(board({ rows: silent }));
  expect(text.match(/⚠ No figures from/g)).toHaveLength(3);
  expect(text).toContain('⚠ No current figures from ORG3, ORG4 and ORG5 either');
  expect(one(CHARITY)).not.toContain('No figures from');
});

test('totals say what is missing from them, and which parts are old', () => {
  expect(read(board())).toContain('Beds open: 1,442 (missing: RPC)');
  expect(read(board())).toContain('Waiting to go home: 53 people (missing: RPC; old: EVC)');
  const none = { ...aBoard().totals[0]!, value: null, parts: 0 };
  expect(read(board({ totals: [none] }))).toContain('Beds open: not known (missing: RPC)');
});

test('a small count is a star, here and in totals, and the star is explained', () => {
  const row = { ...SOUTHFEN, drivers: ['waiting-home'] };
  expect(one(row)).toContain('Waiting to go home: *\n');
  expect(one(row)).toContain('* is a small count, from 1 to 7, which is not shown.');
  const total = { ...aBoard().totals[1]!, value: null, masked: true };
  expect(read(board({ rows: [], totals: [total] }))).toContain('Waiting to go home: * (missing: RPC; old: EVC)');
  expect(one(NORTHMOOR)).not.toContain('small count');
});

test('it says how levels are worked out, where that was agreed and since when', () => {
  expect(read(board())).toContain(
    'indicative: that of the worst indicator counts. Agreed in: Winter plan 2026, annex B, agreed by the discharge board, in effect from 2 November 2026.',
  );
  expect(read(board({ rule: SCORE }))).toContain('to 2 Moderate from 3 points, 3 Severe from 6 and 4 Extreme from 9');
});

test('the example set is called one', () => {
  expect(read(board({ example: true }))).toContain('⚠ These indicators are the example that comes ready.');
  expect(read(board())).not.toContain('example');
});

test('many organisations stand on pages of ten', () => {
  const rows = Array.from({ length: 25 }, (_, place) => aStatus(`ORG${place}`));
  const pages = [0, 10, 20].map((from) => board({ rows }, from));
  expect(read(pages[0]!)).toContain('Organisations 1 to 10 of 25, the hardest pressed first');
  expect(read(pages[2]!)).toContain('Organisations 21 to 25 of 25');
  const shows = pages.map((page) => pressesIn(page).filter((press) => press.do === 'showStatus'));
  expect(shows.map((presses) => presses.map(({ from }) => from))).toEqual([[0, 10], [10, 20], [20]]);
  expect(read(board({ rows }, 99))).toContain('Organisations 1 to 10 of 25');
});

test('without indicators it says how to begin', () => {
  const card = board({ indicators: [], totals: [] });
  expect(read(card)).toContain('No indicators have been agreed yet.');
  expect(pressesIn(card).slice(0, 2)).toEqual([
    { do: 'takeExample', programme: PROGRAMME, nonce: '90' },
    { do: 'open', form: 'indicator', programme: PROGRAMME },
  ]);
});

test('without sources it says how to add one', () => {
  const card = board({ rows: [CHARITY], totals: [] });
  expect(read(card)).toContain('No source tells any figures yet.');
  expect(pressesIn(card)).toContainEqual({ do: 'open', form: 'source', programme: PROGRAMME });
  expect(pressesIn(board())).not.toContainEqual({ do: 'open', form: 'source', programme: PROGRAMME });
});

test('an indicator that has gone is left out of what drives a level', () => {
  const [beds] = INDICATORS;
  expect(read(board({ indicators: [beds!], rows: [aStatus('NMH')] }))).not.toContain('occupancy');
});
