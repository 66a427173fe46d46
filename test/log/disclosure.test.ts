import fc from 'fast-check';
import { digestOf, disclose, parseDisclosure } from '../../src/log/disclosure.ts';
import type { Json } from '../../src/log/json.ts';
import { faultOf } from './world.ts';

const base64url = (text: string) => Buffer.from(text, 'utf8').toString('base64url');

/** RFC 9901, sections 4.2.1 and 4.2.3. */
const MOEBIUS = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0';

test('the disclosure of RFC 9901 reads and has the digest printed there', () => {
  expect(parseDisclosure(MOEBIUS)).toEqual({
    salt: '_26bc4LT-ac6q2KI6cBW5es',
    name: 'family_name',
    value: 'Möbius',
  });
  expect(digestOf(MOEBIUS)).toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0');
  expect(digestOf('WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0')).toBe('w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs');
});

test('what is disclosed can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue(), (name, value) => {
      const read = parseDisclosure(disclose(name, value as Json));
      expect(read.name).toBe(name);
      expect(read.value).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a salt is 128 random bits, never the same twice', () => {
  const salts = Array.from({ length: 100 }, () => parseDisclosure(disclose('why', 'same')).salt);
  expect(new Set(salts).size).toBe(100);
  expect(salts.every((salt) => Buffer.from(salt, 'base64url').length === 16)).toBe(true);
});

test.each(['_sd', '...'])('a field may not be called %s', (name) => {
  expect(faultOf(() => disclose(name, 1))).toBe('disclosure.badName');
  expect(faultOf(() => parseDisclosure(base64url(`["salt","${name}",1]`)))).toBe('disclosure.badName');
});

test.each([
  ['nothing', ''],
  ['padding', `${base64url('["salt","why",12]')}==`],
  ['a character of the other alphabet', MOEBIUS.replace('W', '+')],
  ['a bit set behind the end', `${MOEBIUS.slice(0, -1)}1`],
  ['a space around it', ` ${MOEBIUS}`],
  ['bytes that are not UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]).toString('base64url')],
  ['a byte order mark', base64url('\ufeff["salt","why",1]')],
  ['text that is not JSON', base64url('["salt","why"')],
  ['an object', base64url('{"0":"salt","1":"why","2":1}')],
  ['an array of two, which is for items of arrays', base64url('["salt","why"]')],
  ['an array of four', base64url('["salt","why",1,2]')],
  ['a salt that is no string', base64url('[1,"why",1]')],
  ['a name that is no string', base64url('["salt",null,1]')],
])('%s is not a disclosure', (_, text) => {
  expect(faultOf(() => parseDisclosure(text))).toBe('disclosure.malformed');
});
