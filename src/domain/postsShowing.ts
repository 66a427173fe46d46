import { escalationPost, figuresPost, reminderPost, toEach, withoutPerson, type PostKey } from './posts.ts';
import type { AnswerGiven } from './answer.ts';
import type { BlockerClosed } from './blocker.ts';
import type { Event } from './events.ts';
import type { Programme } from './programme.ts';
import type { FiguresTold } from './telling.ts';
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
    case 'figures.told':
      return [...onBoard(state), `source/${event.source}`, ...askOf(state, event)];
    case 'figures.asked':
    case 'figures.unreached':
      return [`source/${event.source}`];
    case 'indicators.agreed':
    case 'level.overridden':
    case 'override.ended':
    case 'level.changed':
    case 'source.setUp':
    case 'source.changed':
    case 'source.paused':
    case 'source.resumed':
    case 'source.ended':
      return onBoard(state);
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

/** The board that is kept up to date. */
function onBoard({ pinned }: Programme): PostKey[] {
  return pinned === null ? [] : [`board/${pinned}`];
}

/** What asked for these figures last. */
function askOf({ sources }: Programme, { source: number }: FiguresTold): PostKey[] {
  const ask = sources.get(number)?.ask;
  if (!ask) return [];
  const key = figuresPost({ source: number, ask: ask.ask });
  return ask.told.length === 0 ? [key] : standing(key, ask.told, ask.unreached);
}

/** What did not reach somebody alone stands in the conversation. */
function standing(key: PostKey, told: readonly PersonId[], unreached: readonly { about: string }[]): PostKey[] {
  const missed = new Set(unreached.map(({ about }) => about));
  return [...new Set(toEach(key, told).map((each) => (missed.has(each) ? withoutPerson(each) : each)))];
}
