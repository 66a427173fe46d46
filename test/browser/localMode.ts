import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { stub } from '../local/stub.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** `npm start` with settings of its own, but for building the tab. */
export class LocalMode {
  output = '';
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;

  private constructor(settings: Record<string, string>) {
    this.#process = spawn(process.execPath, ['src/local/start.ts'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, ...settings },
    });
    this.#ended = once(this.#process, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on('data', (chunk) => (this.output += String(chunk)));
  }

  /** Starts it, and waits until it says where to chat. @throws Error with what it said when it ends instead */
  static async start(settings: Record<string, string>): Promise<LocalMode> {
    const mode = new LocalMode(settings);
    const ready = new Promise<void>((resolve) => {
      const look = () => mode.output.includes('Ctrl-C') && resolve();
      mode.#process.stdout?.on('data', look);
    });
    const ended = mode.#ended.then((code) => {
      throw new Error(`ended with exit code ${code}: ${mode.output}`);
    });
    await Promise.race([ready, ended]);
    return mode;
  }

  /** Lets it run until it ends by itself: what it said, line by line, and its exit code. */
  static async fail(settings: Record<string, string>): Promise<{ lines: string[]; code: number | null }> {
    const mode = new LocalMode(settings);
    const code = await mode.#ended;
    return { lines: mode.output.trim().split('\n'), code };
  }

  /** Where to chat, as it says. */
  get chat(): string {
    return this.#said(/Chat:\s+(\S+)/);
  }

  get tab(): string {
    return this.#said(/Tab:\s+(\S+)/);
  }

  /** Ends it as Ctrl-C does. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.#process.kill(signal);
    return this.#ended;
  }

  /** Waits until it ends by itself. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  #said(pattern: RegExp): string {
    const [, url] = pattern.exec(this.output) ?? [];
    if (!url) throw new Error(`not said: ${this.output}`);
    return url;
  }
}

/** Builds the tab if it has not been built, as `npm start` and `npm test` do. */
export function buildTab(): void {
  if (existsSync(resolve(ROOT, 'dist/tab/index.html'))) return;
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'src/tab/vite.config.ts'], {
    cwd: ROOT,
    stdio: 'pipe',
  });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const taken = await stub();
  await taken.close();
  return Number(taken.url.port);
}
