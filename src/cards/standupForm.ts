import payload from './standupForm.json' with { type: 'json' };
import { escape, safe, type Markdown } from './escape.ts';
import { choices, filled, frame, isOpen, type Choice, type FormData, type FormFace } from './form.ts';
import { QUESTION_KIND_WORDS, questionLine } from './questionWords.ts';
import { fitted, template, type Card } from './render.ts';
import { timeZoneChoices } from './timeZones.ts';
import {
  DEFAULT_QUESTIONS,
  REPORTING,
  SUMMARY_PLACES,
  type Question,
  type Reporting,
  type SummaryPlace,
} from '../domain/standup.ts';
import { LIMITS } from '../domain/text.ts';
import type { StandupInputs } from './press.ts';
import type { Named } from './words.ts';

/** `standup`: its number, when it is changed. */
export type StandupFormData = FormData<StandupInputs> & { standup?: number; organisations: readonly Named[] };

const INPUTS = [
  'name',
  'when',
  'timeZone',
  'openFor',
  'reporting',
  'asked',
  'questions',
  'remindBefore',
  'escalateAfter',
  'summaryIn',
  'why',
] as const satisfies readonly (keyof StandupInputs)[];

/** Stand in the first part of the form. */
const FIRST = ['name', 'when', 'asked'];

/** What stands in the inputs of a new one, as most have it. */
export const USUAL = {
  timeZone: 'Europe/London',
  openFor: '120',
  reporting: 'organisation',
  questions: DEFAULT_QUESTIONS.map(questionLine).join('\n'),
  remindBefore: '30',
  escalateAfter: '3',
  summaryIn: 'thread',
} satisfies StandupInputs;

const REPORTING_WORDS: Record<Reporting, string> = {
  organisation: 'Each organisation, once',
  person: 'Each person who is asked',
};

const PLACE_WORDS: Record<SummaryPlace, string> = {
  thread: 'Under the card of the round',
  conversation: 'As a new message in the conversation',
};

const SCHEDULES = ['every Tuesday and Thursday at 2pm', 'every two weeks on Friday at 11am'];

const QUESTION_EXAMPLES: readonly Omit<Question, 'id'>[] = [
  { ask: 'Beds free', kind: 'number', unit: 'beds', required: true },
  { ask: 'Discharge lounge', kind: 'choice', choices: ['open', 'closed'], required: false },
];

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  examples: string;
  askedExample: string;
  names?: Markdown;
  reportings: Choice[];
  kinds: string;
  questionExamples: string;
  timeZones: Choice[];
  places: Choice[];
  open: boolean;
  limits: typeof LIMITS & { list: number };
};

const expand = template<Face>(payload);

/** The form that sets up a stand-up, or changes one. */
export function standupFormCard(data: StandupFormData): Card {
  return fitted([Infinity, LIMITS.text * 2, LIMITS.text, 2500], (room) => expand(face(data, room)));
}

function face(data: StandupFormData, room: number): Face {
  const isNew = data.standup === undefined;
  // What was emptied in a form that has been sent does not come back with it; who answers cannot be emptied.
  const isSent = data.values.reporting !== undefined;
  const all = filled(INPUTS, isNew && !isSent ? { ...USUAL, ...data.values } : data.values);
  const values = filled(INPUTS, Object.fromEntries(INPUTS.map((input) => [input, all[input].slice(0, room)])));
  const isCut = INPUTS.some((input) => values[input].length < all[input].length);
  const problem = [data.problem, isCut ? TOO_MUCH : undefined].filter((part) => part !== undefined).join('\n');
  return {
    ...frame('standup', { ...data, problem: problem === '' ? undefined : problem }, words(isNew)),
    values,
    examples: SCHEDULES.join('; '),
    askedExample: 'NMH: Asha Patel, Gwen Price',
    names: namesOf(data.organisations),
    reportings: choices(REPORTING, REPORTING_WORDS),
    kinds: Object.values(QUESTION_KIND_WORDS).join(', '),
    questionExamples: QUESTION_EXAMPLES.map(questionLine).join('; '),
    timeZones: timeZoneChoices(values.timeZone || 'Europe/London'),
    places: choices(SUMMARY_PLACES, PLACE_WORDS),
    open: isOpen(data, values, FIRST, Object.values(USUAL)),
    limits: { ...LIMITS, list: LIMITS.text * 3 },
  };
}

const TOO_MUCH =
  'This is more than one form can hold, so the longest parts are cut short here. Do not save it like this: make the questions shorter first.';

function words(isNew: boolean): { heading: string; hint: string; send: string } {
  return isNew
    ? {
        heading: 'Set up a stand-up',
        hint: 'Say when it opens and who is asked. Everything else is set as most have it, and you can change it later.',
        send: 'Set up',
      }
    : {
        heading: 'Change the stand-up',
        hint: 'A round that is open goes on as it began. What you change here counts from the next one.',
        send: 'Save',
      };
}

function namesOf(organisations: readonly Named[]): Markdown | undefined {
  if (organisations.length === 0) return undefined;
  return safe`Short names: ${escape(organisations.map(({ id }) => id).join(', '))}`;
}
