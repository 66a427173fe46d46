import { decisionCard } from '../cards/decision.ts';
import { telling, type Told } from '../cards/mention.ts';
import { receiptCard, reminderCard, reviewDueCard } from '../cards/notices.ts';
import { outcomeCard } from '../cards/outcome.ts';
import { isProposed, proposalCard } from '../cards/proposal.ts';
import { actorOf, type Identity } from '../domain/person.ts';
import { parsePost, withoutPerson, type DecisionPost, type StandupPost, type StatusPost } from '../domain/posts.ts';
import { standupPostCard, unreachedByStandup } from './standupPosts.ts';
import { statusPostCard, unreachedByAsk } from './statusPosts.ts';
import type { Concordat } from '../app/concordat.ts';
import type { ProgrammeId } from '../app/ports.ts';
import type { Card } from '../cards/render.ts';
import type { Programme } from '../domain/programme.ts';
import type { OrganisationId, PersonId } from '../domain/values.ts';
import type { Render } from './delivery.ts';
import type { Links } from './turn.ts';

/** How a post looks now, whatever it shows. In a conversation it mentions those whom it did not reach alone. */
export function rendering(concordat: Concordat, links: Links): Render {
  return async (programme, key) => {
    const post = parsePost(key);
    if (!post) return undefined;
    if ('standup' in post) return standupPost(concordat, { programme, key, post });
    if (!('number' in post)) return statusPost({ concordat, programme, links }, { key, post });
    const { queries } = concordat;
    const { decision, state, setting } = await known(queries, programme, post.number);
    const readers = post.person === null ? unreachedBy(state, key, post.number) : [post.person];
    const card = postCard({ programme, post, decision, state, setting, readers });
    if (!card) return undefined;
    const told = post.person === null ? readers.map((person) => toldOf(state, person)) : [];
    return { card: telling(card, told), version: decision.version };
  };
}

async function standupPost(
  concordat: Concordat,
  { programme, key, post }: { programme: ProgrammeId; key: string; post: StandupPost },
) {
  const [state, { size }] = await Promise.all([
    concordat.queries.state(programme),
    concordat.queries.setting(programme),
  ]);
  const readers = post.person === null ? unreachedByStandup(state, key, post.standup) : [post.person];
  const card = await standupPostCard({ concordat, programme }, { post, state, readers });
  const told = post.person === null ? readers.map((person) => toldOf(state, person)) : [];
  return card && { card: telling(card, told), version: size };
}

type Where = { concordat: Concordat; programme: ProgrammeId; links: Links };

async function statusPost(where: Where, { key, post }: { key: string; post: StatusPost }) {
  const { concordat, programme } = where;
  // Asked for first, so that what is written meanwhile is wanted still.
  const { size } = await concordat.queries.setting(programme);
  const state = await concordat.queries.state(programme);
  const card = await statusPostCard(where, { post, state });
  const told = post.person === null ? unreachedByAsk(state, key, post).map((person) => toldOf(state, person)) : [];
  return card && { card: telling(card, told), version: size };
}

/** The card of a decision as one reader sees it: what their own organisation says stands first; null: as everybody does. */
export async function decisionFor(
  { queries }: Concordat,
  { programme, number, who }: { programme: ProgrammeId; number: number; who: Identity | null },
): Promise<Card> {
  const { decision, state, setting } = await known(queries, programme, number);
  return cardOf({ ...setting, decision, programme, reader: who && actorOf(state, who).organisation });
}

/** Asked for together, so that the fold is looked up once. */
async function known(queries: Concordat['queries'], programme: ProgrammeId, number: number) {
  const [decision, state, setting] = await Promise.all([
    queries.decision(programme, number),
    queries.state(programme),
    queries.setting(programme),
  ]);
  return { decision, state, setting };
}

type Shown = Awaited<ReturnType<typeof known>> & {
  programme: ProgrammeId;
  post: DecisionPost;
  readers: readonly PersonId[];
};

function postCard({ programme, post, decision, state, setting, readers }: Shown): Card | undefined {
  const shared = { ...setting, programmeName: setting.name, programme };
  if (post.kind === 'decision') return cardOf({ ...shared, decision });
  if (post.kind === 'review') return reviewDueCard({ ...shared, decision, on: post.on });
  if (!isProposed(decision)) return undefined;
  switch (post.kind) {
    case 'outcome':
      return outcomeCard({ ...shared, decision });
    case 'reminder':
      return reminderCard({ ...shared, decision, remind: remindedOf(state, post, readers) });
    case 'receipt':
      return receiptCard({ ...shared, decision, organisation: post.organisation });
  }
}

type CardData = Parameters<typeof decisionCard>[0] & { reader?: OrganisationId | null };

function cardOf({ decision, ...data }: CardData): Card {
  return isProposed(decision)
    ? proposalCard({ ...data, decision, refreshes: true })
    : decisionCard({ ...data, decision });
}

/** The organisations for which a reminder goes to these people. */
function remindedOf(
  state: Programme,
  { number, round }: DecisionPost & { kind: 'reminder' },
  readers: readonly PersonId[],
): OrganisationId[] {
  const reminder = state.decisions.get(number)?.proposal?.reminders.find((each) => each.round === round);
  return (reminder?.organisations ?? [])
    .filter(({ told }) => told.some((person) => readers.includes(person)))
    .map(({ organisation }) => organisation);
}

/** Whom a post did not reach in their own chat. */
function unreachedBy(state: Programme, key: string, number: number): PersonId[] {
  const unreached = state.decisions.get(number)?.unreached ?? [];
  return unreached.filter(({ about }) => withoutPerson(about) === key).map(({ person }) => person);
}

function toldOf({ members }: Programme, person: PersonId): Told {
  return { person, name: members.get(person)?.name ?? 'Somebody' };
}
