import { eventFor } from '../../src/domain/withheld.ts';
import { roundHappening, type RoundSetting } from '../../src/tab/words/roundHistory.ts';
import { answeredWords, minutesWords, openWords, roundsWords, scheduleWords } from '../../src/tab/words/standups.ts';
import { changeOf, valueWords } from '../../src/tab/words/values.ts';
import type { Event, HistoryLine, Question } from '../../src/web/api-types.ts';

type Schedule = Parameters<typeof scheduleWords>[0];

test.each<[Pick<Schedule, 'weekdays' | 'weeks' | 'at'>, string]>([
  [
    { weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], weeks: 'each', at: '09:15' },
    'Weekdays at 9:15am',
  ],
  [{ weekdays: ['Tuesday', 'Thursday'], weeks: 'each', at: '14:00' }, 'Every Tuesday and Thursday at 2pm'],
  [{ weekdays: ['Friday'], weeks: 'second', at: '11:00' }, 'Every two weeks on Friday at 11am'],
  [{ weekdays: ['Monday'], weeks: 'firstOfMonth', at: '10:00' }, 'First Monday of the month at 10am'],
  [{ weekdays: ['Friday'], weeks: 'lastOfMonth', at: '12:00' }, 'Last Friday of the month at midday'],
])('%j is said as %s', (schedule, words) => expect(scheduleWords({ ...schedule, from: '2026-11-01' })).toBe(words));

test.each([
  [5, '5 minutes'],
  [60, '1 hour'],
  [90, '1 hour 30 minutes'],
  [2880, '2 days'],
])('%i minutes are said as %s', (minutes, words) => expect(minutesWords(minutes)).toBe(words));

test('how many answered is told of organisations or people, in a round that is open or over', () => {
  const round = { answered: 1, expected: 6, closedAt: null };
  expect(answeredWords(round, 'organisation')).toBe('1 of 6 organisations has answered');
  expect(answeredWords({ ...round, closedAt: '2026-11-30T11:15:00.000Z' }, 'person')).toBe('1 of 6 people answered');
});

test('how long a blocker has stood is told by rounds', () => {
  expect(openWords({ rounds: 3, closed: null })).toBe('Open for 3 rounds');
  expect(openWords({ rounds: 0, closed: null })).toBe('For the next round');
});

test('the list says how many rounds there are', () => {
  expect(roundsWords(37, 20, false)).toBe('37 rounds, the newest 20 shown');
  expect(roundsWords(1, 1, true)).toBe('1 round matches, newest first');
  expect(roundsWords(0, 0, false)).toBe('No rounds yet');
});

const question = (kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  id: 'q',
  ask: 'How many?',
  kind,
  required: false,
  ...more,
});

test.each([
  [question('number', { unit: 'beds' }), 1200, '1,200 beds'],
  [question('number'), 3.5, '3.5'],
  [question('level'), 1, 'Level 1 of 4, normal'],
  [question('level'), 3, 'Level 3 of 4'],
  [question('level'), 4, 'Level 4 of 4, extreme'],
  [question('mood'), 2, '2 of 5'],
  [question('yesNo'), false, 'No'],
  [question('choice', { choices: ['Northmoor', 'None'] }), 'Northmoor', 'Northmoor'],
  [undefined, 12, '12'],
])('to %j, %p is said as %s', (asked, value, words) => expect(valueWords(asked, value)).toBe(words));

test.each([
  [46, 40, { words: 'up 6 on last time', way: 'up' }],
  [0.1, 0.3, { words: 'down 0.2 on last time', way: 'down' }],
  [4, 4, { words: 'as last time', way: 'same' }],
  [true, false, { words: 'last time: No', way: 'same' }],
  [4, null, null],
])('%p after %p is told as a change', (value, before, change) =>
  expect(changeOf(question('number'), { question: 'q', value, before })).toEqual(change),
);

