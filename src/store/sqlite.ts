import type { Instant } from '../domain/values.ts';
import type {
  Append,
  Delivery,
  NewEntry,
  Observation,
  Place,
  Post,
  ProgrammeId,
  Store,
  StoredEntry,
  WantedPost,
} from './port.ts';
import { SqliteBatch } from './sqliteBatch.ts';
import { eraseDisclosures, packDisclosures, unpackDisclosures } from './sqliteDisclosures.ts';
import { SqliteFile } from './sqliteFile.ts';

export { StoreFault } from './fault.ts';

type EntryRow = { index: number; leaf: Uint8Array; disclosures: string; hashes: Uint8Array };

const PATIENCE = 5_000;

/**
 * Opens the store in `concordat.sqlite` in this folder, and makes both where there is none. Other processes may have it
 * open too; `patience` is how long to wait for them, in milliseconds.
 *
 * Faults, as every method may: `store.unwritable`, `store.newer`, `store.damaged`, `store.busy` (see StoreFault).
 */
export async function openSqlite(folder: string, { patience = PATIENCE } = {}): Promise<Store> {
  const file = await SqliteFile.open(folder, patience);
  return new SqliteStore(file);
}

/** How SQLite writes that there is none. */
const NO_LIMIT = -1;

/** What delivery did is noted with the next commit: losing it in a crash means at worst a card that stands twice. */
const POST_MAY_WAIT_MS = 10;

/** Reads answer at once with what has been committed; whatever writes goes through the batch. */
class SqliteStore implements Store {
  readonly #file: SqliteFile;
  readonly #batch: SqliteBatch;
  readonly #sql: ReturnType<typeof statements>;

  constructor(file: SqliteFile) {
    this.#file = file;
    this.#batch = new SqliteBatch(file);
    this.#sql = statements(file);
  }

  async size(programme: ProgrammeId): Promise<number> {
    return this.#size(programme);
  }

  async read(programme: ProgrammeId, from: number, to = Number.MAX_SAFE_INTEGER): Promise<StoredEntry[]> {
    return this.#sql.entries.all(programme, from, to).map(entryOf);
  }

