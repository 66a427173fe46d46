import { inspect } from 'node:util';
import { cosignatureLine, formatSigner, makeSigner, openNote, parseNote, parseSigner } from '../../src/log/note.ts';
import { formatVerifierKey, MAX_SIGNATURES, parseVerifierKey, signNote, verifierKey } from '../../src/log/note.ts';
import { faultOf } from './world.ts';

/** From the tests of Go's golang.org/x/mod/sumdb/note. */
const PETER_SECRET = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

/** Made by another implementation of cosignature/v1 (github.com/transparency-dev/formats). */
const VECTOR_LOG = 'example.com/vector-log+4516a1da+ARGkVJ4QEa2MOOLGBO6i7NVSJ1FQ97tIX+w+Ku0RZ6Em';
const WITNESS_SECRET = 'PRIVATE+KEY+witness.example.com/vector+416f103d+BJEX3xv88eoQIKT4E+GkxZcXaJCYlQfi/GJ3NDFmZIW8';
const WITNESS = 'witness.example.com/vector+416f103d+BK/QmJFVP3SKJOqAMhFxBQPtylo3sjwWibyFDAlZKK8B';
const VECTOR_TEXT = 'example.com/vector-log\n1234\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n';
const VECTOR_LOG_LINE =
  '— example.com/vector-log RRah2qlLrSlk6J8DA1HmNewppUM15Quhs5cAIb1KjBsV3otVirJTW8AFVsQtJkTW1Zny7GuoAxZpI6bUPcpM68QOIgE=\n';
const WITNESS_LINE =
  '— witness.example.com/vector QW8QPQAAAABqwLUbDdj7sDNRIVjmjYgqFI6y4UJhPg/UAA8J8wAdqSd3q4PedRhkgXA4xFN/Jg5uWn7ZkBA+H/UHQs5d9hITdXmQAA==\n';

const peter = parseVerifierKey(PETER);
const enoch = parseVerifierKey(ENOCH);

test("Go's example key signs Go's example text with Go's signature", () => {
  const signer = parseSigner(PETER_SECRET);
  expect(signNote(TEXT, [signer])).toBe(`${TEXT}\n${PETER_LINE}`);
  expect(verifierKey(signer)).toBe(PETER);
  expect(formatSigner(signer)).toBe(PETER_SECRET);
  expect(formatVerifierKey(peter)).toBe(PETER);
});

test('the example of the C2SP signed-note specification opens', () => {
  const key = parseVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
  const line =
    '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
  const { text, verified } = openNote(`This is an example message.\n\n${line}`, [key]);
  expect(text).toBe('This is an example message.\n');
  expect(verified.map(({ key }) => key.keyId)).toEqual(['530d903a']);
});

test("a checkpoint of Go's public checksum database, a log made by somebody else, opens", () => {
  const key = parseVerifierKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
  const text = 'go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const line =
    '— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
  expect(openNote(`${text}\n${line}`, [key]).text).toBe(text);
});

test('signatures of unknown keys are ignored, those of known keys are all checked', () => {
  const note = `${TEXT}\n${PETER_LINE}${ENOCH_LINE}`;
  expect(openNote(note, [peter]).verified).toEqual([{ key: peter }]);
  expect(openNote(note, [enoch, peter]).verified).toEqual([{ key: peter }, { key: enoch }]);
  expect(faultOf(() => openNote(note, []))).toBe('note.unsigned');
  const spoilt = note.replace('rwz+eBzm', 'rwz+eBzn');
  expect(faultOf(() => openNote(spoilt, [peter]))).toBe('none');
  expect(faultOf(() => openNote(spoilt, [peter, enoch]))).toBe('note.badSignature');
});

test('a key is known by name and id together', () => {
  const namesake = `${TEXT}\n${PETER_LINE.replace('PeterNeumann', 'CarmenSandiego')}`;
  expect(faultOf(() => openNote(namesake, [peter]))).toBe('note.unsigned');
  const other = `${TEXT}\n${PETER_LINE.replace('x08g', 'xxxx')}`;
  expect(faultOf(() => openNote(other, [peter]))).toBe('note.unsigned');
});

