import { createHash } from 'node:crypto';
import type { Place, ProgrammeId, Store } from './ports.ts';

/** Which programme a conversation belongs to. */
export class Directory {
  readonly #store: Pick<Store, 'bind' | 'place' | 'places' | 'programmes'>;
  readonly #known = new Map<string, Place>();

  constructor(store: Pick<Store, 'bind' | 'place' | 'places' | 'programmes'>) {
    this.#store = store;
  }

  /**
   * The place of a conversation, bound to a programme of its own when it has none yet. The programme's id follows from
   * the conversation, so that two first messages, or a second installation, come to the same one.
   */
  async placeOf(conversation: string, address: string): Promise<Place> {
    const known = this.#known.get(conversation);
    if (known?.address === address) return known;
    const place = await this.#store.bind({ conversation, programme: programmeId(conversation), address });
    this.#known.set(conversation, place);
    return place;
  }

  /** The place of a conversation that is bound; undefined for another. */
  find(conversation: string): Promise<Place | undefined> {
    return this.#store.place(conversation);
  }

  /** Where a programme is at home: the conversation it was first bound to. */
  async home(programme: ProgrammeId): Promise<Place | undefined> {
    return (await this.#store.places(programme))[0];
  }

  programmes(): Promise<ProgrammeId[]> {
    return this.#store.programmes();
  }
}

/** 80 bits of the conversation's hash, in the letters of base 32: enough to be unique, and short enough to type. */
function programmeId(conversation: string): ProgrammeId {
  const bytes = createHash('sha256').update(`programme ${conversation}`).digest();
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  return Array.from({ length: 16 }, (_, place) => letters[bytes[place]! & 31]).join('');
}
