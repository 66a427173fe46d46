import { createHash } from 'node:crypto';
import { metrics } from '../../src/web/metrics.ts';
import { server } from '../../src/web/server.ts';
import { SERVICE } from '../../src/app/policy.ts';
import { asha, ben, carys, create, dev, elin, farah, gwen, join, place } from '../domain/world.ts';
import { World, type Instance } from '../app/world.ts';
import type { Command } from '../../src/domain/events.ts';
import type { StatusReads } from '../../src/web/status.ts';
import type { Identity } from '../../src/domain/person.ts';

const PEOPLE = [asha, ben, carys, dev, elin, farah, gwen];
export const KEY = 'concordat_test-key-of-an-auditor';

/** Who asks: somebody by name, or the holder of a key for the programme. */
export type Asker = Identity | typeof KEY;

/**
 * The application on a real store behind the real HTTP server. Only the roster is made up: everybody here is in the
 * conversation. What people do is performed as commands, since how they do it in Teams is tested elsewhere.
 */
export class StandupService {
  readonly programme: string;
  /** Every fault that was noted. */
  readonly faults: unknown[] = [];
  readonly #world: World;
  readonly #instance: Instance;
  readonly #close: () => Promise<void>;
  readonly #port: () => number;

  private constructor(world: World, instance: Instance, programme: string, status?: StatusReads) {
    this.#world = world;
    this.#instance = instance;
    this.programme = programme;
    const http = server({
      concordat: { ...instance.app, ...(status ? { status } : {}) },
      roster: { member: async (_place, person) => PEOPLE.find((each) => each.person === person) },
      receive: async () => ({ status: 200 }),
      journal: { turn: () => undefined, fault: (error) => this.faults.push(error) },
      metrics: metrics([]),
      ready: async () => undefined,
      readers: {
        local: true,
        apiKeys: [{ programme, sha256: createHash('sha256').update(KEY).digest('hex') }],
      },
      localPeople: [],
    });
    this.#port = () => http.address().port;
    this.#close = async () => {
      await new Promise<void>((resolve) => http.close(() => resolve()));
      await world.end();
    };
    http.listen(0, '127.0.0.1');
  }

  /** Five organisations, each with its representative; Asha coordinates, Gwen is Eastvale's deputy, Farah is of none. */
  static async open(status?: StatusReads): Promise<StandupService> {
    const world = await World.open();
    const instance = await world.instance();
    const { programme } = await instance.app.directory.placeOf('channel:19:discharge', 'channel');
    const service = new StandupService(world, instance, programme, status);
    await service.performs(create());
    for (const short of ['NMH', 'EVC', 'SFC', 'RPC', 'HHV']) await service.performs(join(short));
    await service.performs(place(asha, 'NMH', 'coordinator', 'representative'));
    await service.performs(place(ben, 'EVC', 'representative'));
    await service.performs(place(gwen, 'EVC', 'deputy'));
    await service.performs(place(carys, 'SFC', 'representative'));
    await service.performs(place(dev, 'RPC', 'representative'));
    await service.performs(place(elin, 'HHV', 'representative'));
    return service;
  }

  set now(now: string) {
    this.#world.now = now;
  }

  performs(command: Command, who: Identity = asha) {
    return this.#instance.app.perform(this.programme, command, who, { deliveries: [], address: 'channel' });
  }

  /** What the alarm clock does at a time. */
  async ticks(now: string): Promise<void> {
    this.now = now;
    await this.performs({ type: 'Tick' }, SERVICE);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port()}`;
  }

  get log(): string {
    return `${this.url}/log/${this.programme}`;
  }

  fetches(path: string, who: Asker = asha): Promise<Response> {
    const authorization = who === KEY ? `Bearer ${KEY}` : `Local ${who.person}`;
    return fetch(this.url + path, { headers: { authorization } });
  }

  /** What a path of the programme answers. */
  async gets(path: string, who: Asker = asha): Promise<unknown> {
    return (await this.fetches(`/api/programmes/${this.programme}/${path}`, who)).json();
  }

  close(): Promise<void> {
    return this.#close();
  }
}
