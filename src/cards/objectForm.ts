import payload from './objectForm.json' with { type: 'json' };
import { filled, frame, proposalWords, type About, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { ObjectInputs } from './press.ts';

export type ObjectFormData = FormData<ObjectInputs> & { about: About };

const INPUTS = ['why', 'wouldChange'] as const satisfies readonly (keyof ObjectInputs)[];

type Face = FormFace & { values: Record<(typeof INPUTS)[number], string>; limits: typeof LIMITS };

const expand = template<Face>(payload);

/** The form in which an organisation objects, with its reason. */
export function objectFormCard(data: ObjectFormData): Card {
  return expand({
    ...frame(
      'object',
      { ...data, number: data.about.number },
      {
        heading: `Object to proposal ${data.about.number}`,
        hint: `${proposalWords(data.about)}\nAn objection ends nothing by itself: the others read why, and you can change it until the outcome.`,
        send: 'Object',
      },
    ),
    values: filled(INPUTS, data.values),
    limits: LIMITS,
  });
}
