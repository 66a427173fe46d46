import { Map } from 'immutable';
import { dayOf, isTimeZone, parseDay } from './calendar.ts';
import { present } from './draft.ts';
import { organisationOf, NATIONS, type Nation } from './organisation.ts';
import { Refused } from './refused.ts';
import { WEEKDAYS, type Schedule } from './schedule.ts';
import {
  DEFAULT_NAME,
  DEFAULT_QUESTIONS,
  openRound,
  settingsIn,
  standupOf,
  withStandup,
  type AskedToReport,
  type Question,
  type Reporting,
  type Standup,
  type StandupSettings,
} from './standup.ts';
import { bounded, optional, required } from './text.ts';
import type { Answer, AnswerKey } from './answer.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Round, Skipped } from './round.ts';
import { isSame, type Day, type Instant, type Words } from './values.ts';

/** What is not said is as most stand-ups have it. */
export type SetUpStandup = { type: 'SetUpStandup'; why?: string } & Partial<StandupSettings>;
/** Changes only what is given; a round that is open goes on as it began. */
export type ChangeStandup = { type: 'ChangeStandup'; standup: number; why?: string } & Partial<StandupSettings>;
export type PauseStandup = { type: 'PauseStandup'; standup: number; why?: string };
export type ResumeStandup = { type: 'ResumeStandup'; standup: number; why?: string };
export type EndStandup = { type: 'EndStandup'; standup: number; why?: string };
/** No round opens on that day; `undo`: it does after all. */
export type SkipRound = { type: 'SkipRound'; standup: number; day: string; undo?: boolean; why?: string };
/** A holiday that is proclaimed for once, and that the calendar does not know. */
export type ProclaimHoliday = { type: 'ProclaimHoliday'; day: string; nations?: Nation[]; why?: string };

export type StandupEvent =
  | ({ type: 'standup.setUp'; standup: number } & Stored)
  | ({ type: 'standup.changed'; standup: number } & Stored)
  | { type: 'standup.paused'; standup: number }
  | { type: 'standup.resumed'; standup: number }
  | { type: 'standup.ended'; standup: number }
  | { type: 'standup.skipSet'; standup: number; day: Day }
  | { type: 'standup.skipUnset'; standup: number; day: Day }
  | { type: 'holiday.proclaimed'; day: Day; nations: Nation[] };

/** Settings as an entry holds them: what is null there is not here. */
type Stored = Omit<StandupSettings, 'schedule' | 'remindBefore'> & { schedule?: Schedule; remindBefore?: number };

const DEFAULTS: Omit<StandupSettings, 'timeZone'> = {
  name: DEFAULT_NAME,
  schedule: null,
  openFor: 120,
  reporting: 'organisation',
  asked: [],
  questions: [...DEFAULT_QUESTIONS],
  remindBefore: 30,
  escalateAfter: 3,
  summaryIn: 'thread',
};

/** A round stays open from five minutes to a week. */
const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 7 * 24 * 60;
const MOST_ROUNDS_TO_ESCALATE = 100;
const MOST_QUESTIONS = 10;
const MOST_CHOICES = 20;

/** The most stand-ups of one programme that have not ended. */
const MOST_STANDUPS = 10;

/** @throws Refused `standup.malformed` with the field, `standup.tooMany`, `organisation.unknown`, `person.unknown`, or as the text rules say */
export function setUpStandup(state: Programme, command: SetUpStandup): StandupEvent[] {
  const running = state.standups.filter((standup) => standup.state !== 'ended');
  if (running.size >= MOST_STANDUPS) throw new Refused({ code: 'standup.tooMany', most: MOST_STANDUPS });
  const settings = settingsOf(state, { ...DEFAULTS, timeZone: state.timeZone }, command);
  return [{ type: 'standup.setUp', standup: state.standups.size + 1, ...settings }];
}

/** @throws Refused `standup.unknown`, `standup.over`, or as {@link setUpStandup} */
export function changeStandup(state: Programme, command: ChangeStandup): StandupEvent[] {
  const before = notEnded(state, command.standup);
  const settings = settingsOf(state, before, command);
  return isSame(stored(before), settings) ? [] : [{ type: 'standup.changed', standup: before.number, ...settings }];
}

