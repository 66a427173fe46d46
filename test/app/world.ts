import { alone } from '../world/alone.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { concordat, type Concordat } from '../../src/app/concordat.ts';
import { makeSigner, type Signer } from '../../src/log/note.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Identity } from '../../src/domain/person.ts';
import type { Performed } from '../../src/app/perform.ts';
import type { Store } from '../../src/app/ports.ts';
import { asha, ben, create, HOST_TENANT, join, NOW, place } from '../domain/world.ts';

export { asha, ben, carys, create, farah, HOST_TENANT, join, NOW, place, record, supersede } from '../domain/world.ts';

export const PROGRAMME = 'discharge';

export type Instance = { store: Store; app: Concordat; written: { programme: string; posts: readonly string[] }[] };

/** A folder with the real store in it, and as many instances of the application on it as a test wants. */
export class World {
  readonly folder: string;
  now = NOW;
  #instances: Instance[] = [];
  readonly #signers = new Map<string, Signer>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<World> {
    return new World(await mkdtemp(path(tmpdir(), 'concordat-app-')));
  }

  /** An instance with a store connection and a memory of its own; `around` stands between it and the store. */
  async instance(around: (store: Store) => Store = (store) => store): Promise<Instance> {
    const store = await openSqlite(this.folder);
    const written: Instance['written'] = [];
    const app = concordat({
      ...alone,
      store: around(store),
      clock: () => this.now,
      signerOf: (programme) => this.#signerOf(programme),
      onWritten: (programme, posts) => written.push({ programme, posts }),
    });
    const instance = { store, app, written };
    this.#instances.push(instance);
    return instance;
  }

  /** Stops everything, as at the end of a day, and starts one instance on what is there. */
  async reopen(): Promise<Instance> {
    await this.#close();
    return this.instance();
  }

  async end(): Promise<void> {
    await this.#close();
    await rm(this.folder, { recursive: true });
  }

  async #close(): Promise<void> {
    for (const { store } of this.#instances.splice(0)) await store.close();
  }

  #signerOf(programme: string): Signer {
    let signer = this.#signers.get(programme);
    if (!signer) this.#signers.set(programme, (signer = makeSigner(`log.example/${programme}`)));
    return signer;
  }
}

/** Performs a command that came in under these delivery keys, and whose card should stand in the channel. */
export function perform(
  { app }: Pick<Instance, 'app'>,
  command: Command,
  who: Identity = asha,
  ...deliveries: string[]
) {
  return app.perform(PROGRAMME, command, who, { deliveries, address: 'channel' });
}

/** A programme of two organisations: Asha coordinates it and is placed in NMH, Ben represents EVC. Six entries. */
export async function discharge(instance: Instance): Promise<void> {
  await perform(instance, create());
  await perform(instance, join('NMH', { name: 'Northmoor', tenants: [HOST_TENANT], domains: ['northmoor.example'] }));
  await perform(instance, join('EVC', { name: 'Eastvale' }));
  await perform(instance, place(asha, 'NMH', 'coordinator'));
  await perform(instance, place(ben, 'EVC', 'representative'));
}

/** The numbers of the decisions that these commands recorded. */
export function numbersOf(performed: Performed[]): number[] {
  return performed.flatMap(({ entries }) =>
    entries.flatMap(({ event }) => (event.type === 'decision.recorded' ? [event.number] : [])),
  );
}

export const oneTo = (last: number) => Array.from({ length: last }, (_, place) => place + 1);
