import { escalationPost, reminderPost, toEach, withoutPerson, type PostKey } from './posts.ts';
import type { AnswerGiven } from './answer.ts';
import type { BlockerClosed } from './blocker.ts';
import type { Event } from './events.ts';
import type { Programme } from './programme.ts';
import type { PersonId } from './values.ts';

/**
 * The posts, beside those that an entry makes or changes itself, which would say what is no longer so: they are brought
 * up to date where they stand, and never made by it. `state` is as it is after the entry.
 */
export function postsShowing(state: Programme, event: Event): PostKey[] {
  switch (event.type) {
    case 'answer.given':
      return remindersOf(state, event);
    case 'blocker.closed':
      return escalationsOf(state, event);
    default:
      return [];
  }
}

/** The reminders to give this answer; those show no more than that it has been given. */
function remindersOf({ standups }: Programme, { standup, round: number, key, turn }: AnswerGiven): PostKey[] {
  const round = standups.get(standup)?.rounds.get(number);
  if (!round || turn > 1) return [];
  return round.reminders.flatMap(({ part, answers }) => {
    const told = answers.find((reminded) => reminded.key === key)?.told ?? [];
    return standing(reminderPost({ standup, round: number, part }), told, round.unreached);
  });
}

function escalationsOf({ standups, blockers }: Programme, { standup, blocker }: BlockerClosed): PostKey[] {
  const { escalated } = blockers.get(blocker) ?? {};
  if (!escalated) return [];
  const rounds = [...(standups.get(standup)?.rounds.values() ?? [])];
  const unreached = rounds.flatMap((round) => round.unreached);
  return standing(escalationPost({ standup, blocker }), escalated.told, unreached);
}

/** What did not reach somebody alone stands in the conversation. */
function standing(key: PostKey, told: readonly PersonId[], unreached: readonly { about: string }[]): PostKey[] {
  const missed = new Set(unreached.map(({ about }) => about));
  return [...new Set(toEach(key, told).map((each) => (missed.has(each) ? withoutPerson(each) : each)))];
}
