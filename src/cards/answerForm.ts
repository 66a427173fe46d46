import payload from './answerForm.json' with { type: 'json' };
import { plain } from './escape.ts';
import {
  choiceTitle,
  filled,
  frame,
  organisationsToTick,
  shortNames,
  type Choice,
  type FormData,
  type FormFace,
} from './form.ts';
import { choicesOf } from './questionWords.ts';
import { fitted, template, type Card } from './render.ts';
import { LIMITS } from '../domain/text.ts';
import type { AnswerInputs } from './press.ts';
import type { Named } from './words.ts';
import type { Question } from '../domain/standup.ts';
import type { BlockerView } from '../domain/standupViews.ts';
import type { Words } from '../domain/values.ts';

export type AnswerFormData = FormData<AnswerInputs> & {
  standup: number;
  round: number;
  heading: string;
  hint: string;
  questions: readonly Question[];
  /** Lines of the last plan, each with what stands for it in `done`. */
  plan: readonly { value: string; text: Words }[];
  /** Open blockers; those that the reader may not see are left out. */
  open: readonly BlockerView[];
  /** Those that can help, and that an answer can be for. */
  organisations: readonly Named[];
};

const INPUTS = [
  'done',
  'blockers',
  'helper',
  'needBy',
  'solved',
  'how',
  'readers',
] as const satisfies readonly (keyof AnswerInputs)[];

/** Characters that a text and a line of a list may take, and lines that a list may have. */
type Room = { text: number; line: number; lines: number };

/** A question as an input; a number that is known already is `counted`, since no card can hold an empty one. */
type Asked = {
  kind: 'text' | 'blockers' | 'choice' | 'number' | 'counted';
  id: string;
  label: string;
  required: boolean;
  error: string;
  value: string;
  count?: number;
  limit: number;
  placeholder?: string;
  choices?: Choice[];
};

type Face = FormFace & {
  values: Record<(typeof INPUTS)[number], string>;
  plan?: Choice[];
  planMore?: string;
  questions: Asked[];
  blockers?: Choice[];
  blockersMore?: string;
  organisations?: Choice[];
  names?: string;
  open: boolean;
  limits: typeof LIMITS;
};

const expand = template<Face>(payload);

/** The form that answers a round: what was planned to be ticked off, the questions, and open blockers to be closed. */
export function answerFormCard(data: AnswerFormData): Card {
  return fitted<Room>(
    [
      { text: Infinity, line: 200, lines: 40 },
      { text: Infinity, line: 100, lines: 20 },
      { text: 2000, line: 80, lines: 20 },
      { text: 1000, line: 60, lines: 10 },
      { text: 400, line: 40, lines: 5 },
    ],
    (room) => expand(face(data, room)),
  );
}

function face(data: AnswerFormData, room: Room): Face {
  const typed = Object.entries(data.values).map(([input, value]) => [input, plain(value ?? '')] as const);
  const kept = Object.fromEntries(typed.map(([input, value]) => [input, value.slice(0, room.text)]));
  const isCut = typed.some(([, value]) => value.length > room.text);
  const problem = [data.problem, isCut ? TOO_MUCH : undefined].filter((part) => part !== undefined).join('\n');
  const values = filled(INPUTS, kept);
  const plan = listed(data.plan, room, ({ value, text }) => ({ title: choiceTitle(text, room.line), value }));
  const open = listed(
    data.open.flatMap(({ text, ...blocker }) => (text === null ? [] : [{ ...blocker, text }])),
    room,
    ({ number, organisation, text }) => ({
      title: `${number}: ${choiceTitle(text, room.line)} (${organisation})`,
      value: `${number}`,
    }),
  );
  return {
    ...frame(
      'answer',
      { ...data, problem: problem === '' ? undefined : problem },
      { heading: data.heading, hint: data.hint, send: 'Send answer' },
    ),
    values: { ...values, readers: shortNames(values.readers) },
    plan: plan.choices,
    planMore: plan.more,
    questions: data.questions.filter(isFirstOfBlockers).map((question) => asked(question, kept, room)),
    blockers: open.choices,
    blockersMore: open.more,
    ...organisationsToTick(data.organisations, room.line),
    open: data.field === 'readers' || values.readers !== '',
    limits: LIMITS,
  };
}

const TOO_MUCH =
  'This is more than one form can hold, so the longest parts are cut short here. Put them into a document, and link to it.';

/** A list to tick, none at all when there is nothing in it, and how many there was no room for. */
function listed<T>(all: readonly T[], room: Room, choice: (one: T) => Choice): { choices?: Choice[]; more?: string } {
  if (all.length === 0) return {};
  const left = all.length - room.lines;
  return {
    choices: all.slice(0, room.lines).map(choice),
    more: left > 0 ? `And ${left} more, for which there is no room here.` : undefined,
  };
}

/** There is one input for blockers, so a second question about them would ask for the same. */
function isFirstOfBlockers({ kind }: Question, place: number, all: readonly Question[]): boolean {
  return kind !== 'blockers' || all.findIndex((other) => other.kind === 'blockers') === place;
}

function asked(question: Question, values: Record<string, string>, room: Room): Asked {
  const { id, ask, kind, required, unit } = question;
  const label = plain(unit === undefined ? ask : `${ask} (${unit})`);
  const value = values[kind === 'blockers' ? 'blockers' : `q-${id}`] ?? '';
  const shared = { id, label, required, value, limit: LIMITS.text };
  const choices = choicesOf(question)?.map(({ title, value: chosen }) => ({
    title: choiceTitle(title, room.line),
    value: chosen,
  }));
  if (choices) return { ...shared, kind: 'choice', error: 'Choose one.', choices };
  if (kind === 'number') {
    const isCounted = value.trim() !== '' && Number.isFinite(Number(value));
    const error = 'Type a number.';
    return isCounted ? { ...shared, kind: 'counted', error, count: Number(value) } : { ...shared, kind, error };
  }
  return {
    ...shared,
    kind: kind === 'blockers' ? kind : 'text',
    error: 'This one needs an answer.',
    placeholder: PLACEHOLDERS[kind] ?? 'In a few words',
  };
}

const PLACEHOLDERS: Partial<Record<Question['kind'], string>> = {
  moved: 'What has changed, in a few words',
  plan: 'One a line: you can tick them off next time',
  blockers: 'One a line: what is stuck',
};
