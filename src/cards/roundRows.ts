import { ids } from './agreementWords.ts';
import { momentNear } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { awayWords, canAnswer, givenBy, marks, names, unreachedWords } from './reporters.ts';
import { valueWords } from './valueWords.ts';
import { few, listed, organisationWords, plainWords, whoShort, type Named } from './words.ts';
import type { Colour } from './agreementWords.ts';
import type { Group, Row } from './proposalRows.ts';
import type { Question } from '../domain/standup.ts';
import type { AnswerRow, AnswerView, RoundView, RowState } from '../domain/standupViews.ts';
import type { Words } from '../domain/values.ts';

/** Who said what in a round, and who has not, as rows of a card. */

export type RowSetting = {
  round: RoundView;
  timeZone: string;
  organisations: readonly Named[];
  /** Characters a text may take. */
  room: number;
};

/** Up to so many have a row each; beyond, only those that say more than a word. */
const FEW = 12;

/** The rows of a card, and those for which there is only room together. Each answer stands in one of them. */
export function rowsOf(setting: RowSetting & { most: number; names: number }): { rows: Row[]; groups: Group[] } {
  const { rows } = setting.round;
  if (rows.length <= FEW) return { rows: rows.map((row) => rowOf(row, setting)), groups: [] };
  const told = [...rows.filter(({ state }) => state === 'unreached'), ...rows.filter(saysMore)].slice(0, setting.most);
  const rest = rows.filter((row) => !told.includes(row));
  return { rows: told.map((row) => rowOf(row, setting)), groups: groupsOf(rest, told, setting) };
}

/** Whether there is something to read in it beside that it was given. */
export function saysMore({ answer }: AnswerRow): boolean {
  return answer !== null && !answer.withheld && answer.texts.length + answer.values.length > 0;
}

export function rowOf(row: AnswerRow, setting: RowSetting): Row {
  const pieces = details(row, setting);
  return {
    name: nameOf(row, setting.organisations),
    ...stateOf(row, setting.round),
    detail: pieces.length === 0 ? undefined : joined(pieces, ' · '),
    words: row.answer === null ? [] : said(row.answer, setting),
  };
}

/** "Northmoor Hospitals (NMH)", or "Asha Patel (NMH)" where people report. */
export function nameOf({ person, organisation }: AnswerRow, organisations: readonly Named[]): Markdown {
  return person === null ? organisationWords(organisation, organisations) : whoShort({ name: person, organisation });
}

function stateOf({ state, answer }: AnswerRow, { closedAt }: RoundView): { state: string; colour: Colour } {
  switch (state) {
    case 'answered':
      return { state: answer?.noChange && !answer.withheld ? '✓ No change' : '✓ Answered', colour: 'Good' };
    case 'awaited':
      return { state: closedAt === null ? '○ Awaited' : '○ Did not answer', colour: 'Default' };
    case 'away':
      return { state: '◇ Away', colour: 'Default' };
    case 'unreached':
      return { state: '⚠ Could not be reached', colour: 'Warning' };
    case 'holiday':
      return { state: '– Bank holiday', colour: 'Default' };
  }
}

function details(row: AnswerRow, setting: RowSetting): Markdown[] {
  if (row.answer !== null) return howGiven(row, row.answer, setting);
  if (row.state === 'away' || row.state === 'holiday') return awayWords(row);
  const can = setting.round.closedAt === null && row.person === null && row.state === 'awaited' ? [canAnswer(row)] : [];
  const quiet =
    row.optedOut.length === 0
      ? []
      : [safe`${names(row.optedOut)} ${escape(row.optedOut.length === 1 ? 'wants' : 'want')} no reminders`];
  return [...can, ...awayWords(row), ...unreachedWords(row), ...(row.person === null ? quiet : [])];
}

/** "Asha Patel", "9:20am", "changed once", "for NMH and EVC only" */
function howGiven(row: AnswerRow, answer: AnswerView, { round, timeZone }: RowSetting): Markdown[] {
  const { at, timing, changes } = answer;
  const when = escape(momentNear(at, round.openedAt, timeZone));
  return [
    ...givenBy(row, answer),
    timing === 'inTime' ? when : safe`${escape(timing)}, ${when}`,
    ...(changes > 0 ? [changesWords(changes)] : []),
    ...marks(row, answer),
  ];
}

function changesWords(changes: number): Markdown {
  return escape(changes === 1 ? 'changed once' : `changed ${changes} times`);
}

/** What an answer says, in a line: figures first, then words. */
function said({ values, texts, withheld, nothingInTheWay }: AnswerView, { round, room }: RowSetting): Markdown[] {
  if (withheld) return [];
  const figures = values.map((value) => {
    const question = questionOf(round, value.question);
    return asked(question, valueWords(question, value));
  });
  const words = texts.map(({ question, text }) => {
    const asks = question === null ? undefined : questionOf(round, question);
    const line = inALine(text, room);
    if (asks === undefined || asks.kind === 'moved') return line;
    return asks.kind === 'plan' ? safe`Next: ${line}` : asked(asks, line);
  });
  return [
    ...(figures.length === 0 ? [] : [joined(figures, ' · ')]),
    ...words,
    ...(nothingInTheWay ? [safe`Nothing is in the way.`] : []),
  ];
}

export function questionOf({ questions }: RoundView, id: string): Question | undefined {
  return questions.find((each) => each.id === id);
}

/** "Beds free: 14", "Is the rota out? yes" */
function asked(question: Question | undefined, answer: Markdown): Markdown {
  if (question === undefined) return answer;
  const ask = inALine(question.ask, 100);
  return /[?:!.]$/.test(ask) ? safe`${ask} ${answer}` : safe`${ask}: ${answer}`;
}

/** Several lines as one, and no longer than there is room for. */
export function inALine(words: Words, room: number): Markdown {
  const line = plainWords(words).replace(/[.;,]?\s*\n\s*/g, ' · ');
  if (line.length <= room) return escape(line);
  return safe`${escape(
    line
      .slice(0, room)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trimEnd(),
  )}…`;
}

/**
 * Those that have no row of their own, by what they have in common, the awaited first; `told` have one, so that the
 * others of the same state are so many more.
 */
function groupsOf(
  rows: readonly AnswerRow[],
  told: readonly AnswerRow[],
  setting: RowSetting & { names: number },
): Group[] {
  const labelOf = (row: AnswerRow) => stateOf(row, setting.round).state;
  const known = new Set(told.map(labelOf));
  const ordered = rows.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  return [...Map.groupBy(ordered, labelOf)].map(([label, same]) => ({
    label: `${label}: ${same.length}${known.has(label) ? ' more' : ''}`,
    text: together(same, setting.names),
  }));
}

const ORDER = ['awaited', 'unreached', 'away', 'holiday', 'answered'] as const satisfies readonly RowState[];

/** Several by their short names, all of them; or by their own where people report, as far as there is room. */
export function together(rows: readonly AnswerRow[], most: number): Markdown {
  const people = rows.flatMap(({ person, organisation }) =>
    person === null ? [] : [whoShort({ name: person, organisation })],
  );
  if (people.length === 0) return ids(rows.map(({ organisation }) => organisation));
  return people.length > most ? few(people, most) : listed(people);
}
