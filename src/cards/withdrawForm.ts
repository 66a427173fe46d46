import payload from './withdrawForm.json' with { type: 'json' };
import { filled, frame, proposalWords, type About, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { WithdrawInputs } from './press.ts';

export type WithdrawFormData = FormData<WithdrawInputs> & { about: About };

const INPUTS = ['why'] as const satisfies readonly (keyof WithdrawInputs)[];

type Face = FormFace & { values: Record<(typeof INPUTS)[number], string>; limits: typeof LIMITS };

const expand = template<Face>(payload);

/** The form in which whoever proposed something takes it back. */
export function withdrawFormCard(data: WithdrawFormData): Card {
  return expand({
    ...frame(
      'withdraw',
      { ...data, number: data.about.number },
      {
        heading: `Withdraw proposal ${data.about.number}`,
        hint: `${proposalWords(data.about)}\nNobody can answer it any more. It stays in the log, with what was answered and why it was withdrawn.`,
        send: 'Withdraw',
      },
    ),
    values: filled(INPUTS, data.values),
    limits: LIMITS,
  });
}
