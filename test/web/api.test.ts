import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, createLocalJWKSet, SignJWT } from 'jose';
import { openCheckpoint } from '../../src/log/checkpoint.ts';
import { parseVerifierKey } from '../../src/log/note.ts';
import { parseProof } from '../../src/log/proof.ts';
import { parseBundle, parseTile } from '../../src/log/tiles.ts';
import { leafHash } from '../../src/log/tree.ts';
import { Readers } from '../../src/web/reader.ts';
import { asha, ben, carys, farah, type Person } from '../world/people.ts';
import { World } from '../world/service.ts';

const KEY = 'concordat_test-key-of-an-auditor';
let world: World;
let programme = '';

beforeAll(async () => {
  world = await World.open();
  await world.setUp();
  for (const title of ['Open 12 beds', 'Fund two nurses', '=cmd|calc'])
    await world.says(asha, `decide ${title} because ED is full`);
  await world.says(ben, 'supersede 1 with Open 20 beds because ED is still full');
  programme = await world.programme();
});
afterAll(() => world.close());

async function ask(path: string, headers: Record<string, string> = as(asha)): Promise<Response> {
  return fetch(world.url + path, { headers, redirect: 'manual' });
}
const as = (who: Person) => ({ authorization: `Local ${who.aadObjectId}` });

describe('decisions', () => {
  test('come newest first, a page at a time, and all of them once', async () => {
    const numbers: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await (
        await ask(`/api/programmes/${programme}/decisions?limit=2${cursor && `&cursor=${cursor}`}`)
      ).json()) as {
        decisions: { number: number }[];
        total: number;
        next: string | null;
      };
      expect(page.total).toBe(4);
      numbers.push(...page.decisions.map(({ number }) => number));
      cursor = page.next;
    }
    expect(numbers).toEqual([4, 3, 2, 1]);
  });

  test.each([
    ['q=nurses', [2]],
    ['state=superseded', [1]],
    ['org=EVC', [4]],
    ['from=2026-11-22&to=2026-11-22', [4, 3, 2, 1]],
    ['from=2026-11-23', []],
    ['q=beds&state=recorded', [4]],
  ])('are found by %s', async (query, numbers) => {
    const page = (await (await ask(`/api/programmes/${programme}/decisions?${query}`)).json()) as {
      decisions: { number: number }[];
    };
    expect(page.decisions.map(({ number }) => number)).toEqual(numbers);
  });

  test('carry their history: index, when, who, what, why', async () => {
    const { history } = (await (await ask(`/api/programmes/${programme}/decisions/1`)).json()) as { history: object[] };
    expect(history).toEqual([
      expect.objectContaining({
        by: expect.objectContaining({ name: 'Asha Patel', organisation: 'NMH' }),
        why: 'ED is full',
      }),
      expect.objectContaining({
        by: expect.objectContaining({ organisation: 'EVC' }),
        event: expect.objectContaining({ supersedes: 1 }),
      }),
    ]);
  });

  test('export as CSV opens in a spreadsheet without running what people wrote', async () => {
    const response = await ask(`/api/programmes/${programme}/export?format=csv`);
    const text = await response.text();
    expect(response.headers.get('content-disposition')).toContain('.csv');
    expect(text).toContain("'=cmd|calc");
    expect(text.trim().split('\r\n')).toHaveLength(5);
  });

  test('export as JSON is complete', async () => {
    const { decisions } = (await (await ask(`/api/programmes/${programme}/export?format=json`)).json()) as {
      decisions: object[];
    };
    expect(decisions).toHaveLength(4);
  });
});

describe('the log endpoints', () => {
  test('serve a checkpoint, key, tiles and proofs that fit each other', async () => {
    const [note, keyText, tile, bundle, proofText] = await Promise.all(
      ['checkpoint', 'key', 'tile/0/000.p/11', 'tile/entries/000.p/11']
        .map((path) => ask(`/log/${programme}/${path}`))
        .concat([ask(`/api/programmes/${programme}/decisions/1/proof`)]),
    );
    const key = parseVerifierKey((await keyText!.text()).trim());
    const checkpoint = openCheckpoint(await note!.text(), [key]);
    expect(checkpoint.origin).toBe(`concordat.test/${programme}`);
    const hashes = parseTile(new Uint8Array(await tile!.arrayBuffer()), 11);
    const leaves = parseBundle(new Uint8Array(await bundle!.arrayBuffer()), 11);
    expect(leaves.map((leaf) => Buffer.from(leafHash(leaf)).toString('hex'))).toEqual(
      hashes.map((hash) => Buffer.from(hash).toString('hex')),
    );
    expect(tile!.headers.get('cache-control')).toContain('immutable');
    expect(note!.headers.get('cache-control')).toBe('no-store');
    expect(parseProof(await proofText!.text()).checkpoint).toContain(checkpoint.origin);
  });

  test.each(['tile/0/001', 'tile/0/000.p/200', 'tile/0/x', 'tile/9/000'])('%s is not there', async (path) => {
    expect((await ask(`/log/${programme}/${path}`)).status).toBe(404);
  });
});

