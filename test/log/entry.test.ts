import fc from 'fast-check';
import { digestOf, disclose, parseDisclosure } from '../../src/log/disclosure.ts';
import { FIELD_SLOTS, readEntry, sealEntry } from '../../src/log/entry.ts';
import { canonicalText, type Json } from '../../src/log/json.ts';
import { decision, faultOf, utf8 } from './world.ts';

const HEAD = { at: '2026-11-27T17:00:00.000Z', subject: 'decision/14', type: 'decision.recorded', v: 1 };
const DIGEST_A = digestOf('a');
const DIGEST_B = digestOf('b');
const [FIRST, SECOND] = [DIGEST_A, DIGEST_B].sort() as [string, string];

type Leaf = { _sd: string[]; [member: string]: Json };
const leafOf = (leaf: Uint8Array) => JSON.parse(Buffer.from(leaf).toString('utf8')) as Leaf;

test('an entry reads back as it was sealed, without the fields that are undefined', () => {
  const { leaf, disclosures } = sealEntry(HEAD, { person: 'Asha Rao', why: undefined, beds: 12, tags: ['ED', null] });
  expect(readEntry(leaf, disclosures)).toEqual({
    ...HEAD,
    fields: { person: 'Asha Rao', beds: 12, tags: ['ED', null] },
    withheld: FIELD_SLOTS - 3,
  });
});

test('any fields that JSON can hold read back', () => {
  const names = fc.string({ unit: 'grapheme' }).filter((name) => name !== '_sd' && name !== '...');
  fc.assert(
    fc.property(fc.dictionary(names, fc.jsonValue(), { maxKeys: FIELD_SLOTS }), (fields) => {
      const { leaf, disclosures } = sealEntry(HEAD, fields as Record<string, Json>);
      expect({ ...readEntry(leaf, disclosures).fields }).toEqual({ ...(JSON.parse(JSON.stringify(fields)) as object) });
    }),
  );
});

test('a leaf is its own canonical text and says in the clear only when, about what and of what type', () => {
  const { leaf, disclosures } = decision(14);
  const read = leafOf(leaf);
  expect(Buffer.from(leaf).toString('utf8')).toBe(canonicalText(read));
  expect({ ...read, _sd: [] }).toEqual({ _sd: [], _sd_alg: 'sha-256', ...HEAD });
  expect(disclosures.map((disclosure) => parseDisclosure(disclosure).name)).toEqual([
    'person',
    'organisation',
    'number',
    'why',
  ]);
});

test('a leaf does not tell which fields there are: always as many digests, in order, decoys alike in every character', () => {
  const lastCharacters = new Set<string>();
  for (const count of [0, 1, FIELD_SLOTS]) {
    const fields = Object.fromEntries(Array.from({ length: count }, (_, i) => [`field${i}`, i]));
    const { _sd } = leafOf(sealEntry(HEAD, fields).leaf);
    expect(_sd).toHaveLength(FIELD_SLOTS);
    expect(_sd).toEqual([..._sd].sort());
    for (const digest of _sd) {
      expect(Buffer.from(digest, 'base64url').toString('base64url')).toBe(digest);
      expect(Buffer.from(digest, 'base64url')).toHaveLength(32);
      if (count === 0) lastCharacters.add(digest.at(-1)!);
    }
  }
  expect(lastCharacters.size).toBeGreaterThan(4);
});

test('the same entry sealed twice shares no digest', () => {
  const [first, second] = [decision(14), decision(14)].map(({ leaf }) => leafOf(leaf)._sd) as [string[], string[]];
  expect(first.filter((digest) => second.includes(digest))).toEqual([]);
});

test('a field that is withheld is counted, and the rest still reads', () => {
  const { leaf, disclosures } = decision(14);
  const entry = readEntry(leaf, disclosures.slice(1));
  expect(entry.fields).not.toHaveProperty('person');
  expect(entry.fields).toHaveProperty('why', 'ED is at OPEL 4');
  expect(entry.withheld).toBe(FIELD_SLOTS - 3);
});

test('a field called __proto__ is a field like any other', () => {
  const fields = JSON.parse('{"__proto__":{"coordinator":true},"constructor":"x"}') as Record<string, Json>;
  const { leaf, disclosures } = sealEntry(HEAD, fields);
  const read = readEntry(leaf, disclosures).fields;
  expect(Object.getPrototypeOf(read)).toBeNull();
  expect(Object.keys(read)).toEqual(['__proto__', 'constructor']);
  expect(read.coordinator).toBeUndefined();
  expect(({} as Record<string, unknown>).coordinator).toBeUndefined();
});

test('more fields than slots, and more bytes than a bundle can hold, are refused', () => {
  const fields = Object.fromEntries(Array.from({ length: FIELD_SLOTS + 1 }, (_, i) => [`field${i}`, i]));
  expect(faultOf(() => sealEntry(HEAD, fields))).toBe('entry.tooManyFields');
  expect(faultOf(() => sealEntry({ ...HEAD, subject: 's'.repeat(65_535) }, {}))).toBe('entry.tooLong');
  const longest = 65_535 - sealEntry({ ...HEAD, subject: '' }, {}).leaf.length;
  const { leaf } = sealEntry({ ...HEAD, subject: 's'.repeat(longest) }, {});
  expect(leaf).toHaveLength(65_535);
  expect(readEntry(leaf, []).subject).toHaveLength(longest);
});

