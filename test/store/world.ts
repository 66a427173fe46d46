import { disclose } from '../../src/log/disclosure.ts';
import type { Append, NewEntry, Post, Store } from '../../src/store/port.ts';

/** Four moments of one morning, in order. */
export const [eight, nine, ten, eleven] = [8, 9, 10, 11].map((hour) =>
  new Date(Date.UTC(2026, 10, 27, hour)).toISOString(),
) as [string, string, string, string];

/** An entry that says these words. Leaf and hashes hold every kind of byte; a store must not care what they mean. */
export function entry(words: string, fields: Record<string, string> = {}): NewEntry {
  return {
    leaf: Uint8Array.of(0x00, 0xff, 0x0a, ...Buffer.from(words)),
    disclosures: Object.entries({ ...fields, why: words }).map(([name, value]) => disclose(name, value)),
    hashes: new Uint8Array(32).map((_, place) => (words.length * 31 + place * 7) & 0xff),
  };
}

/** What an append carries when a test says nothing else: one entry, and nothing that goes with it. */
export function appending(what: Partial<Append> = {}): Append {
  return { entries: [entry('Open 12 escalation beds')], deliveries: [], posts: [], ...what };
}

export function delivery(key: string, at = nine): Append['deliveries'][number] {
  return { key, from: 0, to: 1, at };
}

/** What delivery notes after the card has been shown at this version. */
export function shownAt(shown: number, what: Partial<Post> = {}): Omit<Post, 'wanted' | 'address'> {
  return {
    key: 'decision/14',
    activityId: '1612',
    shown,
    sending: null,
    attempts: 0,
    retryAt: null,
    undeliverable: null,
    ...what,
  };
}

/** What an entry says, read back from its leaf. */
export function wordsOf({ leaf }: { leaf: Uint8Array }): string {
  return Buffer.from(leaf.subarray(3)).toString();
}

/** Appends as the application does: looks again each time somebody else was first. Returns the index that it got. */
export async function appendAfterAll(store: Store, programme: string, words: string): Promise<number> {
  for (;;) {
    const size = await store.size(programme);
    if (await store.append(programme, size, appending({ entries: [entry(words)] }))) return size;
  }
}
