import { blockersCard } from '../../src/cards/blockers.ts';
import { MAX_CARD_BYTES, sizeOf } from '../../src/cards/render.ts';
import { roundsCard, type RoundsCardData } from '../../src/cards/rounds.ts';
import { LIMITS } from '../../src/domain/text.ts';
import { PROGRAMME } from './decisionSamples.ts';
import { pressesIn, textIn } from './reading.ts';
import {
  aBlocker,
  aSummary,
  BLOCKERS,
  LISTS,
  ROUNDS,
  THE_STANDUP,
  WITHHELD,
  FILLERS,
  full,
} from './standupFormSamples.ts';
import type { BlockerView } from '../../src/domain/standupViews.ts';

const blockers = (...all: BlockerView[]) => blockersCard({ ...LISTS, blockers: all });
const rounds = (changes: Partial<RoundsCardData> = {}) =>
  roundsCard({ ...LISTS, standup: THE_STANDUP, organisation: null, rounds: ROUNDS, total: 44, ...changes });

test('blockers stand in the order in which they were raised, and each can be closed', () => {
  const card = blockers(...BLOCKERS);
  expect(pressesIn(card)).toEqual(
    [3, 4, 5].map((number) => ({ do: 'open', form: 'solve', programme: PROGRAMME, number })),
  );
  expect(textIn(card)).toContain('3 blockers, the oldest first');
});

test('a blocker says since when, whose help is needed by when, and whether the sponsor knows', () => {
  expect(textIn(blockers(aBlocker())).split('\n').slice(2)).toEqual([
    '⛔ Open for 3 rounds, since 4 March 2026',
    'No transport home after 8pm',
    'Eastvale Council (EVC) could help, needed by 13 March 2026.',
    'Blocker 3 of Northmoor Hospitals (NMH) · not escalated',
  ]);
  expect(textIn(blockers(BLOCKERS[1]!))).toContain('escalated to Mo Lane on 6 March 2026');
  expect(textIn(blockers(aBlocker({ escalated: { at: '2026-03-06T11:30:00.000Z', told: [] } })))).toContain(
    'due to go to a sponsor on 6 March 2026, but there is none',
  );
});

test.each([
  [{ rounds: 1 }, '⚠ Open for 1 round, since 4 March 2026'],
  [{ rounds: 0 }, '⚠ Open since 4 March 2026'],
  [{ helper: null }, 'Help is needed by 13 March 2026.'],
  [{ needBy: null }, 'Eastvale Council (EVC) could help.'],
  [{ readers: ['NMH', 'EVC'] }, 'for NMH and EVC only'],
  [{ raisedAt: '2026-07-04T23:30:00.000Z' }, 'since 5 July 2026'],
  [{ text: { erased: 60 } }, 'erased (entry 60)'],
])('a blocker with %j says “%s”', (changes, words) => {
  expect(textIn(blockers(aBlocker(changes)))).toContain(words);
});

test('blockers that are not for this reader are counted, and nothing else is said of them', () => {
  const secret = aBlocker({ ...WITHHELD, number: 77, organisation: 'RPC' });
  const json = JSON.stringify(blockers(aBlocker(), secret, { ...secret, number: 78 }));
  expect(json).toContain('2 more are meant for some organisations only and are not shown here.');
  expect(json).not.toMatch(/RPC|Riverside|77/);
  expect(textIn(blockers(secret))).toContain('1 is meant for some organisations only and is not shown here.');
});

test('no blockers is good news', () => {
  expect(textIn(blockers())).toMatch(/^Open blockers\n✓ Nothing is in the way\./);
});

