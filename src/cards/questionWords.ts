import { choices, type Choice } from './form.ts';
import { BEST_MOOD, HIGHEST_LEVEL } from '../domain/answerContent.ts';
import type { Question, QuestionKind } from '../domain/standup.ts';

/** What each level is called, the lowest first. */
export const LEVELS = ['Normal', 'Moderate', 'Severe', 'Extreme'] as const;

/** What each mood is called, the lowest first. */
export const MOODS = ['Very low', 'Low', 'Fair', 'Good', 'Very good'] as const;

const YES_NO_WORDS = { yes: 'Yes', no: 'No' } as const;

/** What can be chosen as an answer; undefined where it is typed. */
export function choicesOf({ kind, choices: own = [] }: Pick<Question, 'kind' | 'choices'>): Choice[] | undefined {
  switch (kind) {
    case 'choice':
      return own.map((choice) => ({ title: choice, value: choice }));
    case 'level':
      return levelChoices();
    case 'mood':
      return numbered(MOODS, BEST_MOOD);
    case 'yesNo':
      return choices(['yes', 'no'], YES_NO_WORDS);
    case 'moved':
    case 'plan':
    case 'blockers':
    case 'text':
    case 'number':
      return undefined;
  }
}

/** The levels, to choose one: "3 Severe". */
export function levelChoices(): Choice[] {
  return numbered(LEVELS, HIGHEST_LEVEL);
}

function numbered(words: readonly string[], highest: number): Choice[] {
  return words.slice(0, highest).map((word, place) => ({ title: `${place + 1} ${word}`, value: `${place + 1}` }));
}

/** What each kind is typed as in the list of questions. */
export const QUESTION_KIND_WORDS = {
  moved: 'moved',
  plan: 'plan',
  blockers: 'blockers',
  text: 'text',
  choice: 'choice',
  number: 'number',
  level: 'level',
  mood: 'mood',
  yesNo: 'yes or no',
} as const satisfies Record<QuestionKind, string>;

/** A question as it is typed: `Beds free (number, beds, required)`, `Site (choice, open, closed)`. */
export function questionLine({ ask, kind, unit, choices: own = [], required }: Omit<Question, 'id'>): string {
  const details = [
    QUESTION_KIND_WORDS[kind],
    ...(unit === undefined ? [] : [unit]),
    ...own,
    ...(required ? ['required'] : []),
  ];
  return `${ask} (${details.join(', ')})`;
}
