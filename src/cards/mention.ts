import { plain } from './escape.ts';
import type { Card, Json } from './render.ts';
import type { Words } from '../domain/values.ts';
import { plainWords } from './words.ts';

/** Somebody whom a card tells: the Entra object id, by which Teams notifies them. */
export type Told = { person: string; name: Words };

/** More than this is a crowd, whom nobody means to notify at once. */
const MOST = 10;

/**
 * The card with a last line that mentions people, so that Teams notifies them
 * (L/task-modules-and-cards/cards/cards-format, "Mention support within Adaptive Cards"). A mention reaches somebody of
 * another tenant in the same channel, whom a direct message would not.
 */
export function telling(card: Card, people: readonly Told[]): Card {
  const told = people
    .slice(0, MOST)
    .map(({ person, name }) => ({ person, name: plain(plainWords(name)).replace(/[<>&*_`~|[\]\\]/g, '') }));
  if (told.length === 0) return card;
  const entities: Json = told.map(({ person, name }) => ({
    type: 'mention',
    text: `<at>${name}</at>`,
    mentioned: { id: person, name },
  }));
  const line: Json = {
    type: 'TextBlock',
    text: `For ${told.map(({ name }) => `<at>${name}</at>`).join(', ')}`,
    wrap: true,
    isSubtle: true,
    size: 'Small',
  };
  return { ...card, body: [...card.body, line], msteams: { ...Object(card.msteams), entities } };
}
