import payload from './summary.json' with { type: 'json' };
import { momentNear, moment } from './dates.ts';
import { assembled, type Fact, type Labelled } from './decisionParts.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { closedHow, headOf, withheldIn, type RoundCardData, type RoundHead } from './round.ts';
import { blockersOf, type BlockersFace } from './roundBlockers.ts';
import { awayWords, givenBy, marks, unreachedWords } from './reporters.ts';
import { inALine, nameOf, questionOf, saysMore, together } from './roundRows.ts';
import { shown } from './words.ts';
import { valueWords } from './valueWords.ts';
import type { Group } from './proposalRows.ts';
import type { AnswerRow, AnswerView } from '../domain/standupViews.ts';

type Said = { name: Markdown; detail?: Markdown; values: Fact[]; texts: Labelled[] };

type Face = RoundHead & BlockersFace & { saidHeading?: string; said: Said[]; groups: Group[]; withheld?: Markdown };

type Room = { text: number; rows: number; blockers: number; names: number };

const expand = template<Face>(assembled(payload));

/** The message that says what came out of a round, for those who were there and those who were not. */
export function summaryCard(data: RoundCardData): Card {
  return fitted<Room>(
    [
      { text: Infinity, rows: 60, blockers: 60, names: 300 },
      { text: 1000, rows: 60, blockers: 40, names: 200 },
      { text: 400, rows: 60, blockers: 30, names: 100 },
      { text: 200, rows: 40, blockers: 20, names: 60 },
      { text: 120, rows: 20, blockers: 12, names: 40 },
      { text: 75, rows: 12, blockers: 8, names: 20 },
      { text: 75, rows: 6, blockers: 6, names: 15 },
      { text: 40, rows: 2, blockers: 3, names: 5 },
      { text: 40, rows: 1, blockers: 2, names: 3 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face(data: RoundCardData, room: Room): Face {
  const { round, timeZone, organisations } = data;
  const telling = round.rows.filter(saysMore);
  const told = telling.slice(0, room.rows);
  const head = headOf(data);
  return {
    ...head,
    eyebrow: safe`${head.eyebrow} · Summary`,
    notes: [heldWords(data), ...head.notes],
    ...blockersOf(round.blockers, { timeZone, organisations, room: room.text, most: room.blockers }),
    saidHeading: told.length === 0 ? undefined : 'What each said',
    said: told.map((row) => saidBy(row, row.answer!, data, room)),
    groups: groupsOf(data, telling.slice(room.rows), room),
    withheld: withheldIn(round),
  };
}

/** "Friday 27 November 2026, 9:15am to 11:15am" */
function heldWords({ round, timeZone }: RoundCardData): Markdown {
  const { openedAt, closedAt } = round;
  const from = escape(moment(openedAt, timeZone));
  if (closedAt === null) return safe`Since ${from}`;
  return safe`${from} to ${escape(momentNear(closedAt, openedAt, timeZone))}${closedHow(round, 'closed by')}`;
}

function saidBy(
  row: AnswerRow,
  answer: AnswerView,
  { round, timeZone, organisations }: RoundCardData,
  room: Room,
): Said {
  const late = answer.timing === 'late' ? [safe`late, ${escape(momentNear(answer.at, round.openedAt, timeZone))}`] : [];
  const details = [...givenBy(row, answer), ...late, ...marks(row, answer)];
  return {
    name: nameOf(row, organisations),
    detail: details.length === 0 ? undefined : joined(details, ' · '),
    values: answer.values.map((value) => {
      const question = questionOf(round, value.question);
      return { title: inALine(question?.ask ?? GONE, 100), value: valueWords(question, value) };
    }),
    texts: answer.texts.map(({ question, text }) => ({
      label: inALine((question === null ? undefined : questionOf(round, question)?.ask) ?? GONE, 200),
      text: shown(text, room.text),
    })),
  };
}

const GONE = 'A question that is no longer asked';

/** Those of whom there is nothing more to read, by why. */
function groupsOf({ round, organisations }: RoundCardData, crowded: readonly AnswerRow[], { names }: Room): Group[] {
  const among = (state: AnswerRow['state']) => round.rows.filter((row) => row.state === state);
  const short = among('answered').filter((row) => !saysMore(row) && !row.answer?.withheld);
  const group = (label: string, rows: readonly AnswerRow[], why?: (row: AnswerRow) => Markdown[]): Group[] => {
    if (rows.length === 0) return [];
    const explained = rows.map((row) => joined([nameOf(row, organisations), ...(why?.(row) ?? [])], ' · '));
    return [{ label, text: rows.length > FEW ? together(rows, names) : joined(explained, why ? '\n\n' : ', ') }];
  };
  return [
    ...group('There is no room here for what these said', crowded),
    ...group(
      '✓ No change',
      short.filter(({ answer }) => answer?.noChange),
    ),
    ...group(
      '✓ Nothing is in the way',
      short.filter(({ answer }) => answer?.nothingInTheWay),
    ),
    ...group(
      '✓ Answered with blockers only',
      short.filter(({ answer }) => !answer?.noChange && !answer?.nothingInTheWay),
    ),
    ...group('○ Did not answer', among('awaited')),
    ...group('⚠ Could not be reached', among('unreached'), unreachedWords),
    ...group('◇ Away', among('away'), awayWords),
    ...group('– Bank holiday', among('holiday')),
  ];
}

/** Up to so many are named in full. */
const FEW = 12;
