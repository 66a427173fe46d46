import type { AnswerView, Question } from '../../web/api-types.ts';
import { figure } from './counts.ts';

type Said = AnswerView['values'][number];
type Value = Said['value'];

const HIGHEST_LEVEL = 4;
const BEST_MOOD = 5;

/** What was counted or chosen: "46 beds", "Level 3 of 4", "Yes". */
export function valueWords(question: Question | undefined, value: Value): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') return value;
  switch (question?.kind) {
    case 'level':
      return `Level ${value} of ${HIGHEST_LEVEL}${value === 1 ? ', normal' : value === HIGHEST_LEVEL ? ', extreme' : ''}`;
    case 'mood':
      return `${value} of ${BEST_MOOD}`;
    default:
      return question?.unit === undefined ? figure(value) : `${figure(value)} ${question.unit}`;
  }
}

/** How it has changed since last time; null where that is not known. */
export function changeOf(
  question: Question | undefined,
  { value, before }: Said,
): { words: string; way: 'up' | 'down' | 'same' } | null {
  if (before === null) return null;
  if (value === before) return { words: 'as last time', way: 'same' };
  if (typeof value !== 'number' || typeof before !== 'number')
    return { words: `last time: ${valueWords(question, before)}`, way: 'same' };
  const way = value > before ? 'up' : 'down';
  // Differences of decimals carry their rounding along.
  const by = figure(Math.abs(Number((value - before).toPrecision(12))));
  return { words: `${way} ${by} on last time`, way };
}
