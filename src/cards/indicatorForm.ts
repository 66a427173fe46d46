import payload from './indicatorForm.json' with { type: 'json' };
import { choices, choiceTitle, filled, frame, isOpen, type Choice, type FormData, type FormFace } from './form.ts';
import { ADDING_WORDS } from './indicatorWords.ts';
import { fitted, template, type Card } from './render.ts';
import { ADDINGS, type Indicator } from '../domain/indicator.ts';
import { LIMITS } from '../domain/text.ts';
import type { IndicatorInputs } from './press.ts';

/** `indicator`: its key, when it is changed. */
export type IndicatorFormData = FormData<IndicatorInputs> & { indicator?: string };

const INPUTS = [
  'key',
  'name',
  'definition',
  'unit',
  'adding',
  'worse',
  'two',
  'three',
  'four',
  'readings',
  'recoveryReadings',
  'margin',
  'freshFor',
  'masked',
  'weight',
  'why',
] as const satisfies readonly (keyof IndicatorInputs)[];

/** Stand outside of "More details". */
const FIRST = ['key', 'name', 'definition', 'unit', 'worse', 'two', 'three', 'four', 'why'];

/** What stands in the inputs of a new one. */
export const USUAL_INDICATOR = {
  adding: 'point-in-time',
  worse: 'higher',
  readings: '2',
  recoveryReadings: '3',
  margin: '0',
  freshFor: '90',
  masked: 'false',
  weight: '1',
} satisfies IndicatorInputs;

const WORSE_WORDS = { higher: 'More is worse', lower: 'Less is worse' } as const;

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  isNew?: true;
  worses: Choice[];
  addings: Choice[];
  open: boolean;
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form that adds an indicator, or changes one. */
export function indicatorFormCard(data: IndicatorFormData): Card {
  return fitted([LIMITS.text, 2000], (room) => expand(face(data, room)));
}

function face(data: IndicatorFormData, room: number): Face {
  const isNew = data.indicator === undefined;
  const all = filled(INPUTS, { ...USUAL_INDICATOR, ...data.values });
  const values = filled(INPUTS, Object.fromEntries(INPUTS.map((input) => [input, all[input].slice(0, room)])));
  return {
    ...frame('indicator', data, {
      heading: isNew ? 'Add an indicator' : `Change the indicator ${choiceTitle(data.indicator ?? '', 60)}`,
      hint: 'All organisations measure it in the same way. What you change counts from the next reading, and what was read before stays as it was.',
      send: isNew ? 'Add' : 'Save',
    }),
    values,
    isNew: isNew ? true : undefined,
    worses: choices(['higher', 'lower'], WORSE_WORDS),
    addings: choices(ADDINGS, ADDING_WORDS),
    open: isOpen(data, values, FIRST, Object.values(USUAL_INDICATOR)),
    limits: LIMITS,
  };
}

/** An indicator as the form holds it. */
export function indicatorInputs(indicator: Indicator): IndicatorInputs {
  const { thresholds, readings, recovery, freshFor, masked, weight, ...words } = indicator;
  const [two, three, four] = thresholds.map((threshold) => (threshold === null ? '' : `${threshold}`));
  return {
    ...words,
    ...{ two: two ?? '', three: three ?? '', four: four ?? '' },
    readings: `${readings}`,
    recoveryReadings: `${recovery.readings}`,
    margin: `${recovery.margin}`,
    freshFor: `${freshFor}`,
    masked: `${masked}`,
    weight: `${weight}`,
  };
}
