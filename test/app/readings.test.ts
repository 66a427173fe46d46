import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { opened } from '../../src/app/codec.ts';
import { CURSOR } from '../../src/app/observations.ts';
import { BoardWatch } from '../../src/app/boardWatch.ts';
import { Programmes } from '../../src/app/programmes.ts';
import { Readings } from '../../src/app/readings.ts';
import { levelChanges } from '../../src/domain/override.ts';
import { trendsOf } from '../../src/domain/trend.ts';
import { ben, by, said } from '../domain/world.ts';
import { refusalIn } from '../domain/refusals.ts';
import {
  expectNowhere,
  minutes,
  setIndicator,
  setMasked,
  setUpPerson,
  setUpSource,
  tell,
  waiting,
} from '../domain/statusWorld.ts';
import { until } from '../world/until.ts';
import { board, failed, MINUTE_MS, PROGRAMME, read, StatusWorld } from './statusWorld.ts';
import type { ObservationView } from '../../src/domain/statusViews.ts';
import type { SourceDraft } from '../../src/domain/sourceSettings.ts';
import type { Fetched } from '../../src/app/ports.ts';

type Failure = Extract<Fetched, { outcome: 'failed' }>;

const NMH = board('nmh');
const EVC = board('evc');

let world: StatusWorld;
beforeEach(async () => {
  world = await StatusWorld.open();
});
afterEach(() => world.end());

/** A feed whose figures are as old as they are fetched, unless it says otherwise. */
const feed = (more: Partial<SourceDraft> = {}) => setUpSource({ address: NMH, observedAt: null, ...more });
const beds = setIndicator({ key: 'beds', name: 'Beds', thresholds: [12, 24, 36] });
const both = { reads: ['waiting', 'beds'].map((indicator) => ({ indicator, at: indicator })) };

/** One reading after the other, a minute apart. */
async function reads(...values: (Record<string, number> | number)[]): Promise<void> {
  for (const value of values) {
    world.partners.answers(NMH, read(value));
    await world.refresh();
  }
}

/** The changes of level in the log, as `NMH null>2`. */
async function changes(): Promise<string[]> {
  const entries = (await world.store.read(PROGRAMME, 0)).map(opened);
  return entries.flatMap(({ event }) =>
    event.type === 'level.changed' ? [`${event.partner} ${event.was}>${event.level}`] : [],
  );
}

