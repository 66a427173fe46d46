import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { asha, ben, farah } from '../domain/world.ts';
import { KEY, StandupService } from './standupService.ts';
import { FAILING, SampleStatus, TOKEN } from './sampleStatus.ts';
import type {
  BoardView,
  ObservationsPage,
  OrganisationBoard,
  SourcesView,
  SourceView,
} from '../../src/web/api-types.ts';

let service: StandupService;
let status: SampleStatus;

beforeAll(async () => {
  status = new SampleStatus();
  service = await StandupService.open(status);
  service.now = '2026-12-01T10:20:00.000Z';
});
afterAll(() => service.close());

describe('the board', () => {
  test('is read by everybody in the programme, the holder of a key among them', async () => {
    for (const who of [asha, farah, KEY] as const) {
      const board = (await service.gets('status', who)) as BoardView;
      expect(board.rows).toHaveLength(25);
      expect(board.missing).toEqual(['BHB']);
    }
  });

  test('is read by nobody else', async () => {
    const stranger = { person: 'stranger', name: 'Stranger' };
    expect(await service.gets('status', stranger)).toMatchObject({ status: 404, code: 'programme.missing' });
    expect(await service.gets('sources', stranger)).toMatchObject({ status: 404, code: 'programme.missing' });
  });
});

describe('an organisation', () => {
  test('is told as far back as one asks, thirty days otherwise', async () => {
    const ninety = (await service.gets('status/nmh?days=90')) as OrganisationBoard;
    expect([ninety.row.organisation, ninety.from]).toEqual(['NMH', '2026-09-02T10:20:00.000Z']);
    expect(((await service.gets('status/NMH')) as OrganisationBoard).from).toBe('2026-11-01T10:20:00.000Z');
  });

  test.each([
    ['status/ZZZ', 404, 'organisation.unknown'],
    ['status/NMH?days=0', 400, 'query.malformed'],
    ['status/NMH?days=401', 400, 'query.malformed'],
    ['sources/77', 404, 'source.unknown'],
    ['sources/x', 400, 'query.malformed'],
    ['status/observations?from=yesterday', 400, 'query.malformed'],
    ['status/observations?limit=1001', 400, 'query.malformed'],
    ['status/observations?cursor=x', 400, 'query.malformed'],
    ['status/observations?format=xls', 400, 'query.malformed'],
  ])('%s is answered by %i %s', async (path, code, problem) => {
    expect(await service.gets(path)).toMatchObject({ status: code, code: problem });
  });
});

describe('sources', () => {
  const ADDRESS = 'https://dashboard.northmoor.example/status.json';

  test('are shown to a coordinator with their addresses', async () => {
    const { sources } = (await service.gets('sources', asha)) as SourcesView;
    expect(sources[0]).toMatchObject({ address: ADDRESS, credential: 'PARTNER_NORTHMOOR' });
    expect(await service.gets('sources/1', asha)).toMatchObject({ address: ADDRESS });
    expect(((await service.gets('status/NMH', asha)) as OrganisationBoard).sources[0]!.address).toBe(ADDRESS);
  });

  test('and to the operator of this machine', async () => {
    const response = await fetch(`${service.url}/api/programmes/${service.programme}/sources/1`);
    expect(((await response.json()) as SourceView).address).toBe(ADDRESS);
  });

  test.each([
    ['a representative', ben],
    ['somebody of no organisation', farah],
    ['the holder of a key', KEY],
  ] as const)('are shown to %s by how they do alone', async (_, who) => {
    const answers = await Promise.all(['sources', 'sources/1', 'status/NMH'].map((path) => service.gets(path, who)));
    expect(JSON.stringify(answers)).not.toMatch(/dashboard\.northmoor|PARTNER_/);
    expect((answers[0] as SourcesView).sources.map(({ health }) => health)).toEqual([
      'working',
      'failing',
      'late',
      'waiting',
      'paused',
    ]);
  });
});

