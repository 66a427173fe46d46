import { setImmediate } from 'node:timers/promises';
import { withheldFrom } from '../domain/withheld.ts';
import { WITHHOLDABLE } from '../domain/eventFields.ts';
import { base64 } from '../log/bytes.ts';
import { signCheckpoint } from '../log/checkpoint.ts';
import { parseDisclosure, type Disclosed } from '../log/disclosure.ts';
import { formatVerifierKey, type Signer } from '../log/note.ts';
import { LogFault } from '../log/fault.ts';
import { formatProof } from '../log/proof.ts';
import { formatBundle, hasTile, readTile, TILE_WIDTH, type Tile } from '../log/tiles.ts';
import { HASH_BYTES, inclusionProof, rootAt, whereKept, type NodeReader } from '../log/tree.ts';
import { verifyLog, type ServedEntry, type VerifiedLog } from '../log/verify.ts';
import { mayBeErased, missingField } from './codec.ts';
import type { Event, EventType } from '../domain/events.ts';
import type { OrganisationId } from '../domain/values.ts';
import type { ProgrammeId, Store, StoredEntry } from './ports.ts';

/** The disclosures of one entry that a reader may see, and the names of its fields that have been erased. */
export type EntryDisclosures = { index: number; disclosures: string[]; erased: string[] };

/** What came of going through a log; `problem` names the first entry that does not fit, where that can be told. */
export type Verification = {
  origin: string;
  verifierKey: string;
  size: number;
  /** Base64. */
  root: string;
  problem?: { code: string; index: number | null };
};

/** Entries read at a time when a whole log is gone through. */
const PAGE = 512;

/** Signs for the log of a programme; the key's name is the log's origin. */
export type SignerOf = (programme: ProgrammeId) => Signer;

/**
 * The log of a programme as others check it: checkpoint, tiles, proofs, disclosures, in the C2SP formats. It reads what
 * is stored and not the fold, so that a log which no longer fits can still be fetched, and found out.
 */
export class Ledger {
  readonly #store: Pick<Store, 'read' | 'hashes' | 'size'>;
  readonly #signerOf: SignerOf;
  readonly #notes = new Map<ProgrammeId, { size: number; note: string }>();

  constructor(store: Pick<Store, 'read' | 'hashes' | 'size'>, signerOf: SignerOf) {
    this.#store = store;
    this.#signerOf = signerOf;
  }

