import { awayUntil } from './speaking.ts';
import { shifted, type Calendar } from './calendar.ts';
import { awaitedIn, type Round } from './round.ts';
import { answerableNow, type Expected } from './expected.ts';
import { withRound, type Standup } from './standup.ts';
import type { AnswerKey } from './answer.ts';
import type { Entry } from './entry.ts';
import type { Nation } from './organisation.ts';
import type { Programme } from './programme.ts';
import type { UnreachedReason } from './reminder.ts';
import type { Instant, OrganisationId, PersonId } from './values.ts';

/** Whom a reminder goes to for one answer, and whom it does not, and why not. */
export type RemindedToAnswer = { key: AnswerKey; told: PersonId[]; away: PersonId[]; optedOut: PersonId[] };

/** `part`: a reminder to many is several, one after the other, from 1. */
export type RoundReminder = { part: number; at: Instant; answers: RemindedToAnswer[] };

export type RoundReminderEvent =
  | { type: 'round.reminded'; standup: number; round: number; part: number; answers: RemindedToAnswer[] }
  | {
      type: 'round.unreached';
      standup: number;
      round: number;
      member: PersonId;
      about: string;
      reason: UnreachedReason;
    };

/** The most people whom one reminder goes to, so that what it writes fits one append; the others follow at once. */
const MOST_TOLD = 30;

type Time = { now: Instant; calendar: Calendar };

/** When those who are awaited are to be reminded next; null when nobody is. */
export function reminderAt(state: Programme, standup: Standup, round: Round, { now, calendar }: Time): Instant | null {
  const nations = new Set(unremindedIn(round).map(({ organisation }) => nationOf(state, organisation)));
  const times = [...nations].flatMap((nation) => plannedFor(standup, round, nation, calendar) ?? []);
  const first = times.toSorted()[0];
  return first === undefined || first > now ? (first ?? null) : now;
}

/**
 * So long before closing; where that is out of hours, in the next working hour or else the last, as long as the round is
 * open. One that is open out of hours alone is meant to be answered then.
 */
function plannedFor(standup: Standup, round: Round, nation: Nation, calendar: Calendar): Instant | undefined {
  if (standup.remindBefore === null) return undefined;
  const due = shifted(round.closes, -standup.remindBefore * 60_000);
  const later = calendar.workingAfter(due, nation, standup.timeZone);
  if (later < round.closes) return later;
  const earlier = calendar.workingBefore(due, nation, standup.timeZone);
  return earlier > round.opened.at ? earlier : due;
}

/** A reminder that is due now, as an entry; when there are more, the next tick finds them. */
export function remindToAnswer(
  state: Programme,
  standup: Standup,
  round: Round,
  { now, calendar }: Time,
): RoundReminderEvent[] {
  const waiting = unremindedIn(round).filter(({ organisation }) => {
    const planned = plannedFor(standup, round, nationOf(state, organisation), calendar);
    return planned !== undefined && planned <= now;
  });
  const answers: RemindedToAnswer[] = [];
  let people = 0;
  for (const expected of waiting) {
    const reminded = remindedFor(state, expected, now);
    people += 1 + reminded.told.length + reminded.away.length + reminded.optedOut.length;
    if (people > MOST_TOLD && answers.length > 0) break;
    answers.push(reminded);
  }
  if (answers.length === 0) return [];
  return [
    {
      type: 'round.reminded',
      standup: standup.number,
      round: round.number,
      part: round.reminders.length + 1,
      answers,
    },
  ];
}

function unremindedIn(round: Round): Expected[] {
  return awaitedIn(round).filter(
    ({ key }) => !round.reminders.some(({ answers }) => answers.some((reminded) => reminded.key === key)),
  );
}

function remindedFor(state: Programme, expected: Expected, now: Instant): RemindedToAnswer {
  const able = answerableNow(state, expected, now);
  return {
    key: expected.key,
    told: able.filter((person) => !state.unreminded.has(person)).slice(0, MOST_TOLD),
    away: expected.people.filter((person) => awayUntil(state, person, now) !== null),
    optedOut: able.filter((person) => state.unreminded.has(person)),
  };
}

function nationOf(state: Programme, organisation: OrganisationId) {
  return state.organisations.get(organisation)?.nation ?? 'England';
}

export function evolveRoundReminder(state: Programme, { index, at, event }: Entry<RoundReminderEvent>): Programme {
  const standup = state.standups.get(event.standup);
  const round = standup?.rounds.get(event.round);
  if (!standup || !round) return state;
  const history = [...round.history, index];
  if (event.type === 'round.reminded') {
    const reminder: RoundReminder = { part: event.part, at, answers: event.answers };
    return withRound(state, standup, { ...round, reminders: [...round.reminders, reminder], history });
  }
  const unreached = { person: event.member, at, reason: event.reason, about: event.about };
  return withRound(state, standup, { ...round, unreached: [...round.unreached, unreached], history });
}
