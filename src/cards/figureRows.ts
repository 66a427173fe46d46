import { escape, joined, safe, type Markdown } from './escape.ts';
import { plotUrl, plotWords, spanWords } from './plot.ts';
import { inALine } from './roundRows.ts';
import { ageWords, causeSince, figureWords, levelState, plainFigure, timeWords, type AsOf } from './statusWords.ts';
import { whoShort } from './words.ts';
import type { Colour } from './agreementWords.ts';
import type { Indicator } from '../domain/indicator.ts';
import type { FigureView, TrendPoint } from '../domain/statusViews.ts';
import type { Instant } from '../domain/values.ts';

/** One figure of one organisation with all that is known of it. */
export type FigureRow = {
  name: Markdown;
  state: string;
  colour: Colour;
  value: Markdown;
  plot?: { url: string; words: string; scale: Markdown };
  detail: Markdown[];
};

export type FigureSetting = AsOf & {
  /** From when on its past is told, and what that was. */
  from: Instant;
  points?: readonly TrendPoint[];
  /** Characters a text may take. */
  room: number;
};

export function figureRow(figure: FigureView, indicator: Indicator, setting: FigureSetting): FigureRow {
  const { room } = setting;
  return {
    name: inALine(indicator.name, Math.min(room, NAME_ROOM)),
    ...levelState(figure.level),
    value: valueAsOf(figure, indicator, setting),
    plot: plotOf(indicator, setting),
    detail: [timesWords(figure, setting), ...(figure.cause === null ? [] : [causeLine(figure, setting)])],
  };
}

/** "412 beds, as of 1:50pm"; of an old one: "412 beds, as of 9:10am, 4 hours old" */
function valueAsOf(figure: FigureView, { unit }: Indicator, setting: FigureSetting): Markdown {
  const value = figureWords(figure, unit);
  const at = figure.observed;
  if (at === null) return value;
  const when = safe`${value}, as of ${timeWords(at, setting)}`;
  if (figure.state !== 'stale') return when;
  return safe`⚠ ${when}, ${escape(ageWords(figure.confirmed ?? at, setting))} old`;
}

/** "Source 3, Midday figures · received 1:52pm · confirmed 2pm · told by Ben Cole (EVC) · read as entry 61 says" */
function timesWords(figure: FigureView, setting: FigureSetting): Markdown {
  const { received, confirmed, reporter, source, sourceName, mapping } = figure;
  const name = sourceName === null ? escape('') : safe`, ${inALine(sourceName, Math.min(setting.room, NAME_ROOM))}`;
  return joined(
    [
      source === null ? safe`No source` : safe`Source ${source}${name}`,
      ...(received === null ? [safe`nothing has come yet`] : [safe`received ${timeWords(received, setting)}`]),
      ...(confirmed === null ? [] : [safe`confirmed ${timeWords(confirmed, setting)}`]),
      ...(reporter === null ? [] : [safe`told by ${whoShort(reporter)}`]),
      ...(mapping === null ? [] : [safe`read as entry ${mapping} says`]),
    ],
    ' · ',
  );
}

function causeLine({ cause }: FigureView, setting: FigureSetting): Markdown {
  return safe`Not current: ${causeSince(cause!, setting)}`;
}

/** How it has moved; none where nothing is known of its past. */
function plotOf(indicator: Indicator, { points, from, at, timeZone }: FigureSetting): FigureRow['plot'] {
  const values = points?.flatMap(({ value }) => (value === null ? [] : [value])) ?? [];
  if (points === undefined || values.length === 0) return undefined;
  const plotted = { points, from, to: at };
  const { name, unit } = indicator;
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) =>
    plainFigure({ value, masked: false }, unit, name),
  );
  return {
    url: plotUrl(plotted, indicator.thresholds),
    words: plotWords(plotted, indicator, timeZone),
    scale: escape(`${low === high ? low : `${low} to ${high}`} over ${spanWords(from, at)}`),
  };
}

const NAME_ROOM = 60;
