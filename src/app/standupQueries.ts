import { mayRead } from '../domain/readers.ts';
import { answerBefore, answerIn, type Answer } from '../domain/answer.ts';
import { roundMeant } from '../domain/roundMeant.ts';
import { blockersOf } from '../domain/blocker.ts';
import { dayOf, type Calendar } from '../domain/calendar.ts';
import { Refused } from '../domain/refused.ts';
import { lastRound, standupOf, type Question, type Standup } from '../domain/standup.ts';
import { blockerView, roundSummary, roundView, standupView, type Reading } from '../domain/standupView.ts';
import { isErased, type Day, type OrganisationId, type PersonId } from '../domain/values.ts';
import { historyLine } from '../domain/view.ts';
import { eventFor } from '../domain/withheld.ts';
import { opened } from './codec.ts';
import { folded, type Paging } from './queries.ts';
import type { Programme } from '../domain/programme.ts';
import type { Round } from '../domain/round.ts';
import type { BlockerView, RoundsPage, RoundView, RoundWithHistory, StandupView } from '../domain/standupViews.ts';
import type { Clock, ProgrammeId, Store } from './ports.ts';
import type { Programmes } from './programmes.ts';

/** What to look for among rounds; all that is given must hold. Days are in the stand-up's time zone, both included. */
export type RoundsFilter = { words?: string; organisation?: OrganisationId; since?: Day; until?: Day };

/** Which programme, and the organisation of who reads; null for somebody of none, and for a conversation. */
export type Asking = { programme: ProgrammeId; reader: OrganisationId | null };

/** What stands in somebody's form when they are about to answer. */
export type AnswerSheet = {
  round: number;
  /** As that round asks them. */
  questions: readonly Question[];
  /** What they have said in this round already, or what they said the last time. */
  now: Answer | null;
  before: Answer | null;
  blockers: BlockerView[];
};

/** Who is about to answer what, and for whom what is shown is. */
type AskingForm = {
  standup: number;
  round?: number;
  person: PersonId;
  organisation: OrganisationId;
  reader: OrganisationId | null;
};

type Deps = { store: Pick<Store, 'pick'>; programmes: Programmes; clock: Clock; calendar: Calendar };

