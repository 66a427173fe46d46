import { opens } from './buttons.ts';
import { fullDay, moment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { noticeCard, type Notice } from './notice.ts';
import { fitted, type Card } from './render.ts';
import { reportingOf, type RoundCardData } from './round.ts';
import { blockerRow } from './roundBlockers.ts';
import { inALine, nameOf } from './roundRows.ts';
import { SKIP_WORDS } from './standupHappened.ts';
import { few, listed, organisationWords, whoShort, type Named } from './words.ts';
import type { Labelled } from './decisionParts.ts';
import { dayOf } from '../domain/calendar.ts';
import type { AnswerKey } from '../domain/answer.ts';
import type { BlockerView, SkippedView, StandupView } from '../domain/standupViews.ts';
import type { Instant } from '../domain/values.ts';

export type SkippedCardData = {
  programmeName: string;
  timeZone: string;
  standup: StandupView;
  skipped: SkippedView;
};

export type AwaitedCardData = RoundCardData & {
  /** Whose answers the readers can give: one in a personal chat, perhaps more in a conversation. */
  keys: readonly AnswerKey[];
};

export type EscalationCardData = {
  programme: string;
  programmeName: string;
  organisations: readonly Named[];
  timeZone: string;
  standup: StandupView;
  blocker: BlockerView;
};

const EMPTY = { rows: [], texts: [], blockers: [], buttons: [] } satisfies Partial<Notice>;

/** Characters that a reason may take. */
const WHY_ROOM = 300;

/** That no round opened, why, and when the next one does. */
export function skippedCard({ programmeName, timeZone, standup, skipped }: SkippedCardData): Card {
  const { due, reason, times } = skipped;
  const why = SKIP_WORDS[reason];
  const said = standup.skips.find(({ day }) => day === dayOf(due, standup.timeZone))?.why ?? null;
  const because = reason === 'asked' && said !== null ? safe`: ${inALine(said, WHY_ROOM)}` : escape('');
  const before = times === 2 ? 'The one' : `The ${times - 1}`;
  const all = times > 1 ? safe` ${escape(before)} before it did not open either.` : escape('');
  const next =
    standup.next === null
      ? safe`No further round is scheduled.`
      : safe`The next one opens on **${escape(moment(standup.next, timeZone))}**.`;
  return noticeCard({
    ...EMPTY,
    eyebrow: joined([escape(programmeName), escape(standup.name)], ' · '),
    heading: safe`No round opened on ${escape(moment(due, timeZone))}`,
    lead: safe`${escape(why.charAt(0).toUpperCase() + why.slice(1))}${because}.${all}\n\n${next}`,
    hint: standup.state === 'ended' ? undefined : safe`To start one now, type: standup start`,
  });
}

/** That an answer is awaited, until when, and the buttons with which it is given. */
export function awaitedCard(data: AwaitedCardData): Card {
  return fitted([300, 100, 40], (room) => noticeCard(awaited(data, room)));
}

/** Up to so many are named, of organisations and of people. */
const MOST_TOLD = 5;
const MOST_BLOCKERS = 10;

function awaited(data: AwaitedCardData, room: number): Notice {
  const { round, programmeName, timeZone, organisations, keys } = data;
  const rows = round.rows.filter(({ key, answer }) => keys.includes(key) && answer === null);
  const isOpen = round.closedAt === null;
  const names = rows.map((row) => nameOf(row, organisations));
  const silent = names.length > MOST_TOLD ? few(names, MOST_TOLD) : listed(names);
  const own = new Set(round.rows.filter(({ key }) => keys.includes(key)).map(({ organisation }) => organisation));
  const blockers = round.blockers.filter(
    ({ organisation, closed, text }) => own.has(organisation) && closed === null && text !== null,
  );
  const isAwaited = rows.length > 0;
  return {
    ...EMPTY,
    eyebrow: joined([escape(programmeName), escape(round.name), safe`Round ${round.round}`], ' · '),
    heading: isAwaited
      ? safe`${silent} ${escape(verb(rows.length, isOpen))}`
      : safe`Round ${round.round} needs no answer from you any more`,
    lead: !isAwaited
      ? safe`It has been answered.`
      : isOpen
        ? safe`Answer by **${escape(moment(round.closes, timeZone))}**.`
        : safe`The round closed on ${escape(moment(round.closedAt!, timeZone))}.`,
    blockers: isAwaited
      ? blockers.slice(0, MOST_BLOCKERS).map((blocker) => blockerRow(blocker, { timeZone, organisations, room }))
      : [],
    reporting: isAwaited ? reportingOf(data) : undefined,
    hint: isAwaited && isOpen ? hint(round.mayBeUnchanged, blockers.length) : undefined,
  };
}

function hint(mayBeUnchanged: boolean, blockers: number): Markdown {
  const stop = safe`To stop reminders, type: reminders off`;
  if (!mayBeUnchanged) return stop;
  return safe`“No change” says that nothing has moved and nothing new is in the way${escape(blockers === 0 ? '' : '; what is in the way already stays open')}. ${stop}`;
}

function verb(count: number, isOpen: boolean): string {
  if (!isOpen) return 'did not answer';
  return count === 1 ? 'has not answered yet' : 'have not answered yet';
}

/** A blocker that has been open too long, told to a sponsor with its history. */
export function escalationCard(data: EscalationCardData): Card {
  return fitted([Infinity, 100], (room) => noticeCard(escalation(data, room)));
}

function escalation(data: EscalationCardData, room: number): Notice {
  const { programme, programmeName, organisations, timeZone, standup, blocker } = data;
  const { number, organisation, closed } = blocker;
  const name = organisationWords(organisation, organisations);
  const { detail: _, ...row } = blockerRow(blocker, { timeZone, organisations, room });
  const isOpen = closed === null;
  return {
    ...EMPTY,
    eyebrow: joined([escape(programmeName), escape(standup.name)], ' · '),
    heading: isOpen ? safe`A blocker of ${name} needs a sponsor` : safe`A blocker of ${name} has been closed`,
    lead: isOpen
      ? safe`You get this as a sponsor, since it has stayed open for so long. Help to clear it, or close it if it no longer stands.`
      : undefined,
    blockers: [{ ...row, name: safe`Blocker ${number}` }],
    texts: storyOf(data),
    buttons: isOpen ? [{ title: 'Close it', data: opens({ do: 'open', form: 'solve', programme, number }) }] : [],
  };
}

/** What has come of a blocker so far, in short. */
function storyOf({ blocker, timeZone, organisations }: EscalationCardData): Labelled[] {
  const { raisedAt, raisedBy, round, helper, needBy, escalated, closed } = blocker;
  const on = (at: Instant) => escape(moment(at, timeZone));
  const told = (escalated?.told ?? []).map(whoShort);
  const all: [string, Markdown | null][] = [
    ['Raised', safe`${on(raisedAt)}, by ${whoShort(raisedBy)}, in round ${round}`],
    ['Who could help', helper === null ? null : organisationWords(helper, organisations)],
    ['Needed by', needBy === null ? null : escape(fullDay(needBy))],
    ['Told as sponsors', told.length < 2 ? null : told.length > MOST_TOLD ? few(told, MOST_TOLD) : listed(told)],
    ['Closed', closed === null ? null : safe`${on(closed.at)}, by ${whoShort(closed.by)}`],
  ];
  return all.flatMap(([label, text]) => (text === null ? [] : [{ label: escape(label), text }]));
}
