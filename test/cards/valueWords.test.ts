import { valueWords } from '../../src/cards/valueWords.ts';
import type { Question } from '../../src/domain/standup.ts';

/** Keeps “1.5” from being read as the first point of a list. */
const JOINER = '\u2060';

const question = (kind: Question['kind'], changes: Partial<Question> = {}): Question => ({
  id: 'q',
  ask: 'How many?',
  kind,
  required: false,
  ...changes,
});
const number = (unit?: string, ask = 'How many?') =>
  question('number', { ask, ...(unit === undefined ? {} : { unit }) });

test.each([
  [number('beds'), 14, 16, '14 beds (2 fewer)'],
  [number('beds'), 14, 12, '14 beds (2 more)'],
  [number('beds'), 14, 14, '14 beds'],
  [number('beds'), 14, null, '14 beds'],
  [number('beds', 'Beds free'), 14, 16, '14 (2 fewer)'],
  [number('h', 'How much time?'), 3, null, '3 h'],
  [number(), 1250, 1000, '1,250 (250 more)'],
  [number('%'), 92, 95, '92% (3 less)'],
  [number('£'), 1000, 1200, '£1,000 (200 less)'],
  [number('hours'), 0.3, 0.1, '0.3 hours (0.2 more)'],
  [number('hours'), 1.5, 2, '1.5 hours (0.5 less)'],
  [question('level'), 1, null, '1 normal'],
  [question('level'), 3, 2, '3 severe (was 2 moderate)'],
  [question('level'), 4, 4, '4 extreme'],
  [question('mood'), 2, 4, '2 of 5, low (was 4 of 5, good)'],
  [question('yesNo'), true, false, 'yes (was no)'],
  [question('choice'), 'On site', 'At home', 'On site (was At home)'],
  [undefined, 7, null, '7'],
])('what was said reads well, with what it was before', (asked, value, before, words) => {
  expect(valueWords(asked, { value, before }).replaceAll(JOINER, '')).toBe(words);
});
