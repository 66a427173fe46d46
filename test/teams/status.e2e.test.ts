import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Auditor } from '../cli/world.ts';
import { inputsOf } from '../world/inputs.ts';
import { asha, ben, carys, elin, farah, type Person } from '../world/people.ts';
import { textOf, type World } from '../world/service.ts';
import { until } from '../world/until.ts';
import { Watching } from './watching.ts';
import type { Sent } from '../world/teams.ts';

let watching: Watching;
let world: World;
beforeEach(async () => {
  watching = await Watching.open();
  world = watching.world;
});
afterEach(() => watching.close());

const shown = ({ card }: Sent) => (card ? textOf(card) : '');
const boards = () =>
  [...world.teams.messages.values()].filter((each) => shown(each).includes('\nStatus of partners\n'));

describe('the board that is pinned', () => {
  test('stands once, and is brought up to date where it stands when a figure changes', async () => {
    await watching.source();
    const board = await watching.pin();
    expect(shown(board)).toContain('No figures from NMH');
    await watching.reads(3);
    await until(() => /Ambulances waiting over 30 minutes\n3\n/.test(shown(board)));
    await watching.reads(4);
    await until(() => /Ambulances waiting over 30 minutes\n4\n/.test(shown(board)));
    expect(shown(board)).toContain('as of 8:10am');
    expect(boards()).toEqual([board]);
  });

  test('says by the clock alone what has grown old, and why, while no level and no total gets better', async () => {
    await watching.source();
    await watching.person();
    await world.says(ben, 'figures ambulances-waiting 3');
    const board = await watching.pin();
    for (const value of [12, 12]) await watching.reads(value);
    // One better reading of the two that it takes; then nothing more comes.
    await watching.reads(1);
    const before = { level: (await watching.row()).level, total: (await watching.total()).value };
    expect(before).toEqual({ level: 4, total: 4 });
    watching.publisher.failing = 503;
    for (const minutes of [10, 25, 60, 24 * 60]) {
      watching.passes(minutes);
      await world.says(asha, 'source refresh 1');
      expect([(await watching.row()).level, (await watching.total()).value]).toEqual([4, 4]);
    }
    await until(() => shown(board).includes('No new figures from NMH'));
    expect(shown(board)).toMatch(
      /No new figures from NMH since .*8:15am.*: the address answered with an error \(503\)/,
    );
    expect(shown(board)).toMatch(/Northmoor Hospitals \(NMH\)\n4 Extreme\n/);
    expect(shown(board)).toMatch(/Ambulances waiting over 30 minutes\n4 \(old: NMH, EVC\)/);
    expect(await watching.total()).toMatchObject({ freshness: 'stale', stale: ['NMH', 'EVC'] });
    expect(boards()).toEqual([board]);
  });
});

describe('a change of level', () => {
  test('takes two readings, is told once beside the board, and is not told of a figure that goes up and down', async () => {
    await watching.source();
    const board = await watching.pin();
    for (const value of [1, 6, 1, 6, 1, 6]) await watching.reads(value);
    expect((await watching.row()).level).toBe(1);
    await watching.reads(6);
    await until(() => watching.changes.length === 1);
    const [change] = watching.changes;
    expect(shown(change!)).toContain('Northmoor Hospitals (NMH) went from 1 Normal to 3 Severe');
    expect(change!.conversation).toBe(board.conversation);
    await until(() => /Northmoor Hospitals \(NMH\)\n3 Severe\n/.test(shown(board)));
    for (const value of [1, 6, 1, 6, 11, 11]) await watching.reads(value);
    await until(() => watching.changes.length > 1);
    expect(watching.changes.map(shown).map((text) => /went from .*/.exec(text)![0])).toEqual([
      'went from 1 Normal to 3 Severe',
      'went from 3 Severe to 4 Extreme',
    ]);
    expect((await watching.organisation()).levels.map(({ level }) => level)).toEqual([1, 3, 4]);
  });

  test('goes on over restarts: nothing is told twice, no level changes, and readings go on being counted', async () => {
    await watching.source();
    const board = await watching.pin();
    for (const value of [6, 6, 11]) await watching.reads(value);
    const sent = world.teams.messages.size;
    for (const _ of [1, 2]) {
      await world.restart();
      expect((await watching.row()).level).toBe(3);
    }
    expect(world.teams.messages.size).toBe(sent);
    await watching.reads(11);
    await until(() => watching.changes.length > 0);
    await world.restart();
    await watching.reads(11);
    await watching.reads(1);
    await watching.reads(1);
    await until(() => watching.changes.length > 1);
    expect(watching.changes.map(shown).map((text) => /went from .*/.exec(text)![0])).toEqual([
      'went from 3 Severe to 4 Extreme',
      'went from 4 Extreme to 1 Normal',
    ]);
    expect(boards()).toEqual([board]);
  });
});

