import { Refused } from './refused.ts';
import { tidy } from './values.ts';

/** The most characters (UTF-16 units) a field may hold; a card with all of them at their limit stays under Teams' 80 KB. */
export const LIMITS = { title: 300, name: 120, text: 4000, line: 300 } as const;

export type Limit = keyof typeof LIMITS;

/**
 * A field that must say something.
 * @throws Refused `text.missing`, `text.tooLong`, `text.unreadable` (a lone surrogate, which no JSON can carry)
 */
export function required(field: string, text: string | undefined, limit: Limit): string {
  const words = optional(field, text, limit);
  if (words === undefined) throw new Refused({ code: 'text.missing', field });
  return words;
}

/** A field that may be left empty; blank counts as empty. Refuses as {@link required} does. */
export function optional(field: string, text: string | undefined, limit: Limit): string | undefined {
  const words = tidy(text);
  if (words === undefined) return undefined;
  if (!words.isWellFormed() || hasControls(words)) throw new Refused({ code: 'text.unreadable', field });
  if (words.length > LIMITS[limit])
    throw new Refused({ code: 'text.tooLong', field, length: words.length, limit: LIMITS[limit] });
  return words;
}

/** The most items that one command may bring in a list, so that what it writes fits one append. */
export const LONGEST_LIST = 40;

/** @throws Refused `list.tooLong` */
export function bounded<T>(field: string, list: readonly T[]): readonly T[] {
  if (list.length > LONGEST_LIST)
    throw new Refused({ code: 'list.tooLong', field, length: list.length, limit: LONGEST_LIST });
  return list;
}

function hasControls(words: string): boolean {
  for (const character of words) {
    const code = character.codePointAt(0)!;
    if ((code < 0x20 && character !== '\n') || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}