describe('after a restart', () => {
  test('figures stand as they did, with all that is known of them', async () => {
    await world.does(feed());
    await reads(5);
    const before = await world.figure();
    expect(before).toMatchObject({ state: 'current', value: 5, level: 3 });
    await world.restart();
    expect(await world.figure()).toEqual(before);
    world.passes(60);
    expect(await world.figure()).toMatchObject({ state: 'stale', value: 5 });
  });

  test('a level that has settled is the same, and the row of readings goes on', async () => {
    await world.does(setIndicator({ readings: 3, recovery: { readings: 3, margin: 0 } }), feed());
    await reads(1, 5, 5);
    await world.restart();
    expect(await world.row()).toMatchObject({ level: 1 });
    await reads(5);
    expect(await world.row()).toMatchObject({ level: 3 });
    await reads(1, 1);
    await world.restart();
    expect(await world.row()).toMatchObject({ level: 3 });
    await reads(1);
    expect(await world.row()).toMatchObject({ level: 1 });
  });

  test('a reading that is corrected counts once still', async () => {
    await world.does(setIndicator({ readings: 2 }), feed({ observedAt: 'at' }));
    await reads(0);
    world.partners.answers(NMH, read(5, { observed: minutes(2) }));
    await world.refresh();
    await world.restart();
    world.partners.answers(NMH, read(6, { observed: minutes(2) }));
    await world.refresh();
    expect(await world.figure()).toMatchObject({ value: 6, level: 1 });
  });

  test('why a feed fails, and since when, is known still', async () => {
    await world.does(feed());
    await reads(5);
    world.partners.answers(NMH, failed('host.unknown'));
    await world.refresh(30);
    await world.refresh(10);
    const { failing } = await world.app.status.source(PROGRAMME, 1);
    expect(failing).toEqual({ code: 'host.unknown', since: minutes(31), times: 2 });
    await world.restart();
    expect((await world.app.status.source(PROGRAMME, 1)).failing).toMatchObject({
      code: 'host.unknown',
      since: minutes(31),
    });
    world.passes(60);
    expect((await world.figure()).cause).toEqual({ code: 'host.unknown', since: minutes(31) });
    await reads(5);
    await world.restart();
    expect((await world.app.status.source(PROGRAMME, 1)).failing).toBeNull();
  });

  test('a feed that never told anything says so still', async () => {
    await world.does(feed());
    world.partners.answers(NMH, failed());
    await world.refresh();
    await world.restart();
    expect(await world.figure()).toMatchObject({
      state: 'unavailable',
      cause: { code: 'connection.failed', since: minutes(1) },
    });
  });

  test('a figure that the newest readings lack keeps its last good value, and its level', async () => {
    await world.does(beds, feed(both));
    await reads({ waiting: 10, beds: 1 });
    const before = await world.figure();
    for (let more = 0; more < 25; more++) await reads({ beds: 1 });
    await world.restart();
    expect(await world.figure()).toEqual(before);
    expect(await world.row()).toMatchObject({ level: 4, drivers: ['waiting'] });
    await reads({ beds: 2 });
    await world.restart();
    expect(await world.figure()).toEqual(before);
  });

  test('an old document that is sent again and again takes nothing away', async () => {
    await world.does(feed({ observedAt: 'at' }));
    world.partners.answers(NMH, read(5, { observed: minutes(1) }));
    await world.refresh();
    world.partners.answers(NMH, read(1, { observed: minutes(0) }));
    for (let more = 0; more < 25; more++) await world.refresh();
    await world.restart();
    expect(await world.figure()).toMatchObject({ value: 5, observed: minutes(1), state: 'current' });
  });

  test('what was read while the clock was a day ahead gives way to what is read now', async () => {
    await world.does(feed());
    world.clockIsSet(24 * 60);
    await reads(5);
    world.clockIsSet(-24 * 60);
    await reads(10);
    const before = await world.figure();
    expect(before).toMatchObject({ value: 10, observed: minutes(2) });
    await world.restart();
    expect(await world.figure()).toEqual(before);
    await reads(6);
    expect(await world.figure()).toMatchObject({ value: 6, observed: minutes(3) });
  });

  test('a count goes on from the day’s sum', async () => {
    await world.does(setIndicator({ adding: 'count' }), feed({ observedAt: 'at' }));
    world.partners.answers(NMH, read(4, { observed: minutes(1) }));
    await world.refresh();
    await world.restart();
    await world.refresh();
    expect(await world.figure()).toMatchObject({ value: 4 });
    world.partners.answers(NMH, read(5, { observed: minutes(2) }));
    await world.refresh();
    await world.restart();
    expect(await world.figure()).toMatchObject({ value: 9 });
  });

  test('what a person told stands, and that they confirmed it', async () => {
    await world.does(setUpPerson(), said(tell(4), by(ben)));
    world.passes(90);
    await world.does(said({ type: 'ConfirmFigures', source: 1 }, by(ben)));
    await world.restart();
    expect(await world.figure('EVC')).toMatchObject({ value: 4, state: 'current', confirmed: minutes(90) });
  });

  test('news and faults of the last document stand', async () => {
    await world.does(beds, feed(both));
    const faults = [{ indicator: 'beds', at: 'beds', code: 'missing' as const }];
    const notices = [{ title: 'Lift repairs', at: null, link: null }];
    world.partners.answers(NMH, read(1, { faults, notices }));
    await world.refresh();
    await world.restart();
    expect(await world.row()).toMatchObject({ notices: [{ title: 'Lift repairs', source: 1 }] });
    expect(await world.app.status.source(PROGRAMME, 1)).toMatchObject({ faults });
  });

  test('what stood where no figure was is nowhere: it may be about a person', async () => {
    await world.does(beds, feed(both));
    const fault = { indicator: 'beds', at: 'beds', code: 'notANumber' as const };
    const faults = [{ ...fault, found: 'Ada Lovelace, 943 476 5919' }];
    const known = async () => {
      const source = await world.app.status.source(PROGRAMME, 1);
      const rows = await world.store.latestObservations(PROGRAMME, '1', 10);
      expectNowhere([source, rows], 'Lovelace');
      return source.faults;
    };
    world.partners.answers(NMH, read(1, { faults }));
    await world.refresh();
    expect(await known()).toEqual([fault]);
    const found = { figures: [], faults, notices: [] };
    world.partners.answers(NMH, (call) => ({ ...(failed()(call) as Failure), found }));
    await world.refresh();
    expect(await known()).toEqual([fault]);
    await world.restart();
    expect(await known()).toEqual([fault]);
  });

  test('everything is as before, whatever was read and in whatever order', async () => {
    await world.does(
      beds,
      setIndicator({ readings: 2, recovery: { readings: 2, margin: 1 } }),
      feed({ ...both, observedAt: 'at' }),
    );
    const step = fc.record({
      values: fc.dictionary(fc.constantFrom('waiting', 'beds'), fc.integer({ min: 0, max: 12 })),
      back: fc.integer({ min: 0, max: 4 }),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        for (const { values, back, fails } of steps) {
          world.passes(1);
          const observed = new Date(Date.parse(world.now) - back * MINUTE_MS).toISOString();
          world.partners.answers(NMH, fails ? failed() : read(values, { observed }));
          await world.app.status.refresh(PROGRAMME, 1);
        }
        const [before, source] = [await world.row(), await world.app.status.source(PROGRAMME, 1)];
        await world.restart();
        expect(await world.row()).toEqual(before);
        const after = await world.app.status.source(PROGRAMME, 1);
        expect({ ...after, next: null, failing: after.failing?.since }).toEqual({
          ...source,
          next: null,
          failing: source.failing?.since,
        });
      }),
      { numRuns: 15 },
    );
  });
});

