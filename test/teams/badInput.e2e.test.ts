import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asha, ben, farah } from '../world/people.ts';
import { World, button, textOf } from '../world/service.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.setUp();
});
afterAll(() => world.close());

/** Says it, and answers what came back, having seen that nothing was recorded. */
async function refused(say: () => Promise<unknown>): Promise<string> {
  const before = await logSize();
  await say();
  expect(await logSize()).toBe(before);
  return textOf(world.teams.last().card!);
}

async function logSize(): Promise<number> {
  return ((await world.get(`/api/programmes/${await world.programme()}`)) as { size: number }).size;
}

describe('what is said is refused with a clear answer, and nothing is recorded', () => {
  test.each([
    ['no why', 'decide Open 12 beds', /needs a reason/],
    ['an empty why', 'decide Open 12 beds because', /needs a reason/],
    ['nothing decided', 'decide because ED is full', /What was decided|title/i],
    ['31 February', 'decide Open 12 beds on 31 February because ED is full', /“31 February” is not a date/],
    ['a date in the future', 'decide Open 12 beds on 1 December 2027 because ED is full', /future/],
    ['a review in the past', 'review 1 on 3 March 2020', /no decision 1|future/i],
    ['an unknown organisation', 'place @Ben Okafor in XYZ as representative', /XYZ/],
    ['an unknown organisation in a filter', 'decisions org:XYZ', /XYZ/],
    ['an unknown decision', 'decision 999', /999/],
    ['no number', 'supersede with more beds because ED is full', /number/i],
    ['a number that is none', 'decision fourteen', /number/i],
    [
      '20,000 characters pasted',
      `decide ${'Open beds '.repeat(2_000)} because ED is full`,
      /20,?\d{3}|too long|shorter/i,
    ],
    ['text that is JSON', '{"do":"see","number":1}', /did not understand/],
    ['an unknown word', 'frobnicate the beds', /did not understand/],
    ['a short name that is none', 'org add "A" as A!!! because we need them', /short name/i],
    ['a role that is none', 'place @Ben Okafor in EVC as emperor', /role/i],
  ])('%s', async (_name, text, answer) => {
    expect(await refused(() => world.says(asha, text))).toMatch(answer);
  });

  test('an unknown word gets the nearest command', async () => {
    expect(await refused(() => world.says(asha, 'decid Open 3 beds because ED is full'))).toContain(
      'decide Open 3 beds because ED is full',
    );
  });

  test('a form that misses its why comes back with what was typed', async () => {
    const form = await world.says(asha, 'decide');
    const before = await logSize();
    const answer = await world.executes(asha, {
      ...button(form, 'Record decision').data,
      title: 'Open 9 beds',
      options: 'Or 8',
    });
    expect(JSON.stringify(answer.value)).toContain('Open 9 beds');
    expect(JSON.stringify(answer.value)).toContain('Or 8');
    expect(textOf(answer.value)).toMatch(/reason/);
    expect(await logSize()).toBe(before);
  });
});

describe('text is text', () => {
  test.each([
    ['emoji', 'Open 🛏️🛏️ beds 👩🏽‍⚕️'],
    ['right-to-left text', 'פתחו עשר מיטות'],
    ['Arabic', 'افتح عشرة أسرة'],
  ])('%s is kept as it was written', async (_name, title) => {
    await world.says(asha, `decide ${title} because ED is full`);
    expect((await world.decisions())[0]!.title).toBe(title);
    expect(textOf(world.teams.last().card!)).toContain(title);
  });

  test('Markdown, links and mentions in it stay words', async () => {
    const planted = '**bold** [click](https://evil.example) <at>Ben Okafor</at> ![x](https://evil.example/x.png)';
    const escaped = planted.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    await world.says(asha, `decide ${escaped} because ED is full`);
    const text = textOf(world.teams.last().card!);
    expect(text).not.toContain('](https://evil.example');
    expect(text).not.toContain('<at>');
    expect((await world.decisions())[0]!.title).toBe(planted);
  });

  test('a template binding in it is not worked out', async () => {
    await world.says(asha, 'decide Pay ${1+1} and ${$root} because of {{DATE(2026-01-01T00:00:00Z)}}');
    expect((await world.decisions())[0]!.title).toBe('Pay ${1+1} and ${$root}');
    expect(textOf(world.teams.last().card!)).toContain('${1+1}');
  });
});

