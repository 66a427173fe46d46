import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { said, startTab, violations, type TabOnBrowser } from './tabOnBrowser.ts';

jest.setTimeout(60_000);

const LIST = '#/programmes/winter/decisions';
const RHYS = { person: 'rhys' };
let tab: TabOnBrowser;

beforeAll(async () => {
  tab = await startTab();
});
afterAll(() => tab.stop());
afterEach(async () => {
  await Promise.all(tab.browser.contexts().map((context) => context.close()));
});

describe('the list', () => {
  test('tells each state in a word, and how each proposal stands', async () => {
    const page = await tab.open(LIST, RHYS);
    await said(page, '10 decisions, newest first');
    for (const [number, words] of [
      [10, ['Proposed', 'Risk appetite', '1 of 3 organisations agrees, needs more than half (2)']],
      [8, ['2 of 5 organisations agree, needs all, Northmoor Hospitals among them']],
      [8, ['Answers until Friday 4 December 2026, 5pm', 'Provisional until ratified', 'Waits for your organisation']],
      [7, ['Rejected', '2 of 3 organisations agreed, all were needed', 'Rejected 17 November 2026, 11:30am']],
      [6, ['Ratified', 'Vision', 'Ratified 16 November 2026, midday']],
      [5, ['Withdrawn']],
      [4, ['Lapsed']],
      [2, ['Ratified', 'Supersedes decision 1']],
      [1, ['Superseded', 'Outside the scheme of delegation', 'Recorded late']],
    ] as const)
      for (const each of words) expect(await rowText(page, number)).toMatch(new RegExp(escaped(each), 'i'));
    expect(await rowText(page, 2)).not.toContain('Provisional');
    expect(await rowText(page, 10)).not.toContain('Waits for');
  });

  test('leads a representative to what waits for their organisation, and back', async () => {
    const page = await tab.open(LIST, RHYS);
    await page.getByRole('link', { name: '2 proposals wait for St Fenwick Community to answer' }).click();
    await said(page, '2 decisions match, newest first');
    expect(page.url()).toContain('?waiting=SFC');
    expect(await page.getByLabel('Waiting for').inputValue()).toBe('SFC');
    await page.goBack();
    await said(page, '10 decisions, newest first');
  });

  test('is narrowed to what waits for anybody, the reader’s organisation first', async () => {
    const page = await tab.open(LIST, RHYS);
    await said(page, '10 decisions, newest first');
    const choices = await page.getByLabel('Waiting for').locator('option').allTextContents();
    expect(choices.slice(0, 3)).toEqual(['Anyone or no one', 'St Fenwick Community (yours)', 'Northmoor Hospitals']);
    await page.getByLabel('Waiting for').selectOption('Two Rivers Ambulance');
    await said(page, '2 decisions match, newest first');
    await page.getByLabel('State').selectOption('Ratified');
    await said(page, 'No decisions match');
  });

  test('says nothing of waiting to a reader for whom nothing waits', async () => {
    const page = await tab.open('#/programmes/discharge/decisions');
    await said(page, '60 decisions, the newest 20 shown');
    expect(await page.getByText(/wait for/).count()).toBe(0);
  });
});

/** What each page must answer by itself: who agreed to what, when, or why not. */
const TELLS: [number, string[]][] = [
  [
    8,
    [
      'Proposal 8',
      '2 of 5 organisations agree, needs all, Northmoor Hospitals among them',
      'Organisations can answer until Friday 4 December 2026, 5pm.',
      '2 not answered: Eastvale Council, St Fenwick Community',
      'Provisional until ratified: it applies already, until it is decided.',
      'St Fenwick Community has not answered.',
      'All 5 that remain (1 stands aside) must agree.',
      'Marlow Mind joined after it opened, and is not asked.',
    ],
  ],
  [
    2,
    [
      'Decision 2, protocol',
      'Ratified on Friday 6 November 2026, 10:30am',
      'It applied provisionally, and now stands.',
      'Publishes its free beds at 8am and 4pm',
      'More than half of the 5 that remained (1 stood aside) had to agree: at least 3.',
      'File with SHA-256 9f86d081',
      'Decision 1',
    ],
  ],
  [
    3,
    [
      'Rejected at its deadline, Friday 13 November 2026, 5pm',
      '2 of 6 organisations agreed, and 6 were needed.',
      'Worked out late, on Saturday 14 November 2026, 7:30am, since the service was not running at the deadline.',
      'What would change it: A weekly clinic for those who have waited over a year',
    ],
  ],
  [
    4,
    [
      'Lapsed at its deadline, Monday 16 November 2026, 5pm',
      'There was no quorum: only 2 had answered, and 5 had to.',
      'Chidi Obi, Northmoor Hospitals, 13 November 2026, 10am: has blocked or removed Concordat',
    ],
  ],
  [5, ['Withdrawn on Thursday 12 November 2026, 1pm', 'Because the federation has bought the slots for all of us']],
  [6, ['Decision 6, vision', 'Signed up to by some of the organisations', '1 June 2027']],
  [7, ['Closed by Ben Carter of Eastvale Council, since every organisation had answered.', 'Because we keep 8am']],
  [9, ['Who would be appointed', 'Maya Lindqvist, Two Rivers Ambulance, who becomes a sponsor when it is ratified']],
  [10, ['Cautious, for Discharge at weekends']],
];

