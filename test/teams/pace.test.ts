import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { NO_LIMITS, Pace, TEAMS_LIMITS } from '../../src/teams/pace.ts';
import { mostWithin } from '../world/spans.ts';

const channel = { conversation: '19:team@thread.tacv2', tenant: 'host' };
const thread = { ...channel, conversation: '19:team@thread.tacv2;messageid=1' };
const HOUR = 3_600_000;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Asks for that many slots at once, holds each as long as a request takes, and keeps when each began. */
function asking(pace: Pace, to: { conversation: string; tenant?: string }, count: number, took = () => 0) {
  const began: number[] = [];
  for (let number = 0; number < count; number++)
    void pace.slot(to).then(async (slot) => {
      began.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, took()));
      slot.done();
    });
  return began;
}

describe('a conversation', () => {
  test('gets 7 at once, the 8th after a second and the 9th after two', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    const start = performance.now();
    const began = asking(pace, channel, 9);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(began.map((at) => Math.round(at - start))).toEqual([0, 0, 0, 0, 0, 0, 0, 1_000, 2_000]);
  });

  test('never gets more than Teams allows in any span, and as much as it allows in an hour', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    const began = asking(pace, channel, 2_000);
    await jest.advanceTimersByTimeAsync(HOUR - 1);
    for (const { requests, milliseconds } of TEAMS_LIMITS.conversation)
      expect([milliseconds, mostWithin(began, milliseconds)]).toEqual([milliseconds, requests]);
    await jest.advanceTimersByTimeAsync(HOUR);
    expect(began).toHaveLength(2_000);
    expect(mostWithin(began, HOUR)).toBe(1_800);
  });

  test('gets no more however long requests are on their way, and Teams sees them begun or ended', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    const durations = [900, 10, 400, 0, 3_000];
    let next = 0;
    const seen: number[] = [];
    for (let number = 0; number < 100; number++)
      void pace.slot(channel).then(async (slot) => {
        const took = durations[next++ % durations.length]!;
        const arrives = number % 2 ? 0 : took;
        seen.push(performance.now() + arrives);
        await new Promise((resolve) => setTimeout(resolve, took));
        slot.done();
      });
    await jest.advanceTimersByTimeAsync(90_000);
    expect(seen).toHaveLength(100);
    for (const { requests, milliseconds } of TEAMS_LIMITS.conversation)
      expect(mostWithin(seen, milliseconds)).toBeLessThanOrEqual(requests);
  });

  test('serves first who came first, and lets nobody in between', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    asking(pace, channel, 7);
    await jest.advanceTimersByTimeAsync(0);
    const order: string[] = [];
    for (const name of ['first', 'second']) void pace.slot(channel).then((slot) => (order.push(name), slot.done()));
    expect(pace.take(channel)).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(order).toEqual(['first']);
    expect(pace.take(channel)).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(order).toEqual(['first', 'second']);
  });

  test('does not wait for another, nor a thread for its channel', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    const began = [channel, thread].map((to) => asking(pace, to, 20));
    await jest.advanceTimersByTimeAsync(0);
    expect(began.map(({ length }) => length)).toEqual([7, 7]);
  });

  test('that Teams says to leave alone is left alone for as long', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    pace.pause(channel, 5_000);
    expect(pace.take(channel)).toBeUndefined();
    expect(pace.take(thread)).toBeDefined();
    const began = asking(pace, channel, 3);
    await jest.advanceTimersByTimeAsync(4_999);
    expect(began).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(began).toHaveLength(3);
  });

  test('has back a slot that was not used', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    asking(pace, channel, 6);
    await jest.advanceTimersByTimeAsync(0);
    pace.take(channel)!.giveBack();
    expect(pace.take(channel)).toBeDefined();
    expect(pace.take(channel)).toBeUndefined();
  });

  test('that nobody has used for an hour is forgotten', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    for (let number = 0; number < 1_000; number++)
      pace.take({ conversation: `a:${number}`, tenant: `${number}` })!.done();
    expect(pace.conversations).toBe(1_000);
    await jest.advanceTimersByTimeAsync(HOUR);
    pace.take(channel)!.done();
    expect(pace.conversations).toBe(1);
  });
});

describe('a tenant', () => {
  test('gets 50 a second over all its conversations, and no conversation is passed over', async () => {
    const pace = new Pace(TEAMS_LIMITS);
    const began = Array.from({ length: 60 }, (_, number) =>
      asking(pace, { conversation: `a:${number}`, tenant: 'host' }, 4, () => number % 7),
    );
    const other = asking(pace, { conversation: 'a:other', tenant: 'partner' }, 1);
    await jest.advanceTimersByTimeAsync(0);
    expect([began.flat().length, other.length]).toEqual([50, 1]);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(began.every(({ length }) => length > 0)).toBe(true);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(began.flat()).toHaveLength(240);
    expect(mostWithin(began.flat(), 1_000)).toBe(50);
  });
});

test('who gives up waiting gets no slot, and is in nobody’s way', async () => {
  const pace = new Pace(TEAMS_LIMITS);
  asking(pace, channel, 7);
  const stopping = new AbortController();
  const given = pace.slot(channel, stopping.signal);
  const next = asking(pace, channel, 1);
  stopping.abort(new Error('stopping'));
  await expect(given).rejects.toThrow('stopping');
  await expect(pace.slot(thread, stopping.signal)).rejects.toThrow('stopping');
  await jest.advanceTimersByTimeAsync(1_000);
  expect(next).toHaveLength(1);
});

test('without limits nobody waits, but for what Teams refuses, and nothing is remembered', async () => {
  const pace = new Pace(NO_LIMITS);
  for (let number = 0; number < 1_000; number++) pace.take({ conversation: `a:${number}` })!.done();
  expect(pace.conversations).toBe(1);
  pace.pause(channel, 1_000);
  expect(pace.take(channel)).toBeUndefined();
});
