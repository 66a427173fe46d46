import type { Event } from './events.ts';
import type { Day, OrganisationId, PersonId } from './values.ts';

/** A card that should stand in a conversation, named by its key, such as `decision/14`. */
export type PostKey = string;

/** What a post shows. `person`: it stands in that person's own chat with the bot, and otherwise in the conversation. */
export type Post =
  | { kind: 'decision'; number: number; person: null }
  | { kind: 'outcome'; number: number; person: null }
  | { kind: 'reminder'; number: number; round: number; person: PersonId | null }
  | { kind: 'receipt'; number: number; organisation: OrganisationId; turn: number; person: PersonId | null }
  | { kind: 'review'; number: number; on: Day; person: PersonId | null };

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
      return [decision(event.number)];
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

/** Beside which other post a post stands, and so in which conversation; undefined for a decision's own. */
export function besideOf(key: PostKey): PostKey | undefined {
  const [kind, number] = key.split('/');
  return kind === 'decision' ? undefined : `decision/${number}`;
}

/** What a key stands for; undefined for one that no version of ours has made. */
export function parsePost(key: PostKey): Post | undefined {
  const [kind, digits = '', ...rest] = withoutPerson(key).split('/');
  const number = Number(digits);
  const person = personOf(key) ?? null;
  if (!Number.isInteger(number) || number < 1) return undefined;
  switch (kind) {
    case 'decision':
    case 'outcome':
      return { kind, number, person: null };
    case 'reminder':
      return { kind, number, round: Number(rest[0]), person };
    case 'receipt':
      return { kind, number, organisation: rest[0] ?? '', turn: Number(rest[1]), person };
    case 'review':
      return { kind, number, on: rest[0] ?? '', person };
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

function toEach(key: string, people: readonly PersonId[]): PostKey[] {
  return people.map((person) => `${key}${TO}${person}`);
}

function decision(number: number): PostKey {
  return `decision/${number}`;
}
