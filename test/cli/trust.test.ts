import { readdir } from 'node:fs/promises';
import { formatSigner, makeSigner, verifierKey } from '../../src/log/note.ts';
import { asha } from '../world/people.ts';
import { Auditor, Copy, programmeWithDecisions } from './world.ts';
import type { World } from '../world/service.ts';

let world: World;
let url: string;
let key: string;
let auditor: Auditor;

beforeAll(async () => {
  world = await programmeWithDecisions();
  url = `${world.url}/log/${await world.programme()}`;
  key = (await textAt('key')).trim();
});
afterAll(() => world.close());
beforeEach(async () => {
  auditor = await Auditor.sitsDown();
});
afterEach(() => auditor.leaves());

const textAt = async (path: string) => (await fetch(`${url}/${path}`)).text();

/** What came of running the command on a copy of the data that is signed by another key. */
async function underAnotherKey(...more: string[]) {
  const copy = await Copy.of(world);
  try {
    const logSigningKey = formatSigner(makeSigner('concordat.test'));
    return await auditor.runs('verify', await copy.serve({ logSigningKey }), ...more);
  } finally {
    await copy.close();
  }
}

describe('the key', () => {
  test('that was given, as text or in a file, is the one that is trusted', async () => {
    const file = await auditor.writes('key.txt', `${key}\n`);
    for (const given of [key, file]) {
      const { code, out } = await auditor.runs('verify', url, '--no-memory', '--key', given);
      expect(code).toBe(0);
      expect(out).toMatch(/given by you/);
    }
  });

  test('of another log or service fails', async () => {
    const origin = key.slice(0, key.indexOf('+'));
    for (const name of [origin, 'concordat.test', 'elsewhere.example']) {
      const { code, out } = await auditor.runs('verify', url, '--key', verifierKey(makeSigner(name)));
      expect(code).toBe(1);
      expect(out).toMatch(/publishes another key than the one you trust/);
    }
  });

  test('that was seen first is remembered, and another one later fails', async () => {
    await auditor.runs('verify', url);
    const { code, out } = await underAnotherKey();
    expect(code).toBe(1);
    expect(out).toMatch(/publishes another key than the one you trust/);
  });

  test('that was given must be the one remembered', async () => {
    await auditor.runs('verify', url);
    const other = verifierKey(makeSigner(key.slice(0, key.indexOf('+'))));
    const { code, out } = await auditor.runs('verify', url, '--key', other);
    expect(code).toBe(1);
    expect(out).toMatch(/not the one remembered/);
  });

  test('of a service is that of each of its logs', async () => {
    const made = await auditor.runs('key', 'concordat.test');
    const [, secret = ''] = /^LOG_SIGNING_KEY=(.*)$/m.exec(made.out)!;
    const verifier = made.out.trim().split('\n').at(-1)!;
    const copy = await Copy.of(world);
    const address = await copy.serve({ logSigningKey: secret });
    const verified = await auditor.runs('verify', address, '--key', verifier);
    const another = await auditor.runs('verify', url, '--key', verifier, '--no-memory');
    await copy.close();
    expect([made.code, verified.code, another.code]).toEqual([0, 0, 1]);
  });
});

describe('an earlier checkpoint', () => {
  test('from outside, as text or in a file, is compared with', async () => {
    const note = await textAt('checkpoint');
    const size = Number(note.split('\n')[1]);
    await world.says(asha, 'decide Open a ward because it is full');
    for (const given of [note, note.trimEnd(), await auditor.writes('checkpoint.txt', note)]) {
      const { code, out } = await auditor.runs('verify', url, '--no-memory', '--checkpoint', given);
      expect(code).toBe(0);
      expect(out).toMatch(/^Verified: nothing that was in the log/);
      expect(out).toContain(`with the checkpoint given by you of ${size} entries`);
    }
  });

  test('that a host has signed over other entries fails', async () => {
    const copy = await Copy.of(world);
    copy.rewrite(2, 'why', 'Nobody knows');
    const note = await (await fetch(`${await copy.serve()}/checkpoint`)).text();
    await copy.close();
    await world.says(asha, 'decide Open another ward because it is full');
    const { code, out } = await auditor.runs('verify', url, '--checkpoint', note);
    expect(code).toBe(1);
    expect(out).toMatch(/The log was rewritten/);
    // Beside one that fits, too.
    await auditor.runs('verify', url);
    const both = await auditor.runs('verify', url, '--checkpoint', note);
    expect(both.code).toBe(1);
  });

  test('that is remembered counts beside one that is given', async () => {
    const note = await textAt('checkpoint');
    await world.says(asha, 'decide Discharge by noon because beds are short');
    await auditor.runs('verify', url);
    const sound = await auditor.runs('verify', url, '--checkpoint', note);
    expect(sound.out).toMatch(/with the checkpoint given by you of .*, and with the remembered checkpoint of /);
    const copy = await Copy.of(world);
    copy.rewrite(copy.rows().length - 1, 'why', 'No reason');
    const rewritten = await auditor.runs('verify', await copy.serve(), '--checkpoint', note);
    await copy.close();
    expect([sound.code, rewritten.code]).toEqual([0, 1]);
  });

  test('whose signature does not hold fails', async () => {
    const note = await textAt('checkpoint');
    const root = note.split('\n')[2]!;
    const changed = note.replace(root, `${root[0] === 'A' ? 'B' : 'A'}${root.slice(1)}`);
    const { code, out } = await auditor.runs('verify', url, '--checkpoint', changed);
    expect(code).toBe(1);
    expect(out).toMatch(/earlier checkpoint is not signed with the key/);
  });
});

describe('what is remembered', () => {
  test('stands in a file for each log in the home folder, with nothing unfinished beside it', async () => {
    await auditor.runs('verify', url);
    const names = await readdir(auditor.file('.concordat/checkpoints'));
    expect(names).toEqual([expect.stringMatching(/^concordat\.test_.*\.json$/)]);
    expect(JSON.parse(await auditor.reads(`.concordat/checkpoints/${names[0]}`))).toMatchObject({ key });
  });

  test('is not written over when it cannot be read', async () => {
    const memory = await auditor.writes('memory.json', '{"format":"concordat-memory/1"}');
    const { code, err } = await auditor.runs('verify', url, '--memory', memory);
    expect(code).toBe(3);
    expect(err).toMatch(/not a memory of a log, or it is damaged/);
    expect(await auditor.reads('memory.json')).toBe('{"format":"concordat-memory/1"}');
  });

  test('of one log cannot stand in for another', async () => {
    const memory = auditor.file('memory.json');
    await auditor.runs('verify', url, '--memory', memory);
    const copy = await Copy.of(world);
    const address = await copy.serve({ logOrigin: 'concordat.elsewhere' });
    const { code, out } = await auditor.runs('verify', address, '--memory', memory);
    await copy.close();
    expect(code).toBe(1);
    expect(out).toMatch(/another log than the one remembered/);
  });

  test('cannot be kept where nothing can be written, and the command says so', async () => {
    const file = await auditor.writes('taken', '');
    const { code, err } = await auditor.runs('verify', url, '--memory', `${file}/memory.json`);
    expect(code).toBe(3);
    expect(err).toMatch(/cannot be/);
  });
});
