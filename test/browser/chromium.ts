import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Launches a headless Chromium: the one that `CHROMIUM_PATH` names, one on the PATH, or, on Debian as root, one that
 * it installs first.
 *
 * @throws Error that says how to get one
 */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? installChromium(), args: FLAGS });
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named && !isExecutable(named)) throw new Error(`CHROMIUM_PATH is ${named}, which cannot be run.`);
  const folders = (process.env.PATH ?? '').split(delimiter);
  return named ?? NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function installChromium(): string {
  const how = 'The browser tests need Chromium: install it, or set CHROMIUM_PATH to a Chromium or Chrome.';
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) throw new Error(how);
  try {
    execFileSync('apt-get', ['update', '-qq']);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } catch (cause) {
    throw new Error(`${how} Installing it with apt-get failed.`, { cause });
  }
  const installed = findChromium();
  if (!installed) throw new Error(how);
  return installed;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