describe('a level that a person sets', () => {
  test('stands while the feed says otherwise, and ends exactly once', async () => {
    await watching.source();
    const board = await watching.pin();
    await watching.reads(1);
    await world.says(asha, 'status NMH level 3 because the front door is full until 10am');
    await until(() => watching.changes.length === 1);
    for (const value of [1, 1, 1]) await watching.reads(value);
    expect(await watching.row()).toMatchObject({ level: 3, basis: 'override', computed: 1 });
    await until(() => shown(board).includes('Set by Asha Patel (NMH) until 10am: the front door is full'));
    watching.at('2026-11-23T10:00:30.000Z');
    await until(() => watching.changes.length === 2);
    await world.restart();
    for (const value of [12, 12]) await watching.reads(value);
    await until(() => watching.changes.length > 2);
    expect(watching.changes.map(shown).map((text) => /went from .*/.exec(text)![0])).toEqual([
      'went from 1 Normal to 3 Severe',
      'went from 3 Severe to 1 Normal',
      'went from 1 Normal to 4 Extreme',
    ]);
    expect(watching.changes.filter((change) => shown(change).includes('had set has ended'))).toHaveLength(1);
  });

  test('can be ended before its time', async () => {
    await watching.source();
    await watching.reads(1);
    await world.says(asha, 'status NMH level 4 because the front door is full until 6pm');
    expect(textOf(await world.says(asha, 'status NMH level off'))).toContain('what its figures say again');
    expect(await watching.row()).toMatchObject({ level: 1, basis: 'computed', override: null });
  });
});

describe('a person who tells figures', () => {
  beforeEach(async () => {
    await watching.person();
  });

  test('is asked at the set time in their own chat, and confirms with one press', async () => {
    await world.says(ben, 'figures ambulances-waiting 3');
    const board = await watching.pin();
    watching.at('2026-11-23T09:00:30.000Z');
    await until(() => world.teams.personal(ben).length === 1);
    const asked = () => world.teams.personal(ben)[0]!;
    expect(textOf(asked())).toMatch(/⏳ Awaited[^]*Ambulances waiting over 30 minutes: 3/);
    await until(() => /Eastvale Council \(EVC\)[^]*?⚠ Out of date/.test(shown(board)));
    await world.restart();
    const answer = await watching.presses(ben, 'No change, still right', asked());
    expect(textOf(answer.value)).toContain('✓ Told');
    await until(() => textOf(asked()).includes('✓ Told'));
    await until(() => /Eastvale Council \(EVC\)[^]*?✓ Current/.test(shown(board)));
    expect(await watching.figure('EVC')).toMatchObject({ value: 3, state: 'current', confirmed: watching.now });
    expect(world.teams.personal(ben)).toHaveLength(1);
  });

  test('is asked in the conversation where they cannot be reached', async () => {
    world.teams.blockedBy.add(ben);
    watching.at('2026-11-23T09:00:30.000Z');
    const mentioning = () =>
      world.teams
        .cards()
        .filter((card) => textOf(card).includes('Eastvale by telephone'))
        .filter((card) => JSON.stringify(card.msteams ?? {}).includes(ben.aadObjectId));
    await until(() => mentioning().length > 0);
    await world.says(ben, 'figures ambulances-waiting 3');
    await until(() => textOf(mentioning()[0]!).includes('✓ Told'));
    expect(mentioning()).toHaveLength(1);
  });

  test('is told that it was taken, and that it is current again', async () => {
    expect(textOf(await world.says(ben, 'figures ambulances-waiting 3'))).toContain('the figure is on the board');
    watching.passes(45);
    expect(await watching.figure('EVC')).toMatchObject({ value: 3, state: 'stale' });
    expect(textOf(await watching.personally(ben, 'confirm'))).toContain('is current again');
    expect(await watching.figure('EVC')).toMatchObject({ value: 3, state: 'current' });
  });

  test('is of that organisation: an observer or somebody else may neither tell nor set a level', async () => {
    await world.says(ben, 'figures ambulances-waiting 3');
    await world.places(farah, 'EVC', 'observer');
    const size = async () => (await watching.board()).version;
    const before = await size();
    for (const who of [farah, carys])
      for (const text of [
        'figures EVC ambulances-waiting 12',
        'confirm EVC',
        'status EVC level 4 because it is late until 6pm',
      ])
        expect(textOf(await world.says(who, text))).toMatch(/Nothing was recorded/);
    expect(await size()).toBe(before);
    expect(await watching.row('EVC')).toMatchObject({ level: 2, basis: 'computed' });
    await world.says(asha, 'figures EVC ambulances-waiting 4');
    expect(await watching.figure('EVC')).toMatchObject({ value: 4, reporter: { name: 'Asha Patel' } });
  });
});

