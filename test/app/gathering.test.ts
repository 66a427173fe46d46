import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Gathering } from '../../src/app/gathering.ts';
import { Programmes } from '../../src/app/programmes.ts';
import { Readings } from '../../src/app/readings.ts';
import { boardView } from '../../src/domain/board.ts';
import { setIndicator, setUpPerson, setUpSource } from '../domain/statusWorld.ts';
import { until } from '../world/until.ts';
import { board, failed, MINUTE_MS, PROGRAMME, read, StatusWorld, unchanged } from './statusWorld.ts';
import type { SourceDraft } from '../../src/domain/sourceSettings.ts';
import type { Fetched } from '../../src/app/ports.ts';

const NMH = board('nmh');
const EVC = board('evc');
const SECOND = 1 / 60;

let world: StatusWorld;
let programmes: Programmes;
let readings: Readings;
let gathering: Gathering;
let looks: number;
let done: number;
let faults: unknown[];
/** Programmes that cannot be read. */
let unreadable: string[];
/** Fetches that do not answer until they are let go. */
let hanging: PromiseWithResolvers<Fetched>[];

beforeEach(async () => {
  world = await StatusWorld.open();
  [looks, done, faults, unreadable, hanging] = [0, 0, [], [], []];
  begin();
});
afterEach(async () => {
  for (const each of hanging) each.resolve({ outcome: 'unchanged', milliseconds: 1, bytes: 0 });
  await gathering.stop();
  await world.end();
});

/** A gathering of its own on what is in the store; nothing of chance is in it. */
function begin(): void {
  programmes = new Programmes(world.store);
  readings = new Readings(world.store);
  gathering = new Gathering({
    partners: world.partners,
    programmes: {
      async current(programme) {
        if (unreadable.includes(programme)) throw new Error(`${programme} is damaged`);
        return programmes.current(programme);
      },
      known: async (programme) => {
        if (unreadable.includes(programme)) throw new Error(`${programme} is damaged`);
        const fold = await programmes.current(programme);
        looks++;
        return fold;
      },
    },
    readings,
    clock: () => world.now,
    elapsed: () => world.elapsed,
    all: async () => [...unreadable, ...(await world.app.directory.programmes())],
    onRead: () => done++,
    onFault: (error) => faults.push(error),
    random: () => 0.5,
  });
}

/** Looks once at what is due, and waits until all of it has answered but for what hangs. */
async function look(): Promise<void> {
  const before = looks;
  gathering.watch(PROGRAMME);
  gathering.start();
  await until(() => looks > before);
  await setImmediate();
  await until(() => done + faults.length + hanging.length >= world.partners.calls.length);
  await setImmediate();
}

/** So many minutes go by, and then it looks. */
async function after(minutes: number): Promise<void> {
  world.passes(minutes);
  await look();
}

/** The first fetches after a start are spread over ten seconds: by now all of them are done. */
async function started(): Promise<void> {
  await look();
  await after(5 * SECOND);
}

const hangs = () => {
  const promise = Promise.withResolvers<Fetched>();
  hanging.push(promise);
  return promise.promise;
};

const feed = (more: Partial<SourceDraft> = {}) => setUpSource({ address: NMH, observedAt: null, ...more });
const times = (address: string) => world.partners.of(address).length;

async function figure(key = 'waiting') {
  const { state } = await programmes.current(PROGRAMME);
  const figures = await readings.figures(PROGRAMME, state);
  const { rows } = boardView(state, PROGRAMME, { figures, now: world.now, version: 0 });
  return rows[0]!.figures.find(({ indicator }) => indicator === key)!;
}

