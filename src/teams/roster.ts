import { LRUCache } from 'lru-cache';
import { LIMITS } from '../domain/text.ts';
import type { Identity } from '../domain/person.ts';
import type { Place, Roster } from '../app/ports.ts';
import { parseAddress, type Address } from './address.ts';
import { rootOf, type Activity } from './activity.ts';
import type { RosterMember, Wire } from './wire.ts';

/** Rosters change seldom, and asking is rate-limited (14 a second for each conversation). */
const REMEMBERED_MS = 60 * 60 * 1000;

/** Who was not there a minute ago may have been added since. */
const ABSENCE_REMEMBERED_MS = 60 * 1000;

/** Who somebody is, by the roster of a conversation, remembered for an hour. */
export class Rosters implements Roster {
  readonly #wire: Pick<Wire, 'member' | 'members'>;
  readonly #known = new LRUCache<string, { identity: Identity | undefined }>({ max: 20_000, ttl: REMEMBERED_MS });

  constructor(wire: Pick<Wire, 'member' | 'members'>) {
    this.#wire = wire;
  }

  async member(place: Place, person: string): Promise<Identity | undefined> {
    return this.#find(parseAddress(place.address), person);
  }

  /** Everybody in a place; nobody when its roster cannot be asked. The bot itself is not a person and not among them. */
  async everyone(place: Place): Promise<Identity[]> {
    const address = parseAddress(place.address);
    const members = await this.#wire.members(address).catch(() => []);
    return members.filter(({ id }) => id !== address.bot.id).map(identityOf);
  }

  /**
   * Who sent an activity. Its object id is authenticated; tenant, e-mail and whether they are a guest are the roster's
   * to say. When the roster cannot be asked, the person is known all the same, but not where they belong.
   */
  async speaker({ from }: Activity, address: Address): Promise<Identity> {
    const known = await this.#find(address, from.id).catch(() => undefined);
    const person = from.aadObjectId ? personId(from) : (known?.person ?? personId(from));
    return { ...known, person, name: known?.name ?? from.name ?? 'Somebody' };
  }

  /** Who a mention is of. */
  async mentioned({ id, name }: { id: string; name: string }, address: Address): Promise<Identity> {
    const known = await this.#find(address, id).catch(() => undefined);
    return known ?? { person: personId({ id }), name };
  }

  /** Somebody has left a conversation: what is remembered of who is in it no longer counts. */
  forget(conversation: string): void {
    for (const key of this.#known.keys()) if (key.startsWith(`${rootOf(conversation)} `)) this.#known.delete(key);
  }

  async #find(address: Address, userId: string): Promise<Identity | undefined> {
    const of = { ...address, conversation: rootOf(address.conversation) };
    const key = `${of.conversation} ${userId}`;
    const known = this.#known.get(key);
    if (known) return known.identity;
    const member = await this.#wire.member(of, userId);
    const identity = member && identityOf(member);
    this.#known.set(key, { identity }, identity ? {} : { ttl: ABSENCE_REMEMBERED_MS });
    return identity;
  }
}

function identityOf(member: RosterMember): Identity {
  const { name, email, userPrincipalName: upn, tenantId: tenant, userRole } = member;
  return {
    person: personId({ id: member.id, aadObjectId: member.aadObjectId ?? member.objectId }),
    name: (name ?? email ?? 'Somebody').slice(0, LIMITS.name).toWellFormed(),
    ...(tenant ? { tenant } : {}),
    ...(email ? { email } : {}),
    ...(upn ? { upn } : {}),
    ...(userRole ? { userRole } : {}),
  };
}

/** Entra's object id, which is the same in every conversation; the bot's own id for a person who has none. */
function personId({ id, aadObjectId }: { id: string; aadObjectId?: string | null }): string {
  return aadObjectId?.toLowerCase() ?? `teams:${id}`;
}
