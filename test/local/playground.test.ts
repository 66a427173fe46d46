import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { startPlayground, type Playground } from '../../src/local/playground.ts';
import { startProxy, type Proxy } from '../../src/local/proxy.ts';
import { launchChromium } from '../browser/chromium.ts';
import { PlaygroundPage } from '../browser/playground.ts';
import { stub } from './stub.ts';

const spoken = z.object({
  type: z.string(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  serviceUrl: z.string(),
  from: z.object({ name: z.string() }),
  conversation: z.object({ id: z.string() }),
});

let dataDir: string;
let service: Awaited<ReturnType<typeof stub>>;
let proxy: Proxy;
let playground: Playground;
let browser: Browser;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'concordat-playground-'));
  service = await stub(async ({ body }) => {
    const { data } = spoken.safeParse(body);
    if (data?.type === 'message') await answerIn(data);
    return {};
  });
  const port = await freePort();
  proxy = await startProxy({ port: 0, service: service.url, playground: new URL(`http://127.0.0.1:${port}`) });
  playground = await startPlayground({ port, endpoint: new URL('/api/messages', proxy.url), dataDir });
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await playground?.stop();
  await proxy?.close();
  await service?.close();
  await rm(dataDir, { recursive: true });
});

/** Says what it heard, and to "form" answers with a card. */
async function answerIn({ serviceUrl, conversation, from, text, value }: z.infer<typeof spoken>) {
  const form = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'Input.Text', id: 'why', label: 'Why' },
      { type: 'Input.Date', id: 'day', label: 'Day' },
      { type: 'Input.Time', id: 'time', label: 'Time' },
    ],
    actions: [{ type: 'Action.Submit', title: 'Send', data: { msteams: { type: 'task/fetch' } } }],
  };
  const answer = text?.includes('form')
    ? { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: form }] }
    : { text: `${from.name} said ${text ?? JSON.stringify(value)}` };
  await fetch(`${serviceUrl}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', ...answer }),
  });
}

test('somebody at the Playground becomes Ben, in a channel, and fills in a form as Ben', async () => {
  const page = await PlaygroundPage.open(browser, playground.url);
  await page.go('General');
  await page.send('@Concordat act as Ben');
  await page.waitForText('You are now Ben Okafor, Eastvale Council.');
  await page.send('@Concordat place @Asha in NMH');
  await page.waitForText('Ben Okafor said Concordat place Asha Patel in NMH');
  await page.reply('@Concordat place @Carys in SFC', 'Ben Okafor said');
  await page.waitForText('Ben Okafor said Concordat place Carys Llewellyn in SFC');

  await page.go('personal chat');
  await page.waitForText('You are now Ben Okafor, Eastvale Council.');
  await page.send('form');
  const form = await page.card('Why');
  await page.fill(form, { Why: 'because', Day: '2026-11-27', Time: '17:10' });
  await page.press(form, 'Send');
  await page.waitForText('Ben Okafor said {"why":"because","day":"2026-11-27","time":"17:10"}');
  expect(await page.cards().count()).toBe(1);
  await page.close();
});

test('the Playground answers on loopback and nowhere else', async () => {
  const { port } = new URL(playground.url);
  expect((await fetch(playground.url)).status).toBe(200);
  // On Linux every 127.x.x.x is this machine, so that 127.0.0.2 stands for its other addresses.
  await expect(fetch(`http://127.0.0.2:${port}`)).rejects.toThrow('fetch failed');
});

test('a port in use is said in one line, and stopping frees the port', async () => {
  const endpoint = new URL('/api/messages', proxy.url);
  const port = Number(service.url.port);
  await expect(startPlayground({ port, endpoint, dataDir: join(dataDir, 'second') })).rejects.toThrow(
    `Port ${port} is in use, so the Playground cannot start: end what uses it, or choose another.`,
  );

  const other = await startPlayground({ port: 0, endpoint, dataDir: join(dataDir, 'third') });
  await other.stop();
  await expect(fetch(other.url)).rejects.toThrow('fetch failed');
});

async function freePort(): Promise<number> {
  const taken = await stub();
  await taken.close();
  return Number(taken.url.port);
}