describe('a source is fetched', () => {
  test('soon after a start, and then at its own interval', async () => {
    await world.does(feed(), feed({ partner: 'EVC', address: EVC, every: 15 }));
    for (const address of [NMH, EVC]) world.partners.answers(address, read(5));
    await look();
    expect(world.partners.calls).toEqual([]);
    await after(5 * SECOND);
    expect([times(NMH), times(EVC)]).toEqual([1, 1]);
    await after(5 - SECOND);
    expect([times(NMH), times(EVC)]).toEqual([1, 1]);
    await after(SECOND);
    expect([times(NMH), times(EVC)]).toEqual([2, 1]);
    for (let more = 0; more < 2; more++) await after(5);
    expect([times(NMH), times(EVC)]).toEqual([4, 2]);
  });

  test('once for all that was missed while nobody looked', async () => {
    await world.does(feed());
    world.partners.answers(NMH, read(5));
    await started();
    await after(600);
    await look();
    expect(times(NMH)).toBe(2);
  });

  test('also of a programme that another process has made, within a minute', async () => {
    const looked = async (count: number) => {
      gathering.start();
      await until(() => looks >= count);
    };
    await looked(1);
    await world.does(feed());
    world.passes(1);
    await looked(2);
    world.passes(10 * SECOND);
    await looked(3);
    await until(() => done === 1);
    expect(times(NMH)).toBe(1);
  });

  test('not while it rests, nor when it has ended, nor when nobody need fetch it', async () => {
    await world.does(
      feed(),
      feed({ address: EVC }),
      setUpPerson(),
      setUpSource({ kind: 'push', address: null }),
      { type: 'PauseSource', source: 1 },
      { type: 'EndSource', source: 2 },
    );
    await started();
    await after(60);
    await gathering.now(PROGRAMME);
    expect(world.partners.calls).toEqual([]);
    for (const source of [2, 3, 4]) expect(gathering.nextFetch(PROGRAMME, source)).toBeNull();
    await world.does({ type: 'ResumeSource', source: 1 });
    await started();
    expect(times(NMH)).toBe(1);
  });

  test('not of an organisation that has left', async () => {
    await world.does(feed(), feed({ partner: 'EVC', address: EVC }), {
      type: 'LeaveOrganisation',
      organisation: 'EVC',
    });
    await started();
    await gathering.now(PROGRAMME);
    expect([times(NMH), times(EVC)]).toEqual([1, 0]);
  });

  test('by hand at once, and not twice within five seconds', async () => {
    await world.does(feed());
    world.partners.answers(NMH, read(5));
    await gathering.now(PROGRAMME);
    await gathering.now(PROGRAMME);
    expect(times(NMH)).toBe(1);
    world.passes(5 * SECOND);
    await Promise.all([gathering.now(PROGRAMME), gathering.now(PROGRAMME)]);
    expect(times(NMH)).toBe(2);
    expect(await figure()).toMatchObject({ value: 5 });
  });

  test.each([
    ['forward', 60 * 24 * 365],
    ['back', -60 * 24 * 365],
  ])('at its own interval when the clock is set %s', async (_way, minutes) => {
    await world.does(feed());
    world.partners.answers(NMH, read(5));
    await started();
    world.clockIsSet(minutes);
    expect(gathering.nextFetch(PROGRAMME, 1)).toBe(new Date(Date.parse(world.now) + 5 * MINUTE_MS).toISOString());
    await look();
    await after(5 - SECOND);
    expect(times(NMH)).toBe(1);
    await after(SECOND);
    expect(times(NMH)).toBe(2);
  });

  test('whatever becomes of another programme, which is tried again less and less often', async () => {
    await world.does(feed());
    world.partners.answers(NMH, read(5));
    unreadable = ['damaged'];
    gathering.watch('damaged');
    const tried = async (seconds: number) => {
      const before = faults.length;
      await after(seconds * SECOND);
      return faults.length - before;
    };
    await look();
    expect(faults).toEqual([new Error('damaged is damaged')]);
    expect([await tried(4), await tried(1), await tried(9), await tried(1)]).toEqual([0, 1, 0, 1]);
    expect(times(NMH)).toBe(1);
    let count = 0;
    for (let more = 0; more < 120; more++) count += await tried(30);
    expect(count).toBeLessThanOrEqual(16);
    expect(times(NMH)).toBe(13);
    unreadable = [];
    await world.does(setIndicator({ key: 'beds', name: 'Beds' }));
    expect(await tried(600)).toBe(0);
  });

  test('next when it is said to be', async () => {
    await world.does(feed());
    world.partners.answers(NMH, read(5));
    expect(gathering.nextFetch(PROGRAMME, 1)).toBeNull();
    await started();
    expect(gathering.nextFetch(PROGRAMME, 1)).toBe(new Date(Date.parse(world.now) + 5 * MINUTE_MS).toISOString());
  });
});

