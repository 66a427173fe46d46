import { canonicalBytes, canonicalText, type Json } from '../../src/log/json.ts';
import { faultOf, toHex } from './world.ts';

/** From the test data of RFC 8785's authors (cyberphone/json-canonicalization). */
const PUBLISHED: [name: string, input: string, output: string][] = [
  ['arrays', '[56,{"d":true,"10":null,"1":[ ]}]', '[56,{"1":[],"10":null,"d":true}]'],
  [
    'structures',
    '{"1":{"f":{"f":"hi","F":5},"\\n":56.0},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
  ],
  [
    'values',
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  ],
  [
    'weird',
    '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\u000a":"Newline","1":"One","\\u0080":"Control\\u007f",' +
      '"\\ud83d\\ude02":"Smiley","\\u00f6":"Latin Small Letter O With Diaeresis",' +
      '"\\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}',
    '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f",' +
      '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley",' +
      '"\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  ['unicode', '{"Unnormalized Unicode":"A\\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'],
];

test.each(PUBLISHED)('the published sample %s has the published canonical text', (_, input, output) => {
  expect(canonicalText(JSON.parse(input) as Json)).toBe(output);
});

test('canonical bytes are UTF-8, as in the worked example of RFC 8785, 3.2.4', () => {
  expect(toHex(canonicalBytes({ literals: [null, true, false], string: '€' }))).toBe(
    '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22e282ac227d',
  );
});

test.each<[what: string, value: unknown, code: string]>([
  ['an undefined member', { a: undefined }, 'json.notJson'],
  ['an undefined item', [undefined], 'json.notJson'],
  ['undefined itself', undefined, 'json.notJson'],
  ['a hole in an array', new Array(1), 'json.notJson'],
  ['NaN, however deep', { a: [{ b: NaN }] }, 'json.notJson'],
  ['infinity', -Infinity, 'json.notJson'],
  ['a bigint', 1n, 'json.notJson'],
  ['a function', { a: () => 1 }, 'json.notJson'],
  ['a symbol', Symbol('a'), 'json.notJson'],
  ['a name that is a symbol', { [Symbol('a')]: 1 }, 'json.notJson'],
  ['a date', { at: new Date(0) }, 'json.notJson'],
  ['a map', new Map(), 'json.notJson'],
  ['a lone surrogate', '\ud83d', 'json.loneSurrogate'],
  ['a lone surrogate in a name', { '\ude02': 1 }, 'json.loneSurrogate'],
])('%s has no canonical text', (_, value, code) => {
  expect(faultOf(() => canonicalText(value as Json))).toBe(code);
});

test('a value that contains itself is refused, and so is one nested past any use', () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  expect(faultOf(() => canonicalText(circular as Json))).toBe('json.tooDeep');
});

test('the same value has the same text whatever the order of its members', () => {
  expect(canonicalText({ b: 1, a: { d: 2, c: 3 } })).toBe(canonicalText({ a: { c: 3, d: 2 }, b: 1 }));
});
