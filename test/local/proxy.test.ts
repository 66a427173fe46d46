import { request } from 'node:http';
import { asha, ben, bot, carys, elin, farah, hostTenant, team, type DemoPerson } from '../../src/local/people.ts';
import { startProxy, type Proxy } from '../../src/local/proxy.ts';
import { stub, type Heard, type Reply } from './stub.ts';

type Stub = Awaited<ReturnType<typeof stub>>;
let service: Stub;
let playground: Stub;
let proxy: Proxy;
let serviceSays: () => Reply;
let playgroundSays: (heard: Heard) => Reply | Promise<Reply>;

beforeEach(async () => {
  let sent = 0;
  serviceSays = () => ({});
  playgroundSays = ({ method }) => (method === 'POST' ? { status: 201, body: { id: `shown-${++sent}` } } : {});
  service = await stub(() => serviceSays());
  playground = await stub((heard) => playgroundSays(heard));
  proxy = await startProxy({ port: 0, service: service.url, playground: playground.url });
});

afterEach(async () => {
  await proxy.close();
  await Promise.all([service.close(), playground.close()]);
});

const thread = `${team.id};messageid=1795335991790`;

function activity(fields: object = {}) {
  return {
    type: 'message',
    id: '7330caa2',
    channelId: 'msteams',
    serviceUrl: 'http://localhost:56150/_connector',
    from: { id: asha.id, name: asha.name, aadObjectId: asha.aadObjectId },
    recipient: bot,
    conversation: { id: thread, isGroup: true, conversationType: 'channel', tenantId: hostTenant },
    channelData: { tenant: { id: hostTenant } },
    entities: [{ type: 'mention', mentioned: bot, text: '<at>Concordat</at>' }],
    ...fields,
  };
}

const personal = { conversation: { id: asha.personalChat, conversationType: 'personal', tenantId: hostTenant } };

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(proxy.url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: text.startsWith('<') ? undefined : JSON.parse(text) };
}

const type = (fields: object = {}) => call('POST', '/api/messages', activity(fields));
const actAs = (person: DemoPerson, fields: object = {}) => type({ text: `act as ${person.name}`, ...fields });
const connector = (path: string) => `/_connector/v3/conversations/${path}`;
const activities = (person: DemoPerson, id = '') =>
  connector(`${encodeURIComponent(person.personalChat)}/activities${id && `/${id}`}`);
const spoken = () => playground.heard.filter(({ method }) => method === 'POST').map(({ body }) => body);

describe('who speaks', () => {
  test('is Asha until somebody types otherwise', async () => {
    await type({ text: '<at>Concordat</at> help' });
    expect(service.heard[0]?.body).toMatchObject({ text: '<at>Concordat</at> help', from: { name: 'Asha Patel' } });
  });

  test('is Ben once "act as Ben" was typed, in the tenant of the host', async () => {
    await type({ text: '<at>Concordat</at> act as Ben' });
    await type({ text: '<at>Concordat</at> help' });
    expect(service.heard).toHaveLength(1);
    expect(service.heard[0]?.body).toMatchObject({
      from: { id: ben.id, name: ben.name, aadObjectId: ben.aadObjectId },
      conversation: { id: thread, tenantId: hostTenant },
      channelData: { tenant: { id: hostTenant } },
    });
  });

  test('is answered in the thread where it was typed, and marked in the personal chat', async () => {
    await actAs(ben);
    expect(playground.heard).toMatchObject([
      { path: connector(`${thread}/activities`), body: { text: 'You are now Ben Okafor, Eastvale Council.' } },
      {
        path: connector(`${asha.personalChat}/activities`),
        body: { text: 'You are now Ben Okafor, Eastvale Council.' },
      },
    ]);
  });

  test('is Ben already in what is typed while the change is under way', async () => {
    const underWay = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    playgroundSays = async () => {
      underWay.resolve();
      await goOn.promise;
      return { status: 201, body: { id: '17' } };
    };
    const change = actAs(ben);
    await underWay.promise;
    const help = type({ text: '<at>Concordat</at> help' });
    setImmediate(goOn.resolve);
    await Promise.all([change, help]);
    expect(service.heard).toMatchObject([{ body: { from: { id: ben.id } } }]);
  });

  test('holds for presses on cards', async () => {
    await actAs(ben);
    await type({ type: 'invoke', name: 'adaptiveCard/action', value: { action: {} }, replyToId: '17' });
    expect(service.heard[0]?.body).toMatchObject({ from: { id: ben.id }, replyToId: '17' });
  });

  test('holds for an installation, and for who was added with it', async () => {
    await actAs(ben, personal);
    await type({ type: 'conversationUpdate', membersAdded: [{ id: asha.id }, { id: bot.id }], ...personal });
    expect(service.heard[0]?.body).toMatchObject({
      from: { id: ben.id },
      membersAdded: [{ id: ben.id, aadObjectId: ben.aadObjectId }, { id: bot.id }],
      conversation: { id: ben.personalChat },
    });
  });
});

