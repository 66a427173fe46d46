import { jest } from '@jest/globals';
import { join } from 'node:path';
import { ben } from '../../src/local/people.ts';
import { until } from '../world/until.ts';
import { Demo } from './demo.ts';

jest.setTimeout(90_000);

let demo: Demo;

beforeAll(async () => {
  demo = await Demo.start();
  await demo.chat.go('General');
});

afterAll(() => demo?.stop());

/** The board that is kept up to date: the only one here that says so of all five. */
const board = () => demo.chat.cards('Status of partners').filter({ hasText: 'All organisations together' }).first();

/** What a card says of one thing: the line that follows its name. */
async function said(name: string): Promise<string> {
  const lines = (await board().innerText()).split('\n').filter(Boolean);
  return lines[lines.indexOf(name) + 1] ?? '';
}

const LEVELS = ['1 Normal', '2 Moderate', '3 Severe', '4 Extreme'];

async function levelOf(organisation: string): Promise<number> {
  const level = await said(organisation);
  return LEVELS.findIndex((words) => level.startsWith(words)) + 1;
}

test('one board has five partners over five kinds of source, one of them stale with its cause', async () => {
  await demo.chat.send('@Concordat status pin');
  await board().waitFor();
  await until(async () => (await board().innerText()).includes('error (503)'), 20_000);
  const text = await board().innerText();
  for (const name of ['Northmoor Hospitals', 'Eastvale Council', 'Southfield Community Health', 'Riverside', 'Helping'])
    expect(text).toContain(name);
  expect(text).toMatch(/No new figures from SFC[^\n]*error \(503\)/);
  expect(text).toMatch(/No new figures from HHV[^\n]*nothing has come/);
  await demo.picture('status-board');
  await demo.chat.send('@Concordat sources');
  const sources = await demo.chat.card('Southfield wards');
  for (const kind of ['FHIR', 'CSV', 'JSON', 'Statuspage', 'News feed', 'Sent to us', 'person'])
    expect(await sources.innerText()).toMatch(new RegExp(kind, 'i'));
  await demo.picture('status-sources');
});

test('with that feed stopped no total and no level has become better', async () => {
  expect(await levelOf('Southfield Community Health (SFC)')).toBeGreaterThanOrEqual(1);
  expect(await said('Beds free')).toMatch(/^\d+ \(old: (NMH, )?SFC\)$/);
  const before = [await levelOf('Southfield Community Health (SFC)'), await said('Southfield Community Health (SFC)')];
  await demo.chat.press(board(), 'Refresh');
  await until(async () => /error \(503\)/.test(await board().innerText()));
  expect([await levelOf('Southfield Community Health (SFC)'), await said('Southfield Community Health (SFC)')]).toEqual(
    before,
  );
});

test('confirming what a person gave makes it current, and the board changes in place', async () => {
  await demo.actAs('Elin');
  await demo.chat.send('@Concordat status HHV');
  const card = await demo.chat.card(/Helping Hands[^]*No change, still right/);
  await demo.picture('status-hhv');
  await demo.chat.press(card, 'No change, still right');
  await until(async () => !(await board().innerText()).includes('No new figures from HHV'));
  expect(await demo.chat.cards('All organisations together').count()).toBe(1);
  await demo.picture('status-confirmed');
  await demo.actAs('Asha');
});

test('a level that a person sets shows at once, and is told once beside the board', async () => {
  await demo.chat.send('@Concordat status NMH level 4 because the front door is full until tomorrow 9am');
  await until(async () => (await levelOf('Northmoor Hospitals (NMH)')) === 4);
  await until(async () => (await demo.chat.cards(/went from \d \w+ to 4 Extreme/).count()) === 1);
  await demo.chat.send('@Concordat status NMH');
  await demo.chat.card('Northmoor bed report');
  await demo.picture('status-override');
});

test('a decision keeps the board of its moment, and the log verifies with it', async () => {
  await demo.chat.send('@Concordat decide Open 12 escalation beds because ED is at OPEL 4');
  await demo.chat.card('ED is at OPEL 4');
  await demo.chat.send('@Concordat decision 9');
  const history = await demo.chat.card('Status of partners when this was put into the log');
  expect(await history.innerText()).toMatch(/Northmoor Hospitals \(NMH\): 4 Extreme \(set by a person\)/);
  expect(await history.innerText()).toMatch(/NMH: Set by Asha Patel \(NMH\) until [^\n]*: the front door is full/);
  await demo.picture('status-decision');

  await demo.chat.send('@Concordat verify');
  await demo.chat.card(/verif/i);
  const [log] = /http:\/\/localhost:\d+\/log\/[a-z0-9]+/.exec(await demo.chat.text()) ?? [];
  const file = join(demo.folder, 'log.concordat');
  expect(await demo.concordat('export', log!, '--out', file, '--as', ben.aadObjectId)).toMatchObject({ code: 0 });
  expect((await demo.concordat('verify', file, '--no-memory')).output).toMatch(/^Verified/m);
});

test('the tab shows the same board, and a page for each organisation', async () => {
  const page = await demo.browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await page.goto(`${demo.local.tab}?as=${ben.aadObjectId}`);
  await page.getByRole('link', { name: 'Status' }).click();
  await page.getByRole('link', { name: /Southfield Community Health/ }).waitFor();
  await demo.pictureOf(page, 'tab-status');
  await page.getByRole('link', { name: /Northmoor Hospitals/ }).click();
  await page.getByRole('heading', { level: 1, name: /Northmoor Hospitals/ }).waitFor();
  await demo.pictureOf(page, 'tab-status-nmh');
  await page.close();
});
