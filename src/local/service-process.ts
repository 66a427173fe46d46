import { spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { childOf, type Child } from './child.ts';
import { LocalFault, unwritable } from './fault.ts';
import { people } from './people.ts';
import { isFree } from './ports.ts';
import type { Config } from '../config.ts';

export type ServiceProcess = Child & {
  url: URL;
  log: string;
  /** Resolves when it answers. @throws LocalFault in the service's own words when it ends before */
  ready: Promise<void>;
};

const LOOK_AGAIN_MS = 40;
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const preload = new URL('./ends-with-parent.ts', import.meta.url);

/**
 * Starts the service alone as a child process, for this machine only, with the demo's people to act as in the tab. Its
 * log lines go to a file in the data folder.
 *
 * @throws LocalFault when the port is in use or the data folder cannot be written
 */
export async function startServiceProcess(config: Config): Promise<ServiceProcess> {
  const url = await freeUrlOf(config);
  const { log, file } = await logIn(config.dataDir);
  const spawned = spawn(process.execPath, ['--import', preload.href, main], {
    env: environmentOf(config),
    stdio: ['pipe', file.fd, 'pipe'],
  });
  await file.close();
  const child = childOf(spawned);

  let complaint = '';
  spawned.stderr?.on('data', (chunk) => (complaint = `${complaint}${chunk}`.slice(-2_000)));
  return { ...child, url, log, ready: ready() };

  async function ready(): Promise<void> {
    const over = new AbortController();
    void child.ended.then(() => over.abort());
    while (!(await answers(new URL('/readyz', url)))) {
      if (over.signal.aborted) throw new LocalFault(complaint.trim() || `The service ended early: see ${log}.`);
      await delay(LOOK_AGAIN_MS);
    }
  }
}

/** Where the service will answer. @throws LocalFault when the port is in use */
export async function freeUrlOf({ host, port }: Config): Promise<URL> {
  // Otherwise whoever has the port could be taken for the service.
  if (!(await isFree(port, host)))
    throw new LocalFault(`Port ${port} is in use. Stop what uses it, or set PORT to another.`);
  return new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

/** Nothing is inherited, so that the service is what these settings say, wherever it was started. */
function environmentOf(config: Config): Record<string, string> {
  const { port, host, publicUrl, dataDir, logLevel, logOrigin, logSigningKey, apiKeys, credentials } = config;
  const localPeople = people.map(({ aadObjectId, name, from, place }) => ({
    person: aadObjectId,
    name,
    organisation: place ? from : null,
  }));
  return {
    PORT: String(port),
    HOST: host,
    PUBLIC_URL: publicUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: logLevel,
    LOG_ORIGIN: logOrigin,
    ...(logSigningKey === undefined ? {} : { LOG_SIGNING_KEY: logSigningKey }),
    API_KEYS: apiKeys.map(({ programme, sha256 }) => `${programme}:${sha256}`).join(','),
    LOCAL_PEOPLE: JSON.stringify(localPeople),
    ...Object.fromEntries(
      [...credentials].map(([name, each]) => [
        name,
        [each.programme, each.host, `${each.header}: ${each.value}`].filter(Boolean).join(' '),
      ]),
    ),
  };
}

async function logIn(dataDir: string) {
  const log = join(dataDir, 'service.log');
  try {
    await mkdir(dataDir, { recursive: true });
    return { log, file: await open(log, 'a') };
  } catch (error) {
    throw unwritable(dataDir, error);
  }
}

async function answers(url: URL): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
