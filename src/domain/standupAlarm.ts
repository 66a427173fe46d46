import { dayOf, shifted, type Calendar } from './calendar.ts';
import { escalated, toEscalate, type BlockerEvent } from './blocker.ts';
import { roundClosed, roundOpened, type Round, type RoundEvent, type SkipReason } from './round.ts';
import { expectedOn } from './expected.ts';
import { remindToAnswer, reminderAt, type RoundReminderEvent } from './roundReminder.ts';
import { nextTime } from './schedule.ts';
import { nextOpening, openRound, type Standup } from './standup.ts';
import type { Programme } from './programme.ts';
import type { Instant } from './values.ts';

type Time = { now: Instant; calendar: Calendar };

export type StandupDue = RoundEvent | RoundReminderEvent | BlockerEvent;

/** When a stand-up of the programme next wants attention; null for never. */
export function standupsWake(state: Programme, time: Time): Instant | null {
  if (toEscalate(state).length > 0) return time.now;
  let next: Instant | null = null;
  for (const standup of state.standups.values()) {
    const at = wakeOf(state, standup, time);
    if (at !== null && (next === null || at < next)) next = at;
  }
  return next;
}

function wakeOf(state: Programme, standup: Standup, time: Time): Instant | null {
  const round = openRound(standup);
  const times = [
    nextOpening(standup, time.calendar),
    ...(round ? [round.closes, reminderAt(state, standup, round, time)] : []),
  ];
  return times.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
}

/** What is due now of one stand-up, the one that has waited longest; what else is due, the next tick finds. */
export function standupsDue(state: Programme, time: Time): StandupDue[] {
  const [blocker] = toEscalate(state);
  if (blocker) return [escalated(state, blocker)];
  const due = [...state.standups.values()]
    .map((standup) => ({ standup, at: wakeOf(state, standup, time) }))
    .filter(({ at }) => at !== null && at <= time.now)
    .toSorted((one, other) => (one.at! < other.at! ? -1 : 1));
  return due[0] ? dueOf(state, due[0].standup, time) : [];
}

function dueOf(state: Programme, standup: Standup, time: Time): StandupDue[] {
  const { now, calendar } = time;
  const round = openRound(standup);
  const closed = (round: Round, why: { due: Instant } | { next: Instant }) => [
    roundClosed(state, { standup: standup.number, round, now, ...why }),
  ];
  if (round && round.closes <= now) return closed(round, { due: round.closes });
  const opening = nextOpening(standup, calendar);
  if (opening !== null && opening <= now) {
    const event = opens(state, standup, opening, time);
    // The next one takes the place of the one that is still open.
    return round && event.type === 'round.opened' ? closed(round, { next: opening }) : [event];
  }
  return round ? remindToAnswer(state, standup, round, time) : [];
}

/** All times that are due, the oldest first. */
function timesDue({ schedule, timeZone }: Standup, first: Instant, { now, calendar }: Time): Instant[] {
  const times: Instant[] = [];
  for (let due = first; due <= now; due = nextTime(schedule!, due, timeZone, calendar)) times.push(due);
  return times;
}

/** Why none would open at that time, even if the service were running. */
function noneAt(state: Programme, standup: Standup, due: Instant, calendar: Calendar): SkipReason | null {
  const day = dayOf(due, standup.timeZone);
  if (standup.skips.has(day)) return 'asked';
  const { expected, onHoliday } = expectedOn(state, standup, { day, calendar });
  if (expected.length > 0) return null;
  return onHoliday.length > 0 ? 'holiday' : 'nobody';
}

/** The most times that are looked at until one is found at which a round opens. */
const MOST_LOOKED_AT = 100;

/** When the next round opens that is due still: no holiday of all, no day that is skipped. Null when none is in sight. */
export function nextRound(state: Programme, standup: Standup, calendar: Calendar): Instant | null {
  let at = nextOpening(standup, calendar);
  for (let looked = 0; at !== null && looked < MOST_LOOKED_AT; looked++) {
    if (noneAt(state, standup, at, calendar) === null) return at;
    at = nextTime(standup.schedule!, at, standup.timeZone, calendar);
  }
  return null;
}

/**
 * Opens the round that is due, or says why not. Of several that were missed, the last alone may still open. A time at
 * which none would have opened anyway was not missed; those of one reason in a row are said together.
 */
function opens(state: Programme, standup: Standup, first: Instant, time: Time) {
  const { now, calendar } = time;
  const times = timesDue(standup, first, time);
  const [due, ...earlier] = times.toReversed() as [Instant, ...Instant[]];
  const missed = earlier.filter((each) => noneAt(state, standup, each, calendar) === null);
  const skipped = (at: Instant, reason: SkipReason, count: number) => ({
    type: 'round.skipped' as const,
    standup: standup.number,
    due: at,
    reason,
    times: count,
  });
  const none = noneAt(state, standup, due, calendar);
  // What was missed is said first, and apart from what had its reason.
  if (none !== null && missed[0] !== undefined) return skipped(missed[0], 'missed', missed.length);
  if (none !== null) {
    const reasonAt = (at: Instant) => noneAt(state, standup, at, calendar) ?? none;
    const alike = firstAlike(times, reasonAt);
    return skipped(alike.at(-1)!, reasonAt(alike[0]!), alike.length);
  }
  if (now >= shifted(due, standup.openFor * 60_000)) return skipped(due, 'missed', missed.length + 1);
  const opened = roundOpened(state, standup, { now, calendar, due });
  return missed.length > 0 ? { ...opened, missed: missed.length } : opened;
}

/** Those that come first for one and the same reason; what had another reason, the next tick finds. */
function firstAlike(times: readonly Instant[], reasonAt: (at: Instant) => SkipReason): Instant[] {
  const reason = reasonAt(times[0]!);
  const other = times.findIndex((at) => reasonAt(at) !== reason);
  return times.slice(0, other < 0 ? undefined : other);
}
