import fc from 'fast-check';
import { formatBundle, formatTilePath, hasTile, parseBundle, parseTile, parseTilePath } from '../../src/log/tiles.ts';
import { readTile, tilesOf, type Tile } from '../../src/log/tiles.ts';
import { leafHash, rootAt } from '../../src/log/tree.ts';
import { faultIn, faultOf, Rows, utf8 } from './world.ts';

test.each<[path: string, tile: Tile]>([
  ['tile/0/000', { level: 0, index: 0, width: 256 }],
  ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
  ['tile/63/999.p/255', { level: 63, index: 999, width: 255 }],
  ['tile/1/x001/000.p/1', { level: 1, index: 1_000, width: 1 }],
  ['tile/entries/x273/012.p/112', { level: 'entries', index: 273_012, width: 112 }],
])('%s names one tile', (path, tile) => {
  expect(parseTilePath(path)).toEqual(tile);
  expect(formatTilePath(tile)).toBe(path);
});

test('every tile has one path', () => {
  const level = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const));
  fc.assert(
    fc.property(level, fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      expect(parseTilePath(formatTilePath({ level, index, width }))).toEqual({ level, index, width });
    }),
  );
});

test.each([
  '',
  'tile/0',
  'tile/0/',
  '/tile/0/000',
  'tile/0/000/',
  'tile/00/000',
  'tile/64/000',
  'tile/-1/000',
  'tile/Entries/000',
  'tile/0/0',
  'tile/0/0000',
  'tile/0/x000',
  'tile/0/001/067',
  'tile/0/x001/x067',
  'tile/0/x000/001',
  'tile/0/x01/067',
  'tile/0/X001/067',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/000.p/',
  'tile/0/000.p',
  'tile/0/000.p/1/2',
  'tile/0/000.p/1\n',
  'tile/0/../000',
  'tile/0/٠٠٠',
  'tile/0/x999/x999/x999/x999/x999/999',
])('%j names no tile', (path) => {
  expect(faultOf(() => parseTilePath(path))).toBe('tile.badPath');
});

test.each<Tile>([
  { level: -1, index: 0, width: 256 },
  { level: 64, index: 0, width: 256 },
  { level: 0, index: 0.5, width: 256 },
  { level: 0, index: 0, width: 0 },
  { level: 0, index: 0, width: 257 },
])('%j is no tile', (tile) => {
  expect(faultOf(() => formatTilePath(tile))).toBe('tile.badPath');
});

test("a log of 70,000 entries is made of the tiles of the specification's example", () => {
  const shape = (level: number) => tilesOf(level, 70_000).map(({ width }) => width);
  expect(shape(0)).toEqual([...Array<number>(273).fill(256), 112]);
  expect(shape(1)).toEqual([256, 17]);
  expect(shape(2)).toEqual([1]);
  expect(shape(3)).toEqual([]);
  expect(tilesOf('entries', 70_000)).toHaveLength(274);
  expect([tilesOf(0, 256), tilesOf(1, 256)].map((tiles) => tiles.map(({ width }) => width))).toEqual([[256], [1]]);
});

test('a log has a tile once all of it is there, and then its parts too', () => {
  expect(hasTile({ level: 0, index: 0, width: 256 }, 255)).toBe(false);
  expect(hasTile({ level: 0, index: 0, width: 256 }, 256)).toBe(true);
  expect(hasTile({ level: 0, index: 0, width: 17 }, 256)).toBe(true);
  expect(hasTile({ level: 1, index: 0, width: 1 }, 255)).toBe(false);
  expect(hasTile({ level: 'entries', index: 1, width: 1 }, 256)).toBe(false);
  expect(hasTile({ level: 63, index: 0, width: 1 }, 2 ** 53 - 1)).toBe(false);
});

test('tiles hold the hashes that the tree is made of, up to its root', async () => {
  const leaves = Array.from({ length: 700 }, (_, i) => leafHash(utf8(`entry ${i}`)));
  const rows = new Rows(leaves);
  const bottom = await Promise.all(tilesOf(0, 700).map((tile) => readTile(tile, 700, rows)));
  expect(bottom.map(({ length }) => length)).toEqual([8192, 8192, 188 * 32]);
  expect(rows.calls).toBe(3);
  expect(bottom.flatMap((bytes) => parseTile(bytes, bytes.length / 32))).toEqual(
    leaves.map((hash) => Buffer.from(hash)),
  );
  const [first, second] = parseTile(await readTile({ level: 1, index: 0, width: 2 }, 700, rows), 2);
  expect(first).toEqual(await rootAt(256, rows));
  expect(second).toEqual(await rootAt(256, new Rows(leaves.slice(256, 512))));
});

test('a tile that is not there yet, or is no tile of hashes, is refused', async () => {
  const rows = new Rows([leafHash(utf8('a'))]);
  expect((await faultIn(readTile({ level: 0, index: 0, width: 2 }, 1, rows))).code).toBe('tile.absent');
  expect((await faultIn(readTile({ level: 0, index: 0, width: 0 }, 1, rows))).code).toBe('tile.absent');
  expect((await faultIn(readTile({ level: 'entries', index: 0, width: 1 }, 1, rows))).code).toBe('tile.notHashes');
  expect((await faultIn(readTile({ level: 0, index: 0, width: 1 }, 1, { nodes: async () => [] }))).code).toBe(
    'tree.missingNodes',
  );
  expect(faultOf(() => parseTile(new Uint8Array(33), 1))).toBe('tile.malformed');
});

test('a bundle holds entries of any length behind their lengths', () => {
  expect(Array.from(formatBundle([utf8('ab'), utf8('')]))).toEqual([0, 2, 0x61, 0x62, 0, 0]);
  const entries = [utf8('a'), new Uint8Array(0), new Uint8Array(65_535).fill(7), new Uint8Array(256)];
  expect(parseBundle(formatBundle(entries), 4).map((entry) => Buffer.from(entry))).toEqual(
    entries.map((e) => Buffer.from(e)),
  );
});

test.each<[what: string, bytes: number[], width: number]>([
  ['nothing for an entry', [], 1],
  ['half a length', [0], 1],
  ['less than the length says', [0, 2, 0x61], 1],
  ['half a length behind an entry', [0, 1, 0x61, 0], 1],
  ['fewer entries than its width', [0, 1, 0x61], 2],
  ['more entries than its width', [0, 1, 0x61, 0, 0], 1],
])('a bundle with %s is malformed', (_, bytes, width) => {
  expect(faultOf(() => parseBundle(Uint8Array.from(bytes), width))).toBe('bundle.malformed');
});

test('a bundle of no entries, of too many, or with one too long cannot be written', () => {
  for (const entries of [[], Array<Uint8Array>(257).fill(utf8('a')), [new Uint8Array(65_536)]]) {
    expect(faultOf(() => formatBundle(entries))).toBe('bundle.malformed');
  }
});