describe('what the service hears', () => {
  test('points it to the proxy for its answers', async () => {
    await type();
    expect(service.heard[0]?.body).toMatchObject({ serviceUrl: `${proxy.url}/_connector` });
  });

  test('has a mention for a name typed as plain text', async () => {
    await type({ text: '<at>Concordat</at> place @Asha Patel in NMH, not a@ben.example' });
    expect(service.heard[0]?.body).toMatchObject({
      text: '<at>Concordat</at> place <at>Asha Patel</at> in NMH, not a@ben.example',
      entities: [
        { mentioned: bot },
        { type: 'mention', text: '<at>Asha Patel</at>', mentioned: { id: asha.id, name: asha.name } },
      ],
    });
  });

  test('keeps the mentions of the Playground', async () => {
    const entities = [{ type: 'mention', mentioned: { id: ben.id, name: ben.name }, text: '<at>Ben Okafor</at>' }];
    await type({ text: 'place <at>Ben Okafor</at> in EVC', entities });
    expect(service.heard[0]?.body).toMatchObject({ text: 'place <at>Ben Okafor</at> in EVC', entities });
  });
});

describe('what the service answers', () => {
  test('passes back byte for byte', async () => {
    const body = '{ "statusCode":200,\n "type":"application/vnd.microsoft.activity.message", "value":"\\u00a3 noted" }';
    serviceSays = () => ({ status: 200, body });
    expect(await type({ type: 'invoke' })).toMatchObject({ status: 200, text: body });
  });

  test('passes back with its status', async () => {
    serviceSays = () => ({ status: 501, body: { code: 'x' } });
    expect(await type({ type: 'invoke' })).toMatchObject({ status: 501, json: { code: 'x' } });
  });

  test('is 502 while the service is down', async () => {
    await service.close();
    expect(await type()).toMatchObject({ status: 502, json: { error: { code: 'BadGateway' } } });
    service = await stub();
  });
});

