import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { asha, crowd } from '../world/people.ts';
import { textOf } from '../world/service.ts';
import { FakeTeams, type Activity } from '../world/teams.ts';
import { until } from '../world/until.ts';

const people = crowd(20);
let teams: FakeTeams;
let folder: string;
let child: ChildProcess | undefined;
let url = '';

beforeEach(async () => {
  teams = await new FakeTeams([asha, ...people]).listen();
  folder = await mkdtemp(join(tmpdir(), 'concordat-crash-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await teams.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the service as a process of its own, on the same data, and waits until it says where it listens. */
async function start(): Promise<void> {
  child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const { port } = JSON.parse(line) as { port?: number };
    if (port === undefined) continue;
    url = `http://127.0.0.1:${port}`;
    break;
  }
  child.stdout!.resume();
}

async function deliver(activity: Activity): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(20_000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

async function read(path: string): Promise<unknown> {
  return (await fetch(url + path, { headers: { authorization: `Local ${asha.aadObjectId}` } })).json();
}

async function titles(): Promise<string[]> {
  const { programmes } = (await read('/api/me')) as { programmes: { id: string }[] };
  const all: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = (await read(
      `/api/programmes/${programmes[0]!.id}/decisions?limit=100${cursor && `&cursor=${cursor}`}`,
    )) as {
      decisions: { title: string }[];
      next: string | null;
    };
    all.push(...page.decisions.map(({ title }) => title));
    cursor = page.next;
  }
  return all;
}

test('200 decisions of 20 people with a kill in the middle are all there exactly once, and the log verifies', async () => {
  await start();
  await deliver(teams.message(asha, 'org add "Northmoor Hospitals" as NMH domain northmoor.example'));
  const burst = Array.from({ length: 200 }, (_, number) =>
    teams.message(people[number % 20]!, `decide Step ${String(number).padStart(3, '0')} because the plan says so`),
  );
  const answered = new Set<Activity>();
  const first = Promise.all(burst.map(async (activity) => (await deliver(activity)) && answered.add(activity)));
  await until(() => answered.size >= 40);
  child!.kill('SIGKILL');
  await once(child!, 'exit');
  await first;
  expect(answered.size).toBeLessThan(200);

  await start();
  const unanswered = burst.filter((activity) => !answered.has(activity));
  expect(await Promise.all(unanswered.map(deliver))).toEqual(unanswered.map(() => true));

  const found = await titles();
  expect(found.toSorted()).toEqual(
    Array.from({ length: 200 }, (_, number) => `Step ${String(number).padStart(3, '0')}`),
  );
  await deliver(teams.message(asha, 'verify'));
  expect(textOf(teams.last().card!)).toMatch(/All 20\d entries check out/);

  const standing = () =>
    new Set(
      teams
        .cards()
        .map((card) => /Step \d{3}/.exec(textOf(card))?.[0])
        .filter(Boolean),
    );
  await until(() => standing().size === 200);
}, 90_000);
