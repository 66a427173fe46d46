import { createServer } from 'node:http';
import { asha, ben, carys, dev, elin, farah, gwen, type Person } from '../world/people.ts';
import { World, button, textOf } from '../world/service.ts';
import type { AddressInfo } from 'node:net';
import type {
  BoardView,
  FigureView,
  OrganisationBoard,
  OrganisationStatus,
  SourceView,
  TotalView,
} from '../../src/domain/statusViews.ts';
import type { Card, Json } from '../../src/cards/render.ts';
import type { SourceInputs } from '../../src/cards/press.ts';
import type { Sent } from '../world/teams.ts';

const START = '2026-11-23T08:00:00.000Z';

/** A partner that publishes a JSON document, over real HTTP on this machine. */
export class Publisher {
  /** What it publishes now. */
  document: object = {};
  /** While set, it answers with this status and nothing else. */
  failing: number | undefined;
  /** How often it has been asked. */
  asked = 0;
  readonly #server = createServer((_, res) => {
    this.asked++;
    res.statusCode = this.failing ?? 200;
    res.setHeader('content-type', 'application/json');
    res.end(this.failing === undefined ? JSON.stringify(this.document) : undefined);
  });

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/board.json`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Five organisations that measure what comes ready, on a Monday at 8am, and a partner that publishes. */
export class Watching {
  readonly world: World;
  readonly publisher: Publisher;
  #now = START;

  private constructor(world: World, publisher: Publisher) {
    this.world = world;
    this.publisher = publisher;
  }

  static async open(): Promise<Watching> {
    const world = await World.open([asha, ben, carys, dev, elin, farah, gwen]);
    world.now = START;
    await world.setUpFive();
    await world.says(asha, 'indicators example');
    return new Watching(world, await new Publisher().listen());
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.publisher.close();
  }

  get now(): string {
    return this.#now;
  }

  /** So many minutes go by. */
  passes(minutes: number): void {
    this.at(new Date(Date.parse(this.#now) + minutes * 60_000).toISOString());
  }

  at(now: string): void {
    this.world.now = this.#now = now;
  }

  /** A coordinator sends the form of a new source; without more it is Northmoor's ambulances, of the publisher. */
  async source(more: SourceInputs = {}): Promise<Card | undefined> {
    return this.sends(asha, 'source', {
      name: 'Northmoor bed report',
      whose: 'NMH',
      kind: 'json',
      address: this.publisher.url,
      every: '60',
      reads: 'ambulances-waiting = waiting',
      ...more,
    });
  }

  /** A source that Ben tells for Eastvale; without more he is asked at 9am on weekdays for its ambulances. */
  person(more: SourceInputs = {}): Promise<Card | undefined> {
    const told = { name: 'Eastvale by telephone', whose: 'EVC', kind: 'person', address: '', every: '' };
    return this.source({ ...told, reads: 'ambulances-waiting', asks: 'weekdays at 9am', ...more });
  }

  /** Somebody sends a form; answers what came in its place: nothing where a card of its own stands for it. */
  async sends(who: Person, form: string, inputs: Record<string, string | number>): Promise<Card | undefined> {
    const programme = await this.world.programme();
    const nonce = `n${this.world.teams.requests.length}`;
    const answer: { value: Json } | undefined = await this.world.executes(who, {
      ...{ do: 'submit', form, programme, nonce },
      ...inputs,
    });
    return answer?.value as Card | undefined;
  }

  /** The partner publishes a document, and some minutes later it is asked. */
  async reads(document: object | number, minutes = 5): Promise<void> {
    this.publisher.document = typeof document === 'number' ? { waiting: document } : document;
    this.passes(minutes);
    await this.world.says(asha, 'source refresh 1');
  }

  /** Somebody says something in their own chat with the bot; answers the card that is newest there then. */
  async personally(who: Person, text: string): Promise<Card> {
    const conversation = { id: `a:${who.id}`, conversationType: 'personal' };
    await this.world.deliver(this.world.teams.activity(who, { type: 'message', text, conversation, channelData: {} }));
    return this.world.teams.personal(who).at(-1)!;
  }

  /** Somebody presses a button of a card that stands in their own chat. */
  presses(who: Person, title: string | RegExp, card: Card) {
    const conversation = { id: `a:${who.id}`, conversationType: 'personal' };
    return this.world.executes(who, button(card, title).data, { conversation, channelData: {} });
  }

  async pin(): Promise<Sent> {
    const before = new Set(this.world.teams.messages.keys());
    await this.world.says(asha, 'status pin');
    return [...this.world.teams.messages.values()].find(({ id, card }) => !before.has(id) && card !== undefined)!;
  }

  /** The messages that tell of a change of level. */
  get changes(): Sent[] {
    return [...this.world.teams.messages.values()].filter(({ card }) =>
      /went from|which was not known|is not known any more/.test(card ? textOf(card) : ''),
    );
  }

  async board(who: Person = asha): Promise<BoardView> {
    return (await this.world.get(`/api/programmes/${await this.world.programme()}/status`, who)) as BoardView;
  }

  async row(organisation = 'NMH'): Promise<OrganisationStatus> {
    return (await this.board()).rows.find((row) => row.organisation === organisation)!;
  }

  async figure(organisation = 'NMH', key = 'ambulances-waiting'): Promise<FigureView> {
    return (await this.row(organisation)).figures.find(({ indicator }) => indicator === key)!;
  }

  async total(key = 'ambulances-waiting'): Promise<TotalView> {
    return (await this.board()).totals.find(({ indicator }) => indicator === key)!;
  }

  /** What the API answers about an organisation, beside the board. */
  async organisation(organisation = 'NMH'): Promise<OrganisationBoard> {
    const programme = await this.world.programme();
    return (await this.world.get(`/api/programmes/${programme}/status/${organisation}`)) as OrganisationBoard;
  }

  /** All sources that have not ended. */
  async sources(): Promise<SourceView[]> {
    const answer = await this.world.get(`/api/programmes/${await this.world.programme()}/sources`);
    return (answer as { sources: SourceView[] }).sources;
  }

  /** A partner pushes figures with a token; answers the status. */
  async pushes(source: number, token: string, values: Record<string, number>): Promise<number> {
    const { url } = this.world;
    const programme = await this.world.programme();
    const response = await fetch(`${url}/api/sources/${programme}.${source}/observations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ observed: this.#now, values }),
    });
    await response.body?.cancel();
    return response.status;
  }
}
