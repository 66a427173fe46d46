import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { opened } from '../../src/app/codec.ts';
import { refusalIn } from '../domain/refusals.ts';
import {
  asha,
  ben,
  carys,
  create,
  discharge,
  farah,
  numbersOf,
  oneTo,
  perform,
  place,
  PROGRAMME,
  record,
  supersede,
  World,
  type Instance,
} from './world.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Store } from '../../src/app/ports.ts';

const see = (number: number, seen = true): Command => ({ type: 'SeeDecision', number, seen });
/** Entries that `discharge` writes. */
const BEGUN = 6;

let world: World;
let here: Instance;

beforeEach(async () => {
  world = await World.open();
  here = await world.instance();
  await discharge(here);
});
afterEach(() => world.end());

/** What the store holds, read by nobody's memory. */
async function titles({ store }: Instance): Promise<unknown[]> {
  return (await store.read(PROGRAMME, BEGUN)).map(opened).map(({ event }) => 'title' in event && event.title);
}

test('what is performed stands in the store, with who, when and why', async () => {
  const { entries, size, state, repeated } = await perform(here, record('Open 12 beds', { why: ' ED is full ' }));
  expect({ size, repeated, decisions: state.decisions.size }).toEqual({ size: 7, repeated: false, decisions: 1 });
  const stored = (await here.store.read(PROGRAMME, 6)).map(opened);
  expect(stored).toEqual(entries);
  expect(stored[0]).toMatchObject({
    index: 6,
    at: world.now,
    why: 'ED is full',
    by: { person: 'asha', name: 'Asha Patel', organisation: 'NMH', basis: 'placement' },
    event: { type: 'decision.recorded', number: 1, title: 'Open 12 beds' },
  });
});

describe('a delivery that comes again', () => {
  test('in the same batch is done once, and answered twice alike', async () => {
    const [first, second] = await Promise.all([
      perform(here, record('Open 12 beds'), asha, 'activity 1'),
      perform(here, record('Open 12 beds'), asha, 'activity 1'),
    ]);
    expect([first.repeated, second.repeated]).toEqual([false, true]);
    expect(second.entries).toEqual(first.entries);
    expect(await here.store.size(PROGRAMME)).toBe(BEGUN + 1);
  });

  test('in a later batch is done once', async () => {
    const first = await perform(here, record('Open 12 beds'), asha, 'activity 1');
    await perform(here, record('Close ward 6'), ben, 'activity 2');
    const again = await perform(here, record('Open 12 beds'), asha, 'activity 1');
    expect(again).toMatchObject({ repeated: true, entries: first.entries });
    expect(await titles(here)).toEqual(['Open 12 beds', 'Close ward 6']);
  });

  test('after everything was stopped and started is done once', async () => {
    const first = await perform(here, record('Open 12 beds'), asha, 'activity 1');
    const later = await world.reopen();
    const again = await perform(later, record('Open 12 beds'), asha, 'activity 1');
    expect(again).toMatchObject({ repeated: true, entries: first.entries, size: BEGUN + 1 });
    expect(again.state.decisions.size).toBe(1);
  });

  test('at another instance is done once, also when both work on it at the same time', async () => {
    const there = await world.instance();
    const both = await Promise.all(
      [here, there].map((instance) => perform(instance, record('Open 12 beds'), asha, 'activity 1')),
    );
    expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(both[0]!.entries).toEqual(both[1]!.entries);
    expect(await titles(here)).toEqual(['Open 12 beds']);
  });

  test('under a new activity id is known by the nonce of its card', async () => {
    await perform(here, record('Open 12 beds'), asha, 'activity 1', 'press x');
    const again = await perform(here, record('Open 12 beds'), asha, 'activity 2', 'press x');
    expect(again.repeated).toBe(true);
  });

  test('answers with all entries of the one before, as when evidence came with the decision', async () => {
    const command = record('Open 12 beds', { evidence: [{ label: 'Bed report' }, { label: 'Rota' }] });
    await perform(here, command, asha, 'activity 1');
    const again = await perform(here, command, asha, 'activity 1');
    expect(again.entries.map(({ event }) => event.type)).toEqual([
      'decision.recorded',
      'evidence.added',
      'evidence.added',
    ]);
  });

  test('is answered as before even where the rules would refuse it now', async () => {
    await perform(here, record(), asha, 'activity 1');
    await perform(here, supersede(1), asha, 'activity 2');
    expect((await perform(here, supersede(1), asha, 'activity 2')).repeated).toBe(true);
    expect(await refusalIn(perform(here, supersede(1), asha, 'activity 3'))).toMatchObject({
      code: 'decision.superseded',
    });
  });

  test('after a refusal is tried anew', async () => {
    expect(await refusalIn(perform(here, record(' '), asha, 'press x'))).toMatchObject({ code: 'text.missing' });
    expect(await perform(here, record('Open 12 beds'), asha, 'press x')).toMatchObject({ repeated: false });
  });

  test('in another programme is another delivery', async () => {
    const origin = { deliveries: ['activity 1'], address: null };
    await here.app.perform(PROGRAMME, record(), asha, origin);
    await here.app.perform('another', create(), asha, { deliveries: [], address: null });
    expect(await here.app.perform('another', place(asha, 'NMH'), asha, origin).catch(() => 'refused')).toBe('refused');
    expect(await here.store.delivery('another', 'activity 1')).toBeUndefined();
  });
});

