import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { said, startTab, violations, type TabOnBrowser } from './tabOnBrowser.ts';

jest.setTimeout(60_000);

const LIST = '#/programmes/daily/standups';
const ROUND = `${LIST}/1/rounds/36`;
/** She reads for the ambulance service; Ben for the council, in the same programme. */
const MAYA = { person: 'maya' };
const BEN = { person: 'ben-daily' };
let tab: TabOnBrowser;

beforeAll(async () => {
  tab = await startTab();
});
afterAll(() => tab.stop());
afterEach(async () => {
  await Promise.all(tab.browser.contexts().map((context) => context.close()));
});

const mainText = async (page: Page) => (await page.getByRole('main').innerText()).replace(/\s+/g, ' ');

describe('stand-ups', () => {
  test('stand beside the decision log', async () => {
    const page = await tab.open('#/programmes/daily/decisions', MAYA);
    await said(page, 'No decisions yet');
    const sections = page.getByRole('navigation', { name: 'Programme' });
    expect(await sections.getByRole('link', { name: 'Decisions' }).getAttribute('aria-current')).toBe('page');
    await sections.getByRole('link', { name: 'Stand-ups' }).focus();
    await page.keyboard.press('Enter');
    await said(page, '37 rounds, the newest 20 shown');
    expect(await sections.getByRole('link', { name: 'Stand-ups' }).getAttribute('aria-current')).toBe('page');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await sections.getByRole('link', { name: 'Decisions' }).click();
    await said(page, 'No decisions yet');
  });

  test('tell when they run, what is open and what is in the way', async () => {
    const page = await tab.open(LIST, MAYA);
    await page.getByRole('heading', { name: 'In the way now' }).waitFor();
    const text = await mainText(page);
    for (const words of [
      'Weekdays at 9:15am, open for 2 hours',
      'Round 37 is open',
      'The next round opens Wednesday 2 December 2026, 9:15am',
      'Pharmacy closes at 5pm',
      'Northmoor Hospitals, blocker 2. Open for 25 rounds, since 28 October 2026, 9:20am',
      'Riverside Practices could help',
      'Escalated to Maya Lindqvist',
    ])
      expect(text).toContain(words);
  });

  test('are chosen where there are several, and back returns', async () => {
    const page = await tab.open(LIST, MAYA);
    await said(page, '37 rounds');
    await page.getByLabel('Stand-up', { exact: true }).selectOption('Weekly look ahead (paused)');
    await said(page, '1 round, newest first');
    expect(page.url()).toContain('/standups/2');
    expect(await mainText(page)).toContain('1 of 8 people answered');
    await page.goBack();
    await said(page, '37 rounds');
  });

  test('that there are not are said not to be', async () => {
    const page = await tab.open(`${LIST}/9`, MAYA);
    await page.getByText('There is no stand-up 9').waitFor();
    await tab.open(`${LIST}/1/rounds/99`, MAYA).then((other) => other.getByRole('alert').waitFor());
  });
});

describe('the rounds', () => {
  test('are searched, narrowed by organisation and by day, and shown by the page', async () => {
    const page = await tab.open(LIST, MAYA);
    await said(page, '37 rounds, the newest 20 shown');
    await page.getByRole('button', { name: 'Show more' }).click();
    await said(page, '37 rounds, newest first');
    expect(await focusedText(page)).toContain('Round 17,');
    await page.getByLabel('Search rounds').fill('porters');
    await said(page, '1 round matches, newest first');
    expect(page.url()).toContain('?q=porters');
    await page.getByLabel('Search rounds').fill('');
    await page.getByLabel('Organisation').selectOption('Border Health Board');
    // Not on St Andrew's Day.
    await said(page, '36 rounds match, the newest 20 shown');
    await page.getByLabel('Opened from').fill('2026-11-30');
    await said(page, '1 round matches, newest first');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await said(page, '37 rounds, the newest 20 shown');
  });

  test('are as they were left when one comes back from a round', async () => {
    const page = await tab.open(`${LIST}/1?org=HHC`, MAYA);
    await page.getByRole('button', { name: 'Show more' }).click();
    await said(page, '37 rounds match, newest first');
    await page.getByRole('link', { name: 'Round 12,' }).click();
    await page.getByRole('heading', { level: 1, name: 'Round 12, Tuesday 27 October 2026' }).waitFor();
    await page.getByRole('link', { name: 'All rounds' }).click();
    await said(page, '37 rounds match, newest first');
    expect(page.url()).toContain('?org=HHC');
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(300);
  });

  test('say who answered, and tell silence from being away or out of reach', async () => {
    const page = await tab.open(LIST, MAYA);
    await said(page, '37 rounds');
    const text = await page.getByRole('listitem').filter({ hasText: 'Round 36' }).innerText();
    for (const words of [
      'Round 36, Monday 30 November 2026, 9:15am',
      '5 of 6 organisations answered',
      'Could not be reached: Harbour Hospice. Bank holiday: Border Health Board',
      '3 open blockers',
    ])
      expect(text).toContain(words);
  });
});

