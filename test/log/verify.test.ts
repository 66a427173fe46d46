import { openCheckpoint, signCheckpoint } from '../../src/log/checkpoint.ts';
import { readEntry, type Sealed } from '../../src/log/entry.ts';
import { makeSigner, signNote } from '../../src/log/note.ts';
import { formatProof } from '../../src/log/proof.ts';
import { EMPTY_ROOT, inclusionProof, leafHash } from '../../src/log/tree.ts';
import { verifyEntry, verifyLog, type LogToVerify, type ServedEntry } from '../../src/log/verify.ts';
import { decision, faultIn, faultOf, flipped, ORIGIN, Rows, signedLog } from './world.ts';

const decisions = Array.from({ length: 20 }, (_, number) => decision(number));
const log = signedLog(decisions);
const { key } = log.signer;
const at = (size: number) => signedLog(decisions.slice(0, size), log.signer).checkpoint;

/** As a log serves its entries: over the wire, with the hashes of its level 0 tiles if it publishes them. */
async function* served(entries: readonly ServedEntry[]): AsyncGenerator<ServedEntry> {
  yield* entries;
}
const withHashes = (entries: readonly Sealed[]): ServedEntry[] =>
  entries.map((entry) => ({ ...entry, hash: leafHash(entry.leaf) }));
/** The entries with one of them changed. */
const changed = <E extends ServedEntry>(entries: readonly E[], index: number, change: (entry: E) => Partial<E>): E[] =>
  entries.map((entry, i) => (i === index ? { ...entry, ...change(entry) } : entry));
const verify = (more: Partial<LogToVerify> = {}) =>
  verifyLog({ checkpoint: log.checkpoint, key, entries: served(decisions), ...more });
const fault = (more: Partial<LogToVerify>) => faultIn(verify(more));

test('a whole log is verified, and what was verified is told', async () => {
  expect(await verify()).toEqual({
    size: 20,
    origin: ORIGIN,
    keyId: key.keyId,
    root: openCheckpoint(log.checkpoint, [key]).root,
    withheld: 20 * 24,
  });
});

test('a log that has only grown since a remembered checkpoint is verified, from any size', async () => {
  for (let size = 0; size <= 20; size++) {
    expect(await verify({ remembered: at(size) })).toMatchObject({ size: 20, rememberedSize: size });
    expect(await verify({ remembered: openCheckpoint(at(size), [key]) })).toMatchObject({ rememberedSize: size });
  }
});

test('an empty log is verified', async () => {
  expect(await verify({ checkpoint: at(0), entries: [] })).toMatchObject({ size: 0, root: EMPTY_ROOT, withheld: 0 });
});

test('fields withheld or erased change no proof, and are counted', async () => {
  const entries = changed(decisions, 3, ({ disclosures }) => ({ disclosures: disclosures.slice(2) }));
  expect(await verify({ entries, remembered: at(10) })).toMatchObject({ withheld: 20 * 24 + 2 });
});

test('each entry is handed on as it is read, so that nobody need read it again', async () => {
  const seen: unknown[] = [];
  await verify({ onEntry: (entry, index) => seen.push([index, entry.fields.number]) });
  expect(seen).toEqual(decisions.map((_, index) => [index, index]));
});

test('a field changed under its digest is found at its entry', async () => {
  const entries = changed(decisions, 7, ({ disclosures }) => ({
    disclosures: [...disclosures.slice(1), decision(7, { why: 'ED was quiet' }).disclosures[3]!],
  }));
  expect(await fault({ entries })).toMatchObject({ code: 'disclosure.foreign', index: 7 });
});

test('an entry whose bytes do not parse is found at its place', async () => {
  const entries = changed(decisions, 5, ({ leaf }) => ({ leaf: leaf.subarray(1) }));
  expect(await fault({ entries })).toMatchObject({ code: 'leaf.malformed', index: 5 });
});

test('of several entries that do not fit, the first is named', async () => {
  const once = changed(decisions, 12, ({ leaf }) => ({ leaf: leaf.subarray(1) }));
  const twice = changed(once, 9, () => ({ disclosures: decision(9).disclosures }));
  expect(await fault({ entries: twice })).toMatchObject({ code: 'disclosure.foreign', index: 9 });
});

test('an entry exchanged for another well-made one is named when the log publishes its hashes', async () => {
  const entries = changed(withHashes(decisions), 11, () => decision(11, { why: 'another reason' }));
  expect(await fault({ entries })).toMatchObject({ code: 'entry.changed', index: 11 });
});

test('without published hashes the fault says how far the entries are still those remembered', async () => {
  const entries = changed(decisions, 11, () => decision(11, { why: 'another reason' }));
  expect(await fault({ entries })).toMatchObject({ code: 'root.mismatch', index: undefined, data: {} });
  expect(await fault({ entries, remembered: at(11) })).toMatchObject({ code: 'root.mismatch', data: { intact: 11 } });
  expect(await fault({ entries, remembered: at(12) })).toMatchObject({ code: 'root.mismatch', data: {} });
});

