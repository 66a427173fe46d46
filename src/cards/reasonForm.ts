import payload from './reasonForm.json' with { type: 'json' };
import { filled, frame, proposalWords, type About, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { FormName, ReasonInputs } from './press.ts';

/** What is done to a proposal with a reason alone. */
export type ReasonFormName = Extract<FormName, 'object' | 'standAside' | 'withdraw'>;

export type ReasonFormData = FormData<ReasonInputs> & { form: ReasonFormName; about: About };

const INPUTS = ['why', 'wouldChange'] as const satisfies readonly (keyof ReasonInputs)[];

/** What the form says; `missing` is what it says when no reason stands in it. */
type FormWords = {
  heading: string;
  hint: string;
  send: string;
  why: { label: string; placeholder: string; missing: string };
};

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  why: FormWords['why'];
  asksWhatWouldChange: boolean;
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form that asks why: for an objection, for the interest of who stands aside, and for taking a proposal back. */
export function reasonFormCard({ form, about, ...data }: ReasonFormData): Card {
  const { heading, hint, send, why } = WORDS[form];
  return expand({
    ...frame(
      form,
      { ...data, number: about.number },
      { heading: `${heading} proposal ${about.number}`, hint: `${proposalWords(about)}\n${hint}`, send },
    ),
    values: filled(INPUTS, data.values),
    why,
    asksWhatWouldChange: form === 'object',
    limits: LIMITS,
  });
}

const WORDS: Record<ReasonFormName, FormWords> = {
  object: {
    heading: 'Object to',
    hint: 'An objection ends nothing by itself: the others read why, and you can change it until the outcome.',
    send: 'Object',
    why: {
      label: 'Why you object',
      placeholder: 'What is wrong with it as it stands',
      missing: 'Say why, so that the others can answer it.',
    },
  },
  standAside: {
    heading: 'Stand aside from',
    hint: 'Your organisation then leaves the count: it neither agrees nor objects. You can change it until the outcome.',
    send: 'Stand aside',
    why: {
      label: 'The interest you declare',
      placeholder: 'For example: we would be paid to run the service',
      missing: 'Say what the interest is.',
    },
  },
  withdraw: {
    heading: 'Withdraw',
    hint: 'Nobody can answer it any more. It stays in the log, with what was answered and why it was withdrawn.',
    send: 'Withdraw',
    why: {
      label: 'Why it is withdrawn',
      placeholder: 'What has changed since it was proposed',
      missing: 'Say why, so that those who have answered understand.',
    },
  },
};