describe('the plots', () => {
  test('show participation as a table, each state in words and by a symbol of its own', async () => {
    const page = await tab.open(LIST, MAYA);
    const table = page.getByRole('region', { name: 'Participation by round' }).getByRole('table');
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(8);
    expect(await table.getByRole('columnheader').count()).toBe(32);
    const cells = async (organisation: string) => {
      const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: organisation }) });
      return row.getByRole('cell').allTextContents();
    };
    expect((await cells('Harbour Hospice')).slice(-2)).toEqual(['Could not be reached', 'Not answered yet']);
    expect((await cells('Border Health Board')).slice(-2)).toEqual(['Bank holiday', 'Not answered yet']);
    expect((await cells('Two Rivers Ambulance')).slice(-2)).toEqual(['Answered', 'Answered']);
    const symbols = await page.locator('.legend svg').evaluateAll((all) => all.map((each) => each.innerHTML));
    expect(new Set(symbols).size).toBe(5);
  });

  test('lead from a round to what was said in it', async () => {
    const page = await tab.open(LIST, MAYA);
    await page.getByRole('columnheader', { name: 'Round 36' }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Round 36, Monday 30 November 2026' }).waitFor();
  });

  test('show open blockers, and say the same in words and in numbers', async () => {
    const page = await tab.open(LIST, MAYA);
    const plot = page.getByRole('img', { name: '2 blockers are open in round 37; the most were 3, in round 36.' });
    await plot.waitFor();
    await page.getByText('Show the numbers').click();
    const rows = page.getByRole('table').last().getByRole('row');
    expect(await rows.count()).toBe(31);
    expect(await rows.nth(2).innerText()).toMatch(/^36\s+30 November 2026, 9:15am\s+3$/);
  });

  test('scroll in a frame of their own on a narrow screen, from the newest round back, by keyboard too', async () => {
    const page = await tab.open(LIST, { ...MAYA, width: 320 });
    const frame = page.getByRole('region', { name: 'Participation by round' });
    await frame.waitFor();
    const scrolled = () => frame.evaluate((element) => element.scrollLeft);
    const newest = await scrolled();
    expect(newest).toBeGreaterThan(300);
    await frame.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((before) => document.querySelector('.grid-frame')!.scrollLeft < before, newest);
  });
});