describe('many at once', () => {
  test('64 commands get consecutive numbers in the order in which they came, in one append', async () => {
    const wanted = oneTo(64).map((n) => `Open ward ${n}`);
    const performed = await Promise.all(wanted.map((title, n) => perform(here, record(title), asha, `activity ${n}`)));
    expect(numbersOf(performed)).toEqual(oneTo(64));
    expect(await titles(here)).toEqual(wanted);
  });

  test('200 commands from 20 people are all there once', async () => {
    const people = oneTo(20).map((n) => ({ person: `p${n}`, name: `Person ${n}`, email: `p${n}@northmoor.example` }));
    const performed = await Promise.all(
      oneTo(200).map((n) => perform(here, record(`Open ward ${n}`), people[n % 20], `activity ${n}`)),
    );
    expect(numbersOf(performed)).toEqual(oneTo(200));
    expect(new Set(await titles(here)).size).toBe(200);
    expect((await here.app.ledger.verified(PROGRAMME)).problem).toBeUndefined();
  });

  test('each is decided on what the one before it left, also within one batch', async () => {
    const [first, second, third] = await Promise.all([
      perform(here, record('Open 12 beds')),
      perform(here, supersede(1)),
      refusalIn(perform(here, supersede(1, 'Open 30 beds'))),
    ]);
    expect(numbersOf([first, second])).toEqual([1, 2]);
    expect(third).toEqual({ code: 'decision.superseded', number: 1, by: 2 });
  });

  test('a refused one does no harm to those beside it', async () => {
    const outcomes = await Promise.allSettled([
      perform(here, record('Open 12 beds')),
      perform(here, record(' ')),
      perform(here, record('Close ward 6'), farah),
      perform(here, record('Call 999 000 1111 for news')),
      perform(here, record('Open ward 7'), ben),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(await titles(here)).toEqual(['Open 12 beds', 'Open ward 7']);
  });

  test('six people who press the same button are six entries, and one who presses twice is one', async () => {
    await perform(here, record());
    const people = oneTo(6).map((n) => ({ person: `p${n}`, name: `Person ${n}`, email: `p${n}@northmoor.example` }));
    await Promise.all(people.flatMap((who) => [perform(here, see(1), who), perform(here, see(1), who)]));
    expect(await here.store.size(PROGRAMME)).toBe(BEGUN + 1 + 6);
  });
});

describe('two instances on one store', () => {
  test('lose no entry, number without gap, and both see all', async () => {
    const there = await world.instance();
    const performed = await Promise.all(
      oneTo(40).map((n) =>
        perform(n % 2 ? here : there, record(`Open ward ${n}`), n % 2 ? asha : ben, `activity ${n}`),
      ),
    );
    expect(numbersOf(performed).sort((a, b) => a - b)).toEqual(oneTo(40));
    expect([...new Set(await titles(here))]).toHaveLength(40);
    for (const { app } of [here, there]) {
      const { total, decisions } = await app.queries.decisions(PROGRAMME, {}, { limit: 100 });
      expect({ total, numbers: decisions.map(({ number }) => number).reverse() }).toEqual({
        total: 40,
        numbers: oneTo(40),
      });
    }
    expect((await there.app.ledger.verified(PROGRAMME)).problem).toBeUndefined();
  });

  test('that write in turn each decide on what the other wrote', async () => {
    const there = await world.instance();
    await perform(here, record('Open 12 beds'));
    await perform(there, supersede(1), ben);
    await perform(here, supersede(2, 'Open 30 beds'));
    const { state } = await perform(there, record('Close ward 6'), ben);
    expect([...state.decisions.values()].map((decision) => decision.state).sort()).toEqual([
      'recorded',
      'recorded',
      'superseded',
      'superseded',
    ]);
  });

  test('a refusal that only a stale memory gives is thought over: who was placed elsewhere meanwhile may record', async () => {
    const there = await world.instance();
    expect(await refusalIn(perform(here, record(), carys))).toEqual({ code: 'actor.unplaced' });
    await perform(there, place(carys, 'EVC', 'member'));
    expect(await perform(here, record(), carys)).toMatchObject({ repeated: false, size: BEGUN + 2 });
  });

  test('a decision that the other has just recorded is known here at once', async () => {
    const there = await world.instance();
    await perform(there, record(), ben);
    expect(await perform(here, supersede(1))).toMatchObject({ size: BEGUN + 2 });
  });

  test('a refusal for good still comes, with what stands now', async () => {
    const there = await world.instance();
    await perform(there, record(), ben);
    await perform(there, supersede(1), ben);
    expect(await refusalIn(perform(here, supersede(1)))).toEqual({ code: 'decision.superseded', number: 1, by: 2 });
  });

  test('what a stale memory thinks has been done already is looked up anew', async () => {
    const there = await world.instance();
    await perform(here, record());
    await perform(here, see(1));
    await perform(there, see(1, false));
    await perform(here, see(1));
    const { state } = await perform(there, record('Open ward 7'));
    expect(state.decisions.get(1)!.seen.has('asha')).toBe(true);
  });
});

/** A store that says so many times that somebody else was first. */
const lost = (times: number) => (store: Store) =>
  new Proxy(store, {
    get(target, name: keyof Store) {
      if (name === 'append' && times-- > 0) return async () => false;
      const member = target[name];
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });

test('a command that loses the race a few times is written in the end, once', async () => {
  const unlucky = await world.instance(lost(5));
  expect(await perform(unlucky, record('Open 12 beds'))).toMatchObject({ size: BEGUN + 1 });
  expect(await titles(here)).toEqual(['Open 12 beds']);
});

test('one that loses it every time ends with a fault that may be tried again, and nothing is written', async () => {
  const unlucky = await world.instance(lost(Infinity));
  await expect(perform(unlucky, record('Open 12 beds'))).rejects.toMatchObject({ name: 'Fault', code: 'busy' });
  expect(await titles(here)).toEqual([]);
});

test('a store that fails fails its own batch, and the next is served', async () => {
  let broken = true;
  const shaky = await world.instance(
    (store) =>
      new Proxy(store, {
        get(target, name: keyof Store) {
          if (name === 'append' && broken) return () => Promise.reject(new Error('disk full'));
          const member = target[name];
          return typeof member === 'function' ? member.bind(target) : member;
        },
      }),
  );
  await expect(perform(shaky, record('Open 12 beds'))).rejects.toThrow('disk full');
  broken = false;
  expect(await perform(shaky, record('Open ward 7'))).toMatchObject({ size: BEGUN + 1 });
  expect(await titles(here)).toEqual(['Open ward 7']);
});

describe('cards', () => {
  test('that an entry makes or changes are wanted in the same append, at the size that it led to', async () => {
    await perform(here, record());
    expect(await here.store.post(PROGRAMME, 'decision/1')).toMatchObject({ wanted: 7, shown: 0, address: 'channel' });
    await perform(here, supersede(1));
    expect(await here.store.post(PROGRAMME, 'decision/1')).toMatchObject({ wanted: 8 });
    expect(await here.store.post(PROGRAMME, 'decision/2')).toMatchObject({ wanted: 8, address: 'channel' });
    expect(await here.store.pendingPosts(world.now, 10)).toHaveLength(2);
  });

  test('are told of once they are written, and not for a repeat, a refusal or nothing new', async () => {
    here.written.length = 0;
    await perform(here, record(), asha, 'activity 1');
    await perform(here, record(), asha, 'activity 1');
    await refusalIn(perform(here, record(' ')));
    await perform(here, see(1));
    await perform(here, see(1));
    expect(here.written).toEqual([
      { programme: PROGRAMME, posts: ['decision/1'] },
      { programme: PROGRAMME, posts: ['decision/1'] },
    ]);
  });

  test('an entry without a card wants none', async () => {
    here.written.length = 0;
    await perform(here, place(carys, 'EVC', 'member'));
    expect(here.written).toEqual([{ programme: PROGRAMME, posts: [] }]);
  });
});

describe('what somebody typed', () => {
  test('that looks like patient data is in no byte of the store, also in a form’s lesser fields', async () => {
    const places: Partial<Extract<Command, { type: 'RecordDecision' }>>[] = [
      { title: 'Move 999 000 1111' },
      { why: 'He was born on 3 March 1950' },
      { evidence: [{ label: 'Notes', link: 'https://northmoor.example/p/9990001111' }] },
      { deciders: [{ name: '999 000 1111' }] },
    ];
    for (const each of places)
      expect(await refusalIn(perform(here, record('Open 12 beds', each)))).toMatchObject({ code: 'patient.data' });
    expect(await here.store.size(PROGRAMME)).toBe(BEGUN);
  });

  test('as the why of any command keeps to the limits of every text', async () => {
    await perform(here, record());
    const why = 'x'.repeat(20_000);
    const commands: Command[] = [
      { type: 'AmendDecision', number: 1, text: 'On ward 6', why },
      { type: 'ReviewDecision', number: 1, on: '2027-06-01', why },
      { ...(place(carys, 'EVC', 'member') as Extract<Command, { type: 'PlaceMember' }>), why },
    ];
    for (const command of commands)
      expect(await refusalIn(perform(here, command))).toMatchObject({ code: 'text.tooLong', field: 'why' });
  });

  test('as a why that no JSON can carry is refused, and is no fault of ours', async () => {
    await perform(here, record());
    const command: Command = { type: 'AmendDecision', number: 1, text: 'On ward 6', why: 'ED \ud83d full' };
    expect(await refusalIn(perform(here, command))).toEqual({ code: 'text.unreadable', field: 'why' });
  });
});

test('a command for a log that does not exist yet says so, and makes none', async () => {
  const origin = { deliveries: [], address: null };
  expect(await refusalIn(here.app.perform('elsewhere', record(), asha, origin))).toEqual({ code: 'programme.missing' });
  expect(await here.store.size('elsewhere')).toBe(0);
});

test('a log that was changed under our feet is a fault, with nothing of it in memory', async () => {
  await perform(here, record());
  const strange = await world.instance(
    (store) =>
      new Proxy(store, {
        get(target, name: keyof Store) {
          if (name !== 'read') {
            const member = target[name];
            return typeof member === 'function' ? member.bind(target) : member;
          }
          return async (...given: Parameters<Store['read']>) =>
            (await target.read(...given)).map((entry) => ({
              ...entry,
              disclosures: entry.disclosures.map((text) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`),
            }));
        },
      }),
  );
  await expect(perform(strange, record())).rejects.toMatchObject({ name: 'Fault', code: 'log.damaged' });
  expect(await here.store.size(PROGRAMME)).toBe(BEGUN + 1);
});
