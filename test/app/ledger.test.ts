import { DatabaseSync } from 'node:sqlite';
import { join as path } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ledger } from '../../src/app/ledger.ts';
import { openCheckpoint } from '../../src/log/checkpoint.ts';
import { sealEntry } from '../../src/log/entry.ts';
import { makeSigner, parseVerifierKey } from '../../src/log/note.ts';
import { parseBundle, parseTile, TILE_WIDTH } from '../../src/log/tiles.ts';
import { leafHash, verifyConsistency, consistencyProof, whereKept } from '../../src/log/tree.ts';
import { verifyEntry, verifyLog } from '../../src/log/verify.ts';
import { discharge, oneTo, perform, PROGRAMME, record, World, type Instance } from './world.ts';
import type { Store } from '../../src/app/ports.ts';

let world: World;
let here: Instance;

beforeEach(async () => {
  world = await World.open();
  here = await world.instance();
  await discharge(here);
});
afterEach(() => world.end());

const key = () => parseVerifierKey(here.app.ledger.key(PROGRAMME));
const more = (count: number, from = 1) =>
  Promise.all(oneTo(count).map((n) => perform(here, record(`Open ward ${from + n}`))));

test('the checkpoint is signed with the key that is shown, under the log’s own name, over what is there', async () => {
  const checkpoint = openCheckpoint(await here.app.ledger.checkpoint(PROGRAMME), [key()]);
  expect(checkpoint).toMatchObject({ origin: 'log.example/discharge', size: 6 });
  expect(here.app.ledger.key('another')).not.toBe(here.app.ledger.key(PROGRAMME));
});

test('a checkpoint stays while nothing is written, and grows with the log', async () => {
  const before = await here.app.ledger.checkpoint(PROGRAMME);
  expect(await here.app.ledger.checkpoint(PROGRAMME)).toBe(before);
  await more(3);
  const after = openCheckpoint(await here.app.ledger.checkpoint(PROGRAMME), [key()]);
  const old = openCheckpoint(before, [key()]);
  const stored = await here.store.read(PROGRAMME, 0);
  const proof = await consistencyProof(old.size, after.size, {
    nodes: async (wanted) =>
      wanted.map(whereKept).map(({ entry, offset }) => stored[entry]!.hashes.subarray(offset, offset + 32)),
  });
  expect(after.size).toBe(9);
  expect(verifyConsistency({ from: old.size, to: after.size, fromRoot: old.root, toRoot: after.root, proof })).toBe(
    true,
  );
});

test('the proof of each entry holds, and of no other', async () => {
  await more(13);
  const entries = await here.store.read(PROGRAMME, 0);
  for (const { index, leaf, disclosures } of entries) {
    const proof = await here.app.ledger.proof(PROGRAMME, index);
    expect(verifyEntry(proof, { leaf, disclosures }, { key: key() })).toMatchObject({ index });
    const neighbour = entries[(index + 1) % entries.length]!;
    expect(() => verifyEntry(proof, neighbour, { key: key() })).toThrow(
      expect.objectContaining({ code: 'proof.mismatch' }),
    );
  }
});

test('proofs that are asked for while the log grows all hold', async () => {
  await more(5);
  const asked: Promise<string>[] = [];
  const writes: Promise<unknown>[] = [];
  for (const n of oneTo(30)) {
    writes.push(perform(here, record(`Open hall ${n}`)));
    asked.push(here.app.ledger.proof(PROGRAMME, n % 6));
    if (n % 3 === 0) await writes.at(-1);
  }
  const [entries, proofs] = [await here.store.read(PROGRAMME, 0, 6), await Promise.all(asked)];
  await Promise.all(writes);
  proofs.forEach((proof, place) =>
    expect(verifyEntry(proof, entries[(place + 1) % 6]!, { key: key() }).index).toBe((place + 1) % 6),
  );
});

test('two proofs that are worked out at once, over logs of two sizes, both hold', async () => {
  const gate = Promise.withResolvers<void>();
  const slow = await world.instance(
    (store) =>
      new Proxy(store, {
        get(target, name: keyof Store) {
          const member = target[name];
          if (typeof member !== 'function') return member;
          if (name !== 'pick') return member.bind(target);
          return (...given: Parameters<Store['pick']>) => gate.promise.then(() => target.pick(...given));
        },
      }),
  );
  const first = slow.app.ledger.proof(PROGRAMME, 0);
  await more(1);
  const second = slow.app.ledger.proof(PROGRAMME, 0);
  await more(1, 1);
  gate.resolve();
  const [entry] = await here.store.read(PROGRAMME, 0, 1);
  for (const proof of await Promise.all([first, second]))
    expect(verifyEntry(proof, entry!, { key: key() }).index).toBe(0);
});

test('an entry that is not there has no proof', async () => {
  for (const index of [6, -1, 1.5, NaN])
    await expect(here.app.ledger.proof(PROGRAMME, index)).rejects.toMatchObject({ name: 'LogFault' });
});

