import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService, type Given, type Service } from '../../src/service.ts';
import { asha, ben, carys, dev, elin, farah, gwen, type Person } from './people.ts';
import { FakeTeams, type Activity, type Sent } from './teams.ts';
import type { Config } from '../../src/config.ts';
import type { Card, Json } from '../../src/cards/render.ts';

import { textOf } from './text.ts';

export { textOf };

/** What a button of a card carries back. */
export type Button = { title: string; type: string; data: Record<string, Json> };

/** The whole service on a folder of its own, with Teams beside it, all over real HTTP. */
export class World {
  readonly teams: FakeTeams;
  readonly folder: string;
  /** Every line that the service has logged. */
  readonly logged: string[];
  readonly #time: { now: string };
  readonly #start: () => Promise<Service>;
  #service: Service;
  #stopped = false;

  private constructor(
    started: Pick<World, 'teams' | 'folder' | 'logged'> & { time: { now: string }; service: Service },
    start: () => Promise<Service>,
  ) {
    this.#time = started.time;
    this.logged = started.logged;
    this.teams = started.teams;
    this.folder = started.folder;
    this.#service = started.service;
    this.#start = start;
  }

  /** `more` are settings; `limits` are what Teams allows, which in local mode is anything. */
  static async open(
    people: Person[] = [asha, ben, carys, dev, farah],
    more: Partial<Config> = {},
    given: Pick<Given, 'limits'> = {},
  ): Promise<World> {
    const teams = await new FakeTeams(people).listen();
    const folder = await mkdtemp(join(tmpdir(), 'concordat-'));
    const time = { now: '2026-11-22T09:00:00.000Z' };
    const logged: string[] = [];
    const lines = { write: (line: string) => void logged.push(line) };
    const start = () => startService(configOf(folder, more), { ...given, clock: () => time.now, lines });
    return new World({ teams, folder, logged, time, service: await start() }, start);
  }

  /** Sets the clock of the service. */
  set now(now: string) {
    this.#time.now = now;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#service.port}`;
  }

  /** Stops the service; `restart` starts it again. */
  async stop(): Promise<void> {
    await this.#service.close();
    this.#stopped = true;
  }

  /** Stops the service and starts it again on the same data. */
  async restart(): Promise<void> {
    if (!this.#stopped) await this.#service.close();
    this.#stopped = false;
    this.#service = await this.#start();
  }

  async close(): Promise<void> {
    await this.#service.close();
    await this.teams.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Delivers an activity, as Teams does. */
  async deliver(activity: Activity | string): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  /** Somebody says something to the bot in the channel; answers the card that is newest then. */
  async says(who: Person, text: string, more: object = {}): Promise<Card> {
    const { status } = await this.deliver(this.teams.message(who, text, more));
    if (status !== 200) throw new Error(`the bot answered ${status}`);
    return this.teams.last().card!;
  }

  /** Somebody presses a button (`Action.Execute`) of a card; answers what came back. */
  async executes(who: Person, data: Record<string, Json>, more: object = {}): Promise<{ type: string; value: Json }> {
    const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', data } } };
    const { body } = await this.deliver(this.teams.activity(who, { ...invoke, ...more }));
    return body as { type: string; value: Json };
  }

  /** Asha sets up a programme of three organisations, and everybody but Farah has a place. */
  async setUp(): Promise<void> {
    await this.says(asha, 'org add "Northmoor Hospitals" as NMH sector acute domain northmoor.example');
    await this.says(asha, 'org add "Eastvale Council" as EVC domain eastvale.example');
    await this.says(asha, 'org add "Riverside Primary Care" as RPC domain riverside.example');
    await this.places(asha, 'NMH', 'coordinator');
    await this.places(ben, 'EVC', 'representative');
  }

  /** Five organisations, each with its representative; Asha coordinates too, and Gwen is Eastvale's deputy. */
  async setUpFive(): Promise<void> {
    await this.says(asha, 'org add "Northmoor Hospitals" as NMH sector acute domain northmoor.example');
    await this.says(asha, 'org add "Eastvale Council" as EVC domain eastvale.example');
    await this.says(asha, 'org add "Southfield Community Health" as SFC domain southfield.example');
    await this.says(asha, 'org add "Riverside Primary Care" as RPC domain riverside.example');
    await this.says(asha, 'org add "Helping Hands Volunteers" as HHV domain helpinghands.example');
    await this.places(asha, 'NMH', 'coordinator, representative');
    await this.places(ben, 'EVC', 'representative');
    await this.places(gwen, 'EVC', 'deputy');
    await this.places(carys, 'SFC', 'representative');
    await this.places(dev, 'RPC', 'representative');
    await this.places(elin, 'HHV', 'representative');
  }

  /** The post that shows this, as it stands now. */
  post(containing: string | RegExp): Sent {
    const found = [...this.teams.messages.values()].findLast(({ card }) => {
      const text = card ? textOf(card) : '';
      return typeof containing === 'string' ? text.includes(containing) : containing.test(text);
    });
    if (!found) throw new Error(`no post says ${containing}`);
    return found;
  }

  /** Asha places somebody by mention. */
  places(who: Person, organisation: string, role: string): Promise<Card> {
    const tag = `<at>${who.name}</at>`;
    return this.says(asha, `place ${tag} in ${organisation} as ${role}`, {
      entities: [
        { type: 'mention', text: '<at>Concordat</at>', mentioned: { id: '28:concordat', name: 'Concordat' } },
        { type: 'mention', text: tag, mentioned: { id: who.id, name: who.name } },
      ],
    });
  }

  /** The one programme's id. */
  async programme(): Promise<string> {
    const me = (await this.get('/api/me', asha)) as { programmes: { id: string }[] };
    return me.programmes[0]!.id;
  }

  async get(path: string, who: Person = asha): Promise<unknown> {
    const response = await fetch(this.url + path, { headers: { authorization: `Local ${who.aadObjectId}` } });
    return response.json();
  }

  /** All decisions by the API, newest first. */
  async decisions(): Promise<{ number: number; title: string; state: string; recordedBy: { name: string } }[]> {
    const page = (await this.get(`/api/programmes/${await this.programme()}/decisions?limit=100`)) as {
      decisions: { number: number; title: string; state: string; recordedBy: { name: string } }[];
    };
    return page.decisions;
  }
}

function configOf(dataDir: string, more: Partial<Config>): Config {
  return {
    local: true,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost',
    dataDir,
    bot: {},
    logOrigin: 'concordat.test',
    apiKeys: [],
    credentials: new Map(),
    localPeople: [],
    logLevel: 'debug',
    ...more,
  };
}

/** The buttons of a card, wherever they stand. */
export function buttonsOf(card: Json | Card): Button[] {
  const buttons: Button[] = [];
  const walk = (node: Json | undefined): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    if (typeof node.type === 'string' && node.type.startsWith('Action.') && node.data && typeof node.data === 'object')
      buttons.push(node as unknown as Button);
    for (const [key, value] of Object.entries(node)) if (key !== 'fallback') walk(value);
  };
  walk(card as Json);
  return buttons;
}

/** The button of that title. */
export function button(card: Json | Card, title: string | RegExp): Button {
  const found = buttonsOf(card).find((each) =>
    typeof title === 'string' ? each.title === title : title.test(each.title),
  );
  if (!found)
    throw new Error(
      `no button ${title}; there are: ${buttonsOf(card)
        .map((each) => each.title)
        .join(', ')}`,
    );
  return found;
}