test('a text changed by a character is not what was signed', () => {
  expect(faultOf(() => openNote(`${TEXT.replace('If', 'in')}\n${PETER_LINE}`, [peter]))).toBe('note.badSignature');
  expect(faultOf(() => openNote(`${TEXT}more\n\n${PETER_LINE}`, [peter]))).toBe('note.badSignature');
});

test('a key counts once however often it signed, and keys that cannot be told apart are refused', () => {
  expect(openNote(`${TEXT}\n${PETER_LINE}${PETER_LINE}`, [peter]).verified).toHaveLength(1);
  expect(faultOf(() => openNote(`${TEXT}\n${ENOCH_LINE}`, [enoch, peter, parseVerifierKey(ENOCH)]))).toBe(
    'note.ambiguousKey',
  );
});

test('a note may carry many signatures, but not without end', () => {
  const many = (count: number) => `${TEXT}\n${ENOCH_LINE.repeat(count - 1)}${PETER_LINE}`;
  expect(openNote(many(16), [peter]).verified).toHaveLength(1);
  expect(openNote(many(MAX_SIGNATURES), [peter]).verified).toHaveLength(1);
  expect(faultOf(() => openNote(many(MAX_SIGNATURES + 1), [peter]))).toBe('note.malformed');
  expect(faultOf(() => openNote(`${'a'.repeat(1_000_000)}\n\n${PETER_LINE}`, [peter]))).toBe('note.malformed');
});

test('the text may have empty lines; the last one ends it', () => {
  const text = 'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n';
  const signer = makeSigner('quasimodo.example/salvatore');
  expect(openNote(signNote(text, [signer]), [signer.key]).text).toBe(text);
});

test.each([
  ['no signature', TEXT],
  ['an empty line and no signature', `${TEXT}\n`],
  ['no empty line', `${TEXT}${PETER_LINE}`],
  ['no text', `\n${PETER_LINE}`],
  ['no newline at the end', `${TEXT}\n${PETER_LINE.slice(0, -1)}`],
  ['a control character', `\u0001${TEXT}\n${PETER_LINE}`],
  ['a carriage return', `${TEXT}\n${PETER_LINE}`.replaceAll('\n', '\r\n')],
  ['a tab in a signature line', `${TEXT}\n${PETER_LINE.replace(' P', '\tP')}`],
  ['a lone surrogate', `\ud800${TEXT}\n${PETER_LINE}`],
  ['a name with a space', `${TEXT}\n${PETER_LINE.replace('PeterNeumann', 'Peter Neumann')}`],
  ['a name with a no-break space', `${TEXT}\n${PETER_LINE.replace('PeterNeumann', 'Peter\u00a0Neumann')}`],
  ['a name with a plus', `${TEXT}\n${PETER_LINE.replace('PeterNeumann', 'Peter+Neumann')}`],
  ['a hyphen for the dash', `${TEXT}\n${PETER_LINE.replace('—', '-')}`],
  ['two spaces', `${TEXT}\n${PETER_LINE.replace(' x08', '  x08')}`],
  ['a space at the end', `${TEXT}\n${PETER_LINE.replace('=\n', '= \n')}`],
  ['base64 without its padding', `${TEXT}\n${PETER_LINE.replace('=\n', '\n')}`],
  ['base64 with a bit set behind its end', `${TEXT}\n${PETER_LINE.replace('AM=', 'AN=')}`],
  ['a signature of nothing', `${TEXT}\n— PeterNeumann x08gow==\n`],
  ['a line that is no signature', `${TEXT}\n${PETER_LINE}Unexpected line.\n`],
])('a note with %s is malformed', (_, note) => {
  expect(faultOf(() => openNote(note, [peter]))).toBe('note.malformed');
  expect(faultOf(() => parseNote(note))).toBe('note.malformed');
});

test.each(['', 'no newline', 'tab\there\n', '\ud800\n'])('the text %j cannot be signed', (text) => {
  expect(faultOf(() => signNote(text, [parseSigner(PETER_SECRET)]))).toBe('note.badText');
});

test('a new key signs what its verifier key opens, after a journey as text too', () => {
  const signer = makeSigner('log.example/p1');
  const again = parseSigner(formatSigner(signer));
  expect(openNote(signNote(TEXT, [again]), [parseVerifierKey(verifierKey(signer))]).text).toBe(TEXT);
  expect(faultOf(() => openNote(signNote(TEXT, [makeSigner('log.example/p1')]), [signer.key]))).toBe('note.unsigned');
});

