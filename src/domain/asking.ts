import { shifted, type Calendar } from './calendar.ts';
import { nextTime } from './schedule.ts';
import { awayUntil, speakersOf } from './speaking.ts';
import { withSource, type AskTimes, type Source } from './source.ts';
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

/** What a time was worked out from: a source that has changed is another one. */
type Planned = { timeZone: string; at: Instant };

const planned = new WeakMap<Source, Planned>();

/**
 * When somebody is asked next; null for a source that asks nobody. Worked out once for each source as it stands, so that
 * an append costs a comparison for each.
 */
export function nextAsk(source: Source, timeZone: string, { calendar }: Pick<Time, 'calendar'>): Instant | null {
  if (source.state !== 'running' || source.asks === null) return null;
  let known = planned.get(source);
  if (known?.timeZone !== timeZone) {
    const next = timesAfter(source.asks, source.handled, timeZone, calendar);
    known = { timeZone, at: next.reduce((first, at) => (at < first ? at : first)) };
    planned.set(source, known);
  }
  return known.at;
}

/** For each of the times when it is next. */
function timesAfter({ weekdays, times }: AskTimes, after: Instant, timeZone: string, calendar: Calendar): Instant[] {
  return times.map((at) =>
    nextTime({ weekdays, weeks: 'each', at, from: after.slice(0, 10) }, after, timeZone, calendar),
  );
}

/** After every instant. */
const NEVER = '~';

/** A day on which clocks go back. */
const LONGEST_DAY_MS = 25 * 60 * 60 * 1000;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** When a programme next asks for figures; null for never. */
export function asksWake(state: Programme, time: Time): Instant | null {
  return asking(state)
    .map((source) => nextAsk(source, state.timeZone, time))
    .reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);
}

/** Who is asked now, each once: of what fell due while nobody looked, the last alone. */
export function asksDue(state: Programme, time: Time): FiguresAsked[] {
  const isDue = (source: Source) => (nextAsk(source, state.timeZone, time) ?? NEVER) <= time.now;
  return asking(state)
    .filter(isDue)
    .slice(0, MOST_AT_ONCE)
    .map((source) => {
      const due = lastDue(source, source.asks!, state.timeZone, time);
      const told = source.askedIn === 'conversation' ? [] : askedOf(state, source, time.now);
      return { type: 'figures.asked', source: source.number, ask: (source.ask?.ask ?? 0) + 1, due, told };
    });
}

/** Nobody is asked for an organisation that has left. */
function asking({ sources, organisations }: Programme): Source[] {
  return [...sources.values()].filter(({ partner }) => organisations.get(partner)?.left === undefined);
}

/** The last time that is over of a source with one that is: looked for in the last day, then in the last week. */
function lastDue(source: Source, asks: AskTimes, timeZone: string, time: Time): Instant {
  const { now, calendar } = time;
  for (const back of [LONGEST_DAY_MS, WEEK_MS + LONGEST_DAY_MS]) {
    const from = [source.handled, shifted(now, -back)].reduce((one, other) => (one > other ? one : other));
    let over: Instant[] = [];
    for (let at = from; ;) {
      const next = timesAfter(asks, at, timeZone, calendar).filter((each) => each <= now);
      if (next.length === 0) break;
      over = next;
      // As far as the day goes on which each of them has been.
      at = next.reduce((one, other) => (one > other ? one : other));
    }
    if (over.length > 0) return over.reduce((one, other) => (one > other ? one : other));
  }
  return nextAsk(source, timeZone, time)!;
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
