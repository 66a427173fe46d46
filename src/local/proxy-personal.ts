import { randomUUID } from 'node:crypto';
import type { DemoPerson } from './people.ts';

type Kept = { id: string; body: Buffer };

/**
 * What stands in people's personal chats. The Playground has one personal chat, which shows the one of whoever acts;
 * messages to the others are kept here until somebody acts as them. A kept message has an id of its own, under which
 * the service goes on knowing it once it is shown.
 */
export class PersonalChats {
  readonly #kept = new Map<string, Kept[]>();
  /** From the Playground's id of a shown message to whose it is and the id the service knows. */
  readonly #shown = new Map<string, { person: DemoPerson; id: string }>();

  keep(person: DemoPerson, body: Buffer): string {
    const id = `kept-${randomUUID()}`;
    this.#kept.set(person.id, [...this.#keptFor(person), { id, body }]);
    return id;
  }

  /** False when it is not, or no longer, kept. */
  replaceKept(person: DemoPerson, id: string, body: Buffer): boolean {
    const message = this.#keptFor(person).find((kept) => kept.id === id);
    if (message) message.body = body;
    return message !== undefined;
  }

  /** The message that has been kept longest. It stays kept until it is `released`. */
  nextKept(person: DemoPerson): Kept | undefined {
    return this.#keptFor(person)[0];
  }

  /** The message is now in the Playground, or the Playground would not take it and it is given up. */
  released(person: DemoPerson, id: string, playgroundId: string | undefined): void {
    const rest = this.#keptFor(person).filter((kept) => kept.id !== id);
    this.#kept.set(person.id, rest);
    if (playgroundId !== undefined) this.show(person, playgroundId, id);
  }

  show(person: DemoPerson, playgroundId: string, id = playgroundId): void {
    this.#shown.set(playgroundId, { person, id });
  }

  /** Whose message this is, and what the service calls it; undefined for one outside the personal chat. */
  shown(playgroundId: string): { person: DemoPerson; id: string } | undefined {
    return this.#shown.get(playgroundId);
  }

  playgroundIdOf(id: string): string {
    for (const [playgroundId, shown] of this.#shown) if (shown.id === id) return playgroundId;
    return id;
  }

  #keptFor(person: DemoPerson): Kept[] {
    return this.#kept.get(person.id) ?? [];
  }
}
