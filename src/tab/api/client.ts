import type {
  BlockersView,
  BoardView,
  DecisionsPage,
  DecisionWithHistory,
  LocalPeople,
  MeView,
  OrganisationBoard,
  Problem,
  ProgrammeView,
  RoundsPage,
  RoundWithHistory,
  StandupsView,
} from '../../web/api-types.ts';
import { filterParameters, roundsParameters, type Filter, type RoundsFilter } from '../routes.ts';
import { Fault } from './fault.ts';

const PATIENCE_MS = 20_000;
const PAGE_SIZE = 20;

/** What the tab asks of the service. Every method throws {@link Fault}, or an `AbortError` once its signal is aborted. */
export type Api = {
  me(conversation: string | null, signal: AbortSignal): Promise<MeView>;
  programme(programme: string, signal: AbortSignal): Promise<ProgrammeView>;
  decisions(programme: string, filter: Filter, cursor: string | null, signal: AbortSignal): Promise<DecisionsPage>;
  decision(programme: string, number: number, signal: AbortSignal): Promise<DecisionWithHistory>;
  /** The tlog-proof of the entry that recorded a decision, as text. */
  proof(programme: string, number: number, signal: AbortSignal): Promise<string>;
  standups(programme: string, signal: AbortSignal): Promise<StandupsView>;
  /** At most `limit` rounds, the newest first; a page as long as a list's when it is not told. */
  rounds(programme: string, asked: AskedRounds, signal: AbortSignal): Promise<RoundsPage>;
  round(programme: string, standup: number, round: number, signal: AbortSignal): Promise<RoundWithHistory>;
  /** The blockers that are open, the oldest first. */
  blockers(programme: string, signal: AbortSignal): Promise<BlockersView>;
  /** The status of every organisation. */
  board(programme: string, signal: AbortSignal): Promise<BoardView>;
  /** The status of one organisation, and how it has moved in so many days. */
  organisation(programme: string, organisation: string, days: number, signal: AbortSignal): Promise<OrganisationBoard>;
  /** What was read from one moment to another, as CSV; of one organisation, where one is given. */
  observations(programme: string, asked: AskedObservations, signal: AbortSignal): Promise<string>;
};

export type AskedObservations = { organisation?: string; from: string; to: string };

export type AskedRounds = { standup: number; filter: RoundsFilter; cursor?: string | null; limit?: number };

/** @param authorization gives the `Authorization` header afresh for each request */
export function createApi(authorization: () => Promise<string>): Api {
  const get = async (path: string, signal: AbortSignal) => {
    const header = await authorization().catch((cause: unknown) => {
      throw new Fault('signIn', null, null, cause);
    });
    return send(path, { Authorization: header }, signal);
  };
  const programmePath = (programme: string) => `/api/programmes/${encodeURIComponent(programme)}`;
  return {
    me: async (conversation, signal) =>
      shaped<MeView>(
        await get(conversation ? `/api/me?conversation=${encodeURIComponent(conversation)}` : '/api/me', signal),
        ['programmes'],
      ),
    programme: async (programme, signal) =>
      shaped<ProgrammeView>(await get(programmePath(programme), signal), ['organisations', 'timeZone']),
    decisions: async (programme, filter, cursor, signal) => {
      const query = filterParameters(filter);
      query.set('limit', String(PAGE_SIZE));
      if (cursor) query.set('cursor', cursor);
      return shaped<DecisionsPage>(await get(`${programmePath(programme)}/decisions?${query}`, signal), [
        'decisions',
        'total',
      ]);
    },
    decision: async (programme, number, signal) =>
      shaped<DecisionWithHistory>(await get(`${programmePath(programme)}/decisions/${number}`, signal), [
        'history',
        'evidence',
      ]),
    proof: async (programme, number, signal) =>
      (await get(`${programmePath(programme)}/decisions/${number}/proof`, signal)).text(),
    standups: async (programme, signal) =>
      shaped<StandupsView>(await get(`${programmePath(programme)}/standups`, signal), ['standups']),
    rounds: async (programme, { standup, filter, cursor, limit = PAGE_SIZE }, signal) => {
      const query = roundsParameters(filter);
      query.set('limit', String(limit));
      if (cursor) query.set('cursor', cursor);
      const path = `${programmePath(programme)}/standups/${standup}/rounds?${query}`;
      return shaped<RoundsPage>(await get(path, signal), ['rounds', 'total']);
    },
    round: async (programme, standup, round, signal) =>
      shaped<RoundWithHistory>(await get(`${programmePath(programme)}/standups/${standup}/rounds/${round}`, signal), [
        'rows',
        'blockers',
        'history',
      ]),
    blockers: async (programme, signal) =>
      shaped<BlockersView>(await get(`${programmePath(programme)}/blockers`, signal), ['blockers']),
    board: async (programme, signal) =>
      shaped<BoardView>(await get(`${programmePath(programme)}/status`, signal), ['rows', 'indicators', 'totals']),
    organisation: async (programme, organisation, days, signal) =>
      shaped<OrganisationBoard>(
        await get(`${programmePath(programme)}/status/${encodeURIComponent(organisation)}?days=${days}`, signal),
        ['row', 'trends', 'levels', 'sources'],
      ),
    observations: async (programme, { organisation, from, to }, signal) => {
      const query = new URLSearchParams({ format: 'csv', from, to, ...(organisation && { org: organisation }) });
      return (await get(`${programmePath(programme)}/status/observations?${query}`, signal)).text();
    },
  };
}

/** Who one can be in local mode; null when the service is not in local mode. @throws Fault */
export async function localPeople(signal: AbortSignal): Promise<LocalPeople | null> {
  try {
    return await shaped<LocalPeople>(await send('/api/local', {}, signal), ['people']);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.status === 404) return null;
    throw thrown;
  }
}

async function send(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { Accept: 'application/json, text/plain;q=0.9', ...headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      cache: 'no-store',
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new Fault('network', null, null, cause);
  }
  if (!response.ok) throw new Fault('http', response.status, await problemOf(response));
  return response;
}

/** Our own server is trusted for the rest of the shape; an answer of a proxy or a sign-in page is told apart here. */
async function shaped<T>(response: Response, wanted: (keyof T & string)[]): Promise<T> {
  const value: unknown = await response.json().catch((cause: unknown) => {
    throw new Fault('garbled', response.status, null, cause);
  });
  if (!isRecord(value) || !wanted.every((key) => key in value)) throw new Fault('garbled', response.status);
  return value as T;
}

async function problemOf(response: Response): Promise<Problem | null> {
  const value: unknown = await response.json().catch(() => null);
  if (!isRecord(value) || typeof value.detail !== 'string') return null;
  const text = (key: string) => (typeof value[key] === 'string' ? value[key] : '');
  return {
    type: text('type') || 'about:blank',
    title: text('title'),
    status: response.status,
    detail: value.detail,
    code: text('code'),
    ...(text('reference') && { reference: text('reference') }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
