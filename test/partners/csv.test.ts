import { by, causeOf, documentNamed, found, NOW, read } from './reading.ts';
import type { MappedBy } from '../../src/partners/mapping.ts';

const beds = ['Ward,Open,Full,Updated', 'Ward 5,3,20,2026-11-20', 'Ward 6,"1,234",21,2026-11-20T08:00:00+00:00'].join(
  '\r\n',
);
const ward = (equals: string): Partial<MappedBy> => ({ rows: { column: 'Ward', equals } });

describe('a column of a CSV file', () => {
  test.each<[string, Partial<MappedBy>, number | string]>([
    ['Open', ward('Ward 6'), 1234],
    [' open ', ward('ward 6 '), 1234],
    ['3', ward('Ward 6'), 21],
    ['0', ward('Ward 6'), 'missing'],
    ['5', ward('Ward 6'), 'missing'],
    ['Closed', ward('Ward 6'), 'missing'],
    ['Open', ward('Ward 7'), 'missing'],
    ['Open', { rows: { column: 'Site', equals: 'Ward 6' } }, 'missing'],
    ['Open', { rows: { column: '1', equals: 'Ward 5' } }, 3],
    ['Open', {}, 'several'],
    ['Ward', ward('Ward 6'), 'notANumber'],
    ['__proto__', ward('Ward 6'), 'missing'],
  ])('%s of %j: %s', (column, more, expected) => {
    expect(read(beds, by('csv', column, more))).toBe(expected);
  });

  test('of the only row needs no row to be named', () => {
    expect(read('Open,Full\n3,20\n', by('csv', 'Open'))).toBe(3);
  });

  test('whose header stands twice is not guessed', () => {
    expect(read('Open,Open\n3,20\n', by('csv', 'Open'))).toBe('several');
    expect(read('Open,Open\n3,20\n', by('csv', '2'))).toBe(20);
  });

  test('of a row that is cut short is missing', () => {
    expect(read('Open,Full\n3\n', by('csv', 'Full'))).toBe('missing');
  });

  test('of rows that say the same twice is not guessed', () => {
    expect(read(`${beds}\r\nWard 6,9,9,`, by('csv', 'Open', ward('Ward 6')))).toBe('several');
  });
});

describe('when a row was observed', () => {
  test.each([
    ['Ward 5', '2026-11-20T00:00:00.000Z'],
    ['Ward 6', '2026-11-20T08:00:00.000Z'],
  ])('%s: %s', (name, observed) => {
    expect(found(beds, by('csv', 'Open', { ...ward(name), observedAt: 'Updated' })).figures).toMatchObject([
      { observed },
    ]);
  });

  test.each([
    ['20/11/2026', 'unreadableTime'],
    ['2026-11-20T08:00:00', 'unreadableTime'],
    ['2026-11-21', 'future'],
    ['', 'missing'],
  ])('%s is refused: %s', (time, code) => {
    const text = `Open,Updated\n3,${time}\n`;
    expect(read(text, by('csv', 'Open', { observedAt: 'Updated' }))).toBe(code);
  });

  test('in a column that is not there cannot be told', () => {
    expect(read(beds, by('csv', 'Open', { ...ward('Ward 5'), observedAt: 'Seen' }))).toBe('missing');
  });
});

test('a byte-order mark, quoted commas and quoted quotes are read', async () => {
  const text = await documentNamed('sandfield.csv');
  const rows = { column: 'Site', equals: 'Sandfield, Harbour "Annexe"' };
  expect(found(text, by('csv', ['Beds open', 'Medically ready', 'Occupancy'], { rows }))).toEqual({
    figures: [
      { indicator: 'Beds open', value: 12, observed: NOW },
      { indicator: 'Occupancy', value: 81, observed: NOW },
    ],
    faults: [{ indicator: 'Medically ready', at: 'Medically ready', code: 'outOfRange', found: 'NaN' }],
    notices: [],
  });
});

describe('a CSV file as a whole', () => {
  test.each([
    ['<html><body>Not found</body></html>', 'document.otherKind'],
    ['\n <!DOCTYPE html>\n<html>', 'document.otherKind'],
    ['a,b\n"1,2', 'document.malformed'],
    [`a\n${'x'.repeat(200_000)}`, 'document.malformed'],
    [`a\n${'1\n'.repeat(100_001)}`, 'body.tooLarge'],
    [','.repeat(1_000_001), 'body.tooLarge'],
    ['', undefined],
  ])('%.30s: %s', (text, code) => {
    expect(causeOf(() => found(text, by('csv', 'a')))).toBe(code);
  });
});
