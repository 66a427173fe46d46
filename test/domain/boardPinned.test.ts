import { describe, expect, test } from '@jest/globals';
import { postsOf } from '../../src/domain/posts.ts';
import { postsShowing } from '../../src/domain/postsShowing.ts';
import { asha, eventsIn, given, join, NOW, partnership, propose, record, supersede } from './world.ts';
import {
  expectNowhere,
  fieldOf,
  minutes,
  setIndicator,
  setMasked,
  setUpSource,
  withFeed,
  type Field,
} from './statusWorld.ts';
import type { Command } from '../../src/domain/events.ts';

const pinned = ({ log }: Field) => eventsIn(log, 'board.pinned');
const at = (command: Command, now: string) => ({ command, who: asha, now });

describe('a decision pins the board of its moment', () => {
  test.each<[string, Command]>([
    ['that is taken', record()],
    ['that is put', propose()],
  ])('%s', (_what, command) => {
    const field = withFeed(setUpSource({ partner: 'EVC' }))
      .reads(1, 5, NOW)
      .does(at(command, minutes(30)));
    expect(pinned(field)).toEqual([
      {
        type: 'board.pinned',
        number: 1,
        board: {
          at: minutes(30),
          indicators: [{ key: 'waiting', name: 'Ambulances waiting', unit: 'ambulances' }],
          rows: [
            {
              organisation: 'NMH',
              level: 3,
              basis: 'computed',
              drivers: ['waiting'],
              freshness: 'current',
              figures: [{ indicator: 'waiting', state: 'current', value: 5, masked: false, level: 3, observed: NOW }],
            },
            {
              organisation: 'EVC',
              level: null,
              basis: 'computed',
              drivers: [],
              freshness: 'unavailable',
              figures: [
                { indicator: 'waiting', state: 'unavailable', value: null, masked: false, level: null, observed: null },
              ],
            },
            ...['SFC', 'RPC', 'HHV'].map((organisation) => ({
              organisation,
              level: null,
              basis: 'computed',
              drivers: [],
              freshness: 'notConfigured',
              figures: [],
            })),
          ],
          totals: [
            {
              indicator: 'waiting',
              value: 5,
              masked: false,
              freshness: 'partial',
              parts: 1,
              missing: ['EVC'],
              stale: [],
            },
          ],
        },
      },
    ]);
  });

  test('that takes another’s place', () => {
    const field = withFeed().reads(1, 5, NOW).does(record(), supersede(1));
    expect(pinned(field).map(({ number }) => number)).toEqual([1, 2]);
  });

  test('as it stood: what changes later changes nothing of it', () => {
    const field = withFeed().reads(1, 5, NOW).does(record()).reads(1, 10, minutes(1)).notes(minutes(1));
    expect(field.state.decisions.get(1)!.board).toEqual(pinned(field)[0]!.board);
    expect(field.state.decisions.get(1)!.board!.rows[0]).toMatchObject({ level: 3 });
  });

  test('with what is old as old', () => {
    const field = withFeed()
      .reads(1, 5, NOW)
      .does(at(record(), minutes(90)));
    expect(pinned(field)[0]!.board.rows[0]).toMatchObject({
      freshness: 'stale',
      figures: [{ state: 'stale', value: 5, observed: NOW }],
    });
  });

  test('with what drives a level and what is not current alone', () => {
    const keys = ['beds', 'staff', 'waits'];
    const others = keys.map((key) => setIndicator({ key, name: key }));
    const reads = ['waiting', ...keys].map((indicator) => ({ indicator, at: indicator }));
    const field = fieldOf(...others, setUpSource({ reads })).reads(1, { beds: 1, staff: 3 }, NOW);
    const board = pinned(field.reads(1, { waits: 1, waiting: 5 }, minutes(50)).does(at(record(), minutes(70))))[0]!
      .board;
    expect(board.rows[0]).toMatchObject({ level: 3, freshness: 'partial', drivers: ['waiting'] });
    expect(board.rows[0]!.figures.map(({ indicator, state }) => [indicator, state])).toEqual([
      ['waiting', 'current'],
      ['beds', 'stale'],
      ['staff', 'stale'],
    ]);
  });

  test('in 100 KB at most, however large the programme and however little is known of it', () => {
    const shorts = Array.from({ length: 60 }, (_, place) => `ORG${place}`);
    const keys = Array.from({ length: 39 }, (_, place) => `an-indicator-of-many-words-${place}`);
    const reads = keys.map((indicator) => ({ indicator, at: indicator }));
    const all = ['NMH', 'EVC', 'SFC', 'RPC', 'HHV', ...shorts];
    const field = fieldOf(
      ...shorts.map((short) => join(short)),
      ...keys.map((key) => setIndicator({ key, name: `The number of ${key}` })),
      ...all.map((partner) => setUpSource({ partner, reads })),
    );
    const values = Object.fromEntries(keys.map((key) => [key, 12_345.5]));
    const told = all.reduce<Field>((before, _, place) => before.reads(place + 1, values, NOW), field);
    for (const each of [field, told]) {
      const [event] = pinned(each.does(at(record(), minutes(90))));
      expect(event!.board.rows).toHaveLength(65);
      expect(JSON.stringify(event).length).toBeLessThan(100_000);
    }
  });

  test('with a person’s level as theirs, and none of their words', () => {
    const why = 'The lift is broken';
    const override: Command = { type: 'OverrideLevel', organisation: 'NMH', level: 4, until: minutes(60), why };
    const field = withFeed().reads(1, 5, NOW).does(override, record());
    expect(pinned(field)[0]!.board.rows[0]).toMatchObject({ level: 4, basis: 'override' });
    expectNowhere(pinned(field), why);
    expectNowhere(pinned(field), 'Asha');
  });

  test('with no small count in it, nor in its totals', () => {
    const field = withFeed(setMasked()).reads(1, 6.75, NOW).does(record());
    expectNowhere(pinned(field), '6.75');
    expect(pinned(field)[0]!.board).toMatchObject({ totals: [{ value: null, masked: true }] });
  });

  test('and it is in the decision’s history, and on its card', () => {
    const field = withFeed().does(record());
    const { history } = field.state.decisions.get(1)!;
    expect(history.map((index) => field.log.entries[index]!.event.type)).toEqual(['decision.recorded', 'board.pinned']);
    expect(postsOf(pinned(field)[0]!)).toEqual(['decision/1']);
  });

  test('not where nobody’s status is watched, or no longer', () => {
    given(...partnership())
      .when(record())
      .thenState((_, events) => expect(events.map(({ type }) => type)).toEqual(['decision.recorded']));
    expect(pinned(fieldOf(setUpSource(), { type: 'EndSource', source: 1 }).does(record()))).toEqual([]);
  });
});

describe('the board that stands in a conversation', () => {
  const pin: Command = { type: 'PinStatus' };
  const unpin: Command = { type: 'UnpinStatus' };

  test('is one, and the next takes its place', () => {
    given(...partnership())
      .when(pin)
      .then({ type: 'status.pinned', board: 1 });
    given(...partnership(), pin)
      .when(pin)
      .then({ type: 'status.unpinned', board: 1 }, { type: 'status.pinned', board: 2 });
  });

  test('rests once, and its number is never another’s', () => {
    given(...partnership(), pin)
      .when(unpin)
      .then({ type: 'status.unpinned', board: 1 });
    given(...partnership(), pin, unpin)
      .when(unpin)
      .thenNothing();
    given(...partnership(), pin, unpin)
      .when(pin)
      .then({ type: 'status.pinned', board: 2 });
  });

  test('is brought up to date with what is written, and not when it rests', () => {
    const stands = fieldOf(pin, setUpSource());
    const { event } = stands.log.entries.at(-1)!;
    expect(postsShowing(stands.state, event)).toEqual(['board/1']);
    const rests = stands.does(unpin);
    expect(postsShowing(rests.state, event)).toEqual([]);
  });
});
