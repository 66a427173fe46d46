import type { Readers } from './readers.ts';
import { dayOf, shifted, type Calendar } from './calendar.ts';
import { blockersRaised, closeBlocker, type BlockerClosed, type BlockerRaised, type RaiseBlocker } from './blocker.ts';
import { present } from './draft.ts';
import { organisationOf, partnerOfActor } from './organisation.ts';
import { rolesOf } from './person.ts';
import { Refused } from './refused.ts';
import { awaitedIn } from './round.ts';
import {
  lastRound,
  nextOpening,
  openRound,
  standupOf,
  withRound,
  withStandup,
  type Question,
  type Standup,
} from './standup.ts';
import { bounded, optional } from './text.ts';
import type { Actor, Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { Instant, OrganisationId, PersonId } from './values.ts';

/** Whose answer it is: an organisation's id or, where people report, a person's. */
export type AnswerKey = OrganisationId | PersonId;

export const TIMINGS = ['early', 'inTime', 'late'] as const;
/** Early: before the round opened. Late: after it closed. */
export type Timing = (typeof TIMINGS)[number];

/** What stands under the questions that take words. */
export type AnswerText = { question: string; text: string };

/** What was chosen or counted; a number, a level or a mood is a number. */
export type AnswerValue = { question: string; value: number | string | boolean };

export type Answer = {
  key: AnswerKey;
  organisation: OrganisationId;
  texts: AnswerText[] | { erased: number };
  values: AnswerValue[];
  /** Nothing has changed, said with one press. */
  noChange: boolean;
  readers: Readers;
  timing: Timing;
  /** Somebody of another organisation has typed it. */
  noted: boolean;
  by: Actor;
  at: Instant;
  index: number;
  /** The how-manieth answer of the same to the same round it is, from 1. */
  turn: number;
};

/** Answers a round; in the round that is given, or else the one that is meant at this time. */
export type GiveAnswer = {
  type: 'GiveAnswer';
  standup: number;
  round?: number;
  /** For whom, when it is not the speaker's own organisation. */
  organisation?: string;
  texts?: AnswerText[];
  values?: AnswerValue[];
  noChange?: boolean;
  /** Whom it is for, beside the own organisation; nothing said: everybody. */
  readers?: string[];
  blockers?: RaiseBlocker[];
  /** Open blockers that are solved, and how. */
  solved?: number[];
  how?: string;
};

export type AnswerGiven = {
  type: 'answer.given';
  standup: number;
  round: number;
  key: AnswerKey;
  speaksFor: OrganisationId;
  texts: AnswerText[] | { erased: number };
  values: AnswerValue[];
  noChange: boolean;
  readers?: OrganisationId[];
  timing: Timing;
  noted: boolean;
  turn: number;
};

/** How long before it opens a round may be answered: over a weekend and two bank holidays, as at Easter. */
const EARLIEST_MS = 5 * 24 * 60 * 60 * 1000;

/**
 * @throws Refused `standup.unknown`, `standup.over`, `round.none`, `round.open`, `round.over`, `actor.unplaced`,
 * `organisation.unknown`, `organisation.left`, `answer.notYours`, `answer.empty`, `answer.needs`, `answer.malformed`,
 * `blocker.…`, or as the text rules say
 */
export function giveAnswer(
  state: Programme,
  command: GiveAnswer,
  { by, now, calendar }: Circumstances,
): (AnswerGiven | BlockerRaised | BlockerClosed)[] {
  const standup = standupOf(state, command.standup);
  if (standup.state === 'ended') throw new Refused({ code: 'standup.over', standup: standup.number });
  const wanted = command.organisation === undefined ? by.organisation : organisationOf(state, command.organisation).id;
  const organisation = partnerOfActor(state, { organisation: wanted });
  const noted = organisation !== by.organisation;
  const keyIn = ({ reporting }: Asked) => (reporting === 'person' ? by.person : organisation);
  const last = lastRound(standup) ?? standup;
  const { round, timing } = roundMeant(standup, command.round, keyIn(last), { now, calendar });
  const asked = standup.rounds.get(round) ?? standup;
  const key = keyIn(asked);
  if (noted && (asked.reporting === 'person' || !mayNote(state, standup, round, by)))
    throw new Refused({ code: 'answer.notYours', organisation });
  const before = answerIn(standup, round, key);
  const texts = textsOf(asked, command.texts ?? []);
  const values = valuesOf(asked, command.values ?? []);
  const noChange = command.noChange ?? false;
  const readers = readersOf(state, organisation, command.readers);
  const raised = blockersRaised(state, command.blockers ?? [], {
    standup: standup.number,
    round,
    organisation,
    readers,
  });
  const solved = [...new Set(bounded('blockers', command.solved ?? []))];
  // Who takes notes closes what they close in whose name they write.
  const closed = solved.flatMap((blocker) =>
    closeBlocker(state, { type: 'CloseBlocker', blocker, how: command.how ?? '' }, { ...by, organisation }),
  );
  const isEmpty = texts.length === 0 && values.length === 0 && raised.length === 0 && closed.length === 0;
  if (isEmpty && !noChange) throw new Refused({ code: 'answer.empty' });
  for (const { id, kind, required, ask } of asked.questions) {
    const said =
      kind === 'blockers' ? raised.length > 0 : [...texts, ...values].some(({ question }) => question === id);
    if (required && !said) throw new Refused({ code: 'answer.needs', question: id, ask });
  }
  return [
    present<AnswerGiven>({
      type: 'answer.given',
      standup: standup.number,
      round,
      key,
      speaksFor: organisation,
      texts,
      values,
      noChange: noChange && isEmpty,
      readers: readers ?? undefined,
      timing,
      noted,
      turn: (before?.turn ?? 0) + 1,
    }),
    ...raised,
    ...closed,
  ];
}

/** What an answer is held against: the round as it opened or, before that, the stand-up as it is. */
type Asked = Pick<Standup, 'reporting' | 'questions'>;

/** A coordinator takes notes for anybody; at the table anybody does. */
function mayNote(state: Programme, standup: Standup, round: number, by: Actor): boolean {
  return rolesOf(state, by).includes('coordinator') || standup.rounds.get(round)?.table !== undefined;
}

/** Which round an answer is to, and whether that has opened, or closed already. */
export function roundMeant(
  standup: Standup,
  wanted: number | undefined,
  key: AnswerKey,
  { now, calendar }: { now: Instant; calendar: Calendar },
): { round: number; timing: Timing } {
  const last = lastRound(standup);
  const open = openRound(standup);
  const coming = standup.rounds.size + 1;
  if (open && (wanted ?? open.number) === open.number) return { round: open.number, timing: 'inTime' };
  if (wanted !== undefined && wanted !== last?.number && wanted !== coming)
    throw new Refused({ code: 'round.over', standup: standup.number, round: wanted });
  const next = nextOpening(standup, calendar);
  const isNear = next !== null && next <= shifted(now, EARLIEST_MS);
  if (
    !open &&
    last &&
    (wanted === last.number || (wanted === undefined && isStillMissing(standup, key, { now, isNear })))
  )
    return { round: last.number, timing: 'late' };
  if (open) throw new Refused({ code: 'round.open', standup: standup.number, round: open.number });
  if (!isNear) throw new Refused({ code: 'round.none', standup: standup.number, next });
  return { round: coming, timing: 'early' };
}

/** The last round closed without the answer that was awaited of them: today, or so that the next one is far away. */
function isStillMissing(standup: Standup, key: AnswerKey, { now, isNear }: { now: Instant; isNear: boolean }): boolean {
  const last = lastRound(standup);
  if (!last?.closed || !awaitedIn(last).some((expected) => expected.key === key)) return false;
  return !isNear || dayOf(last.closed.at, standup.timeZone) === dayOf(now, standup.timeZone);
}

/** What somebody has said in a round so far, also before it opens. */
export function answerIn(standup: Standup, round: number, key: AnswerKey): Answer | undefined {
  return (standup.rounds.get(round)?.answers ?? standup.early).get(key);
}

/** The newest answer of somebody before a round; where nothing had changed, the one that still holds. */
export function answerBefore({ rounds }: Standup, round: number, key: AnswerKey): Answer | undefined {
  for (let number = Math.min(round - 1, rounds.size); number > 0; number--) {
    const answer = rounds.get(number)?.answers.get(key);
    if (answer && !answer.noChange) return answer;
  }
  return undefined;
}

function readersOf(state: Programme, own: OrganisationId, wanted: readonly string[] | undefined): Readers {
  if (wanted === undefined || wanted.length === 0) return null;
  const others = bounded('readers', wanted).map((organisation) => organisationOf(state, organisation).id);
  return [...state.organisations.keys()].filter((id) => id === own || others.includes(id));
}

function textsOf(asked: Asked, texts: readonly AnswerText[]): AnswerText[] {
  return eachOnce(texts).flatMap(({ question, text }) => {
    const { kind } = questionOf(asked, question);
    if (kind !== 'moved' && kind !== 'plan' && kind !== 'text') throw malformed(question);
    const said = optional(question, text, 'text');
    return said === undefined ? [] : [{ question, text: said }];
  });
}

function valuesOf(asked: Asked, values: readonly AnswerValue[]): AnswerValue[] {
  return eachOnce(values).map(({ question, value }) => {
    if (!fits(questionOf(asked, question), value)) throw malformed(question);
    return { question, value };
  });
}

function eachOnce<T extends { question: string }>(said: readonly T[]): readonly T[] {
  const twice = bounded('answers', said).find(({ question }, place) =>
    said.slice(0, place).some((other) => other.question === question),
  );
  if (twice) throw malformed(twice.question);
  return said;
}

function questionOf({ questions }: Asked, id: string): Question {
  const question = questions.find((each) => each.id === id);
  if (!question) throw malformed(id);
  return question;
}

function malformed(question: string): Refused {
  return new Refused({ code: 'answer.malformed', question });
}

/** The highest mood; the lowest is 1. Levels go from 1 (normal) to 4 (extreme). */
export const BEST_MOOD = 5;
export const HIGHEST_LEVEL = 4;

function fits({ kind, choices = [] }: Question, value: AnswerValue['value']): boolean {
  switch (kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'level':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= HIGHEST_LEVEL;
    case 'mood':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= BEST_MOOD;
    case 'yesNo':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && choices.includes(value);
    default:
      return false;
  }
}

export function evolveAnswer(state: Programme, { index, at, by, event }: Entry<AnswerGiven>): Programme {
  const standup = state.standups.get(event.standup);
  if (!standup) return state;
  const { round: number, key, speaksFor: organisation, texts, values, noChange, readers = null } = event;
  const { timing, noted, turn } = event;
  const said = { texts, values, noChange, readers };
  const answer: Answer = { key, organisation, ...said, timing, noted, by, at, index, turn };
  const round = standup.rounds.get(number);
  if (!round)
    return withStandup(state, {
      ...standup,
      early: standup.early.set(answer.key, answer),
      earlyHistory: [...standup.earlyHistory, index],
    });
  return withRound(state, standup, {
    ...round,
    answers: round.answers.set(answer.key, answer),
    history: [...round.history, index],
  });
}
