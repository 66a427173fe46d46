import payload from './figuresForm.json' with { type: 'json' };
import { momentNear } from './dates.ts';
import { escape, plain, safe, type Markdown } from './escape.ts';
import { choiceTitle, filled, frame, type Choice, type FormData, type FormFace } from './form.ts';
import { levelChoices } from './questionWords.ts';
import { fitted, template, type Card } from './render.ts';
import { inALine } from './roundRows.ts';
import { plainFigure } from './statusWords.ts';
import { LIMITS } from '../domain/text.ts';
import type { Indicator } from '../domain/indicator.ts';
import type { SourceSettings } from '../domain/source.ts';
import type { FigureView } from '../domain/statusViews.ts';
import type { Instant } from '../domain/values.ts';
import type { FiguresInputs } from './press.ts';

export type FiguresFormData = FormData<FiguresInputs> & {
  /** The number of a source that a person tells, and its settings. */
  source: number;
  settings: Pick<SourceSettings, 'name' | 'partner' | 'reads'>;
  indicators: readonly Indicator[];
  /** What is known of its organisation now: its last values stand in a form that is new. */
  figures: readonly FigureView[];
  at: Instant;
  timeZone: string;
};

/** One figure as an input; no card can hold an empty number, so that one that is known is `counted`. */
type Asked = {
  kind: 'counted' | 'number' | 'level';
  id: string;
  label: string;
  count?: number;
  value: string;
  choices?: Choice[];
  hints: Markdown[];
};

type Face = FormFace & { figures: Asked[]; values: { why: string }; limits: typeof LIMITS };

const expand = template<Face>(payload);

/** The form with which a person tells a source's figures. One that is left empty is not told. */
export function figuresFormCard(data: FiguresFormData): Card {
  return fitted([300, 150, 80, 0], (room) => expand(face(data, room)));
}

function face(data: FiguresFormData, room: number): Face {
  const { name, partner, reads } = data.settings;
  return {
    ...frame('figures', data, {
      heading: `${choiceTitle(name, LIMITS.name)} (${partner})`,
      hint: 'Tell the figures as they are now. What stands in the boxes was told last. Leave one empty if you do not know it.',
      send: 'Send figures',
    }),
    figures: reads.flatMap(({ indicator: key }) => {
      const indicator = data.indicators.find((each) => each.key === key);
      return indicator === undefined ? [] : [asked(indicator, data, room)];
    }),
    values: filled(['why'], { why: data.values.why }),
    limits: LIMITS,
  };
}

function asked(indicator: Indicator, { values, figures, at, timeZone }: FiguresFormData, room: number): Asked {
  const { key, name, unit, definition } = indicator;
  const figure = figures.find((each) => each.indicator === key);
  const isSent = Object.keys(values).some((input) => input.startsWith('f-'));
  const last = figure?.value === null || figure === undefined ? '' : `${figure.value}`;
  const value = plain((isSent ? values[`f-${key}`] : last) ?? '').slice(0, 40);
  const isCounted = value.trim() !== '' && Number.isFinite(Number(value));
  const before = figure?.observed
    ? [escape(`Last: ${plainFigure(figure, unit, name)}, ${momentNear(figure.observed, at, timeZone)}.`)]
    : [];
  const shared = {
    id: `f-${key}`,
    label: choiceTitle(unit === 'level' || unit === '' ? name : `${name} (${unit})`, LIMITS.name),
    value,
    hints: [...(room > 0 && definition.trim() !== '' ? [safe`${inALine(definition, room)}`] : []), ...before],
  };
  if (unit === 'level') return { ...shared, kind: 'level', choices: levelChoices() };
  return isCounted ? { ...shared, kind: 'counted', count: Number(value) } : { ...shared, kind: 'number' };
}