describe('observations', () => {
  test('come oldest first, a page at a time, and all of them once', async () => {
    const values: (number | null)[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await service.gets(
        `status/observations?org=nmh&indicator=beds&limit=100${cursor && `&cursor=${cursor}`}`,
      )) as ObservationsPage;
      values.push(...page.observations.map(({ value }) => value));
      cursor = page.next;
    }
    expect(values).toEqual(Array.from({ length: 384 }, (_, place) => place * 6));
  });

  test('are those of the last seven days, or between two moments', async () => {
    const between = 'from=2026-11-30T01:01:00%2B01:00&to=2026-11-30T00:03:00Z';
    const { observations } = (await service.gets(`status/observations?${between}`)) as ObservationsPage;
    expect(observations.map(({ observed }) => observed.slice(11, 19))).toEqual([
      '00:01:00',
      '00:01:30',
      '00:02:00',
      '00:02:30',
    ]);
    service.now = '2026-12-08T00:00:00.000Z';
    const late = (await service.gets('status/observations?limit=1')) as ObservationsPage;
    service.now = '2026-12-01T10:20:00.000Z';
    expect(late.observations).toEqual([]);
  });

  test('are streamed as CSV that opens in a spreadsheet without running anything', async () => {
    status.pages = 0;
    const response = await service.fetches(`/api/programmes/${service.programme}/status/observations?format=csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="status-\w+\.csv"$/);
    const text = Buffer.from(await response.arrayBuffer()).toString();
    expect(text.startsWith('\uFEFForganisation,')).toBe(true);
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows).toHaveLength(2300);
    expect(status.pages).toBe(3);
    expect(rows[0]).toEqual({
      organisation: 'NMH',
      indicator: 'beds',
      value: '0',
      level: '1',
      'observed at': '2026-11-30T00:00:00.000Z',
      'received at': '2026-11-30T00:00:00.000Z',
      source: '1',
      reporter: '',
      'mapping entry': '31',
    });
    expect([rows[7]!.value, rows[9]!.value, rows[11]!.reporter]).toEqual(['*', '-3', `'=cmd|calc, "Ines"`]);
  });

  test('that cannot be had are a problem, and not an empty file', async () => {
    const path = `/api/programmes/${service.programme}/status/observations?format=csv&to=never`;
    expect((await service.fetches(path)).headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('what a partner pushes', () => {
  const GOOD = JSON.stringify({ observed: '2026-12-01T10:15:00+00:00', values: { beds: 12, opel: 'AMBER' } });

  function pushes(id: string, body: BodyInit, token: string | null = TOKEN, more: Record<string, string> = {}) {
    return fetch(`${service.url}/api/sources/${id}/observations`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...more,
      },
      body,
    });
  }
  const own = () => `${service.programme}.4`;

  test('is taken, with what was not used of it', async () => {
    const response = await pushes(own(), GOOD);
    expect([response.status, await response.json()]).toEqual([
      202,
      { taken: 1, faults: [{ indicator: 'sick', at: 'sick', code: 'missing' }] },
    ]);
    expect(status.pushed.at(-1)).toEqual(JSON.parse(GOOD));
  });

  test('without a good token is refused alike, whether there is such a source or not', async () => {
    const wrong = `source_${'x'.repeat(43)}`;
    const answers = await Promise.all([
      pushes(own(), GOOD, null),
      pushes(own(), GOOD, 'concordat_key'),
      pushes(own(), GOOD, wrong),
      pushes(`${service.programme}.77`, GOOD),
      pushes('aaaaaaaaaaaaaaaa.4', GOOD, wrong),
      pushes('no-such-thing', GOOD),
    ]);
    const told = await Promise.all(answers.map(async (each) => ({ status: each.status, said: await each.text() })));
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(told[0]!.status).toBe(401);
    expect(answers[0]!.headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each([
    ['no JSON', 'beds=12'],
    ['a list', '[]'],
    ['no values', '{"values":{}}'],
    ['a value that is neither number nor word', '{"values":{"beds":{"open":1}}}'],
    ['a field that is not agreed', '{"values":{"beds":1},"organisation":"EVC"}'],
    ['a time without its offset', '{"observed":"2026-12-01T10:15:00","values":{"beds":1}}'],
    ['bytes that are no text', new Uint8Array([0x22, 0xff, 0x22])],
  ])('%s is malformed', async (_, body) => {
    const response = await pushes(own(), body);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'request.malformed']);
  });

  test('of another kind, or compressed, is not read', async () => {
    expect((await pushes(own(), GOOD, TOKEN, { 'content-type': 'text/plain' })).status).toBe(400);
    const bomb = gzipSync(JSON.stringify({ values: { beds: ' '.repeat(1_000_000) } }));
    expect((await pushes(own(), bomb, TOKEN, { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await pushes(own(), 'not gzip', TOKEN, { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  test('that has none of the agreed figures says so', async () => {
    const response = await pushes(own(), '{"values":{"nothing":1}}');
    expect(await response.json()).toMatchObject({ status: 400, code: 'source.nothingFound' });
  });

  test('is refused above 64 KB, whether it says beforehand how long it is or not', async () => {
    const large = JSON.stringify({ values: { beds: 'x'.repeat(64 * 1024) } });
    expect((await pushes(own(), large)).status).toBe(413);
    expect(await chunked(`/api/sources/${own()}/observations`, large)).toBe(413);
  });

  test('is told apart from a fault of ours, which is noted', async () => {
    const response = await pushes(`${service.programme}.9`, GOOD, FAILING);
    expect([response.status, service.faults.length]).toEqual([500, 1]);
  });

  test('more than 60 times a minute has to wait, and a stranger cannot use that up', async () => {
    service.now = '2026-12-01T11:00:00.000Z';
    for (let time = 0; time < 61; time++) await pushes(own(), GOOD, `source_${'y'.repeat(43)}`);
    for (let time = 0; time < 30; time++) expect((await pushes(own(), GOOD)).status).toBe(202);
    service.now = '2026-12-01T11:00:20.000Z';
    for (let time = 0; time < 30; time++) expect((await pushes(own(), GOOD)).status).toBe(202);
    const refused = await pushes(own(), GOOD);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    service.now = '2026-12-01T11:01:00.000Z';
    expect((await pushes(own(), GOOD)).status).toBe(202);
  });

  /** Sends a body in pieces; the status of the answer. */
  function chunked(path: string, body: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
      const sent = request(service.url + path, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.write(body);
      sent.end();
    });
  }
});
