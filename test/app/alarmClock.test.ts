import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AlarmClock } from '../../src/app/alarmClock.ts';
import { shifted } from '../../src/domain/calendar.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { ProgrammeId, Store } from '../../src/app/ports.ts';
import { appending, eight, nine, ten } from '../store/world.ts';
import { until } from '../world/until.ts';

type Leases = Pick<Store, 'due' | 'lease' | 'release'>;

const SECOND_MS = 1_000;

let folder: string;
let store: Store;
let now: string;
let ticked: ProgrammeId[];
let faults: { error: unknown; programme: ProgrammeId | undefined }[];
let endings: (() => Promise<void>)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concordat-alarm-'));
  [now, ticked, faults, endings] = [nine, [], [], []];
  store = await opened();
});
afterEach(async () => {
  for (const end of endings.toReversed()) await end();
  await rm(folder, { recursive: true });
});

async function opened(): Promise<Store> {
  const store = await openSqlite(folder);
  endings.push(() => store.close());
  return store;
}

/** The store with one of its methods told otherwise. */
function storeBut(otherwise: Partial<Leases>): Leases {
  return {
    due: store.due.bind(store),
    lease: store.lease.bind(store),
    release: store.release.bind(store),
    ...otherwise,
  };
}

/** An alarm clock whose ticks are noted, and do what they are given. */
function alarmClock(tick = sleepOn, on: Leases = store): AlarmClock {
  const alarm = new AlarmClock({
    store: on,
    clock: () => now,
    tick: (programme) => {
      ticked.push(programme);
      return tick(programme);
    },
    onFault: (error, programme) => faults.push({ error, programme }),
  });
  endings.push(() => alarm.stop());
  return alarm;
}

/** One look, and all that it begins: enough for a few programmes. */
async function look(alarm: AlarmClock): Promise<void> {
  alarm.start();
  await alarm.stop();
}

async function wake(programme: ProgrammeId, at: string | null): Promise<void> {
  await store.append(programme, 0, appending({ entries: [], wake: at }));
}

/** What a tick comes to when nothing more is to be done: the programme wants no attention any more. */
async function sleepOn(programme: ProgrammeId): Promise<void> {
  await wake(programme, null);
}

/** A tick that fails in one programme and does its work in all others. */
function failingIn(failing: ProgrammeId) {
  return async (programme: ProgrammeId): Promise<void> => {
    if (programme === failing) throw new Error('its log is damaged');
    await sleepOn(programme);
  };
}

async function manyDue(count: number): Promise<ProgrammeId[]> {
  const programmes = Array.from({ length: count }, (_, place) => `programme-${place}`);
  await Promise.all(programmes.map((programme) => wake(programme, eight)));
  return programmes;
}

const stillDue = async () => (await store.due(now, 100)).length;
const timesOf = (programme: ProgrammeId) => ticked.filter((each) => each === programme).length;

describe('a programme', () => {
  test('ticks when its time has come, and not before', async () => {
    await Promise.all([wake('discharge', eight), wake('mutual-aid', nine), wake('winter', ten), wake('quiet', null)]);
    const alarm = alarmClock();
    await look(alarm);
    await look(alarm);
    expect(ticked).toEqual(['discharge', 'mutual-aid']);
    now = ten;
    await look(alarm);
    expect(ticked).toEqual(['discharge', 'mutual-aid', 'winter']);
  });

  test('that falls due while the clock is running has its turn without anybody asking', async () => {
    alarmClock().start();
    await wake('discharge', ten);
    now = ten;
    await until(() => ticked.includes('discharge'));
  });

  test('ticks once, however many workers there are and however many fall due', async () => {
    const due = await manyDue(50);
    const alarms = [store, await opened(), await opened()].map((on) => alarmClock(sleepOn, on));
    for (const alarm of alarms) alarm.start();
    await until(async () => (await stillDue()) === 0);
    await Promise.all(alarms.map((alarm) => alarm.stop()));
    expect(ticked.toSorted()).toEqual(due.toSorted());
  });

  test('that another worker has seen to since the look is not ticked again', async () => {
    await wake('discharge', eight);
    const looked = Promise.withResolvers<void>();
    const seenTo = Promise.withResolvers<void>();
    const due = async (at: string, limit: number) => {
      const found = await store.due(at, limit);
      looked.resolve();
      await seenTo.promise;
      return found;
    };
    const late = look(alarmClock(sleepOn, storeBut({ due })));
    await looked.promise;
    await look(alarmClock());
    seenTo.resolve();
    await late;
    expect(ticked).toEqual(['discharge']);
  });

  test('that another holds is passed over, and has its turn when that lease is over', async () => {
    await Promise.all([wake('discharge', eight), wake('winter', nine)]);
    await store.lease('discharge', 'somebody else', eight, ten);
    const alarm = alarmClock();
    await look(alarm);
    expect(ticked).toEqual(['winter']);
    now = ten;
    await look(alarm);
    expect(ticked).toEqual(['winter', 'discharge']);
    expect(faults).toEqual([]);
  });

  test('that is due again at once waits for the next look', async () => {
    await manyDue(30);
    await wake('discharge', '2026-11-27T07:00:00.000Z');
    const alarm = alarmClock((programme) => wake(programme, programme === 'discharge' ? eight : null));
    alarm.start();
    await until(async () => (await stillDue()) === 1);
    await alarm.stop();
    expect(timesOf('discharge')).toBe(1);
    await look(alarm);
    expect(timesOf('discharge')).toBe(2);
  });
});

