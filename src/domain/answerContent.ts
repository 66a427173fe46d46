import { Refused } from './refused.ts';
import { bounded, optional } from './text.ts';
import type { Question, Standup } from './standup.ts';

/** What stands under the questions that take words. */
export type AnswerText = { question: string; text: string };

/** What was chosen or counted; a number, a level or a mood is a number. */
export type AnswerValue = { question: string; value: number | string | boolean };

/** What an answer is held against: the round as it opened or, before that, the stand-up as it is. */
export type Asked = Pick<Standup, 'reporting' | 'questions'>;

/** Whether “no change” answers all that has to be answered: it says that nothing new is in the way, and no more. */
export function mayBeUnchanged({ questions }: Pick<Asked, 'questions'>): boolean {
  return questions.every(({ required, kind }) => !required || kind === 'blockers');
}

/** @throws Refused `answer.malformed`, or as the text rules say */
export function textsOf(asked: Asked, texts: readonly AnswerText[]): AnswerText[] {
  return eachOnce(texts).flatMap(({ question, text }) => {
    const { kind } = questionOf(asked, question);
    if (kind !== 'moved' && kind !== 'plan' && kind !== 'text') throw malformed(question);
    const said = optional(question, text, 'text');
    return said === undefined ? [] : [{ question, text: said }];
  });
}

/** @throws Refused `answer.malformed` */
export function valuesOf(asked: Asked, values: readonly AnswerValue[]): AnswerValue[] {
  return eachOnce(values).map(({ question, value }) => {
    if (!fits(questionOf(asked, question), value)) throw malformed(question);
    return { question, value };
  });
}

function eachOnce<T extends { question: string }>(said: readonly T[]): readonly T[] {
  const twice = bounded('answers', said).find(({ question }, place) =>
    said.slice(0, place).some((other) => other.question === question),
  );
  if (twice) throw malformed(twice.question);
  return said;
}

function questionOf({ questions }: Asked, id: string): Question {
  const question = questions.find((each) => each.id === id);
  if (!question) throw malformed(id);
  return question;
}

function malformed(question: string): Refused {
  return new Refused({ code: 'answer.malformed', question });
}

/** The highest mood; the lowest is 1. Levels go from 1 (normal) to 4 (extreme). */
export const BEST_MOOD = 5;
export const HIGHEST_LEVEL = 4;

function fits({ kind, choices = [] }: Question, value: AnswerValue['value']): boolean {
  switch (kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'level':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= HIGHEST_LEVEL;
    case 'mood':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= BEST_MOOD;
    case 'yesNo':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && choices.includes(value);
    default:
      return false;
  }
}