test.each([{ v: 0 }, { v: 1.5 }, { v: NaN }, { at: '\ud800' }])('a head with %j is refused', (wrong) => {
  expect(faultOf(() => sealEntry({ ...HEAD, ...wrong }, {}))).toBe('entry.badHead');
});

test('a value that JSON cannot hold is refused, not dropped', () => {
  expect(faultOf(() => sealEntry(HEAD, { beds: NaN }))).toBe('json.notJson');
  expect(faultOf(() => sealEntry(HEAD, { needs: { all: undefined } as unknown as Json }))).toBe('json.notJson');
});

test('a disclosure of another entry does not fit, nor does one changed by a character', () => {
  const { leaf, disclosures } = decision(14);
  expect(faultOf(() => readEntry(leaf, decision(14).disclosures))).toBe('disclosure.foreign');
  expect(faultOf(() => readEntry(leaf, [disclosures[0]!.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))]))).toBe(
    'disclosure.foreign',
  );
});

test('a name may not be disclosed twice', () => {
  const { leaf, disclosures } = decision(14);
  expect(faultOf(() => readEntry(leaf, [...disclosures, disclosures[0]!]))).toBe('disclosure.doubled');
  const twice = [disclose('why', 'one'), disclose('why', 'other')];
  const sd = twice.map(digestOf).sort().join('","');
  const forged = utf8(`{"_sd":["${sd}"],"_sd_alg":"sha-256","at":"t","subject":"s","type":"t","v":1}`);
  expect(faultOf(() => readEntry(forged, twice))).toBe('disclosure.doubled');
});

test('a digest that fits a text which is no disclosure is refused', () => {
  const leaf = utf8(`{"_sd":["${digestOf('!')}"],"_sd_alg":"sha-256","at":"t","subject":"s","type":"t","v":1}`);
  expect(faultOf(() => readEntry(leaf, ['!']))).toBe('disclosure.malformed');
});

const TAIL = '"_sd_alg":"sha-256","at":"t","subject":"s","type":"t","v":1}';

test.each([
  ['no digests', `{"_sd":[],${TAIL}`],
  ['two digests', `{"_sd":["${FIRST}","${SECOND}"],${TAIL}`],
  ['escapes as RFC 8785 writes them', `{"_sd":[],${TAIL}`.replace('"s"', '"\\n\\"é"')],
])('a leaf with %s reads', (_, text) => {
  expect(faultOf(() => readEntry(utf8(text), []))).toBe('none');
});

test.each([
  ['nothing', ''],
  ['text that is not JSON', '{'],
  ['an array', '[]'],
  ['digests out of order', `{"_sd":["${SECOND}","${FIRST}"],${TAIL}`],
  ['a digest twice', `{"_sd":["${FIRST}","${FIRST}"],${TAIL}`],
  ['a digest too short', `{"_sd":["${FIRST.slice(1)}"],${TAIL}`],
  ['a digest that is a number', `{"_sd":[1],${TAIL}`],
  ['another hash', `{"_sd":[],${TAIL}`.replace('sha-256', 'sha-384')],
  ['no _sd', `{${TAIL}`],
  ['a member missing', `{"_sd":[],${TAIL}`.replace('"subject":"s",', '')],
  ['an unknown member', `{"_sd":[],${TAIL}`.replace('"v":1', '"v":1,"why":"x"')],
  ['an unknown member in front', `{"A":1,"_sd":[],${TAIL}`],
  ['a member twice', `{"_sd":[],${TAIL}`.replace('"v":1', '"v":2,"v":1')],
  ['a white space', `{"_sd": [],${TAIL}`],
  ['a white space at the end', `{"_sd":[],${TAIL}\n`],
  ['members out of order', '{"_sd":[],"_sd_alg":"sha-256","at":"t","type":"t","subject":"s","v":1}'],
  ['a needless escape', `{"_sd":[],${TAIL}`.replace('"s"', '"\\u0073"')],
  ['an escaped lone surrogate in other case', `{"_sd":[],${TAIL}`.replace('"s"', '"\\uD800"')],
  ['a version that is a string', `{"_sd":[],${TAIL}`.replace('"v":1', '"v":"1"')],
  ['version 0', `{"_sd":[],${TAIL}`.replace('"v":1', '"v":0')],
  ['version 1.0', `{"_sd":[],${TAIL}`.replace('"v":1', '"v":1.0')],
  ['a byte order mark', `\ufeff{"_sd":[],${TAIL}`],
])('a leaf with %s is malformed', (_, text) => {
  expect(faultOf(() => readEntry(utf8(text), []))).toBe('leaf.malformed');
});

test('a leaf that is not UTF-8, or longer than a bundle can hold, is malformed', () => {
  const bytes = utf8(`{"_sd":[],${TAIL}`);
  bytes[bytes.indexOf(0x73, 40)] = 0xff;
  expect(faultOf(() => readEntry(bytes, []))).toBe('leaf.malformed');
  expect(faultOf(() => readEntry(utf8(`{"_sd":[],${TAIL}`.replace('"s"', `"${'s'.repeat(65_535)}"`)), []))).toBe(
    'leaf.malformed',
  );
});
