import { fullDay, moment } from './dates.ts';
import { plain } from './escape.ts';
import { plainWords, ROLE_WORDS } from './words.ts';
import { ROLES, type Role } from '../domain/person.ts';
import type { Refusal, RefusalCode } from '../domain/refused.ts';
import type { Words } from '../domain/values.ts';

/** What words about a refusal need besides the refusal. */
export type RefusalContext = {
  timeZone: string;
  /** Whom one may ask to be placed, or to do what only they may do. */
  coordinators: readonly { name: Words }[];
};

/** Plain text: what stands in the way, and what to do next. */
export type RefusalWords = { title: string; detail: string };

export type Writer<Code extends RefusalCode> = (
  refusal: Extract<Refusal, { code: Code }>,
  context: RefusalContext,
) => RefusalWords;
export type Writers<Code extends RefusalCode> = { [Each in Code]: Writer<Each> };

/** "Asha Patel or Ben Cole, who coordinate this programme" */
export function asked({ coordinators }: RefusalContext): string {
  const names = coordinators.slice(0, 3).map(({ name }) => plainWords(name));
  if (names.length === 0) return 'a coordinator';
  if (names.length === 1) return `${names[0]}, who coordinates this programme,`;
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}, who coordinate this programme,`;
}

export function rolesOf(may: readonly string[]): string {
  const words = may.map((role) => (isRole(role) ? ROLE_WORDS[role].many.toLowerCase() : quoted(role)));
  if (words.length === 0) return 'a few people';
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "Asha Patel, Ben Cole or Priya Nair", or what stands for nobody. */
export function named(who: readonly { name: Words }[], nobody = 'them'): string {
  const names = who.slice(0, 3).map(({ name }) => quoted(plainWords(name)));
  return names.length < 2 ? (names[0] ?? nobody) : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}

/** Somebody's own words inside our sentence, on one line and not too long. */
export function quoted(text: string): string {
  const line = plain(text).replace(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export function dayOr(day: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? fullDay(day) : quoted(day);
}

export function momentOr(at: string, timeZone: string): string {
  return Number.isNaN(Date.parse(at)) ? quoted(at) : moment(at, timeZone);
}

export function count(characters: number): string {
  return characters.toLocaleString('en-GB');
}
