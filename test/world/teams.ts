import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Card } from '../../src/cards/render.ts';
import { HOST_TENANT, type Person } from './people.ts';

export type Sent = { id: string; conversation: string; type: string; card?: Card; updates: number };

/**
 * What goes wrong with a send or update: it is answered with a status, or not at all. `after`: it was done all the same.
 */
export type Fault = { status: number | 'no answer'; retryAfter?: string; after?: boolean };

/** A request as it came in: when, on the clock of `performance.now`, about which conversation, and what was answered. */
export type Request = { method: string; path: string; at: number; conversation: string; status?: Fault['status'] };

export const BOT = { id: '28:concordat', name: 'Concordat' };
export const TEAM = '19:team@thread.tacv2';
export const CHANNEL = '19:team@thread.tacv2;messageid=1700000000000';

/**
 * Teams as the bot sees it: a connector with a roster, over real HTTP on loopback. It stands in for what cannot be had
 * in a test, and keeps every message as it stands now.
 */
export class FakeTeams {
  readonly messages = new Map<string, Sent>();
  readonly requests: Request[] = [];
  /** Faults to answer with, one for each of the next sends and updates. */
  readonly faults: Fault[] = [];
  /** People who have blocked the bot: it can write nothing in their personal chat. */
  readonly blockedBy = new Set<Person>();
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

  /** The cards that stand now in channels and group chats, oldest first. */
  cards(): Card[] {
    return this.#cardsWhere((conversation) => !conversation.startsWith('a:'));
  }

  /** The cards that stand now in somebody's personal chat, oldest first. */
  personal(person: Person): Card[] {
    return this.#cardsWhere((conversation) => conversation === personalChat(person));
  }

  /** All that was asked to be sent or updated, in the order in which it came. */
  writes(): Request[] {
    return this.requests.filter(({ method, path }) => method !== 'GET' && path.includes('/activities'));
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

  #cardsWhere(test: (conversation: string) => boolean): Card[] {
    return [...this.messages.values()].flatMap(({ card, conversation }) => (card && test(conversation) ? [card] : []));
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    if (text) this.traffic.push(text);
    const { method = '' } = req;
    const path = decodeURIComponent(req.url ?? '');
    const [, conversation = ''] = /^\/v3\/conversations\/([^/]+)/.exec(path) ?? [];
    const request: Request = { method, path, at: performance.now(), conversation };
    this.requests.push(request);
    if (method !== 'GET') await this.held;
    const fault = method === 'GET' ? undefined : this.faults.shift();
    const body = text ? (JSON.parse(text) as SentActivity & NewConversation) : undefined;
    const answer = fault && !fault.after ? fault : this.#work(request, body);
    request.status = (fault ?? answer).status;
    respond(res, fault ?? answer);
  }

  #work({ method, path, conversation }: Request, body?: SentActivity & NewConversation): Answer {
    const [, rest = ''] = /^\/v3\/conversations\/[^/]+\/(.*)$/.exec(path) ?? [];
    if (method === 'GET' && !rest.startsWith('members/')) return found({ members: this.#people });
    if (method === 'GET') return found(this.#person(rest.slice('members/'.length)));
    if (conversation === '') return this.#makeChat(body!);
    if ([...this.blockedBy].some((person) => personalChat(person) === conversation))
      return { status: 403, answer: { error: { code: 'MessageWritesBlocked' } } };
    if (method === 'POST') return found(this.#post(conversation, body!));
    const sent = this.messages.get(rest.slice('activities/'.length));
    if (!sent) return found(undefined);
    sent.card = body!.attachments?.[0]?.content;
    sent.updates++;
    return found({ id: sent.id });
  }

  /** Makes a personal chat, the same for the same person. */
  #makeChat({ members, tenantId, isGroup }: NewConversation): Answer {
    const person = members?.length === 1 ? this.#person(members[0]!.id) : undefined;
    if (isGroup !== false || tenantId !== HOST_TENANT) return { status: 400, answer: { error: { code: 'BadSyntax' } } };
    return person ? { status: 201, answer: { id: personalChat(person) } } : found(undefined);
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
type NewConversation = { members?: { id: string }[]; tenantId?: string; isGroup?: boolean };
type Answer = { status: Fault['status']; retryAfter?: string; answer?: object };

function personalChat({ id }: Person): string {
  return `a:${id}`;
}

function respond(res: ServerResponse, { status, retryAfter, answer }: Answer): void {
  if (status === 'no answer') return void res.destroy();
  res.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  });
  res.end(answer && JSON.stringify(answer));
}

function found(answer: object | undefined): Answer {
  return answer ? { status: 200, answer } : { status: 404, answer: { error: { code: 'NotFound' } } };
}
