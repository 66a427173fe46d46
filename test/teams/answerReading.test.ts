import { expect, test } from '@jest/globals';
import { readAnswer, readBlockers } from '../../src/teams/answerReading.ts';
import { DEFAULT_QUESTIONS, type Question } from '../../src/domain/standup.ts';
import { given, logOf, NOW, partnership, setUpStandup, startRound } from '../domain/world.ts';
import { growth } from './messages.ts';

const { state } = logOf(...partnership());
const context = { state, now: NOW };

const COUNTED: Question[] = [
  ...DEFAULT_QUESTIONS,
  { id: 'beds', ask: 'Beds free', kind: 'number', required: true, unit: 'beds' },
  { id: 'level', ask: 'Level', kind: 'level', required: false },
  { id: 'night', ask: 'Is the night covered?', kind: 'yesNo', required: false },
  { id: 'flow', ask: 'Flow', kind: 'choice', required: false, choices: ['good', 'slow', 'none at all'] },
  { id: 'team', ask: 'How is the team?', kind: 'mood', required: false },
];

type Read = Partial<ReturnType<typeof readAnswer>>;
const texts = (moved?: string, plan?: string) => [
  ...(moved === undefined ? [] : [{ question: 'moved', text: moved }]),
  ...(plan === undefined ? [] : [{ question: 'plan', text: plan }]),
];

test.each<[string, string, Read]>([
  ['one line', 'Discharged 14 since Monday', { texts: texts('Discharged 14 since Monday') }],
  [
    'one line with headings',
    'Discharged 14; next: ring-fence 8 beds; blocked: transport after 8pm',
    { texts: texts('Discharged 14', 'ring-fence 8 beds'), blockers: [{ text: 'transport after 8pm' }] },
  ],
  [
    'lines under headings',
    'Moved: 14 went home\nNext: ring-fence beds\nBlocked: transport',
    { texts: texts('14 went home', 'ring-fence beds'), blockers: [{ text: 'transport' }] },
  ],
  [
    'the questions as they are asked',
    'What has moved since last time? 14 went home\nWhat is next?: beds',
    { texts: texts('14 went home', 'beds') },
  ],
  ['a heading in capitals', 'NEXT: beds', { texts: texts(undefined, 'beds') }],
  ['a word that only looks like a heading', 'We moved: nobody knows', { texts: texts('We moved: nobody knows') }],
  ['a time is no heading', 'Transport is back from 9:30', { texts: texts('Transport is back from 9:30') }],
  ['nothing in the way', 'Done: 14 home; blocked: nothing', { texts: texts('14 home'), nothingInTheWay: true }],
  ['nothing in the way, and no more than that', 'Blockers: None.', { nothingInTheWay: true }],
  ['a heading with nothing under it', 'Done: 14 home; blocked:', { texts: texts('14 home') }],
  [
    'nothing in the way, and then something',
    'Blocked: nothing; next: beds; blocked: transport',
    { texts: texts(undefined, 'beds'), blockers: [{ text: 'transport' }] },
  ],
  [
    'words before the heading of the same question',
    '12 beds opened. Done: the rota',
    { texts: texts('12 beds opened\nthe rota') },
  ],
  [
    'a heading that comes twice',
    'Next: beds\nDone: the rota\nToday: ward 6',
    { texts: [...texts(undefined, 'beds\nward 6'), ...texts('the rota')] },
  ],
  [
    'who can help and by when',
    'Blocked: two social workers help EVC by 4 December 2026',
    { blockers: [{ text: 'two social workers', helper: 'EVC', needBy: '2026-12-04' }] },
  ],
  [
    'several blockers',
    'Blocked: transport\nkeys for ward 6 needs SFC',
    { blockers: [{ text: 'transport' }, { text: 'keys for ward 6', helper: 'SFC' }] },
  ],
  ['help of nobody we know', 'Blocked: transport help ZZZ', { blockers: [{ text: 'transport', helper: 'ZZZ' }] }],
  ['a day that is none', 'Blocked: keys by 30 February', { blockers: [{ text: 'keys', needBy: '30 February' }] }],
  [
    'words that only look like it',
    'Blocked: staff need help by hand',
    { blockers: [{ text: 'staff need help by hand' }] },
  ],
])('%s', (_what, text, expected) => {
  expect(readAnswer(text, DEFAULT_QUESTIONS, context)).toEqual({ texts: [], values: [], blockers: [], ...expected });
});

test.each<[string, unknown]>([
  ['Beds free: 14', [{ question: 'beds', value: 14 }]],
  ['Beds free: 1,400 beds', [{ question: 'beds', value: 1400 }]],
  ['Beds free: -2.5', [{ question: 'beds', value: -2.5 }]],
  ['Level: 3', [{ question: 'level', value: 3 }]],
  ['Level: level 3 severe', [{ question: 'level', value: 3 }]],
  ['Is the night covered?: yes', [{ question: 'night', value: true }]],
  ['Is the night covered: no', [{ question: 'night', value: false }]],
  ['Flow: Slow', [{ question: 'flow', value: 'slow' }]],
  ['How is the team?: 4', [{ question: 'team', value: 4 }]],
  [
    'Beds free: 14; level: 2',
    [
      { question: 'beds', value: 14 },
      { question: 'level', value: 2 },
    ],
  ],
])('%s', (text, values) => {
  expect(readAnswer(text, COUNTED, context)).toMatchObject({ texts: [], values });
});

test.each(['Beds free: plenty', 'Level: 9', 'Flow: so-so', 'Is the night covered?: perhaps'])(
  'what does not fit its question is asked about: %s',
  (text) => {
    expect(readAnswer(text, COUNTED, context).unread).toContain(text.split(':')[0]!.replace('?', ''));
  },
);

test.each(['Beds free: 14; beds free: 12', 'Level: 2; next: ward 6; level: 3'])(
  'which of two values for one question counts is asked about: %s',
  (text) => {
    expect(readAnswer(text, COUNTED, context).unread).toMatch(/^(Beds free: 12|Level: 3)$/);
  },
);

test('what is said in several places is an answer that a round takes', () => {
  const { texts: said } = readAnswer('12 beds opened. Done: the rota. Moved: ward 6', DEFAULT_QUESTIONS, context);
  given(...partnership(), setUpStandup(), startRound())
    .when({ type: 'GiveAnswer', standup: 1, texts: said })
    .thenState((_state, events) =>
      expect(events).toMatchObject([{ type: 'answer.given', texts: texts('12 beds opened\nthe rota\nward 6') }]),
    );
});

test('words without a question that takes them are asked about', () => {
  expect(readAnswer('All is well', [COUNTED[3]!], context).unread).toBe('All is well');
});

test('a long text costs no more than its length', () => {
  const read = (text: string) => readAnswer(text, COUNTED, context);
  expect(growth(read, (length) => ['next: beds; '.repeat(length / 12), 'blocked '.repeat(length / 8)])).toBeLessThan(
    64,
  );
});

test('“nothing” on a line of its own is no blocker, and the others are', () => {
  expect(readBlockers('none\ntransport', context)).toEqual([{ text: 'transport' }]);
});
