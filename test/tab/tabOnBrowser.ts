import axe from 'axe-core';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import { CannedApi } from './cannedApi.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The tab as built, a canned service, and a browser before it. */
export type TabOnBrowser = {
  api: CannedApi;
  browser: Browser;
  /** A fresh page at a place of the tab, as a person in local mode. */
  open(hash: string, options?: { person?: string | null; theme?: string; width?: number }): Promise<Page>;
  stop(): Promise<void>;
};

/** Builds the tab first if it has not been built. */
export async function startTab(): Promise<TabOnBrowser> {
  const dist = resolve(ROOT, 'dist/tab');
  if (!existsSync(resolve(dist, 'index.html')))
    execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'src/tab/vite.config.ts'], {
      cwd: ROOT,
      stdio: 'pipe',
    });
  const api = await CannedApi.start(dist);
  const browser = await launchChromium();
  return {
    api,
    browser,
    async open(hash, { person = 'asha', theme = 'light', width = 1280 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale: 'en-GB',
        timezoneId: 'America/New_York',
      });
      const page = await context.newPage();
      await page.goto(`${api.origin}/tab/?theme=${theme}${person ? `&as=${person}` : ''}${hash}`);
      return page;
    },
    async stop() {
      await browser.close();
      await api.stop();
    },
  };
}

/** What axe finds against WCAG 2.2 AA and its own best practice. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: axe.Result[] = await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations)",
  );
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  );
}

/** Waits until the list has announced something. */
export async function said(page: Page, words: string): Promise<void> {
  await page.locator('.count').filter({ hasText: words }).waitFor();
}
