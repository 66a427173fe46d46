import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { childOf, type Child } from './child.ts';
import { LocalFault } from './fault.ts';
import { bot, currentUser, groupChat, hostTenant, people, team, type DemoPerson } from './people.ts';

export type Playground = Child & { url: string; log: string };

const preload = new URL('./playground-loopback.ts', import.meta.url);

/**
 * Starts the Microsoft 365 Agents Playground as a child process: on loopback, without telemetry, with the demo's
 * people, and ended with this process whatever ends this process. Resolves when it answers.
 *
 * @param port where it listens; 0 takes any free port
 * @param endpoint where it sends activities: the proxy's `/api/messages`
 * @param dataDir where its configuration and log are written
 * @throws LocalFault when the port is in use, or the Playground ended early
 */
export async function startPlayground(options: { port: number; endpoint: URL; dataDir: string }): Promise<Playground> {
  const folder = resolve(options.dataDir, 'playground');
  const config = join(folder, 'playground.json');
  const log = join(folder, 'playground.log');
  await mkdir(folder, { recursive: true });
  await writeFile(config, JSON.stringify(playgroundConfig(), null, 2));

  const spawned = spawn(
    process.execPath,
    [
      '--import',
      preload.href,
      createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js'),
      'start',
      ...['--port', String(options.port), '--app-endpoint', options.endpoint.href],
      ...['--channel-id', 'msteams', '--disable-telemetry'],
    ],
    {
      cwd: folder,
      // Nothing is inherited: an HTTP_PROXY from outside would catch what it sends over loopback.
      env: {
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
        M365_AGENTS_PLAYGROUND_LOGFILE: log,
      },
    },
  );
  const child = childOf(spawned);

  let complaint = '';
  spawned.stderr.on('data', (chunk) => (complaint = `${complaint}${chunk}`.slice(-2000)));
  const port = await Promise.race([
    listening(spawned.stdout),
    child.ended.then(() => {
      throw new LocalFault(`The Playground ended before it was ready (see ${log}). ${complaint}`.trim());
    }),
  ]);
  // It takes any other port without a word when it cannot have the one it was given.
  if (options.port !== 0 && port !== options.port) {
    await child.stop();
    throw new LocalFault(
      `Port ${options.port} is in use, so the Playground cannot start: end what uses it, or choose another.`,
    );
  }
  const url = `http://127.0.0.1:${port}`;
  await (await fetch(url)).body?.cancel();
  return { ...child, url, log };
}

/** What the Playground is told of the world; it reads JSON as the YAML that it is. */
export function playgroundConfig() {
  return {
    version: '0.1.1',
    tenantId: hostTenant,
    bot,
    currentUser: configUser(currentUser),
    users: people.filter((person) => person !== currentUser).map(configUser),
    personalChat: { id: currentUser.personalChat },
    groupChat,
    team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId, channels: [team.channel] },
  };
}

function configUser({ id, name, userPrincipalName, aadObjectId, givenName, surname, email }: DemoPerson) {
  return { id, name, userPrincipleName: userPrincipalName, aadObjectId, givenName, surname, email };
}

async function listening(stdout: Readable): Promise<number> {
  for await (const line of createInterface({ input: stdout })) {
    const [, port] = /^Listening on (\d+)$/.exec(line) ?? [];
    if (port) {
      stdout.resume();
      return Number(port);
    }
  }
  return new Promise(() => {});
}