describe('levels', () => {
  test('are noted once, and again only when they change', async () => {
    await world.does(feed());
    await reads(5, 5, 6, 10);
    await world.app.status.refresh(PROGRAMME);
    expect(await changes()).toEqual(['NMH null>3', 'NMH 3>4']);
    await world.restart();
    await reads(10);
    expect(await changes()).toEqual(['NMH null>3', 'NMH 3>4']);
  });

  test('that flap are not noted', async () => {
    await world.does(setIndicator({ readings: 2, recovery: { readings: 2, margin: 0 } }), feed());
    await reads(1, 5, 1, 5, 1, 5, 1);
    expect(await changes()).toEqual(['NMH null>1']);
  });

  test('stay when the feed stops', async () => {
    await world.does(feed());
    await reads(10);
    world.partners.answers(NMH, failed());
    for (let more = 0; more < 3; more++) await world.refresh(120);
    expect(await changes()).toEqual(['NMH null>4']);
    expect(await world.row()).toMatchObject({ level: 4, freshness: 'stale' });
  });
});

describe('two processes on one store', () => {
  const reading = (value: number, minute: number) => ({
    ...{ source: 1, received: minutes(minute), mapping: 0, reporter: null, faults: [], notices: [] },
    figures: [{ indicator: 'waiting', value, observed: minutes(minute) }],
  });
  const both = async () => {
    const { state } = await new Programmes(world.store).current(PROGRAMME);
    const [one, other] = [new Readings(world.store), new Readings(world.store)] as const;
    for (const each of [one, other]) await each.figures(PROGRAMME, state);
    return { state, one, other };
  };

  test('count what comes to either of them', async () => {
    await world.does(setIndicator({ adding: 'count' }), feed({ observedAt: 'at' }));
    const { state, one, other } = await both();
    await one.take(PROGRAMME, state, reading(4, 1));
    await other.take(PROGRAMME, state, reading(5, 2));
    await one.take(PROGRAMME, state, reading(6, 3));
    const sums = async (each: Readings) => (await each.figures(PROGRAMME, state)).get(1)!.figures.get('waiting')!.value;
    expect(await sums(one)).toBe(15);
    await other.catchUp(PROGRAMME, state);
    expect(await sums(other)).toBe(15);
  });

  test('know of each other’s failures, and of their ends', async () => {
    await world.does(feed());
    const { state, one, other } = await both();
    await one.fail(PROGRAMME, state, state.sources.get(1)!, {
      cause: { code: 'host.unknown' },
      at: minutes(1),
      faults: [],
    });
    await other.catchUp(PROGRAMME, state);
    const failing = async (each: Readings) => (await each.figures(PROGRAMME, state)).get(1)!.failing;
    expect(await failing(other)).toEqual({ code: 'host.unknown', since: minutes(1), times: 1 });
    await other.take(PROGRAMME, state, reading(5, 2));
    await one.catchUp(PROGRAMME, state);
    expect(await failing(one)).toBeNull();
  });

  test('do not note a level to and fro, of which one of them knows less', async () => {
    await world.does(feed());
    await reads(1);
    const { state, other } = await both();
    await other.take(PROGRAMME, state, reading(10, 5));
    world.passes(10);
    await world.does({ type: 'OverrideLevel', organisation: 'EVC', level: 2, until: minutes(60), why: 'A fire' });
    const { state: now } = await new Programmes(world.store).current(PROGRAMME);
    const noted: string[] = [];
    const watch = (readings: Readings) =>
      new BoardWatch({
        programmes: new Programmes(world.store),
        readings,
        clock: () => world.now,
        noteLevels: async () => {
          const figures = await readings.figures(PROGRAMME, now);
          const changed = levelChanges(now, { figures, now: world.now });
          noted.push(...changed.map((each) => ('level' in each ? `${each.partner} ${each.level}` : '')));
        },
        onStale: () => undefined,
        all: async () => [],
        onFault: (error) => world.faults.push(error),
      });
    const late = new Readings(world.store);
    await late.figures(PROGRAMME, now);
    await other.take(PROGRAMME, now, reading(1, 6));
    await watch(late).look(PROGRAMME);
    expect(noted).toEqual([]);
  });

  test('cost a reading little more', async () => {
    await world.does(feed());
    const { state, one } = await both();
    const begin = performance.now();
    for (let more = 1; more <= 200; more++) await one.take(PROGRAMME, state, reading(more, more));
    expect(performance.now() - begin).toBeLessThan(4_000);
  });
});

