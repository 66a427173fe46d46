import { dayOf, shifted, type Calendar } from './calendar.ts';
import { Refused } from './refused.ts';
import { awaitedIn } from './round.ts';
import { lastRound, nextOpening, openRound, type Standup } from './standup.ts';
import type { AnswerKey } from './answer.ts';
import type { Instant } from './values.ts';

export const TIMINGS = ['early', 'inTime', 'late'] as const;
/** Early: before the round opened. Late: after it closed. */
export type Timing = (typeof TIMINGS)[number];

/** How long before it opens a round may be answered: over a weekend and two bank holidays, as at Easter. */
const EARLIEST_MS = 5 * 24 * 60 * 60 * 1000;

/**
 * Which round an answer is to, and whether that has opened, or closed already.
 * @throws Refused `round.none`, `round.open`, `round.over`
 */
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
