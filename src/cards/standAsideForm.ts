import payload from './standAsideForm.json' with { type: 'json' };
import { filled, frame, proposalWords, type About, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { StandAsideInputs } from './press.ts';

export type StandAsideFormData = FormData<StandAsideInputs> & { about: About };

const INPUTS = ['why'] as const satisfies readonly (keyof StandAsideInputs)[];

type Face = FormFace & { values: Record<(typeof INPUTS)[number], string>; limits: typeof LIMITS };

const expand = template<Face>(payload);

/** The form in which an organisation declares an interest and stands aside. */
export function standAsideFormCard(data: StandAsideFormData): Card {
  return expand({
    ...frame(
      'standAside',
      { ...data, number: data.about.number },
      {
        heading: `Stand aside from proposal ${data.about.number}`,
        hint: `${proposalWords(data.about)}\nYour organisation then leaves the count: it neither agrees nor objects. You can change it until the outcome.`,
        send: 'Stand aside',
      },
    ),
    values: filled(INPUTS, data.values),
    limits: LIMITS,
  });
}
