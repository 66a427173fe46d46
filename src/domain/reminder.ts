import { awayUntil, speakersOf } from './speaking.ts';
import { shifted, type Calendar } from './calendar.ts';
import { parsePost } from './posts.ts';
import { homeNation, type Nation } from './organisation.ts';
import { silentOf, type Proposal } from './proposal.ts';
import { withDecision, type ProposedDecision } from './decision.ts';
import type { Entry } from './entry.ts';
import type { FiguresUnreached } from './asking.ts';
import type { Programme } from './programme.ts';
import type { RoundReminderEvent } from './roundReminder.ts';
import type { Instant, OrganisationId, PersonId } from './values.ts';

/** When organisations that have not answered are reminded: half way to the deadline, and a day before it. */
export const STAGES = ['halfTime', 'lastDay'] as const;
export type Stage = (typeof STAGES)[number];

/** Whom a reminder goes to for one organisation, and whom it does not, and why not. */
export type Reminded = { organisation: OrganisationId; told: PersonId[]; away: PersonId[]; optedOut: PersonId[] };

export type Reminder = { round: number; stage: Stage; at: Instant; due: Instant; organisations: Reminded[] };

/** Somebody whom a message of ours did not reach; `about` is the key of its post. */
export type Unreached = { person: PersonId; at: Instant; reason: UnreachedReason; about: string };
export type UnreachedReason = 'blocked' | 'notFound';

/** What delivery has found out: `about` is the key of the post that could not be delivered. */
export type NoteUnreached = {
  type: 'NoteUnreached';
  person: PersonId;
  about: string;
  reason: UnreachedReason;
};

export type ReminderEvent =
  | {
      type: 'proposal.reminded';
      number: number;
      round: number;
      stage: Stage;
      due: Instant;
      organisations: Reminded[];
    }
  | { type: 'person.unreached'; number: number; member: PersonId; about: string; reason: UnreachedReason };

const HOUR_MS = 60 * 60 * 1000;
const LAST_DAY_MS = 24 * HOUR_MS;

/** Reminders closer together than this are one. */
const APART_MS = 2 * HOUR_MS;

/** The most people whom one reminder goes to, so that what it writes fits one append; the others follow at once. */
const MOST_TOLD = 30;

/** A reminder that is wanted: at `at`, though it was due at `due`. */
type Due = { stage: Stage; due: Instant; at: Instant; organisations: OrganisationId[] };

/**
 * The reminders that are still to come for an open proposal, or are due at `now`: for each nation in its own working
 * hours. What could not be sent in time is sent in the next working hour, and only the last of several.
 */
export function remindersAhead(
  state: Programme,
  { proposal, recorded }: ProposedDecision,
  { now, calendar }: { now: Instant; calendar: Calendar },
): Due[] {
  const ahead: Due[] = [];
  for (const [nation, organisations] of byNation(state, silentOf(proposal))) {
    const stages = planned(recorded.at, proposal.deadline, { nation, timeZone: state.timeZone, calendar });
    const overdue = stages.filter(({ due }) => due <= now).at(-1);
    for (const { stage, due } of stages) {
      const wanting = organisations.filter((organisation) => !isReminded(proposal, organisation, stage));
      if (wanting.length === 0 || (due <= now && stage !== overdue?.stage)) continue;
      const at = due > now ? due : calendar.workingAfter(now, nation, state.timeZone);
      if (at < proposal.deadline) ahead.push({ stage, due, at, organisations: wanting });
    }
  }
  return ahead;
}

function planned(
  opened: Instant,
  deadline: Instant,
  { nation, timeZone, calendar }: { nation: Nation; timeZone: string; calendar: Calendar },
): { stage: Stage; due: Instant }[] {
  const half = shifted(opened, (Date.parse(deadline) - Date.parse(opened)) / 2);
  const halfTime = calendar.workingAfter(half, nation, timeZone);
  const lastDay = calendar.workingBefore(shifted(deadline, -LAST_DAY_MS), nation, timeZone);
  const hasLastDay = lastDay > shifted(opened, APART_MS);
  const hasHalfTime = halfTime < (hasLastDay ? shifted(lastDay, -APART_MS) : deadline);
  return [
    ...(hasHalfTime ? [{ stage: 'halfTime' as const, due: halfTime }] : []),
    ...(hasLastDay ? [{ stage: 'lastDay' as const, due: lastDay }] : []),
  ];
}