  /** The verifier key, to be remembered by whoever checks this log. */
  key(programme: ProgrammeId): string {
    return formatVerifierKey(this.#signerOf(programme).key);
  }

  /** A signed note over the log as it is now (C2SP tlog-checkpoint). */
  async checkpoint(programme: ProgrammeId): Promise<string> {
    return (await this.#signed(programme)).note;
  }

  /** The bytes of a tile or bundle (C2SP tlog-tiles); undefined when the log is not that large. Fault: LogFault `tile.absent`. */
  async tile(programme: ProgrammeId, tile: Tile): Promise<Uint8Array | undefined> {
    const size = await this.#store.size(programme);
    if (!hasTile(tile, size)) return undefined;
    if (tile.level !== 'entries') return readTile(tile, size, this.#reader(programme));
    const from = tile.index * TILE_WIDTH;
    const entries = await this.#store.read(programme, from, from + tile.width);
    if (entries.length < tile.width) throw new LogFault('entries.missing', { index: from + entries.length });
    return formatBundle(entries.map(({ leaf }) => leaf));
  }

  /**
   * The disclosures of a stretch of entries that somebody of this organisation may see, null being none; at most
   * {@link TILE_WIDTH} entries.
   */
  async disclosures(
    programme: ProgrammeId,
    from: number,
    to: number,
    reader: OrganisationId | null,
  ): Promise<EntryDisclosures[]> {
    const stored = await this.#store.read(programme, from, Math.min(to, from + TILE_WIDTH));
    return stored.map((entry) => ({
      index: entry.index,
      disclosures: disclosuresFor(entry, reader),
      erased: entry.erased,
    }));
  }

  /** The proof that an entry stands in the log (C2SP tlog-proof). Fault: LogFault when it does not. */
  async proof(programme: ProgrammeId, index: number): Promise<string> {
    const { size, note } = await this.#signed(programme);
    return formatProof({ index, hashes: await inclusionProof(index, size, this.#reader(programme)), checkpoint: note });
  }

  /**
   * Goes through the whole log as an outsider would. It shows that what is stored fits together; that it is what others
   * saw earlier, only they can show, with a checkpoint of their own. Fault: LogFault, with the first entry that does not fit.
   */
  async verify(programme: ProgrammeId): Promise<VerifiedLog> {
    const { size, note } = await this.#signed(programme);
    const erased = new Map<number, readonly string[]>();
    return verifyLog({
      checkpoint: note,
      key: this.#signerOf(programme).key,
      entries: this.#entries(programme, size, erased),
      onEntry: ({ type, fields }, index) => {
        const gone = erased.get(index) ?? [];
        const left = { ...fields, ...Object.fromEntries(gone.map((field) => [field, null])) };
        if (gone.some((field) => !mayBeErased(type, field)) || missingField(type, left))
          throw new LogFault('disclosure.missing', { index });
        erased.delete(index);
      },
    });
  }

  /** As {@link verify}, told: what was checked, and the problem if something does not fit. */
  async verified(programme: ProgrammeId): Promise<Verification> {
    const { key } = this.#signerOf(programme);
    const told = { origin: key.name, verifierKey: formatVerifierKey(key) };
    try {
      const { size, root } = await this.verify(programme);
      return { ...told, size, root: base64(root) };
    } catch (fault) {
      if (!(fault instanceof LogFault)) throw fault;
      const size = await this.#store.size(programme);
      return { ...told, size, root: '', problem: { code: fault.code, index: fault.index ?? null } };
    }
  }

  async #signed(programme: ProgrammeId): Promise<{ size: number; note: string }> {
    const size = await this.#store.size(programme);
    const known = this.#notes.get(programme);
    if (known?.size === size) return known;
    const signer = this.#signerOf(programme);
    const root = await rootAt(size, this.#reader(programme));
    const signed = { size, note: signCheckpoint({ origin: signer.key.name, size, root }, [signer]) };
    this.#notes.set(programme, signed);
    return signed;
  }

  async *#entries(
    programme: ProgrammeId,
    size: number,
    lost: Map<number, readonly string[]>,
  ): AsyncGenerator<ServedEntry> {
    for (let from = 0; from < size; from += PAGE) {
      // Others get their turn between two pages.
      await setImmediate();
      for (const stored of await this.#store.read(programme, from, Math.min(size, from + PAGE))) {
        if (stored.erased.length > 0) lost.set(stored.index, stored.erased);
        yield { leaf: stored.leaf, disclosures: stored.disclosures, hash: stored.hashes.subarray(0, HASH_BYTES) };
      }
    }
  }

  #reader(programme: ProgrammeId): NodeReader {
    return {
      nodes: async (wanted) => {
        const kept = wanted.map(whereKept);
        const hashes = await this.#store.hashes(
          programme,
          kept.map(({ entry }) => entry),
        );
        return kept.map(({ offset }, place) => hashes[place]!.subarray(offset, offset + HASH_BYTES));
      },
    };
  }
}

/**
 * What of an entry this reader may see. A damaged entry is served as it is, to be found out, but for what may be
 * withheld of its type and cannot be read: where it does not say for whom that is, it is for nobody.
 */
function disclosuresFor({ leaf, disclosures }: StoredEntry, reader: OrganisationId | null): string[] {
  const type = typeOf(leaf);
  if (type !== undefined && !Object.hasOwn(WITHHOLDABLE, type)) return disclosures;
  const read = disclosures.map((text) => ({ text, disclosed: readable(text) }));
  const isWhole = type !== undefined && read.every(({ disclosed }) => disclosed !== undefined);
  const said = read.find(({ disclosed }) => disclosed?.name === 'readers')?.disclosed?.value;
  const readers = Array.isArray(said) ? said : isWhole && said === undefined ? null : [];
  const withheld =
    type === undefined
      ? Object.values(WITHHOLDABLE).flat()
      : withheldFrom({ type, ...(readers === null ? {} : { readers }) } as Event, reader);
  if (withheld.length === 0) return disclosures;
  return read.flatMap(({ text, disclosed }) =>
    disclosed === undefined || withheld.includes(disclosed.name) ? [] : [text],
  );
}

/** The type that a leaf names; undefined when it cannot be read. */
function typeOf(leaf: Uint8Array): EventType | undefined {
  try {
    const { type } = JSON.parse(Buffer.from(leaf).toString('utf8')) as { type?: unknown };
    return typeof type === 'string' ? (type as EventType) : undefined;
  } catch {
    return undefined;
  }
}

function readable(disclosure: string): Disclosed | undefined {
  try {
    return parseDisclosure(disclosure);
  } catch {
    return undefined;
  }
}
