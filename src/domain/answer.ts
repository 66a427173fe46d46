import { bothRead, type Readers } from './readers.ts';
import { blockersRaised, closeBlocker, type BlockerClosed, type BlockerRaised, type RaiseBlocker } from './blocker.ts';
import { present } from './draft.ts';
import { organisationOf, partnerOfActor } from './organisation.ts';
import { rolesOf } from './person.ts';
import { Refused } from './refused.ts';
import { textsOf, valuesOf, type AnswerText, type AnswerValue, type Asked } from './answerContent.ts';
import { roundMeant, type Timing } from './roundMeant.ts';
import { lastRound, standupOf, withRound, withStandup, type Standup } from './standup.ts';
import { bounded, required } from './text.ts';
import type { Actor, Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import { isErased, type Instant, type OrganisationId, type PersonId } from './values.ts';

/** Whose answer it is: an organisation's id or, where people report, a person's. */
export type AnswerKey = OrganisationId | PersonId;

export type Answer = {
  key: AnswerKey;
  organisation: OrganisationId;
  texts: AnswerText[] | { erased: number };
  values: AnswerValue[];
  /** Nothing has changed, said with one press. */
  noChange: boolean;
  /** Said so, beside what else is said. */
  nothingInTheWay: boolean;
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
  /** Nothing is in the way, which answers a question for blockers; where one is raised all the same, it counts for nothing. */
  nothingInTheWay?: boolean;
  /** What was said before under other questions stays, and for whom it is. */
  adds?: boolean;
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
  nothingInTheWay?: true;
  readers?: OrganisationId[];
  timing: Timing;
  noted: boolean;
  turn: number;
};

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
  const given = { texts: textsOf(asked, command.texts ?? []), values: valuesOf(asked, command.values ?? []) };
  const { texts, values } = command.adds && before ? addedTo(before, given) : given;
  const noChange = command.noChange ?? false;
  const readers =
    command.adds && before && !command.readers ? before.readers : readersOf(state, organisation, command.readers);
  const raised = blockersRaised(state, command.blockers ?? [], {
    standup: standup.number,
    round,
    organisation,
    readers,
  });
  const solved = [...new Set(bounded('blockers', command.solved ?? []))];
  // The same words say how each was solved, so they are for those alone who may read of all.
  const howIsFor = solved.reduce((all, number) => bothRead(all, state.blockers.get(number)?.readers ?? null), readers);
  // Who takes notes closes what they close in whose name they write.
  const closed = solved.flatMap((blocker) =>
    closeBlocker(
      state,
      { type: 'CloseBlocker', blocker, how: command.how ?? '' },
      { ...by, organisation },
      { readers: howIsFor, standup: standup.number, round },
    ),
  );
  const isClear = command.nothingInTheWay === true && raised.length === 0;
  const isEmpty =
    !isClear && [given.texts, given.values, raised, closed].every((said: readonly unknown[]) => said.length === 0);
  if (isEmpty && !noChange) throw new Refused({ code: 'answer.empty' });
  // What has been answered is not taken back by saying that nothing changed.
  if (isEmpty && before) return [];
  const isOnBlockers =
    raised.length > 0 ||
    isClear ||
    noChange ||
    (before !== undefined && saidOnBlockers(state, before, { standup: standup.number, round }));
  for (const { id, kind, required, ask } of asked.questions) {
    const said = kind === 'blockers' ? isOnBlockers : [...texts, ...values].some(({ question }) => question === id);
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
      nothingInTheWay: isClear || undefined,
      readers: readers ?? undefined,
      timing,
      noted,
      turn: (before?.turn ?? 0) + 1,
    }),
    ...raised,
    ...closed,
  ];
}

type Content = { texts: AnswerText[]; values: AnswerValue[] };

/** What was said before with what is said now: more words under a question follow those that are there, a value takes its place. */
function addedTo({ texts: before, values: counted }: Answer, { texts, values }: Content): Content {
  const old = isErased(before) ? [] : before;
  const has = (said: readonly { question: string }[], id: string) => said.some(({ question }) => question === id);
  return {
    texts: [
      ...old.map(({ question, text }) => {
        const more = texts.find((each) => each.question === question)?.text;
        return { question, text: more === undefined ? text : required(question, `${text}\n${more}`, 'text') };
      }),
      ...texts.filter(({ question }) => !has(old, question)),
    ],
    values: [...counted.filter(({ question }) => !has(values, question)), ...values],
  };
}

/** Whether an answer that is changed had said that nothing is in the way, or what is. */
function saidOnBlockers(
  state: Programme,
  { organisation, noChange, nothingInTheWay }: Answer,
  { standup, round }: { standup: number; round: number },
): boolean {
  return (
    noChange ||
    nothingInTheWay ||
    state.blockers.some(
      (each) => each.standup === standup && each.round === round && each.organisation === organisation,
    )
  );
}

/** A coordinator takes notes for anybody; at the table anybody does. */
function mayNote(state: Programme, standup: Standup, round: number, by: Actor): boolean {
  return rolesOf(state, by).includes('coordinator') || standup.rounds.get(round)?.table !== undefined;
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

export function evolveAnswer(state: Programme, { index, at, by, event }: Entry<AnswerGiven>): Programme {
  const standup = state.standups.get(event.standup);
  if (!standup) return state;
  const { round: number, key, speaksFor: organisation, texts, values, noChange, readers = null } = event;
  const { timing, noted, turn, nothingInTheWay = false } = event;
  const said = { texts, values, noChange, nothingInTheWay, readers };
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