test('what people wrote about a blocker plants nothing', () => {
  const evil = '[Sign in](https://evil.example) <at>Asha</at> **now** ${programme}';
  const told = [{ name: evil, organisation: null }];
  const organisations = [{ id: 'NMH', name: evil }];
  const blocker = aBlocker({ text: evil, escalated: { at: '2026-03-06T11:30:00.000Z', told } });
  const card = blockersCard({ ...LISTS, organisations, blockers: [blocker] });
  const list = roundsCard({
    ...LISTS,
    organisations,
    standup: { ...THE_STANDUP, name: evil },
    organisation: 'NMH',
    rounds: ROUNDS,
    total: 7,
  });
  for (const one of [card, list]) expect(JSON.stringify(one)).not.toMatch(/\]\(|<at|[^\\]\*\*now/);
});

test.each(FILLERS)('hundreds of blockers at their limits fit, and the rest are counted, written in %j', (filler) => {
  const name = full(filler, LIMITS.name);
  const told = Array.from({ length: 30 }, () => ({ name, organisation: 'NMH' }));
  const card = blockersCard({
    ...LISTS,
    organisations: LISTS.organisations.map(({ id }) => ({ id, name })),
    blockers: Array.from({ length: 300 }, (_, place) =>
      aBlocker({
        number: place + 1,
        text: full(filler, LIMITS.text),
        readers: Array.from({ length: 40 }, (__, each) => `ORGANISATION${each}`),
        escalated: { at: '2026-03-06T11:30:00.000Z', told },
      }),
    ),
  });
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  expect(textIn(card)).toMatch(/And 2\d\d more, raised later\./);
});

test('rounds stand newest first, with who answered and what was in the way', () => {
  const lines = textIn(rounds({ rounds: [...ROUNDS].reverse() })).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    'Rounds of “Morning stand-up”',
    '44 rounds, newest first',
    'Wednesday 11 March 2026, 9:15am',
    'Round 44 · open now · 1 of 6 answered · 2 open blockers',
    'Tuesday 10 March 2026, 9:15am',
    'Round 43 · 5 of 6 answered · 2 open blockers',
  ]);
  expect(lines).toContain('Round 42 · 5 of 6 answered · 1 open blocker');
  expect(lines).toContain('Round 41 · 5 of 6 answered · no open blockers');
  expect(lines.at(-1)).toBe('And 37 earlier. The tab shows every round.');
});

test('the first five can be shown', () => {
  expect(pressesIn(rounds())).toEqual(
    [44, 43, 42, 41, 40].map((round) => ({ do: 'showRound', programme: PROGRAMME, standup: 1, round })),
  );
});

test('of one organisation, what it did in each', () => {
  const lines = textIn(rounds({ organisation: 'NMH', total: 7 })).split('\n');
  expect(lines[0]).toBe('Northmoor Hospitals (NMH) in “Morning stand-up”');
  expect(lines[1]).toBe('Answered 1 of 4 rounds that asked it and have closed, newest first');
  expect(lines.filter((_, place) => place % 3 === 0 && place > 0)).toEqual([
    '○ Awaited',
    '✓ Answered',
    '○ Did not answer',
    '◇ Away',
    '⚠ Could not be reached',
    '– Bank holiday',
    '– Not asked',
  ]);
});

test('an organisation that was never asked is not said to have failed', () => {
  const text = textIn(rounds({ organisation: 'HHC', total: 7 }));
  expect(text).toContain('Of 7 rounds, newest first');
  expect(text).not.toContain('Answered 0');
});

test('before the first round it says how to begin', () => {
  expect(textIn(rounds({ rounds: [], total: 0 }))).toContain('Start one now:\nstandup start');
});

test.each(FILLERS)('many rounds fit, written in %j', (filler) => {
  const name = full(filler, LIMITS.name);
  const card = roundsCard({
    ...LISTS,
    organisations: [{ id: 'NMH', name }],
    standup: { ...THE_STANDUP, name },
    organisation: 'NMH',
    rounds: Array.from({ length: 500 }, (_, place) => aSummary(place + 1)),
    total: 500,
  });
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  expect(textIn(card)).toContain('And 460 earlier.');
});
