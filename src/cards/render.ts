import { Template } from 'adaptivecards-templating';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/** An Adaptive Card, schema 1.5, ready to send. */
export type Card = {
  type: 'AdaptiveCard';
  version: '1.5';
  body: Json[];
  actions?: Json[];
  [property: string]: Json | undefined;
};

/** Teams refuses a message of about 100 KB; a card keeps to this, counted in UTF-16 as Teams counts. */
export const MAX_CARD_BYTES = 80 * 1024;

/** A card of which a part of the template found no data, so that readers would see `${…}`. A defect, never the user's doing. */
export class UnresolvedCard extends Error {
  constructor(binding: string) {
    super(`The card's template found nothing for ${binding}`);
    this.name = 'UnresolvedCard';
  }
}

/**
 * Parses a template, which is slow, and returns what expands it, which is fast. Data are plain values: what people
 * wrote is put in as it stands and is never read as a template, even when it says `${…}`.
 * @throws UnresolvedCard from the returned function
 */
export function template<Data extends object>(payload: object): (data: Data) => Card {
  let parsed: Template | undefined;
  return (data) => {
    // Parsed at its first use, so that starting does not wait for every kind of card.
    parsed ??= new Template(payload);
    const card = parsed.expand({ $root: masked(data) }) as Card;
    const json = JSON.stringify(card);
    const left = /\$\{[^"]{0,40}/.exec(json);
    if (left) throw new UnresolvedCard(left[0]);
    return json.includes(MASK) ? (JSON.parse(json.replaceAll(MASK, '$')) as Card) : card;
  };
}

/** A character that Unicode reserves for use inside programs; it stands for `$` while a template is expanded. */
const MASK = '\uFDD0';

function masked(data: object): object {
  return JSON.parse(JSON.stringify(data, present).replaceAll(MASK, '').replaceAll('$', MASK)) as object;
}

/** A null would be shown as the word, or break the expansion; a gap is found. */
function present(_key: string, value: unknown): unknown {
  return value ?? undefined;
}

/** What a card weighs in a message, in bytes. */
export function sizeOf(card: Card): number {
  return JSON.stringify(card).length * 2;
}

/**
 * The fullest card that Teams takes: builds it with ever less room (characters a text, lines a list) until it fits.
 * The last is returned whatever it weighs.
 */
export function fitted<Room>(rooms: readonly [Room, ...Room[]], build: (room: Room) => Card): Card {
  const [first, ...smaller] = rooms;
  let card = build(first);
  for (const room of smaller) {
    if (sizeOf(card) <= MAX_CARD_BYTES) break;
    card = build(room);
  }
  return card;
}