test('a secret does not show when a signer is printed', () => {
  const signer = parseSigner(PETER_SECRET);
  const seed = Buffer.from(PETER_SECRET.split('+').at(-1)!, 'base64').subarray(1);
  const printed = inspect(signer, { depth: 10, showHidden: true }) + JSON.stringify(signer);
  expect(printed).not.toContain(seed.toString('hex').slice(0, 8));
  expect(printed).not.toContain('gQoUAtUU');
});

test.each(['', 'a b', 'a+b', 'a\u2003b', 'a\u0085b', '\ud800'])('a key cannot be called %j', (name) => {
  expect(faultOf(() => makeSigner(name))).toBe('key.badName');
});

test('a key text cut short or changed anywhere is refused', () => {
  for (const [text, parse] of [[PETER, parseVerifierKey] as const, [PETER_SECRET, parseSigner] as const]) {
    for (let i = 0; i < text.length; i++) {
      const changed = text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) + 1) + text.slice(i + 1);
      for (const wrong of [text.slice(0, i), text.slice(i + 1), changed]) {
        expect(faultOf(() => parse(wrong))).toBe('key.malformed');
      }
    }
  }
});

test.each([
  ['a key too long', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
  ['an unknown algorithm', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
  ['upper-case hex', PETER.replace('c74f20a3', 'C74F20A3')],
])('a verifier key with %s is refused', (_, text) => {
  expect(faultOf(() => parseVerifierKey(text))).toBe('key.malformed');
});

test('a witness signs and is verified as another implementation does it', () => {
  const witness = parseSigner(WITNESS_SECRET);
  expect(verifierKey(witness)).toBe(WITNESS);
  expect(cosignatureLine(VECTOR_TEXT, witness, 1_791_014_171)).toBe(WITNESS_LINE);
  const note = `${VECTOR_TEXT}\n${VECTOR_LOG_LINE}${WITNESS_LINE}`;
  const { verified } = openNote(note, [parseVerifierKey(VECTOR_LOG), parseVerifierKey(WITNESS)]);
  expect(verified.map(({ key, time }) => [key.kind, time])).toEqual([
    ['ed25519', undefined],
    ['cosignature', 1_791_014_171],
  ]);
});

test('a cosignature holds for its own time only', () => {
  const [head, encoded] = WITNESS_LINE.trim().split(/ (?=\S+$)/) as [string, string];
  const bytes = Buffer.from(encoded, 'base64');
  const line = (changed: Buffer) => `${VECTOR_TEXT}\n${head} ${changed.toString('base64')}\n`;
  const witness = parseVerifierKey(WITNESS);
  expect(faultOf(() => openNote(line(bytes), [witness]))).toBe('none');
  for (const at of [4, 11, 12, 75]) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 0x80;
    expect(faultOf(() => openNote(line(changed), [witness]))).toBe('note.badSignature');
  }
  expect(faultOf(() => openNote(line(bytes.subarray(0, 75)), [witness]))).toBe('note.badSignature');
  expect(faultOf(() => openNote(line(bytes.subarray(0, 8)), [witness]))).toBe('note.badSignature');
});

test("a log's key does not witness and a witness's key does not sign without a time", () => {
  expect(faultOf(() => cosignatureLine(VECTOR_TEXT, parseSigner(PETER_SECRET), 1))).toBe('note.notWitness');
  expect(faultOf(() => signNote(VECTOR_TEXT, [parseSigner(WITNESS_SECRET)]))).toBe('note.noTime');
  for (const time of [-1, 1.5, NaN]) {
    expect(faultOf(() => cosignatureLine(VECTOR_TEXT, parseSigner(WITNESS_SECRET), time))).toBe('note.badTime');
  }
});

test('the same secret has another id as witness than as log, so neither signature passes for the other', () => {
  const asLog = WITNESS_SECRET.replace('+BJ', '+AZ'); // the type byte 0x04 made 0x01
  expect(faultOf(() => parseSigner(asLog))).toBe('key.malformed');
  expect(parseSigner(formatSigner(makeSigner('w.example', 'cosignature'))).key.kind).toBe('cosignature');
});