test('any single bit of any leaf changed is found', async () => {
  for (let bit = 0; bit < decisions[2]!.leaf.length * 8; bit += 97) {
    const entries = changed(decisions.slice(0, 4), 2, ({ leaf }) => ({ leaf: flipped(leaf, bit) }));
    const { code } = await fault({ checkpoint: at(4), entries });
    expect(['leaf.malformed', 'disclosure.foreign', 'root.mismatch']).toContain(code);
  }
});

test('entries left out, put in, or in another order are found', async () => {
  expect(await fault({ entries: decisions.slice(0, 19) })).toMatchObject({ code: 'entries.missing', index: 19 });
  expect(await fault({ entries: [...decisions, decision(20)] })).toMatchObject({ code: 'entries.beyond', index: 20 });
  const [first, second, ...rest] = decisions as [Sealed, Sealed, ...Sealed[]];
  expect((await fault({ entries: [second, first, ...rest] })).code).toBe('root.mismatch');
});

test('a host that rewrites an entry, rebuilds the tree and signs afresh is caught by the remembered checkpoint', async () => {
  const rewritten = signedLog(
    changed(decisions, 4, () => decision(4, { why: 'history' })),
    log.signer,
  );
  const forged = { checkpoint: rewritten.checkpoint, entries: withHashes(rewritten.entries) };
  expect(await verify(forged)).toMatchObject({ size: 20 });
  expect(await fault({ ...forged, remembered: at(5) })).toMatchObject({ code: 'remembered.rewritten' });
  expect(await fault({ ...forged, remembered: at(20) })).toMatchObject({ code: 'remembered.rewritten' });
  expect(await verify({ ...forged, remembered: at(4) })).toMatchObject({ rememberedSize: 4 });
});

test('a host that cuts off the end is caught by the remembered checkpoint', async () => {
  const cut = { checkpoint: at(15), entries: decisions.slice(0, 15) };
  expect(await fault({ ...cut, remembered: log.checkpoint })).toMatchObject({
    code: 'remembered.shrunk',
    data: { remembered: 20, now: 15 },
  });
});

test('a checkpoint is taken only from the key that was given, and for the log that was meant', async () => {
  expect((await fault({ key: makeSigner(ORIGIN).key })).code).toBe('note.unsigned');
  expect((await fault({ checkpoint: log.checkpoint.replace('\n20\n', '\n19\n') })).code).toBe('note.badSignature');
  expect((await fault({ origin: 'log.example/another' })).code).toBe('checkpoint.otherLog');
  const { root } = openCheckpoint(log.checkpoint, [key]);
  const elsewhere = signCheckpoint({ origin: 'log.example/another', size: 20, root }, [log.signer]);
  expect((await fault({ checkpoint: elsewhere })).code).toBe('checkpoint.otherLog');
  expect(await verify({ checkpoint: elsewhere, origin: 'log.example/another' })).toMatchObject({ size: 20 });
});

test('a remembered checkpoint that is not the log’s own is nothing to compare with', async () => {
  const other = signedLog(decisions.slice(0, 5)).checkpoint;
  expect((await fault({ remembered: other })).code).toBe('remembered.badSignature');
  expect((await fault({ remembered: at(5).replace('\n5\n', '\n6\n') })).code).toBe('remembered.badSignature');
  expect((await fault({ remembered: 'not a note' })).code).toBe('remembered.malformed');
  expect((await fault({ remembered: signNote('hello\n', [log.signer]) })).code).toBe('remembered.malformed');
  const { root } = openCheckpoint(at(5), [key]);
  const elsewhere = signCheckpoint({ origin: 'log.example/another', size: 5, root }, [log.signer]);
  expect((await fault({ remembered: elsewhere })).code).toBe('remembered.otherLog');
});

test('one entry is proved from its proof text alone, and by no other', async () => {
  const rows = new Rows(decisions.map(({ leaf }) => leafHash(leaf)));
  const proofOf = async (index: number) =>
    formatProof({ index, hashes: await inclusionProof(index, 20, rows), checkpoint: log.checkpoint });
  for (const [index, sealed] of decisions.entries()) {
    const proved = verifyEntry(await proofOf(index), sealed, { key });
    expect(proved).toMatchObject({ index, checkpoint: { size: 20 } });
    expect(proved.entry).toEqual(readEntry(sealed.leaf, sealed.disclosures));
  }
  const proof = await proofOf(3);
  expect(faultOf(() => verifyEntry(proof, decisions[4]!, { key }))).toBe('proof.mismatch');
  expect(faultOf(() => verifyEntry(proof.replace('index 3', 'index 2'), decisions[3]!, { key }))).toBe(
    'proof.mismatch',
  );
  expect(faultOf(() => verifyEntry(proof, { ...decisions[3]!, disclosures: decisions[4]!.disclosures }, { key }))).toBe(
    'disclosure.foreign',
  );
  expect(faultOf(() => verifyEntry(proof, decisions[3]!, { key: makeSigner(ORIGIN).key }))).toBe('note.unsigned');
  expect(faultOf(() => verifyEntry(proof, decisions[3]!, { key, origin: 'x' }))).toBe('checkpoint.otherLog');
});

test('a fault of the source of entries is passed on as it is', async () => {
  async function* broken(): AsyncGenerator<ServedEntry> {
    yield decisions[0]!;
    throw new TypeError('connection lost');
  }
  await expect(verify({ entries: broken() })).rejects.toThrow(new TypeError('connection lost'));
});
