import { describe, expect, test } from '@jest/globals';
import { isPersonal, parseActivity, placeKey, rootOf } from '../../src/teams/activity.ts';
import { body, bot, message, tag } from './messages.ts';

/** The activity with one field as given; `undefined` takes it away. */
const withField = (path: string, value: unknown) => {
  const whole = structuredClone(body('decide x'));
  const names = path.split('.');
  const last = names.pop()!;
  const holder = names.reduce((at, name) => at[name] as Record<string, unknown>, whole);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return parseActivity(whole);
};

test('an activity keeps what is read here, and nothing else', () => {
  const activity = parseActivity({ ...body('decide x'), secret: 'x', from: { id: '29:a', role: 'admin' } })!;
  expect(activity.text).toBe('decide x');
  expect(activity).not.toHaveProperty('secret');
  expect(activity.from).toEqual({ id: '29:a' });
  expect(activity.mentions).toHaveLength(1);
});

describe('what an activity cannot do without', () => {
  const needed = [
    'type',
    'channelId',
    'serviceUrl',
    'from',
    'from.id',
    'recipient',
    'recipient.id',
    'conversation',
    'conversation.id',
  ];
  test.each(needed)('%s', (path) => {
    for (const value of [undefined, null, '', 14, true, [], {}, 'x'.repeat(1_001)])
      expect([value, withField(path, value)]).toEqual([value, undefined]);
  });

  test('a service’s address that is one', () => {
    for (const url of ['not a url', '/api', 'http//x', '']) expect(withField('serviceUrl', url)).toBeUndefined();
  });
});

describe('what it may be without', () => {
  const optional = [
    'id',
    'name',
    'text',
    'entities',
    'value',
    'channelData',
    'replyToId',
    'from.name',
    'from.aadObjectId',
    'recipient.name',
    'conversation.conversationType',
    'conversation.tenantId',
    'membersAdded',
    'action',
  ];
  test.each(optional)('%s', (path) => {
    expect(withField(path, undefined)).toBeDefined();
  });

  test.each(['text', 'entities', 'membersAdded', 'action', 'replyToId', 'conversation.name', 'value'])(
    '%s, which some clients send as null',
    (path) => {
      expect(withField(path, null)).toBeDefined();
    },
  );
});

describe('a field of the wrong type', () => {
  const wrong: [string, unknown][] = [
    ['id', 14],
    ['text', { a: 1 }],
    ['text', ['decide']],
    ['entities', 'x'],
    ['entities', {}],
    ['membersAdded', [{ id: 14 }]],
    ['from.aadObjectId', { $gt: '' }],
    ['from.name', 14],
    ['conversation.tenantId', []],
    ['recipient.name', false],
    ['replyToId', 14],
    ['name', 'x'.repeat(1_001)],
  ];
  test.each(wrong)('%s as %j makes it none of ours', (path, value) => {
    expect(withField(path, value)).toBeUndefined();
  });

  test('of what tells where it was said makes it none of ours, too: it would seem to have been said elsewhere', () => {
    expect(withField('channelData', { team: 'x' })).toBeUndefined();
    expect(withField('channelData', 'x')).toBeUndefined();
  });
});

test('what is no object at all is no activity', () => {
  for (const value of [undefined, null, '', 'x', 14, true, [], {}, () => 1])
    expect(parseActivity(value)).toBeUndefined();
});

test('entities that are no mentions are passed over, and there may be only so many', () => {
  const odd = [
    null,
    'x',
    14,
    { type: 'clientInfo' },
    { type: 'mention' },
    { type: 'mention', mentioned: { id: 14 } },
    { type: 'mention', mentioned: null },
  ];
  const mention = { type: 'mention', text: '<at>Ben</at>', mentioned: { id: '29:ben' } };
  expect(withField('entities', [...odd, mention])!.mentions).toEqual([mention]);
  expect(withField('entities', Array(200).fill(mention))!.mentions).toHaveLength(200);
  expect(withField('entities', Array(201).fill(mention))).toBeUndefined();
});

test('nothing in an activity becomes part of an object’s nature', () => {
  const whole = JSON.parse(JSON.stringify(body('x')).replace('{', '{"__proto__":{"admin":true},')) as unknown;
  expect('admin' in parseActivity(whole)!).toBe(false);
});

describe('what a programme is bound to', () => {
  const inChannel = (channel: object, team: object | undefined = { id: '19:team' }) =>
    placeKey(message('x', [bot], { channelData: { ...(team ? { team } : {}), channel } }));

  test('the team, for all its standard channels', () => {
    expect(inChannel({ id: '19:one', type: 'standard' })).toBe('team:19:team');
    expect(inChannel({ id: '19:two' })).toBe('team:19:team');
    expect(inChannel({ id: '19:three', type: null })).toBe('team:19:team');
  });

  test('the channel itself when it is private or shared, in whatever case', () => {
    expect(inChannel({ id: '19:one', type: 'private' })).toBe('channel:19:one');
    expect(inChannel({ id: '19:one', type: 'Shared' })).toBe('channel:19:one');
  });

  test('otherwise the chat or meeting, without the thread', () => {
    const chat = {
      conversation: { id: '19:x@thread.v2;messageid=17', conversationType: 'groupChat' },
      channelData: {},
    };
    expect(placeKey(message('x', [bot], chat))).toBe('chat:19:x@thread.v2');
    expect(rootOf('19:x;messageid=1;messageid=2')).toBe('19:x');
    expect(rootOf('19:x')).toBe('19:x');
  });

  test('nothing, in a chat of one person with the bot', () => {
    const own = message('x', [bot, tag('Ben')], { conversation: { id: 'a:1', conversationType: 'personal' } });
    expect([isPersonal(own), placeKey(own)]).toEqual([true, undefined]);
  });
});
