import payload from './pinnedBoard.json' with { type: 'json' };
import { shortMoment } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { inALine } from './roundRows.ts';
import { totalWords } from './statusTotals.ts';
import { figuresLine, levelWords, MASKED_NOTE } from './statusWords.ts';
import { organisationWords, type Named } from './words.ts';
import type { Freshness, PinnedBoard } from '../domain/statusViews.ts';

/** What there is room for: organisations, the indicators that each names, and totals. */
export type PinnedRoom = { rows: number; drivers: number; totals: number };

export type PinnedLines = { heading: Markdown; lines: Markdown[]; totals: Markdown[]; note: Markdown };

export type PinnedBoardData = {
  programmeName: string;
  timeZone: string;
  organisations: readonly Named[];
  board: PinnedBoard;
};

type Face = { eyebrow: Markdown; title: Markdown; lines: Markdown[]; totals: Markdown[]; note: Markdown };

const expand = template<Face>(payload);

/** The status of partners as it stood when a decision was taken: a line for each, for the card of that decision. */
export function pinnedBoardLines(
  { at, indicators, rows, totals }: PinnedBoard,
  timeZone: string,
  organisations: readonly Named[],
  room: PinnedRoom = { rows: 60, drivers: 3, totals: 12 },
): PinnedLines {
  const asOf = { at, timeZone };
  const lines = rows.slice(0, room.rows).map((row) => {
    const driving = row.drivers.flatMap((key) => row.figures.filter(({ indicator }) => indicator === key));
    const level = escape(levelWords(row.level));
    const basis =
      row.level === null
        ? level
        : safe`${level} (${escape(row.basis === 'override' ? 'set by a person' : 'indicative')})`;
    return joined(
      [
        safe`${organisationWords(row.organisation, organisations)}: ${basis}`,
        ...(driving.length === 0 || room.drivers === 0 ? [] : [figuresLine(driving, indicators, asOf, room.drivers)]),
        escape(FRESH_WORDS[row.freshness]),
      ],
      ' · ',
    );
  });
  const sums = totals.slice(0, room.totals).flatMap((total) => {
    const indicator = indicators.find(({ key }) => key === total.indicator);
    if (indicator === undefined) return [];
    const { name, unit } = indicator;
    return [safe`${inALine(name, NAME)}: ${totalWords(total, unit, name, NAMES)}`];
  });
  const isMasked = [...totals, ...rows.flatMap(({ figures }) => figures)].some(({ masked }) => masked);
  const note = safe`It stays as it stood then. Levels that no person had set are indicative.`;
  return {
    heading: safe`Status of partners when this was put into the log, as of ${escape(shortMoment(at, timeZone))}`,
    lines: [...lines, ...more(rows.length - room.rows)],
    totals: [...sums, ...more(totals.length - room.totals)],
    note: isMasked ? safe`${note} ${MASKED_NOTE}` : note,
  };
}

const FRESH_WORDS = {
  current: '✓\u00A0current',
  partial: '⚠\u00A0partly not current',
  stale: '⚠\u00A0out of date',
  unavailable: '○\u00A0no figures',
  notConfigured: '○\u00A0no source',
} as const satisfies Record<Freshness, string>;

/** Characters that the name of an indicator takes, and how many organisations are named as missing. */
const NAME = 60;
const NAMES = 12;

function more(left: number): Markdown[] {
  return left > 0 ? [safe`And ${left} more`] : [];
}

/** The same as a card of its own. */
export function pinnedBoardCard({ board, timeZone, organisations, programmeName }: PinnedBoardData): Card {
  return fitted<PinnedRoom>(
    [
      { rows: 60, drivers: 4, totals: 40 },
      { rows: 60, drivers: 2, totals: 20 },
      { rows: 60, drivers: 1, totals: 10 },
      { rows: 40, drivers: 0, totals: 5 },
    ],
    (room) => {
      const { heading, ...pinned } = pinnedBoardLines(board, timeZone, organisations, room);
      return expand({ eyebrow: escape(programmeName), title: heading, ...pinned });
    },
  );
}
