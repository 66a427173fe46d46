import payload from './solveForm.json' with { type: 'json' };
import { filled, frame, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { plainWords } from './words.ts';
import { LIMITS } from '../domain/text.ts';
import type { SolveInputs } from './press.ts';
import type { BlockerView } from '../domain/standupViews.ts';

export type SolveFormData = FormData<SolveInputs> & { about: BlockerView };

const INPUTS = ['how'] as const satisfies readonly (keyof SolveInputs)[];

type Face = FormFace & { values: Record<(typeof INPUTS)[number], string>; limits: typeof LIMITS };

const expand = template<Face>(payload);

/** The form that closes a blocker, with how it was solved. */
export function solveFormCard(data: SolveFormData): Card {
  const { number, organisation, text } = data.about;
  return expand({
    ...frame(
      'solve',
      { ...data, number },
      {
        heading: `Close blocker ${number}`,
        hint: `${text === null ? `A blocker of ${organisation}` : `${organisation}: ${plainWords(text)}`}\nIt leaves the card of the stand-up, and stays in the log with how it was solved.`,
        send: 'Close it',
      },
    ),
    values: filled(INPUTS, data.values),
    limits: LIMITS,
  });
}
