import { mayRead } from './readers.ts';
import { answerBefore, type Answer } from './answer.ts';
import { mayBeUnchanged } from './answerContent.ts';
import { roundsOpen, type Blocker } from './blocker.ts';
import { dayOf, type Calendar } from './calendar.ts';
import { type Round } from './round.ts';
import { answerable, type Expected } from './expected.ts';
import { nextTurn } from './roundTable.ts';
import { awayUntil } from './speaking.ts';
import { settingsIn, type Standup } from './standup.ts';
import { nextRound } from './standupAlarm.ts';
import { ROW_STATES } from './standupViews.ts';
import { isErased, type Day, type Instant, type OrganisationId, type PersonId } from './values.ts';
import { actorView, nameOf } from './who.ts';
import type { Programme } from './programme.ts';
import type {
  AnswerRow,
  AnswerView,
  BlockerView,
  RoundSummary,
  RoundView,
  RowState,
  StandupView,
} from './standupViews.ts';

/** How stand-ups become what somebody of one organisation may see; null: somebody of none. */

type Now = { now: Instant; calendar: Calendar };

export function standupView(state: Programme, standup: Standup, { now, calendar }: Now, version: number): StandupView {
  const { number, state: stands, rounds, open, skips } = standup;
  const named = standup.asked.flatMap(({ accountable, deputy }) => [accountable, deputy]);
  const people = named.flatMap((person) => (person === undefined ? [] : [{ person, name: nameOf(state, person) }]));
  return {
    ...settingsIn(standup),
    number,
    state: stands,
    open,
    next: nextRound(state, standup, calendar),
    skips: [...skips]
      .map(([day, why]) => ({ day, why }))
      .filter(({ day }) => day >= dayOf(now, standup.timeZone))
      .toSorted((one, other) => (one.day < other.day ? -1 : 1)),
    rounds: rounds.size,
    people,
    version,
  };
}

export type Reading = { reader: OrganisationId | null; now: Instant };

export function roundSummary(state: Programme, standup: Standup, round: Round, reading: Reading): RoundSummary {
  return summaryOf(state, standup, round, rowsOf(state, standup, round, reading));
}

function summaryOf(state: Programme, standup: Standup, round: Round, rows: readonly AnswerRow[]): RoundSummary {
  const best = new Map<OrganisationId, RowState>();
  for (const { organisation, state: row } of rows) {
    const before = best.get(organisation);
    if (before === undefined || ROW_STATES.indexOf(row) < ROW_STATES.indexOf(before)) best.set(organisation, row);
  }
  return {
    standup: standup.number,
    round: round.number,
    openedAt: round.opened.at,
    closedAt: round.closed?.at ?? null,
    participation: [...best].map(([organisation, row]) => ({ organisation, state: row })),
    answered: rows.filter((row) => row.state === 'answered' && !row.unasked).length,
    expected: round.expected.length,
    openBlockers: blockersIn(state, standup, round).filter(
      ({ closed }) => closed === null || (round.closed !== null && closed.index > round.closed.index),
    ).length,
  };
}

export function roundView(
  state: Programme,
  standup: Standup,
  round: Round,
  reading: Reading & { version: number },
): RoundView {
  const rows = rowsOf(state, standup, round, reading);
  const blockers = blockersIn(state, standup, round).map((blocker) =>
    blockerView(state, blocker, reading.reader, round),
  );
  const { table } = round;
  return {
    ...summaryOf(state, standup, round, rows),
    name: standup.name,
    reporting: round.reporting,
    questions: round.questions,
    mayBeUnchanged: mayBeUnchanged(round),
    openedBy: actorView(round.opened.by),
    due: round.due,
    missed: round.missed,
    closes: round.closes,
    closedBy: round.closed && actorView(round.closed.by),
    closedInTime: (round.closed?.due ?? null) !== null,
    gaveWay: (round.closed?.next ?? null) !== null,
    rows,
    blockers,
    withheld:
      rows.filter(({ answer }) => answer?.withheld).length + blockers.filter(({ text }) => text === null).length,
    table: table ? { now: table.now, next: nextTurn(round) } : null,
    isLast: round.number === standup.rounds.size,
    version: reading.version,
  };
}

function rowsOf(state: Programme, standup: Standup, round: Round, reading: Reading): AnswerRow[] {
  const asked = round.expected.map((expected) => rowOf(state, standup, round, expected, reading));
  const keys = new Set(round.expected.map(({ key }) => key));
  const others = [...round.answers.values()]
    .filter(({ key }) => !keys.has(key))
    .map(({ key, organisation }) => ({
      ...rowOf(state, standup, round, { key, organisation, people: [], deputies: [] }, reading),
      unasked: true,
    }));
  const off = round.onHoliday
    .filter((organisation) => !others.some((row) => row.organisation === organisation))
    .map((organisation) => ({ ...emptyRow(organisation, organisation), state: 'holiday' as const }));
  return [...asked, ...others, ...off];
}

