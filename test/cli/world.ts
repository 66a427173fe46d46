import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { sealEntry, readEntry, type Sealed } from '../../src/log/entry.ts';
import { appendLeaf, EMPTY_FRONTIER, leafHash } from '../../src/log/tree.ts';
import { startService, type Service } from '../../src/service.ts';
import { asha } from '../world/people.ts';
import { World } from '../world/service.ts';
import type { Json } from '../../src/log/json.ts';
import type { Config } from '../../src/config.ts';

export const COMMAND = fileURLToPath(new URL('../../src/cli/concordat.js', import.meta.url));

export type Ended = { code: number | null; out: string; err: string };

/** An auditor at a desk: a home folder in which the command remembers what it saw. */
export class Auditor {
  readonly home: string;

  private constructor(home: string) {
    this.home = home;
  }

  static async sitsDown(): Promise<Auditor> {
    return new Auditor(await mkdtemp(join(tmpdir(), 'concordat-auditor-')));
  }

  leaves(): Promise<void> {
    return rm(this.home, { recursive: true, force: true });
  }

  /** Runs the real command as a process of its own. */
  runs(...words: string[]): Promise<Ended> {
    return this.runsOn(process.execPath, ...words);
  }

  runsOn(node: string, ...words: string[]): Promise<Ended> {
    const child = spawn(node, [COMMAND, ...words], { cwd: this.home, env: { ...process.env, HOME: this.home } });
    const ended: Ended = { code: null, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ ...ended, code }));
    });
  }

  file(name: string): string {
    return join(this.home, name);
  }

  async writes(name: string, content: string): Promise<string> {
    await writeFile(this.file(name), content);
    return this.file(name);
  }

  reads(name: string): Promise<string> {
    return readFile(this.file(name), 'utf8');
  }
}

/** A programme with a few decisions. */
export async function programmeWithDecisions(): Promise<World> {
  const world = await World.open();
  await world.setUp();
  for (const bed of [4, 8, 12]) await world.says(asha, `decide Open ${bed} escalation beds because ED is at OPEL 4`);
  return world;
}

export type Row = { index: number; leaf: Uint8Array; disclosures: string; hashes: Uint8Array };

/** A copy of a service's data, to do with as a host could who has the file in hand, and a service that runs on it. */
export class Copy {
  readonly folder: string;
  readonly programme: string;
  readonly #database: DatabaseSync;
  #service: Service | undefined;

  private constructor(folder: string, programme: string) {
    this.folder = folder;
    this.programme = programme;
    this.#database = new DatabaseSync(join(folder, 'concordat.sqlite'), { timeout: 5_000 });
  }

  static async of(world: World): Promise<Copy> {
    const folder = await mkdtemp(join(tmpdir(), 'concordat-copy-'));
    const original = new DatabaseSync(join(world.folder, 'concordat.sqlite'), { timeout: 5_000 });
    original.prepare('VACUUM INTO ?').run(join(folder, 'concordat.sqlite'));
    original.close();
    await copyFile(join(world.folder, 'log-signing.key'), join(folder, 'log-signing.key'));
    return new Copy(folder, await world.programme());
  }

  /** Starts the service on the copy; answers the address of the log. */
  async serve(more: Partial<Config> = {}): Promise<string> {
    this.#service = await startService({
      local: true,
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'http://localhost',
      dataDir: this.folder,
      bot: {},
      logOrigin: 'concordat.test',
      apiKeys: [],
      credentials: new Map(),
      localPeople: [],
      logLevel: 'silent',
      ...more,
    });
    return `http://127.0.0.1:${this.#service.port}/log/${this.programme}`;
  }

  async close(): Promise<void> {
    this.#database.close();
    await this.#service?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  rows(): Row[] {
    const rows = this.#database
      .prepare('SELECT "index", leaf, disclosures, hashes FROM entries WHERE programme = ? ORDER BY "index"')
      .all(this.programme);
    return rows.map((row) => ({ ...row })) as Row[];
  }

  write({ index, leaf, disclosures, hashes }: Row): void {
    this.#database
      .prepare('UPDATE entries SET leaf = ?, disclosures = ?, hashes = ? WHERE programme = ? AND "index" = ?')
      .run(leaf, disclosures, hashes, this.programme, index);
  }

  remove(index: number): void {
    this.#database.prepare('DELETE FROM entries WHERE programme = ? AND "index" = ?').run(this.programme, index);
  }

  add(entries: readonly Sealed[]): void {
    const insert = this.#database.prepare(
      'INSERT INTO entries (programme, "index", leaf, disclosures, hashes) VALUES (?, ?, ?, ?, x\'\')',
    );
    const from = this.rows().length;
    entries.forEach(({ leaf, disclosures }, i) => insert.run(this.programme, from + i, leaf, disclosures.join('\n')));
    this.rebuildTree();
  }

  /** Puts another entry in the place of one, and makes all hashes anew, so that the log fits together again. */
  rewrite(index: number, name: string, value: Json): void {
    const row = this.rows()[index]!;
    const { at, subject, type, v, fields } = readEntry(row.leaf, row.disclosures.split('\n'));
    const { leaf, disclosures } = sealEntry({ at, subject, type, v }, { ...fields, [name]: value });
    this.write({ ...row, leaf, disclosures: disclosures.join('\n') });
    this.rebuildTree();
  }

  rebuildTree(): void {
    let frontier = EMPTY_FRONTIER;
    this.#database.exec('BEGIN');
    for (const row of this.rows()) {
      const next = appendLeaf(frontier, leafHash(row.leaf));
      frontier = next.frontier;
      this.write({ ...row, hashes: next.completed });
    }
    this.#database.exec('COMMIT');
  }
}
