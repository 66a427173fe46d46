import payload from './evidenceForm.json' with { type: 'json' };
import { aboutWords, filled, frame, type About, type FormData, type FormFace } from './form.ts';
import { template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { EvidenceInputs } from './press.ts';

export type EvidenceFormData = FormData<EvidenceInputs> & { about: About };

type Face = FormFace & { values: Record<'label' | 'link' | 'sha256', string>; limits: typeof LIMITS };

const expand = template<Face>(payload);

/** The form that adds a piece of evidence to a decision. */
export function evidenceFormCard(data: EvidenceFormData): Card {
  return expand({
    ...frame(
      'evidence',
      { ...data, number: data.about.number },
      {
        heading: `Add evidence to decision ${data.about.number}`,
        hint: `${aboutWords(data.about)}\nName what it rests on, such as a report or minutes, and link to it if you can. A file is known by its SHA-256.`,
        send: 'Add evidence',
      },
    ),
    values: filled(['label', 'link', 'sha256'], data.values),
    limits: LIMITS,
  });
}
