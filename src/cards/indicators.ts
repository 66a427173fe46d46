import payload from './indicators.json' with { type: 'json' };
import { plural } from './agreementWords.ts';
import { opens, presses, type ButtonData } from './buttons.ts';
import { fullDay } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { indicatorLines } from './indicatorWords.ts';
import { fitted, template, type Card } from './render.ts';
import { inALine } from './roundRows.ts';
import { methodWords } from './statusRows.ts';
import { EXAMPLE_NOTE } from './statusWords.ts';
import type { Indicator, IndicatorSet } from '../domain/indicator.ts';

/** `set`: null while nothing has been agreed. */
export type IndicatorsData = {
  programme: string;
  programmeName: string;
  set: IndicatorSet | null;
  /** Log size at which this was worked out. */
  version: number;
};

type Face = {
  eyebrow: Markdown;
  title: string;
  example?: Markdown;
  summary: Markdown;
  begin: { text: Markdown; take: ButtonData }[];
  rows: IndicatorRow[];
  more?: Markdown;
  rule?: Markdown;
  kept?: Markdown;
  add: ButtonData;
  levels: ButtonData;
  board: ButtonData;
};

type IndicatorRow = { name: Markdown; definition?: Markdown; words: Markdown[]; button: string; open: ButtonData };

type Room = { definition: number; rows: number; name: number; lines: number };

const expand = template<Face>(payload);

/** What a programme measures and what each value means. A press on an indicator changes it. */
export function indicatorsCard(data: IndicatorsData): Card {
  return fitted<Room>(
    [
      { definition: 500, rows: 40, name: 120, lines: 5 },
      { definition: 150, rows: 40, name: 80, lines: 5 },
      { definition: 60, rows: 40, name: 40, lines: 2 },
      { definition: 0, rows: 40, name: 40, lines: 1 },
      { definition: 0, rows: 20, name: 30, lines: 1 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face({ programme, programmeName, set, version }: IndicatorsData, room: Room): Face {
  const indicators = set?.indicators ?? [];
  const left = indicators.length - room.rows;
  return {
    eyebrow: joined([escape(programmeName), safe`Status`], ' · '),
    title: 'Indicators',
    example: set?.example ? EXAMPLE_NOTE : undefined,
    summary: summaryWords(indicators.length),
    begin:
      indicators.length > 0
        ? []
        : [
            {
              text: safe`The example set has the usual ones, to begin with and to be changed.`,
              take: presses({ do: 'takeExample', programme, nonce: `${version}` }),
            },
          ],
    rows: indicators.slice(0, room.rows).map((indicator) => row(indicator)),
    more: left > 0 ? safe`And ${left} more, for which there is no room here.` : undefined,
    ...(set === null || indicators.length === 0 ? {} : ruleOf(set, room)),
    add: opens({ do: 'open', form: 'indicator', programme }),
    levels: opens({ do: 'open', form: 'levels', programme }),
    board: presses({ do: 'showStatus', programme, from: 0 }),
  };

  function row(indicator: Indicator): IndicatorRow {
    const { key, name, definition } = indicator;
    return {
      name: inALine(name, room.name),
      definition: room.definition === 0 || definition.trim() === '' ? undefined : inALine(definition, room.definition),
      words: indicatorLines(indicator, room.name, set?.rule.method === 'score').slice(0, room.lines),
      button: `Change the indicator ${key}`,
      open: opens({ do: 'open', form: 'indicator', programme, indicator: key }),
    };
  }
}

function summaryWords(count: number): Markdown {
  if (count === 0)
    return safe`No indicators have been agreed yet. They say what every organisation measures in the same way, and from which value on it is level 2, 3 or 4.`;
  return safe`${count} ${escape(plural(count, 'indicator'))}. Press one to change it.`;
}

/** How a level follows from them, where that was agreed and since when. */
function ruleOf({ rule, kept }: IndicatorSet, room: Room): Pick<Face, 'rule' | 'kept'> {
  return {
    rule: safe`From the figures, and so indicative: ${methodWords(rule)}. Agreed in: ${inALine(rule.source, Math.max(room.definition, 60))}, in effect from ${escape(fullDay(rule.effective))}.`,
    kept: safe`Readings are kept for ${kept} ${escape(plural(kept, 'day'))}.`,
  };
}