  async pick(programme: ProgrammeId, indices: readonly number[]): Promise<StoredEntry[]> {
    return indices.map((index) => entryOf(this.#entry(programme, index)));
  }

  async hashes(programme: ProgrammeId, indices: readonly number[]): Promise<Uint8Array[]> {
    return indices.map((index) => {
      const row = this.#sql.hashes.get(programme, index);
      if (!row) throw new RangeError(`no entry ${index} in ${programme}`);
      return row.hashes;
    });
  }

  append(programme: ProgrammeId, expectedSize: number, append: Append): Promise<boolean> {
    return this.#batch.write(() => {
      if (this.#size(programme) !== expectedSize) return false;
      if (append.deliveries.some(({ key }) => this.#sql.delivery.get(programme, key))) return false;
      append.entries.forEach((entry, place) => this.#addEntry(programme, expectedSize + place, entry));
      for (const { key, from, to, at } of append.deliveries) this.#sql.addDelivery.run(programme, key, from, to, at);
      for (const post of append.posts) this.#wantPost(programme, post, expectedSize + append.entries.length);
      if (append.wake !== undefined) this.#wake(programme, append.wake);
      return true;
    });
  }

  async delivery(programme: ProgrammeId, key: string): Promise<Delivery | undefined> {
    return plain(this.#sql.delivery.get(programme, key));
  }

  async forgetDeliveries(before: Instant): Promise<void> {
    await this.#batch.write(() => this.#sql.forgetDeliveries.run(before));
  }

  async erase(programme: ProgrammeId, index: number, fields: readonly string[]): Promise<void> {
    await this.#batch.write(() => {
      const { disclosures } = this.#entry(programme, index);
      const left = eraseDisclosures(disclosures, fields);
      if (left !== disclosures) this.#sql.overwriteDisclosures.run(left, programme, index);
    });
    // Also when nothing was left to erase: an earlier call may have failed at this very step.
    await this.#file.scrub();
  }

  async due(now: Instant, limit: number): Promise<ProgrammeId[]> {
    return this.#sql.due.all(now, limit).map(({ programme }) => programme);
  }

  lease(programme: ProgrammeId, holder: string, now: Instant, until: Instant): Promise<boolean> {
    return this.#batch.write(() => this.#sql.lease.run(programme, holder, until, now) > 0);
  }

  async release(programme: ProgrammeId, holder: string): Promise<void> {
    await this.#batch.write(() => this.#sql.release.run(programme, holder));
  }

  async post(programme: ProgrammeId, key: string): Promise<Post | undefined> {
    return plain(this.#sql.post.get(programme, key));
  }

  async pendingPosts(now: Instant, limit: number): Promise<{ programme: ProgrammeId; key: string }[]> {
    return this.#sql.pendingPosts.all(now, limit).map(plain);
  }

  async savePost(programme: ProgrammeId, post: Omit<Post, 'wanted' | 'address'>): Promise<void> {
    const { key, activityId, shown, sending, attempts, retryAt, undeliverable } = post;
    await this.#batch.write(
      () => this.#sql.savePost.run(activityId, shown, sending, attempts, retryAt, undeliverable, programme, key),
      POST_MAY_WAIT_MS,
    );
  }

  async addObservations(programme: ProgrammeId, observations: readonly Observation[]): Promise<void> {
    await this.#batch.write(() => {
      for (const { source, at, body } of observations) this.#sql.addObservation.run(programme, source, at, body);
    });
  }

  async observations(
    programme: ProgrammeId,
    source: string,
    from: Instant,
    to: Instant,
    limit = NO_LIMIT,
  ): Promise<Observation[]> {
    return this.#sql.observations.all(programme, source, from, to, limit).map(plain);
  }

  async sampledObservations(
    programme: ProgrammeId,
    source: string,
    from: Instant,
    to: Instant,
    parts: number,
  ): Promise<Observation[]> {
    const [begin, end] = [Date.parse(from), Date.parse(to)];
    const edges = Array.from({ length: parts + 1 }, (_, place) =>
      new Date(begin + Math.round(((end - begin) * place) / parts)).toISOString(),
    );
    return edges.slice(1).flatMap((until, place) => {
      const newest = this.#sql.newestObservation.get(programme, source, edges[place]!, until);
      return newest ? [plain(newest)] : [];
    });
  }

  async latestObservations(programme: ProgrammeId, source: string, limit: number): Promise<Observation[]> {
    return this.#sql.latestObservations.all(programme, source, limit).map(plain);
  }

  async forgetObservations(programme: ProgrammeId, before: Instant): Promise<void> {
    await this.#batch.write(() => this.#sql.forgetObservations.run(programme, before));
  }

  bind({ conversation, programme, address }: Place): Promise<Place> {
    return this.#batch.write(() => {
      this.#sql.bind.run(conversation, programme, address);
      return plain(this.#sql.place.get(conversation)) ?? { conversation, programme, address };
    });
  }

  async place(conversation: string): Promise<Place | undefined> {
    return plain(this.#sql.place.get(conversation));
  }

  async places(programme: ProgrammeId): Promise<Place[]> {
    return this.#sql.places.all(programme).map(plain);
  }

  async programmes(): Promise<ProgrammeId[]> {
    return this.#sql.programmes.all().map(({ programme }) => programme);
  }

  async check(): Promise<void> {
    await this.#batch.write(() => this.#file.touch());
  }

  async close(): Promise<void> {
    this.#batch.commit();
    this.#file.close();
  }

  #size(programme: ProgrammeId): number {
    return this.#sql.size.get(programme)?.size ?? 0;
  }

  #entry(programme: ProgrammeId, index: number): EntryRow {
    const row = this.#sql.entry.get(programme, index);
    if (!row) throw new RangeError(`no entry ${index} in ${programme}`);
    return row;
  }

  #addEntry(programme: ProgrammeId, index: number, { leaf, disclosures, hashes }: NewEntry): void {
    this.#sql.addEntry.run(programme, index, leaf, packDisclosures(disclosures), hashes);
  }

  #wantPost(programme: ProgrammeId, { key, address, beside }: WantedPost, size: number): void {
    const neighbour = beside === undefined ? undefined : this.#sql.post.get(programme, beside);
    const stand = neighbour?.address ?? address;
    if (stand === null) this.#sql.wantPost.run(size, programme, key);
    else this.#sql.wantNewPost.run(programme, key, stand, size);
  }

  #wake(programme: ProgrammeId, at: Instant | null): void {
    if (at === null) this.#sql.sleep.run(programme);
    else this.#sql.wake.run(programme, at);
  }
}

