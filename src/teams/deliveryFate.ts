import type { Post } from '../app/ports.ts';
import type { Instant } from '../domain/values.ts';
import type { DeliveryEvent } from './deliveryEvent.ts';
import type { WireFault } from './wire.ts';

/** What becomes of a post, and what is counted. */
export type Fate = { post: Post; event: DeliveryEvent };

/** What was being done when a fault came. */
export type Doing = 'making the chat' | 'sending' | 'updating';

/** Why a person cannot be written to: the bot may not, or Teams does not know them there. */
export type Unreached = 'blocked' | 'notFound';

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 5 * 60 * 1000;

/** What becomes of a post whose card, at version `showing`, Teams did not take. */
export function afterFault(
  post: Post,
  fault: WireFault,
  { doing, showing, now }: { doing: Doing; showing: number; now: Instant },
): Fate {
  if (fault.status === 403) return { post: { ...post, undeliverable: 'blocked' }, event: 'blocked' };
  if (fault.status === 404 && doing === 'updating') {
    // Somebody deleted it: what they did not want to see comes again only when there is something new.
    const gone = { activityId: null, shown: showing, sending: null, attempts: 0, retryAt: null };
    return { post: { ...post, ...gone }, event: 'gone' };
  }
  if (fault.ambiguous && doing === 'sending') {
    if (post.sending !== null) return { post: { ...post, undeliverable: 'unanswered' }, event: 'givenUp' };
    return { post: { ...later(post, fault, now), sending: now }, event: 'ambiguous' };
  }
  if (fault.status !== undefined && !isPassing(fault.status))
    return { post: { ...post, undeliverable: `refused ${fault.status}` }, event: 'givenUp' };
  return { post: later(post, fault, now), event: 'retried' };
}

/** Whether a fault means that this person cannot be written to; undefined when it may pass, or is about the card. */
export function unreachedBy(fault: WireFault, doing: Doing): Unreached | undefined {
  if (fault.status === 403) return 'blocked';
  if (doing === 'updating') return undefined;
  if (fault.status === 404) return 'notFound';
  return fault.status === 400 && doing === 'making the chat' ? 'notFound' : undefined;
}

function later(post: Post, fault: WireFault, now: Instant): Post {
  const attempts = post.attempts + 1;
  const wait = fault.retryAfterMs ?? backoff(attempts);
  return { ...post, attempts, retryAt: new Date(Date.parse(now) + wait).toISOString() };
}

/** What Teams says to try again later (L/bots/how-to/rate-limit), and a sign-in that has run out. */
function isPassing(status: number): boolean {
  return status === 401 || status === 408 || status === 412 || status === 429 || status >= 500;
}

/** Exponential, bounded, with full jitter. */
function backoff(attempts: number): number {
  return Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempts);
}
