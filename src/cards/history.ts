import payload from './history.json' with { type: 'json' };
import { moment } from './dates.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { happened } from './happened.ts';
import { pinnedBoardLines, type PinnedLines } from './pinnedBoard.ts';
import { fitted, template, type Card } from './render.ts';
import { overrideWords } from './statusWords.ts';
import { shown, whoShort, type Named } from './words.ts';
import type { PinnedBoard } from '../domain/statusViews.ts';
import type { Position } from '../domain/agreement.ts';
import type { PositionEvent } from '../domain/position.ts';
import type { DecisionWithHistory, HistoryLine } from '../domain/views.ts';

export type HistoryCardData = {
  decision: DecisionWithHistory;
  timeZone: string;
  organisations: readonly Named[];
};

type Face = {
  eyebrow: Markdown;
  title: Markdown;
  count: Markdown;
  earlier?: Markdown;
  lines: { heading: Markdown; what: Markdown; why?: Markdown }[];
  board?: PinnedLines;
};

/** Characters that the reason for a level takes. */
const OVERRIDE_ROOM = 200;

type Room = { lines: number; text: number; board: number };

const expand = template<Face>(payload);

/** Everything that has happened to one decision, oldest first. When it is too long for a card, the newest stay. */
export function historyCard(data: HistoryCardData): Card {
  return fitted<Room>(
    [
      { lines: 100, text: Infinity, board: 60 },
      { lines: 60, text: 1000, board: 60 },
      { lines: 60, text: 300, board: 60 },
      { lines: 30, text: 300, board: 40 },
      { lines: 20, text: 150, board: 25 },
      { lines: 10, text: 150, board: 12 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face({ decision, timeZone, organisations }: HistoryCardData, room: Room): Face {
  const { history, people } = decision;
  const setting = {
    number: decision.number,
    timeZone,
    organisations,
    people,
    before: before(history),
    room: room.text,
  };
  const newest = history.slice(-room.lines);
  const earlier = history.length - newest.length;
  return {
    eyebrow: safe`History of decision ${decision.number}`,
    title: shown(decision.title),
    count: history.length === 1 ? safe`1 entry in the log` : safe`${history.length} entries in the log, oldest first`,
    earlier:
      earlier > 0 ? safe`And ${earlier} earlier, which do not fit here. The log in the tab has them all.` : undefined,
    lines: newest.map(({ index, at, by, why, event }) => ({
      heading: safe`#${index} · ${escape(moment(at, timeZone))} · ${whoShort(by)}`,
      what: happened(event, setting),
      why: why === null ? undefined : safe`Why: ${shown(why, room.text)}`,
    })),
    board: decision.board ? boardOf(decision.board) : undefined,
  };

  /** With who had set a level, and why: that stands in entries of their own, since it may be erased. */
  function boardOf(board: PinnedBoard): PinnedLines {
    const fits = { rows: room.board, drivers: 3, totals: 12 };
    const pinned = pinnedBoardLines(board, timeZone, organisations, fits);
    const set = (decision.overrides ?? [])
      .slice(0, room.board)
      .map(
        (override) =>
          safe`${escape(override.organisation)}: ${overrideWords(override, { at: board.at, timeZone }, OVERRIDE_ROOM)}`,
      );
    return { ...pinned, lines: [...pinned.lines, ...set] };
  }
}

/** What an organisation said before it changed its mind. */
function before(history: readonly HistoryLine[]): (event: PositionEvent) => Position | undefined {
  const said = new Map<string, Position>();
  for (const { event } of history)
    if (event.type === 'position.taken') said.set(`${event.speaksFor} ${event.turn}`, event.position);
  return ({ speaksFor, turn }) => said.get(`${speaksFor} ${turn - 1}`);
}
