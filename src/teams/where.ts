import { Refused } from '../domain/refused.ts';
import { LIMITS } from '../domain/text.ts';
import { isPersonal, placeKey, type Activity } from './activity.ts';
import { addressOf, formatAddress, homeOf, parseAddress } from './address.ts';
import type { Place } from '../app/ports.ts';
import type { Identity } from '../domain/person.ts';
import type { Desk } from './desk.ts';
import type { Turn } from './turn.ts';

/** Several programmes could be meant in a personal chat. */
export class WhichProgramme extends Error {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super('which programme');
    this.name = 'WhichProgramme';
    this.names = names;
  }
}

/**
 * The programme that a conversation belongs to; the first use of the bot in it makes one, whose first coordinator is
 * whoever used it.
 */
export async function placeIn(
  desk: Pick<Desk, 'concordat' | 'rosters'>,
  activity: Activity,
  who: Identity,
): Promise<{ place: Place; isNew: boolean }> {
  const place = await desk.concordat.directory.placeOf(placeKey(activity)!, formatAddress(homeOf(activity)));
  const { created } = await desk.concordat.queries.state(place.programme);
  if (created) return { place, isNew: false };
  const { team } = activity.channelData ?? {};
  const name = (team?.name ?? activity.conversation.name ?? '').slice(0, LIMITS.name).toWellFormed() || 'Our programme';
  const { entries } = await desk.concordat.perform(place.programme, { type: 'CreateProgramme', name }, who, {
    deliveries: [],
    address: null,
  });
  return { place, isNew: entries.length > 0 };
}

/** The homes of the programmes that somebody is in, of all or of these. */
export async function placesOf(
  { concordat, rosters }: Pick<Desk, 'concordat' | 'rosters'>,
  who: Identity,
  programmes?: readonly string[],
): Promise<Place[]> {
  const places = await Promise.all(
    (programmes ?? (await concordat.directory.programmes())).map(async (programme) => {
      const place = await concordat.directory.home(programme);
      return place && (await rosters.member(place, who.person)) ? [place] : [];
    }),
  );
  return places.flat();
}

/**
 * Which programme somebody means in a personal chat: the one that a button names, or whose name stands before a colon,
 * or the only one they are in. Who is in a programme is for the roster of its home to say.
 * @throws Refused `programme.missing`, WhichProgramme
 */
export async function placeOfPerson(
  { concordat, rosters }: Pick<Desk, 'concordat' | 'rosters'>,
  who: Identity,
  wanted: { programme?: string; text?: string },
): Promise<{ place: Place; text: string }> {
  const places = await placesOf({ concordat, rosters }, who, wanted.programme ? [wanted.programme] : undefined);
  const mine = await Promise.all(
    places.map(async (place) => ({ place, name: (await concordat.queries.state(place.programme)).name })),
  );
  const text = wanted.text ?? '';
  const [named, next] = mine
    .filter(({ name }) => name !== '' && text.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .toSorted((one, other) => other.name.length - one.name.length);
  if (named && next?.name.length === named.name.length) throw new WhichProgramme(mine.map(({ name }) => name));
  if (named) return { place: named.place, text: text.slice(named.name.length + 1).trim() };
  if (mine.length > 1) throw new WhichProgramme(mine.map(({ name }) => name));
  const [only] = mine;
  if (!only) throw new Refused({ code: 'programme.missing' });
  return { place: only.place, text };
}

/** A turn of somebody's in a programme; `keys` are what a second delivery of it is recognised by besides its own id. */
export function turnIn(
  desk: Desk,
  activity: Activity,
  place: Place,
  who: Identity,
  keys: readonly string[] = [],
): Turn {
  const address = addressOf(activity);
  const personal = isPersonal(activity);
  const { concordat, rosters, links } = desk;
  return {
    concordat,
    rosters,
    links,
    programme: place.programme,
    place,
    who,
    address,
    stand: personal ? parseAddress(place.address) : address,
    personal,
    deliveries: [
      ...(activity.id === undefined ? [] : [`activity ${activity.conversation.id} ${activity.id}`]),
      ...keys,
    ],
  };
}
