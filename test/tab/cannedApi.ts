import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { Refused } from '../../src/domain/refused.ts';
import type { RoundsFilter } from '../../src/app/standupQueries.ts';
import type { DecisionSummary, DecisionsPage, DecisionWithHistory, MeView, Problem } from '../../src/web/api-types.ts';
import { organisationBoard } from './partnerTrends.ts';
import { board, PLACE, placeView, PRIYA } from './partners.ts';
import { BEN_DAILY, DAILY, dailyStandups, dailyView, MAYA } from './rounds.ts';
import { RHYS, WINTER, winterDecisions, winterView } from './winter.ts';
import { BEN, decisions, ME, PEOPLE, PROGRAMME, programmeView } from './world.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The strictest policy that the tab is promised to work under; the hash is that of the empty style elements of Fluent. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/** Stands in for Teams around the tab, with its messages; `window.changeTheme(name)` is the reader changing theme. */
const TEAMS = `<!doctype html><html lang="en"><title>Teams</title><iframe title="tab" style="width:1200px;height:800px"></iframe><script>
const frame = document.querySelector('iframe');
const context = { theme: 'dark', entityId: 'decisions', subEntityId: 'decision/52', channelId: '19:c@thread.tacv2', channelType: 'Regular', teamId: '19:team@thread.tacv2' };
const answers = {
  initialize: ['content', 'web', JSON.stringify({ apiVersion: 4, supports: {} }), '2.58.0'],
  getContext: [context],
  'authentication.getAuthToken': [true, 'token-of-asha'],
};
addEventListener('message', ({ data }) => {
  const args = answers[data.func];
  if (args) frame.contentWindow.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, '*');
});
window.changeTheme = (name) => frame.contentWindow.postMessage({ func: 'themeChange', args: [name] }, '*');
frame.src = '/tab/';
</script></html>`;

const readers: Record<string, MeView> = { ben: BEN, rhys: RHYS, maya: MAYA, priya: PRIYA, 'ben-daily': BEN_DAILY };

/** Answers in place of the route that begins so; for faults and for answers that come late. */
export type Instead = (request: IncomingMessage, response: ServerResponse, go: () => void) => void;

/** A stand-in for our service: the built tab, and the API over canned data. Only what the tab asks for. */
export class CannedApi {
  readonly all: Record<string, DecisionWithHistory[]> = { [PROGRAMME]: decisions(), [WINTER]: winterDecisions() };
  /** The board of statuses, to be changed at will. */
  board = board();
  readonly asked: string[] = [];
  local = true;
  instead: Instead | null = null;
  readonly #server: Server;
  readonly #dist: string;