/** @throws Refused `standup.unknown`, `standup.over` */
export function pauseStandup(state: Programme, { standup: number }: PauseStandup): StandupEvent[] {
  const standup = notEnded(state, number);
  return standup.state === 'paused' ? [] : [{ type: 'standup.paused', standup: number }];
}

/** @throws Refused `standup.unknown`, `standup.over` */
export function resumeStandup(state: Programme, { standup: number }: ResumeStandup): StandupEvent[] {
  const standup = notEnded(state, number);
  return standup.state === 'running' ? [] : [{ type: 'standup.resumed', standup: number }];
}

/** Ends it for good; what was answered stays. @throws Refused `standup.unknown`, `round.open` */
export function endStandup(state: Programme, { standup: number }: EndStandup): StandupEvent[] {
  const standup = standupOf(state, number);
  if (standup.open !== null) throw new Refused({ code: 'round.open', standup: number, round: standup.open });
  return standup.state === 'ended' ? [] : [{ type: 'standup.ended', standup: number }];
}

/**
 * A reason is needed for a skip, and none for taking it back.
 * @throws Refused `standup.unknown`, `standup.over`, `date.impossible`, `date.past`, `text.missing` without a why,
 * `round.open` when that day's round is open, which can only be closed
 */
export function skipRound(state: Programme, command: SkipRound, { now }: Circumstances): StandupEvent[] {
  const standup = notEnded(state, command.standup);
  const day = parseDay(command.day);
  if (day < dayOf(now, standup.timeZone)) throw new Refused({ code: 'date.past', day });
  if (command.undo) return standup.skips.has(day) ? [{ type: 'standup.skipUnset', standup: standup.number, day }] : [];
  required('why', command.why, 'text');
  const round = openRound(standup);
  if (round?.due && dayOf(round.due, standup.timeZone) === day)
    throw new Refused({ code: 'round.open', standup: standup.number, round: round.number });
  return standup.skips.has(day) ? [] : [{ type: 'standup.skipSet', standup: standup.number, day }];
}

/** @throws Refused `date.impossible`, `date.past` */
export function proclaimHoliday(state: Programme, command: ProclaimHoliday, { now }: Circumstances): StandupEvent[] {
  const day = parseDay(command.day);
  if (day < dayOf(now, state.timeZone)) throw new Refused({ code: 'date.past', day });
  const before = state.holidays.get(day) ?? [];
  const nations = NATIONS.filter((nation) => before.includes(nation) || (command.nations ?? NATIONS).includes(nation));
  return nations.length === before.length ? [] : [{ type: 'holiday.proclaimed', day, nations }];
}

function notEnded(state: Programme, number: number): Standup {
  const standup = standupOf(state, number);
  if (standup.state === 'ended') throw new Refused({ code: 'standup.over', standup: number });
  return standup;
}

function settingsOf(state: Programme, before: StandupSettings, command: Partial<StandupSettings>): Stored {
  const {
    name = before.name,
    schedule = before.schedule,
    timeZone = before.timeZone,
    openFor = before.openFor,
    reporting = before.reporting,
    asked = before.asked,
    questions = before.questions,
    remindBefore = within(before.remindBefore, openFor),
    escalateAfter = before.escalateAfter,
    summaryIn = before.summaryIn,
  } = command;
  if (!isTimeZone(timeZone)) throw new Refused({ code: 'programme.unknownTimeZone', timeZone });
  if (schedule !== null) checked(schedule);
  if (!isBetween(openFor, SHORTEST_MINUTES, LONGEST_MINUTES)) throw malformed('openFor');
  if (remindBefore !== null && !isBetween(remindBefore, 1, openFor)) throw malformed('remindBefore');
  if (!isBetween(escalateAfter, 1, MOST_ROUNDS_TO_ESCALATE)) throw malformed('escalateAfter');
  return stored({
    name: required('name', name, 'name'),
    schedule,
    timeZone,
    openFor,
    reporting,
    asked: eachOnce(reporting, bounded('asked', asked)).map((each) => askedOf(state, each)),
    questions: questionsOf(questions),
    remindBefore,
    escalateAfter,
    summaryIn,
  });
}

function stored(settings: StandupSettings): Stored {
  const { schedule, remindBefore, ...others } = settingsIn(settings);
  return present<Stored>({ ...others, schedule: schedule ?? undefined, remindBefore: remindBefore ?? undefined });
}

