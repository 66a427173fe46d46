import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { asha, ben, bot } from '../../src/local/people.ts';
import { stub } from '../local/stub.ts';
import { launchChromium } from './chromium.ts';
import { buildTab, freePort, LocalMode } from './localMode.ts';
import { PlaygroundPage } from './playground.ts';

jest.setTimeout(60_000);

let folder: string;
let settings: { PORT: string; DATA_DIR: string };
let local: LocalMode;
let browser: Browser;
let chat: PlaygroundPage;
/** The pictures of this run, for people to look at. */
let pictures: string;

beforeAll(async () => {
  buildTab();
  folder = await mkdtemp(join(tmpdir(), 'concordat-start-'));
  pictures = join(tmpdir(), 'concordat-pictures');
  await mkdir(pictures, { recursive: true });
  settings = { PORT: String(await freePort()), DATA_DIR: join(folder, 'data') };
  local = await LocalMode.start(settings);
  browser = await launchChromium();
  chat = await PlaygroundPage.open(browser, local.chat);
});

afterAll(async () => {
  await browser?.close();
  await local?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('in local mode, in the Playground', () => {
  test('a decision typed in the channel stands there as a card with its number, who, organisation, when and why', async () => {
    await chat.go('General');
    await chat.send('@Concordat decide Open 12 escalation beds because ED is at OPEL 4');
    const card = await chat.card('Open 12 escalation beds');
    const text = await card.innerText();
    for (const words of ['Decision 9', 'Recorded', 'ED is at OPEL 4', 'Asha Patel, Northmoor Hospitals (NMH)'])
      expect(text).toContain(words);
    expect(text).toMatch(/When\s+\w+day \d+ \w+ \d{4}, \d+(:\d\d)?[ap]m/);
  });

  test('somebody else supersedes it by its button, and both cards change in place', async () => {
    await chat.send('@Concordat act as Ben');
    await chat.waitForText('You are now Ben Okafor, Eastvale Council.');
    const old = await chat.card('Open 12 escalation beds');
    await chat.press(old, 'More…');
    await chat.press(old, 'Supersede');
    const form = await chat.card('Supersede decision 9');
    await chat.fill(form, { 'What was decided': 'Open 8 escalation beds', Why: 'Four went home overnight' });
    await chat.press(form, 'Record new decision');
    await chat.waitForText('Superseded by decision 10');

    const [first] = await texts(chat, 'Open 12 escalation beds');
    expect(first).toContain('Superseded by decision 10');
    const [second] = await texts(chat, 'Open 8 escalation beds');
    expect(second).toContain('Decision 10');
    expect(second).toMatch(/Supersedes\s+Decision 9/);
    expect(second).toContain('Ben Okafor, Eastvale Council (EVC)');
    expect(await chat.cards('Supersede decision 9').count()).toBe(0);
    await chat.screenshot(join(pictures, 'superseded.png'));
  });

  test('a decision without its why comes back as a form that keeps what was typed, and is recorded from there', async () => {
    await chat.send('@Concordat decide Run the patient lounge until 10pm');
    const form = await chat.card('Record a decision');
    expect(await form.innerText()).toContain('This needs a reason');
    expect(await form.getByRole('textbox', { name: 'What was decided' }).inputValue()).toBe(
      'Run the patient lounge until 10pm',
    );
    await chat.screenshot(join(pictures, 'refused.png'));
    await chat.fill(form, { Why: 'People wait there for transport after eight' });
    await chat.press(form, 'Record decision');
    await chat.waitForText('Decision 11');
    const [card] = await texts(chat, 'Run the patient lounge until 10pm');
    expect(card).toContain('People wait there for transport after eight');
  });

  test('the channel’s people are told apart: what Farah, who has no place, decides is not recorded', async () => {
    await chat.send('@Concordat act as Farah');
    await chat.waitForText('You are now Farah Aziz');
    await chat.send('@Concordat decide Close the lounge because it is late');
    await chat.waitForText('You have not been placed in an organisation yet');
    expect(await titles()).toHaveLength(11);
  });
});

describe('the tab', () => {
  test('shows both decisions, linked to each other', async () => {
    const page = await openTab(ben.aadObjectId);
    await page.getByRole('link', { name: 'Open 12 escalation beds' }).click();
    await page.getByRole('heading', { level: 1, name: /Open 12 escalation beds/ }).waitFor();
    await page.screenshot({ path: join(pictures, 'tab-superseded.png'), fullPage: true });
    await page.getByRole('link', { name: /superseded by decision 10/i }).click();
    await page.getByRole('heading', { level: 1, name: /Open 8 escalation beds/ }).waitFor();
    await page.getByRole('link', { name: /supersedes decision 9/i }).click();
    await page.getByRole('heading', { level: 1, name: /Open 12 escalation beds/ }).waitFor();
    await page.close();
  });

  test('shows the demo’s past: decisions of the last two weeks, one of them superseded, and proposals', async () => {
    const page = await openTab(asha.aadObjectId);
    await page.getByRole('link', { name: 'Open 8 community beds at Elm House' }).waitFor();
    await page.screenshot({ path: join(pictures, 'tab-list.png'), fullPage: true });
    await page.getByRole('link', { name: 'Open 16 community beds at Elm House' }).click();
    await page.getByRole('link', { name: /supersedes decision 2/i }).waitFor();
    await page.screenshot({ path: join(pictures, 'tab-outside.png'), fullPage: true });
    await page.close();
  });
});

describe('local mode is for this machine only', () => {
  test('a request with a foreign Host header is refused', async () => {
    const answer = await get(Number(settings.PORT), '/healthz', 'concordat.example');
    expect(answer).toMatchObject({ status: 403, body: { code: 'host.foreign' } });
  });

  test('an activity whose serviceUrl is elsewhere is refused', async () => {
    const response = await fetch(`http://127.0.0.1:${settings.PORT}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: '1',
        channelId: 'msteams',
        serviceUrl: 'https://teams.example/',
        from: { id: asha.id, aadObjectId: asha.aadObjectId },
        recipient: bot,
        conversation: { id: '19:elsewhere@thread.tacv2' },
        text: 'decide Let everybody in because nobody looks',
      }),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'serviceUrl.foreign' });
  });
});

describe('ending', () => {
  test('Ctrl-C ends everything that was started, and starting again finds the data as it was', async () => {
    const before = await titles();
    const service = await servicePid();
    expect(await local.stop()).toBe(0);
    for (const url of [local.chat, local.tab]) await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(() => process.kill(service, 0)).toThrow('ESRCH');

    local = await LocalMode.start(settings);
    expect(await titles()).toEqual(before);
    expect(before).toHaveLength(11);
  });

  test('the service dying ends the rest, with one line', async () => {
    process.kill(await servicePid(), 'SIGKILL');
    expect(await local.ended()).toBe(1);
    expect(local.output).toContain('\nThe service has ended by SIGKILL, so local mode ends: see ');
    await expect(fetch(local.chat)).rejects.toThrow('fetch failed');
  });
});

describe('what stands in the way is said in a line, and ends it with exit code 1', () => {
  test('a port in use', async () => {
    const taken = await stub();
    const { port } = taken.url;
    expect(await LocalMode.fail({ ...settings, PORT: port })).toEqual({
      lines: [`Port ${port} is in use. Stop what uses it, or set PORT to another.`],
      code: 1,
    });
    await taken.close();
  });

  test('a data folder that is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await LocalMode.fail({ ...settings, DATA_DIR: file })).toEqual({
      lines: [`The data folder cannot be written: ${file} (EEXIST). Set DATA_DIR to a folder that can.`],
      code: 1,
    });
  });

  test('a data folder with a file in it that is no store of ours, in the service’s own words', async () => {
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'concordat.sqlite'), 'This is not a database, and it never was one.'.repeat(100));
    const { lines, code } = await LocalMode.fail({ ...settings, DATA_DIR: other });
    expect(lines).toEqual([expect.stringContaining('This is not a store of Concordat, or it is damaged')]);
    expect(code).toBe(1);
  });

  test('all settings that are wrong, at once', async () => {
    expect(await LocalMode.fail({ ...settings, PORT: 'tea', LOG_LEVEL: 'loud' })).toEqual({
      lines: [
        'Setting PORT must be a port from 0 to 65535.',
        'Setting LOG_LEVEL must be debug, info, warn, error or silent.',
      ],
      code: 1,
    });
  });

  test('an app id, which local mode has none of', async () => {
    const { lines, code } = await LocalMode.fail({
      ...settings,
      MicrosoftAppId: '0b0f2c1e-0a01-4c6d-8e01-a1b2c3d4e501',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: '0b0f2c1e-0a02-4c6d-8e01-a1b2c3d4e502',
      MicrosoftAppPassword: 'x',
      PUBLIC_URL: 'https://concordat.example',
      LOG_ORIGIN: 'concordat.example',
      LOG_SIGNING_KEY: 'x',
    });
    expect(lines).toEqual(['MicrosoftAppId is set, and npm start is local mode: take it out, or use npm run serve.']);
    expect(code).toBe(1);
  });
});

async function texts(page: PlaygroundPage, containing: string): Promise<string[]> {
  const titled = page.cards(containing).filter({ hasText: /^Decision \d+/ });
  await titled.first().waitFor();
  return titled.allInnerTexts();
}

async function openTab(person: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await page.goto(`${local.tab}?as=${person}`);
  return page;
}

/** The titles of all decisions, as the API gives them. */
async function titles(): Promise<string[]> {
  const headers = { authorization: `Local ${asha.aadObjectId}` };
  const base = `http://127.0.0.1:${settings.PORT}/api`;
  const { programmes } = await (await fetch(`${base}/me`, { headers })).json();
  const answer = await fetch(`${base}/programmes/${programmes[0].id}/decisions?limit=100`, { headers });
  const { decisions } = await answer.json();
  return decisions.map(({ number, state, title }: Record<string, string>) => `${number} ${state} ${title}`);
}

/** The service names itself in its log, which no line of reaches the terminal. */
async function servicePid(): Promise<number> {
  const lines = (await readFile(join(settings.DATA_DIR, 'service.log'), 'utf8')).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '').pid;
}

function get(port: number, path: string, host: string): Promise<{ status?: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    request({ port, path, host: '127.0.0.1', headers: { host } }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
    })
      .on('error', reject)
      .end();
  });
}