describe('the board that stands in a conversation', () => {
  const shown = async (after: number) => {
    world.stale.length = 0;
    await world.refresh(after);
    return world.stale;
  };

  test('is shown anew when a figure changes, grows old or fails to come, and not otherwise', async () => {
    await world.does(feed({ observedAt: 'at' }), { type: 'PinStatus' });
    world.partners.answers(NMH, read(5, { observed: minutes(1) }));
    expect(await shown(1)).toEqual(['board/1']);
    expect(await shown(1)).toEqual([]);
    world.partners.answers(NMH, read(6, { observed: minutes(3) }));
    expect(await shown(1)).toEqual(['board/1']);
    expect(await shown(1)).toEqual([]);
    expect(await shown(58)).toEqual([]);
    expect(await shown(1)).toEqual(['board/1']);
    expect(await world.figure()).toMatchObject({ state: 'stale' });
    expect(await shown(1)).toEqual([]);
    world.partners.answers(NMH, failed());
    expect(await shown(1)).toEqual(['board/1']);
    expect(await shown(1)).toEqual([]);
  });

  test('is shown no more often than every fifteen seconds while figures move and nothing else does', async () => {
    await world.does(feed(), { type: 'PinStatus' });
    world.partners.answers(NMH, read(5));
    await shown(1);
    world.partners.answers(NMH, read(6));
    expect(await shown(0.2)).toEqual([]);
    expect(await shown(0.1)).toEqual(['board/1']);
    world.partners.answers(NMH, read(10));
    expect(await shown(0.1)).toEqual(['board/1']);
  });

  test('is looked at by one at a time', async () => {
    await world.does(feed(), { type: 'PinStatus' });
    let [under, most, noted] = [0, 0, 0];
    const programmes = new Programmes(world.store);
    const readings = new Readings(world.store);
    await readings.take(PROGRAMME, (await programmes.current(PROGRAMME)).state, {
      ...{ source: 1, received: minutes(1), mapping: 0, reporter: null, faults: [], notices: [] },
      figures: [{ indicator: 'waiting', value: 10, observed: minutes(1) }],
    });
    const watch = new BoardWatch({
      programmes,
      readings,
      clock: () => world.now,
      noteLevels: async () => {
        most = Math.max(most, ++under);
        await new Promise(setImmediate);
        [under, noted] = [under - 1, noted + 1];
        if (noted === 2) throw new Error('the store is full');
      },
      onStale: () => undefined,
      all: async () => [],
      onFault: (error) => world.faults.push(error),
    });
    const looks = await Promise.allSettled([1, 2, 3].map(() => watch.look(PROGRAMME)));
    expect(looks.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([most, noted]).toEqual([1, 3]);
    await watch.stop();
  });

  test('that rests is shown no more', async () => {
    await world.does(feed(), { type: 'PinStatus' }, { type: 'UnpinStatus' });
    world.partners.answers(NMH, read(5));
    expect(await shown(1)).toEqual([]);
  });

  test('grows old after a restart, too, though nobody says anything', async () => {
    await world.does(setUpPerson(), said(tell(4), by(ben)), { type: 'PinStatus' });
    await world.restart();
    world.stale.length = 0;
    world.passes(120);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    try {
      world.app.status.start();
      await until(() => (jest.advanceTimersByTime(5_000), world.stale.length > 0));
    } finally {
      jest.useRealTimers();
    }
    expect(world.stale).toContain('board/1');
  });
});

test('what is older than its programme keeps it is forgotten, and what stands stands still', async () => {
  const rule = { method: 'worst', source: 'The board', effective: '2026-11-01' } as const;
  await world.does(feed(), { type: 'SetLevelRule', rule, kept: 1 });
  for (const value of [5, 6]) {
    await reads(value);
    world.passes(20 * 60);
  }
  const past = async () => {
    const asked = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z', limit: 10 };
    return (await world.app.status.observations(PROGRAMME, asked)).observations.map(({ value }) => value);
  };
  expect(await past()).toEqual([5, 6]);
  await world.app.status.forget();
  expect(await past()).toEqual([6]);
  expect(await world.figure()).toMatchObject({ value: 6, state: 'stale' });
});

describe('a partner pushes', () => {
  const sha256 = (token: string) => createHash('sha256').update(token).digest('hex');
  const issue = (token: string, others = 24) =>
    ({ type: 'IssueToken', source: 1, sha256: sha256(token), others }) as const;
  const pushed = (more: Partial<SourceDraft> = {}) => setUpSource({ kind: 'push', address: null, ...more });
  const push = (token: string, values: Record<string, unknown> = { waiting: 5 }, source = 1, observed?: string) =>
    world.app.status.push(PROGRAMME, source, token, { observed, values });

  test('with a good token: it is taken, and shows', async () => {
    await world.does(pushed(), issue('one'));
    expect(await push('one')).toEqual({ taken: 1, faults: [] });
    expect(await world.figure()).toMatchObject({ value: 5, level: 3, state: 'current' });
    await world.restart();
    expect(await world.figure()).toMatchObject({ value: 5, level: 3 });
  });

  test('with the old token while that goes on, and not from the moment on at which it ends', async () => {
    await world.does(pushed(), issue('one'), issue('two', 1));
    expect(await push('one')).toMatchObject({ taken: 1 });
    expect(await push('two')).toMatchObject({ taken: 1 });
    world.passes(60);
    expect(await refusalIn(push('one'))).toMatchObject({ code: 'source.unknown' });
    expect(await push('two')).toMatchObject({ taken: 1 });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['a wrong token', () => push('other')],
    ['no token', () => push('')],
    ['the digest of a token', () => push(sha256('one'))],
    ['a good token of another source', () => push('one', {}, 2)],
    ['a source that is not there', () => push('one', {}, 9)],
    ['a programme that is not there', () => world.app.status.push('winter', 1, 'one', { values: {} })],
  ])('in vain with %s, and learns nothing from it', async (_what, attempt) => {
    await world.does(pushed(), issue('one'), pushed(), { ...issue('other-one'), source: 2 });
    const refusal = await refusalIn(attempt());
    expect(refusal).toMatchObject({ code: 'source.unknown', last: 0 });
    expect(await world.figure()).toMatchObject({ value: null });
  });

  test('in vain while its source rests, and when it has ended', async () => {
    await world.does(pushed(), issue('one'), { type: 'PauseSource', source: 1 });
    expect(await refusalIn(push('one'))).toMatchObject({ code: 'source.unknown' });
    await world.does({ type: 'ResumeSource', source: 1 });
    expect(await push('one')).toMatchObject({ taken: 1 });
    await world.does({ type: 'EndSource', source: 1 });
    expect(await refusalIn(push('one'))).toMatchObject({ code: 'source.unknown' });
  });

  test('some of what it is to: the rest is said, and stands as it was', async () => {
    await world.does(pushed(), issue('one'));
    expect(await push('one', { waiting: 5, drivers: 3 })).toEqual({
      taken: 1,
      faults: [{ indicator: 'drivers', at: 'drivers', code: 'unknownIndicator' }],
    });
    expect(await refusalIn(push('one', { drivers: 3 }))).toEqual({ code: 'source.nothingFound', source: 1 });
    expect(await world.figure()).toMatchObject({ value: 5 });
  });

  test('a count with its time alone: sent again without one it would count twice', async () => {
    await world.does(beds, setIndicator({ adding: 'count' }), pushed(both), issue('one'));
    const fault = { indicator: 'waiting', at: 'observed', code: 'missing' };
    expect(await push('one', { waiting: 5, beds: 12 })).toEqual({ taken: 1, faults: [fault] });
    expect(await refusalIn(push('one', { waiting: 5 }))).toMatchObject({ code: 'source.nothingFound' });
    for (const value of [5, 5, 7]) await push('one', { waiting: value }, 1, minutes(0));
    expect((await world.figure()).value).toBe(7);
    await push('one', { beds: 13 });
    await world.restart();
    await push('one', { waiting: 6 }, 1, minutes(0));
    world.passes(1);
    await push('one', { waiting: 1 }, 1, minutes(1));
    expect((await world.figure()).value).toBe(7);
  });

  test('what is older than what stands: it is not counted as taken', async () => {
    await world.does(beds, pushed(both), issue('one'));
    world.passes(30);
    expect(await push('one', { waiting: 5 }, 1, minutes(20))).toMatchObject({ taken: 1 });
    expect(await push('one', { waiting: 9, beds: 1 }, 1, minutes(10))).toEqual({ taken: 1, faults: [] });
    expect(await push('one', { waiting: 9 }, 1, minutes(10))).toMatchObject({ taken: 0 });
    expect(await world.figure()).toMatchObject({ value: 5 });
  });

  test('several at the same moment, each of which counts and is kept', async () => {
    await world.does(beds, pushed(both), issue('one'));
    await Promise.all([push('one', { waiting: 5 }), push('one', { beds: 12 })]);
    expect([(await world.figure()).value, (await world.figure('NMH', 'beds')).value]).toEqual([5, 12]);
    await world.restart();
    expect([(await world.figure()).value, (await world.figure('NMH', 'beds')).value]).toEqual([5, 12]);
    const asked = { from: minutes(-1), to: minutes(60), limit: 10 };
    expect((await world.app.status.observations(PROGRAMME, asked)).observations).toHaveLength(2);
  });
});

describe('what was read', () => {
  const asked = { from: minutes(0), to: minutes(1_000) };

  /** All pages, one after the other. */
  async function pages(limit: number, more: { organisation?: string; indicator?: string } = {}) {
    const found: ObservationView[][] = [];
    let cursor: string | undefined;
    do {
      const page = await world.app.status.observations(PROGRAMME, {
        ...asked,
        ...more,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      found.push(page.observations);
      cursor = page.next ?? undefined;
      if (cursor !== undefined) expect(cursor).toMatch(CURSOR);
    } while (cursor !== undefined && found.length < 100);
    return found;
  }
  const told = (views: ObservationView[]) =>
    views.map(({ source, value, received }) => `${source} ${value} ${received}`);

  test.each([1, 2, 3, 4, 7, 100])('comes every reading exactly once in pages of %p', async (limit) => {
    await world.does(feed(), feed({ partner: 'EVC', address: EVC }), setUpPerson());
    for (let place = 0; place < 5; place++) {
      world.partners.answers(EVC, read(100 + place));
      await reads(place);
    }
    // Two people speak in the same moment, and a third time while a feed is read.
    await world.does(...[200, 201, 202].map((value) => said(tell(value, { source: 3 }), by(ben))));
    const found = await pages(limit);
    for (const page of found) expect(page.length).toBeLessThanOrEqual(limit);
    expect(told(found.flat())).toEqual(
      [
        ...[0, 1, 2, 3, 4].flatMap((place) => [
          `1 ${place} ${minutes(place + 1)}`,
          `2 ${100 + place} ${minutes(place + 1)}`,
        ]),
        ...[200, 201, 202].map((value) => `3 ${value} ${minutes(5)}`),
      ].toSorted((one, other) => (one.split(' ')[2]! < other.split(' ')[2]! ? -1 : 1)),
    );
  });

  test('comes without what could not be read, or tells of something else: each page but the last is full', async () => {
    await world.does(beds, feed(both));
    await reads({ waiting: 0 });
    for (let place = 0; place < 4; place++) {
      world.partners.answers(NMH, failed(place % 2 === 0 ? 'host.unknown' : 'connection.failed'));
      await world.refresh();
    }
    await reads({ beds: 12 }, { beds: 13 }, { waiting: 1 }, { waiting: 2 });
    const values = async (limit: number) =>
      (await pages(limit, { indicator: 'waiting' })).map((page) => page.map(({ value }) => value));
    expect(await values(1)).toEqual([[0], [1], [2]]);
    expect(await values(2)).toEqual([[0, 1], [2]]);
    expect(await values(3)).toEqual([[0, 1, 2]]);
  });

  test('is asked for by organisation, by indicator and by time', async () => {
    await world.does(beds, feed(both), feed({ partner: 'EVC', address: EVC }));
    world.partners.answers(EVC, read(7));
    await reads({ waiting: 5, beds: 12 }, { waiting: 6, beds: 13 });
    const values = async (more: object) =>
      (await world.app.status.observations(PROGRAMME, { ...asked, limit: 100, ...more })).observations.map(
        ({ value }) => value,
      );
    expect(await values({ organisation: 'evc' })).toEqual([7, 7]);
    expect(await values({ organisation: 'NMH', indicator: 'beds' })).toEqual([12, 13]);
    expect(await values({ indicator: 'waiting', from: minutes(2) })).toEqual([6, 7]);
    expect(await values({ indicator: 'waiting', to: minutes(2) })).toEqual([5, 7]);
    for (const [more, code] of [
      [{ organisation: 'XYZ' }, 'organisation.unknown'],
      [{ indicator: 'drivers' }, 'indicator.unknown'],
    ] as const)
      expect(await refusalIn(values(more))).toMatchObject({ code });
  });

  test('hides small counts, those that people tell, too', async () => {
    await world.does(setMasked(), feed(), setUpPerson());
    await reads(6.75, 8);
    await world.does(said(tell(5.25, { source: 2 }), by(ben)));
    const { observations } = await world.app.status.observations(PROGRAMME, { ...asked, limit: 10 });
    expect(observations.map(({ value, masked }) => [value, masked])).toEqual([
      [null, true],
      [8, false],
      [null, true],
    ]);
    const views = [observations, await world.app.status.board(PROGRAMME)];
    for (const short of ['NMH', 'EVC'])
      views.push((await world.app.status.organisation(PROGRAMME, short, { days: 7 })) as never);
    for (const text of ['6.75', '5.25', '14.75']) expectNowhere(views, text);
  });

  test('hides what was masked when it was read, also when its indicator is masked no more', async () => {
    await world.does(setMasked(), feed(), setUpPerson());
    await reads(6.75, 10);
    await world.does(said(tell(5.25, { source: 2 }), by(ben)));
    await reads(4.5);
    await world.does({ type: 'SetIndicator', key: 'waiting', masked: false });
    const views = async () => [
      await world.app.status.board(PROGRAMME),
      await world.app.status.observations(PROGRAMME, { ...asked, limit: 10 }),
      await world.app.status.organisation(PROGRAMME, 'NMH', { days: 7 }),
      await world.app.status.organisation(PROGRAMME, 'EVC', { days: 7 }),
    ];
    for (const text of ['6.75', '5.25', '4.5', '9.75']) expectNowhere(await views(), text);
    await world.restart();
    for (const text of ['6.75', '5.25', '4.5', '9.75']) expectNowhere(await views(), text);
    await reads(3.25);
    expect(await world.figure()).toMatchObject({ value: 3.25, masked: false });
    for (const text of ['6.75', '5.25', '4.5']) expectNowhere(await views(), text);
  });

  test('says who told it, by what mapping, and when', async () => {
    await world.does(setUpPerson(), said(tell(4), by(ben)));
    const { observations } = await world.app.status.observations(PROGRAMME, { ...asked, limit: 10 });
    expect(observations).toMatchObject([
      { organisation: 'EVC', reporter: { name: 'Ben Okafor', organisation: 'EVC' }, observed: minutes(0), level: 2 },
    ]);
  });
});

describe('how figures have moved', () => {
  const indicator = waiting();
  const span = { from: minutes(0), to: minutes(24 * 60) };
  const past = (...values: [minute: number, value: number][]) =>
    values.map(([minute, value]) => ({
      figures: [{ indicator: 'waiting', value, observed: minutes(minute), level: null }],
    }));
  const points = (...given: Parameters<typeof past>) => trendsOf([indicator], [past(...given)], span)[0]!.points;

  test('has a gap from where a reading was no longer fresh until the next', () => {
    expect(points([0, 1], [30, 2], [200, 5]).map(({ at, value, level }) => [at, value, level])).toEqual([
      [minutes(0), 1, 1],
      [minutes(30), 2, 2],
      [minutes(90), null, null],
      [minutes(200), 5, 3],
      [minutes(260), null, null],
    ]);
  });

  test('has no gap where each reading comes before the last is old', () => {
    expect(points([1_300, 1], [1_360, 2], [1_420, 3]).map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  test('shows small counts as masked, not as gaps', () => {
    const [trend] = trendsOf([waiting({ masked: true })], [past([1_400, 3], [1_410, 8])], span);
    expect(trend!.points).toMatchObject([
      { value: null, masked: true, level: 2 },
      { value: 8, masked: false, level: 3 },
    ]);
  });

  test('has no gap made by leaving out what a plot cannot show', () => {
    // Every 5 minutes and 50 seconds for a day, each fresh for 6: a few more than can be told apart.
    const fresh = waiting({ freshFor: 6 });
    const each = Array.from({ length: 246 }, (_, place): [number, number] => [5 + (place * 35) / 6, 1]);
    const [trend] = trendsOf([fresh], [past(...each)], span);
    expect(trend!.points.length).toBeLessThan(246);
    expect(trend!.points.filter(({ level }) => level === null)).toEqual([]);
    const [holed] = trendsOf([fresh], [past(...each.filter((_, place) => place < 100 || place > 110))], span);
    expect(holed!.points.filter(({ level }) => level === null)).toHaveLength(1);
  });

  test('holds no reading from before or after the time that is asked for', () => {
    expect(points([-5, 1], [24 * 60 + 1, 2])).toEqual([]);
  });

  test('is the same of a feed and after a restart, with levels as they were noted', async () => {
    await world.does(feed());
    await reads(1, 5, 10);
    const before = await world.app.status.organisation(PROGRAMME, 'nmh', { days: 1 });
    expect(before.trends[0]!.points.map(({ value, level }) => [value, level])).toEqual([
      [1, 1],
      [5, 3],
      [10, 4],
    ]);
    expect(before.levels.map(({ level }) => level)).toEqual([1, 3, 4]);
    await world.restart();
    const { trends } = await world.app.status.organisation(PROGRAMME, 'nmh', { days: 1 });
    expect(trends).toEqual(before.trends);
  });

  test('is told up to now from a feed of every minute, however long ago one asks', async () => {
    await world.does(feed({ every: 1 }), { type: 'SetIndicator', key: 'waiting', freshFor: 5 });
    const DAYS = 40;
    world.passes(DAYS * 24 * 60);
    const bodies = Array.from({ length: DAYS * 24 * 60 }, (_, minute) => {
      const stood = { indicator: 'waiting', observed: minutes(minute), stands: minute, level: 1, towards: null };
      const figures = [{ ...stood, value: minute, times: 0, measures: 0, before: null }];
      return { source: '1', at: minutes(minute), body: JSON.stringify({ mapping: 0, figures }) };
    });
    await world.store.addObservations(PROGRAMME, bodies);
    const begin = performance.now();
    const { trends } = await world.app.status.organisation(PROGRAMME, 'NMH', { days: DAYS });
    expect(performance.now() - begin).toBeLessThan(2_000);
    const { points } = trends[0]!;
    expect(points.length).toBeLessThanOrEqual(240);
    expect(points.at(-1)).toMatchObject({ value: bodies.length - 1, at: bodies.at(-1)!.at });
    expect(points[0]!.at < minutes(24 * 60)).toBe(true);
    expect(points.filter(({ level }) => level === null)).toEqual([]);
  });

  test('of an organisation that has left, or is not there, is refused', async () => {
    await world.does({ type: 'LeaveOrganisation', organisation: 'EVC' });
    const asked = (short: string) => refusalIn(world.app.status.organisation(PROGRAMME, short, { days: 1 }));
    expect(await asked('EVC')).toMatchObject({ code: 'organisation.left' });
    expect(await asked('XYZ')).toMatchObject({ code: 'organisation.unknown' });
  });
});

describe('a feed’s health', () => {
  const health = async () => (await world.app.status.source(PROGRAMME, 1)).health;

  test('is another thing than how its partner does', async () => {
    await world.does(feed({ observedAt: 'at' }));
    expect(await health()).toBe('waiting');
    world.partners.answers(NMH, read(10, { observed: minutes(1) }));
    await world.refresh();
    expect(await health()).toBe('working');
    await world.refresh(60);
    expect(await health()).toBe('late');
    world.partners.answers(NMH, failed());
    await world.refresh();
    expect(await health()).toBe('failing');
    await world.does({ type: 'PauseSource', source: 1 });
    expect(await health()).toBe('paused');
    await world.does({ type: 'EndSource', source: 1 });
    expect(await health()).toBe('ended');
    expect(await world.app.status.sources(PROGRAMME)).toEqual([]);
  });
});
