import payload from './sources.json' with { type: 'json' };
import { plural } from './agreementWords.ts';
import { opens, presses, type ButtonData } from './buttons.ts';
import { momentNear } from './dates.ts';
import { assembled } from './decisionParts.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { dayWords } from './roundBlockers.ts';
import { sourceRow, type SourceRow } from './sourceRows.ts';
import type { FeedHealth, SourceView } from '../domain/statusViews.ts';
import type { Instant } from '../domain/values.ts';

export type SourcesData = {
  programme: string;
  programmeName: string;
  timeZone: string;
  /** As of when. */
  at: Instant;
  sources: readonly SourceView[];
};

type Face = {
  eyebrow: Markdown;
  title: string;
  summary: Markdown;
  empty?: Markdown;
  rows: SourceRow[];
  more?: Markdown;
  refresh: ButtonData;
  add: ButtonData;
  board: ButtonData;
};

type Room = { text: number; rows: number };

const expand = template<Face>(assembled(payload));

/** From where figures come and how each feed does, those that need somebody first. */
export function sourcesCard(data: SourcesData): Card {
  return fitted<Room>(
    [
      { text: 120, rows: 25 },
      { text: 60, rows: 25 },
      { text: 30, rows: 12 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face({ programme, programmeName, at, timeZone, sources }: SourcesData, room: Room): Face {
  const asOf = { at, timeZone };
  const ordered = sources.toSorted((one, other) => ORDER.indexOf(one.health) - ORDER.indexOf(other.health));
  const left = ordered.length - room.rows;
  return {
    eyebrow: joined(
      [escape(programmeName), safe`as of ${escape(momentNear(at, at, timeZone))}, ${escape(dayWords(at, timeZone))}`],
      ' · ',
    ),
    title: 'Sources',
    summary: counted(sources),
    empty:
      sources.length === 0
        ? safe`A source tells how one organisation is: a feed of its own, what it sends us, or a person who is asked at set times.`
        : undefined,
    rows: ordered
      .slice(0, room.rows)
      .map((source) => sourceRow(source, { ...asOf, programme, room: room.text, names: 'partner' })),
    more:
      left > 0
        ? safe`And ${left} more: each stands on the card of its organisation, which “All partners” leads to.`
        : undefined,
    refresh: presses({ do: 'showSources', programme }),
    add: opens({ do: 'open', form: 'source', programme }),
    board: presses({ do: 'showStatus', programme, from: 0 }),
  };
}

const ORDER = ['failing', 'late', 'waiting', 'working', 'paused', 'ended'] as const satisfies readonly FeedHealth[];

/** "5 sources: 1 failing, 1 late, 3 working" */
function counted(sources: readonly SourceView[]): Markdown {
  if (sources.length === 0) return safe`No source yet`;
  const counts = ORDER.flatMap((health) => {
    const count = sources.filter((source) => source.health === health).length;
    return count === 0 ? [] : [`${count} ${health}`];
  });
  return escape(`${sources.length} ${plural(sources.length, 'source')}: ${counts.join(', ')}`);
}