describe('a round', () => {
  test('tells first what is in the way, then each answer, then who did not answer, then its history', async () => {
    const page = await opened(ROUND, MAYA);
    const headings = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
    expect(headings).toEqual(['In the way', 'Answers', 'Who did not answer', 'History']);
    const text = await mainText(page);
    for (const words of [
      'Round 36, Monday 30 November 2026',
      '5 of 6 organisations answered',
      'No porters after 6pm New',
      'Two Rivers Ambulance could help, by 4 December 2026',
      'Pharmacy closes at 5pm Northmoor Hospitals, blocker 2. Open for 24 rounds',
      'Could not be reached Harbour Hospice',
      'has blocked or removed Concordat',
      'Bank holiday Border Health Board',
    ])
      expect(text).toContain(words);
  });

  test.each([
    [
      'Northmoor Hospitals',
      [
        'Changed once',
        'Ward 6 has opened with 14 beds',
        'Blocker 4, above',
        '46 people down 2 on last time',
        'Level 4 of 4, extreme',
        '2 of 5',
        'Is tonight covered? Yes',
      ],
    ],
    ['St Fenwick Community', ['Ben Carter of Eastvale Council', 'Noted by another organisation']],
    ['Riverside Practices', ['Early', '29 November 2026, 7pm', '3 people down 40 on last time']],
    ['Two Rivers Ambulance', ['Late', 'No change, nothing in the way']],
  ])('says what %s answered, and how', async (organisation, words) => {
    const page = await opened(ROUND, MAYA);
    const text = await answerOf(page, organisation);
    for (const each of words) expect(text).toContain(each);
  });

  test('says that something is not for the reader, and shows it to whom it is for', async () => {
    const page = await opened(ROUND, MAYA);
    expect(await answerOf(page, 'Eastvale Council')).toContain('Not for you to read: it is counted, and not shown');
    expect(await mainText(page)).toContain('2 answers and blockers are not for you to read');
    expect(await page.content()).not.toMatch(/quokka/i);
    const bens = await opened(ROUND, BEN);
    const text = await answerOf(bens, 'Eastvale Council');
    expect(text).toContain('The quokka provider has gone into administration');
    expect(text).toContain('For Northmoor Hospitals and Eastvale Council alone');
    expect(await mainText(bens)).toContain('Quokka contracts are frozen');
  });

  test('keeps what was said before an edit in its history', async () => {
    const page = await opened(ROUND, MAYA);
    const lines = await page.locator('.timeline li').allTextContents();
    expect(lines.filter((line) => line.includes('Ward 6 has opened'))).toEqual([
      expect.stringContaining('Ward 6 has opened with 12 beds'),
      expect.stringContaining('Ward 6 has opened with 14 beds'),
    ]);
    expect(lines.at(-1)).toContain('Maya Lindqvist of Two Rivers Ambulance answered, after the round had closed');
  });

  test('that is open says who has not answered yet, and what has been closed', async () => {
    const page = await opened(`${LIST}/1/rounds/37`, MAYA);
    const text = await mainText(page);
    for (const words of [
      '2 of 7 organisations have answered',
      'answers until Tuesday 1 December 2026, 11:15am',
      'No porters after 6pm Closed',
      'Closed by Maya Lindqvist of Two Rivers Ambulance, 1 December 2026, 9:25am: The ambulance service lends two porters',
      'Not answered yet Northmoor Hospitals Asked: Asha Rao',
      'Away St Fenwick Community Rhys Morgan is away until 2 December 2026',
    ])
      expect(text).toContain(words);
    expect(await answerOf(page, 'Two Rivers Ambulance')).toContain('Closed blocker 4, above');
    await page.getByRole('link', { name: 'Round 36' }).click();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1' && document.title.startsWith('Round 36'));
  });

  test('in which people report names them', async () => {
    const page = await opened(`${LIST}/2/rounds/1`, MAYA);
    const text = await mainText(page);
    for (const words of [
      '1 of 8 people answered',
      'Started by Ben Carter of Eastvale Council, 25 November 2026, midday; closed by Ben Carter',
      'Chidi Obi of Northmoor Hospitals',
      'Did not answer Asha Rao of Northmoor Hospitals',
      'Because everybody is here',
    ])
      expect(text).toContain(words);
  });
});

describe.each(['light', 'dark', 'contrast'])('in the %s theme', (theme) => {
  test.each([
    ['the stand-ups', LIST, 1280],
    ['the stand-ups, narrow', `${LIST}?org=NMH`, 320],
    ['a round', ROUND, 1280],
    ['a round, narrow', ROUND, 320],
  ])('axe finds nothing in %s, and nothing is wider than the window', async (_, hash, width) => {
    const page = await tab.open(hash, { ...MAYA, theme, width });
    await page.locator('.picture svg, .timeline').first().waitFor();
    await page.locator('.round, .timeline').first().waitFor();
    if (hash.startsWith(`${LIST}?`)) {
      await page.getByRole('button', { name: 'Filters (1 set)' }).click();
      await page.getByText('Show the numbers').click();
    }
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});

async function opened(hash: string, who: { person: string }): Promise<Page> {
  const page = await tab.open(hash, who);
  await page.getByRole('heading', { name: 'History', exact: true }).waitFor();
  return page;
}

async function answerOf(page: Page, organisation: string): Promise<string> {
  const article = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { level: 3, name: organisation }) });
  return (await article.last().innerText()).replace(/\s+/g, ' ');
}

function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}
