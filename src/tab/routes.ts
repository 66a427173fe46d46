import type { DecisionSummary } from '../web/api-types.ts';

type Kind = DecisionSummary['kind'];
type State = DecisionSummary['state'];

export const KINDS: readonly Kind[] = ['decision', 'vision', 'protocol', 'appointment', 'risk appetite'];
export const STATES: readonly State[] = [
  'proposed',
  'recorded',
  'ratified',
  'rejected',
  'lapsed',
  'withdrawn',
  'superseded',
];

/**
 * What the list of decisions is narrowed to. An empty text narrows nothing; days are `YYYY-MM-DD`, both included.
 * `waiting` is an organisation that has not answered.
 */
export type Filter = {
  q: string;
  state: State | '';
  waiting: string;
  org: string;
  kind: Kind | '';
  from: string;
  to: string;
};

export const NO_FILTER: Filter = { q: '', state: '', waiting: '', org: '', kind: '', from: '', to: '' };

/** What the list of a stand-up's rounds is narrowed to; as for decisions. */
export type RoundsFilter = { q: string; org: string; since: string; until: string };

export const NO_ROUNDS_FILTER: RoundsFilter = { q: '', org: '', since: '', until: '' };

/** Other orders of the board than the most worrying first: by name, or the oldest figures first. */
export const ORDERS = ['name', 'age'] as const;
export type Order = (typeof ORDERS)[number];

/** What the board of statuses is narrowed to, and its order. */
export type BoardFilter = { q: string; only: 'worrying' | ''; order: Order | '' };

export const NO_BOARD_FILTER: BoardFilter = { q: '', only: '', order: '' };

/** How many days the plots of an organisation look back. */
export const LOOKING_BACK = [7, 30, 90, 400] as const;
export type LookingBack = (typeof LOOKING_BACK)[number];
const USUAL_DAYS: LookingBack = 30;

export type Route =
  /** `decision` is a number to open once it is known in which programme. */
  | { page: 'home'; decision: number | null }
  | { page: 'decisions'; programme: string; filter: Filter }
  | { page: 'decision'; programme: string; number: number }
  /** `standup` is null for whichever comes first. */
  | { page: 'standups'; programme: string; standup: number | null; filter: RoundsFilter }
  | { page: 'round'; programme: string; standup: number; round: number }
  | { page: 'status'; programme: string; filter: BoardFilter }
  | { page: 'organisation'; programme: string; organisation: string; days: LookingBack }
  | { page: 'unknown' };

/** Reads the fragment of an address, such as `#/programmes/discharge/decisions?state=recorded`. Never throws. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = splitOnce(hash.replace(/^#/, ''), '?');
  const parts = path.split('/').filter(Boolean).map(decoded);
  const [room, programme, noun, number, ...rest] = parts;
  const parameters = new URLSearchParams(query);
  if (room === undefined) return { page: 'home', decision: null };
  if (room === 'decision' && parts.length === 2) return ofNumber(programme, (decision) => ({ page: 'home', decision }));
  if (room !== 'programmes' || !programme) return { page: 'unknown' };
  if (noun === 'standups') return parseStandup(programme, [number, ...rest], parameters);
  if (noun === 'status') return parseStatus(programme, [number, ...rest], parameters);
  if (rest.length > 0 || (noun !== undefined && noun !== 'decisions')) return { page: 'unknown' };
  if (number !== undefined) return ofNumber(number, (found) => ({ page: 'decision', programme, number: found }));
  return { page: 'decisions', programme, filter: parseFilter(parameters) };
}

/** `standups`, `standups/2`, `standups/2/rounds/14` */
function parseStandup(programme: string, parts: (string | undefined)[], parameters: URLSearchParams): Route {
  const [number, noun, round, ...rest] = parts;
  const filter = parseRoundsFilter(parameters);
  if (number === undefined) return { page: 'standups', programme, standup: null, filter };
  return ofNumber(number, (standup) => {
    if (noun === undefined) return { page: 'standups', programme, standup, filter };
    if (noun !== 'rounds' || rest.length > 0) return { page: 'unknown' };
    return ofNumber(round, (found) => ({ page: 'round', programme, standup, round: found }));
  });
}

/** `status`, `status/NMH` */
function parseStatus(programme: string, parts: (string | undefined)[], parameters: URLSearchParams): Route {
  const [organisation, ...rest] = parts;
  if (rest.length > 0) return { page: 'unknown' };
  if (organisation === undefined) return { page: 'status', programme, filter: parseBoardFilter(parameters) };
  const days = LOOKING_BACK.find((each) => String(each) === parameters.get('days')) ?? USUAL_DAYS;
  return { page: 'organisation', programme, organisation, days };
}