describe('a card', () => {
  const card = {
    type: 'AdaptiveCard',
    refresh: { userIds: [] },
    msteams: { width: 'Full' },
    actions: [
      { type: 'Action.Submit', title: 'Open', data: { do: 'open', msteams: { type: 'task/fetch' } } },
      { type: 'Action.Submit', title: 'Say', data: { msteams: { type: 'imBack' } } },
    ],
  };
  const plain = {
    type: 'AdaptiveCard',
    actions: [
      { type: 'Action.Submit', title: 'Open', data: { do: 'open' } },
      { type: 'Action.Submit', title: 'Say', data: { msteams: { type: 'imBack' } } },
    ],
  };

  test('is sent without what the Playground cannot do', async () => {
    await call('POST', connector(`${encodeURIComponent(thread)}/activities`), { attachments: [{ content: card }] });
    expect(playground.heard[0]?.body).toEqual({ attachments: [{ content: plain }] });
  });

  test('in the answer to a press is so too', async () => {
    serviceSays = () => ({ body: { type: 'application/vnd.microsoft.card.adaptive', value: card } });
    expect((await type({ type: 'invoke' })).json.value).toEqual(plain);
  });

  test('that the Playground has forgotten is 404 to the service', async () => {
    playgroundSays = () => ({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
    const answer = await call('PUT', connector(`${encodeURIComponent(thread)}/activities/17`), { type: 'message' });
    expect(answer).toMatchObject({ status: 404, json: { error: { code: 'ConversationNotFound' } } });
  });
});

describe('the roster', () => {
  const asThePlaygroundHasIt = ({ id, aadObjectId }: DemoPerson) => ({
    id,
    aadObjectId,
    tenantId: hostTenant,
    userRole: 'user',
  });

  test('gives people tenants of their own, and says who is a guest', async () => {
    playgroundSays = () => ({ body: { members: [ben, farah].map(asThePlaygroundHasIt), totalCount: 7 } });
    const { json } = await call('GET', connector(`${encodeURIComponent(team.id)}/pagedmembers`));
    expect(json).toMatchObject({
      members: [
        { id: ben.id, tenantId: ben.tenantId, userRole: 'user', email: 'ben.okafor@eastvale.example' },
        { id: farah.id, tenantId: hostTenant, userRole: 'guest', userPrincipalName: expect.stringContaining('#EXT#') },
      ],
      totalCount: 7,
    });
    expect(ben.tenantId).not.toBe(hostTenant);
  });

  test('has one member under the object id too', async () => {
    playgroundSays = () => ({ body: asThePlaygroundHasIt(ben) });
    const { json } = await call('GET', connector(`${encodeURIComponent(team.id)}/members/${ben.aadObjectId}`));
    expect(playground.heard[0]?.path).toBe(connector(`${team.id}/members/${ben.id}`));
    expect(json).toMatchObject({ id: ben.id, tenantId: ben.tenantId });
  });

  test('passes on that somebody is not there', async () => {
    playgroundSays = () => ({ status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } });
    expect(await call('GET', connector(`${encodeURIComponent(team.id)}/members/nobody`))).toMatchObject({
      status: 404,
    });
  });

  test('of a personal chat is the one person', async () => {
    const chat = encodeURIComponent(ben.personalChat);
    expect((await call('GET', connector(`${chat}/members`))).json).toMatchObject([
      { id: ben.id, tenantId: ben.tenantId },
    ]);
    expect((await call('GET', connector(`${chat}/members/${encodeURIComponent(asha.id)}`))).status).toBe(404);
  });
});

describe('a personal chat', () => {
  const create = (person: DemoPerson, fields: object = {}) =>
    call('POST', connector('').slice(0, -1), { isGroup: false, members: [{ id: person.id }], ...fields });

  test('is each person’s own', async () => {
    expect((await create(ben)).json).toEqual({ id: ben.personalChat });
    expect((await create(carys)).json).toEqual({ id: carys.personalChat });
  });

  test('of whoever acts is the one that the Playground shows', async () => {
    await actAs(ben, personal);
    await call('POST', activities(ben), { type: 'message', text: 'for Ben' });
    expect(playground.heard.at(-1)).toMatchObject({
      path: connector(`${asha.personalChat}/activities`),
      body: { text: 'for Ben' },
    });
    await type({ text: 'decisions', ...personal });
    expect(service.heard[0]?.body).toMatchObject({ conversation: { id: ben.personalChat } });
  });

  test('of somebody else keeps messages in order until somebody acts as them', async () => {
    await create(ben, { activity: { type: 'message', text: 'first' } });
    await call('POST', activities(ben), { type: 'message', text: 'second' });
    expect(playground.heard).toEqual([]);
    await actAs(ben, personal);
    expect(spoken()).toMatchObject([{ text: /You are now Ben/ }, { text: 'first' }, { text: 'second' }].map(matching));
    await actAs(asha, personal);
    await actAs(ben, personal);
    expect(spoken().filter((body) => JSON.stringify(body).includes('first'))).toHaveLength(1);
  });

  test('shows a kept message as it was last updated, and goes on knowing it by the same id', async () => {
    const { id } = (await call('POST', activities(ben), { type: 'message', text: 'old' })).json;
    expect((await call('PUT', activities(ben, id), { type: 'message', text: 'new' })).json).toEqual({ id });
    await actAs(ben, personal);
    expect(spoken().at(-1)).toMatchObject({ text: 'new' });

    await type({ type: 'invoke', replyToId: 'shown-2', ...personal });
    expect(service.heard[0]?.body).toMatchObject({ replyToId: id });
    await call('PUT', activities(ben, id), { type: 'message', text: 'newest' });
    expect(playground.heard.at(-1)?.path).toBe(connector(`${asha.personalChat}/activities/shown-2`));
  });

  test('does not let one person press another’s card', async () => {
    await call('POST', activities(asha), { type: 'message', text: 'for Asha' });
    await actAs(ben, personal);
    const { json } = await type({ type: 'invoke', replyToId: 'shown-1', ...personal });
    expect(json.value).toMatch(/Asha Patel's chat/);
    expect(service.heard).toEqual([]);
  });

  test('of Elin refuses messages', async () => {
    expect((await create(elin)).status).toBe(201);
    const refused = { status: 403, json: { error: { code: 'MessageWritesBlocked' } } };
    expect(await call('POST', activities(elin), { type: 'message', text: 'hello' })).toMatchObject(refused);
    await actAs(elin);
    expect(await call('POST', activities(elin), { type: 'message', text: 'hello' })).toMatchObject(refused);
  });
});

describe('the door', () => {
  test('refuses a foreign host name', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${proxy.url}/api/messages`, { method: 'POST', headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end('{}');
    });
    expect(status).toBe(421);
  });

  test('refuses web pages', async () => {
    const response = await fetch(`${proxy.url}/api/messages`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: JSON.stringify(activity()),
    });
    expect(response.status).toBe(421);
    expect(service.heard).toEqual([]);
  });

  test('refuses what is too large', async () => {
    expect((await type({ text: 'x'.repeat(1_000_001) })).status).toBe(413);
  });

  test('refuses what is no activity', async () => {
    expect(await call('POST', '/api/messages', { type: 'message' })).toMatchObject({ status: 400 });
  });

  test('says in one line that its port is in use', async () => {
    const port = Number(new URL(proxy.url).port);
    await expect(startProxy({ port, service: service.url, playground: playground.url })).rejects.toThrow(
      `Port ${port} is in use, so the proxy before the Playground cannot start.`,
    );
  });
});

function matching({ text }: { text: string | RegExp }) {
  return { text: typeof text === 'string' ? text : expect.stringMatching(text) };
}
