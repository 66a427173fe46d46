import type { Event } from './events.ts';
import type { Day, Instant, OrganisationId, PersonId } from './values.ts';

/** A card that should stand in a conversation, named by its key, such as `decision/14`. */
export type PostKey = string;

/** What a post shows. `person`: it stands in that person's own chat with the bot, and otherwise in the conversation. */
export type Post =
  | { kind: 'decision'; number: number; person: null }
  | { kind: 'outcome'; number: number; person: null }
  | { kind: 'reminder'; number: number; round: number; person: PersonId | null }
  | { kind: 'receipt'; number: number; organisation: OrganisationId; turn: number; person: PersonId | null }
  | { kind: 'review'; number: number; on: Day; person: PersonId | null }
  | { kind: 'standup'; standup: number; person: null }
  | { kind: 'round'; standup: number; round: number; person: null }
  | { kind: 'summary'; standup: number; round: number; person: null }
  | { kind: 'skipped'; standup: number; due: Instant; person: null }
  | { kind: 'awaited'; standup: number; round: number; part: number; person: PersonId | null }
  | { kind: 'escalation'; standup: number; blocker: number; person: PersonId | null }
  | { kind: 'board'; board: number; person: null }
  | { kind: 'level'; change: number; person: null }
  | { kind: 'source'; source: number; person: null }
  | { kind: 'figures'; source: number; ask: number; person: PersonId | null };

/** A post about a decision. */
export type DecisionPost = Extract<Post, { number: number }>;
/** A post of a stand-up. */
export type StandupPost = Extract<Post, { standup: number }>;
/** A post of partners' status. */
export type StatusPost = Exclude<Post, DecisionPost | StandupPost>;

/** The posts that an entry makes or changes. */
export function postsOf(event: Event): PostKey[] {
  switch (event.type) {
    case 'decision.recorded':
      return [decision(event.number), ...(event.supersedes === undefined ? [] : [decision(event.supersedes)])];
    case 'decision.proposed':
      return [decision(event.number), ...(event.reopens === undefined ? [] : [decision(event.reopens)])];
    case 'position.taken': {
      const receipt = `receipt/${event.number}/${event.speaksFor}/${event.turn}`;
      return [decision(event.number), ...toEach(receipt, event.told)];
    }
    case 'decision.ratified':
      return [
        decision(event.number),
        `outcome/${event.number}`,
        ...(event.replaces === undefined ? [] : [decision(event.replaces)]),
      ];
    case 'decision.rejected':
    case 'decision.lapsed':
    case 'decision.withdrawn':
      return [decision(event.number), `outcome/${event.number}`];
    case 'proposal.reminded': {
      const reminder = `reminder/${event.number}/${event.round}`;
      return [
        decision(event.number),
        ...toEach(
          reminder,
          event.organisations.flatMap(({ told }) => told),
        ),
      ];
    }
    case 'person.unreached':
      // What did not reach somebody alone is said in the conversation, with a mention of them.
      return [decision(event.number), withoutPerson(event.about)];
    case 'decision.reviewDue':
      return [decision(event.number), ...toEach(`review/${event.number}/${event.on}`, event.told)];
    case 'decision.linked':
      return [decision(event.number), decision(event.to)];
    case 'decision.amended':
    case 'decision.reviewSet':
    case 'decision.seen':
    case 'evidence.added':
    case 'board.pinned':
      return [decision(event.number)];
    case 'standup.setUp':
    case 'standup.changed':
    case 'standup.paused':
    case 'standup.resumed':
    case 'standup.ended':
    case 'standup.skipSet':
    case 'standup.skipUnset':
      return [`standup/${event.standup}`];
    case 'round.opened':
    case 'round.turnPassed':
      return [round(event)];
    case 'round.skipped':
      return [`skipped/${event.standup}/${event.due}`];
    case 'round.closed':
      return [round(event), summary(event)];
    case 'round.reminded':
      return [
        round(event),
        ...toEach(
          reminderPost(event),
          event.answers.flatMap(({ told }) => told),
        ),
      ];
    case 'round.unreached':
      return [round(event), withoutPerson(event.about)];
    case 'answer.given':
      // An early answer shows when its round opens.
      if (event.timing === 'early') return [];
      return event.timing === 'late' ? [round(event), summary(event)] : [round(event)];
    case 'blocker.raised':
      // The answer that raises it stands on the same cards.
      return [];
    case 'blocker.closed':
      return [round(event)];
    case 'blocker.escalated':
      return toEach(escalationPost(event), event.told);
    case 'source.setUp':
    case 'source.changed':
    case 'source.paused':
    case 'source.resumed':
    case 'source.ended':
    case 'source.tokenIssued':
      return [`source/${event.source}`];
    case 'figures.asked': {
      const key = figuresPost(event);
      return event.told.length === 0 ? [key] : toEach(key, event.told);
    }
    case 'figures.unreached':
      return [withoutPerson(event.about)];
    case 'level.changed':
      // What was never known before is no change that anybody waits for.
      return event.was === null ? [] : [`level/${event.change}`];
    case 'status.pinned':
    case 'status.unpinned':
      return [`board/${event.board}`];
    case 'indicators.agreed':
    case 'figures.told':
    case 'level.overridden':
    case 'override.ended':
      // They show on what stands already.
      return [];
    case 'holiday.proclaimed':
    case 'programme.created':
    case 'programme.changed':
    case 'organisation.joined':
    case 'organisation.changed':
    case 'organisation.left':
    case 'member.placed':
    case 'member.away':
    case 'member.remindersSet':
    case 'scheme.written':
      return [];
  }
}

