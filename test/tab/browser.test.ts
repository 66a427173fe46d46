import { jest } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { problem, PROOF } from './cannedApi.ts';
import { said, startTab, violations, type TabOnBrowser } from './tabOnBrowser.ts';

jest.setTimeout(60_000);

const LIST = '#/programmes/discharge/decisions';
let tab: TabOnBrowser;

beforeAll(async () => {
  tab = await startTab();
});
afterAll(() => tab.stop());
afterEach(async () => {
  tab.api.instead = null;
  tab.api.local = true;
  await Promise.all(tab.browser.contexts().map((context) => context.close()));
});

describe('the list', () => {
  test('shows the newest first, in the programme’s time zone, and goes straight to the only programme', async () => {
    const page = await tab.open('');
    await said(page, '60 decisions, the newest 20 shown');
    expect(new URL(page.url()).hash).toBe(LIST);
    const second = page.getByRole('listitem').filter({ hasText: 'Decision 54' });
    expect(await second.textContent()).toContain('13 November 2026, 5pm');
    expect(await second.textContent()).toContain('and 2 more');
  });

  test('searches while one types, without a step back for each letter', async () => {
    const page = await tab.open(LIST);
    await said(page, '60 decisions, the newest 20 shown');
    const steps = await page.evaluate(() => history.length);
    await page.getByLabel('Search decisions').pressSequentially('transport');
    await said(page, '9 decisions match, newest first');
    expect(page.url()).toContain('?q=transport');
    expect(await page.evaluate(() => history.length)).toBe(steps);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });

  test('ignores an answer to an older search that comes late', async () => {
    const page = await tab.open(LIST);
    await said(page, '60 decisions, the newest 20 shown');
    let releaseOld = () => {};
    const oldAsked = new Promise<void>((asked) => {
      tab.api.instead = (request, _, answer) => {
        if (!request.url!.includes('q=rota')) return answer();
        releaseOld = answer;
        asked();
      };
    });
    await page.getByLabel('Search decisions').fill('rota');
    await oldAsked;
    await page.getByLabel('Search decisions').fill('orthopaedics');
    await said(page, '9 decisions match, newest first');
    releaseOld();
    await page.evaluate(() => fetch('/api/local'));
    await said(page, '9 decisions match, newest first');
  });

  test('is narrowed by filters, which back takes away again', async () => {
    const page = await tab.open(LIST);
    await page.getByLabel('Organisation').selectOption('St Fenwick Community');
    await said(page, '2 decisions match, newest first');
    await page.getByLabel('State').selectOption('Superseded');
    await said(page, 'No decisions match');
    await page.goBack();
    await said(page, '2 decisions match, newest first');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await said(page, '60 decisions, the newest 20 shown');
    await page.getByLabel('Dated from').fill('2026-11-16');
    await page.getByLabel('Dated to').fill('2026-11-17');
    await said(page, '2 decisions match, newest first');
  });

  test('shows more by the page until there is no more, and takes the focus to the first new one', async () => {
    const page = await tab.open(LIST);
    const more = page.getByRole('button', { name: 'Show more' });
    await more.click();
    await said(page, '60 decisions, the newest 40 shown');
    expect(await focusedText(page)).toBe(
      await page.locator('.decision').nth(20).getByRole('link').first().textContent(),
    );
    await more.click();
    await said(page, '60 decisions, newest first');
    expect(await more.count()).toBe(0);
  });

  test('is as it was left, with its place, when one comes back from a decision', async () => {
    const page = await tab.open(`${LIST}?org=NMH`);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.locator('.decision').nth(24).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('link', { name: 'All decisions' }).click();
    await said(page, '30 decisions match, newest first');
    expect(await page.locator('.decision').count()).toBe(30);
    expect(page.url()).toContain('?org=NMH');
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(300);
  });

  test('says so when there is nothing', async () => {
    const page = await tab.open('#/programmes/empty/decisions', { person: 'ben' });
    await said(page, 'No decisions yet');
    expect(await page.getByText('@Concordat decide').count()).toBe(1);
  });
});

