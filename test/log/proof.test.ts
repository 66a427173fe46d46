import { formatProof, parseProof } from '../../src/log/proof.ts';
import { faultOf, toHex } from './world.ts';

/** The example of C2SP tlog-proof; its signatures are shortened in the specification, so they are not checked here. */
const EXTRA = 'extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ';
const TEXT = `c2sp.org/tlog-proof@v1
index 73894
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

example.com/fancylog
109482
sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

— example.com/fancylog hI2DJw1roloI=
`;
const CHECKPOINT = TEXT.slice(TEXT.indexOf('\n\n') + 2);
const HASH = 'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=';

test('the example of the C2SP tlog-proof specification reads and is written again', () => {
  const proof = parseProof(TEXT);
  expect(proof.index).toBe(73_894);
  expect(proof.hashes).toHaveLength(5);
  expect(toHex(proof.hashes[0]!)).toBe('8122b25e861952067a8ddb9662b9033804629ce30626f7978e032405371d3e54');
  expect(proof.checkpoint).toBe(CHECKPOINT);
  expect(proof).not.toHaveProperty('extra');
  expect(formatProof(proof)).toBe(TEXT);
});

test('extra data, as in the specification, stands before the index', () => {
  const text = TEXT.replace('\nindex', `\n${EXTRA}\nindex`);
  expect(Buffer.from(parseProof(text).extra!).toString('latin1')).toMatch(/^age-v1\.2\.1-darwin-arm64\.tar\.gz/);
  expect(formatProof(parseProof(text))).toBe(text);
});

test('the only entry of a log has a proof without hashes', () => {
  const text = `c2sp.org/tlog-proof@v1\nindex 0\n\n${CHECKPOINT}`;
  expect(parseProof(text).hashes).toEqual([]);
  expect(formatProof(parseProof(text))).toBe(text);
});

test.each([
  ['nothing', ''],
  ['another header', TEXT.replace('@v1', '@v2')],
  ['no header', TEXT.split('\n').slice(1).join('\n')],
  ['carriage returns', TEXT.replaceAll('\n', '\r\n')],
  ['no index', TEXT.replace('index 73894\n', '')],
  ['two indexes', TEXT.replace('index 73894', 'index 73894\nindex 73894')],
  ['an index with a leading zero', TEXT.replace('index 7', 'index 07')],
  ['a negative index', TEXT.replace('index 7', 'index -7')],
  ['an index past 2^53', TEXT.replace('73894', '9007199254740992')],
  ['two spaces', TEXT.replace('index ', 'index  ')],
  ['extra data that is not base64', TEXT.replace('\nindex', '\nextra !!\nindex')],
  ['extra data that is empty', TEXT.replace('\nindex', '\nextra \nindex')],
  ['extra data behind the index', TEXT.replace('73894\n', '73894\nextra YWdl\n')],
  ['extra data twice', TEXT.replace('\nindex', '\nextra YWdl\nextra YWdl\nindex')],
  ['a hash of 31 bytes', TEXT.replace('gSKyXoYZUgZ6', 'gSKyXoYZ')],
  ['a hash of 64 bytes', TEXT.replace(HASH, Buffer.alloc(64).toString('base64'))],
  ['a hash without padding', TEXT.replace('PlQ=', 'PlQ')],
  ['a line that is no hash', TEXT.replace(HASH, 'hash')],
  ['more hashes than any tree has levels', TEXT.replace(HASH, Array(60).fill(HASH).join('\n'))],
  ['no checkpoint', TEXT.slice(0, TEXT.indexOf('\n\n') + 2)],
  ['a checkpoint without signatures', TEXT.slice(0, TEXT.lastIndexOf('\n\n') + 1)],
  ['a needless empty line', TEXT.replace('\n\n', '\n\n\n')],
])('a proof with %s is malformed', (_, text) => {
  expect(faultOf(() => parseProof(text))).toBe('proof.malformed');
});

test.each([
  { index: -1 },
  { index: 0.5 },
  { hashes: [new Uint8Array(31)] },
  { checkpoint: '' },
  { extra: new Uint8Array(0) },
])('a proof with %j cannot be written', (wrong) => {
  expect(faultOf(() => formatProof({ ...parseProof(TEXT), ...wrong }))).toBe('proof.malformed');
});