/**
 * Whether an entry makes the posts that it changes, or changes only those that stand: what is closed between two rounds
 * shows in the coming one, and may show in none.
 */
export function makesPosts({ type }: Event): boolean {
  return type !== 'blocker.closed';
}

/**
 * Beside which other post a post first stands, and so in which conversation; undefined for one that begins by itself. What
 * changes on the board is told beside the one that is kept up to date.
 */
export function besideOf(key: PostKey, { pinned }: { pinned: number | null }): PostKey | undefined {
  const [kind, number, second] = key.split('/');
  switch (kind) {
    case 'decision':
    case 'standup':
    case 'source':
    case 'board':
      return undefined;
    case 'level':
      return pinned === null ? undefined : `board/${pinned}`;
    case 'figures':
      return `source/${number}`;
    case 'round':
    case 'skipped':
    case 'escalation':
      return `standup/${number}`;
    case 'summary':
    case 'awaited':
      return `round/${number}/${second}`;
    default:
      return `decision/${number}`;
  }
}

/** What a key stands for; undefined for one that no version of ours has made. */
export function parsePost(key: PostKey): Post | undefined {
  const [kind, digits = '', second = '', third = ''] = withoutPerson(key).split('/');
  const number = Number(digits);
  const person = personOf(key) ?? null;
  if (!Number.isInteger(number) || number < 1) return undefined;
  switch (kind) {
    case 'decision':
    case 'outcome':
      return { kind, number, person: null };
    case 'reminder':
      return { kind, number, round: Number(second), person };
    case 'receipt':
      return { kind, number, organisation: second, turn: Number(third), person };
    case 'review':
      return { kind, number, on: second, person };
    case 'standup':
      return { kind, standup: number, person: null };
    case 'round':
    case 'summary':
      return { kind, standup: number, round: Number(second), person: null };
    case 'skipped':
      return { kind, standup: number, due: second, person: null };
    case 'awaited':
      return { kind, standup: number, round: Number(second), part: Number(third), person };
    case 'escalation':
      return { kind, standup: number, blocker: Number(second), person };
    case 'board':
      return { kind, board: number, person: null };
    case 'level':
      return { kind, change: number, person: null };
    case 'source':
      return { kind, source: number, person: null };
    case 'figures':
      return { kind, source: number, ask: Number(second), person };
    default:
      return undefined;
  }
}

/** In whose own chat a post stands; undefined for one in the conversation. */
export function personOf(key: PostKey): PersonId | undefined {
  const at = key.indexOf(TO);
  return at < 0 ? undefined : key.slice(at + TO.length);
}

/** The same post, for everybody in the conversation. */
export function withoutPerson(key: PostKey): string {
  const at = key.indexOf(TO);
  return at < 0 ? key : key.slice(0, at);
}

const TO = '/to/';

/** A post of its own for each of them. */
export function toEach(key: string, people: readonly PersonId[]): PostKey[] {
  return people.map((person) => `${key}${TO}${person}`);
}

/** The reminder to answer a round. */
export function reminderPost({
  standup,
  round: number,
  part,
}: {
  standup: number;
  round: number;
  part: number;
}): PostKey {
  return `awaited/${standup}/${number}/${part}`;
}

/** What a sponsor gets of a blocker. */
export function escalationPost({ standup, blocker }: { standup: number; blocker: number }): PostKey {
  return `escalation/${standup}/${blocker}`;
}

/** What asks for figures. */
export function figuresPost({ source, ask }: { source: number; ask: number }): PostKey {
  return `figures/${source}/${ask}`;
}

function decision(number: number): PostKey {
  return `decision/${number}`;
}

function round({ standup, round: number }: { standup: number; round: number }): PostKey {
  return `round/${standup}/${number}`;
}

function summary({ standup, round: number }: { standup: number; round: number }): PostKey {
  return `summary/${standup}/${number}`;
}
