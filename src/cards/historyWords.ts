import { escape, safe, type Markdown } from './escape.ts';
import { few, KIND_WORDS, shown, type Named } from './words.ts';
import type { Position } from '../domain/agreement.ts';
import type { DecisionKind } from '../domain/decision.ts';
import type { PositionEvent } from '../domain/position.ts';
import type { PersonId } from '../domain/values.ts';
import type { PersonName } from '../domain/views.ts';

/** What the words for an entry need besides the entry. */
export type Setting = {
  /** The decision whose history this is; it is called "this". */
  number: number | null;
  timeZone: string;
  organisations: readonly Named[];
  /** Characters a text may take. */
  room: number;
  /** What people are called of whom an entry holds only the id; without a name they are counted. */
  people: readonly PersonName[];
  /** What an organisation said before it said this. */
  before?: (event: PositionEvent) => Position | undefined;
};

/** "risk appetite" */
export function kindWords(kind: DecisionKind): Markdown {
  return escape(KIND_WORDS[kind].toLowerCase());
}

export function subject(number: number, setting: Setting): Markdown {
  return number === setting.number ? escape('it') : safe`decision ${number}`;
}

/** "Ben Cole and Priya Nair", or how many they are where a name is not known. */
export function namesOf(people: readonly PersonId[], { people: known }: Setting): Markdown {
  const names = people.map((person) => known.find((one) => one.person === person)?.name);
  if (people.length === 0) return safe`nobody`;
  return names.every((name) => name !== undefined)
    ? few(
        names.map((name) => shown(name)),
        10,
      )
    : escape(people.length === 1 ? '1 person' : `${people.length} people`);
}

/** One member by name, as the subject of a sentence. */
export function nameOf(person: PersonId, { people }: Setting): Markdown {
  const name = people.find((one) => one.person === person)?.name;
  return name === undefined ? safe`Somebody` : shown(name);
}
