/** A point in time: RFC 3339 in UTC with milliseconds, as `Date.toISOString` writes it. Sorts as text. */
export type Instant = string;

/** A calendar day, `YYYY-MM-DD`, in the programme's time zone. Sorts as text. */
export type Day = string;

/** When something happened, as exactly as it is known: to the moment, or to the day. */
export type When = Instant | Day;

/** A short name that stands for an organisation in one programme: two to eight capitals and digits, such as `NMH`. */
export type OrganisationId = string;

/** A person's Entra object id in lower case, or `teams:<id>` for somebody who has none. */
export type PersonId = string;

/** Stands where free text stood that has been erased for good; `erased` is the index of its entry. */
export type Erased = { erased: number };

/** Free text, or a person's name. The only kind of value that can be erased; no rule may depend on what it says. */
export type Words = string | Erased;

export function isErased(words: unknown): words is Erased {
  return typeof words === 'object' && words !== null && 'erased' in words;
}

/** Whether two values say the same, in whatever order their fields stand: what is read back from a log has them sorted. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Marks that reorder what stands around them, or show nothing: every reader should read the same. */
const UNSEEN = /[\u202A-\u202E\u200B\u2060\uFEFF]/g;

/** Trims, and folds each run of white space within a line; blank text becomes undefined. */
export function tidy(text: string | undefined): string | undefined {
  const tidied = text
    ?.replace(UNSEEN, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
  return tidied === '' ? undefined : tidied;
}