/** A reminder that nobody has spoken of comes half way, when the round is over before it would be due. */
function within(remindBefore: number | null, openFor: number): number | null {
  return remindBefore === null || remindBefore < openFor ? remindBefore : Math.floor(openFor / 2);
}

/** What could not be read would stop the programme's alarm clock. */
function checked({ weekdays, at, from }: Schedule): void {
  const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(at);
  if (!isTime || weekdays.length === 0 || !weekdays.every((weekday) => WEEKDAYS.includes(weekday)))
    throw malformed('schedule');
  parseDay(from);
}

/** An organisation answers once; of people, several of one organisation may be named. */
function eachOnce(reporting: Reporting, asked: readonly AskedToReport[]): readonly AskedToReport[] {
  const keys = asked.map(({ organisation, accountable }) =>
    [organisation.trim().toUpperCase(), ...(reporting === 'person' ? [accountable] : [])].join(),
  );
  if (new globalThis.Set(keys).size < keys.length) throw malformed('asked');
  return asked;
}

function askedOf(state: Programme, { organisation, accountable, deputy }: AskedToReport): AskedToReport {
  const { id } = organisationOf(state, organisation);
  for (const person of [accountable, deputy])
    if (person !== undefined && state.members.get(person)?.organisation !== id)
      throw new Refused({ code: 'person.unknown', person });
  return present<AskedToReport>({ organisation: id, accountable, deputy });
}

function questionsOf(questions: readonly Question[]): Question[] {
  if (questions.length === 0 || questions.length > MOST_QUESTIONS) throw malformed('questions');
  if (new globalThis.Set(questions.map(({ id }) => id)).size < questions.length) throw malformed('questions');
  return questions.map(({ id, ask, kind, required: isRequired, unit, choices }) => {
    if (!/^[a-z0-9-]{1,40}$/i.test(id)) throw malformed('questions');
    if (kind === 'choice' && !isBetween(choices?.length ?? 0, 2, MOST_CHOICES)) throw malformed('questions');
    return present<Question>({
      id,
      ask: required('questions', ask, 'name'),
      kind,
      required: isRequired,
      unit: kind === 'number' ? optional('questions', unit, 'name') : undefined,
      choices: kind === 'choice' ? choices?.map((choice) => required('questions', choice, 'name')) : undefined,
    });
  });
}

function isBetween(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

function malformed(field: string): Refused {
  return new Refused({ code: 'standup.malformed', field });
}

export function evolveStandup(state: Programme, { index, at, by, why, event }: Entry<StandupEvent>): Programme {
  if (event.type === 'holiday.proclaimed') return { ...state, holidays: state.holidays.set(event.day, event.nations) };
  if (event.type === 'standup.setUp') {
    return withStandup(state, {
      ...full(event),
      number: event.standup,
      state: 'running',
      setUp: { at, by, index },
      handled: at,
      skips: Map<Day, Words | null>(),
      rounds: Map<number, Round>(),
      open: null,
      early: Map<AnswerKey, Answer>(),
      skipped: Map<Instant, Skipped>(),
      earlyHistory: [],
      history: [index],
    });
  }
  const before = state.standups.get(event.standup);
  if (!before) return state;
  const standup = { ...before, history: [...before.history, index] };
  switch (event.type) {
    case 'standup.changed': {
      const after = { ...standup, ...full(event) };
      return withStandup(state, isRescheduled(before, after) ? { ...after, handled: at } : after);
    }
    case 'standup.paused':
      return withStandup(state, { ...standup, state: 'paused' });
    case 'standup.resumed':
      return withStandup(state, { ...standup, state: 'running', handled: at });
    case 'standup.ended':
      return withStandup(state, { ...standup, state: 'ended' });
    case 'standup.skipSet':
      return withStandup(state, { ...standup, skips: standup.skips.set(event.day, why ?? null) });
    case 'standup.skipUnset':
      return withStandup(state, { ...standup, skips: standup.skips.delete(event.day) });
  }
}

/** Only another schedule begins anew: what is due by the same one stays due. */
function isRescheduled(before: StandupSettings, after: StandupSettings): boolean {
  return !isSame([before.schedule, before.timeZone], [after.schedule, after.timeZone]);
}

function full(said: Stored): StandupSettings {
  return settingsIn({ ...said, schedule: said.schedule ?? null, remindBefore: said.remindBefore ?? null });
}
