import payload from './reviewForm.json' with { type: 'json' };
import { aboutWords, filled, frame, type About, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { ReviewInputs } from './press.ts';

export type ReviewFormData = FormData<ReviewInputs> & { about: About };

type Face = FormFace & { values: Record<'on' | 'why', string>; limits: typeof LIMITS };

const expand = template<Face>(payload);

/** The form that says when a decision is to be looked at again. */
export function reviewFormCard(data: ReviewFormData): Card {
  return expand({
    ...frame(
      'review',
      { ...data, number: data.about.number },
      {
        heading: `Review decision ${data.about.number}`,
        hint: `${aboutWords(data.about)}\nChoose the day on which to look at it again. Leave the day empty if no review is needed any more.`,
        send: 'Save review date',
      },
    ),
    values: filled(['on', 'why'], data.values),
    limits: LIMITS,
  });
}
