import { parsePath } from '../../src/partners/path.ts';
import { by, causeOf, found, NOW, read } from './reading.ts';

const board = {
  updated: '2026-11-20T08:55:00Z',
  beds: { open: 12, 'in use': 340 },
  wards: [
    { name: 'Ward 5', beds: { open: 3 } },
    { name: 'Ward 6', beds: { open: 4 }, number: 6, closed: false },
  ],
  twins: [{ name: 'A', n: 1 }, { name: 'A', n: 2 }, null, 7],
};

describe('a place in a JSON document', () => {
  test.each([
    ['beds.open', 12],
    ['beds.in use', 340],
    ['wards[1].beds.open', 4],
    ['wards[name=Ward 6].beds.open', 4],
    ['wards[number=6].beds.open', 4],
    ['wards[closed=false].beds.open', 4],
    ['beds.closed', 'missing'],
    ['wards[2].beds.open', 'missing'],
    ['wards[name=Ward 7].beds.open', 'missing'],
    ['beds[0]', 'missing'],
    ['wards.beds', 'missing'],
    ['wards.length', 'missing'],
    ['twins[name=A].n', 'several'],
    ['beds', 'notANumber'],
    ['wards', 'notANumber'],
    ['__proto__', 'missing'],
    ['__proto__.polluted', 'missing'],
    ['beds.constructor.name', 'missing'],
    ['beds.toString', 'missing'],
    ['', 'missing'],
    ['beds..open', 'missing'],
    ['.beds', 'missing'],
    ['beds.', 'missing'],
    ['wards[', 'missing'],
    ['wards[]', 'missing'],
    ['wards[-1]', 'missing'],
    ['wards.[1]', 'missing'],
    ['wards[1]beds', 'missing'],
    [`a${'.a'.repeat(40)}`, 'missing'],
    ['a'.repeat(501), 'missing'],
  ])('%s: %s', (path, expected) => {
    expect(read(board, by('json', path))).toBe(expected);
  });

  test('may begin with an item of a list', () => {
    expect(read([{ value: 5 }], by('json', '[0].value'))).toBe(5);
  });

  test('is read in steps', () => {
    expect(parsePath('wards[name=Ward 6].beds[0]')).toEqual([
      { name: 'wards' },
      { field: 'name', equals: 'Ward 6' },
      { name: 'beds' },
      { item: 0 },
    ]);
  });
});

describe('a value', () => {
  test.each<[unknown, number | string]>([
    [12, 12],
    [-0.5, -0.5],
    [0.1 + 0.2, 0.3],
    ['12', 12],
    [' 1,234 ', 1234],
    ['1,234,567.5', 1234567.5],
    ['12%', 12],
    ['12 %', 12],
    ['+3', 3],
    ['\u22125', -5],
    ['1,23', 'notANumber'],
    ['1.234,5', 'notANumber'],
    ['12 beds', 'notANumber'],
    ['0x10', 'notANumber'],
    ['1e3', 'notANumber'],
    ['twelve', 'notANumber'],
    [true, 'notANumber'],
    [[12], 'notANumber'],
    [{ value: 12 }, 'notANumber'],
    ['', 'missing'],
    ['  ', 'missing'],
    [null, 'missing'],
    ['NaN', 'outOfRange'],
    ['-Infinity', 'outOfRange'],
    [999_999_999_999_999, 999_999_999_999_999],
    [1_000_000_000_000_000, 'outOfRange'],
    ['1000000000000000', 'outOfRange'],
    ['9'.repeat(70), 'notANumber'],
  ])('%j: %s', (value, expected) => {
    expect(read({ value }, by('json', 'value'))).toBe(expected);
  });

  test('that JSON writes beyond what a number holds is out of range', () => {
    expect(read('{"value":1e999}', by('json', 'value'))).toBe('outOfRange');
  });

  test.each<[unknown, number | string]>([
    ['GREEN', 1],
    [' green ', 1],
    [4, 9],
    ['Black', 'notInTable'],
    ['2', 'notInTable'],
    ['__proto__', 'notInTable'],
    [['GREEN'], 'notInTable'],
    [undefined, 'missing'],
  ])('%j by a table of values: %s', (value, expected) => {
    const values = { Green: 1, Amber: 2, '4': 9 };
    expect(read({ value }, by('json', [{ indicator: 'rag', at: 'value', values }]))).toBe(expected);
  });

  test.each([
    [0.07, 100, 7],
    ['7%', 0.01, 0.07],
    [90, 60, 5400],
    [999_999_999_999_999, 10, 'outOfRange'],
  ])('%j times %s: %s', (value, times, expected) => {
    expect(read({ value }, by('json', [{ indicator: 'share', at: 'value', times }]))).toBe(expected);
  });
});

