import payload from './levelsForm.json' with { type: 'json' };
import { choices, filled, frame, type Choice, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { IndicatorSet } from '../domain/indicator.ts';
import type { LevelsInputs } from './press.ts';

export type LevelsFormData = FormData<LevelsInputs>;

const INPUTS = [
  'method',
  'bands',
  'agreedBy',
  'effective',
  'kept',
  'why',
] as const satisfies readonly (keyof LevelsInputs)[];

const METHOD_WORDS = {
  worst: 'The worst indicator counts',
  score: 'They are weighed and added up',
} as const;

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  methods: Choice[];
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form that says how an organisation's level follows from its indicators. */
export function levelsFormCard(data: LevelsFormData): Card {
  return expand({
    ...frame('levels', data, {
      heading: 'How levels are worked out',
      hint: 'A level that is worked out is shown as indicative, with where this was agreed and since when. What a person sets goes before it.',
      send: 'Save',
    }),
    values: filled(INPUTS, { method: 'worst', ...data.values }),
    methods: choices(['worst', 'score'], METHOD_WORDS),
    limits: LIMITS,
  });
}

/** A rule as the form holds it. */
export function levelsInputs({ rule, kept }: Pick<IndicatorSet, 'rule' | 'kept'>): LevelsInputs {
  const { method, source, effective } = rule;
  const bands = rule.method === 'score' ? rule.bands.join(', ') : '';
  return { method, bands, agreedBy: source, effective, kept: `${kept}` };
}
