import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Card } from '../../src/cards/render.ts';
import { HOST_TENANT, type Person } from './people.ts';

export type Sent = { id: string; conversation: string; type: string; card?: Card; updates: number };

/** What the connector answers to a request, when it is not to do what it is asked. */
export type Fault = { status: number; retryAfter?: string; after?: boolean };

export const BOT = { id: '28:concordat', name: 'Concordat' };
export const TEAM = '19:team@thread.tacv2';
export const CHANNEL = '19:team@thread.tacv2;messageid=1700000000000';

/**
 * Teams as the bot sees it: a connector with a roster, over real HTTP on loopback. It stands in for what cannot be had
 * in a test, and keeps every message as it stands now.
 */
export class FakeTeams {
  readonly messages = new Map<string, Sent>();
  readonly requests: { method: string; path: string }[] = [];
  /** Faults to answer with, one for each of the next sends and updates. */
  readonly faults: Fault[] = [];
  /** While set, sends and updates wait for it. */
  held: Promise<void> | undefined;
  readonly #people: Person[];
  readonly #server = createServer((req, res) => void this.#answer(req, res));
  #next = 1;

  constructor(people: Person[]) {
    this.#people = [...people];
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The cards that stand now, oldest first. */
  cards(): Card[] {
    return [...this.messages.values()].flatMap(({ card }) => (card ? [card] : []));
  }

  last(): Sent {
    const sent = [...this.messages.values()].at(-1);
    if (!sent) throw new Error('nothing was sent');
    return sent;
  }

  /** Somebody is taken off the roster. */
  leaves(person: Person): void {
    this.#people.splice(this.#people.indexOf(person), 1);
  }

  /** Everything that ever left towards Teams, as text. */
  readonly traffic: string[] = [];

  /** A message in the channel, mentioning the bot, as Teams sends it. */
  message(from: Person, text: string, more: object = {}): Activity {
    return this.activity(from, {
      type: 'message',
      text: `<at>Concordat</at> ${text}`,
      entities: [{ type: 'mention', text: '<at>Concordat</at>', mentioned: BOT }],
      ...more,
    });
  }

  activity(from: Person, more: Partial<Activity>): Activity {
    return {
      id: `activity-${randomUUID()}`,
      channelId: 'msteams',
      serviceUrl: this.url,
      from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
      recipient: BOT,
      conversation: { id: CHANNEL, conversationType: 'channel', tenantId: HOST_TENANT },
      channelData: { team: { id: TEAM, name: 'Winter discharge' }, channel: { id: TEAM }, tenant: { id: HOST_TENANT } },
      ...more,
    };
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    if (text) this.traffic.push(text);
    const path = decodeURIComponent(req.url ?? '');
    this.requests.push({ method: req.method ?? '', path });
    if (req.method !== 'GET') await this.held;
    const fault = req.method === 'GET' ? undefined : this.faults.shift();
    if (fault && !fault.after) return refuse(res, fault);
    const body = this.#work(req.method ?? '', path, text ? (JSON.parse(text) as SentActivity) : undefined);
    if (fault) return refuse(res, fault);
    res.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    res.end(JSON.stringify(body ?? { error: { code: 'NotFound' } }));
  }

  #work(method: string, path: string, activity: SentActivity | undefined): object | undefined {
    const [, conversation = '', rest = ''] = /^\/v3\/conversations\/([^/]+)\/(.*)$/.exec(path) ?? [];
    if (method === 'GET' && rest.startsWith('members/')) return this.#person(rest.slice('members/'.length));
    if (method === 'GET') return { members: this.#people };
    if (method === 'POST') return this.#post(conversation, activity!);
    const sent = this.messages.get(rest.slice('activities/'.length));
    if (!sent) return undefined;
    sent.card = activity!.attachments?.[0]?.content;
    sent.updates++;
    return { id: sent.id };
  }

  #post(conversation: string, activity: SentActivity): object {
    const id = `sent-${this.#next++}`;
    if (activity.type === 'message')
      this.messages.set(id, {
        id,
        conversation,
        type: activity.type,
        card: activity.attachments?.[0]?.content,
        updates: 0,
      });
    return { id };
  }

  #person(id: string): Person | undefined {
    return this.#people.find((person) => person.id === id || person.aadObjectId === id);
  }
}

export type Activity = { type?: string; id?: string } & Record<string, unknown>;
type SentActivity = { type: string; attachments?: { content: Card }[] };

function refuse(res: ServerResponse, { status, retryAfter }: Fault): void {
  res.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
  res.end();
}
