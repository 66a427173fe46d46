import { parseActivity, type Activity } from './activity.ts';
import { addressOf, homeOf } from './address.ts';
import { explain } from './explain.ts';
import { install, message } from './messages.ts';
import { press } from './presses.ts';
import { readPress } from './press.ts';
import { accepted, dialogEnds, executedInWords, type Reply } from './reply.ts';
import type { Desk } from './desk.ts';

/** Teams sends a turn again that is not acknowledged within 15 s, so every turn is, however long its work takes. */
const ACKNOWLEDGE_WITHIN_MS = 10_000;

/** The kinds of activity that lines and metrics name; anything else is `other`. */
const KINDS = ['message', 'invoke', 'installationUpdate', 'conversationUpdate'];

/** After this long a person is shown that something is being done. */
const TYPING_AFTER_MS = 1_500;

/** Takes what comes to the messaging endpoint: the body, and the Authorization header. Never rejects. */
export type Receive = (body: unknown, authorization: string) => Promise<Reply>;

/** What the log line says of a turn. */
export type Note = { route: string; outcome: string; person?: string; programme?: string; reference?: string };

/** The bot: authenticates, routes, and answers in time. `localOnly` refuses whatever does not live on this machine. */
export function bot(desk: Desk, { localOnly }: { localOnly: boolean }): Receive {
  return async (body, authorization) => {
    const activity = parseActivity(body);
    if (!activity) return refused(400, 'activity.malformed');
    if (localOnly && !isLoopback(activity.serviceUrl)) return refused(403, 'serviceUrl.foreign');
    try {
      await desk.wire.authenticate(body as object, authorization);
    } catch {
      return refused(401, 'activity.unauthenticated');
    }
    return timely(desk, activity);
  };
}

/** Works a turn, and acknowledges it in time even where the work takes longer. */
async function timely(desk: Desk, activity: Activity): Promise<Reply> {
  const began = performance.now();
  const note: Note = { route: KINDS.find((kind) => kind === activity.type) ?? 'other', outcome: 'done' };
  const typing = setTimeout(() => void sayTyping(desk, activity), TYPING_AFTER_MS);
  const { promise: late, resolve } = Promise.withResolvers<Reply>();
  const deadline = setTimeout(() => resolve(stillWorking(activity)), ACKNOWLEDGE_WITHIN_MS);
  const work = turn(desk, activity, note).finally(() => {
    clearTimeout(typing);
    clearTimeout(deadline);
    const milliseconds = Math.round(performance.now() - began);
    desk.journal.turn({ ...note, conversation: activity.conversation.id, milliseconds });
  });
  return Promise.race([work, late]);
}

async function turn(desk: Desk, activity: Activity, note: Note): Promise<Reply> {
  try {
    const pressed = readPress(activity);
    if (pressed === 'malformed') {
      Object.assign(note, { route: 'press', outcome: 'malformed' });
      return inWords(activity, 'This button is from an older version. Ask for the card again, and press there.');
    }
    if (pressed) return await press(desk, activity, pressed, note);
    if (activity.membersRemoved?.length) desk.rosters.forget(homeOf(activity).conversation);
    if (activity.type === 'message') await message(desk, activity, note);
    else if (isInstallation(activity)) await install(desk, activity, note);
    return activity.type === 'invoke' ? { status: 501 } : accepted;
  } catch (error) {
    // Not even the explanation could be sent.
    const { outcome, reference, problem } = await explain(desk, error, note.programme);
    Object.assign(note, { outcome, reference });
    return inWords(activity, problem.words);
  }
}

function isInstallation({ type, action, membersAdded, recipient }: Activity): boolean {
  if (type === 'installationUpdate') return action?.startsWith('add') ?? false;
  return type === 'conversationUpdate' && (membersAdded ?? []).some(({ id }) => id === recipient.id);
}

async function sayTyping(desk: Desk, activity: Activity): Promise<void> {
  if (activity.type !== 'message') return;
  await desk.wire.send(addressOf(activity), { typing: true }).catch(() => undefined);
}

function stillWorking(activity: Activity): Reply {
  return inWords(
    activity,
    'This is taking longer than usual. Look at the conversation in a moment; if nothing has come, do it again. It counts once.',
  );
}

/** A few words in the way that this kind of activity is answered. */
function inWords({ type, name }: Activity, words: string): Reply {
  if (type !== 'invoke') return accepted;
  return name?.startsWith('task/') ? dialogEnds(words) : executedInWords(words);
}

function refused(status: number, code: string): Reply {
  return { status, body: { type: 'about:blank', title: code, status, code } };
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