describe('a source that fails', () => {
  /** The minutes between one fetch and the next, as often as it is said. */
  async function waits(count: number): Promise<number[]> {
    const found: number[] = [];
    for (let more = 0; more < count; more++) {
      const next = Date.parse(gathering.nextFetch(PROGRAMME, 1)!);
      found.push((next - Date.parse(world.now)) / MINUTE_MS);
      const before = times(NMH);
      await after(found.at(-1)! - SECOND);
      expect(times(NMH)).toBe(before);
      await after(SECOND);
      expect(times(NMH)).toBe(before + 1);
    }
    return found;
  }

  test('is tried again at growing intervals, up to half an hour, and at its own when it works', async () => {
    await world.does(feed());
    world.partners.answers(NMH, failed());
    await started();
    expect(await waits(6)).toEqual([5, 10, 20, 30, 30, 30]);
    world.partners.answers(NMH, read(5));
    await after(30);
    expect(await waits(2)).toEqual([5, 5]);
  });

  test('is never asked more often for failing than it would be otherwise', async () => {
    await world.does(feed({ every: 60 }));
    world.partners.answers(NMH, failed());
    await started();
    expect(await waits(3)).toEqual([60, 60, 60]);
  });

  test('keeps no other from its time', async () => {
    await world.does(feed(), feed({ partner: 'EVC', address: EVC }));
    world.partners.answers(NMH, failed());
    world.partners.answers(EVC, read(5));
    await started();
    for (let more = 0; more < 6; more++) await after(5);
    expect(times(EVC)).toBe(7);
    expect(times(NMH)).toBe(3);
  });

  test('rests for as long as the partner asks', async () => {
    await world.does(feed());
    world.partners.answers(NMH, failed('connection.failed', 120 * MINUTE_MS));
    await started();
    expect(await waits(1)).toEqual([120]);
  });

  test('does not come back sooner for being asked to', async () => {
    await world.does(feed());
    world.partners.answers(NMH, failed('connection.failed', 1_000));
    await started();
    expect(await waits(2)).toEqual([5, 10]);
  });

  test('is tried once a day, however long the partner asks us to wait', async () => {
    await world.does(feed());
    world.partners.answers(NMH, failed('connection.failed', 10 * 365 * 24 * 60 * MINUTE_MS));
    await started();
    expect(await waits(1)).toEqual([24 * 60]);
  });

  test('five times in a row is left to rest by a refresh of all, and tried when it is asked for itself', async () => {
    await world.does(feed(), feed({ partner: 'EVC', address: EVC }));
    world.partners.answers(NMH, failed());
    world.partners.answers(EVC, read(5));
    await started();
    await waits(4);
    world.passes(1);
    const before = [times(NMH), times(EVC)];
    await gathering.now(PROGRAMME);
    expect([times(NMH), times(EVC)]).toEqual([before[0]!, before[1]! + 1]);
    world.partners.answers(NMH, read(5));
    await gathering.now(PROGRAMME, 1);
    expect(times(NMH)).toBe(before[0]! + 1);
    world.passes(1);
    await gathering.now(PROGRAMME);
    expect(times(NMH)).toBe(before[0]! + 2);
  });

  test('is left alone by hand, too, while the partner asks us to wait', async () => {
    await world.does(feed());
    world.partners.answers(NMH, failed('connection.failed', 20 * MINUTE_MS));
    await started();
    world.passes(19);
    await gathering.now(PROGRAMME, 1);
    expect(times(NMH)).toBe(1);
    world.passes(1);
    await gathering.now(PROGRAMME, 1);
    expect(times(NMH)).toBe(2);
  });

  test('five times in a row is tried by hand once a minute at most', async () => {
    await world.does(feed());
    world.partners.answers(NMH, failed());
    await started();
    await waits(4);
    for (let more = 0; more < 12; more++) {
      world.passes(10 * SECOND);
      await gathering.now(PROGRAMME, 1);
    }
    expect(times(NMH)).toBe(5 + 2);
  });

  test('that does not answer at all keeps no other from its time', async () => {
    await world.does(feed(), feed({ partner: 'EVC', address: EVC }));
    world.partners.answers(NMH, hangs);
    world.partners.answers(EVC, read(5));
    await started();
    for (let more = 0; more < 3; more++) await after(5);
    expect([times(NMH), times(EVC)]).toEqual([1, 4]);
  });

  test('keeps no other from its time, however many of them one host has', async () => {
    const hung = Array.from({ length: 400 }, (_, place) => `${NMH}?${place}`);
    const others = Array.from({ length: 20 }, (_, place) => board(`evc-${place}`));
    await world.does(...[...hung, ...others].map((address) => feed({ address })));
    for (const address of hung) world.partners.answers(address, hangs);
    for (const address of others) world.partners.answers(address, read(3));
    await started();
    expect(others.map(times)).toEqual(others.map(() => 1));
  });

  test('on our side is reported, and keeps no other from its time', async () => {
    const broken = new Error('the store is full');
    await world.does(feed(), feed({ partner: 'EVC', address: EVC }));
    world.partners.answers(NMH, () => Promise.reject(broken));
    world.partners.answers(EVC, read(5));
    await started();
    for (let more = 0; more < 3; more++) await after(5);
    expect(faults).toEqual([broken]);
    expect(times(EVC)).toBe(4);
    await after(30);
    expect(times(NMH)).toBe(2);
  });
});

