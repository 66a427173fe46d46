import payload from './decisionForm.json' with { type: 'json' };
import {
  aboutWords,
  choices,
  filled,
  frame,
  isOpen,
  type About,
  type Choice,
  type FormData,
  type FormFace,
} from './form.ts';
import { fitted, template, type Card } from './render.ts';
import { KIND_WORDS } from './words.ts';
import { DECISION_KINDS, RETENTIONS } from '../domain/decision.ts';
import { LIMITS } from '../domain/text.ts';
import type { DecisionInputs } from './press.ts';

export type DecisionFormData = FormData<DecisionInputs> &
  ({ form: 'record' } | { form: 'supersede'; about: About } | { form: 'correct'; about: About });

const INPUTS = [
  'kind',
  'title',
  'text',
  'why',
  'options',
  'evidence',
  'decidedDay',
  'decidedTime',
  'decidedBy',
  'consulted',
  'informed',
  'effective',
  'review',
  'retention',
  'lateBecause',
] as const satisfies readonly (keyof DecisionInputs)[];

/** Stand in the first part of the form; a value in any other opens "More details". */
const FIRST = ['title', 'why'];

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  kinds: Choice[];
  retentions: Choice[];
  open: boolean;
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form that records a decision, takes the place of one, or says what was meant. */
export function decisionFormCard(data: DecisionFormData): Card {
  return fitted([Infinity, 3000, 2000, 1500], (room) => expand(face(data, room)));
}

function face(data: DecisionFormData, room: number): Face {
  const all = filled(INPUTS, data.values);
  const values = filled(
    INPUTS,
    mapped(all, (value) => value.slice(0, room)),
  );
  const isCut = INPUTS.some((input) => values[input].length < all[input].length);
  const problem = [data.problem, isCut ? TOO_MUCH : undefined].filter((part) => part !== undefined).join('\n');
  return {
    ...frame(
      data.form,
      {
        ...data,
        number: data.form === 'record' ? undefined : data.about.number,
        problem: problem === '' ? undefined : problem,
      },
      words(data),
    ),
    values: { ...values, kind: values.kind || 'decision' },
    kinds: choices(DECISION_KINDS, KIND_WORDS),
    retentions: RETENTIONS.map((retention) => ({
      title: retention === 'custom' ? 'A time agreed case by case' : retention,
      value: retention,
    })),
    open: isOpen(data, values, FIRST, ['decision']),
    limits: LIMITS,
  };
}

const TOO_MUCH =
  'This is more than one form can hold, so the longest parts are cut short here. Put them into a document, and link to it as evidence.';

function mapped<Key extends string>(record: Record<Key, string>, by: (value: string) => string): Record<Key, string> {
  return Object.fromEntries(Object.entries<string>(record).map(([key, value]) => [key, by(value)])) as Record<
    Key,
    string
  >;
}

function words(data: DecisionFormData): { heading: string; hint: string; send: string } {
  switch (data.form) {
    case 'record':
      return {
        heading: 'Record a decision',
        hint: 'Write down a decision that has been taken. Leave patients out: no names, no NHS numbers, no dates of birth.',
        send: 'Record decision',
      };
    case 'supersede':
      return {
        heading: `Supersede decision ${data.about.number}`,
        hint: `${aboutWords(data.about)}\nThe new decision takes its place. The old one stays in the log, marked as superseded.`,
        send: 'Record new decision',
      };
    case 'correct':
      return {
        heading: `Put decision ${data.about.number} right`,
        hint: `${aboutWords(data.about)}\nNothing is rubbed out of the log. What you write here is recorded as a new decision that supersedes this one.`,
        send: 'Record what was meant',
      };
  }
}
