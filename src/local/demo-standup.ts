import { workingHours } from '../app/workingHours.ts';
import { DEFAULT_QUESTIONS, type Question } from '../domain/standup.ts';
import { asha, ben, carys, dev, elin, type DemoPerson } from './people.ts';
import type { GiveAnswer } from '../domain/answer.ts';
import type { Days } from './demo-days.ts';
import type { Step } from './demo-story.ts';

/** What somebody answers: how many people are ready to leave, what has moved, what is next, what is in the way. */
type Said = Partial<Pick<GiveAnswer, 'blockers' | 'solved' | 'how' | 'readers'>> & {
  ready?: number;
  moved?: string;
  next?: string;
  noChange?: boolean;
};

const QUESTIONS: Question[] = [
  DEFAULT_QUESTIONS[0]!,
  { id: 'ready', ask: 'People ready to leave', kind: 'number', required: false, unit: 'people' },
  ...DEFAULT_QUESTIONS.slice(1),
];

/** The short meeting that decision 1 speaks of, in writing. It has no hours, so that nothing opens by itself in the demo. */
export function standup(days: Days): Step[] {
  const calendar = workingHours();
  const setUp: Step = {
    at: days.ago(9, '11:56'),
    by: asha,
    command: {
      type: 'SetUpStandup',
      name: 'Who could go home today',
      questions: QUESTIONS,
      openFor: 60,
      why: 'Decision 1: one short conversation finds the way home sooner',
    },
  };
  const rounds = ROUNDS.filter(({ ago }) => !calendar.isHoliday(days.ago(ago, '11:30').slice(0, 10), 'England'));
  return [setUp, ...rounds.flatMap(({ ago, said }) => round(days, ago, said))];
}

function round(days: Days, ago: number, said: readonly [string, DemoPerson, Said][]): Step[] {
  return [
    { at: days.ago(ago, '11:30'), by: asha, command: { type: 'StartRound', standup: 1 } },
    ...said.map(([at, by, words]): Step => ({ at: days.ago(ago, at), by, command: answer(words) })),
    { at: days.ago(ago, '12:15'), by: asha, command: { type: 'CloseRound', standup: 1 } },
    // What has been in the way for long goes to who answers for the programme.
    ...[1, 2].map((): Step => ({ at: days.ago(ago, '12:16'), by: 'service', command: { type: 'Tick' } })),
  ];
}

function answer({ ready, moved, next, ...rest }: Said): GiveAnswer {
  return {
    type: 'GiveAnswer',
    standup: 1,
    texts: [
      ...(moved === undefined ? [] : [{ question: 'moved', text: moved }]),
      ...(next === undefined ? [] : [{ question: 'plan', text: next }]),
    ],
    values: ready === undefined ? [] : [{ question: 'ready', value: ready }],
    ...rest,
  };
}

/** So many working days ago; everything in it is invented. */
const ROUNDS: { ago: number; said: [string, DemoPerson, Said][] }[] = [
  {
    ago: 8,
    said: [
      ['11:33', asha, { ready: 23, moved: '9 went home yesterday', next: 'Ward 6 lists who waits for what' }],
      [
        '11:36',
        ben,
        { moved: '4 care packages started', blockers: [{ text: 'No visits after 8pm in the east of the city' }] },
      ],
      ['11:41', carys, { ready: 3, moved: 'Elm House can be opened', next: 'Staffing for eight beds' }],
      ['11:58', elin, { moved: '6 volunteers for the evenings' }],
    ],
  },
  {
    ago: 7,
    said: [
      ['11:31', asha, { ready: 19, moved: '✓ Ward 6 lists who waits for what', next: 'Agree who rings families' }],
      ['11:35', ben, { noChange: true }],
      ['11:38', carys, { ready: 5, moved: 'First four people moved to Elm House', next: 'The other four' }],
      ['11:44', dev, { moved: '11 of 14 practices hold appointments back' }],
      ['12:02', elin, { noChange: true }],
    ],
  },
  {
    ago: 6,
    said: [
      ['11:32', asha, { ready: 21, moved: '7 went home', next: 'Agree who rings families' }],
      [
        '11:37',
        carys,
        {
          ready: 8,
          moved: 'Elm House is full',
          blockers: [{ text: 'No second key for the medicines room at Elm House', helper: 'NMH' }],
        },
      ],
      ['11:49', dev, { noChange: true }],
      ['12:05', elin, { moved: '8 people had company on their first evening' }],
    ],
  },
  {
    ago: 5,
    said: [
      ['11:31', asha, { ready: 18, moved: '✓ Agree who rings families', next: 'Saturday rota' }],
      ['11:34', ben, { moved: '6 care packages started', next: 'A second team for the east' }],
      [
        '11:40',
        carys,
        {
          ready: 6,
          moved: 'Second key cut by Northmoor',
          solved: [2],
          how: 'Northmoor’s works team cut one overnight',
        },
      ],
      ['11:52', elin, { noChange: true }],
    ],
  },
  {
    ago: 4,
    said: [
      ['11:30', asha, { ready: 16, moved: '12 went home', next: 'Saturday rota' }],
      ['11:39', ben, { moved: 'Second team recruited', next: 'Starts on Monday' }],
      ['11:42', carys, { ready: 7, noChange: true }],
      ['11:47', dev, { moved: 'All 14 practices hold two appointments back' }],
      ['11:55', elin, { moved: '9 volunteers for Saturday' }],
    ],
  },
  {
    ago: 2,
    said: [
      ['11:32', asha, { ready: 14, moved: '✓ Saturday rota', next: 'Look at who came back' }],
      ['11:36', ben, { noChange: true }],
      [
        '11:43',
        carys,
        { ready: 11, blockers: [{ text: 'Eleven people wait for a bed and Elm House is full', helper: 'EVC' }] },
      ],
      ['11:45', dev, { moved: 'Two fewer came back than last week' }],
    ],
  },
  {
    ago: 1,
    said: [
      ['11:31', asha, { ready: 12, moved: '8 went home', next: 'Beds for the weekend' }],
      ['11:35', ben, { moved: 'The second team starts on Monday' }],
      ['11:38', carys, { ready: 4, moved: 'Second corridor opened, seven people moved', next: 'Four more today' }],
      ['11:41', dev, { noChange: true }],
      ['12:01', elin, { moved: '12 people brought home on Saturday', next: 'Heating checks' }],
    ],
  },
];
