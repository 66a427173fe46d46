import { rootOf } from './activity.ts';
import { parseAddress, threadOf, type Address } from './address.ts';
import { afterFault, unreachedBy, type Doing, type Unreached } from './deliveryFate.ts';
import { using } from './pacedWire.ts';
import { WireFault, type Wire } from './wire.ts';
import type { Clock, Post, PostBook, ProgrammeId } from '../app/ports.ts';
import type { Card } from '../cards/render.ts';
import type { PersonId } from '../domain/values.ts';
import type { DeliveryEvent } from './deliveryEvent.ts';
import type { Pace, Slot } from './pace.ts';
import type { PersonalChats } from './personalChats.ts';

/** Works out a post's card as it should be now; undefined for a post that there is no card for. */
export type Render = (programme: ProgrammeId, key: string) => Promise<{ card: Card; version: number } | undefined>;

/** What it takes to bring a post up to date. */
export type Tools = {
  posts: PostBook;
  wire: Pick<Wire, 'send' | 'update'>;
  chats: Pick<PersonalChats, 'of' | 'forget'>;
  pace: Pace;
  render: Render;
  clock: Clock;
  /** Whose personal chat a post goes to; undefined: to the conversation of its address. */
  personOf: (key: string) => PersonId | undefined;
  /** The post in whose thread a post stands; null: by itself, in no thread; undefined: where its command was given. */
  threadOf: (programme: ProgrammeId, key: string) => Promise<string | null | undefined>;
  report: (event: DeliveryEvent, post: { programme: ProgrammeId; post: string }) => void;
  /** Told that a post cannot reach its person, before that is noted. Never rejects. */
  unreached: (programme: ProgrammeId, key: string, person: PersonId, reason: Unreached) => Promise<void>;
  /** Ends what only waits. */
  stopping: AbortSignal;
};

/** Which post, what its card will show, and how those who wait for it are let go. */
export type Round = {
  programme: ProgrammeId;
  key: string;
  /** The version that will stand when this round is over; Infinity while it waits, since it looks again after that. */
  showing: number;
  /** Lets those go who wait for the card: it stands, or nobody knows how long it takes. */
  letGo: () => void;
};

/**
 * Brings one post up to date, once; answers whether a card that stood was updated. The slot comes before the card is
 * worked out, so that no card is old because it has waited.
 */
export async function bringUp(tools: Tools, round: Round): Promise<boolean> {
  const post = await due(tools, round);
  const to = post && (await whereTo(tools, round, post));
  if (!to) return false;
  const free = tools.pace.take(to);
  const slot = free ?? (await slotLater(tools, round, to));
  // What has waited may have changed, or been done, meanwhile.
  const newest = await newestOf(tools, round, free ? post : undefined).catch(givingBack(slot));
  if (newest) return put(tools, round, { to, slot, ...newest });
  slot.giveBack();
  return false;
}

/** The post as it is by now, if there is still something to do, and its card. */
async function newestOf(tools: Tools, round: Round, known: Post | undefined) {
  const post = known ?? (await due(tools, round));
  const wanted = post && (await tools.render(round.programme, round.key));
  return wanted && { post, ...wanted };
}

/** The post, if there is something to do for it now. */
async function due({ posts, clock }: Tools, round: Round): Promise<Post | undefined> {
  const post = await posts.post(round.programme, round.key);
  round.showing = post?.wanted ?? 0;
  if (!post || post.undeliverable !== null || post.shown >= post.wanted) return undefined;
  return post.retryAt !== null && post.retryAt > clock() ? undefined : post;
}

/** Where a post stands or is to stand; undefined when its person cannot be reached now, which is noted. */
async function whereTo(tools: Tools, round: Round, post: Post): Promise<Address | undefined> {
  const { posts, chats, personOf, threadOf: under } = tools;
  const address = parseAddress(post.address);
  const person = personOf(post.key);
  if (person !== undefined) {
    try {
      return await chats.of(person, address, (to) => slotFor(tools, round, to));
    } catch (fault) {
      await noteFault(tools, round, { post, fault, doing: 'making the chat' });
      return undefined;
    }
  }
  const beside = await under(round.programme, post.key);
  if (beside === null) return { ...address, conversation: rootOf(address.conversation) };
  const first = beside === undefined ? undefined : await posts.post(round.programme, beside);
  return first?.activityId ? threadOf(parseAddress(first.address), first.activityId) : address;
}

/** Leave to make a request, at once where that is free. */
async function slotFor(tools: Tools, round: Round, to: Address): Promise<Slot> {
  return tools.pace.take(to) ?? slotLater(tools, round, to);
}

/** Leave to make a request, when it is there. Nobody waits for the card that long. */
async function slotLater({ pace, report, stopping }: Tools, round: Round, to: Address): Promise<Slot> {
  report('paced', { programme: round.programme, post: round.key });
  round.showing = Infinity;
  round.letGo();
  return pace.slot(to, stopping);
}

type Putting = { post: Post; to: Address; slot: Slot; card: Card; version: number };

async function put(tools: Tools, round: Round, { post, to, slot, card, version }: Putting): Promise<boolean> {
  const { posts, wire, pace, report } = tools;
  const { activityId } = post;
  const about = { programme: round.programme, post: round.key };
  const shown = { ...post, sending: null, attempts: 0, retryAt: null, shown: version };
  try {
    if (post.sending !== null && activityId === null) report('repeated', about);
    if (activityId === null) shown.activityId = await using(slot, pace, to, () => wire.send(to, { card }));
    else await using(slot, pace, to, () => wire.update(to, activityId, card));
  } catch (fault) {
    await noteFault(tools, round, { post, fault, doing: activityId === null ? 'sending' : 'updating', version });
    return false;
  }
  report(activityId !== null ? 'updated' : post.shown > 0 ? 'reposted' : 'sent', about);
  // The card stands: whoever waits for it need not wait until that is noted, too.
  round.letGo();
  await posts.savePost(round.programme, shown);
  return activityId !== null;
}

type Failed = { post: Post; fault: unknown; doing: Doing; version?: number };

async function noteFault(tools: Tools, round: Round, { post, fault, doing, version = post.shown }: Failed) {
  const { posts, chats, clock, personOf, report, unreached } = tools;
  if (!(fault instanceof WireFault)) throw fault;
  const { programme, key } = round;
  const about = { programme, post: key };
  const person = personOf(key);
  const reason = person === undefined ? undefined : unreachedBy(fault, doing);
  if (person === undefined || reason === undefined) {
    const fate = afterFault(post, fault, { doing, showing: version, now: clock() });
    report(fate.event, about);
    await posts.savePost(programme, fate.post);
    return;
  }
  report('unreached', about);
  chats.forget(person, parseAddress(post.address));
  // Others may change this very post when they hear of it; they must not wait for us meanwhile.
  round.showing = Infinity;
  round.letGo();
  await unreached(programme, key, person, reason);
  await posts.savePost(programme, { ...post, undeliverable: reason });
}

/** Gives a slot back that a fault keeps from being used. */
function givingBack(slot: Slot): (fault: unknown) => never {
  return (fault) => {
    slot.giveBack();
    throw fault;
  };
}