describe('activities that are none', () => {
  test.each([
    ['nothing', {}, 400],
    ['no sender', { from: undefined }, 400],
    ['a sender of the wrong type', { from: 'Asha' }, 400],
    ['no conversation', { conversation: undefined }, 400],
    ['a number for text', { text: 7 }, 400],
    ['another channel, whose clients write the sender themselves', { channelId: 'webchat' }, 400],
    ['channel data of the wrong type', { channelData: 'x' }, 400],
    ['a service URL that is none', { serviceUrl: 'javascript:alert(1)' }, 400],
    ['a service URL elsewhere', { serviceUrl: 'https://evil.example/' }, 403],
    ['a service URL that only begins like this machine', { serviceUrl: 'http://127.0.0.1.evil.example/' }, 403],
  ])('%s is refused', async (name, change, status) => {
    const activity = name === 'nothing' ? {} : { ...world.teams.message(asha, 'decide x because y'), ...change };
    const before = await logSize();
    expect((await world.deliver(activity)).status).toBe(status);
    expect(await logSize()).toBe(before);
  });

  test.each([
    ['entities that are none', { entities: [null, 7, { type: 'mention' }] }],
    ['a kind that we do not know', { type: 'messageReaction' }],
    ['an id that is missing', { id: undefined, text: '<at>Concordat</at> help' }],
  ])('%s does no harm', async (_name, change) => {
    expect((await world.deliver({ ...world.teams.message(asha, 'help'), ...change })).status).toBe(200);
  });

  test.each([
    ['1 MB of JSON', JSON.stringify({ text: 'x'.repeat(1_000_000) }), 413],
    ['JSON that breaks off', '{"type":"message"', 400],
    ['no JSON at all', 'hello', 400],
    ['JSON nested 50,000 deep', '['.repeat(50_000) + ']'.repeat(50_000), 400],
  ])('%s is refused', async (_name, body, status) => {
    expect((await world.deliver(body)).status).toBe(status);
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'type=message&text=decide'],
    [
      'an upload',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\nbytes\r\n--x--\r\n',
    ],
  ])('%s of a web page is no activity', async (_name, type, body) => {
    const response = await fetch(`${world.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(400);
  });

  test('the service still works after all of them', async () => {
    expect(textOf(await world.says(asha, 'decide Carry on because we can'))).toContain('Carry on');
  });

  test('local mode refuses a foreign Host header', async () => {
    const { status } = await rawGet('/healthz', 'concordat.evil.example');
    expect(status).toBe(403);
    expect((await rawGet('/healthz', '127.0.0.1.evil.example')).status).toBe(403);
    expect((await rawGet('/healthz', 'localhost')).status).toBe(200);
  });
});

describe('presses that must not count', () => {
  test('a press of somebody who may not is refused in words', async () => {
    const card = await world.says(asha, 'decide Forge something because we test');
    const before = await logSize();
    const answer = await world.executes(farah, button(card, 'Mark as seen').data);
    expect(answer.type).toBe('application/vnd.microsoft.activity.message');
    expect(answer.value).toMatch(/not been placed/);
    expect(await logSize()).toBe(before);
  });

  test.each([
    ['another programme', { programme: 'aaaaaaaaaaaaaaaa' }],
    ['a programme that is none', { programme: '../../etc/passwd' }],
    ['another number', { number: 99_999 }],
    ['a number that is none', { number: 'x' }],
    ['an action that is none', { do: 'drop' }],
    ['a prototype', JSON.parse('{"__proto__":{"do":"see"},"do":"see","seen":"yes"}') as object],
  ])('forged card data: %s', async (_name, forged) => {
    const card = await world.says(asha, 'decide Forge something because we test');
    const before = await logSize();
    const answer = await world.executes(ben, { ...button(card, 'Mark as seen').data, ...forged });
    expect(answer.type).toBe('application/vnd.microsoft.activity.message');
    expect(await logSize()).toBe(before);
  });

  test('a press of a button without data is answered', async () => {
    const { status } = await world.deliver(world.teams.activity(ben, { type: 'invoke', name: 'adaptiveCard/action' }));
    expect(status).toBe(200);
  });
});

describe('patient data', () => {
  const WORD = 'quixotry';

  test('an NHS number is refused, and a word beside it is in no byte that leaves or is written', async () => {
    const before = await logSize();
    world.teams.traffic.length = 0;
    await world.says(asha, `decide Move ${WORD} 999 000 0018 because ED is full`);
    await world.says(asha, `decide Move ${WORD} because born 3 March 1950`);
    await world.says(asha, `frobnicate ${WORD} 9990000018`);
    const form = await world.says(asha, 'decide');
    const answer = await world.executes(asha, {
      ...button(form, 'Record decision').data,
      title: 'Move beds',
      why: `${WORD} 999 000 0018`,
    });
    expect(textOf(answer.value)).toMatch(/patient/i);
    expect(JSON.stringify(answer.value)).toContain('Move beds');
    await world.get(`/api/programmes/${await world.programme()}/decisions?q=${WORD}`);
    expect(await logSize()).toBe(before);
    expect(JSON.stringify(answer)).not.toContain(WORD);
    await expectNowhere(WORD);
  });
});

/** Looks for a word in every byte that left the service or that it wrote: messages, metrics, every file of its folder. */
async function expectNowhere(word: string): Promise<void> {
  expect(world.teams.traffic.join('\n')).not.toContain(word);
  expect(await (await fetch(`${world.url}/metrics`)).text()).not.toContain(word);
  expect(world.logged.join('\n')).not.toContain(word);
  for (const file of await readdir(world.folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(join(file.parentPath, file.name));
    for (const form of [word, Buffer.from(word).toString('base64').slice(0, 8)])
      expect(bytes.includes(form)).toBe(false);
  }
}

/** `fetch` sets the Host header itself, so this goes by hand. */
async function rawGet(path: string, host: string): Promise<{ status: number }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(`${world.url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    })
      .on('error', reject)
      .end();
  });
}