describe('what people wrote', () => {
  test('is text, and runs nothing', async () => {
    const page = await tab.open(LIST);
    await page.getByText('<img src=x onerror="window.hacked=1"> **bold**').waitFor();
    await page.getByText('<script>window.hacked=1</script>').waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator('main img, main script').count()).toBe(0);
  });

  test('keeps its own direction', async () => {
    const page = await tab.open('#/programmes/discharge/decisions/59');
    const title = page.getByRole('heading', { level: 1 }).locator('.said');
    expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  });

  test('says that it was erased where it was', async () => {
    const page = await tab.open('#/programmes/discharge/decisions/57');
    await page.getByRole('heading', { level: 1, name: 'erased (entry 157)' }).waitFor();
    expect(await page.title()).toContain('erased (entry 157)');
  });
});

describe('a decision', () => {
  test('tells all that the record says', async () => {
    const page = await tab.open('#/programmes/discharge/decisions/52');
    await page.getByRole('heading', { name: 'Why', exact: true }).waitFor();
    const text = await page.getByRole('main').innerText();
    for (const words of [
      'Decided by Asha Rao of Northmoor Hospitals, Tuesday 10 November 2026, 5:30pm',
      'beds are needed for medical patients',
      'Each trust sends its part by Thursday, midday.',
      '3. Share the rota (chosen)',
      'All practices of Riverside',
      'the meeting ran over and the room had no signal',
      'not on an ordinary decision',
      '1 December 2026',
      '8 years',
      'Entry 152 of a log of 180',
      '2 of 4 organisations',
      'Eastvale Council, not yet',
      'placed by a coordinator',
      'Ben Carter of Eastvale Council added an amendment',
      'عمر الفارسي of St Fenwick Community (only suggested by e-mail domain) said they have seen it',
      'erased (entry 175) (unplaced) set the review for 1 June 2027',
    ])
      expect(text).toContain(words);
  });

  test('links evidence to the web alone, and apart from this page', async () => {
    const page = await tab.open('#/programmes/discharge/decisions/52');
    const link = page.getByRole('link', { name: /Bed report, week 46/ });
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await link.getAttribute('href')).toBe('https://reports.northmoor.example/beds?week=46');
    await page.getByText('javascript:window.hacked=1').waitFor();
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
  });

  test('leads to what it superseded and back, with the focus on each heading', async () => {
    const page = await tab.open('#/programmes/discharge/decisions/52');
    await page.getByRole('link', { name: 'supersedes decision 40' }).click();
    await page.getByText('This decision no longer stands').waitFor();
    expect(await focusedText(page)).toBe(await page.getByRole('heading', { level: 1 }).textContent());
    await page.getByRole('link', { name: 'superseded by decision 52' }).click();
    await page.waitForFunction(() => document.title.startsWith('Decision 52'));
    await page.goBack();
    await page.waitForFunction(() => document.title.startsWith('Decision 40'));
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  test('shows its proof, to copy and to download', async () => {
    const page = await tab.open('#/programmes/discharge/decisions/52');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Show the proof' }).click();
    expect(await page.getByRole('region', { name: 'Proof' }).last().textContent()).toBe(PROOF);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(PROOF);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('decision-52.tlog-proof');
  });
});

describe('when something is wrong', () => {
  test('the server’s own words are shown, with the reference, and trying again helps', async () => {
    tab.api.instead = decisionsOnly((response) =>
      problem(response, 503, 'busy', 'Others are writing. Try again in a minute.'),
    );
    const page = await tab.open(LIST);
    await page.getByText('Others are writing.').waitFor();
    await page.getByText('r-77').waitFor();
    tab.api.instead = null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await said(page, '60 decisions, the newest 20 shown');
  });

  test('an answer that is not ours is told apart', async () => {
    tab.api.instead = decisionsOnly((response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<h1>Wi-Fi sign-in</h1>');
    });
    const page = await tab.open(LIST);
    await page.getByRole('alert').getByText('The answer could not be read').waitFor();
  });

  test('a broken connection is told apart', async () => {
    tab.api.instead = decisionsOnly((response) => response.destroy());
    const page = await tab.open(LIST);
    await page.getByRole('alert').getByText('The service cannot be reached').waitFor();
  });

  test('who may not read a programme is told whom to ask', async () => {
    const page = await tab.open(LIST, { person: 'nobody' });
    await page.getByRole('alert').getByText('Ask its coordinator, Ben Carter.').waitFor();
  });

  test('a decision that there is not is said not to be', async () => {
    const page = await tab.open('#/programmes/discharge/decisions/99');
    await page.getByRole('alert').getByText('There is no decision 99').waitFor();
  });

  test('an address that leads nowhere says so', async () => {
    const page = await tab.open('#/elsewhere');
    await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  });
});

describe('who reads', () => {
  test('is asked in local mode, and remembered in the address', async () => {
    const page = await tab.open(LIST, { person: null });
    await page.getByRole('button', { name: 'Asha Rao' }).click();
    await said(page, '60 decisions, the newest 20 shown');
    expect(new URL(page.url()).searchParams.get('as')).toBe('asha');
    await page.getByLabel('You are').focus();
    await page.getByLabel('You are').selectOption('Nia Blake');
    await page.getByRole('alert').getByText('Nia Blake may not read').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  });

  test('chooses among several programmes, and for a decision too', async () => {
    const page = await tab.open('#/decision/52', { person: 'ben' });
    await page.getByRole('link', { name: 'Discharge group' }).click();
    await page.getByText('Decision 52').first().waitFor();
    await page.getByRole('link', { name: 'Change programme' }).click();
    await page.getByRole('link', { name: 'Winter mutual aid' }).click();
    await said(page, 'No decisions yet');
  });

  test('is sent to Teams from a browser outside it', async () => {
    tab.api.local = false;
    const page = await tab.open('', { person: null });
    await page.getByRole('heading', { level: 1, name: 'Open this in Microsoft Teams' }).waitFor();
  });

  test('is known by Teams inside it, which says the theme, the conversation and the deep link', async () => {
    tab.api.local = false;
    const page = await tab.browser.newPage();
    await page.goto(`${tab.api.origin}/teams`);
    const frame = page.frameLocator('iframe');
    await frame.getByText('Decision 52').first().waitFor();
    expect(tab.api.asked).toContain('/api/me?conversation=19%3Ateam%40thread.tacv2');
    await frame.locator('html[data-theme=dark]').waitFor();
    await page.evaluate("window.changeTheme('contrast')");
    await frame.locator('html[data-theme=contrast]').waitFor();
    expect(await frame.getByLabel('Theme').count()).toBe(0);
  });
});

describe('by keyboard', () => {
  test('the first stop skips to the page, and the next ones are in order', async () => {
    const page = await tab.open(LIST);
    await said(page, '60 decisions, the newest 20 shown');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('placeholder'))).toBe('Words, or a number');
  });

  test('a decision opens with Enter, and the focus is on its heading', async () => {
    const page = await tab.open(LIST);
    await page.getByRole('link', { name: 'Send two crews' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.activeElement?.tagName === 'H1' && document.title.startsWith('Decision 60'),
    );
  });
});

describe.each(['light', 'dark', 'contrast'])('in the %s theme', (theme) => {
  test.each([
    ['the list', LIST, 1280],
    ['the list, narrow', `${LIST}?state=recorded`, 320],
    ['a decision', '#/programmes/discharge/decisions/52', 1280],
    ['a decision, narrow', '#/programmes/discharge/decisions/56', 320],
    ['a superseded decision', '#/programmes/discharge/decisions/40', 1280],
    ['an error', '#/programmes/discharge/decisions/99', 1280],
  ])('axe finds nothing in %s, and nothing is wider than the window', async (_, hash, width) => {
    const page = await tab.open(hash, { theme, width });
    await page.locator('.decision, .timeline, [role=alert]').first().waitFor();
    if (width < 640 && hash.startsWith(`${LIST}?`)) await page.getByRole('button', { name: 'Filters (1 set)' }).click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  test('axe finds nothing in the picker', async () => {
    const page = await tab.open('', { theme, person: null });
    await page.getByRole('button', { name: 'Asha Rao' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}

function decisionsOnly(answer: (response: ServerResponse) => void) {
  return (request: { url?: string }, response: ServerResponse, go: () => void) =>
    /\/decisions(\?|$)/.test(request.url!) ? answer(response) : go();
}