describe('errors are problem details', () => {
  test.each([
    [`decisions/99`, 404, 'decision.unknown'],
    [`decisions/x`, 400, 'query.malformed'],
    [`decisions?limit=1000`, 400, 'query.malformed'],
    [`decisions?from=2026-02-31`, 400, 'query.malformed'],
    [`nothing`, 404, 'path.unknown'],
  ])('%s', async (path, status, code) => {
    const response = await ask(`/api/programmes/${programme}/${path}`);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });
});

test('a compressed body is not unpacked, whatever is in it', async () => {
  for (const body of ['not gzip', gzipSync(JSON.stringify({ type: 'message', text: 'x'.repeat(10_000_000) }))]) {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const response = await fetch(`${world.url}/api/messages`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
  }
  expect((await ask('/healthz')).status).toBe(200);
});

describe('who may read', () => {
  test.each([
    ['a member', as(asha), 200],
    ['somebody on the roster without a place', as(farah), 200],
    ['somebody who is not on the roster', { authorization: 'Local 99999999-9999-4999-8999-999999999999' }, 404],
    ['a sign-in that is none', { authorization: 'Bearer nonsense' }, 401],
    ['a key that nobody knows', { authorization: 'Bearer concordat_unknown' }, 401],
  ])('%s', async (_name, headers, status) => {
    expect((await ask(`/api/programmes/${programme}`, headers)).status).toBe(status);
  });

  test('somebody who has left the team no more', async () => {
    expect((await ask(`/api/programmes/${programme}`, as(carys))).status).toBe(200);
    world.teams.leaves(carys);
    await world.deliver(world.teams.activity(asha, { type: 'conversationUpdate', membersRemoved: [{ id: carys.id }] }));
    expect((await ask(`/api/programmes/${programme}`, as(carys))).status).toBe(404);
  });

  test('the holder of a key reads its own programme and no other', async () => {
    const sha256 = createHash('sha256').update(KEY).digest('hex');
    const keyed = await World.open(undefined, { apiKeys: [{ programme: 'aaaaaaaaaaaaaaaa', sha256 }] });
    await keyed.setUp();
    const mine = await keyed.programme();
    const headers = { authorization: `Bearer ${KEY}` };
    expect((await fetch(`${keyed.url}/log/${mine}/checkpoint`, { headers })).status).toBe(404);
    await keyed.close();
    const reader = await new Readers({ local: false, apiKeys: [{ programme: mine, sha256 }] }).of(
      headers.authorization,
    );
    expect(reader).toEqual({ kind: 'key', programme: mine });
  });

  test('outside local mode nobody reads without a sign-in, nor by naming themselves', async () => {
    const readers = new Readers({ local: false, apiKeys: [] });
    expect(await readers.of(undefined)).toBeUndefined();
    await expect(readers.of(`Local ${asha.aadObjectId}`)).rejects.toThrow('authorization.unknown');
  });
});

describe('a token of Teams', () => {
  const APP = '33333333-3333-4333-8333-333333333333';
  const claims = { oid: asha.aadObjectId, tid: asha.tenantId, name: asha.name, preferred_username: asha.email };

  async function readersAndSigner() {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'k' }] });
    const sign = (change: { aud?: string; iss?: string; exp?: string; tid?: string } = {}) =>
      new SignJWT({ ...claims, ...(change.tid ? { tid: change.tid } : {}) })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setAudience(change.aud ?? `api://concordat.example/${APP}`)
        .setIssuer(change.iss ?? `https://login.microsoftonline.com/${asha.tenantId}/v2.0`)
        .setExpirationTime(change.exp ?? '10m')
        .sign(privateKey);
    return { readers: new Readers({ local: false, appId: APP, apiKeys: [], keys }), sign };
  }

  test('says who asks', async () => {
    const { readers, sign } = await readersAndSigner();
    expect(await readers.of(`Bearer ${await sign()}`)).toMatchObject({
      kind: 'person',
      identity: { person: asha.aadObjectId, tenant: asha.tenantId },
    });
  });

  test.each([
    ['for another app', { aud: 'api://concordat.example/44444444-4444-4444-8444-444444444444' }],
    ['of another issuer', { iss: 'https://login.evil.example/v2.0' }],
    ['of a tenant that is not its issuer', { tid: '55555555-5555-4555-8555-555555555555' }],
    ['that has run out', { exp: '-1m' }],
  ])('%s is refused', async (_name, change) => {
    const { readers, sign } = await readersAndSigner();
    await expect(readers.of(`Bearer ${await sign(change)}`)).rejects.toThrow('authorization.invalid');
  });
});
