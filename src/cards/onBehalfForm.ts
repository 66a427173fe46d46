import payload from './onBehalfForm.json' with { type: 'json' };
import { POSITION_WORDS } from './agreementWords.ts';
import { filled, frame, proposalWords, type About, type Choice, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { plainWords, type Named } from './words.ts';
import { POSITIONS } from '../domain/agreement.ts';
import { LIMITS } from '../domain/text.ts';
import type { OnBehalfInputs } from './press.ts';

export type OnBehalfFormData = FormData<OnBehalfInputs> & {
  about: About;
  /** Those that are asked. */
  organisations: readonly Named[];
};

const INPUTS = [
  'organisation',
  'position',
  'received',
  'why',
  'wouldChange',
] as const satisfies readonly (keyof OnBehalfInputs)[];

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  organisations: Choice[];
  positions: Choice[];
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form in which a coordinator passes on what an organisation has told them. */
export function onBehalfFormCard(data: OnBehalfFormData): Card {
  return expand({
    ...frame(
      'onBehalf',
      { ...data, number: data.about.number },
      {
        heading: `Record for an organisation: proposal ${data.about.number}`,
        hint: `${proposalWords(data.about)}\nFor a coordinator, when an organisation has told you and cannot answer here. It is marked as passed on, its representatives are told, and they can change it.`,
        send: 'Record what it says',
      },
    ),
    values: filled(INPUTS, data.values),
    organisations: data.organisations.map(({ id, name }) => ({ title: `${plainWords(name)} (${id})`, value: id })),
    positions: POSITIONS.map((position) => ({ title: POSITION_WORDS[position].verb, value: position })),
    limits: LIMITS,
  });
}