describe('a document that is the same', () => {
  const validators = { etag: '"one"' };

  test('is asked for with what was said of it, and is current where it tells no time', async () => {
    await world.does(feed());
    world.partners.answers(NMH, read(5, { validators }));
    await started();
    const first = world.now;
    world.partners.answers(NMH, unchanged);
    for (let more = 0; more < 13; more++) await after(5);
    expect(world.partners.of(NMH).map((call) => call.validators)).toEqual([
      null,
      ...Array<object>(13).fill(validators),
    ]);
    expect(await figure()).toMatchObject({ state: 'current', value: 5, observed: world.now, received: world.now });
    expect(first < world.now).toBe(true);
  });

  test('grows old where it tells its time', async () => {
    await world.does(feed({ observedAt: 'at' }));
    const observed = world.now;
    world.partners.answers(NMH, read(5, { observed, validators }));
    await started();
    world.partners.answers(NMH, unchanged);
    for (let more = 0; more < 13; more++) await after(5);
    expect(await figure()).toMatchObject({ state: 'stale', value: 5, observed, received: world.now });
  });

  test('is a reading like any other where it tells no time, and none where it does', async () => {
    await world.does(setIndicator({ readings: 3 }), feed(), feed({ partner: 'EVC', address: EVC, observedAt: 'at' }));
    const levels = async () => {
      const { state } = await programmes.current(PROGRAMME);
      const figures = await readings.figures(PROGRAMME, state);
      return [1, 2].map((source) => figures.get(source)!.figures.get('waiting')!.level);
    };
    world.partners.answers(NMH, read(1));
    world.partners.answers(EVC, read(1, { observed: world.now }));
    await started();
    world.passes(5);
    world.partners.answers(NMH, read(5, { validators }));
    world.partners.answers(EVC, read(5, { observed: world.now, validators }));
    await look();
    for (const address of [NMH, EVC]) world.partners.answers(address, unchanged);
    for (let more = 0; more < 2; more++) await after(5);
    expect(await levels()).toEqual([3, 1]);
  });

  test('makes nothing current again that did not stand in it', async () => {
    const reads = ['waiting', 'beds'].map((indicator) => ({ indicator, at: indicator }));
    await world.does(setIndicator({ key: 'beds', name: 'Beds' }), feed({ reads }));
    world.partners.answers(NMH, read({ waiting: 5, beds: 3 }));
    await started();
    const first = world.now;
    const faults = [{ indicator: 'beds', at: 'beds', code: 'missing' as const }];
    world.partners.answers(NMH, read({ waiting: 6 }, { validators, faults }));
    await after(5);
    world.partners.answers(NMH, unchanged);
    for (let more = 0; more < 12; more++) await after(5);
    expect(await figure()).toMatchObject({ state: 'current', value: 6 });
    expect(await figure('beds')).toMatchObject({ state: 'stale', value: 3, observed: first, received: first });
    const { state } = await programmes.current(PROGRAMME);
    expect((await readings.figures(PROGRAMME, state)).get(1)!.faults).toEqual(faults);
  });

  test('ends what failed before it', async () => {
    await world.does(feed());
    world.partners.answers(NMH, read(5, { validators }));
    await started();
    world.partners.answers(NMH, failed());
    await after(5);
    world.partners.answers(NMH, unchanged);
    await after(10);
    const { state } = await programmes.current(PROGRAMME);
    expect((await readings.figures(PROGRAMME, state)).get(1)!.failing).toBeNull();
  });
});

