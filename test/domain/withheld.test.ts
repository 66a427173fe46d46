import { readerOf } from '../../src/domain/readers.ts';
import { describe, expect, test } from '@jest/globals';
import { type Event } from '../../src/domain/events.ts';
import { ERASABLE, REQUIRED } from '../../src/domain/eventFields.ts';
import { eventFor, withheldFrom } from '../../src/domain/withheld.ts';
import { WITHHOLDABLE } from '../../src/domain/eventFields.ts';
import { answer, by, ben, closeRound, logOf, partnership, said, setUpStandup, solve, startRound } from './world.ts';

/** Words, a number and a day that stand in nothing else. */
const PLANTED = ['zanzibar', '987654321', '2031-07-07'];

const tell = (readers: string[] | undefined) =>
  answer('To zanzibar', {
    values: [{ question: 'beds', value: 987654321 }],
    blockers: [{ text: 'No zanzibar', helper: 'SFC', needBy: '2031-07-07' }],
    ...(readers ? { readers } : {}),
  });

function eventsWith(readers?: string[]): Event[] {
  const questions = [
    { id: 'moved', ask: 'What has moved?', kind: 'moved' as const, required: false },
    { id: 'beds', ask: 'Beds?', kind: 'number' as const, required: false },
  ];
  return logOf(
    ...partnership(),
    setUpStandup({ schedule: null, questions }),
    startRound(),
    said(tell(readers), by(ben)),
    said(solve(1, 'By zanzibar'), by(ben)),
    closeRound,
  ).entries.map(({ event }) => event);
}

const bytes = (events: Event[], reader: string | null) =>
  JSON.stringify(events.map((event) => eventFor(event, reader)));

describe('what is for some alone', () => {
  test.each(['NMH', 'SFC', 'HHV', null])('is in no event as %p sees it', (reader) => {
    for (const word of PLANTED) expect(bytes(eventsWith(['EVC']), reader)).not.toContain(word);
  });

  test('is in the events as the own organisation sees them, and those that are named', () => {
    for (const word of PLANTED) {
      expect(bytes(eventsWith(['EVC']), 'EVC')).toContain(word);
      expect(bytes(eventsWith(['NMH']), 'NMH')).toContain(word);
    }
    expect(eventsWith(['EVC']).map((event) => eventFor(event, 'EVC'))).toEqual(eventsWith(['EVC']));
  });

  test('is not in how a blocker was closed that was for everybody', () => {
    const events = logOf(
      ...partnership(),
      setUpStandup({ schedule: null }),
      startRound(),
      said(answer('Six', { blockers: [{ text: 'No transport' }] }), by(ben)),
      said(answer('Six', { readers: ['EVC'], solved: [1], how: 'By zanzibar' }), by(ben)),
    ).entries.map(({ event }) => event);
    for (const reader of ['NMH', null]) expect(bytes(events, reader)).not.toContain('zanzibar');
    expect(bytes(events, 'EVC')).toContain('zanzibar');
  });

  test('is counted, and says for whom it is, whose it is and when', () => {
    const [given, raised, closed] = eventsWith(['EVC']).filter(({ type }) => Object.hasOwn(WITHHOLDABLE, type));
    expect(eventFor(given!, 'NMH')).toEqual({
      type: 'answer.given',
      standup: 1,
      round: 1,
      key: 'EVC',
      speaksFor: 'EVC',
      noChange: false,
      readers: ['EVC'],
      timing: 'inTime',
      noted: false,
      turn: 1,
    });
    expect(eventFor(raised!, 'NMH')).toEqual({
      type: 'blocker.raised',
      blocker: 1,
      standup: 1,
      round: 1,
      speaksFor: 'EVC',
      readers: ['EVC'],
    });
    expect(withheldFrom(closed!, 'NMH')).toEqual(['how']);
  });

  test('is nothing where all may read', () => {
    for (const event of eventsWith()) for (const reader of ['NMH', null]) expect(eventFor(event, reader)).toBe(event);
  });

  test('may be erased too, where it is words', () => {
    for (const [type, fields] of Object.entries(WITHHOLDABLE))
      for (const field of ERASABLE[type as Event['type']]) expect(fields).toContain(field);
    expect(REQUIRED['answer.given']).not.toContain('readers');
  });
});

test('who is known by an e-mail domain alone, which others can edit, reads only what is for everybody', () => {
  expect(readerOf({ organisation: 'EVC', basis: 'placement' })).toBe('EVC');
  expect(readerOf({ organisation: 'EVC', basis: 'tenant' })).toBe('EVC');
  expect(readerOf({ organisation: 'EVC', basis: 'domain' })).toBeNull();
  expect(readerOf({ organisation: null, basis: 'none' })).toBeNull();
});