function emptyRow(key: string, organisation: OrganisationId): AnswerRow {
  return {
    key,
    organisation,
    person: null,
    state: 'awaited',
    people: [],
    away: [],
    unreached: [],
    optedOut: [],
    unasked: false,
    answer: null,
  };
}

function rowOf(
  state: Programme,
  standup: Standup,
  round: Round,
  expected: Expected,
  { reader, now }: Reading,
): AnswerRow {
  const { key, organisation } = expected;
  const answer = round.answers.get(key);
  const person = round.reporting === 'person' ? nameOf(state, key) : null;
  const row = { ...emptyRow(key, organisation), person };
  if (answer) return { ...row, state: 'answered', answer: answerView(standup, round, answer, reader) };
  const absence = (id: PersonId) => absenceIn(state, round, id, now);
  const able = answerable(expected, (id) => absence(id) === null);
  const unreached = unreachedFor(round, key);
  const away = expected.people.flatMap((id) => {
    const until = absence(id);
    return until === null ? [] : [{ name: nameOf(state, id), until }];
  });
  const reached = able.filter((id) => !unreached.some((each) => each.person === id));
  const isAway = able.length === 0 && away.length > 0;
  return {
    ...row,
    state: isAway ? 'away' : able.length > 0 && reached.length === 0 ? 'unreached' : 'awaited',
    people: able.map((id) => nameOf(state, id)),
    away,
    unreached: unreached.map(({ person: id, reason }) => ({ name: nameOf(state, id), reason })),
    optedOut: able.filter((id) => state.unreminded.has(id)).map((id) => nameOf(state, id)),
  };
}

/** Until when somebody is away; what is over is told as it was when it ended. */
function absenceIn(state: Programme, { closed }: Round, person: PersonId, now: Instant): Day | null {
  if (!closed) return awayUntil(state, person, now);
  return closed.away.find((each) => each.person === person)?.until ?? null;
}

/** Whom a reminder to give this answer did not reach. */
function unreachedFor({ reminders, unreached }: Round, key: string) {
  const told = new Set<PersonId>(
    reminders.flatMap(({ answers }) => answers.filter((each) => each.key === key).flatMap((each) => each.told)),
  );
  return unreached.filter(({ person, about }) => told.has(person) && about.startsWith('awaited/'));
}

function answerView(standup: Standup, round: Round, answer: Answer, reader: OrganisationId | null): AnswerView {
  const { by, at, index, timing, noted, noChange, nothingInTheWay, turn, readers, texts } = answer;
  const withheld = !mayRead(readers, reader);
  const last = answerBefore(standup, round.number, answer.key);
  const before = last && mayRead(last.readers, reader) ? last.values : [];
  return {
    by: actorView(by),
    at,
    index,
    timing,
    noted,
    noChange,
    nothingInTheWay: nothingInTheWay && !withheld,
    changes: turn - 1,
    readers,
    withheld,
    texts: withheld ? [] : isErased(texts) ? [{ question: null, text: texts }] : texts,
    values: withheld
      ? []
      : answer.values.map(({ question, value }) => ({
          question,
          value,
          before: before.find((each) => each.question === question)?.value ?? null,
        })),
  };
}

/** The blockers that stood in a round, also those that were closed in it. */
function blockersIn(state: Programme, standup: Standup, round: Round): Blocker[] {
  return [...state.blockers.values()]
    .filter((blocker) => blocker.standup === standup.number && blocker.round <= round.number)
    .filter(({ closed }) => closed === null || closed.round >= round.number)
    .toSorted((one, other) => one.number - other.number);
}

/** A blocker as it stands, or stood in a round. */
export function blockerView(
  state: Programme,
  blocker: Blocker,
  reader: OrganisationId | null,
  round?: Round,
): BlockerView {
  const { number, standup, organisation, readers, raised, closed, escalated } = blocker;
  const withheld = !mayRead(readers, reader);
  const isLater = closed !== null && round !== undefined && closed.round > round.number;
  return {
    number,
    standup,
    organisation,
    text: withheld ? null : blocker.text,
    helper: withheld ? null : blocker.helper,
    needBy: withheld ? null : blocker.needBy,
    readers,
    raisedAt: raised.at,
    raisedBy: actorView(raised.by),
    round: blocker.round,
    rounds: round ? Math.min(round.number - blocker.round + 1, roundsOpen(state, blocker)) : roundsOpen(state, blocker),
    isNew: blocker.round === round?.number,
    closed:
      closed && !isLater
        ? {
            at: closed.at,
            by: actorView(closed.by),
            how: mayRead(closed.readers, reader) ? closed.how : null,
            readers: closed.readers,
          }
        : null,
    escalated: escalated && {
      at: escalated.at,
      told: escalated.told.map((person) => ({
        name: nameOf(state, person),
        organisation: state.members.get(person)?.organisation ?? null,
      })),
    },
  };
}