/** The list of a programme's decisions, narrowed. */
export function decisionsHref(programme: string, filter: Filter = NO_FILTER): string {
  const query = filterParameters(filter).toString();
  return `#/programmes/${encodeURIComponent(programme)}/decisions${query && `?${query}`}`;
}

export function decisionHref(programme: string, number: number): string {
  return `#/programmes/${encodeURIComponent(programme)}/decisions/${number}`;
}

/** A stand-up and its rounds, narrowed; the first stand-up of the programme when none is given. */
export function standupHref(
  programme: string,
  standup: number | null = null,
  filter: RoundsFilter = NO_ROUNDS_FILTER,
): string {
  const query = roundsParameters(filter).toString();
  const number = standup === null ? '' : `/${standup}`;
  return `#/programmes/${encodeURIComponent(programme)}/standups${number}${query && `?${query}`}`;
}

export function roundHref(programme: string, standup: number, round: number): string {
  return `${standupHref(programme, standup)}/rounds/${round}`;
}

/** The status of every organisation, narrowed. */
export function statusHref(programme: string, filter: BoardFilter = NO_BOARD_FILTER): string {
  const parameters = new URLSearchParams();
  for (const name of ['q', 'only', 'order'] as const) if (filter[name]) parameters.set(name, filter[name]);
  const query = parameters.toString();
  return `#/programmes/${encodeURIComponent(programme)}/status${query && `?${query}`}`;
}

/** The status of one organisation, and how it has moved in so many days. */
export function organisationHref(programme: string, organisation: string, days: LookingBack = USUAL_DAYS): string {
  const query = days === USUAL_DAYS ? '' : `?days=${days}`;
  return `${statusHref(programme)}/${encodeURIComponent(organisation)}${query}`;
}

/** As {@link filterParameters}, for rounds. */
export function roundsParameters(filter: RoundsFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of ['q', 'org', 'since', 'until'] as const) if (filter[name]) parameters.set(name, filter[name]);
  return parameters;
}

/** The parts of a filter that narrow, in a fixed order; the same names in our addresses as in the API's. */
export function filterParameters(filter: Filter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of ['q', 'state', 'waiting', 'org', 'kind', 'from', 'to'] as const)
    if (filter[name]) parameters.set(name, filter[name]);
  return parameters;
}

/** How many of the filters beside the words searched for narrow the list. */
export function countFilters(filter: Filter): number {
  return [...filterParameters({ ...filter, q: '' })].length;
}

/** What a Teams deep link's `subPageId` opens: a route without `#/`, or just `decision/14`. Null when it is neither. */
export function subPageHash(subPageId: string | undefined): string | null {
  if (!subPageId) return null;
  const hash = `#/${subPageId.replace(/^[#/]+/, '')}`;
  return parseRoute(hash).page === 'unknown' ? null : hash;
}

function parseFilter(parameters: URLSearchParams): Filter {
  const get = (name: keyof Filter) => parameters.get(name) ?? '';
  const day = (name: 'from' | 'to') => dayOrNone(get(name));
  return {
    q: get('q'),
    state: STATES.find((state) => state === get('state')) ?? '',
    waiting: get('waiting'),
    org: get('org'),
    kind: KINDS.find((kind) => kind === get('kind')) ?? '',
    from: day('from'),
    to: day('to'),
  };
}

function parseRoundsFilter(parameters: URLSearchParams): RoundsFilter {
  const get = (name: keyof RoundsFilter) => parameters.get(name) ?? '';
  return { q: get('q'), org: get('org'), since: dayOrNone(get('since')), until: dayOrNone(get('until')) };
}

function parseBoardFilter(parameters: URLSearchParams): BoardFilter {
  return {
    q: parameters.get('q') ?? '',
    only: parameters.get('only') === 'worrying' ? 'worrying' : '',
    order: ORDERS.find((order) => order === parameters.get('order')) ?? '',
  };
}

function dayOrNone(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '';
}

function ofNumber(text: string | undefined, route: (number: number) => Route): Route {
  return text && /^[1-9]\d{0,8}$/.test(text) ? route(Number(text)) : { page: 'unknown' };
}

function splitOnce(text: string, at: string): string[] {
  const place = text.indexOf(at);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + at.length)];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
