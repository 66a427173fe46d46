import { readerOf } from '../domain/readers.ts';
import { roundCard } from '../cards/round.ts';
import { standupCard } from '../cards/standup.ts';
import { awaitedCard, escalationCard, skippedCard } from '../cards/standupNotices.ts';
import { summaryCard } from '../cards/summary.ts';
import { actorOf } from '../domain/person.ts';
import { besideOf, parsePost, withoutPerson, type PostKey, type StandupPost } from '../domain/posts.ts';
import type { Concordat } from '../app/concordat.ts';
import type { ProgrammeId } from '../app/ports.ts';
import type { Card } from '../cards/render.ts';
import type { Programme } from '../domain/programme.ts';
import type { OrganisationId, PersonId } from '../domain/values.ts';
import type { Turn } from './turn.ts';

type Where = { concordat: Concordat; programme: ProgrammeId };
type AboutRound = { standup: number; round: number; reader: OrganisationId | null };

/** The card of a round, as somebody of one organisation may see it. @throws Refused `standup.unknown`, `round.over` */
export async function roundFor(where: Where, about: AboutRound): Promise<Card> {
  return roundCard(await ofRound(where, about));
}

/** A round that is over, in short. @throws Refused `standup.unknown`, `round.over` */
export async function summaryFor(where: Where, about: AboutRound): Promise<Card> {
  return summaryCard(await ofRound(where, about));
}

/** How a stand-up runs. @throws Refused `standup.unknown` */
export async function standupFor(where: Where, standup: number): Promise<Card> {
  return standupCard(await ofStandup(where, standup));
}

/** What a post of a stand-up shows to these people, or to everybody in the conversation; undefined when there is nothing to show. */
export async function standupPostCard(
  where: Where,
  { post, state, readers }: { post: StandupPost; state: Programme; readers: readonly PersonId[] },
): Promise<Card | undefined> {
  const standup = state.standups.get(post.standup);
  if (!standup || ('round' in post && !standup.rounds.has(post.round))) return undefined;
  switch (post.kind) {
    case 'standup':
      return standupFor(where, post.standup);
    case 'round':
      return roundFor(where, { ...post, reader: null });
    case 'summary':
      return summaryFor(where, { ...post, reader: null });
    case 'skipped': {
      const skipped = standup.skipped.get(post.due);
      return skipped && skippedCard({ ...(await ofStandup(where, post.standup)), skipped });
    }
    case 'awaited': {
      const reminder = standup.rounds.get(post.round)?.reminders.find(({ part }) => part === post.part);
      const keys = (reminder?.answers ?? [])
        .filter(({ told }) => told.some((person) => readers.includes(person)))
        .map(({ key }) => key);
      const reader = post.person === null ? null : (state.members.get(post.person)?.organisation ?? null);
      return awaitedCard({ ...(await ofRound(where, { ...post, reader })), keys });
    }
    case 'escalation': {
      const reader = post.person === null ? null : (state.members.get(post.person)?.organisation ?? null);
      const blocker = await where.concordat.standups.shownBlocker({ programme: where.programme, reader }, post.blocker);
      return escalationCard({ ...(await ofStandup(where, post.standup)), blocker });
    }
  }
}

/** For whom the answer to a turn is: in somebody's own chat their organisation, elsewhere everybody, which is null. */
export async function readerIn({ personal, concordat, programme, who }: Turn): Promise<OrganisationId | null> {
  return personal ? readerOf(actorOf(await concordat.queries.state(programme), who)) : null;
}

/** Whom a post of a stand-up did not reach in their own chat. */
export function unreachedByStandup({ standups }: Programme, key: PostKey, standup: number): PersonId[] {
  const rounds = [...(standups.get(standup)?.rounds.values() ?? [])];
  return rounds.flatMap(({ unreached }) =>
    unreached.filter(({ about }) => withoutPerson(about) === key).map(({ person }) => person),
  );
}

/**
 * In whose thread a post stands; null for one that stands by itself, outside any thread; undefined for one that stays
 * where its command was given.
 */
export function threads({ queries }: Pick<Concordat, 'queries'>) {
  return async (programme: ProgrammeId, key: PostKey): Promise<PostKey | null | undefined> => {
    const post = parsePost(key);
    const state = await queries.state(programme);
    if (!post || !('standup' in post) || post.kind === 'standup' || post.kind === 'awaited')
      return besideOf(key, state);
    if (post.kind !== 'summary') return null;
    return state.standups.get(post.standup)?.summaryIn === 'conversation' ? null : besideOf(key, state);
  };
}

async function shared({ concordat, programme }: Where) {
  const { name, organisations, timeZone } = await concordat.queries.setting(programme);
  return { programme, programmeName: name, organisations, timeZone };
}

async function ofRound(where: Where, { standup, round, reader }: AboutRound) {
  const { concordat, programme } = where;
  return { ...(await shared(where)), round: await concordat.standups.round({ programme, reader }, standup, round) };
}

async function ofStandup(where: Where, standup: number) {
  const { concordat, programme } = where;
  return { ...(await shared(where)), standup: await concordat.standups.standup(programme, standup) };
}
