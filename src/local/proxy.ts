import { z } from 'zod';
import { actingAnswer, parseActing, type ActingCommand } from './acting.ts';
import { bot, currentUser, people, type DemoPerson } from './people.ts';
import {
  accountOf,
  activitySchema,
  playable,
  spokenBy,
  withMentions,
  withOwnTenants,
  type Activity,
} from './proxy-activity.ts';
import { ConnectorFault, json, serveLoopback, Upstream, type Answer, type Call } from './proxy-http.ts';
import { PersonalChats } from './proxy-personal.ts';

/** `serviceUrl` is where the service sends its answers. */
export type Proxy = { url: string; serviceUrl: string; close(): Promise<void> };

const CONNECTOR = '/_connector';
const sentSchema = z.looseObject({ id: z.string().optional() });
const newConversationSchema = z.looseObject({
  isGroup: z.boolean().optional(),
  members: z.array(z.looseObject({ id: z.string() })).optional(),
  activity: z.looseObject({ type: z.string() }).optional(),
});

/**
 * Stands between the Playground and the service, both ways, and gives the Playground what it lacks: `act as Ben` in
 * any chat changes who speaks; people have tenants of their own; each has a personal chat, one of which is shown; and
 * one person's personal chat refuses messages. Point the Playground at `<url>/api/messages`.
 *
 * @param port where it listens, on loopback only; 0 takes any free port
 * @throws LocalFault when the port is in use
 */
export async function startProxy(options: { port: number; service: URL; playground: URL }): Promise<Proxy> {
  const service = new Upstream(options.service);
  const playground = new Upstream(options.playground);
  const chats = new PersonalChats();
  let acting = currentUser;
  /** Nothing goes through while the acting person changes: what is typed next is already theirs, and order holds. */
  let change = Promise.resolve();

  const server = await serveLoopback(options.port, (call) => {
    if (call.method === 'POST' && call.path === '/api/messages') return fromPlayground(call);
    if (call.path.startsWith(`${CONNECTOR}/`)) return fromService(call);
    throw new ConnectorFault(404, 'NotFound', 'The proxy knows /api/messages and /_connector.');
  });
  const serviceUrl = server.url + CONNECTOR;

  async function fromPlayground(call: Call): Promise<Answer> {
    const activity = read(activitySchema, call.body);
    if (activity.from.id !== currentUser.id) return deliver(activity, call);

    await change;
    const command = activity.type === 'message' ? parseActing(activity.text ?? '') : undefined;
    if (command) return obey(command, activity.conversation.id);

    if (activity.conversation.id !== currentUser.personalChat) return deliver(spokenBy(activity, acting), call);
    if (!acting.reachable) return refuse(activity, `${acting.name} has blocked ${bot.name} here. Use a channel.`);
    const pressed = chats.shown(activity.replyToId ?? '');
    if (pressed && pressed.person !== acting) {
      return refuse(
        activity,
        `That is in ${pressed.person.name}'s chat: type "act as ${pressed.person.givenName}" first.`,
      );
    }
    const conversation = { ...activity.conversation, id: acting.personalChat };
    const replyToId = pressed?.id ?? activity.replyToId;
    return deliver(spokenBy({ ...activity, conversation, replyToId }, acting), call);
  }

  async function deliver(activity: Activity, call: Call): Promise<Answer> {
    const body = { ...withMentions(activity), serviceUrl };
    const answer = await service.call({ ...call, body: Buffer.from(JSON.stringify(body)) });
    return { ...answer, body: playable(answer.body) };
  }

  async function obey(command: ActingCommand, conversation: string): Promise<Answer> {
    if (command.do === 'become') {
      const changed = change.then(() => become(command.person, conversation));
      change = changed.catch(() => {});
      await changed;
    } else {
      await say(conversation, actingAnswer(command, acting));
    }
    return json(200, {});
  }

  async function become(person: DemoPerson, conversation: string): Promise<void> {
    const text = actingAnswer({ do: 'become', person }, person);
    await say(conversation, text);
    if (person === acting) return;
    // Marks in the one personal chat whose chat it is from here on.
    if (conversation !== currentUser.personalChat) await say(currentUser.personalChat, text);
    await showKept(person);
    acting = person;
  }

  async function refuse(activity: Activity, why: string): Promise<Answer> {
    if (activity.type === 'invoke') {
      return json(200, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: why });
    }
    if (activity.type === 'message') await say(activity.conversation.id, why);
    return json(200, {});
  }

  async function fromService(call: Call): Promise<Answer> {
    const [kind, conversation, what, id, last] = segments(call.path);
    if (kind === 'conversations') {
      if (conversation === undefined && call.method === 'POST') return createConversation(call);
      const person = people.find(({ personalChat }) => personalChat === conversation);
      if (what === 'activities' && call.method !== 'GET') {
        const playableCall = { ...call, body: playable(call.body) };
        return person ? personalMessage(person, playableCall, id) : playground.call(playableCall);
      }
      if (call.method === 'GET' && (what === 'members' || what === 'pagedmembers' || last === 'members')) {
        return person ? personalRoster(person, what, id) : roster(call, what, id);
      }
    }
    return playground.call(call);
  }

  async function createConversation(call: Call): Promise<Answer> {
    const { isGroup, members, activity } = read(newConversationSchema, call.body);
    if (isGroup) return playground.call({ ...call, body: playable(call.body) });
    const person = members?.length === 1 ? personCalled(members[0]?.id) : undefined;
    if (!person) throw new ConnectorFault(400, 'BadSyntax', 'A personal chat has one member of the team.');
    if (!activity) return json(201, { id: person.personalChat });
    const sent = await personalMessage(person, { ...call, body: playable(Buffer.from(JSON.stringify(activity))) });
    return sent.status < 300 ? json(201, { id: person.personalChat, activityId: sentId(sent) }) : sent;
  }

  async function personalMessage(person: DemoPerson, call: Call, id?: string): Promise<Answer> {
    if (!person.reachable)
      throw new ConnectorFault(403, 'MessageWritesBlocked', 'The thread is blocked from message writes.');
    await change;
    if (call.method === 'POST') {
      if (person === acting) return send(person, call);
      if (read(z.looseObject({ type: z.string() }), call.body).type !== 'message') return json(202, {});
      return json(201, { id: chats.keep(person, call.body) });
    }
    if (id && call.method === 'PUT' && chats.replaceKept(person, id, call.body)) return json(200, { id });
    const shown = chats.playgroundIdOf(id ?? '');
    return playground.call({ ...call, path: activitiesOf(currentUser.personalChat, shown) });
  }

  async function send(person: DemoPerson, call: Pick<Call, 'body' | 'headers'>): Promise<Answer> {
    const path = activitiesOf(currentUser.personalChat);
    const answer = await playground.call({ ...call, method: 'POST', path, query: '' });
    const id = sentId(answer);
    if (id !== undefined) chats.show(person, id);
    return answer;
  }

  async function showKept(person: DemoPerson): Promise<void> {
    for (let kept = chats.nextKept(person); kept; kept = chats.nextKept(person)) {
      const answer = await send(person, { headers: { 'content-type': 'application/json' }, body: kept.body });
      chats.released(person, kept.id, sentId(answer));
    }
  }

  async function roster(call: Call, what: string | undefined, member?: string): Promise<Answer> {
    const person = what === 'members' ? personCalled(member) : undefined;
    const path = person ? call.path.replace(/[^/]+$/, encodeURIComponent(person.id)) : call.path;
    const answer = await playground.call({ ...call, path });
    return answer.status === 200 ? json(200, withOwnTenants(parse(answer.body))) : answer;
  }

  async function say(conversation: string, text: string): Promise<void> {
    const body = Buffer.from(JSON.stringify({ type: 'message', from: bot, text, textFormat: 'markdown' }));
    const headers = { 'content-type': 'application/json' };
    await playground.call({ method: 'POST', path: activitiesOf(conversation), query: '', headers, body });
  }

  return {
    url: server.url,
    serviceUrl,
    close: async () => {
      await server.close();
      service.close();
      playground.close();
    },
  };
}

