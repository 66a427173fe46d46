import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { problem } from './cannedApi.ts';
import { board, pinned } from './partners.ts';
import { said, startTab, violations, type TabOnBrowser } from './tabOnBrowser.ts';

jest.setTimeout(60_000);

const BOARD = '#/programmes/place/status';
const PRIYA = { person: 'priya' };
let tab: TabOnBrowser;

beforeAll(async () => {
  tab = await startTab();
  Object.assign(tab.api.all.winter![7]!, { board: pinned() });
});
afterAll(() => tab.stop());
afterEach(async () => {
  tab.api.board = board();
  tab.api.instead = null;
  await Promise.all(tab.browser.contexts().map((context) => context.close()));
});

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const mainText = async (page: Page) => oneLine(await page.getByRole('main').innerText());
const names = (page: Page) => page.locator('.status .row-title a').allTextContents();
const rowOf = (page: Page, name: string) => page.locator('.status').filter({ hasText: name });

async function rowText(page: Page, name: string): Promise<string> {
  return oneLine(await rowOf(page, name).innerText());
}

describe('the board', () => {
  test('stands beside decisions and stand-ups', async () => {
    const page = await tab.open('#/programmes/place/decisions', PRIYA);
    await page.getByRole('navigation', { name: 'Programme' }).getByRole('link', { name: 'Status' }).click();
    await said(page, '25 organisations');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  test('says first what is missing, of whom, and that nobody has agreed what is measured', async () => {
    const page = await opened(BOARD);
    expect(await mainText(page)).toContain(
      'What is missing No figures: Border Health Board Out of date: St Fenwick Community ' +
        'Partly not current: Two Rivers Ambulance No source yet: Harbour Hospice These indicators are examples',
    );
  });

  test.each([
    [
      'Northmoor Hospitals',
      [
        'Level 4, extreme',
        'Indicative',
        'Driven by People waiting over 4 hours in A&E: 47 people; ',
        'Current',
        'Oldest figure 5 hours old',
        '2 notices',
      ],
    ],
    [
      'Eastvale Council',
      [
        'Level 2, moderate Set by a person',
        'Set by Ben Carter of Eastvale Council, 1 December 2026, 8:45am, until 1 December 2026, 6pm',
        'because two agencies have sent staff who are not in the figures yet. Worked out, it would be level 3, severe. ' +
          'That follows from People ready to leave hospital: 44 people',
      ],
    ],
    [
      'St Fenwick Community',
      [
        'Beds open and empty: 9 beds (out of date)',
        'Oldest figure 3 hours old',
        'Operational dashboard: the address answered with an error (503), since 1 December 2026, 7:10am',
      ],
    ],
    ['Border Health Board', ['Level not known', 'No figures']],
    ['Harbour Hospice', ['Level not known', 'No source yet']],
    ['Marlow Mind', ['(yours)', 'All that is known is at its normal level']],
  ])('tells of %s its level, what drives it, and how well it is known', async (name, words) => {
    const text = await rowText(await opened(BOARD), name);
    for (const each of words) expect(text).toContain(each);
  });

  test('has the most worrying first, or goes by name or by age', async () => {
    const page = await opened(BOARD);
    expect((await names(page)).slice(0, 3)).toEqual([
      'Northmoor Hospitals',
      'St Fenwick Community',
      'Border Health Board',
    ]);
    await page.getByLabel('Order').selectOption('Name');
    await page.locator('.status').first().filter({ hasText: 'Alder Care Home' }).waitFor();
    await page.getByLabel('Order').selectOption('Oldest figures first');
    await page.locator('.status').nth(1).filter({ hasText: 'Eastvale Council' }).waitFor();
    await page.goBack();
    await page.locator('.status').first().filter({ hasText: 'Alder Care Home' }).waitFor();
  });

  test('is narrowed to the worrying, and searched by name', async () => {
    const page = await opened(BOARD);
    await page.getByLabel('Show').selectOption('Level 3 or 4, or not current');
    await said(page, '4 of 25 organisations');
    expect(page.url()).toContain('?only=worrying');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByLabel('Search organisations').fill('willow thornbury');
    await said(page, '1 of 25 organisations');
    await page.getByLabel('Search organisations').fill('nobody');
    await said(page, 'No organisations match');
  });

  test('of a programme that measures nothing yet says how to begin', async () => {
    Object.assign(tab.api.board, { indicators: [], totals: [], rule: { method: 'worst', source: '', effective: '' } });
    const page = await tab.open(BOARD, PRIYA);
    await page.getByText('@Concordat indicators').waitFor();
    expect(await page.locator('.status').count()).toBe(0);
  });

  test('adds up, and names whose part is missing or old', async () => {
    const page = await opened(BOARD);
    const text = oneLine(await page.getByRole('row', { name: /^Beds open and empty/ }).innerText());
    expect(text).toMatch(/Partly not current \d+ beds Figures of 20 organisations/);
    expect(text).toContain('Missing: Border Health Board Out of date: St Fenwick Community');
  });

  test('says how levels are worked out, who agreed that, and what each indicator counts', async () => {
    const page = await opened(BOARD);
    expect(await mainText(page)).toContain(
      'Source: Place escalation plan, agreed by the winter board, in effect from 2 November 2026',
    );
    await page.getByText('What each indicator counts').click();
    expect(await mainText(page)).toContain(
      'Makes level 2 at 20 beds or less, level 3 at 10 beds or less, level 4 at 3 beds or less.',
    );
  });

  test('is saved as a file for spreadsheets', async () => {
    const page = await opened(BOARD);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download 30 days of figures (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('status-all-2026-11-01-to-2026-12-01.csv');
  });

  test('leads to an organisation, and back to the list as it was narrowed', async () => {
    const page = await opened(`${BOARD}?only=worrying`);
    await page.getByRole('link', { name: 'Northmoor Hospitals' }).click();
    await page.getByRole('heading', { level: 1, name: 'Northmoor Hospitals' }).waitFor();
    await page.getByRole('link', { name: 'All organisations' }).click();
    await said(page, '4 of 25 organisations');
  });
});

describe('keeping up to date', () => {
  /** A page whose clock the test moves. */
  async function withClock(): Promise<Page> {
    const page = await tab.open('', { person: null });
    await page.clock.install();
    await page.goto(`${tab.api.origin}/tab/?theme=light&as=priya${BOARD}`);
    await page.locator('.status').first().waitFor();
    return page;
  }
  const asked = () => tab.api.asked.filter((path) => path.endsWith('/status')).length;

  test('is by itself, leaves the focus where it is, and tells a change of level alone', async () => {
    const page = await withClock();
    const link = page.getByRole('link', { name: 'Marlow Mind' });
    await link.focus();
    tab.api.board.at = '2026-12-01T10:21:00.000Z';
    await page.clock.runFor(31_000);
    await page.getByText('As of Tuesday 1 December 2026, 10:21am').waitFor();
    expect(await page.locator('.changes').innerText()).toBe('');
    const row = tab.api.board.rows.find(({ organisation }) => organisation === 'MHN')!;
    row.level = 4;
    await page.clock.runFor(31_000);
    await page.locator('.changes').filter({ hasText: 'Marlow Mind: level 4, extreme; was level 1, normal' }).waitFor();
    expect(await page.locator('.changes').getAttribute('role')).toBe('status');
    expect((await names(page))[0]).toBe('Marlow Mind');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Marlow Mind');
  });

  test('can be paused and taken up again', async () => {
    const page = await withClock();
    await page.getByRole('button', { name: 'Pause refreshing' }).click();
    const before = asked();
    await page.clock.runFor(120_000);
    expect(asked()).toBe(before);
    await page.getByRole('button', { name: 'Resume refreshing' }).click();
    tab.api.board.at = '2026-12-01T10:25:00.000Z';
    await page.clock.runFor(31_000);
    await page.getByText('As of Tuesday 1 December 2026, 10:25am').waitFor();
  });

  test('that fails says so, and keeps what was known', async () => {
    const page = await withClock();
    tab.api.instead = (_, response) => problem(response, 503, 'busy', 'Others are writing. Try again in a minute.');
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.getByText('This could not be refreshed').waitFor();
    expect(await page.locator('.status').count()).toBe(25);
    tab.api.instead = null;
    await page.clock.runFor(31_000);
    await page.getByText('This could not be refreshed').waitFor({ state: 'detached' });
  });
});

describe('an organisation', () => {
  test('tells its level, then each figure with its age and origin, then how they have moved', async () => {
    const page = await opened(`${BOARD}/NMH`);
    const headings = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
    expect(headings).toEqual([
      'Notices from the partner',
      'Figures',
      'Over time',
      'Sources',
      'How levels are worked out',
    ]);
    const text = oneLine(await page.getByRole('row', { name: /^Beds open and empty/ }).innerText());
    for (const words of [
      '2 beds',
      'Level 4, extreme',
      'Observed 12 minutes ago, 1 December 2026, 10:08am',
      'Received 1 December 2026, 10:10am',
      'Operational dashboard',
    ])
      expect(text).toContain(words);
  });

  test('that a person tells of says who told and confirmed it', async () => {
    const text = await mainText(await opened(`${BOARD}/RPC`));
    for (const words of [
      'Told by Dr Ines Costa of Riverside Practices',
      'Confirmed 1 December 2026, 9:50am',
      'Observed 11 hours ago',
    ])
      expect(text).toContain(words);
  });

  test('shows a small count as a star, and says so', async () => {
    const page = await opened(`${BOARD}/MHN`);
    expect(
      await page
        .getByRole('row', { name: /^People ready/ })
        .locator('.figure-value')
        .innerText(),
    ).toBe('*');
    expect(await mainText(page)).toContain('Counts from 1 to 7 are shown as *.');
  });

  test('has plots that say the same in words and in numbers, gaps and all', async () => {
    const page = await opened(`${BOARD}/NMH`);
    await page
      .getByRole('img', { name: /^Level Level 4, extreme, since Sunday 29 November 2026.*not known for 2 days/ })
      .waitFor();
    const plot = page.locator('.plot').filter({ hasText: 'Beds open and empty' });
    expect(await plot.getByRole('img').getAttribute('aria-labelledby')).toBeTruthy();
    expect(await plot.locator('.picture-gap').count()).toBeGreaterThan(1);
    expect(await plot.locator('.picture-threshold').count()).toBe(3);
    await plot.getByText('Show the numbers').click();
    const rows = plot.getByRole('table').getByRole('row');
    expect(oneLine(await rows.nth(1).innerText())).toBe('1 December 2026, 10:20am 2 beds 4 Level 4, extreme');
    expect(await plot.getByRole('cell', { name: 'Not known' }).count()).toBeGreaterThan(1);
    const levels = page.locator('.plot').first();
    await levels.getByText('Show the numbers').click();
    const set = levels.getByRole('cell', { name: 'Set by a person' });
    await set.first().waitFor();
    expect(await set.count()).toBe(1);
  });

  test('is looked back on for as long as one chooses, without losing the place', async () => {
    const page = await opened(`${BOARD}/NMH`);
    const days = page.getByRole('navigation', { name: 'How far back' });
    await days.getByRole('link', { name: '400 days' }).click();
    await page.getByRole('img', { name: /^Beds open and empty.*Between/ }).waitFor();
    await page.getByRole('button', { name: 'Download 400 days' }).waitFor();
    expect(page.url()).toContain('?days=400');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('400 days');
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(200);
  });

  test('says how each of its feeds does, and what was not used', async () => {
    const text = await mainText(await opened(`${BOARD}/NMH`));
    for (const words of [
      'Bed state Failing Source 2, CSV file Failing since 1 December 2026, 7:10am, 13 times in a row: the address answered with an error (503). Ask the partner what the error means.',
      'Staff off sick, at staff.sick: “n/a” is not in the table of values. Add it there, with what it counts as.',
      'Waiting for a first reading',
    ])
      expect(text).toContain(words);
  });

  test('shows what a partner wrote as text, and links to the web alone', async () => {
    const page = await opened(`${BOARD}/NMH`);
    await page.getByText('<img src=x onerror="window.hacked=1">').waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.getByRole('link', { name: /X-ray at Northmoor/ }).getAttribute('rel')).toContain('noopener');
  });

  test('that there is not is said not to be', async () => {
    const page = await tab.open(`${BOARD}/ZZZ`, PRIYA);
    await page.getByRole('alert').getByText('There is no organisation ZZZ here.').waitFor();
  });
});

describe('a decision', () => {
  test('shows the board as it stood then, the worst first, and what was missing of it', async () => {
    const page = await tab.open('#/programmes/winter/decisions/8', { person: 'rhys' });
    const part = page.getByRole('region', { name: 'Status at the time' });
    const text = oneLine(await part.innerText());
    for (const words of [
      'As it was known on Tuesday 1 December 2026, 10:20am.',
      'St Fenwick Community Out of date 3 Level 3, severe Indicative People ready to leave hospital: 31 people (out of date)',
      'Eastvale Council 2 Level 2, moderate Set by a person',
      'People ready to leave hospital: *',
      'Without figures of BHB. With figures of St Fenwick Community that were out of date.',
      'No source was set up for Harbour Hospice.',
    ])
      expect(text).toContain(words);
    expect((await part.getByRole('rowheader').allInnerTexts())[0]).toBe('Northmoor Hospitals');
  });

  test('without one says nothing of it', async () => {
    const page = await tab.open('#/programmes/winter/decisions/7', { person: 'rhys' });
    await page.getByRole('heading', { name: 'History', exact: true }).waitFor();
    expect(await page.getByText('Status at the time').count()).toBe(0);
  });
});

describe.each(['light', 'dark', 'contrast'])('in the %s theme', (theme) => {
  test.each([
    ['the board', BOARD, 1280],
    ['the board, narrow', `${BOARD}?only=worrying`, 320],
    ['an organisation', `${BOARD}/NMH`, 1280],
    ['a decision with its board, narrow', '#/programmes/winter/decisions/8', 320],
    ['an organisation, narrow', `${BOARD}/NMH?days=7`, 320],
  ])('axe finds nothing in %s, and nothing is wider than the window', async (_, hash, width) => {
    const page = await tab.open(hash, { person: hash.includes('winter') ? 'rhys' : 'priya', theme, width });
    await page.locator('.status, .picture svg, .pinned').first().waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    if (hash.includes('?only')) await page.getByRole('button', { name: 'Filters (1 set)' }).click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});

async function opened(hash: string): Promise<Page> {
  const page = await tab.open(hash, PRIYA);
  await page.locator('.status, .figures').first().waitFor();
  return page;
}