describe('the time of observation', () => {
  const at = (updated: unknown) => {
    const { figures, faults } = found({ n: 1, updated }, by('json', 'n', { observedAt: 'updated' }));
    return figures[0]?.observed ?? faults[0];
  };

  test.each([
    ['2026-11-20T08:55:00Z', '2026-11-20T08:55:00.000Z'],
    ['2026-11-20T08:55Z', '2026-11-20T08:55:00.000Z'],
    ['2026-07-20 08:55:00+01:00', '2026-07-20T07:55:00.000Z'],
    ['2026-07-20T08:55:00.1234567+0100', '2026-07-20T07:55:00.123Z'],
    ['2026-11-20T09:05:00Z', '2026-11-20T09:05:00.000Z'],
  ])('%s is read', (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  test.each<[unknown, string]>([
    ['2026-11-20T08:55:00', 'unreadableTime'],
    ['2026-11-20', 'unreadableTime'],
    ['20/11/2026 08:55', 'unreadableTime'],
    ['2026-02-30T08:55:00Z', 'unreadableTime'],
    ['2026-11-20T25:00:00Z', 'unreadableTime'],
    ['yesterday', 'unreadableTime'],
    [1_795_000_000, 'unreadableTime'],
    [{}, 'unreadableTime'],
    ['2026-11-20T09:05:01Z', 'future'],
    ['2036-11-20T09:00:00Z', 'future'],
    [undefined, 'missing'],
  ])('%j is refused: %s', (text, code) => {
    expect(at(text)).toMatchObject({ indicator: 'n', at: 'updated', code });
  });

  test('is that of fetching where none is agreed', () => {
    expect(found(board, by('json', 'beds.open')).figures).toEqual([
      { indicator: 'beds.open', value: 12, observed: NOW },
    ]);
  });
});

test('a field that does not fit spoils no other', () => {
  const { figures, faults } = found({ a: 1, b: 'x', c: 3 }, by('json', ['a', 'b', 'c', 'd']));
  expect(figures.map(({ indicator, value }) => [indicator, value])).toEqual([
    ['a', 1],
    ['c', 3],
  ]);
  expect(faults).toEqual([
    { indicator: 'b', at: 'b', code: 'notANumber', found: 'x' },
    { indicator: 'd', at: 'd', code: 'missing' },
  ]);
});

test('what stood in a refused field is cut short, and moves no cursor', () => {
  const a = `\u001b[31m\u202eless\u0000${'x'.repeat(100)}`;
  const [fault] = found({ a, b: 1 }, by('json', ['a', 'b'])).faults;
  expect(fault?.found).toBe(`[31mless${'x'.repeat(52)}`);
});

test('a document that names what JavaScript hides pollutes nothing', () => {
  const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"n":2}';
  expect(read(text, by('json', 'n'))).toBe(2);
  expect(read(text, by('json', '__proto__.polluted'))).toBe('missing');
  expect(read(text, by('json', 'constructor.prototype.polluted'))).toBe('missing');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

describe('a JSON document as a whole', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  test.each([
    ['<!doctype html><title>Sign in</title>', 'document.otherKind'],
    ['<?xml version="1.0"?><rss/>', 'document.otherKind'],
    ['{"n":', 'document.malformed'],
    ['{"n":NaN}', 'document.malformed'],
    ['', 'document.malformed'],
    [nested(32), undefined],
    [nested(33), 'document.tooDeep'],
    ['['.repeat(1_000_000), 'document.tooDeep'],
    [`{"text":"${'['.repeat(100)} \\" ${'{'.repeat(100)}"}`, undefined],
  ])('%.40s: %s', (text, code) => {
    expect(causeOf(() => found(text, by('json', 'n')))).toBe(code);
  });

  test('may begin with a byte-order mark', () => {
    expect(read('\ufeff{"n":1}', by('json', 'n'))).toBe(1);
  });
});
