import payload from './round.json' with { type: 'json' };
import { plural, type Colour } from './agreementWords.ts';
import { opens, presses, type ButtonData } from './buttons.ts';
import { moment, momentNear } from './dates.ts';
import { assembled } from './decisionParts.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { withheldWords } from './reporters.ts';
import { blockersOf, type BlockersFace } from './roundBlockers.ts';
import { rowsOf, together } from './roundRows.ts';
import { organisationWords, whoShort, type Named } from './words.ts';
import type { Group, Row } from './proposalRows.ts';
import type { RoundView } from '../domain/standupViews.ts';

/** What the cards of a round are made from. */
export type RoundCardData = {
  /** The programme's id, which the buttons carry. */
  programme: string;
  programmeName: string;
  organisations: readonly Named[];
  timeZone: string;
  round: RoundView;
};

type Face = RoundHead &
  BlockersFace & {
    until: Markdown;
    table?: { now: Markdown; then?: Markdown; turn?: ButtonData };
    reporting?: Reporting;
    lateHint?: Markdown;
    rows: Row[];
    groups: Group[];
    withheld?: Markdown;
    close?: ButtonData;
  };

/** The buttons with which a round is answered. */
export type Reporting = { title: string; answer: ButtonData; noChange?: ButtonData };

type Room = { text: number; rows: number; blockers: number; names: number };

const expand = template<Face>(assembled(payload));

/** The post of a round, kept up to date in its conversation while it is open and after it closed. Holds no input fields. */
export function roundCard(data: RoundCardData): Card {
  return fitted<Room>(
    [
      { text: 300, rows: 30, blockers: 30, names: 100 },
      { text: 200, rows: 25, blockers: 20, names: 60 },
      { text: 120, rows: 20, blockers: 12, names: 40 },
      { text: 75, rows: 12, blockers: 6, names: 20 },
      { text: 40, rows: 5, blockers: 3, names: 10 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face(data: RoundCardData, room: Room): Face {
  const { round, programme, timeZone, organisations } = data;
  const { standup, round: number, closedAt, version } = round;
  const setting = { timeZone, organisations, room: room.text };
  const isOpen = closedAt === null;
  return {
    ...headOf(data),
    until: isOpen ? safe`Open until **${escape(moment(round.closes, timeZone))}**.` : closing(data),
    table: isOpen ? tableOf(data) : undefined,
    reporting: reportingOf(data),
    lateHint: isLate(round)
      ? safe`What is answered now is marked as late. It counts until the next round opens.`
      : undefined,
    ...rowsOf({ ...setting, round, most: room.rows, names: room.names }),
    ...blockersOf(round.blockers, { ...setting, most: room.blockers }),
    withheld: withheldIn(round),
    close: isOpen ? presses({ do: 'closeRound', programme, standup, round: number, nonce: `${version}` }) : undefined,
  };
}

export type RoundHead = {
  eyebrow: Markdown;
  state: string;
  colour: Colour;
  title: Markdown;
  progress: Markdown;
  notes: Markdown[];
};

/** What stands on top of each card of a round. */
export function headOf({ round, programmeName, timeZone }: RoundCardData): RoundHead {
  const isOpen = round.closedAt === null;
  return {
    eyebrow: joined([escape(programmeName), safe`Round ${round.round}`], ' · '),
    state: isOpen ? '⏳ Open' : '✓ Closed',
    colour: isOpen ? 'Accent' : 'Default',
    title: escape(round.name),
    progress: progress(round),
    notes: openingNotes(round, timeZone),
  };
}

/** "4 of 6 organisations have answered" */
function progress({ answered, expected, reporting, closedAt, rows }: RoundView): Markdown {
  const noun = reporting === 'person' ? (expected === 1 ? 'person' : 'people') : plural(expected, 'organisation');
  const verb = closedAt !== null ? 'answered' : answered === 1 ? 'has answered' : 'have answered';
  const unasked = rows.filter((row) => row.unasked).length;
  const others = unasked === 0 ? escape('') : safe`, and ${unasked} more without being asked`;
  return safe`${answered} of ${expected} ${escape(noun)} ${escape(verb)}${others}`;
}

/** A round that opens so long after its time opened late. */
const LATE_MS = 5 * 60 * 1000;

function openingNotes({ due, openedAt, openedBy, missed }: RoundView, timeZone: string): Markdown[] {
  const isLate = due !== null && Date.parse(openedAt) - Date.parse(due) > LATE_MS;
  const before = missed === 1 ? '1 round before it' : `${missed} rounds before it`;
  return [
    ...(due === null ? [safe`Started by ${whoShort(openedBy)}.`] : []),
    ...(isLate
      ? [
          safe`⚠ It opened late, at ${escape(momentNear(openedAt, due, timeZone))}: it was due at ${escape(momentNear(due, openedAt, timeZone))}.`,
        ]
      : []),
    ...(missed === 0 ? [] : [safe`⚠ ${escape(before)} did not open, since the service was not running.`]),
  ];
}

function closing({ round, timeZone }: RoundCardData): Markdown {
  const { closedAt, closes } = round;
  const on = escape(moment(closedAt ?? closes, timeZone));
  return safe`Closed on ${on}${closedHow(round, 'by')}.`;
}

/** Nothing where its time was over; else ", by Asha Patel (NMH)", or that the next one took its place. */
export function closedHow({ closedBy, closedInTime, gaveWay }: RoundView, word: 'by' | 'closed by'): Markdown {
  if (gaveWay) return safe`, when the next round opened`;
  return closedInTime || closedBy === null ? escape('') : safe`, ${escape(word)} ${whoShort(closedBy)}`;
}

function tableOf({ round, programme, organisations }: RoundCardData): Face['table'] {
  const { table, standup, version } = round;
  if (table === null) return undefined;
  if (table.now === null) return { now: safe`Everybody has had a turn.` };
  return {
    now: safe`Now: ${organisationWords(table.now, organisations)}`,
    then: table.next === null ? safe`Nobody comes after.` : safe`Next: ${organisationWords(table.next, organisations)}`,
    turn: presses({ do: 'turn', programme, standup, round: round.round, after: table.now, nonce: `${version}` }),
  };
}

function isLate({ closedAt, isLast }: RoundView): boolean {
  return closedAt !== null && isLast;
}

/** With what a round can be answered now; nothing once a newer one has taken its place. */
export function reportingOf({ round, programme }: Pick<RoundCardData, 'round' | 'programme'>): Reporting | undefined {
  const { standup, round: number, version, closedAt, mayBeUnchanged } = round;
  const answer = opens({ do: 'open', form: 'answer', programme, standup, round: number });
  if (closedAt !== null) return isLate(round) ? { title: 'Answer late', answer } : undefined;
  return {
    title: 'Answer',
    answer,
    noChange: mayBeUnchanged
      ? presses({ do: 'noChange', programme, standup, round: number, nonce: `${version}` })
      : undefined,
  };
}

/** Up to so many of those whose answers are not shown are named. */
const FEW = 12;

/** How much there is that is not shown here. */
export function withheldIn({ rows, blockers }: RoundView): Markdown | undefined {
  const from = rows.filter(({ answer }) => answer?.withheld);
  const answers = from.length;
  const unseen = blockers.filter(({ text }) => text === null).length;
  const pieces = [
    ...(answers === 0 ? [] : [safe`${answers} ${escape(plural(answers, 'answer'))} (${together(from, FEW)})`]),
    ...(unseen === 0 ? [] : [safe`${unseen} ${escape(plural(unseen, 'blocker'))}`]),
  ];
  return withheldWords(joined(pieces, ' and '), answers + unseen);
}