  private constructor(dist: string) {
    this.#dist = dist;
    this.#server = createServer((request, response) => {
      this.asked.push(request.url!);
      const go = () => this.#answer(request, response);
      if (this.instead && request.url!.startsWith('/api/')) this.instead(request, response, go);
      else go();
    });
  }

  static async start(dist: string): Promise<CannedApi> {
    const api = new CannedApi(dist);
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url!, this.origin);
    if (url.pathname.startsWith('/tab/'))
      return this.#file(url.pathname.slice('/tab/'.length) || 'index.html', response);
    if (url.pathname === '/teams') {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      return void response.end(TEAMS);
    }
    if (url.pathname === '/api/local')
      return this.local ? json(response, { people: PEOPLE }) : problem(response, 404, 'route.unknown', 'No such page.');
    const person = /^(?:Local |Bearer token-of-)([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!person) return problem(response, 401, 'signIn.missing', 'Sign in first.');
    if (url.pathname === '/api/me') return json(response, readers[person] ?? { ...ME, person });
    if (url.pathname.startsWith(`/api/programmes/${DAILY}`)) return void this.#daily(url, person, response);
    if (url.pathname.startsWith(`/api/programmes/${PLACE}`)) return this.#place(url, response);
    const [, programme, noun, number, proof] =
      /^\/api\/programmes\/([^/]+)(\/decisions)?(?:\/(\d+))?(\/proof)?$/.exec(url.pathname) ?? [];
    if (!programme) return problem(response, 404, 'route.unknown', 'No such page.');
    if (person === 'nobody')
      return problem(
        response,
        403,
        'programme.notMember',
        'Nia Blake may not read this programme. Ask its coordinator, Ben Carter.',
      );
    const all = this.all[programme] ?? [];
    if (!noun) return json(response, programme === WINTER ? winterView() : programmeView(programme, 180));
    if (!number) return json(response, page(all, url.searchParams));
    const found = all.find((decision) => decision.number === Number(number));
    if (!found)
      return problem(response, 404, 'decision.unknown', `There is no decision ${number}; the last is ${all.length}.`);
    if (!proof) return json(response, found);
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(PROOF);
  }

  /** Stand-ups by the real queries, read for the organisation of whoever asks. */
  async #daily({ pathname, searchParams }: URL, person: string, response: ServerResponse): Promise<void> {
    const reader = readers[person]?.programmes[0]?.organisation ?? null;
    const asking = { programme: DAILY, reader };
    const [, noun, number, rounds, round] =
      /^\/api\/programmes\/daily(?:\/(standups|blockers|decisions)(?:\/(\d+)(\/rounds)?(?:\/(\d+))?)?)?$/.exec(
        pathname,
      ) ?? [];
    try {
      if (noun === undefined) return json(response, dailyView());
      if (noun === 'decisions') return json(response, page([], searchParams));
      if (noun === 'blockers') return json(response, { blockers: await dailyStandups.blockers(asking) });
      if (!number) return json(response, { standups: await dailyStandups.standups(DAILY) });
      if (round) return json(response, await dailyStandups.roundWithHistory(asking, Number(number), Number(round)));
      if (!rounds) return json(response, await dailyStandups.standup(DAILY, Number(number)));
      const [cursor, limit] = [searchParams.get('cursor'), Number(searchParams.get('limit'))];
      const paging = { limit, ...(cursor === null ? {} : { cursor }) };
      json(response, await dailyStandups.rounds(asking, Number(number), roundsFilter(searchParams), paging));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem(response, 404, error.refusal.code, 'There is no such round.');
    }
  }

  #place({ pathname, searchParams }: URL, response: ServerResponse): void {
    const [, path = ''] = /^\/api\/programmes\/place(?:\/(.+))?$/.exec(pathname) ?? [];
    if (path === '') return json(response, placeView);
    if (path === 'status') return json(response, this.board);
    if (path === 'decisions') return json(response, page([], searchParams));
    if (path === 'status/observations') {
      response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
      return void response.end('organisation,indicator,value\r\nNMH,beds,2\r\n');
    }
    const found = organisationBoard(path.replace('status/', ''), Number(searchParams.get('days')));
    if (found) return json(response, found);
    problem(response, 400, 'organisation.unknown', 'There is no organisation ZZZ here.');
  }

  #file(name: string, response: ServerResponse): void {
    const path = join(this.#dist, name);
    if (name.includes('..') || !existsSync(path)) return problem(response, 404, 'route.unknown', 'No such page.');
    response.writeHead(200, {
      'Content-Type': TYPES[extname(path)] ?? 'text/plain',
      'Content-Security-Policy': POLICY,
    });
    createReadStream(path).pipe(response);
  }
}

export const PROOF =
  'c2sp.org/tlog-proof@v1\nindex 152\nq8b1Z0Yp3J6x9rN0c2l3Z2h0b2tlbnNpbmFsb25nbGluZQ==\n\nlog.example/discharge\n180\nh1b2c3=\n\n— log.example/discharge Az3gr…\n';

export function problem(response: ServerResponse, status: number, code: string, detail: string): void {
  const body: Problem = {
    type: 'about:blank',
    title: code,
    status,
    detail,
    code,
    ...(status >= 500 && { reference: 'r-77' }),
  };
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify(body));
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

function page(all: DecisionWithHistory[], query: URLSearchParams): DecisionsPage {
  const get = (name: string) => query.get(name) ?? '';
  const q = get('q').toLowerCase();
  const matching = all
    .toReversed()
    .filter((one) => !q || JSON.stringify([one.title, one.why]).toLowerCase().includes(q))
    .filter((one) => !get('state') || one.state === get('state'))
    .filter((one) => !get('kind') || one.kind === get('kind'))
    .filter((one) => !get('org') || one.deciders.some(({ organisation }) => organisation === get('org')))
    .filter((one) => !get('waiting') || (one.state === 'proposed' && one.proposal?.silent.includes(get('waiting'))))
    .filter((one) => dayOf(one) >= get('from') && dayOf(one) <= (get('to') || '9999'));
  const from = Number(get('cursor') || 0);
  const until = from + Number(get('limit') || 20);
  return {
    decisions: matching.slice(from, until) satisfies DecisionSummary[],
    total: matching.length,
    next: until < matching.length ? String(until) : null,
  };
}

function roundsFilter(query: URLSearchParams): RoundsFilter {
  const filter = {
    words: query.get('q'),
    organisation: query.get('org'),
    since: query.get('since'),
    until: query.get('until'),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as RoundsFilter;
}

function dayOf({ decidedAt, recordedAt }: DecisionSummary): string {
  return (decidedAt ?? recordedAt).slice(0, 10);
}
