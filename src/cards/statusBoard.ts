import payload from './statusBoard.json' with { type: 'json' };
import { opens, presses, type ButtonData } from './buttons.ts';
import { momentNear } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { dayWords } from './roundBlockers.ts';
import { missingWords, rowOf, ruleWords, summaryWords, type StatusRow } from './statusRows.ts';
import { EXAMPLE_NOTE, MASKED_NOTE } from './statusWords.ts';
import { totalsOf } from './statusTotals.ts';
import type { Fact } from './decisionParts.ts';
import type { BoardView, OrganisationStatus } from '../domain/statusViews.ts';

/** `from`: the first organisation of this page, counted from 0. */
export type StatusBoardData = { board: BoardView; from: number };

type Face = {
  eyebrow: Markdown;
  title: string;
  missing: Markdown[];
  summary?: Markdown;
  example?: Markdown;
  begin: Begin[];
  rows: (StatusRow & { button: string; open: ButtonData })[];
  place?: Markdown;
  totals: Fact[];
  moreTotals?: Markdown;
  notes: Markdown[];
  refresh: ButtonData;
  more?: ButtonData;
  sources: ButtonData;
};

/** What is still to be done before there can be a status, and the buttons that do it. */
type Begin = { text: Markdown; take?: ButtonData; title: string; open: ButtonData };

type Room = { rows: number; text: number; drivers: number; totals: number; names: number };

/** So many organisations stand on a page. */
export const PAGE = 10;

const expand = template<Face>(payload);

/** How every partner is, the hardest pressed first. Holds no input fields. */
export function statusBoardCard(data: StatusBoardData): Card {
  return fitted<Room>(
    [
      { rows: PAGE, text: 300, drivers: 4, totals: 12, names: 12 },
      { rows: PAGE, text: 120, drivers: 3, totals: 12, names: 8 },
      { rows: PAGE, text: 60, drivers: 2, totals: 8, names: 4 },
      { rows: PAGE, text: 30, drivers: 1, totals: 4, names: 2 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face({ board, from }: StatusBoardData, room: Room): Face {
  const { programme, at, timeZone, indicators, rows, example } = board;
  const asOf = { at, timeZone };
  const ordered = rows.toSorted((one, other) => pressed(other) - pressed(one));
  const first = from < ordered.length ? from : 0;
  const shown = indicators.length === 0 ? [] : ordered.slice(first, first + room.rows);
  const next = first + shown.length;
  return {
    eyebrow: joined(
      [escape(board.name), safe`as of ${escape(momentNear(at, at, timeZone))}, ${escape(dayWords(at, timeZone))}`],
      ' · ',
    ),
    title: 'Status of partners',
    missing: missingWords(rows, asOf, room.names),
    summary: indicators.length === 0 ? undefined : summaryWords(rows, room.names),
    example: example && indicators.length > 0 ? EXAMPLE_NOTE : undefined,
    begin: beginning(board),
    rows: shown.map((row) => ({
      ...rowOf(row, { ...asOf, indicators, room: room.text, drivers: room.drivers }),
      button: `Everything of ${row.organisation}`,
      open: presses({ do: 'showPartner', programme, partner: row.organisation }),
    })),
    place:
      shown.length < ordered.length && shown.length > 0
        ? safe`Organisations ${first + 1} to ${next} of ${ordered.length}, the hardest pressed first`
        : undefined,
    ...totalsOf(board.totals, { ...asOf, indicators, most: room.totals, names: room.names }),
    notes: indicators.length === 0 ? [] : notes(board, room),
    refresh: presses({ do: 'showStatus', programme, from: first }),
    more: shown.length > 0 && next < ordered.length ? presses({ do: 'showStatus', programme, from: next }) : undefined,
    sources: presses({ do: 'showSources', programme }),
  };
}

/** What is not known may be anything: it stands below what is hard pressed, and above what is known to be normal. */
function pressed({ level }: OrganisationStatus): number {
  return level ?? 1.5;
}

function beginning({ programme, indicators, rows, version }: BoardView): Begin[] {
  if (indicators.length === 0)
    return [
      {
        text: safe`No indicators have been agreed yet. They say what every organisation measures in the same way, such as beds open, and from which value on it is level 2, 3 or 4. Take the example set and change it, or add your own.`,
        take: presses({ do: 'takeExample', programme, nonce: `${version}` }),
        title: 'Add an indicator',
        open: opens({ do: 'open', form: 'indicator', programme }),
      },
    ];
  if (rows.some(({ freshness }) => freshness !== 'notConfigured')) return [];
  return [
    {
      text: safe`No source tells any figures yet. A source is a partner’s own feed, what a partner sends us, or a person who is asked at set times. Begin with one organisation.`,
      title: 'Add a source',
      open: opens({ do: 'open', form: 'source', programme }),
    },
  ];
}

function notes({ rule, totals, rows }: BoardView, room: Room): Markdown[] {
  const isMasked = [...totals, ...rows.flatMap(({ figures }) => figures)].some(({ masked }) => masked);
  return [ruleWords(rule, room.text), ...(isMasked ? [MASKED_NOTE] : [])];
}