describe('a source', () => {
  test('is asked no more while it is paused, and what it told is used no more once it has ended', async () => {
    await watching.source();
    await watching.reads(6);
    await world.says(asha, 'source pause 1 because the bed system moves');
    const { asked } = watching.publisher;
    await watching.reads(1);
    expect([watching.publisher.asked, (await watching.sources())[0]!.state]).toEqual([asked, 'paused']);
    expect(await watching.figure()).toMatchObject({ value: 6 });
    await world.says(asha, 'source resume 1');
    await watching.reads(1);
    expect(await watching.figure()).toMatchObject({ value: 1, state: 'current' });
    await world.says(asha, 'source end 1 because Northmoor sends it now');
    expect(await watching.sources()).toEqual([]);
    expect(await watching.figure()).toMatchObject({ value: null, state: 'notConfigured' });
    for (const command of ['pause', 'resume', 'end'])
      expect(textOf(await world.says(ben, `source ${command} 1`))).toContain('Nothing was recorded');
  });

  test('is pushed to with a token that is shown once, in the coordinator’s own chat alone', async () => {
    const [push] = [{ whose: 'RPC', kind: 'push', name: 'Riverside counts', address: '', every: '' }];
    await watching.source({ ...push, reads: 'ambulances-waiting = waiting' });
    expect(textOf(await world.says(asha, 'source token 1'))).toContain('in your own chat');
    expect((await watching.sources())[0]!.tokens).toBe(0);
    expect(textOf(await watching.personally(ben, 'source token 1'))).not.toContain('source_');
    const token = tokenOn(await watching.personally(asha, 'source token 1'));
    expect(await watching.pushes(1, token, { waiting: 4 })).toBe(202);
    expect(await watching.figure('RPC')).toMatchObject({ value: 4, state: 'current' });
    expect(await watching.pushes(1, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, { waiting: 9 })).toBe(
      401,
    );

    const next = tokenOn(await watching.personally(asha, 'source token 1 now'));
    expect(await watching.pushes(1, token, { waiting: 9 })).toBe(401);
    expect(await watching.pushes(1, next, { waiting: 5 })).toBe(202);
    await world.says(asha, 'source 1');
    for (const secret of [token, next]) {
      expect(world.logged.join('\n')).not.toContain(secret);
      expect(world.teams.traffic.filter((sent) => sent.includes(secret))).toHaveLength(1);
      expect(JSON.stringify(world.teams.cards())).not.toContain(secret);
      expect(await kept()).not.toContain(secret);
    }
  });
});

test('what was typed stands in the form when a command is refused', async () => {
  await watching.person({ reads: 'beds-open\nambulances-waiting' });
  const refused = async (who: Person, text: string) => inputsOf(await world.says(who, text));
  const why = 'the front door is full';
  expect(await refused(asha, `status NMH level 9 because ${why} until 10am`)).toMatchObject({
    why,
    untilTime: '10:00',
  });
  expect(await refused(asha, 'status NMH level 3 until 10am')).toMatchObject({ level: '3', untilTime: '10:00' });
  expect(await refused(asha, `status NMH level 3 because ${why}`)).toMatchObject({ level: '3', why });
  expect(await refused(asha, `status NMH level 3 because ${why} until 24 December`)).toMatchObject({
    level: '3',
    why,
    untilDay: '2026-12-24',
  });
  const told = JSON.stringify(await world.says(ben, 'figures beds-open 412, ambulances-waiting many'));
  expect(told).toMatch(/"id":"f-beds-open"[^}]*"value":"?412/);
  const form = (await watching.source({ every: 'often', why: 'They publish it now' }))!;
  expect(inputsOf(form)).toMatchObject({
    whose: 'NMH',
    name: 'Northmoor bed report',
    reads: 'ambulances-waiting = waiting',
    why: 'They publish it now',
  });
  expect(await watching.sources()).toHaveLength(1);
});