describe('a proposal', () => {
  test.each(TELLS)('%i tells how it stands, or how it ended and why', async (number, words) => {
    const page = await opened(number);
    const text = await page.getByRole('main').innerText();
    for (const each of words) expect(text).toContain(each);
  });

  test.each([
    [
      8,
      [
        [
          'Northmoor Hospitals',
          'Must agree',
          'Represented by Asha Rao; deputy Chidi Obi',
          'Agrees',
          'the board has agreed',
        ],
        ['Northmoor Hospitals', 'Asha Rao', '25 November 2026, 12:15pm', 'Changed once'],
        ['Eastvale Council', 'Not answered', 'Reminded Ben Carter on 30 November 2026, 9am'],
        ['St Fenwick Community', 'Your organisation', 'Not answered'],
        ['Riverside Practices', 'Objects', 'Passed on by Ben Carter of Eastvale Council, a coordinator'],
        [
          'Riverside Practices',
          'Received: e-mail of 23 November from Dr Costa',
          'What would change it: Practices keep',
        ],
        ['Harbour Hospice', 'Stands aside', 'Has left the programme since', 'Placed to speak for it after it opened'],
        ['Harbour Hospice', 'Nobody could speak for it when it opened', 'Interest declared: my wife runs'],
      ],
    ],
    [
      4,
      [
        ['Northmoor Hospitals', 'Reminded Chidi Obi on 13 November 2026, 10am, late', 'Away then: Asha Rao'],
        ['Riverside Practices', 'Nobody could be reminded', 'Wants no reminders: Dr Ines Costa'],
      ],
    ],
    [3, [['St Fenwick Community', 'Abstained', 'Priya Nair, its deputy']]],
  ])('%i says of each organisation what it says, by whom, when and why', async (number, rows) => {
    const page = await opened(number);
    for (const [organisation, ...words] of rows) {
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: organisation }) });
      const text = await row.innerText();
      for (const each of words) expect(text).toContain(each);
    }
  });

  test('leads to the one that it reopens and back, with the focus on each heading', async () => {
    const page = await opened(8);
    await page.getByRole('term').filter({ hasText: 'Reopens' }).locator('..').getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.activeElement?.tagName === 'H1' && document.title.startsWith('Proposal 4'),
    );
    await page.getByRole('term').filter({ hasText: 'Reopened by' }).locator('..').getByRole('link').click();
    await page.waitForFunction(() => document.title.startsWith('Proposal 8'));
  });

  test('has a table that stays one on a narrow screen', async () => {
    for (const width of [1280, 320]) {
      const page = await opened(8, { width });
      const table = page.getByRole('table', { name: 'What each organisation says' });
      expect(await table.getByRole('row').count()).toBe(7);
      expect(await table.getByRole('columnheader').allTextContents()).toEqual([
        'Organisation',
        'Position',
        'Who and when',
        'Why',
      ]);
      expect(await table.getByRole('rowheader').count()).toBe(6);
    }
  });
});

describe.each(['light', 'dark', 'contrast'])('in the %s theme', (theme) => {
  test.each([
    ['the list', LIST, 1280],
    ['the list, narrow', LIST, 320],
    ...[3, 8].map((number) => [`decision ${number}`, `${LIST}/${number}`, 1280] as const),
    ['decision 8, narrow', `${LIST}/8`, 320],
  ] as const)('axe finds nothing in %s, and nothing is wider than the window', async (_, hash, width) => {
    const page = await tab.open(hash, { ...RHYS, theme, width });
    await page.locator('.decision, .timeline').first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});

async function opened(number: number, options: { width?: number } = {}): Promise<Page> {
  const page = await tab.open(`${LIST}/${number}`, { ...RHYS, ...options });
  await page.getByRole('heading', { name: 'History', exact: true }).waitFor();
  return page;
}

async function rowText(page: Page, number: number): Promise<string> {
  const text = await page
    .locator('.decision')
    .filter({ hasText: new RegExp(`^Decision ${number}\\D`) })
    .innerText();
  return text.replace(/\s+/g, ' ');
}

function escaped(words: string): string {
  return words.replace(/[()]/g, '\\$&');
}