function personalRoster(person: DemoPerson, what: string | undefined, member?: string): Answer {
  if (what === 'pagedmembers') return json(200, { members: [accountOf(person)], totalCount: 2 });
  if (what === 'members' && member !== undefined) {
    if (personCalled(member) === person) return json(200, accountOf(person));
    throw new ConnectorFault(404, 'MemberNotFoundInConversation', 'Member not found in conversation');
  }
  return json(200, [accountOf(person)]);
}

/** Teams takes the object id of a person wherever it takes their Teams id. */
function personCalled(id: string | undefined): DemoPerson | undefined {
  return people.find((person) => person.id === id || person.aadObjectId === id?.toLowerCase());
}

function activitiesOf(conversation: string, activity?: string): string {
  const path = `${CONNECTOR}/v3/conversations/${encodeURIComponent(conversation)}/activities`;
  return activity === undefined ? path : `${path}/${encodeURIComponent(activity)}`;
}

/** What follows `/_connector/v3/`. */
function segments(path: string): string[] {
  try {
    return path.split('/').slice(3).map(decodeURIComponent);
  } catch {
    throw new ConnectorFault(400, 'BadSyntax', 'The path is not well-formed.');
  }
}

function sentId(answer: Answer): string | undefined {
  return answer.status < 300 ? sentSchema.safeParse(parse(answer.body)).data?.id : undefined;
}

function read<T>(schema: z.ZodType<T>, body: Buffer): T {
  const parsed = schema.safeParse(parse(body));
  if (!parsed.success) throw new ConnectorFault(400, 'BadSyntax', z.prettifyError(parsed.error));
  return parsed.data;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
