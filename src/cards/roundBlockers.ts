import { plural, type Colour } from './agreementWords.ts';
import { fullDay, shortMoment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { readersWords } from './reporters.ts';
import { few, organisationWords, shown, type Named } from './words.ts';
import { dayOf } from '../domain/calendar.ts';
import type { BlockerView } from '../domain/standupViews.ts';
import type { Instant } from '../domain/values.ts';

/** A blocker as it stands on a card. */
export type BlockerRow = { name: Markdown; state: string; colour: Colour; words: Markdown[]; detail?: Markdown };

type Setting = { timeZone: string; organisations: readonly Named[]; room: number };

export function blockerRow(blocker: BlockerView, setting: Setting): BlockerRow {
  const { text } = blocker;
  const what = text === null ? safe`What it says is ${readersWords(blocker)}.` : shown(text, setting.room);
  return {
    name: organisationWords(blocker.organisation, setting.organisations),
    ...stateOf(blocker),
    words: [what, ...howWords(blocker, setting)],
    detail: joined(facts(blocker, setting), ' · '),
  };
}

function howWords({ text, closed, organisation }: BlockerView, { room }: Setting): Markdown[] {
  if (closed === null || text === null) return [];
  const { how, readers } = closed;
  return [
    how === null
      ? safe`How it was closed is ${readersWords({ readers, organisation })}.`
      : safe`Closed: ${shown(how, room)}`,
  ];
}

function stateOf({ closed, isNew, rounds }: BlockerView): Pick<BlockerRow, 'state' | 'colour'> {
  if (closed !== null) return { state: '✓ Closed', colour: 'Good' };
  if (isNew || rounds < 2) return { state: '⚠ New', colour: 'Warning' };
  return { state: `⛔ Open for ${rounds} rounds`, colour: 'Attention' };
}

/** Since when, who could help and by when, and who has been told. */
function facts(blocker: BlockerView, { timeZone, organisations }: Setting): Markdown[] {
  const { number, helper, needBy, readers, text, raisedAt, isNew, closed, escalated } = blocker;
  const isOpen = closed === null;
  return [
    safe`Blocker ${number}`,
    ...(isNew && isOpen ? [] : [safe`since ${escape(dayWords(raisedAt, timeZone))}`]),
    ...(helper === null || !isOpen ? [] : [safe`${organisationWords(helper, organisations)} could help`]),
    ...(needBy === null || !isOpen ? [] : [safe`needed by ${escape(fullDay(needBy))}`]),
    ...(readers === null || text === null ? [] : [readersWords(blocker)]),
    ...(escalated === null || !isOpen ? [] : [escalatedWords(escalated, timeZone)]),
    ...(closed === null ? [] : [safe`closed ${escape(shortMoment(closed.at, timeZone))} by ${shown(closed.by.name)}`]),
  ];
}

/** "escalated to Dana Whitlock on 26 November 2026" */
export function escalatedWords({ at, told }: NonNullable<BlockerView['escalated']>, timeZone: string): Markdown {
  const on = escape(dayWords(at, timeZone));
  return told.length === 0
    ? safe`due to go to a sponsor on ${on}, but there is none`
    : safe`escalated to ${few(
        told.map(({ name }) => shown(name, NAME_ROOM)),
        PEOPLE_ROOM,
      )} on ${on}`;
}

/** "26 November 2026": the day of a moment. */
export function dayWords(at: Instant, timeZone: string): string {
  return fullDay(dayOf(at, timeZone));
}

const PEOPLE_ROOM = 3;
/** Characters that a person's name may take. */
const NAME_ROOM = 120;

export type BlockersFace = { blockersHeading?: Markdown; blockers: BlockerRow[]; moreBlockers?: Markdown };

/** The blockers of a round: those that are open first, the oldest of them on top, then those that were closed in it. */
export function blockersOf(
  all: readonly BlockerView[],
  { most, ...setting }: Setting & { most: number },
): BlockersFace {
  const seen = all.filter(({ text }) => text !== null);
  const open = seen.filter(({ closed }) => closed === null);
  const ordered = [...open, ...seen.filter(({ closed }) => closed !== null)];
  const left = ordered.length - most;
  return {
    blockersHeading: seen.length === 0 ? undefined : counted(open, seen.length - open.length),
    blockers: ordered.slice(0, most).map((blocker) => blockerRow(blocker, setting)),
    moreBlockers: left > 0 ? safe`And ${left} more: type “blockers” to see those that are open.` : undefined,
  };
}

/** "2 blockers are open, 1 of them new; 1 was closed" */
function counted(open: readonly BlockerView[], closed: number): Markdown {
  const isNew = open.filter((blocker) => blocker.isNew).length;
  const ended = safe`${closed} ${escape(closed === 1 ? 'was' : 'were')} closed`;
  if (open.length === 0)
    return safe`${closed} ${escape(plural(closed, 'blocker'))} ${escape(closed === 1 ? 'was' : 'were')} closed`;
  const stand = safe`${open.length} ${escape(plural(open.length, 'blocker'))} ${escape(open.length === 1 ? 'is' : 'are')} open`;
  const fresh = isNew === 0 ? NOTHING : open.length === 1 ? safe` and new` : safe`, ${isNew} of them new`;
  return closed === 0 ? safe`${stand}${fresh}` : safe`${stand}${fresh}; ${ended}`;
}

const NOTHING = escape('');
