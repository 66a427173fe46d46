import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { appPackage, PackageFault, readPng, type Installation, type Sources } from '../../appPackage/build.ts';
import { Manifest } from '../../appPackage/schema.ts';
import { verbs } from '../../src/teams/routes.ts';

const root = new URL('../../', import.meta.url);
const botId = '0b5c7f6e-1d2a-4b3c-8d4e-5f6a7b8c9d0e';
const installation: Installation = {
  botId,
  appId: botId,
  publicHost: 'concordat.example',
  version: '1.2.3',
  privacyUrl: 'https://northmoor.example/privacy',
  termsUrl: 'https://northmoor.example/terms',
};

let folder: string;
let sources: Sources;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concordat-package-'));
  const [manifest, color, outline] = await Promise.all([
    readFile(new URL('appPackage/manifest.json', root), 'utf8'),
    readFile(new URL('appPackage/color.png', root)),
    readFile(new URL('appPackage/outline.png', root)),
  ]);
  sources = { manifest, color, outline };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm run package', () => {
  test('makes a zip of the manifest and both icons, with every placeholder filled', async () => {
    const out = join(folder, 'concordat.zip');
    const { code, stdout } = await run('--app-id', botId, '--host', 'Concordat.Example', '--out', out);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('for concordat.example') });

    const files = unzipSync(await readFile(out));
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(readPng(files['color.png']!)).toMatchObject({ width: 192, height: 192 });
    expect(readPng(files['outline.png']!)).toEqual({ width: 32, height: 32, hasAlpha: true });

    const text = strFromU8(files['manifest.json']!);
    expect(text).not.toContain('${{');
    const manifest = Manifest.parse(JSON.parse(text));
    expect(manifest).toMatchObject({ id: botId, validDomains: ['concordat.example'] });
    expect(manifest.bots[0]!.botId).toBe(botId);
    expect(manifest.webApplicationInfo).toEqual({ id: botId, resource: `api://concordat.example/${botId}` });
  });

  test.each([
    ['nothing at all', [], /--app-id is missing; --host is missing/],
    ['an id that is no GUID', ['--app-id', '12', '--host', 'a.example'], /--app-id must be a GUID/],
    [
      'a web address for a host',
      ['--app-id', botId, '--host', 'https://a.example/'],
      /--host must be a host name alone/,
    ],
    ['this machine as the host', ['--app-id', botId, '--host', 'localhost'], /--host must be a host name alone/],
    [
      'a version of two numbers',
      ['--app-id', botId, '--host', 'a.example', '--version', '1.0'],
      /version must be three/,
    ],
    ['an option that there is not', ['--colour', 'red'], /Unknown option '--colour'/],
    ['an option without its value', ['--app-id'], /--app-id/],
  ])('refuses %s in one line, with exit code 1', async (_, args, words) => {
    const { code, stderr } = await run(...args, ...(args.length > 2 ? ['--out', join(folder, 'never.zip')] : []));
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('the package', () => {
  test('has the same bytes each time that it is made from the same files', () => {
    expect(appPackage(sources, installation)).toEqual(appPackage(sources, installation));
  });

  test('is refused with every fault of the manifest at once', () => {
    const manifest = changed((given) => {
      given.name.short = 'A name that is longer than Teams allows';
      given.colour = 'blue';
    });
    expect(faultsOf(manifest)).toEqual([
      'manifest.json: name.short must have at most 30 characters',
      expect.stringContaining('"colour"'),
    ]);
  });

  test('is refused when the tab stands on a host that Teams is not told of', () => {
    const foreign = changed((given) => (given.validDomains = ['elsewhere.example']));
    expect(faultsOf(foreign)).toEqual([
      'manifest.json: validDomains must hold the host of https://concordat.example/tab/',
      'manifest.json: webApplicationInfo.resource must be api://host/id',
    ]);
  });

  test('is refused when a placeholder is not known', () => {
    const manifest = sources.manifest.replace('${{VERSION}}', '${{VERSON}}');
    expect(() => appPackage({ ...sources, manifest }, installation)).toThrow(/\$\{\{VERSON\}\}, which nothing fills/);
  });

  test('is refused with an icon of another size, or one that is no picture', () => {
    expect(() => appPackage({ ...sources, outline: sources.color }, installation)).toThrow(
      /outline\.png is 192 by 192 pixels; Teams asks for 32 by 32/,
    );
    expect(() => appPackage({ ...sources, color: new Uint8Array(40) }, installation)).toThrow(
      /color\.png is not a PNG/,
    );
  });
});

test('every command that Teams suggests is one that the bot knows', () => {
  const manifest = Manifest.parse(
    JSON.parse(strFromU8(unzipSync(appPackage(sources, installation))['manifest.json']!)),
  );
  const known = [...Object.keys(verbs), 'help'];
  for (const { commands } of manifest.bots[0]!.commandLists)
    for (const { title } of commands) expect(known).toContain(title.split(' ')[0]);
});

/** The manifest with something changed in it. */
function changed(change: (manifest: Loose) => void): string {
  const manifest = JSON.parse(sources.manifest) as Loose;
  change(manifest);
  return JSON.stringify(manifest);
}

function faultsOf(manifest: string): readonly string[] {
  try {
    appPackage({ ...sources, manifest }, installation);
    return [];
  } catch (error) {
    return error instanceof PackageFault ? error.faults : [String(error)];
  }
}

type Loose = { name: { short: string }; validDomains: string[]; colour?: string };

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const script = new URL('appPackage/package.ts', root).pathname;
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [script, ...args], { encoding: 'utf8' })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}
