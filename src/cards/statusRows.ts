import { plural, type Colour } from './agreementWords.ts';
import { fullDay } from './dates.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { inALine } from './roundRows.ts';
import {
  causeOf,
  causeSince,
  figuresLine,
  freshnessWords,
  levelState,
  levelWords,
  overrideWords,
  timeWords,
  type AsOf,
  type Measured,
} from './statusWords.ts';
import { causeWords } from './causeWords.ts';
import { few, listed } from './words.ts';
import type { LevelRule } from '../domain/indicator.ts';
import type { OrganisationStatus } from '../domain/statusViews.ts';
import type { OrganisationId } from '../domain/values.ts';

/** The status of one organisation as a row of a card, and that of all of them in a sentence. */

export type StatusRow = { name: Markdown; state: string; colour: Colour; words: Markdown[]; detail: Markdown };

type RowSetting = AsOf & {
  indicators: readonly Measured[];
  /** Characters a text may take, and how many indicators are named. */
  room: number;
  drivers: number;
};

export function rowOf(row: OrganisationStatus, setting: RowSetting): StatusRow {
  const { room } = setting;
  return {
    name: safe`${inALine(row.name, room)} (${escape(row.organisation)})`,
    ...levelState(row.level),
    words: reasons(row, setting),
    detail: freshnessWords(row, setting),
  };
}

/** Why its level is what it is: who has set it, and what the figures make of it. */
export function reasons(row: OrganisationStatus, setting: RowSetting): Markdown[] {
  const { override, computed, level } = row;
  if (override === null) return computed === null ? [] : [safe`Indicative: ${driversWords(row, setting)}`];
  const set = overrideWords(override, setting, setting.room);
  if (computed === null) return [set];
  return [
    set,
    computed === level
      ? safe`The figures say the same (indicative): ${driversWords(row, setting)}`
      : safe`The figures alone would make it ${escape(levelWords(computed))} (indicative): ${driversWords(row, setting)}`,
  ];
}

/** "Beds open: 371 · Ambulance waits: 14 (9:10am)" */
function driversWords({ drivers, figures, computed }: OrganisationStatus, setting: RowSetting): Markdown {
  const driving = drivers.flatMap((key) => figures.filter(({ indicator }) => indicator === key));
  if (driving.length > 0) return figuresLine(driving, setting.indicators, setting, setting.drivers);
  return computed === 1 ? safe`no indicator is above ${escape(levelWords(1))}` : safe`from all of its figures`;
}

/** What is missing, the first that one should know: "No figures from RPC since 9:10am: the address did not answer" */
export function missingWords(rows: readonly OrganisationStatus[], asOf: AsOf, most: number): Markdown[] {
  const silent = rows.filter(({ freshness }) => freshness === 'unavailable' || freshness === 'stale');
  const told = silent.slice(0, Math.min(most, LINES));
  const rest = silent.slice(told.length);
  return [
    ...told.map((row) => silence(row, asOf)),
    ...(rest.length === 0 ? [] : [safe`No current figures from ${ids(rest, most)} either`]),
  ];
}

/** Up to so many organisations have a line of their own. */
const LINES = 3;

function silence(row: OrganisationStatus, asOf: AsOf): Markdown {
  const { organisation, freshness, oldest } = row;
  const cause = causeOf(row);
  const from = escape(organisation);
  if (freshness === 'unavailable')
    return cause === undefined
      ? safe`No figures from ${from} yet`
      : safe`No figures from ${from} since ${timeWords(cause.since, asOf)}: ${causeWords(cause)}`;
  const since = oldest === null ? escape('') : safe` since ${timeWords(oldest, asOf)}`;
  return safe`No new figures from ${from}${since}${cause === undefined ? escape('') : safe`: ${causeSince(cause, asOf)}`}`;
}

/** "2 of 5 organisations at 3 Severe or above: NMH and EVC. 1 is not known." */
export function summaryWords(
  rows: readonly Pick<OrganisationStatus, 'organisation' | 'level'>[],
  most: number,
): Markdown {
  const high = rows.filter(({ level }) => level !== null && level >= 3);
  const unknown = rows.filter(({ level }) => level === null);
  const of = safe`${rows.length} ${escape(plural(rows.length, 'organisation'))}`;
  const at = escape(`at ${levelWords(3)} or above`);
  const said =
    high.length === 0 ? safe`None of ${of} ${at}.` : safe`${high.length} of ${of} ${at}: ${ids(high, most)}.`;
  if (unknown.length === 0) return said;
  return safe`${said} ${unknown.length} not known: ${ids(unknown, most)}.`;
}

export function ids(all: readonly { organisation: OrganisationId }[], most: number): Markdown {
  const names = all.map(({ organisation }) => escape(organisation));
  return names.length > most ? few(names, most) : listed(names);
}

/** "Levels are worked out …: that of the worst indicator counts. Agreed in: Winter plan, in effect from 1 October 2026." */
export function ruleWords(rule: LevelRule, room: number): Markdown {
  return safe`Levels that nobody has set are worked out from the figures, and so indicative: ${methodWords(rule)}. Agreed in: ${inALine(rule.source, room)}, in effect from ${escape(fullDay(rule.effective))}.`;
}

/** How an organisation's level follows from those of its indicators. */
export function methodWords(rule: LevelRule): Markdown {
  if (rule.method === 'worst') return safe`that of the worst indicator counts`;
  const [two, three, four] = rule.bands;
  return safe`the levels are weighed and added up, to 2 Moderate from ${two} ${escape(plural(two, 'point'))}, 3 Severe from ${three} and 4 Extreme from ${four}`;
}
