import { ids } from './agreementWords.ts';
import { fullDay } from './dates.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { few, listed, shown, whoShort } from './words.ts';
import type { AnswerRow, AnswerView } from '../domain/standupViews.ts';
import type { OrganisationId, Words } from '../domain/values.ts';

/** Who answered a round and for whom it is meant, who can answer, and who cannot be asked. */

/** Up to so many people are named. */
const PEOPLE_ROOM = 3;

/** "Asha Patel", or "Noted by Asha Patel (NMH)"; nothing where the row is the person's own. */
export function givenBy({ person }: AnswerRow, { by, noted }: AnswerView): Markdown[] {
  if (noted) return [safe`Noted by ${whoShort(by)}`];
  return person === null ? [shown(by.name)] : [];
}

/** What else there is to know of an answer: that nobody asked for it, and whom it is for. */
export function marks(row: AnswerRow, { readers }: AnswerView): Markdown[] {
  return [
    ...(row.unasked ? [safe`answered without being asked`] : []),
    ...(readers === null ? [] : [readersWords({ ...row, readers })]),
  ];
}

type Meant = { readers: OrganisationId[] | null; organisation: OrganisationId; person?: Words | null };

/** "for its own organisation only", "for NMH and EVC only" */
export function readersWords({ readers, organisation, person = null }: Meant): Markdown {
  if (readers === null) return safe`for everybody`;
  if (readers.some((id) => id !== organisation)) return safe`for ${ids(readers)} only`;
  return safe`for ${escape(person === null ? 'its' : 'their')} own organisation only`;
}

/** "2 blockers are meant for some organisations only and are not shown here."; nothing where there are none of them. */
export function withheldWords(which: Markdown, count: number): Markdown | undefined {
  if (count === 0) return undefined;
  const are = escape(count === 1 ? 'is' : 'are');
  return safe`${which} ${are} meant for some organisations only and ${are} not shown here.`;
}

/** "Asha Patel or Ben Cole can answer" */
export function canAnswer({ people }: AnswerRow): Markdown {
  if (people.length === 0) return safe`Nobody has been placed to answer for it`;
  return safe`${names(people, 'or')} can answer`;
}

/** "Ben Cole is away until 30 November 2026" */
export function awayWords({ away, person }: AnswerRow): Markdown[] {
  return each(away, ({ name, until }) =>
    person === null
      ? safe`${shown(name)} is away until ${escape(fullDay(until))}`
      : safe`Until ${escape(fullDay(until))}`,
  );
}

/** Why somebody could not be reached. */
export function unreachedWords({ unreached, person }: AnswerRow): Markdown[] {
  return each(unreached, ({ name, reason }) => {
    if (person !== null)
      return reason === 'blocked' ? safe`Has blocked or removed me` : safe`I cannot send them messages`;
    return reason === 'blocked'
      ? safe`${shown(name)} has blocked or removed me`
      : safe`I cannot send messages to ${shown(name)}`;
  });
}

/** The first few, each in words, and how many more there are. */
function each<T>(all: readonly T[], words: (one: T) => Markdown): Markdown[] {
  const left = all.length - PEOPLE_ROOM;
  return [...all.slice(0, PEOPLE_ROOM).map(words), ...(left > 0 ? [safe`and ${left} more`] : [])];
}

/** "Asha Patel and Ben Cole" */
export function names(people: readonly Words[], word: 'and' | 'or' = 'and'): Markdown {
  const all = people.map((name) => shown(name));
  return all.length > PEOPLE_ROOM ? few(all, PEOPLE_ROOM) : listed(all, word);
}
