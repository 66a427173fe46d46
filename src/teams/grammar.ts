import { distance } from 'fastest-levenshtein';
import type { Activity } from './activity.ts';

/** A person named in a message by mention; `id` is the Teams id of the roster. */
export type Mentioned = { id: string; name: string };

/**
 * A message as a command: a verb, its words, and the why. Mentions of people stand in the words as marks, so that no
 * typed text can pass for one; in the why, which nothing is read from, as their names.
 */
export type Command = { verb: string; words: string; why?: string; people: Mentioned[] };

const MARK = '\uE000';
const MARKED = new RegExp(`${MARK}(\\d+)${MARK}`, 'g');

/** Reads what was said to the bot. Undefined when nothing was. */
export function readCommand(activity: Activity): Command | undefined {
  const { text, people } = marked(activity);
  const [, verb, rest = ''] = /^[/!]?(\S+)\s*([^]*)$/u.exec(text.trim()) ?? [];
  if (verb === undefined) return undefined;
  const { head, why } = splitWhy(rest);
  return { verb: verb.toLowerCase(), words: head, people, ...(why === undefined ? {} : { why: spoken(why, people) }) };
}

/** Everything after the first "because" is the why. */
function splitWhy(text: string): { head: string; why?: string } {
  const because = /(?:^|\s)because(?:\s|:|$)/i.exec(text);
  if (!because) return { head: text.trim() };
  return { head: text.slice(0, because.index).trim(), why: text.slice(because.index + because[0].length).trim() };
}

/** The text without the bot's own mention, with a mark for each other mention, and Teams' escapes undone. */
function marked({ text, mentions, recipient }: Activity): { text: string; people: Mentioned[] } {
  const people: Mentioned[] = [];
  let said = (text ?? '').replaceAll(MARK, '');
  for (const { text: tag, mentioned } of mentions) {
    if (!tag || !said.includes(tag)) continue;
    if (mentioned.id === recipient.id) {
      said = said.replace(tag, ' ');
    } else {
      said = said.replace(tag, `${MARK}${people.length}${MARK}`);
      people.push({ id: mentioned.id, name: mentioned.name ?? tag.replace(/<\/?at[^<>]*>/g, '') });
    }
  }
  return { text: plain(said), people };
}

const ESCAPES: Record<string, string> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** A message as it was typed: tags gone, and Teams' escapes undone. */
export function plain(text: string): string {
  return text.replace(/<\/?at[^<>]*>/g, '').replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (escape) => ESCAPES[escape]!);
}

/** The words with each mark read back as the person's name. */
export function spoken(words: string, people: readonly Mentioned[]): string {
  return words.replace(MARKED, (_, place: string) => people[Number(place)]?.name ?? '');
}

/** The one person that all of the words are a mention of. */
export function personIn(words: string, people: readonly Mentioned[]): Mentioned | undefined {
  const [, place] = new RegExp(`^${MARK}(\\d+)${MARK}$`).exec(words.trim()) ?? [];
  return place === undefined ? undefined : people[Number(place)];
}

/**
 * Takes an option off the end of the words: the last `name` whose rest `read` understands, all of it. Where `read`
 * answers undefined the words stay as they are.
 */
export function takeOption<T>(
  words: string,
  name: string,
  read: (rest: string) => T | undefined,
): { words: string; option?: T } {
  const places = [...words.matchAll(new RegExp(`(?<=^|\\s)${name}\\s+`, 'gi'))].slice(-MOST_TRIED).reverse();
  for (const place of places) {
    const rest = words.slice(place.index + place[0].length).trim();
    const option = rest === '' ? undefined : read(rest);
    if (option !== undefined) return { words: words.slice(0, place.index).trim(), option };
  }
  return { words };
}

/** Options stand at the end; what is further off need not be tried. */
const MOST_TRIED = 20;

/** The number that a command begins with, as in `amend 14 …`, with or without `#`. */
export function takeNumber(words: string): { number?: number; rest: string } {
  const [, digits, rest = ''] = /^#?(\d{1,9})(?:\s+([^]*))?$/.exec(words.trim()) ?? [];
  return digits === undefined ? { rest: words } : { number: Number(digits), rest: rest.trim() };
}

/** Words, with those in straight or curly quotes as one. */
export function tokens(words: string): string[] {
  return [...words.matchAll(/["“”]([^"“”]*)["“”]|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
}

/** The verb nearest to what was typed, by edits; undefined when none is near. */
export function nearestVerb(typed: string, verbs: readonly string[]): string | undefined {
  const ranked = verbs
    .map((verb) => ({ verb, edits: distance(typed.slice(0, 20), verb) }))
    .filter(({ verb, edits: count }) => count <= Math.max(1, Math.floor(verb.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.verb;
}
