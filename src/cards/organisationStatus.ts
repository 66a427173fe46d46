import payload from './organisationStatus.json' with { type: 'json' };
import { opens, presses, type ButtonData } from './buttons.ts';
import { momentNear } from './dates.ts';
import { assembled } from './decisionParts.ts';
import { escape, joined, linkTo, safe, type Markdown } from './escape.ts';
import { figureRow, type FigureRow } from './figureRows.ts';
import { fitted, template, type Card } from './render.ts';
import { dayWords } from './roundBlockers.ts';
import { inALine } from './roundRows.ts';
import { sourceRow, type SourceRow } from './sourceRows.ts';
import { causeSince, EXAMPLE_NOTE, MASKED_NOTE, freshnessWords, levelState, timeWords } from './statusWords.ts';
import { reasons, ruleWords } from './statusRows.ts';
import type { Colour } from './agreementWords.ts';
import type { FigureView, OrganisationBoard } from '../domain/statusViews.ts';

export type OrganisationStatusData = { board: OrganisationBoard };

type Face = {
  eyebrow: Markdown;
  title: Markdown;
  state: string;
  colour: Colour;
  asOf: Markdown;
  example?: Markdown;
  words: Markdown[];
  fresh: Markdown;
  telling: Telling[];
  figures: FigureRow[];
  unread: Markdown[];
  notices: Markdown[];
  sources: SourceRow[];
  notes: Markdown[];
  refresh: ButtonData;
  override: ButtonData;
  board: ButtonData;
};

/** The buttons with which a person tells a source's figures. */
type Telling = { title: string; tell: ButtonData; confirm?: ButtonData };

type Room = { figures: number; plots: boolean; text: number; notices: number; sources: number };

const expand = template<Face>(assembled(payload));

/** Everything of one organisation: its level and why, its figures with their past, its notices and its sources. */
export function organisationStatusCard(data: OrganisationStatusData): Card {
  return fitted<Room>(
    [
      { figures: 40, plots: true, text: 200, notices: 5, sources: 10 },
      { figures: 40, plots: false, text: 120, notices: 5, sources: 10 },
      { figures: 40, plots: false, text: 60, notices: 3, sources: 5 },
      { figures: 25, plots: false, text: 40, notices: 2, sources: 3 },
      { figures: 12, plots: false, text: 30, notices: 1, sources: 2 },
    ],
    (room) => expand(face(data.board, room)),
  );
}

function face(board: OrganisationBoard, room: Room): Face {
  const { programme, row, at, timeZone, indicators, sources, version } = board;
  const asOf = { at, timeZone };
  const partner = row.organisation;
  const told = row.figures.filter(({ value, masked }) => value !== null || masked);
  const isMasked = row.figures.some(({ masked }) => masked);
  return {
    eyebrow: joined([escape(board.name), safe`Status`], ' · '),
    title: safe`${inALine(row.name, room.text)} (${escape(partner)})`,
    ...levelState(row.level),
    asOf: safe`As of ${escape(momentNear(at, at, timeZone))}, ${escape(dayWords(at, timeZone))}`,
    example: board.example ? EXAMPLE_NOTE : undefined,
    words: whyWords(board, room),
    fresh: freshnessWords(row, asOf),
    telling: tellingOf(board),
    figures: told.slice(0, room.figures).flatMap((figure) => {
      const indicator = indicators.find(({ key }) => key === figure.indicator);
      if (indicator === undefined) return [];
      const trend = room.plots ? board.trends.find((each) => each.indicator === figure.indicator) : undefined;
      return [figureRow(figure, indicator, { ...asOf, from: board.from, points: trend?.points, room: room.text })];
    }),
    unread: unreadWords(board, told.length - room.figures, room),
    notices: noticeWords(board, room),
    sources: sources
      .slice(0, room.sources)
      .map((source) => sourceRow(source, { ...asOf, programme, room: room.text, names: 'own' })),
    notes: [
      ...(board.indicators.length > 0 ? [ruleWords(board.rule, room.text)] : []),
      ...(isMasked ? [MASKED_NOTE] : []),
    ],
    refresh: presses({ do: 'showPartner', programme, partner }),
    override: opens({ do: 'open', form: 'override', programme, partner }),
    board: presses({ do: 'showStatus', programme, from: 0 }),
  };

  function tellingOf({ sources: all }: OrganisationBoard): Telling[] {
    return all
      .filter(({ kind, state }) => kind === 'person' && state === 'running')
      .slice(0, TELLING)
      .map(({ number, received, name }, _, persons) => ({
        title: persons.length === 1 ? 'Tell figures' : `Tell: ${name.slice(0, TITLE)}`,
        tell: opens({ do: 'open', form: 'figures', programme, source: number }),
        confirm:
          received === null
            ? undefined
            : presses({ do: 'confirm', programme, source: number, on: 'partner', nonce: `${version}` }),
      }));
  }
}

/** So many sources that people tell have their own buttons, whose titles take so many characters of a name. */
const TELLING = 3;
const TITLE = 40;

/** Why its level is what it is, and since when. */
function whyWords({ row, indicators, levels, at, timeZone }: OrganisationBoard, room: Room): Markdown[] {
  const since = levels.at(-1);
  const steady =
    since === undefined || since.level !== row.level || row.level === null
      ? []
      : [safe`At this level since ${timeWords(since.at, { at, timeZone })}.`];
  const why = reasons(row, { at, timeZone, indicators, room: room.text, drivers: 6 });
  return why.length === 0 && steady.length === 0 ? [safe`Its level is not known.`] : [...why, ...steady];
}

/** The indicators of which there is no figure, together with why, and how many there was no room for. */
function unreadWords({ row, indicators, at, timeZone }: OrganisationBoard, left: number, room: Room): Markdown[] {
  const without = row.figures.filter(({ value, masked }) => value === null && !masked);
  const why = ({ state, cause, source }: FigureView): Markdown => {
    if (state === 'notConfigured') return safe`○ No source tells`;
    const from = source === null ? escape('') : safe` from source ${source}`;
    return cause === null
      ? safe`○ No figure yet${from}`
      : safe`○ No figure yet${from} (${causeSince(cause, { at, timeZone })})`;
  };
  const lines = [...Map.groupBy(without, why)].map(([reason, figures]) => {
    const names = figures.map(({ indicator }) => indicators.find(({ key }) => key === indicator)?.name ?? indicator);
    return safe`${reason}: ${joined(names.map((name) => inALine(name, Math.min(room.text, NAME))))}.`;
  });
  return [...(left > 0 ? [safe`There is no room here for ${left} more figures.`] : []), ...lines];
}

const NAME = 60;

function noticeWords({ row, at, timeZone }: OrganisationBoard, room: Room): Markdown[] {
  const left = row.notices.length - room.notices;
  return [
    ...row.notices.slice(0, room.notices).map(({ title, at: when, link }) => {
      const words = inALine(title, room.text);
      const what = link === null || link.length > LINK ? words : linkTo(words, link);
      return when === null ? what : safe`${timeWords(when, { at, timeZone })} · ${what}`;
    }),
    ...(left > 0 ? [safe`And ${left} earlier.`] : []),
  ];
}

/** A longer address is left out. */
const LINK = 500;