/** The last reminder makes up for an earlier one that was missed. */
function isReminded({ reminders }: Proposal, organisation: OrganisationId, stage: Stage): boolean {
  return reminders.some(
    (reminder) =>
      (reminder.stage === stage || reminder.stage === 'lastDay') &&
      reminder.organisations.some((reminded) => reminded.organisation === organisation),
  );
}

/** A reminder that is due now, as an entry; when there are more, the next tick finds them. */
export function remind(
  state: Programme,
  decision: ProposedDecision,
  when: { now: Instant; calendar: Calendar },
): ReminderEvent[] {
  const [first] = remindersAhead(state, decision, when).filter(({ at }) => at <= when.now);
  if (!first) return [];
  return [
    {
      type: 'proposal.reminded',
      number: decision.number,
      round: decision.proposal.reminders.length + 1,
      stage: first.stage,
      due: first.due,
      organisations: asManyAsFit(first.organisations.map((organisation) => reminded(state, organisation, when.now))),
    },
  ];
}

/** As many as fit one reminder, and at least one. */
function asManyAsFit(organisations: Reminded[]): Reminded[] {
  const fitting: Reminded[] = [];
  let size = 0;
  for (const each of organisations) {
    size += 1 + each.told.length + each.away.length + each.optedOut.length;
    if (size > MOST_TOLD && fitting.length > 0) break;
    fitting.push(each);
  }
  return fitting;
}

function reminded(state: Programme, organisation: OrganisationId, now: Instant): Reminded {
  const { representatives, deputies } = speakersOf(state, organisation);
  const isAway = (person: PersonId) => awayUntil(state, person, now) !== null;
  const ids = (members: { person: PersonId }[]) => members.map(({ person }) => person);
  const away = ids(representatives).filter(isAway);
  const here = ids(representatives).filter((person) => !isAway(person));
  const asked = here.length > 0 ? here : ids(deputies).filter((person) => !isAway(person));
  return {
    organisation,
    told: asked.filter((person) => !state.unreminded.has(person)),
    away,
    optedOut: asked.filter((person) => state.unreminded.has(person)),
  };
}

/** What did not reach somebody becomes part of what it was about. */
export function noteUnreached(
  state: Programme,
  command: NoteUnreached,
): (ReminderEvent | RoundReminderEvent | FiguresUnreached)[] {
  const { person: member, about, reason } = command;
  const post = parsePost(about);
  if (post === undefined) return [];
  if ('number' in post)
    return state.decisions.has(post.number)
      ? [{ type: 'person.unreached', number: post.number, member, about, reason }]
      : [];
  if (post.kind === 'figures')
    return state.sources.has(post.source)
      ? [{ type: 'figures.unreached', source: post.source, ask: post.ask, member, about, reason }]
      : [];
  if (!('standup' in post)) return [];
  const standup = state.standups.get(post.standup);
  if (!standup || standup.rounds.isEmpty()) return [];
  const round = 'round' in post ? post.round : standup.rounds.size;
  return [{ type: 'round.unreached', standup: standup.number, round, member, about, reason }];
}

export function evolveReminder(state: Programme, { index, at, event }: Entry<ReminderEvent>): Programme {
  const decision = state.decisions.get(event.number);
  if (!decision) return state;
  const history = [...decision.history, index];
  if (event.type === 'person.unreached') {
    const unreached = [...decision.unreached, { person: event.member, at, reason: event.reason, about: event.about }];
    return withDecision(state, { ...decision, unreached, history });
  }
  const { proposal } = decision;
  if (!proposal) return state;
  const { round, stage, due, organisations } = event;
  return withDecision(state, {
    ...decision,
    proposal: { ...proposal, reminders: [...proposal.reminders, { round, stage, at, due, organisations }] },
    history,
  });
}

function byNation(state: Programme, organisations: readonly OrganisationId[]): Map<Nation, OrganisationId[]> {
  const groups = new Map<Nation, OrganisationId[]>();
  for (const organisation of organisations) {
    const nation = state.organisations.get(organisation)?.nation ?? homeNation(state);
    groups.set(nation, [...(groups.get(nation) ?? []), organisation]);
  }
  return groups;
}
