import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const run = promisify(execFile);
const CRUISER = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** What nobody may do: who does it, how, and the rule that says no. */
const INTRUDERS = [
  ['the domain imports botbuilder', 'domain', "export { ActivityTypes } from 'botbuilder';", 'domain-is-pure'],
  ['the domain reads the clock', 'domain', "export { hrtime } from 'node:process';", 'domain-is-pure'],
  ['the domain knows the app', 'domain', "export { MAY } from '../app/policy.ts';", 'domain-imports-nothing-of-ours'],
  ['the log knows a noun', 'log', "export { evolve } from '../domain/events.ts';", 'log-knows-no-rooms'],
  ['cards ask the app', 'cards', "export { Queries } from '../app/queries.ts';", 'cards'],
  ['the app builds a store', 'app', "export { openSqlite } from '../store/sqlite.ts';", 'app'],
  ['the web imports botbuilder', 'web', "export { ActivityTypes } from 'botbuilder';", 'botbuilder-lives-in-teams'],
  ['Teams imports restify', 'teams', "export { default } from 'restify';", 'restify-lives-in-web'],
  ['the tab imports server code', 'tab', "export { api } from '../web/api.ts';", 'tab'],
  ['partners know the store', 'partners', "export { openSqlite } from '../store/sqlite.ts';", 'partners'],
  ['somebody imports main', 'local', "export * from '../main.ts';", 'nobody-imports-main'],
] as const;

let house: string;

/** A copy of the house with its rules, to be broken at will. */
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'concordat-house-'));
  for (const each of ['src', '.dependency-cruiser.json', 'tsconfig.json', 'package.json'])
    await cp(each, join(house, each), { recursive: true });
  await symlink(resolve('node_modules'), join(house, 'node_modules'));
});
afterAll(() => rm(house, { recursive: true, force: true }));

/** What lint prints of the house as it stands. */
async function cruised(): Promise<string> {
  const done = run(process.execPath, [CRUISER, 'src', '--config', '.dependency-cruiser.json'], { cwd: house });
  return done.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

test('the house keeps its own rules, and lint names whoever breaks one', async () => {
  expect(await cruised()).toContain('no dependency violations found');
  for (const [place, [, room, line]] of INTRUDERS.entries())
    await writeFile(join(house, 'src', room, `intruder${place}.ts`), `${line}\n`);
  const printed = await cruised();
  for (const [place, [name, room, , rule]] of INTRUDERS.entries())
    expect([
      name,
      printed.split('\n').some((line) => line.includes(`error ${rule}: src/${room}/intruder${place}.ts`)),
    ]).toEqual([name, true]);
}, 60_000);
