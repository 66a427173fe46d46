import { stands, type Decision, type ProposedDecision } from './decision.ts';
import { ended, ratified, type OutcomeEvent } from './outcome.ts';
import { remind, remindersAhead } from './reminder.ts';
import type { Calendar } from './calendar.ts';
import type { AfterwardsEvent } from './afterwards.ts';
import type { ReminderEvent } from './reminder.ts';
import type { Programme } from './programme.ts';
import type { Day, Instant, PersonId } from './values.ts';

/** The programme's alarm clock has rung: whatever is due happens. Doing it twice changes nothing. */
export type Tick = { type: 'Tick' };

type Due = OutcomeEvent | ReminderEvent | AfterwardsEvent;

type Time = { now: Instant; calendar: Calendar };

/** The most decisions that one tick looks after, so that what it writes fits one append; the rest are due still. */
const MOST_AT_ONCE = 2;

/** The most people who are told of a review. */
const MOST_TOLD = 20;

/** When the programme next wants attention; null for never. What could not be done in time wants it at `now`. */
export function nextWake(state: Programme, time: Time): Instant | null {
  let next: Instant | null = null;
  for (const number of state.waiting) {
    const at = wakeOf(state, state.decisions.get(number)!, time);
    if (at !== null && (next === null || at < next)) next = at;
  }
  return next;
}

/** Everything that is due now, each once. */
export function tick(state: Programme, time: Time): Due[] {
  const due = [...state.waiting].filter((number) => {
    const at = wakeOf(state, state.decisions.get(number)!, time);
    return at !== null && at <= time.now;
  });
  return due.slice(0, MOST_AT_ONCE).flatMap((number): Due[] => {
    const decision = state.decisions.get(number)!;
    return decision.state === 'proposed' ? proposalDue(state, decision, time) : reviewDue(state, decision);
  });
}

function wakeOf(state: Programme, decision: Decision, time: Time): Instant | null {
  if (decision.state !== 'proposed') return decision.review ? reviewAt(state, decision.review, time) : null;
  const ahead = remindersAhead(state, decision, time).map(({ at }) => at);
  return ahead.reduce((first, at) => (at < first ? at : first), decision.proposal.deadline);
}

function proposalDue(state: Programme, decision: ProposedDecision, time: Time): (OutcomeEvent | ReminderEvent)[] {
  const { number, proposal } = decision;
  if (time.now < proposal.deadline) return remind(state, decision, time);
  const agreed = ratified(state, number, proposal);
  return agreed.length > 0 ? agreed : [ended(number, proposal)];
}

function reviewDue(state: Programme, decision: Decision): AfterwardsEvent[] {
  if (!stands(decision) || !decision.review) return [];
  return [{ type: 'decision.reviewDue', number: decision.number, on: decision.review, told: answerable(state) }];
}

/** In the first working hour of the day of the review, or after it. */
function reviewAt(state: Programme, day: Day, { now, calendar }: Time): Instant {
  const morning = calendar.workingAfter(calendar.at(day, '09:00', state.timeZone), 'England', state.timeZone);
  return morning > now ? morning : calendar.workingAfter(now, 'England', state.timeZone);
}

/** The coordinators and sponsors. */
function answerable(state: Programme): PersonId[] {
  return [...state.members.values()]
    .filter(({ roles }) => roles.includes('coordinator') || roles.includes('sponsor'))
    .map(({ person }) => person)
    .slice(0, MOST_TOLD);
}
