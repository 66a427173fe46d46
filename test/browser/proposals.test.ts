import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { asha, ben } from '../../src/local/people.ts';
import { launchChromium } from './chromium.ts';
import { until } from '../world/until.ts';
import { buildTab, freePort, LocalMode } from './localMode.ts';
import { PlaygroundPage } from './playground.ts';

jest.setTimeout(60_000);

let folder: string;
let local: LocalMode;
let browser: Browser;
let chat: PlaygroundPage;
/** The pictures of this run, for people to look at. */
let pictures: string;

beforeAll(async () => {
  buildTab();
  folder = await mkdtemp(join(tmpdir(), 'concordat-proposals-'));
  pictures = join(tmpdir(), 'concordat-pictures');
  await mkdir(pictures, { recursive: true });
  local = await LocalMode.start({ PORT: String(await freePort()), DATA_DIR: join(folder, 'data') });
  browser = await launchChromium();
  chat = await PlaygroundPage.open(browser, local.chat);
});

afterAll(async () => {
  await browser?.close();
  await local?.stop();
  await rm(folder, { recursive: true, force: true });
});

const TITLE = 'Share the night rota';

/** The one card of the proposal that stands in the channel and is kept up to date. */
const post = () => chat.cards(TITLE).filter({ hasText: /Seen by/ });

/** Waits for the answer to this very message, since the same may have been said before. */
async function actAs(name: string): Promise<void> {
  const said = async () => (await chat.text()).split(`You are now ${name} `).length;
  const before = await said();
  await chat.send(`@Concordat act as ${name}`);
  await until(async () => (await said()) > before);
}

async function shows(text: string | RegExp): Promise<void> {
  await post().filter({ hasText: text }).first().waitFor();
}

async function form(button: string, heading: string): Promise<Locator> {
  await chat.press(post().first(), button);
  return chat.card(heading);
}

describe('people of five organisations agree, one after the other', () => {
  test('a proposal stands in the channel, with a row for each organisation and the buttons', async () => {
    await chat.go('General');
    await chat.send('@Concordat place @Farah in EVC as deputy because Ben is on leave next week');
    await chat.waitForText('Farah Aziz is placed in EVC');
    await chat.send(`@Concordat propose ${TITLE} needs all because wards wait for each other at night`);
    await shows('0 of 5 organisations agree');
    await chat.screenshot(join(pictures, 'proposal-open.png'));
  });

  test('a representative agrees with one press, and the card changes in place', async () => {
    await chat.press(post().first(), 'Agree');
    await shows('1 of 5 organisations agree');
    expect(await post().count()).toBe(1);
  });

  test('a deputy agrees while the representative is away, and not before', async () => {
    await actAs('Farah');
    await chat.press(post().first(), 'Agree');
    await chat.waitForText(/The representative of .*EVC.* is here/);
    await shows('1 of 5 organisations agree');
    await actAs('Ben');
    await chat.send('@Concordat away until tomorrow');
    await chat.waitForText('You are away until');
    await actAs('Farah');
    await chat.press(post().first(), 'Agree');
    await shows('2 of 5 organisations agree');
  });

  test('one objects, with the reason that the form asks for', async () => {
    await actAs('Carys');
    const object = await form('Object', 'Object to proposal 9');
    await chat.fill(object, {
      'Why you object': 'Our nights are not covered',
      'What would change your mind': 'One night fewer',
    });
    await chat.screenshot(join(pictures, 'proposal-object.png'));
    await chat.press(object, 'Object');
    await shows('Our nights are not covered');
    await shows('One night fewer');
  });

  test('one stands aside, with the interest declared', async () => {
    await actAs('Dev');
    const aside = await form('Stand aside', 'Stand aside');
    await chat.fill(aside, { 'The interest you declare': 'We bid for the same money' });
    await chat.press(aside, 'Stand aside');
    await shows('We bid for the same money');
  });

  test('a coordinator passes on what the fifth has told her', async () => {
    await actAs('Asha');
    await chat.send('@Concordat away @Elin until tomorrow');
    await chat.waitForText('Elin Ward is away until');
    await chat.press(post().first(), 'More…');
    const passed = await form('Record for an organisation', 'Record for an organisation: proposal 9');
    await chat.fill(passed, {
      Organisation: 'Helping Hands Volunteers (HHV)',
      'What it says': 'Agree',
      'How you were told': 'Telephone call from Elin',
    });
    await chat.press(passed, 'Record what it says');
    await shows('Telephone call from Elin');
    await chat.screenshot(join(pictures, 'proposal-midway.png'));
  });

  test('the objection changes to agreement, and that ratifies it: in the card, and as a message of its own', async () => {
    await actAs('Carys');
    await chat.press(post().first(), 'Agree');
    await shows('Ratified');
    expect(await post().count()).toBe(1);
    await chat
      .cards(TITLE)
      .filter({ hasText: 'Ratified' })
      .filter({ hasNotText: /Seen by/ })
      .first()
      .waitFor();
    await chat.screenshot(join(pictures, 'proposal-ratified.png'));
  });

  test('`decision 9` tells the whole trail in order, with the reasons', async () => {
    await chat.send('@Concordat decision 9');
    const trail = await (await chat.card('History of decision 9')).innerText();
    let from = 0;
    for (const part of [
      'wards wait for each other at night',
      'deputy',
      'One night fewer',
      'Our nights are not covered',
      'We bid for the same money',
      'Telephone call from Elin',
      'Ratified',
    ]) {
      const at = trail.indexOf(part, from);
      expect([part, at >= 0]).toEqual([part, true]);
      from = at;
    }
    await chat.screenshot(join(pictures, 'proposal-trail.png'));
  });

  test('the organisation’s representative finds a receipt in his own chat', async () => {
    await actAs('Ben');
    await chat.go('personal chat');
    await chat.waitForText(/Eastvale Council/);
    await chat.cards(TITLE).first().waitFor();
    await chat.screenshot(join(pictures, 'proposal-receipt.png'));
    await chat.send('decisions mine');
    await chat.waitForText('Share one pool of drivers and vans at weekends');
    await chat.screenshot(join(pictures, 'proposal-mine.png'));
  });
});

test('the exported log verifies', async () => {
  const base = local.tab.replace(/\/tab.*$/, '');
  const headers = { authorization: `Local ${asha.aadObjectId}` };
  const { programmes } = (await (await fetch(`${base}/api/me`, { headers })).json()) as {
    programmes: { id: string }[];
  };
  const file = join(folder, 'log.concordat');
  const log = `${base}/log/${programmes[0]!.id}`;
  expect(await concordat('export', log, '--out', file, '--as', ben.aadObjectId)).toMatchObject({ code: 0 });
  const key = (await (await fetch(`${log}/key`, { headers })).text()).trim();
  const { code, said } = await concordat('verify', file, '--key', key, '--no-memory');
  expect([code, said]).toEqual([0, expect.stringMatching(/^Verified/)]);
});

test('the tab shows who agreed to what', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await page.goto(`${local.tab}?as=${ben.aadObjectId}`);
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  for (const words of ['Our nights are not covered', 'We bid for the same money', 'Telephone call from Elin'])
    await page.getByText(words).first().waitFor();
  await page.screenshot({ path: join(pictures, 'tab-proposal.png'), fullPage: true });
  await page.close();
});

function concordat(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, ['src/cli/concordat.js', ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    ),
  );
}