describe('the history of a round', () => {
  const setting: RoundSetting = {
    timeZone: 'Europe/London',
    organisationName: (id) => ({ NMH: 'Northmoor', EVC: 'Eastvale' })[id] ?? id,
    personName: (id) => ({ asha: 'Asha Rao', chidi: 'Chidi Obi' })[id] ?? null,
    questions: [
      question('moved', { id: 'moved', ask: 'What has moved?' }),
      question('number', { id: 'beds', ask: 'Beds', unit: 'beds' }),
    ],
  };
  const AT = '2026-11-30T09:15:00.000Z';
  const tell = (event: Event, organisation = 'NMH') => {
    const line: HistoryLine = {
      index: 7,
      at: AT,
      why: null,
      by: { name: 'Asha Rao', organisation, basis: 'placement' },
      event,
    };
    const { subject, did, details } = roundHappening(line, setting);
    return [
      subject,
      did,
      ...details.map(({ label, words }) => (label === null ? words : `${label}: ${String(words)}`)),
    ];
  };
  const round = { standup: 1, round: 3 };
  const answer = {
    ...round,
    type: 'answer.given',
    key: 'NMH',
    speaksFor: 'NMH',
    texts: [{ question: 'moved', text: 'Ward 6 has opened' }],
    values: [{ question: 'beds', value: 12 }],
    noChange: false,
    timing: 'inTime',
    noted: false,
    turn: 1,
  } as const satisfies Event;
  const said = ['What has moved?: Ward 6 has opened', 'Beds: 12 beds'];

  test.each<[string, Event, unknown[]]>([
    [
      'its opening by the clock, late',
      {
        ...round,
        type: 'round.opened',
        due: '2026-11-30T08:15:00.000Z',
        closes: '2026-11-30T11:15:00.000Z',
        expected: [{ key: 'NMH', organisation: 'NMH', people: [], deputies: [] }],
        onHoliday: ['EVC'],
        missed: 2,
      },
      [
        'clock',
        'opened the round',
        'Asked: Northmoor',
        'Bank holiday: Eastvale',
        'Answers until: Monday 30 November 2026, 11:15am',
        '2 before it were due while the service was not running.',
        'This came late: it was due 30 November 2026, 8:15am.',
      ],
    ],
    [
      'its start, round the table',
      { ...round, type: 'round.opened', closes: AT, expected: [], onHoliday: [], table: 'EVC' },
      [
        'actor',
        'started the round, to go round the table from Eastvale',
        'Asked: ',
        'Answers until: Monday 30 November 2026, 9:15am',
      ],
    ],
    [
      'a turn',
      { ...round, type: 'round.turnPassed', from: 'NMH', to: 'EVC' },
      ['actor', 'passed the turn to Eastvale'],
    ],
    [
      'a reminder',
      {
        ...round,
        type: 'round.reminded',
        part: 1,
        answers: [{ key: 'NMH', told: ['chidi'], away: ['asha'], optedOut: [] }],
      },
      ['clock', 'reminded those who had not answered', 'Northmoor: Chidi Obi; away: Asha Rao'],
    ],
    [
      'a reminder to somebody who reports for themself',
      { ...round, type: 'round.reminded', part: 1, answers: [{ key: 'asha', told: [], away: [], optedOut: ['asha'] }] },
      [
        'clock',
        'reminded those who had not answered',
        'Asha Rao: nobody could be reminded; wants no reminders: Asha Rao',
      ],
    ],
    [
      'its closing',
      { ...round, type: 'round.closed', away: [], awaited: ['EVC'] },
      ['actor', 'closed the round', 'Not answered: Eastvale'],
    ],
    [
      'its closing when the next one opened',
      { ...round, type: 'round.closed', away: [], awaited: [], next: '2026-11-30T09:15:00.000Z' },
      ['clock', 'closed the round, since the next one opened'],
    ],
    ['an answer', answer, ['actor', 'answered', ...said]],
    ['an early one', { ...answer, timing: 'early' }, ['actor', 'answered, before the round opened', ...said]],
    ['a late one', { ...answer, timing: 'late' }, ['actor', 'answered, after the round had closed', ...said]],
    ['a change', { ...answer, turn: 2 }, ['actor', 'changed the answer', ...said]],
    [
      'an answer of one press',
      { ...answer, texts: [], values: [], noChange: true },
      ['actor', 'answered', 'No change, nothing in the way.'],
    ],
    ['an erased one', { ...answer, texts: { erased: 7 }, values: [] }, ['actor', 'answered', { erased: 7 }]],
  ])('tells %s', (_, event, words) => expect(tell(event)).toEqual(words));

  test('tells who took notes for another organisation', () => {
    expect(tell({ ...answer, noted: true }, 'EVC')).toEqual(['actor', 'answered for Northmoor, taking notes', ...said]);
  });

  test('tells for whom an answer is whose words are withheld, and nothing of them', () => {
    const event = eventFor({ ...answer, readers: ['EVC'] }, 'NMH');
    expect(tell(event)).toEqual(['actor', 'answered', 'What it says is for Eastvale alone.']);
  });
});
