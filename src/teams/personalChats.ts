import { LRUCache } from 'lru-cache';
import { using } from './pacedWire.ts';
import type { PersonId } from '../domain/values.ts';
import type { Address } from './address.ts';
import type { Pace, Slot } from './pace.ts';
import type { Wire } from './wire.ts';

/** More people than a service writes to in a day; whoever is forgotten is asked for again. */
const REMEMBERED = 20_000;

/** Where people are written to alone. Remembered in memory only: asking again finds the same chat. */
export class PersonalChats {
  readonly #wire: Pick<Wire, 'personal'>;
  readonly #pace: Pace;
  readonly #known = new LRUCache<string, string>({ max: REMEMBERED });

  constructor(wire: Pick<Wire, 'personal'>, pace: Pace) {
    this.#wire = wire;
    this.#pace = pace;
  }

  /**
   * The chat of a person with the bot of this address. `slotFor` waits for leave to ask.
   * @throws WireFault
   */
  async of(person: PersonId, at: Address, slotFor: (to: Address) => Promise<Slot>): Promise<Address> {
    const key = keyOf(person, at);
    const known = this.#known.get(key);
    if (known !== undefined) return { ...at, conversation: known };
    // Making a chat belongs to no conversation yet, so it counts as one of the person's own.
    const asked = { ...at, conversation: key };
    const slot = await slotFor(asked);
    const chat = await using(slot, this.#pace, asked, () => this.#wire.personal(at, person));
    this.#known.set(key, chat.conversation);
    return chat;
  }

  /** Teams no longer knows the chat, or lets nobody write there: next time it is asked for again. */
  forget(person: PersonId, at: Address): void {
    this.#known.delete(keyOf(person, at));
  }
}

function keyOf(person: PersonId, { serviceUrl, tenant = '', bot }: Address): string {
  return [serviceUrl, tenant, bot.id, person].join(' ');
}
