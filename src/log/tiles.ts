import { isCount } from './bytes.ts';
import { LogFault } from './fault.ts';
import { HASH_BYTES } from './hash.ts';
import type { NodeReader } from './tree.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;

/** A tile of hashes at a level of 0 to 63, or a bundle of entries; `width` is 256 when full, otherwise 1 to 255. */
export type Tile = { level: number | 'entries'; index: number; width: number };

const MAX_LEVEL = 63;
const TREE_LEVELS_PER_TILE = 8;
const LENGTH_BYTES = 2;
const TILE_PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/**
 * Reads a tile's path below the log's prefix (C2SP tlog-tiles): `tile/0/x001/x234/067`, `tile/1/000.p/17`,
 * `tile/entries/000`. One path for one tile: no needless groups, and `.p/` only for 1 to 255. Fault: `tile.badPath`.
 */
export function parseTilePath(path: string): Tile {
  const [, levelText = '', indexText = '', widthText] = TILE_PATH.exec(path) ?? [];
  const level = levelText === 'entries' ? levelText : Number(levelText);
  const index = Number(indexText.replaceAll(/[x/]/g, ''));
  const tile: Tile = { level, index, width: widthText === undefined ? TILE_WIDTH : Number(widthText) };
  if (levelText === '' || !isTile(tile) || formatTilePath(tile) !== path) throw new LogFault('tile.badPath');
  return tile;
}

/** The path of a tile below the log's prefix. Fault: `tile.badPath` for what is no tile. */
export function formatTilePath(tile: Tile): string {
  if (!isTile(tile)) throw new LogFault('tile.badPath');
  const digits = String(tile.index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}/` : group)).join('');
  return `tile/${tile.level}/${path}${tile.width === TILE_WIDTH ? '' : `.p/${tile.width}`}`;
}

/** Whether a log of `size` entries has all of a tile. A partial tile stays derivable when the full one is there. */
export function hasTile({ level, index, width }: Tile, size: number): boolean {
  return index * TILE_WIDTH + width <= Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
}

/** The tiles of one level, or the bundles, that a log of `size` entries is made of; the last one may be partial. */
export function tilesOf(level: number | 'entries', size: number): Tile[] {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  const tiles = Math.ceil(hashes / TILE_WIDTH);
  return Array.from({ length: tiles }, (_, index) => ({
    level,
    index,
    width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH),
  }));
}

/**
 * The bytes of a tile of hashes in a log of `size` entries, with one call of the reader.
 * Faults: `tile.absent` when the log is not that large; `tile.notHashes` for a bundle; `tree.missingNodes`.
 */
export async function readTile(tile: Tile, size: number, reader: NodeReader): Promise<Uint8Array> {
  if (tile.level === 'entries') throw new LogFault('tile.notHashes');
  if (!isTile(tile) || !hasTile(tile, size)) throw new LogFault('tile.absent');
  const level = tile.level * TREE_LEVELS_PER_TILE;
  const wanted = Array.from({ length: tile.width }, (_, i) => ({ level, index: tile.index * TILE_WIDTH + i }));
  const bytes = Buffer.concat(await reader.nodes(wanted));
  if (bytes.length !== tile.width * HASH_BYTES) throw new LogFault('tree.missingNodes');
  return bytes;
}

/** Takes a tile apart into its hashes. Fault: `tile.malformed` unless it is exactly `width` hashes. */
export function parseTile(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * HASH_BYTES) throw new LogFault('tile.malformed');
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/**
 * The bytes of a bundle: each entry behind its length as big-endian uint16 (C2SP tlog-tiles, "Log entries").
 * Fault: `bundle.malformed` for no entries, over 256 of them, or one over 65,535 bytes.
 */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  const isWhole = entries.length > 0 && entries.length <= TILE_WIDTH && entries.every(({ length }) => length <= 0xffff);
  if (!isWhole) throw new LogFault('bundle.malformed');
  return Buffer.concat(entries.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 0xff), entry]));
}

/** Takes a bundle apart into its `width` entries, views of the same bytes. Fault: `bundle.malformed`; nothing may be left over. */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const begin = at + LENGTH_BYTES;
    const end = begin + (bytes[at]! << 8) + (bytes[at + 1] ?? 0);
    if (end > bytes.length) throw new LogFault('bundle.malformed');
    entries.push(bytes.subarray(begin, end));
    at = end;
  }
  if (entries.length !== width) throw new LogFault('bundle.malformed');
  return entries;
}

function isTile({ level, index, width }: Tile): boolean {
  const isLevel = level === 'entries' || (isCount(level) && level <= MAX_LEVEL);
  return isLevel && isCount(index) && Number.isInteger(width) && width >= 1 && width <= TILE_WIDTH;
}
