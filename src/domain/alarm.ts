import { stands, type Decision, type ProposedDecision } from './decision.ts';
import { ended, type OutcomeEvent } from './outcome.ts';
import { homeNation } from './organisation.ts';
import { remind, remindersAhead } from './reminder.ts';
import { awayUntil } from './speaking.ts';
import { standupsDue, standupsWake, type StandupDue } from './standupAlarm.ts';
import { asksDue, asksWake, type FiguresAsked } from './asking.ts';
import { overridesDue, type LevelEvent } from './override.ts';
import type { Calendar } from './calendar.ts';
import type { Figures } from './settling.ts';
import type { AfterwardsEvent } from './afterwards.ts';
import type { ReminderEvent } from './reminder.ts';
import type { Programme } from './programme.ts';
import type { Day, Instant, PersonId } from './values.ts';

/** The programme's alarm clock has rung: whatever is due happens. Doing it twice changes nothing. */
export type Tick = { type: 'Tick' };

type Due = OutcomeEvent | ReminderEvent | AfterwardsEvent | StandupDue | FiguresAsked | LevelEvent;

type Time = { now: Instant; calendar: Calendar };
type Known = Time & { figures: Figures };

/** The most decisions that one tick looks after, so that what it writes fits one append; the rest are due still. */
const MOST_AT_ONCE = 2;

/** The most people who are told of a review. */
const MOST_TOLD = 20;

/** When the programme next wants attention; null for never. What could not be done in time wants it at `now`. */
export function nextWake(state: Programme, time: Time): Instant | null {
  const others = [standupsWake(state, time), asksWake(state, time), ...expiries(state)].filter((at) => at !== null);
  let next = others.toSorted()[0] ?? null;
  for (const number of state.waiting) {
    const at = wakeOf(state, state.decisions.get(number)!, time);
    if (next === null || at < next) next = at;
  }
  return next;
}

/** What is due now, each once. Stand-ups come first: people are there and wait. What is left, the next tick finds. */
export function tick(state: Programme, time: Known): Due[] {
  const first = [standupsDue, overridesDue, asksDue]
    .map((due): Due[] => due(state, time))
    .find((due) => due.length > 0);
  if (first) return first;
  const due = [...state.waiting].flatMap((number) => {
    const decision = state.decisions.get(number)!;
    const at = wakeOf(state, decision, time);
    return at <= time.now ? [decision] : [];
  });
  return due
    .toSorted((one, other) => rankOf(one) - rankOf(other) || one.number - other.number)
    .slice(0, MOST_AT_ONCE)
    .flatMap((decision): Due[] =>
      decision.state === 'proposed' ? proposalDue(state, decision, time) : reviewDue(state, decision, time),
    );
}

/** When the levels that people have set expire. */
function expiries({ overrides }: Programme): Instant[] {
  return [...overrides.values()].map(({ until }) => until);
}

/** Outcomes and reminders come before reviews, which can wait. */
function rankOf({ state }: Decision): number {
  return state === 'proposed' ? 0 : 1;
}

/** What the moments were worked out from: another state of the decision or its surroundings has others. */
type Planned = Pick<Programme, 'organisations' | 'timeZone'> & { at: Instant };

const planned = new WeakMap<Decision, Planned>();

/**
 * When a decision next wants attention. Whatever the time, what lies ahead is the same until the decision changes; only
 * what is due already has to be looked at anew. So an append costs a comparison for each decision that waits.
 */
function wakeOf(state: Programme, decision: Decision, time: Time): Instant {
  const { organisations, timeZone } = state;
  let known = planned.get(decision);
  if (known?.organisations !== organisations || known.timeZone !== timeZone) {
    known = { organisations, timeZone, at: wakeAt(state, decision, { ...time, now: decision.recorded.at }) };
    planned.set(decision, known);
  }
  return known.at > time.now ? known.at : wakeAt(state, decision, time);
}

function wakeAt(state: Programme, decision: Decision, time: Time): Instant {
  if (decision.state !== 'proposed') return reviewAt(state, decision.review!, time);
  const ahead = remindersAhead(state, decision, time).map(({ at }) => at);
  return ahead.reduce((first, at) => (at < first ? at : first), decision.proposal.deadline);
}

function proposalDue(state: Programme, decision: ProposedDecision, time: Time): (OutcomeEvent | ReminderEvent)[] {
  const { number, proposal } = decision;
  if (time.now < proposal.deadline) return remind(state, decision, time);
  return [ended(number, proposal)];
}

function reviewDue(state: Programme, decision: Decision, { now }: Time): AfterwardsEvent[] {
  if (!stands(decision) || !decision.review) return [];
  return [{ type: 'decision.reviewDue', number: decision.number, on: decision.review, told: answerable(state, now) }];
}

/** In the first working hour of the day of the review, or after it. */
function reviewAt(state: Programme, day: Day, { now, calendar }: Time): Instant {
  const nation = homeNation(state);
  const morning = calendar.workingAfter(calendar.at(day, '09:00', state.timeZone), nation, state.timeZone);
  return morning > now ? morning : calendar.workingAfter(now, nation, state.timeZone);
}

/** The coordinators and sponsors who are here and want to be reminded; all of those who want it when nobody is. */
function answerable(state: Programme, now: Instant): PersonId[] {
  const willing = [...state.members.values()]
    .filter(({ roles }) => roles.includes('coordinator') || roles.includes('sponsor'))
    .map(({ person }) => person)
    .filter((person) => !state.unreminded.has(person));
  const here = willing.filter((person) => awayUntil(state, person, now) === null);
  return (here.length > 0 ? here : willing).slice(0, MOST_TOLD);
}