describe('a source that is read another way from now on', () => {
  test('is fetched at once, whole, and named by its new mapping', async () => {
    await world.does(feed());
    world.partners.answers(NMH, read(5, { validators: { etag: '"one"' } }));
    await started();
    const { mapping } = await figure();
    await world.does({ type: 'ChangeSource', source: 1, reads: [{ indicator: 'waiting', at: 'outside' }] });
    world.partners.answers(NMH, read(6));
    await look();
    expect(world.partners.of(NMH).map(({ validators }) => validators)).toEqual([null, null]);
    const now = await figure();
    expect(now).toMatchObject({ value: 6 });
    expect(now.mapping).toBeGreaterThan(mapping!);
  });

  test('is fetched at once, however long it was to rest', async () => {
    await world.does(feed());
    world.partners.answers(NMH, failed('connection.failed', 600 * MINUTE_MS));
    await started();
    await world.does({ type: 'ChangeSource', source: 1, address: EVC });
    await look();
    expect(times(EVC)).toBe(1);
  });

  test('takes nothing any more from what was asked the old way', async () => {
    await world.does(feed());
    world.partners.answers(NMH, hangs);
    await started();
    await world.does({ type: 'ChangeSource', source: 1, address: EVC });
    world.partners.answers(EVC, read(6));
    await look();
    world.passes(1);
    hanging[0]!.resolve(await read(99)({ address: NMH, at: world.now, validators: null }));
    await gathering.stop();
    expect(await figure()).toMatchObject({ value: 6 });
  });
});

describe('stopping', () => {
  test('waits for what is under way, and begins nothing more', async () => {
    await world.does(feed(), feed({ partner: 'EVC', address: EVC }));
    world.partners.answers(NMH, hangs);
    world.partners.answers(EVC, read(5));
    await started();
    const order: string[] = [];
    const stopping = gathering.stop().then(() => order.push('stopped'));
    await setImmediate();
    order.push('let go');
    hanging[0]!.resolve(await read(7)({ address: NMH, at: world.now, validators: null }));
    await stopping;
    expect(order).toEqual(['let go', 'stopped']);
    expect(await figure()).toMatchObject({ value: 7 });
    world.passes(60);
    await setImmediate();
    expect(times(EVC)).toBe(1);
  });

  test('waits also for what was asked before a source was changed', async () => {
    await world.does(feed());
    world.partners.answers(NMH, hangs);
    await started();
    await world.does({ type: 'ChangeSource', source: 1, address: EVC });
    world.partners.answers(EVC, read(6));
    await look();
    expect(times(EVC)).toBe(1);
    const order: string[] = [];
    const stopping = gathering.stop().then(() => order.push('stopped'));
    for (let turn = 0; turn < 5; turn++) await setImmediate();
    order.push('let go');
    hanging[0]!.resolve({ outcome: 'unchanged', milliseconds: 1, bytes: 0 });
    await stopping;
    expect(order).toEqual(['let go', 'stopped']);
  });

  test('and starting again goes on where it was', async () => {
    await world.does(feed());
    world.partners.answers(NMH, read(5));
    await started();
    await gathering.stop();
    world.passes(60);
    begin();
    expect(await figure()).toMatchObject({ value: 5, state: 'stale' });
    await started();
    expect(times(NMH)).toBe(2);
    expect(await figure()).toMatchObject({ state: 'current' });
  });
});