test('tiles and bundles say what the entries say, full and partial, and none where the log ends', async () => {
  await more(TILE_WIDTH, 100);
  const size = await here.store.size(PROGRAMME);
  const entries = await here.store.read(PROGRAMME, 0);
  const hashes = entries.map(({ leaf }) => Buffer.from(leafHash(leaf)).toString('hex'));
  const tile = async (level: number, index: number, width: number) =>
    parseTile((await here.app.ledger.tile(PROGRAMME, { level, index, width }))!, width).map((hash) =>
      Buffer.from(hash).toString('hex'),
    );
  expect(size).toBe(262);
  expect(await tile(0, 0, TILE_WIDTH)).toEqual(hashes.slice(0, 256));
  expect(await tile(0, 1, 6)).toEqual(hashes.slice(256));
  expect(await tile(0, 0, 17)).toEqual(hashes.slice(0, 17));
  expect(await tile(1, 0, 1)).toHaveLength(1);
  const bundle = await here.app.ledger.tile(PROGRAMME, { level: 'entries', index: 1, width: 6 });
  expect(parseBundle(bundle!, 6)).toEqual(entries.slice(256).map(({ leaf }) => Uint8Array.from(leaf)));
  const absent = [
    { level: 0, index: 1, width: 7 },
    { level: 0, index: 2, width: 1 },
    { level: 1, index: 0, width: 2 },
    { level: 2, index: 0, width: 1 },
    { level: 'entries' as const, index: 1, width: TILE_WIDTH },
  ];
  for (const each of absent) expect(await here.app.ledger.tile(PROGRAMME, each)).toBeUndefined();
});

test('disclosures come with the names of what was erased, at most a tile’s worth at a time', async () => {
  await more(TILE_WIDTH, 100);
  await here.store.erase(PROGRAMME, 6, ['title']);
  const some = await here.app.ledger.disclosures(PROGRAMME, 6, 8, null);
  expect(some.map(({ index, erased }) => [index, erased])).toEqual([
    [6, ['title']],
    [7, []],
  ]);
  expect(some[1]!.disclosures.length - some[0]!.disclosures.length).toBe(1);
  expect(await here.app.ledger.disclosures(PROGRAMME, 0, 1e9, null)).toHaveLength(TILE_WIDTH);
  expect(await here.app.ledger.disclosures(PROGRAMME, 300, 400, null)).toEqual([]);
});

test('an outsider verifies all of it from what is served, with a checkpoint of their own', async () => {
  const remembered = await here.app.ledger.checkpoint(PROGRAMME);
  await more(8);
  const checkpoint = await here.app.ledger.checkpoint(PROGRAMME);
  const entries = await here.store.read(PROGRAMME, 0);
  expect(await verifyLog({ checkpoint, key: key(), remembered, entries })).toMatchObject({
    size: 14,
    rememberedSize: 6,
  });
});

test('the whole log verifies, also after a field was erased', async () => {
  await more(3);
  expect(await here.app.ledger.verify(PROGRAMME)).toMatchObject({ size: 9 });
  await here.store.erase(PROGRAMME, 6, ['title', 'why', 'personName']);
  const { problem, ...told } = await here.app.ledger.verified(PROGRAMME);
  expect(problem).toBeUndefined();
  expect(told).toMatchObject({ size: 9, origin: 'log.example/discharge', verifierKey: here.app.ledger.key(PROGRAMME) });
});

test('after a change behind the application’s back it names the first entry that does not fit', async () => {
  await more(6);
  const file = new DatabaseSync(path(world.folder, 'concordat.sqlite'));
  file.exec(`update entries set leaf = cast(replace(cast(leaf as text), '"decision/2"', '"decision/3"') as blob)
    where "index" = 7`);
  file.close();
  const later = await world.reopen();
  expect(await later.app.ledger.verified(PROGRAMME)).toMatchObject({ size: 12, problem: { index: 7 } });
  await expect(later.app.ledger.verify(PROGRAMME)).rejects.toMatchObject({ name: 'LogFault', index: 7 });
});

test('an empty log has a checkpoint, and verifies', async () => {
  const { store, app } = await world.instance();
  expect(await app.ledger.verified('elsewhere')).toMatchObject({ size: 0, origin: 'log.example/elsewhere' });
  expect(await store.size('elsewhere')).toBe(0);
});

describe('the disclosures of an answer that is for one organisation alone', () => {
  const AT = '2026-12-01T09:15:00.000Z';
  const { leaf, disclosures } = sealEntry(
    { at: AT, subject: 'standup/1/1', type: 'answer.given', v: 1 },
    { readers: ['EVC'], texts: [{ question: 'moved', text: 'quokka' }], noChange: false },
  );
  const [readers, texts] = disclosures as [string, string];
  const changed = (text: string) => `!${text}`;

  async function shownTo(reader: string | null, entry: { leaf: Uint8Array; disclosures: string[] }) {
    const stored = { index: 0, erased: [], hashes: new Uint8Array(), ...entry };
    const store = { read: async () => [stored], hashes: async () => [], size: async () => 1 };
    const ledger = new Ledger(store, () => makeSigner('log.example/discharge'));
    return (await ledger.disclosures(PROGRAMME, 0, 1, reader))[0]!.disclosures;
  }

  test('are all for its people, and for others all but what it says', async () => {
    expect(await shownTo('EVC', { leaf, disclosures })).toEqual(disclosures);
    for (const reader of ['NMH', null])
      expect(await shownTo(reader, { leaf, disclosures })).toEqual(disclosures.filter((each) => each !== texts));
  });

  test.each([
    ['its readers', { leaf, disclosures: disclosures.map((each) => (each === readers ? changed(each) : each)) }],
    ['what it says', { leaf, disclosures: disclosures.map((each) => (each === texts ? changed(each) : each)) }],
    ['its leaf', { leaf: Buffer.from('{'), disclosures }],
  ])('do not show it to others where %s cannot be read', async (_, entry) => {
    const shown = await shownTo('NMH', entry);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.some((each) => each.includes(texts))).toBe(false);
  });
});