test('a decision shows the board as it stood, whatever comes later, and the log that holds it verifies', async () => {
  await watching.source();
  for (const value of [6, 6]) await watching.reads(value);
  await world.says(asha, 'decide Open 12 escalation beds because ED is full');
  for (const value of [11, 11]) await watching.reads(value);
  const history = textOf(await world.says(carys, 'decision 1'));
  expect(history).toMatch(/Status of partners when this was put into the log, as of 23 November 2026, 8:10am/);
  expect(history).toMatch(
    /Northmoor Hospitals \(NMH\): 3 Severe \(indicative\) · Ambulances waiting over 30 minutes: 6/,
  );
  expect((await watching.row()).level).toBe(4);
  await verifies(carys);
});

describe('small counts that are masked', () => {
  /** Counts that nothing else here could say by chance, and small enough to be masked. */
  const [OURS, THEIRS] = [6.07318, 5.09247];
  const secret = /\.07318|\.09247|\.16565/;

  test('show in no card, answer, export, disclosure or log line to others', async () => {
    await watching.source({ reads: 'twelve-hour-waits = waits' });
    await watching.person({ reads: 'twelve-hour-waits' });
    const board = await watching.pin();
    await watching.reads({ waits: OURS });
    await watching.personally(ben, `figures twelve-hour-waits ${THEIRS}`);
    await watching.personally(ben, 'confirm');
    await watching.reads({ waits: OURS });
    await world.says(asha, 'decide Open 12 escalation beds because ED is full');
    watching.at('2026-11-23T09:00:30.000Z');
    await until(() => world.teams.personal(ben).some((card) => textOf(card).includes('Awaited')));
    for (const text of [
      'status',
      'status NMH',
      'status EVC',
      'sources',
      'source 1',
      'source 2',
      'decision 1',
      'figures EVC',
    ])
      await world.says(carys, text);
    await watching.personally(elin, 'status EVC');
    await until(() => /12-hour waits\n.?\*/.test(shown(board)));
    expect(world.teams.traffic.filter((sent) => secret.test(sent))).toEqual([]);
    expect(world.logged.filter((line) => secret.test(line))).toEqual([]);

    expect(await watching.figure('NMH', 'twelve-hour-waits')).toMatchObject({ value: null, masked: true });
    expect(await watching.figure('EVC', 'twelve-hour-waits')).toMatchObject({ value: null, masked: true });
    expect(await watching.total('twelve-hour-waits')).toMatchObject({ value: null, masked: true });
    const programme = await world.programme();
    const api = `/api/programmes/${programme}`;
    const paths = [
      ...['status', 'status/NMH', 'status/EVC', 'status/observations', 'status/observations?format=csv'],
      ...['sources', 'sources/1', 'sources/2', 'decisions', 'decisions/1', 'decisions/1/proof'],
      ...['export?format=json', 'export?format=csv'],
    ].map((path) => `${api}/${path}`);
    for (const path of [...paths, `/log/${programme}/disclosures?from=0`, '/metrics', '/api/me']) {
      const said = await answered(path, carys);
      expect([path, said.status, secret.test(said.text)]).toEqual([path, 200, false]);
    }
    // Eastvale reads its own word in the log: so the test could fail.
    expect((await answered(`/log/${programme}/disclosures?from=0`, ben)).text).toContain('.09247');
    await verifies(carys);
  });
});

const tokenOn = (card: object) => /source_[\w-]{43}/.exec(JSON.stringify(card))![0];

/** Everything that the service keeps on its disk. */
async function kept(): Promise<string> {
  const files = await readdir(world.folder);
  return (await Promise.all(files.map((file) => readFile(join(world.folder, file), 'latin1')))).join('\n');
}

/** What somebody is answered, with all disclosures in it as they read once decoded. */
async function answered(path: string, who: Person): Promise<{ status: number; text: string }> {
  const response = await fetch(world.url + path, { headers: { authorization: `Local ${who.aadObjectId}` } });
  const text = await response.text();
  const decoded = text.match(/[\w-]{24,}/g)?.map((each) => Buffer.from(each, 'base64url').toString()) ?? [];
  return { status: response.status, text: [text, ...decoded].join('\n') };
}

/** The log verifies: asked in chat, and to somebody who exports it and checks the copy. */
async function verifies(who: Person): Promise<void> {
  expect(textOf(await world.says(who, 'verify'))).toMatch(/nothing|fits|verified/i);
  const auditor = await Auditor.sitsDown();
  try {
    const log = `${world.url}/log/${await world.programme()}`;
    const as = ['--as', who.aadObjectId];
    expect(await auditor.runs('export', log, '--out', 'log.jsonl', ...as)).toMatchObject({ code: 0, err: '' });
    expect(await auditor.runs('verify', 'log.jsonl', '--no-memory')).toMatchObject({ code: 0 });
  } finally {
    await auditor.leaves();
  }
}
