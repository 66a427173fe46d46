import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { appPackage, PackageFault, type Installation } from './build.ts';

/** `npm run package -- --app-id <id> --host <host>`: makes the zip that is uploaded to Teams. */

const USAGE = 'Give it as: npm run package -- --app-id <the bot’s MicrosoftAppId> --host <host of PUBLIC_URL>';

const guid = z.guid({ error: 'must be a GUID, such as 0b5c7f6e-1d2a-4b3c-8d4e-5f6a7b8c9d0e' });
const page = z.url({ protocol: /^https$/, error: 'must be an https address' });

const Arguments = z.object({
  'app-id': guid,
  host: z
    .string({ error: 'must be a host name' })
    .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i, {
      error: 'must be a host name alone, such as concordat.example',
    })
    .toLowerCase(),
  'teams-app-id': guid.optional(),
  version: z.string().optional(),
  'privacy-url': page.optional(),
  'terms-url': page.optional(),
  out: z.string().min(1).default('dist/concordat.zip'),
});

try {
  const { out, ...installation } = await readArguments(process.argv.slice(2));
  const [manifest, color, outline] = await Promise.all([
    readFile(here('manifest.json'), 'utf8'),
    readFile(here('color.png')),
    readFile(here('outline.png')),
  ]);
  const zip = appPackage({ manifest, color, outline }, installation);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, zip);
  console.log(`Wrote ${out}: Concordat ${installation.version} for ${installation.publicHost}. Upload it to Teams.`);
  if (installation.privacyUrl === installation.termsUrl)
    console.log('People will want to know who runs this: give your own pages with --privacy-url and --terms-url.');
} catch (error) {
  if (!(error instanceof PackageFault)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** @throws PackageFault with every fault of the arguments in one line */
async function readArguments(args: string[]): Promise<Installation & { out: string }> {
  const parsed = Arguments.safeParse(flags(args));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path: [name], message }) =>
      args.some((arg) => arg.split('=')[0] === `--${String(name)}`)
        ? `--${String(name)} ${message}`
        : `--${String(name)} is missing`,
    );
    throw new PackageFault([`${faults.join('; ')}. ${USAGE}`]);
  }
  const { 'app-id': botId, host, out, ...given } = parsed.data;
  const tab = `https://${host}/tab/`;
  return {
    botId,
    appId: given['teams-app-id'] ?? botId,
    publicHost: host,
    version: given.version ?? (await ownVersion()),
    privacyUrl: given['privacy-url'] ?? tab,
    termsUrl: given['terms-url'] ?? tab,
    out,
  };
}

function flags(args: string[]): Record<string, unknown> {
  const options = Object.fromEntries(Object.keys(Arguments.shape).map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const [words = ''] = error instanceof Error ? error.message.split('\n') : [];
    throw new PackageFault([`${words.replace(/\. To specify.*$/, '').replace(/\.$/, '')}. ${USAGE}`]);
  }
}

async function ownVersion(): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(here('../package.json'), 'utf8')));
  return version;
}

function here(name: string): URL {
  return new URL(name, import.meta.url);
}
