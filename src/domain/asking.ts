import { nextTime } from './schedule.ts';
import { awayUntil, speakersOf } from './speaking.ts';
import { withSource, type AskTimes, type Source } from './source.ts';
import type { Calendar } from './calendar.ts';
import type { Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { UnreachedReason } from './reminder.ts';
import type { Instant, PersonId } from './values.ts';

type Time = { now: Instant; calendar: Calendar };

/** Somebody is asked for a source's figures; `told`: in whose own chats, where it is not in the conversation. */
export type FiguresAsked = { type: 'figures.asked'; source: number; ask: number; due: Instant; told: PersonId[] };
/** A message that asks for figures did not reach somebody, so that it stands in the conversation. */
export type FiguresUnreached = {
  type: 'figures.unreached';
  source: number;
  ask: number;
  member: PersonId;
  about: string;
  reason: UnreachedReason;
};
export type AskingEvent = FiguresAsked | FiguresUnreached;

/** The most people who are asked for the same figures. */
const MOST_TOLD = 10;

/** The most sources that are asked for at once, so that it fits one append. */
const MOST_AT_ONCE = 20;

/** When somebody is asked next; null for a source that asks nobody. */
export function nextAsk(source: Source, timeZone: string, { calendar }: Pick<Time, 'calendar'>): Instant | null {
  if (source.state !== 'running' || source.asks === null) return null;
  return nextOf(source.asks, source.handled, timeZone, calendar);
}

function nextOf({ weekdays, times }: AskTimes, after: Instant, timeZone: string, calendar: Calendar): Instant {
  const next = times.map((at) =>
    nextTime({ weekdays, weeks: 'each', at, from: after.slice(0, 10) }, after, timeZone, calendar),
  );
  return next.toSorted()[0]!;
}

/** When a programme next asks for figures; null for never. */
export function asksWake(state: Programme, time: Time): Instant | null {
  const next = asking(state).flatMap((source) => nextAsk(source, state.timeZone, time) ?? []);
  return next.toSorted()[0] ?? null;
}

/** Who is asked now, each once: of what fell due while nobody looked, the last alone. */
export function asksDue(state: Programme, time: Time): FiguresAsked[] {
  return asking(state)
    .flatMap((source) => {
      const due = lastDue(source, state.timeZone, time);
      if (due === null) return [];
      const told = source.askedIn === 'conversation' ? [] : askedOf(state, source, time.now);
      return [{ type: 'figures.asked' as const, source: source.number, ask: (source.ask?.ask ?? 0) + 1, due, told }];
    })
    .slice(0, MOST_AT_ONCE);
}

/** Nobody is asked for an organisation that has left. */
function asking({ sources, organisations }: Programme): Source[] {
  return [...sources.values()].filter(({ partner }) => organisations.get(partner)?.left === undefined);
}

function lastDue(source: Source, timeZone: string, time: Time): Instant | null {
  let last: Instant | null = null;
  let next = nextAsk(source, timeZone, time);
  while (next !== null && next <= time.now) {
    last = next;
    next = nextOf(source.asks!, next, timeZone, time.calendar);
  }
  return last;
}

/** The one who is named; otherwise those who speak for the organisation and are here. */
function askedOf(state: Programme, { asked, partner }: Source, now: Instant): PersonId[] {
  if (asked !== null) return [asked];
  const { representatives, deputies } = speakersOf(state, partner);
  const willing = [representatives, deputies].map((members) =>
    members
      .map(({ person }) => person)
      .filter((person) => !state.unreminded.has(person) && awayUntil(state, person, now) === null),
  );
  return (willing.find((people) => people.length > 0) ?? []).slice(0, MOST_TOLD);
}

export function evolveAsking(state: Programme, { index, event }: Entry<AskingEvent>): Programme {
  const source = state.sources.get(event.source);
  if (!source) return state;
  const history = [...source.history, index];
  if (event.type === 'figures.asked') {
    const { ask, due, told } = event;
    return withSource(state, { ...source, history, handled: due, ask: { ask, due, told, unreached: [] } });
  }
  if (source.ask?.ask !== event.ask) return withSource(state, { ...source, history });
  const unreached = [...source.ask.unreached, { about: event.about, person: event.member }];
  return withSource(state, { ...source, history, ask: { ...source.ask, unreached } });
}
