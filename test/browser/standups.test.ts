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

jest.setTimeout(90_000);

let folder: string;
let local: LocalMode;
let browser: Browser;
let chat: PlaygroundPage;
/** The pictures of this run, for people to look at. */
let pictures: string;

beforeAll(async () => {
  buildTab();
  folder = await mkdtemp(join(tmpdir(), 'concordat-standups-'));
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

const round = () =>
  chat
    .cards('Bed meeting')
    .filter({ hasText: /\d of 5 organisations/ })
    .filter({ hasNotText: 'Summary' });
const summary = () => chat.cards('Bed meeting').filter({ hasText: 'Summary' }).filter({ hasText: 'What each said' });

async function shows(text: string | RegExp): Promise<void> {
  await round().filter({ hasText: text }).first().waitFor();
}

async function actAs(name: string): Promise<void> {
  const said = async () => (await chat.text()).split(`You are now ${name} `).length;
  const before = await said();
  await chat.send(`@Concordat act as ${name}`);
  await until(async () => (await said()) > before);
}

/** What somebody does: each press, and each input that they fill in. */
let interactions = 0;
async function press(card: Locator, title: string): Promise<void> {
  interactions++;
  await chat.press(card, title);
}
async function fill(card: Locator, inputs: Record<string, string>): Promise<void> {
  interactions += Object.keys(inputs).length;
  await chat.fill(card, inputs);
}

beforeEach(() => {
  interactions = 0;
});

describe('a stand-up of five organisations', () => {
  test('is set up in one line, and changed in a form', async () => {
    await chat.go('General');
    await chat.send('@Concordat standup weekdays at 3:07am called Bed meeting');
    const card = await chat.card('Every weekday at 3:07am');
    await chat.screenshot(join(pictures, 'standup-set-up.png'));
    await chat.press(card, 'Change');
    const form = await chat.card('Change the stand-up');
    await chat.press(form, 'More details');
    // So that the reminder comes at once, and this test sees whom it does not reach.
    await chat.fill(form, { 'Reminder, minutes before it closes': '120' });
    await chat.screenshot(join(pictures, 'standup-form.png'));
    await chat.press(form, 'Save');
    await chat.cards('2 hours before it closes').first().waitFor();
  });

  test('is started, and its card stands in the channel', async () => {
    await chat.send('@Concordat standup start');
    await shows('0 of 5 organisations');
    await shows(/Elin Ward.*could not be reached|could not be reached.*Elin Ward/is);
    await chat.screenshot(join(pictures, 'standup-open.png'));
  });

  test('a full answer is six interactions at most', async () => {
    await press(round().first(), 'Answer');
    const form = await chat.card('Answer for NMH');
    await fill(form, {
      'What has moved since last time?': '14 went home',
      'What is next?': 'Ring-fence 8 beds',
      'What is in the way?': 'No second key for ward 6',
    });
    await chat.screenshot(join(pictures, 'standup-answer.png'));
    await press(form, 'Send answer');
    await shows('1 of 5 organisations');
    await shows('No second key for ward 6');
    expect(interactions).toBeLessThanOrEqual(6);
  });

  test('one line in chat is an answer', async () => {
    await actAs('Ben');
    await chat.send('@Concordat standup Six packages started; blocked: transport after 8pm help NMH');
    await chat.waitForText('EVC has answered round 1');
    await shows('2 of 5 organisations');
    await shows('transport after 8pm');
  });

  test('a second line adds to it, and says that it was changed', async () => {
    await chat.send('@Concordat standup next: two more packages');
    await chat.waitForText('EVC has answered round 1 of Bed meeting: changed');
    await shows('two more packages');
    await shows('Six packages started');
  });

  test('no change is one press', async () => {
    await actAs('Carys');
    interactions = 0;
    await press(round().first(), 'No change');
    await shows('3 of 5 organisations');
    expect(interactions).toBe(1);
    expect(await round().count()).toBe(1);
  });

  test('somebody is away', async () => {
    await actAs('Dev');
    await chat.send('@Concordat away until tomorrow');
    await chat.waitForText('You are away until');
    await actAs('Asha');
    await chat.send('@Concordat standup close');
    await summary().first().waitFor();
    await shows('Away');
    await chat.screenshot(join(pictures, 'standup-closed.png'));
  });

  test('the summary says what is in the way first, who did not answer, and who could not be reached', async () => {
    const text = await summary().first().innerText();
    const order = ['No second key for ward 6', 'transport after 8pm', '14 went home', 'Six packages started'];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toContain('Could not be reached');
    expect(text).toContain('Away');
  });

  test('a late answer is marked, and updates the summary in its place', async () => {
    await actAs('Elin');
    await press(round().first(), 'Answer late');
    const form = await chat.card('Answer for HHV');
    await fill(form, { 'What has moved since last time?': 'Twelve volunteers tonight' });
    await press(form, 'Send answer');
    await summary().filter({ hasText: 'Twelve volunteers tonight' }).filter({ hasText: 'late' }).first().waitFor();
    expect(await summary().count()).toBe(1);
    await chat.screenshot(join(pictures, 'standup-summary.png'));
  });

  test('what is answered before the next round opens is in it', async () => {
    await actAs('Carys');
    await chat.send('@Concordat standup Elm House is full');
    await chat.waitForText('Recorded early for SFC');
  });

  test('the next round brings the plan to tick off, and the blockers still open', async () => {
    await actAs('Asha');
    await chat.send('@Concordat standup start');
    const second = round().filter({ hasText: 'Round 2' }).first();
    await second.filter({ hasText: 'Elm House is full' }).filter({ hasText: 'early' }).waitFor();
    // The page empties what is being typed when a card changes: this is the last change that comes by itself.
    await second.filter({ hasText: 'Could not be reached' }).waitFor();
    interactions = 0;
    await press(second, 'Answer');
    const form = (await chat.card('Answer for NMH')).filter({ hasText: 'Done from your plan' });
    const inputs = {
      'Done from your plan': 'Ring-fence 8 beds',
      'Solved since': '4: No second key for ward 6 (NMH)',
      'How it was solved': 'A spare was cut',
    };
    await fill(form, inputs);
    const ticked = form.getByRole('checkbox', { checked: true });
    while ((await ticked.count()) < 2) await chat.fill(form, inputs);
    await chat.screenshot(join(pictures, 'standup-carried-over.png'));
    await press(form, 'Send answer');
    await second.filter({ hasText: 'A spare was cut' }).waitFor();
    expect(interactions).toBeLessThanOrEqual(6);
    await chat.screenshot(join(pictures, 'standup-second.png'));
  });

  test('what is in the way is listed', async () => {
    await chat.send('@Concordat blockers');
    await chat.cards('transport after 8pm').filter({ hasText: 'Close' }).first().waitFor();
    await chat.screenshot(join(pictures, 'standup-blockers.png'));
    await chat.send('@Concordat standup history NMH');
    await chat.cards('Round 1').first().waitFor();
    await chat.screenshot(join(pictures, 'standup-history.png'));
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

test('the tab shows the round, who took part, and what is in the way', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await page.goto(`${local.tab}?as=${ben.aadObjectId}`);
  await page.getByRole('link', { name: 'Stand-ups' }).click();
  await page.getByLabel('Stand-up', { exact: true }).selectOption({ label: 'Bed meeting' });
  await page.getByRole('heading', { name: 'Participation' }).waitFor();
  await page.getByRole('heading', { name: 'Open blockers' }).waitFor();
  await page.screenshot({ path: join(pictures, 'tab-standups.png'), fullPage: true });
  await page.getByRole('link', { name: /^Round 1,/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Round 1,/ }).waitFor();
  for (const words of ['Twelve volunteers tonight', 'transport after 8pm', '14 went home'])
    await page.getByText(words).first().waitFor();
  await page.screenshot({ path: join(pictures, 'tab-round.png'), fullPage: true });
  await page.close();
});

function concordat(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, ['src/cli/concordat.js', ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    ),
  );
}
