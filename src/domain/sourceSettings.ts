import { Map } from 'immutable';
import { present } from './draft.ts';
import { indicatorNamed } from './measures.ts';
import { organisationOf } from './organisation.ts';
import { Refused } from './refused.ts';
import { WEEKDAYS } from './schedule.ts';
import { NOTHING_KNOWN } from './settling.ts';
import {
  isFetched,
  isGood,
  runningSource,
  settingsIn,
  SOURCE_KINDS,
  sourceOf,
  withSource,
  type AskTimes,
  type Reads,
  type Source,
  type SourceSettings,
} from './source.ts';
import { bounded, optional, required } from './text.ts';
import { isSame, type Instant } from './values.ts';
import { shifted } from './calendar.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';

/** What is not said is null, or as most sources of the kind have it. */
export type SetUpSource = { type: 'SetUpSource'; why?: string } & SourceDraft;
/** Changes only what is given. */
export type ChangeSource = { type: 'ChangeSource'; source: number; why?: string } & Partial<SourceDraft>;
export type PauseSource = { type: 'PauseSource'; source: number; why?: string };
export type ResumeSource = { type: 'ResumeSource'; source: number; why?: string };
/** Ends it for good; what it told is no longer used. */
export type EndSource = { type: 'EndSource'; source: number; why?: string };
/** A new token for what a partner pushes with. Those before it go on for as long as `others` says, in hours. */
export type IssueToken = { type: 'IssueToken'; source: number; sha256: string; others: number; why?: string };

export type SourceDraft = Pick<SourceSettings, 'name' | 'partner' | 'kind'> &
  Partial<Omit<SourceSettings, 'name' | 'partner' | 'kind'>>;

export type SourceCommand = SetUpSource | ChangeSource | PauseSource | ResumeSource | EndSource | IssueToken;

/** Settings as an entry holds them: what is null there is not here. */
type Stored = Pick<SourceSettings, 'name' | 'partner' | 'kind' | 'reads' | 'askedIn'> &
  Partial<{
    address: string;
    every: number;
    credential: string;
    observedAt: string;
    rows: NonNullable<SourceSettings['rows']>;
    asks: AskTimes;
    asked: string;
  }>;

export type SourceEvent =
  | ({ type: 'source.setUp'; source: number } & Stored)
  | ({ type: 'source.changed'; source: number } & Stored)
  | { type: 'source.paused'; source: number }
  | { type: 'source.resumed'; source: number }
  | { type: 'source.ended'; source: number }
  /** `othersUntil`: when the tokens before it end. */
  | { type: 'source.tokenIssued'; source: number; token: string; othersUntil: Instant };

/** The most sources of one programme that have not ended. */
const MOST_SOURCES = 500;
const LONGEST_EVERY_MINUTES = 24 * 60;
const LONGEST_OTHERS_HOURS = 30 * 24;
const HOUR_MS = 60 * 60 * 1000;
const DEFAULT_EVERY = 5;
const MOST_TIMES = 12;

/** @throws Refused `source.malformed` with the field, `source.tooMany`, `organisation.unknown`, `indicator.unknown`, or as the text rules say */
export function setUpSource(state: Programme, command: SetUpSource): SourceEvent[] {
  const running = state.sources.filter((source) => source.state !== 'ended');
  if (running.size >= MOST_SOURCES) throw new Refused({ code: 'source.tooMany', most: MOST_SOURCES });
  return [{ type: 'source.setUp', source: state.sources.size + 1, ...checked(state, full(command)) }];
}

/** @throws Refused `source.unknown`, `source.over`, or as {@link setUpSource} */
export function changeSource(
  state: Programme,
  { type: _, source: number, why: _why, ...draft }: ChangeSource,
): SourceEvent[] {
  const before = runningSource(state, number);
  const changes = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
  // What is measured no more need not be said to be read no more.
  const reads = before.reads.filter(({ indicator }) => isMeasured(state, indicator));
  const after = checked(state, { ...settingsIn(before), reads, ...changes });
  if (before.kind !== after.kind) throw malformed('kind');
  // What it has told is of the one it was set up for.
  if (before.partner !== after.partner) throw malformed('partner');
  return isSame(stored(settingsIn(before)), after) ? [] : [{ type: 'source.changed', source: number, ...after }];
}

/** @throws Refused `source.unknown`, `source.over` */
export function pauseSource(state: Programme, { source: number }: PauseSource): SourceEvent[] {
  return runningSource(state, number).state === 'paused' ? [] : [{ type: 'source.paused', source: number }];
}

/** @throws Refused `source.unknown`, `source.over` */
export function resumeSource(state: Programme, { source: number }: ResumeSource): SourceEvent[] {
  return runningSource(state, number).state === 'running' ? [] : [{ type: 'source.resumed', source: number }];
}

/** @throws Refused `source.unknown` */
export function endSource(state: Programme, { source: number }: EndSource): SourceEvent[] {
  return sourceOf(state, number).state === 'ended' ? [] : [{ type: 'source.ended', source: number }];
}

/** @throws Refused `source.unknown`, `source.over`, `source.otherKind`, `source.malformed` */
export function issueToken(state: Programme, command: IssueToken, { now }: Circumstances): SourceEvent[] {
  const { number, kind } = runningSource(state, command.source);
  if (kind !== 'push') throw new Refused({ code: 'source.otherKind', source: number, kind });
  if (!/^[0-9a-f]{64}$/.test(command.sha256)) throw malformed('token');
  if (!isBetween(command.others, 0, LONGEST_OTHERS_HOURS)) throw malformed('others');
  const othersUntil = shifted(now, command.others * HOUR_MS);
  return [{ type: 'source.tokenIssued', source: number, token: command.sha256, othersUntil }];
}

