import { escape, safe, type Markdown } from './escape.ts';
import { choiceTitle } from './form.ts';
import { LEVELS, MOODS } from './questionWords.ts';
import { shown } from './words.ts';
import type { Question } from '../domain/standup.ts';
import type { AnswerView } from '../domain/standupViews.ts';

/** What was counted or chosen in an answer, as words. */

type Value = AnswerView['values'][number];

/** "14 beds (2 fewer)", "6% (0.5 less)", "3 severe (was 2 moderate)": what was said, and how it differs from the last time. */
export function valueWords(
  question: Question | undefined,
  { value, before }: Pick<Value, 'value' | 'before'>,
): Markdown {
  const now = oneValue(question, value);
  if (before === null || before === value) return now;
  if (typeof value === 'number' && typeof before === 'number' && question?.kind === 'number')
    return safe`${now} (${escape(change(value - before, question.unit))})`;
  return safe`${now} (was ${oneValue(question, before)})`;
}

function oneValue(question: Question | undefined, value: Value['value']): Markdown {
  if (typeof value === 'boolean') return escape(value ? 'yes' : 'no');
  if (typeof value === 'string') return shown(value);
  if (question?.kind === 'level') return escape(`${value} ${wordFor(LEVELS, value)}`);
  if (question?.kind === 'mood') return escape(`${value} of ${MOODS.length}, ${wordFor(MOODS, value)}`);
  return numberWords(value, question?.unit, question?.ask);
}

/** "14 beds", "6%", "£10,000"; without its unit where `beside`, the words that stand beside it, say that already. */
export function numberWords(value: number, unit: string | undefined, beside = ''): Markdown {
  return escape(plainNumber(value, unit, beside));
}

/** The same, for places that read no Markdown. */
export function plainNumber(value: number, unit: string | undefined, beside = ''): string {
  const number = figure(value);
  if (unit === undefined || saysUnit(beside, unit)) return number;
  if (unit === '£' || unit === '€' || unit === '$') return `${unit}${number}`;
  return unit === '%' ? `${number}%` : `${number} ${choiceTitle(unit, 60)}`;
}

function saysUnit(ask: string, unit: string): boolean {
  const words = (text: string) =>
    ` ${
      text
        .toLowerCase()
        .match(/\p{L}+/gu)
        ?.join(' ') ?? ''
    } `;
  return words(unit) !== '  ' && words(ask).includes(words(unit));
}

/** What can be counted one by one gets fewer, anything else less. */
function change(by: number, unit: string | undefined): string {
  const isCounted = Number.isInteger(by) && (unit === undefined || /^\p{L}/u.test(unit));
  return `${figure(Math.abs(by))} ${by > 0 ? 'more' : isCounted ? 'fewer' : 'less'}`;
}

/** To six places, so that nothing is shown of how computers count. */
function figure(number: number): string {
  return number.toLocaleString('en-GB', { maximumFractionDigits: 6 });
}

/** "severe", for the third of the words. */
function wordFor(words: readonly string[], value: number): string {
  return words[value - 1]?.toLowerCase() ?? '';
}
