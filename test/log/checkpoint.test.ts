import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from '../../src/log/checkpoint.ts';
import { makeSigner, signNote } from '../../src/log/note.ts';
import { faultOf, toHex } from './world.ts';

/** The example of C2SP tlog-checkpoint. */
const TEXT = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

test('the example of the C2SP tlog-checkpoint specification reads and is written again', () => {
  const checkpoint = parseCheckpoint(TEXT);
  expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] });
  expect(toHex(checkpoint.root)).toBe('0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62');
  expect(formatCheckpoint(checkpoint)).toBe(TEXT);
});

test('extension lines are kept, in order', () => {
  const text = `${TEXT}one\ntwo words\n`;
  expect(parseCheckpoint(text).extensions).toEqual(['one', 'two words']);
  expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
});

test('an empty log has the size 0', () => {
  expect(parseCheckpoint(TEXT.replace('20852163', '0')).size).toBe(0);
});

test.each([
  ['nothing', ''],
  ['no newline at the end', TEXT.slice(0, -1)],
  ['an empty line behind', `${TEXT}\n`],
  ['an empty extension line', `${TEXT}\nmore\n`],
  ['no origin', TEXT.replace('example.com/behind-the-sofa', '')],
  ['the origin missing', TEXT.split('\n').slice(1).join('\n')],
  ['the root missing', TEXT.split('\n').slice(0, 2).join('\n') + '\n'],
  ['a leading zero', TEXT.replace('20852163', '020852163')],
  ['the size 00', TEXT.replace('20852163', '00')],
  ['a sign', TEXT.replace('20852163', '+20852163')],
  ['a negative size', TEXT.replace('20852163', '-1')],
  ['a size with a space', TEXT.replace('20852163', '20852163 ')],
  ['a size in hexadecimal', TEXT.replace('20852163', '0x13e2c83')],
  ['a size in scientific notation', TEXT.replace('20852163', '2e7')],
  ['a size in other digits', TEXT.replace('20852163', '٢٠')],
  ['a size past 2^53', TEXT.replace('20852163', '9007199254740992')],
  ['a root too short', TEXT.replace('CsUY', '')],
  ['a root too long', TEXT.replace('CsUY', 'CsUYCsUY')],
  ['a root without padding', TEXT.replace('=\n', '\n')],
  ['a root in base64url', TEXT.replace('om/Xa', 'om_Xa')],
  ['a root with a bit set behind its end', TEXT.replace('q2I=', 'q2J=')],
  ['a root with a space', TEXT.replace('CsUY', ' CsUY')],
  ['carriage returns', TEXT.replaceAll('\n', '\r\n')],
])('a checkpoint with %s is malformed', (_, text) => {
  expect(faultOf(() => parseCheckpoint(text))).toBe('checkpoint.malformed');
});

test.each([
  { origin: '' },
  { origin: 'a\nb' },
  { size: -1 },
  { size: 1.5 },
  { size: 2 ** 53 },
  { root: new Uint8Array(31) },
  { extensions: [''] },
  { extensions: ['a\nb'] },
])('a checkpoint with %j cannot be written', (wrong) => {
  expect(faultOf(() => formatCheckpoint({ ...parseCheckpoint(TEXT), ...wrong }))).toBe('checkpoint.malformed');
});

test('a signed checkpoint opens with the key that signed it and no other', () => {
  const signer = makeSigner('example.com/behind-the-sofa');
  const note = signCheckpoint(parseCheckpoint(TEXT), [signer]);
  expect(openCheckpoint(note, [signer.key])).toEqual({ ...parseCheckpoint(TEXT), verified: [{ key: signer.key }] });
  expect(faultOf(() => openCheckpoint(note, [makeSigner(signer.key.name).key]))).toBe('note.unsigned');
});

test('a note that is signed but says something else is no checkpoint', () => {
  const signer = makeSigner('example.com/behind-the-sofa');
  expect(faultOf(() => openCheckpoint(signNote('hello\n', [signer]), [signer.key]))).toBe('checkpoint.malformed');
});
