import { z } from 'zod';
import { utf8Text } from '../log/bytes.ts';
import { parseCheckpoint } from '../log/checkpoint.ts';
import { MAX_LEAF_BYTES } from '../log/entry.ts';
import { LogFault } from '../log/fault.ts';
import { MAX_NOTE_LENGTH, parseNote } from '../log/note.ts';
import { formatTilePath, parseBundle, parseTile, TILE_WIDTH } from '../log/tiles.ts';
import { HASH_BYTES } from '../log/tree.ts';
import { CliFault } from './fault.ts';
import type { HttpReader } from './http.ts';
import type { LogSource, SourcedEntry } from './source.ts';

const MAX_KEY_BYTES = 4_096;
/** 256 entries with 28 fields of a chat message each, and then some. */
const MAX_DISCLOSURES_BYTES = 128 * 1024 * 1024;

const Disclosed = z.object({ index: z.number(), disclosures: z.array(z.string()), erased: z.array(z.string()) });
const Page = z.object({ disclosures: z.array(Disclosed).max(TILE_WIDTH) });

/** Entries from `from` on that one tile covers: `width` of them. */
type Stretch = { tile: number; from: number; width: number };

/** A log over HTTP, as C2SP tlog-tiles with `key` and `disclosures` beside it. It may grow while it is read. */
export class HttpSource implements LogSource {
  readonly kind = 'host';
  readonly #http: HttpReader;

  constructor(http: HttpReader) {
    this.#http = http;
  }

  get where(): string {
    return this.#http.base;
  }

  async checkpoint(): Promise<string> {
    const note = utf8Text(await this.#http.get('checkpoint', MAX_NOTE_LENGTH));
    try {
      parseCheckpoint(parseNote(note ?? '').text);
    } catch {
      throw new CliFault('host.notLog', { where: this.where });
    }
    return note!;
  }

  async key(): Promise<string> {
    return (utf8Text(await this.#http.get('key', MAX_KEY_BYTES)) ?? '').replace(/\n$/, '');
  }

  async *entries(size: number): AsyncGenerator<SourcedEntry> {
    for (let tile = 0; tile * TILE_WIDTH < size; tile++) {
      const from = tile * TILE_WIDTH;
      yield* await this.#stretch({ tile, from, width: Math.min(TILE_WIDTH, size - from) });
    }
  }

  /** The disclosures are looked at first: where an entry is gone from the store, they are what names it. */
  async #stretch(stretch: Stretch): Promise<SourcedEntry[]> {
    const [disclosed, hashes, leaves] = await Promise.allSettled([
      this.#disclosures(stretch),
      this.#hashes(stretch),
      this.#leaves(stretch),
    ]);
    const each = valueOf(disclosed);
    const hash = valueOf(hashes);
    const leaf = valueOf(leaves);
    return each.map(({ disclosures, erased }, i) => ({ leaf: leaf[i]!, hash: hash[i]!, disclosures, erased }));
  }

  async #disclosures({ from, width }: Stretch) {
    const all: z.infer<typeof Disclosed>[] = [];
    while (all.length < width) {
      const next = from + all.length;
      const page = await this.#page(next, from + width);
      const fitting = page.findIndex(({ index }, i) => index !== next + i);
      all.push(...page.slice(0, fitting < 0 ? width - all.length : fitting));
      if (page.length === 0 || fitting >= 0) throw new LogFault('entries.missing', { index: from + all.length });
    }
    return all;
  }

  async #page(from: number, to: number): Promise<z.infer<typeof Disclosed>[]> {
    const bytes = await this.#http.get(`disclosures?from=${from}&to=${to}`, MAX_DISCLOSURES_BYTES);
    const page = Page.safeParse(jsonOf(bytes));
    if (!page.success) throw new LogFault('disclosures.malformed', { data: { from, to: to - 1 } });
    return page.data.disclosures;
  }

  async #hashes({ tile, from, width }: Stretch): Promise<Uint8Array[]> {
    const bytes = await this.#http.get(formatTilePath({ level: 0, index: tile, width }), width * HASH_BYTES);
    return readable('tile.malformed', from, width, () => parseTile(bytes, width));
  }

  async #leaves({ tile, from, width }: Stretch): Promise<Uint8Array[]> {
    const path = formatTilePath({ level: 'entries', index: tile, width });
    const bytes = await this.#http.get(path, width * (2 + MAX_LEAF_BYTES));
    return readable('bundle.malformed', from, width, () => parseBundle(bytes, width));
  }
}

/** Says of which entries it was that something could not be read. */
function readable<T>(code: string, from: number, width: number, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new LogFault(code, { data: { from, to: from + width - 1 }, cause });
  }
}

function valueOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Text(bytes) ?? '');
  } catch {
    return undefined;
  }
}
