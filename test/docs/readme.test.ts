import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseCommandLine } from '../../src/cli/commandLine.ts';
import { COMMANDS } from '../../src/cards/help.ts';
import { daysAround } from '../../src/local/demo-days.ts';
import { story } from '../../src/local/demo-story.ts';
import { isVerb } from '../../src/teams/routes.ts';
import { asha } from '../world/people.ts';
import { textOf, World } from '../world/service.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const readme = read('README.md');
const architecture = read('docs/ARCHITECTURE.md');
const records = readdirSync(new URL('docs/adr/', root)).map((name) => `docs/adr/${name}`);

const helpExamples = COMMANDS.flatMap(({ commands }) => commands.map(({ example }): string => example));
const readmeExamples = blocks(readme, 'chat').flatMap((block) => block.split('\n'));

/** What the examples that only ask are answered with. */
const ANSWERS: Record<string, RegExp> = {
  decision: /decision 10[^]*Open 20 escalation beds[^]*The beds are on ward 6/,
  decisions: /Open 20 escalation beds|nothing waits|Nothing waits/,
  orgs: /Northmoor Hospitals[^]*Asha Patel/,
  verify: /All \d+ entries check out/,
};

describe('the README', () => {
  test('shows ten things to type', () => {
    expect(blocks(readme, 'chat')[0]!.split('\n')).toHaveLength(10);
  });

  test('counts the demo’s decisions as the demo does', () => {
    const [first = ''] = /makes decision \d+/.exec(readme) ?? [];
    expect(first).toBe(`makes decision ${demoDecisions() + 1}`);
  });

  test('names no npm script that there is not', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, own]) => run ?? own);
    expect(new Set(named)).toEqual(new Set(['start', 'test', 'serve', 'package']));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  test('lists every setting that is read, and no other', () => {
    const [, schema = ''] = /const Environment = z\.object\(\{\n([^]*?)\n\}\);/.exec(read('src/config.ts')) ?? [];
    const inCode = [...schema.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!);
    const [, table = ''] = /\| setting \|[^\n]*\n[^\n]*\n([^]*?)\n\n/.exec(readme) ?? [];
    const inTable = [...table.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name!);
    expect(inCode.length).toBeGreaterThan(10);
    expect(inTable.toSorted()).toEqual(inCode.toSorted());
  });

  test('shows the concordat command as it is', () => {
    const lines = [...readme.matchAll(/^npx concordat (.+)$/gm)].map(([, line]) => line!.split(' '));
    expect(lines.map((words) => parseCommandLine(words).command)).toEqual(['verify', 'export', 'verify', 'source try']);
  });

  test('has its picture', () => {
    expect(existsSync(new URL('docs/picture.png', root))).toBe(true);
  });
});

describe('every example', () => {
  test.each([...helpExamples, ...readmeExamples])('“%s” begins with a command', (example) => {
    expect(isVerb(example.split(' ')[0]!)).toBe(true);
  });
});

describe('said to the bot,', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.open();
    await world.setUp();
  });
  afterAll(() => world.close());

  test('the README’s examples do what they say, one after the other', async () => {
    for (let number = 1; number <= demoDecisions(); number++)
      await world.says(asha, `decide Decision ${number} of the demo because the README counts on it`);
    await world.places(asha, 'NMH', 'coordinator, representative');

    for (const example of readmeExamples) {
      const card = await world.says(asha, example);
      const answer = ANSWERS[example.split(' ')[0]!];
      if (answer) expect({ example, said: textOf(card) }).toEqual({ example, said: expect.stringMatching(answer) });
    }
    const titles = (await world.decisions()).map(({ number, title, state }) => `${number} ${title}: ${state}`);
    expect(titles.slice(0, 4)).toEqual([
      '12 Share the discharge rota: proposed',
      '11 Lend two social workers to Northmoor: recorded',
      '10 Open 20 escalation beds: recorded',
      '9 Open 12 escalation beds: superseded',
    ]);
    const path = `/api/programmes/${await world.programme()}/decisions/10`;
    const { history } = (await world.get(path)) as { history: { event: { type: string } }[] };
    expect(history.map(({ event }) => event.type)).toEqual([
      'decision.recorded',
      'decision.amended',
      'evidence.added',
      'decision.reviewSet',
      'decision.seen',
    ]);
  });
});

describe('every file named exists:', () => {
  const pages = ['README.md', 'docs/ARCHITECTURE.md', 'infra/README.md', ...records];

  test.each(pages)('in %s', (page) => {
    const text = read(page);
    const named = [
      ...[...text.matchAll(/`((?:src|test|appPackage|docs|infra)\/[^`\s<>*…]+)`/g)].map(
        ([, path]) => new URL(path!, root),
      ),
      ...[...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path]) => new URL(path!, new URL(page, root))),
    ];
    const missing = named.filter((file) => !existsSync(file)).map(({ pathname }) => pathname);
    expect(missing).toEqual([]);
  });

  test('ARCHITECTURE.md names enough of them for this to mean something', () => {
    expect([...architecture.matchAll(/`src\/[^`]+\.ts`/g)].length).toBeGreaterThan(30);
  });

  test('ARCHITECTURE.md names every room', () => {
    const rooms = readdirSync(new URL('src/', root), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of rooms) expect(architecture).toContain(`| \`src/${name}\` |`);
  });
});

/** The fenced blocks of a page with this info string. */
function blocks(page: string, kind: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)\\n\`\`\`$`, 'gm'))].map(([, block]) => block!);
}

function demoDecisions(): number {
  const recording = ['RecordDecision', 'SupersedeDecision', 'ProposeDecision'];
  const now = '2026-11-20T09:00:00.000Z';
  const steps = story(daysAround(now), now, { url: 'http://127.0.0.1:1', tokenSha256: '0'.repeat(64) });
  return steps.filter((step) => 'command' in step && recording.includes(step.command.type)).length;
}