/** Everything that is asked of a programme's stand-ups and changes nothing. */
export class StandupQueries {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async standups(programme: ProgrammeId): Promise<StandupView[]> {
    const { state, size } = await this.#now(programme);
    return [...state.standups.values()].map((standup) => standupView(state, standup, this.#time(), size));
  }

  /** @throws Refused `standup.unknown` */
  async standup(programme: ProgrammeId, number: number): Promise<StandupView> {
    const { state, size } = await this.#now(programme);
    return standupView(state, standupOf(state, number), this.#time(), size);
  }

  /** @throws Refused `standup.unknown`, `round.over` */
  async round({ programme, reader }: Asking, number: number, round: number): Promise<RoundView> {
    const { state, size } = await this.#now(programme);
    const { standup, found } = roundOf(state, number, round);
    return roundView(state, standup, found, { ...this.#reading(reader), version: size });
  }

  /** A round with all that was ever said in it, oldest first. @throws Refused `standup.unknown`, `round.over` */
  async roundWithHistory(asking: Asking, number: number, round: number): Promise<RoundWithHistory> {
    const { state } = await this.#now(asking.programme);
    const { found } = roundOf(state, number, round);
    const entries = (await this.#deps.store.pick(asking.programme, found.history)).map(opened);
    return {
      ...(await this.round(asking, number, round)),
      history: entries.map((entry) => historyLine({ ...entry, event: eventFor(entry.event, asking.reader) })),
    };
  }

  /** Rounds of a stand-up, the newest first. What is not for the reader is not searched. @throws Refused `standup.unknown` */
  async rounds(
    { programme, reader }: Asking,
    number: number,
    filter: RoundsFilter,
    paging: Paging,
  ): Promise<RoundsPage> {
    const { state } = await this.#now(programme);
    const standup = standupOf(state, number);
    const fits = fitting(state, standup, filter, reader);
    const before = paging.cursor === undefined ? Infinity : Number(paging.cursor);
    const all = [...standup.rounds.values()].filter(fits).toSorted((one, other) => other.number - one.number);
    const rest = all.filter((round) => round.number < before);
    const page = rest.slice(0, paging.limit);
    return {
      rounds: page.map((round) => roundSummary(state, standup, round, this.#reading(reader))),
      total: all.length,
      next: rest.length > page.length ? String(page.at(-1)!.number) : null,
    };
  }

  /** The open blockers of a programme, the oldest first. */
  async blockers({ programme, reader }: Asking): Promise<BlockerView[]> {
    const { state } = await this.#now(programme);
    return [...state.openBlockers]
      .toSorted((one, other) => one - other)
      .map((number) => blockerView(state, state.blockers.get(number)!, reader));
  }

  /** A blocker, open or closed. @throws Refused `blocker.unknown` */
  async blocker({ programme, reader }: Asking, number: number): Promise<BlockerView> {
    const { state } = await this.#now(programme);
    const blocker = state.blockers.get(number);
    if (!blocker || !mayRead(blocker.readers, reader)) throw new Refused({ code: 'blocker.unknown', blocker: number });
    return blockerView(state, blocker, reader);
  }

  /** The same for its card, which says that it is not for everybody where it is not. @throws Refused `blocker.unknown` */
  async shownBlocker({ programme, reader }: Asking, number: number): Promise<BlockerView> {
    const { state } = await this.#now(programme);
    const blocker = state.blockers.get(number);
    if (!blocker) throw new Refused({ code: 'blocker.unknown', blocker: number });
    return blockerView(state, blocker, reader);
  }

  /**
   * What somebody finds in the form for an answer. What is not for `reader` is not there.
   * @throws Refused `standup.unknown`, `round.none`, `round.over`
   */
  async sheet(programme: ProgrammeId, { standup: number, round, ...who }: AskingForm): Promise<AnswerSheet> {
    const { state } = await this.#now(programme);
    const { organisation, reader } = who;
    const standup = standupOf(state, number);
    const keyIn = ({ reporting }: Pick<Standup, 'reporting'>) => (reporting === 'person' ? who.person : organisation);
    const meant = roundMeant(standup, round, keyIn(lastRound(standup) ?? standup), this.#time()).round;
    const asked = standup.rounds.get(meant) ?? standup;
    const readable = (answer: Answer | undefined) => (answer && mayRead(answer.readers, reader) ? answer : null);
    return {
      round: meant,
      questions: asked.questions,
      now: readable(answerIn(standup, meant, keyIn(asked))),
      before: readable(answerBefore(standup, meant, keyIn(asked))),
      blockers: blockersOf(state, organisation, number).map((blocker) => blockerView(state, blocker, reader)),
    };
  }

  async #now(programme: ProgrammeId): Promise<{ state: Programme; size: number }> {
    const { state, frontier } = await this.#deps.programmes.current(programme);
    return { state, size: frontier.size };
  }

  #time() {
    return { now: this.#deps.clock(), calendar: this.#deps.calendar };
  }

  #reading(reader: OrganisationId | null): Reading {
    return { reader, now: this.#deps.clock() };
  }
}

function roundOf(state: Programme, number: number, round: number): { standup: Standup; found: Round } {
  const standup = standupOf(state, number);
  const found = standup.rounds.get(round);
  if (!found) throw new Refused({ code: 'round.over', standup: number, round });
  return { standup, found };
}

function fitting(state: Programme, standup: Standup, filter: RoundsFilter, reader: OrganisationId | null) {
  const words = folded(filter.words ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const { organisation, since, until } = filter;
  return (round: Round): boolean => {
    const day = dayOf(round.due ?? round.opened.at, standup.timeZone);
    if (since !== undefined && day < since) return false;
    if (until !== undefined && day > until) return false;
    if (organisation !== undefined && !takesPart(round, organisation)) return false;
    if (words.length === 0) return true;
    const text = folded(textOf(state, standup, round, reader));
    return words.every((word) => text.includes(word));
  };
}

function takesPart({ expected, answers }: Round, organisation: OrganisationId): boolean {
  return [...expected, ...answers.values()].some((each) => each.organisation === organisation);
}

/** What this reader may read of a round. */
function textOf(state: Programme, standup: Standup, round: Round, reader: OrganisationId | null): string {
  const answers = [...round.answers.values()].filter(({ readers }) => mayRead(readers, reader));
  const blockers = [...state.blockers.values()].filter(
    (blocker) =>
      blocker.standup === standup.number && blocker.round === round.number && mayRead(blocker.readers, reader),
  );
  return [
    ...answers.flatMap(({ organisation, by, texts, values }) => [
      organisation,
      by.name,
      ...(isErased(texts) ? [] : texts.map(({ text }) => text)),
      ...values.map(({ value }) => String(value)),
    ]),
    ...blockers.flatMap(({ text, helper }) => [text, helper ?? '']),
  ]
    .filter((words) => !isErased(words))
    .join('\n');
}
