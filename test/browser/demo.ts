import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { until } from '../world/until.ts';
import { launchChromium } from './chromium.ts';
import { buildTab, freePort, LocalMode } from './localMode.ts';
import { PlaygroundPage } from './playground.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Local mode with its demo, and a browser in which somebody sits in its Playground. */
export class Demo {
  readonly folder: string;
  readonly local: LocalMode;
  readonly browser: Browser;
  readonly chat: PlaygroundPage;

  private constructor(folder: string, local: LocalMode, browser: Browser, chat: PlaygroundPage) {
    this.folder = folder;
    this.local = local;
    this.browser = browser;
    this.chat = chat;
  }

  static async start(): Promise<Demo> {
    buildTab();
    const folder = await mkdtemp(join(tmpdir(), 'concordat-demo-'));
    const local = await LocalMode.start({ PORT: String(await freePort()), DATA_DIR: join(folder, 'data') });
    const browser = await launchChromium();
    return new Demo(folder, local, browser, await PlaygroundPage.open(browser, local.chat));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.local.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async actAs(name: string): Promise<void> {
    const said = async () => (await this.chat.text()).split(`You are now ${name} `).length;
    const before = await said();
    await this.chat.send(`@Concordat act as ${name}`);
    await until(async () => (await said()) > before);
  }

  /** A picture of the conversation, for people to look at. */
  picture(name: string): Promise<void> {
    return this.pictureOf(this.chat.page, name);
  }

  async pictureOf(page: Page, name: string): Promise<void> {
    const pictures = join(tmpdir(), 'concordat-pictures');
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  /** Runs the `concordat` command in the demo's folder: what it printed, and its exit code. */
  concordat(...words: string[]): Promise<{ code: number; output: string }> {
    const environment = { PATH: process.env.PATH, CONCORDAT_HOME: join(this.folder, 'memory'), HOME: this.folder };
    return new Promise((resolve_) =>
      execFile(
        process.execPath,
        [resolve(ROOT, 'src/cli/concordat.js'), ...words],
        { cwd: this.folder, env: environment },
        (error, stdout, stderr) => resolve_({ code: Number(error?.code ?? 0), output: stdout + stderr }),
      ),
    );
  }
}
