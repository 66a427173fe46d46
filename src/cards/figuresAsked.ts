import payload from './figuresAsked.json' with { type: 'json' };
import { opens, presses, type ButtonData } from './buttons.ts';
import { moment } from './dates.ts';
import { assembled } from './decisionParts.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { fitted, template, type Card } from './render.ts';
import { inALine } from './roundRows.ts';
import { figureWords, MASKED_NOTE, timeWords } from './statusWords.ts';
import { organisationWords, whoShort, type Named } from './words.ts';
import type { Colour } from './agreementWords.ts';
import type { Indicator } from '../domain/indicator.ts';
import type { FigureView, SourceView } from '../domain/statusViews.ts';
import type { Instant } from '../domain/values.ts';
import type { WhoView } from '../domain/views.ts';

export type FiguresAskedData = {
  programme: string;
  programmeName: string;
  timeZone: string;
  organisations: readonly Named[];
  /** One that a person tells. */
  source: SourceView;
  /** What is known of its organisation now. */
  figures: readonly FigureView[];
  indicators: readonly Indicator[];
  /** When it is asked for. */
  due: Instant;
  /** When it was told or confirmed since, and by whom; null while it is awaited. */
  answered: { at: Instant; by: WhoView | null } | null;
};

type Face = {
  eyebrow: Markdown;
  title: Markdown;
  state: string;
  colour: Colour;
  lead: Markdown;
  figures: { name: Markdown; value: Markdown; detail?: Markdown }[];
  moreFigures?: Markdown;
  confirm?: ButtonData;
  button: string;
  tell: ButtonData;
  masked?: Markdown;
};

type Room = { text: number; figures: number };

const expand = template<Face>(assembled(payload));

/** Asks a person, or a conversation, for a source's figures; afterwards it shows what was told. Holds no input fields. */
export function figuresAskedCard(data: FiguresAskedData): Card {
  return fitted<Room>(
    [
      { text: 120, figures: 40 },
      { text: 60, figures: 25 },
      { text: 30, figures: 10 },
    ],
    // What another source tells is not theirs to confirm.
    (room) =>
      expand(face({ ...data, figures: data.figures.filter(({ source }) => source === data.source.number) }, room)),
  );
}

function face(data: FiguresAskedData, room: Room): Face {
  const { programme, source, due, answered, timeZone } = data;
  const known = source.reads.map(({ indicator }) => data.figures.find((figure) => figure.indicator === indicator));
  const isKnown =
    known.length > 0 && known.every((figure) => figure !== undefined && (figure.value !== null || figure.masked));
  const left = source.reads.length - room.figures;
  return {
    eyebrow: joined([escape(data.programmeName), organisationWords(source.partner, data.organisations)], ' · '),
    title: inALine(source.name, room.text),
    ...(answered === null ? { state: '⏳ Awaited', colour: 'Accent' } : { state: '✓ Told', colour: 'Good' }),
    lead: leadWords(data),
    figures: source.reads.slice(0, room.figures).map(({ indicator }) => asked(indicator, data, room)),
    moreFigures: left > 0 ? safe`And ${left} more.` : undefined,
    confirm:
      isKnown && answered === null
        ? presses({ do: 'confirm', programme, source: source.number, on: 'ask', nonce: due.replace(/\D/g, '') })
        : undefined,
    button: isKnown ? 'Change' : 'Tell figures',
    tell: opens({ do: 'open', form: 'figures', programme, source: source.number }),
    masked: known.some((figure) => figure?.masked) ? MASKED_NOTE : undefined,
  };

  function leadWords({ figures }: FiguresAskedData): Markdown {
    if (answered === null) {
      const when = escape(moment(due, timeZone));
      return figures.some(({ value }) => value !== null)
        ? safe`What are the figures now, at **${when}**? These were told last. If they are still right, one press says so.`
        : safe`What are the figures now, at **${when}**? None has been told yet.`;
    }
    const by = answered.by === null ? escape('') : safe` by ${whoShort(answered.by)}`;
    return safe`Told${by} at ${timeWords(answered.at, { at: due, timeZone })}. Asked for ${escape(moment(due, timeZone))}.`;
  }
}

/** "Beds open: 412", and when and by whom that was told. */
function asked(
  key: string,
  { figures, indicators, due, timeZone }: FiguresAskedData,
  room: Room,
): Face['figures'][number] {
  const indicator = indicators.find((each) => each.key === key);
  const figure = figures.find((each) => each.indicator === key);
  const name = inALine(indicator?.name ?? key, room.text);
  if (figure === undefined || (figure.value === null && !figure.masked)) return { name, value: safe`none yet` };
  const asOf = { at: due, timeZone };
  const by = figure.reporter === null ? escape('') : safe` by ${whoShort(figure.reporter)}`;
  const pieces = [
    ...(figure.observed === null ? [] : [safe`told ${timeWords(figure.observed, asOf)}${by}`]),
    ...(figure.confirmed === null ? [] : [safe`confirmed ${timeWords(figure.confirmed, asOf)}`]),
  ];
  return {
    name,
    value: figureWords(figure, indicator?.unit ?? '', indicator?.name ?? key),
    detail: pieces.length === 0 ? undefined : joined(pieces, ' · '),
  };
}