describe('a programme that fails', () => {
  test('is reported, and keeps no other from its turn', async () => {
    const others = await manyDue(20);
    await wake('damaged', '2026-11-27T07:00:00.000Z');
    const alarm = alarmClock(failingIn('damaged'));
    alarm.start();
    await until(async () => (await stillDue()) === 1);
    await alarm.stop();
    expect(ticked.toSorted()).toEqual(['damaged', ...others].toSorted());
    expect(faults).toEqual([{ error: new Error('its log is damaged'), programme: 'damaged' }]);
  });

  test('is tried again after one second, then two, then four, and not before', async () => {
    await wake('damaged', eight);
    const alarm = alarmClock(failingIn('damaged'));
    await look(alarm);
    for (const [place, seconds] of [1, 2, 4].entries()) {
      now = shifted(now, seconds * SECOND_MS - 1);
      await look(alarm);
      expect(timesOf('damaged')).toBe(place + 1);
      now = shifted(now, 1);
      await look(alarm);
      expect(timesOf('damaged')).toBe(place + 2);
    }
  });

  test('is tried again within five minutes, however often it has failed', async () => {
    await wake('damaged', eight);
    const alarm = alarmClock(failingIn('damaged'));
    for (let failures = 1; failures <= 40; failures++) {
      await look(alarm);
      expect(faults).toHaveLength(failures);
      now = shifted(now, 5 * 60 * SECOND_MS);
    }
  });

  test('begins with a short rest again once it has worked', async () => {
    await wake('flaky', eight);
    const alarm = alarmClock(async (programme) => {
      if (timesOf(programme) !== 3) throw new Error('not now');
    });
    for (const seconds of [1, 2, 0, 1]) {
      await look(alarm);
      now = shifted(now, seconds * SECOND_MS);
    }
    expect(timesOf('flaky')).toBe(4);
    await look(alarm);
    expect(timesOf('flaky')).toBe(5);
  });

  test('rests also while much else is due', async () => {
    await wake('damaged', nine);
    const alarm = alarmClock(failingIn('damaged'));
    await look(alarm);
    await manyDue(17);
    alarm.start();
    await until(async () => (await stillDue()) === 1);
    await alarm.stop();
    expect(timesOf('damaged')).toBe(1);
  });

  test('has its lease given back, so that another worker may try', async () => {
    await wake('damaged', eight);
    await look(alarmClock(failingIn('damaged')));
    expect(faults).toHaveLength(1);
    expect(await store.lease('damaged', 'another', now, ten)).toBe(true);
  });
});

test('a store that cannot say what is due is reported, and asked again', async () => {
  await wake('discharge', eight);
  const full = new Error('the disk is full');
  let asked = 0;
  const due = (at: string, limit: number) => (asked++ === 0 ? Promise.reject(full) : store.due(at, limit));
  const alarm = alarmClock(sleepOn, storeBut({ due }));
  await look(alarm);
  expect(faults).toEqual([{ error: full, programme: undefined }]);
  await look(alarm);
  expect(ticked).toEqual(['discharge']);
});

test('a few tick at the same time, and no more', async () => {
  await manyDue(30);
  let [under, most] = [0, 0];
  alarmClock(async (programme) => {
    most = Math.max(most, ++under);
    await sleepOn(programme);
    under--;
  }).start();
  await until(async () => (await stillDue()) === 0);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});

describe('stopping', () => {
  test('waits for what is under way, and begins nothing more', async () => {
    await manyDue(30);
    const gate = Promise.withResolvers<void>();
    const alarm = alarmClock((programme) => gate.promise.then(() => sleepOn(programme)));
    alarm.start();
    await until(() => ticked.length > 0);
    const order: string[] = [];
    const stopping = alarm.stop().then(() => order.push('stopped'));
    await setImmediate();
    order.push('let go');
    gate.resolve();
    await stopping;
    expect(order).toEqual(['let go', 'stopped']);
    expect(ticked.length).toBeLessThanOrEqual(8);
    expect(await stillDue()).toBe(30 - ticked.length);
  });

  test('and starting again picks up what has fallen due meanwhile', async () => {
    const alarm = alarmClock();
    await look(alarm);
    await wake('discharge', nine);
    await look(alarm);
    expect(ticked).toEqual(['discharge']);
  });

  test('in the middle of a tick leaves the programme to the next process, when the lease is over', async () => {
    await wake('discharge', eight);
    const crash = Promise.withResolvers<void>();
    const crashed = alarmClock(() => crash.promise, storeBut({ release: () => Promise.resolve() }));
    crashed.start();
    await until(() => ticked.length === 1);
    const next = alarmClock(sleepOn, await opened());
    await look(next);
    expect(ticked).toEqual(['discharge']);
    now = shifted(now, 60 * SECOND_MS);
    await look(next);
    expect(ticked).toEqual(['discharge', 'discharge']);
    expect(await stillDue()).toBe(0);
    crash.resolve();
  });
});
