import payload from './overrideForm.json' with { type: 'json' };
import { momentNear } from './dates.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { choiceTitle, filled, frame, type Choice, type FormData, type FormFace } from './form.ts';
import { levelChoices } from './questionWords.ts';
import { template, type Card } from './render.ts';
import { levelWords } from './statusWords.ts';
import { LIMITS } from '../domain/text.ts';
import type { Level } from '../domain/indicator.ts';
import type { OverrideView } from '../domain/statusViews.ts';
import type { Instant, OrganisationId } from '../domain/values.ts';
import type { OverrideInputs } from './press.ts';

export type OverrideFormData = FormData<OverrideInputs> & {
  partner: OrganisationId;
  /** The organisation's name. */
  name: string;
  /** What the figures say, and what has been set already. */
  computed: Level | null;
  override: OverrideView | null;
  at: Instant;
  timeZone: string;
};

const INPUTS = ['level', 'untilDay', 'untilTime', 'why'] as const satisfies readonly (keyof OverrideInputs)[];

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  levels: Choice[];
  until: Markdown;
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form with which somebody sets an organisation's level for a while, against what the figures say. */
export function overrideFormCard(data: OverrideFormData): Card {
  const { name, partner } = data;
  return expand({
    ...frame('override', data, {
      heading: `Set the level of ${choiceTitle(name, NAME)} (${partner})`,
      hint: `${standing(data)} What you set stands beside what the figures say, with your name and your reason, until the time you give. Then the figures count again.`,
      send: 'Set level',
    }),
    values: filled(INPUTS, data.values),
    levels: levelChoices(),
    until: safe`In the programme’s time zone, ${escape(data.timeZone)}. Leave the day empty for today.`,
    limits: LIMITS,
  });
}

const NAME = 120;

/** "The figures say 2 Moderate." */
function standing({ computed, override, at, timeZone }: OverrideFormData): string {
  const figures =
    computed === null ? 'The figures do not tell a level.' : `The figures say ${levelWords(computed)} (indicative).`;
  if (override === null) return figures;
  return `${figures} ${levelWords(override.level)} has been set until ${momentNear(override.until, at, timeZone)}.`;
}
