import payload from './amendForm.json' with { type: 'json' };
import { aboutWords, filled, frame, type About, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { AmendInputs } from './press.ts';

export type AmendFormData = FormData<AmendInputs> & { about: About };

type Face = FormFace & { values: Record<'text' | 'why', string>; limits: typeof LIMITS };

const expand = template<Face>(payload);

/** The form that adds later words to a decision. */
export function amendFormCard(data: AmendFormData): Card {
  return expand({
    ...frame(
      'amend',
      { ...data, number: data.about.number },
      {
        heading: `Amend decision ${data.about.number}`,
        hint: `${aboutWords(data.about)}\nYour words stand below the decision. What was recorded first stays as it is.`,
        send: 'Add amendment',
      },
    ),
    values: filled(['text', 'why'], data.values),
    limits: LIMITS,
  });
}
