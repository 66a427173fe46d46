import { ids, POSITION_WORDS, type Colour } from './agreementWords.ts';
import { shortMoment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { few, listed, organisationWords, shown, whoShort, type Named } from './words.ts';
import type { Position } from '../domain/agreement.ts';
import type { OrganisationId } from '../domain/values.ts';
import type { PositionRow, PositionView, ProposalView, RemindedView } from '../domain/views.ts';

/** What one organisation says, as a row of a card. */
export type Row = { name: Markdown; state: string; colour: Colour; detail?: Markdown; words: Markdown[] };

/** Several organisations that say the same, by their short names. */
export type Group = { label: string; text: Markdown };

type Setting = {
  timeZone: string;
  organisations: readonly Named[];
  /** Characters a text may take. */
  room: number;
  /** Whether positions can no longer change. */
  isOver: boolean;
};

/** Up to so many organisations have a row each; beyond, only those that say more than a word. */
const FEW = 12;
const PEOPLE_ROOM = 3;

/** The rows of a card, and those for which there is only room together. Each organisation stands in one of them. */
export function rowsOf(
  { rows }: ProposalView,
  { own, most, ...setting }: Setting & { own: OrganisationId | null; most: number },
): { rows: Row[]; groups: Group[] } {
  const others = rows.filter(({ organisation }) => organisation !== own);
  if (rows.length <= FEW) return { rows: others.map((row) => rowOf(row, setting)), groups: [] };
  const speaking = others.filter(saysMore).toSorted((one, other) => weight(one) - weight(other));
  const told = speaking.slice(0, most);
  const rest = others.filter((row) => !told.includes(row));
  return { rows: told.map((row) => rowOf(row, setting)), groups: groupsOf(rest, told, setting) };
}

export function rowOf(row: PositionRow, setting: Setting): Row {
  const { position } = row;
  const name = organisationWords(row.organisation, setting.organisations);
  const left = row.left ? [safe`has left the programme since`] : [];
  if (!position)
    return {
      name,
      ...unanswered(setting),
      detail: sentence([...silence(row, setting), ...left]),
      words: [],
    };
  const { icon, now, then, colour } = POSITION_WORDS[position.position];
  return {
    name,
    state: `${icon} ${setting.isOver ? then : now}`,
    colour,
    detail: joined([...howTaken(position, setting), ...left], ' · '),
    words: reasons(position, setting.room),
  };
}

function unanswered({ isOver }: Setting): Pick<Row, 'state' | 'colour'> {
  return { state: isOver ? '○ Did not answer' : '○ Not answered yet', colour: 'Default' };
}

/** "Noted by Asha Patel (NMH)", "received: telephone call from Ben", "26 November 2026, 4pm", "changed once" */
export function howTaken(position: PositionView, { timeZone, room }: Pick<Setting, 'timeZone' | 'room'>): Markdown[] {
  const { by, capacity, received, changes } = position;
  const person = capacity === 'coordinator' ? safe`Noted by ${whoShort(by)}` : shown(by.name);
  return [
    capacity === 'deputy' ? safe`${person} as its deputy` : person,
    ...(received === null ? [] : [safe`received: ${shown(received, room)}`]),
    escape(shortMoment(position.at, timeZone)),
    ...(position.placedSince ? [safe`placed since it opened`] : []),
    ...(changes > 0 ? [escape(changes === 1 ? 'changed once' : `changed ${changes} times`)] : []),
  ];
}

/** Why, and what would change it; for who stands aside, the interest. */
export function reasons({ position, why, wouldChange }: PositionView, room: number): Markdown[] {
  const label = position === 'standAside' ? 'Interest' : 'Why';
  return [
    ...(why === null ? [] : [safe`${escape(label)}: ${shown(why, room)}`]),
    ...(wouldChange === null ? [] : [safe`What would change it: ${shown(wouldChange, room)}`]),
  ];
}

/** Who can answer, and what has been done to get an answer: silence is shown as what it is. */
function silence({ representatives, deputies, reminded }: PositionRow, setting: Setting): Markdown[] {
  const speakers = [
    ...representatives.map((name) => shown(name)),
    ...deputies.map((name) => safe`${shown(name)} (deputy)`),
  ];
  const can =
    speakers.length === 0
      ? safe`Nobody was placed to speak for it when this opened`
      : safe`${speakers.length > PEOPLE_ROOM ? few(speakers, PEOPLE_ROOM) : listed(speakers, 'or')} can answer`;
  return [...(setting.isOver ? [] : [can]), ...(reminded ? remindedWords(reminded, setting.timeZone) : [])];
}

function remindedWords({ at, late, told, away, optedOut }: RemindedView, timeZone: string): Markdown[] {
  const names = (people: RemindedView['told']) =>
    few(
      people.map((name) => shown(name)),
      PEOPLE_ROOM,
    );
  const when = safe`${escape(shortMoment(at, timeZone))}${late ? LATE : NOTHING}`;
  return [
    told.length === 0 ? safe`Nobody could be reminded on ${when}` : safe`Reminded ${when}: ${names(told)}`,
    ...(away.length === 0 ? [] : [safe`away: ${names(away)}`]),
    ...(optedOut.length === 0 ? [] : [safe`wants no reminders: ${names(optedOut)}`]),
  ];
}

function sentence(pieces: readonly Markdown[]): Markdown | undefined {
  return pieces.length === 0 ? undefined : joined(pieces, ' · ');
}

/** An objection or an interest is always told before an agreement. */
function weight({ position }: PositionRow): number {
  return position ? WEIGHTS.indexOf(position.position) : WEIGHTS.length;
}
const WEIGHTS = ['object', 'standAside', 'abstain', 'agree'] as const satisfies readonly Position[];

function saysMore({ position }: PositionRow): boolean {
  return position !== null && (position.why !== null || position.received !== null);
}

/** Those that have no row of their own; `told` have one, so that the others of the same position are so many more. */
function groupsOf(rows: readonly PositionRow[], told: readonly PositionRow[], setting: Setting): Group[] {
  const answered = WEIGHTS.flatMap((position) => {
    const same = rows.filter((row) => row.position?.position === position);
    const more = told.some((row) => row.position?.position === position) ? ' more' : '';
    const { icon, now, then } = POSITION_WORDS[position];
    return same.length === 0 ? [] : [{ label: `${icon} ${setting.isOver ? then : now}: ${same.length}${more}`, same }];
  });
  const silent = rows.filter(({ position }) => position === null);
  const { state } = unanswered(setting);
  const all = silent.length === 0 ? answered : [...answered, { label: `${state}: ${silent.length}`, same: silent }];
  return all.map(({ label, same }) => ({ label, text: ids(same.map(({ organisation }) => organisation)) }));
}

/** What else there is to know of who is asked. */
export function notesOf({ joinedSince, rows }: ProposalView): Markdown[] {
  const left = rows.filter((row) => row.left).map(({ organisation }) => organisation);
  return [
    ...(joinedSince.length === 0 ? [] : [safe`Not asked, since they joined after it opened: ${ids(joinedSince)}.`]),
    ...(rows.length > FEW && left.length > 0 ? [safe`Left the programme since: ${ids(left)}.`] : []),
  ];
}

const LATE = safe` (late)`;
const NOTHING = escape('');