function statements(file: SqliteFile) {
  const entry = 'SELECT "index", leaf, disclosures, hashes FROM entries';
  const post = 'SELECT key, address, activityId, wanted, shown, sending, attempts, retryAt, undeliverable FROM posts';
  const place = 'SELECT conversation, programme, address FROM places';
  return {
    size: file.prepare<{ size: number }>(`
      SELECT "index" + 1 AS size FROM entries WHERE programme = ? ORDER BY "index" DESC LIMIT 1`),
    entry: file.prepare<EntryRow>(`${entry} WHERE programme = ? AND "index" = ?`),
    hashes: file.prepare<{ hashes: Uint8Array }>(`
      SELECT hashes FROM entries WHERE programme = ? AND "index" = ?`),
    entries: file.prepare<EntryRow>(`
      ${entry} WHERE programme = ? AND "index" >= ? AND "index" < ? ORDER BY "index"`),
    addEntry: file.prepare(`
      INSERT INTO entries (programme, "index", leaf, disclosures, hashes) VALUES (?, ?, ?, ?, ?)`),
    overwriteDisclosures: file.prepare(`
      UPDATE entries SET disclosures = ? WHERE programme = ? AND "index" = ?`),

    delivery: file.prepare<Delivery>('SELECT "from", "to" FROM deliveries WHERE programme = ? AND key = ?'),
    addDelivery: file.prepare(`
      INSERT INTO deliveries (programme, key, "from", "to", at) VALUES (?, ?, ?, ?, ?)`),
    forgetDeliveries: file.prepare('DELETE FROM deliveries WHERE at < ?'),

    due: file.prepare<{ programme: ProgrammeId }>('SELECT programme FROM wakes WHERE at <= ? ORDER BY at LIMIT ?'),
    wake: file.prepare(`
      INSERT INTO wakes (programme, at) VALUES (?, ?) ON CONFLICT (programme) DO UPDATE SET at = excluded.at`),
    sleep: file.prepare('DELETE FROM wakes WHERE programme = ?'),

    lease: file.prepare(`
      INSERT INTO leases (programme, holder, until) VALUES (?, ?, ?)
      ON CONFLICT (programme) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE leases.holder = excluded.holder OR leases.until <= ?`),
    release: file.prepare('DELETE FROM leases WHERE programme = ? AND holder = ?'),

    post: file.prepare<Post>(`${post} WHERE programme = ? AND key = ?`),
    wantPost: file.prepare(`
      UPDATE posts SET wanted = ?, undeliverable = NULL, sending = NULL WHERE programme = ? AND key = ?`),
    wantNewPost: file.prepare(`
      INSERT INTO posts (programme, key, address, wanted) VALUES (?, ?, ?, ?)
      ON CONFLICT (programme, key) DO UPDATE SET wanted = excluded.wanted, undeliverable = NULL, sending = NULL`),
    savePost: file.prepare(`
      UPDATE posts SET activityId = ?, shown = ?, sending = ?, attempts = ?, retryAt = ?, undeliverable = ?
      WHERE programme = ? AND key = ?`),
    pendingPosts: file.prepare<{ programme: ProgrammeId; key: string }>(`
      SELECT programme, key FROM posts
      WHERE shown < wanted AND undeliverable IS NULL AND (retryAt IS NULL OR retryAt <= ?)
      ORDER BY retryAt, made LIMIT ?`),

    addObservation: file.prepare(`
      INSERT INTO observations (programme, source, at, body) VALUES (?, ?, ?, ?)
      ON CONFLICT (programme, source, at) DO UPDATE SET body = excluded.body`),
    observations: file.prepare<Observation>(`
      SELECT source, at, body FROM observations
      WHERE programme = ? AND source = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`),
    newestObservation: file.prepare<Observation>(`
      SELECT source, at, body FROM observations
      WHERE programme = ? AND source = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT 1`),
    latestObservations: file.prepare<Observation>(`
      SELECT source, at, body FROM observations WHERE programme = ? AND source = ? ORDER BY at DESC LIMIT ?`),
    forgetObservations: file.prepare('DELETE FROM observations WHERE programme = ? AND at < ?'),

    bind: file.prepare(`
      INSERT INTO places (conversation, programme, address) VALUES (?, ?, ?)
      ON CONFLICT (conversation) DO UPDATE SET address = excluded.address`),
    place: file.prepare<Place>(`${place} WHERE conversation = ?`),
    places: file.prepare<Place>(`${place} WHERE programme = ? ORDER BY bound`),
    programmes: file.prepare<{ programme: ProgrammeId }>(`
      SELECT programme FROM places GROUP BY programme ORDER BY min(bound)`),
  };
}

function entryOf({ index, leaf, disclosures, hashes }: EntryRow): StoredEntry {
  return { index, leaf, ...unpackDisclosures(disclosures), hashes };
}

/** SQLite's rows have no prototype; what we hand out are ordinary objects. */
function plain<Row extends object | undefined>(row: Row): Row {
  return row && { ...row };
}