function full(draft: SourceDraft): SourceSettings {
  return settingsIn({
    ...draft,
    address: draft.address ?? null,
    every: draft.every ?? null,
    credential: draft.credential ?? null,
    reads: draft.reads ?? [],
    observedAt: draft.observedAt ?? null,
    rows: draft.rows ?? null,
    asks: draft.asks ?? null,
    asked: draft.asked ?? null,
    askedIn: draft.askedIn ?? 'person',
  });
}

function checked(state: Programme, settings: SourceSettings): Stored {
  const { kind } = settings;
  if (!SOURCE_KINDS.includes(kind)) throw malformed('kind');
  const partner = organisationOf(state, settings.partner).id;
  const reads = bounded('reads', settings.reads).map((each) => readsOf(state, settings, each));
  const keys = reads.map(({ indicator }) => indicator);
  if (new Set(keys).size < keys.length || (keys.length === 0 && kind !== 'feed')) throw malformed('reads');
  if (settings.asked !== null && state.members.get(settings.asked)?.organisation !== partner)
    throw new Refused({ code: 'person.unknown', person: settings.asked });
  return stored({
    ...settings,
    name: required('name', settings.name, 'name'),
    partner,
    reads,
    ...(isFetched(settings) ? fetchedOf(settings) : { address: null, every: null, credential: null }),
    observedAt: optional('observedAt', settings.observedAt ?? undefined, 'line') ?? null,
    rows: settings.rows && {
      column: required('rows', settings.rows.column, 'line'),
      equals: required('rows', settings.rows.equals, 'line'),
    },
    asks: kind === 'person' && settings.asks ? asksOf(settings.asks) : null,
  });
}

function isMeasured({ measures }: Programme, indicator: string): boolean {
  return measures?.indicators.some(({ key }) => key === indicator) ?? false;
}

/** A count without its time of observation would be counted again with each fetch. */
function readsOf(
  state: Programme,
  { kind, observedAt }: SourceSettings,
  { indicator, at, values, times }: Reads,
): Reads {
  const { key, adding } = indicatorNamed(state.measures ?? { indicators: [] }, indicator);
  if (adding === 'count' && kind !== 'person' && kind !== 'push' && !observedAt) throw malformed('observedAt');
  const table = Object.entries(values ?? {});
  if (table.length > 40 || !table.every(([word, value]) => word.length <= 60 && Number.isFinite(value)))
    throw malformed('reads');
  if (times !== undefined && (!Number.isFinite(times) || times === 0)) throw malformed('reads');
  const where = kind === 'person' ? key : required('reads', at, 'line');
  return present<Reads>({ indicator: key, at: where, values: table.length > 0 ? values : undefined, times });
}

function fetchedOf({ address, every, credential }: SourceSettings) {
  const to = required('address', address ?? undefined, 'title');
  if (!/^https?:\/\/[^\s<>"'@]+$/i.test(to)) throw malformed('address');
  const minutes = every ?? DEFAULT_EVERY;
  if (!isBetween(minutes, 1, LONGEST_EVERY_MINUTES)) throw malformed('every');
  const name = optional('credential', credential ?? undefined, 'name') ?? null;
  if (name !== null && !/^PARTNER_[A-Z0-9_]+$/.test(name)) throw malformed('credential');
  return { address: to, every: minutes, credential: name };
}

function asksOf({ weekdays, times }: AskTimes): AskTimes {
  const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  if (weekdays.length === 0 || !weekdays.every((each) => WEEKDAYS.includes(each))) throw malformed('asks');
  if (times.length === 0 || times.length > MOST_TIMES || !times.every(isTime)) throw malformed('asks');
  return { weekdays: WEEKDAYS.filter((each) => weekdays.includes(each)), times: [...new Set(times)].toSorted() };
}

function stored(settings: SourceSettings): Stored {
  const { address, every, credential, observedAt, rows, asks, asked, ...others } = settings;
  return present<Stored>({
    ...others,
    address: address ?? undefined,
    every: every ?? undefined,
    credential: credential ?? undefined,
    observedAt: observedAt ?? undefined,
    rows: rows ?? undefined,
    asks: asks ?? undefined,
    asked: asked ?? undefined,
  });
}

export function evolveSource(state: Programme, { index, at, by, event }: Entry<SourceEvent>): Programme {
  if (event.type === 'source.setUp')
    return withSource(state, {
      ...full(event),
      number: event.source,
      state: 'running',
      setUp: { at, by },
      mapping: index,
      tokens: [],
      told: NOTHING_KNOWN,
      ask: null,
      handled: at,
      history: [index],
      tellings: [],
    });
  const before = state.sources.get(event.source);
  if (!before) return state;
  const source: Source = { ...before, history: [...before.history, index] };
  switch (event.type) {
    case 'source.changed':
      return withSource(state, { ...source, ...full(event), mapping: index, handled: at });
    case 'source.paused':
      return withSource(state, { ...source, state: 'paused' });
    case 'source.resumed':
      return withSource(state, { ...source, state: 'running', handled: at });
    case 'source.ended':
      return withSource(state, { ...source, state: 'ended', tokens: [], told: { ...source.told, figures: Map() } });
    case 'source.tokenIssued': {
      const others = source.tokens
        .filter((token) => isGood(token, at))
        .map((token) => ({ ...token, until: earlier(token.until, event.othersUntil) }));
      return withSource(state, { ...source, tokens: [...others, { sha256: event.token, issued: at, until: null }] });
    }
  }
}

/** A token that ends sooner already is not drawn out. */
function earlier(until: Instant | null, othersUntil: Instant): Instant {
  return until !== null && until < othersUntil ? until : othersUntil;
}

function isBetween(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

function malformed(field: string): Refused {
  return new Refused({ code: 'source.malformed', field });
}
