import { parseActivity, type Activity } from '../../src/teams/activity.ts';

export const BOT = { id: '28:bot', name: 'Concordat' };

/** A person as Teams mentions them: text in the message, and an entity that says whose it is. */
export type Tag = { id: string; name?: string; tag: string };

export const tag = (name: string, id = `29:${name.toLowerCase()}`): Tag => ({ id, name, tag: `<at>${name}</at>` });
export const bot = tag(BOT.name, BOT.id);

/** What Teams sends when somebody writes this in a channel. */
export function body(text: string | undefined, tags: Tag[] = [bot], more: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: '1700000000000',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:56150/',
    from: { id: '29:asha', name: 'Asha Patel', aadObjectId: '00000000-0000-4000-8000-000000000001' },
    recipient: BOT,
    conversation: { id: '19:general@thread.tacv2', conversationType: 'channel', tenantId: 't' },
    channelData: { team: { id: '19:team@thread.tacv2' }, channel: { id: '19:general@thread.tacv2' } },
    ...(text === undefined ? {} : { text }),
    entities: tags.map(({ id, name, tag: said }) => ({
      type: 'mention',
      text: said,
      mentioned: { id, ...(name === undefined ? {} : { name }) },
    })),
    ...more,
  };
}

export function message(text: string | undefined, tags: Tag[] = [bot], more: object = {}): Activity {
  return parseActivity(body(text, tags, more))!;
}

/** How many times longer a step takes when what it reads is this many times as long. */
export function growth(step: (text: string) => unknown, texts: (length: number) => string[], times = 16): number {
  const took = (length: number) => {
    let best = Infinity;
    for (let turn = 0; turn < 3; turn++) {
      const began = performance.now();
      for (const text of texts(length)) step(text);
      best = Math.min(best, performance.now() - began);
    }
    return best;
  };
  took(2_000);
  // A base of at least a millisecond, so that the clock's own grain does not count.
  return took(2_000 * times) / Math.max(1, took(2_000));
}
