import { describe, expect, test } from '@jest/globals';
import { evolve, type Command } from '../../src/domain/events.ts';
import { NO_PROGRAMME } from '../../src/domain/programme.ts';
import { canonicalText } from '../../src/log/json.ts';
import { DEFAULT_QUESTIONS, nextOpening, type Question } from '../../src/domain/standup.ts';
import {
  answer,
  at,
  ben,
  by,
  calendar,
  changeStandup,
  closeRound,
  given,
  givenLog,
  Log,
  logOf,
  noChange,
  NOW,
  partnership,
  roundIn,
  said,
  schedule,
  setUpStandup,
  standupIn,
  startRound,
  ticks,
  type Said,
} from './world.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { StandupSettings } from '../../src/domain/standup.ts';

const daily = (...more: (Command | Said)[]) => [...partnership(), setUpStandup(), ...more];
const OPENS = '2026-11-27T09:15:00.000Z';

const question = (more: Partial<Question> = {}): Question => ({
  id: 'beds',
  ask: 'How many beds are free?',
  kind: 'number',
  required: true,
  ...more,
});

/** As most stand-ups have it. */
const DEFAULTS = {
  name: 'Stand-up',
  timeZone: 'Europe/London',
  openFor: 120,
  reporting: 'organisation' as const,
  asked: [],
  questions: [...DEFAULT_QUESTIONS],
  escalateAfter: 3,
  summaryIn: 'thread' as const,
};

describe('setting up a stand-up', () => {
  test('takes when it is, and leaves the rest as most have it', () => {
    given(...partnership())
      .when(setUpStandup())
      .then({ type: 'standup.setUp', standup: 1, ...DEFAULTS, schedule: schedule(), remindBefore: 30 });
  });

  test('takes a form in which all is said', () => {
    const said: Partial<StandupSettings> = {
      name: 'Bed call',
      schedule: schedule({ weekdays: ['Friday'], weeks: 'second', at: '11:00' }),
      timeZone: 'Europe/Dublin',
      openFor: 60,
      reporting: 'organisation',
      asked: [{ organisation: 'EVC', accountable: 'ben', deputy: 'gwen' }, { organisation: 'NMH' }],
      questions: [
        question({ unit: 'beds' }),
        question({ id: 'mood', ask: 'How is it?', kind: 'mood', required: false }),
        question({ id: 'where', ask: 'Where?', kind: 'choice', choices: ['Ward 6', 'Ward 7'] }),
      ],
      remindBefore: 15,
      escalateAfter: 5,
      summaryIn: 'conversation',
    };
    given(...partnership())
      .when(setUpStandup(said))
      .thenState((state, events) => {
        expect(events).toEqual([{ type: 'standup.setUp', standup: 1, ...said }]);
        expect(standupIn(state)).toMatchObject({ ...said, number: 1, state: 'running', open: null });
      });
  });

  test('without a schedule or a reminder holds neither, and never opens by itself', () => {
    given(...partnership())
      .when(setUpStandup({ schedule: null, remindBefore: null }))
      .thenState((state, events) => {
        expect(events).toEqual([{ type: 'standup.setUp', standup: 1, ...DEFAULTS }]);
        expect(standupIn(state)).toMatchObject({ schedule: null, remindBefore: null });
        expect(nextOpening(standupIn(state), calendar)).toBeNull();
      });
  });

  test('is in the programme’s time zone, unless it says another', () => {
    given({ type: 'CreateProgramme', name: 'Winter', timeZone: 'Europe/Paris' })
      .when(setUpStandup())
      .thenState((state) => expect(nextOpening(standupIn(state), calendar)).toBe('2026-11-30T08:15:00.000Z'));
  });

  test('may be done several times over, each with its number', () => {
    given(...daily())
      .when(setUpStandup({ name: 'Bed call' }))
      .thenState((state) => {
        expect([...state.standups.values()].map(({ number, name }) => [number, name])).toEqual([
          [1, 'Stand-up'],
          [2, 'Bed call'],
        ]);
      });
  });

  test('ten go on at once, and one more when another has ended', () => {
    const ten = Array.from({ length: 10 }, () => setUpStandup());
    given(...partnership(), ...ten)
      .when(setUpStandup())
      .thenRefused('standup.tooMany', { most: 10 });
    given(...partnership(), ...ten, { type: 'EndStandup', standup: 3 })
      .when(setUpStandup())
      .thenState((state) => expect(standupIn(state, 11).state).toBe('running'));
  });

  test.each<[string, Partial<StandupSettings>, string]>([
    ['no weekday', { schedule: schedule({ weekdays: [] }) }, 'schedule'],
    ['a weekday that is none', { schedule: schedule({ weekdays: ['Caturday'] as never }) }, 'schedule'],
    ['a time that no clock shows', { schedule: schedule({ at: '24:00' }) }, 'schedule'],
    ['a time that is no time', { schedule: schedule({ at: 'noon' }) }, 'schedule'],
    ['less than five minutes', { openFor: 4, remindBefore: null }, 'openFor'],
    ['more than a week', { openFor: 7 * 24 * 60 + 1 }, 'openFor'],
    ['half a minute', { openFor: 60.5 }, 'openFor'],
    ['a reminder before it opens', { openFor: 60, remindBefore: 61 }, 'remindBefore'],
    ['a reminder at its end', { remindBefore: 0 }, 'remindBefore'],
    ['no rounds until a blocker goes to the sponsor', { escalateAfter: 0 }, 'escalateAfter'],
    ['too many rounds until then', { escalateAfter: 101 }, 'escalateAfter'],
    ['no question', { questions: [] }, 'questions'],
    [
      'eleven questions',
      { questions: Array.from({ length: 11 }, (_, place) => question({ id: `q${place}` })) },
      'questions',
    ],
    ['two questions of one id', { questions: [question(), question()] }, 'questions'],
    ['an id with a space', { questions: [question({ id: 'free beds' })] }, 'questions'],
    ['an id that is empty', { questions: [question({ id: '' })] }, 'questions'],
    ['a choice of one', { questions: [question({ kind: 'choice', choices: ['Yes'] })] }, 'questions'],
    ['a choice of nothing', { questions: [question({ kind: 'choice' })] }, 'questions'],
    [
      'a choice of 21',
      { questions: [question({ kind: 'choice', choices: Array<string>(21).fill('A') })] },
      'questions',
    ],
    [
      'one organisation asked twice',
      { asked: [{ organisation: 'NMH' }, { organisation: 'nmh', accountable: 'asha' }] },
      'asked',
    ],
    [
      'one person asked twice',
      {
        reporting: 'person',
        asked: [
          { organisation: 'NMH', accountable: 'asha' },
          { organisation: 'NMH', accountable: 'asha' },
        ],
      },
      'asked',
    ],
  ])('refuses %s', (_what, settings, field) => {
    given(...partnership())
      .when(setUpStandup(settings))
      .thenRefused('standup.malformed', { field });
    given(...daily())
      .when(changeStandup(settings))
      .thenRefused('standup.malformed', { field });
  });

  test.each<
    [string, Partial<StandupSettings>, Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRefused']>]
  >([
    [
      'a time zone that is none',
      { timeZone: 'Europe/Nowhere' },
      ['programme.unknownTimeZone', { timeZone: 'Europe/Nowhere' }],
    ],
    ['a name of blanks', { name: '  ' }, ['text.missing', { field: 'name' }]],
    ['a name that is too long', { name: 'x'.repeat(121) }, ['text.tooLong', { field: 'name' }]],
    ['a question of blanks', { questions: [question({ ask: ' ' })] }, ['text.missing', { field: 'questions' }]],
    [
      'a choice of blanks',
      { questions: [question({ kind: 'choice', choices: ['A', ' '] })] },
      ['text.missing', { field: 'questions' }],
    ],
    [
      'a unit that is too long',
      { questions: [question({ unit: 'x'.repeat(121) })] },
      ['text.tooLong', { field: 'questions' }],
    ],
    ['a day that is none', { schedule: schedule({ from: '2026-02-30' }) }, ['date.impossible']],
    [
      'an organisation that is none',
      { asked: [{ organisation: 'XYZ' }] },
      ['organisation.unknown', { organisation: 'XYZ' }],
    ],
    [
      'somebody of another organisation',
      { asked: [{ organisation: 'NMH', accountable: 'ben' }] },
      ['person.unknown', { person: 'ben' }],
    ],
    [
      'a deputy whom nobody knows',
      { asked: [{ organisation: 'NMH', deputy: 'zoe' }] },
      ['person.unknown', { person: 'zoe' }],
    ],
    [
      'more organisations than fit',
      { asked: Array.from({ length: 41 }, () => ({ organisation: 'NMH' })) },
      ['list.tooLong', { field: 'asked', limit: 40 }],
    ],
  ])('refuses %s', (_what, settings, refused) => {
    given(...partnership())
      .when(setUpStandup(settings))
      .thenRefused(...refused);
  });

  test.each<[string, Partial<StandupSettings>]>([
    ['five minutes', { openFor: 5, remindBefore: 1 }],
    ['a week', { openFor: 7 * 24 * 60 }],
    ['a reminder at once', { openFor: 60, remindBefore: 60 }],
    ['ten questions', { questions: Array.from({ length: 10 }, (_, place) => question({ id: `q${place}` })) }],
    ['twenty choices', { questions: [question({ kind: 'choice', choices: Array<string>(20).fill('A') })] }],
    [
      'several people of one organisation',
      {
        reporting: 'person',
        asked: [
          { organisation: 'EVC', accountable: 'ben' },
          { organisation: 'EVC', accountable: 'gwen' },
        ],
      },
    ],
  ])('takes %s', (_what, settings) => {
    given(...partnership())
      .when(setUpStandup(settings))
      .thenState((state) => expect(standupIn(state)).toMatchObject(settings));
  });

  test('reminds half way in a short round, where no reminder was spoken of', () => {
    given(...partnership())
      .when(setUpStandup({ openFor: 20 }))
      .thenState((state) => expect(standupIn(state).remindBefore).toBe(10));
  });

  test('keeps of a question what belongs to its kind', () => {
    const all = { unit: ' beds ', choices: ['A', 'B'] };
    const questions = [
      question(all),
      question({ id: 'c', kind: 'choice', ...all }),
      question({ id: 't', kind: 'text', ...all }),
    ];
    given(...partnership())
      .when(setUpStandup({ questions }))
      .thenState((state) =>
        expect(standupIn(state).questions).toEqual([
          question({ unit: 'beds' }),
          question({ id: 'c', kind: 'choice', choices: ['A', 'B'] }),
          question({ id: 't', kind: 'text' }),
        ]),
      );
  });
});

describe('changing it', () => {
  test('changes what is said, and keeps the rest', () => {
    given(...daily())
      .when(changeStandup({ name: 'Bed call', remindBefore: null }))
      .then({ type: 'standup.changed', standup: 1, ...DEFAULTS, name: 'Bed call', schedule: schedule() });
  });

  test('to what it is already writes nothing', () => {
    given(...daily())
      .when(changeStandup({ name: ' Stand-up ', openFor: 120 }))
      .thenNothing();
  });

  test('to another time begins with the next one after now', () => {
    given(...daily())
      .when(changeStandup({ schedule: schedule({ at: '09:00' }) }))
      .thenState((state) => expect(nextOpening(standupIn(state), calendar)).toBe('2026-11-30T09:00:00.000Z'));
    given(...daily())
      .when(changeStandup({ timeZone: 'Europe/Paris' }))
      .thenState((state) => expect(nextOpening(standupIn(state), calendar)).toBe('2026-11-30T08:15:00.000Z'));
  });

  test('leaves the round that is open as it began', () => {
    given(...daily(ticks(OPENS)))
      .when(changeStandup({ openFor: 60, questions: [question()] }), at(OPENS))
      .thenState((state) =>
        expect(roundIn(state)).toMatchObject({ closes: '2026-11-27T11:15:00.000Z', questions: DEFAULT_QUESTIONS }),
      );
  });

  test('keeps rounds, early answers and days that are skipped', () => {
    const history = daily(startRound(), closeRound, said(answer(), by(ben)), {
      type: 'SkipRound',
      standup: 1,
      day: '2026-12-24',
      why: 'Nobody is there',
    });
    given(...history)
      .when(changeStandup({ name: 'Bed call' }))
      .thenState((state) => {
        const before = standupIn(logOf(...history).state);
        expect(standupIn(state)).toEqual({
          ...before,
          name: 'Bed call',
          history: [...before.history, expect.any(Number)],
        });
      });
  });
});

describe('pausing, resuming and ending', () => {
  const pause: Command = { type: 'PauseStandup', standup: 1 };
  const resume: Command = { type: 'ResumeStandup', standup: 1 };
  const end: Command = { type: 'EndStandup', standup: 1 };

  test('each is an entry, once', () => {
    given(...daily())
      .when(pause)
      .then({ type: 'standup.paused', standup: 1 });
    given(...daily(pause))
      .when(pause)
      .thenNothing();
    given(...daily(pause))
      .when(resume)
      .then({ type: 'standup.resumed', standup: 1 });
    given(...daily())
      .when(resume)
      .thenNothing();
    given(...daily())
      .when(end)
      .then({ type: 'standup.ended', standup: 1 });
    given(...daily(end))
      .when(end)
      .thenNothing();
  });

  test('what fell due during a pause is not made up for', () => {
    const later = '2026-12-02T10:00:00.000Z';
    given(...daily(pause))
      .when(resume, at(later))
      .thenState((state) => expect(nextOpening(standupIn(state), calendar)).toBe('2026-12-03T09:15:00.000Z'));
  });

  test('a stand-up ends when no round of it is open', () => {
    given(...daily(startRound()))
      .when(end)
      .thenRefused('round.open', { standup: 1, round: 1 });
  });

  test.each<Command>([
    changeStandup({ name: 'Bed call' }),
    pause,
    resume,
    startRound(),
    noChange,
    { type: 'SkipRound', standup: 1, day: '2026-12-24', why: 'Nobody is there' },
  ])('nothing more happens to one that has ended: $type', (command) => {
    given(...daily(end))
      .when(command)
      .thenRefused('standup.over', { standup: 1 });
  });

  test.each<Command>([
    changeStandup({ standup: 2 }),
    { ...pause, standup: 2 },
    { ...resume, standup: 2 },
    { ...end, standup: 2 },
    startRound({ standup: 2 }),
    { ...closeRound, standup: 2 } as Command,
    { ...noChange, standup: 2 } as Command,
    { type: 'SkipRound', standup: 2, day: '2026-12-24', why: 'Nobody is there' },
    { type: 'NextAtTable', standup: 2, round: 1, after: 'NMH' },
  ])('one that is not there is refused with the last that is: $type', (command) => {
    given(...daily())
      .when(command)
      .thenRefused('standup.unknown', { number: 2, last: 1 });
  });
});

describe('a day is skipped', () => {
  const skip = (day: string, why: string | undefined = 'Nobody is there'): Command =>
    ({ type: 'SkipRound', standup: 1, day, why }) as Command;

  test('with a reason, once', () => {
    given(...daily())
      .when(skip('2026-12-24'))
      .then({ type: 'standup.skipSet', standup: 1, day: '2026-12-24' });
    given(...daily(skip('2026-12-24')))
      .when(skip('2026-12-24'))
      .thenNothing();
  });

  test('and is not after all, without a reason, where that is taken back', () => {
    const undo: Command = { type: 'SkipRound', standup: 1, day: '2026-11-27', undo: true };
    given(...daily(skip('2026-11-27')))
      .when(undo)
      .then({ type: 'standup.skipUnset', standup: 1, day: '2026-11-27' });
    given(...daily())
      .when(undo)
      .thenNothing();
    given(...daily(skip('2026-11-27'), undo))
      .when({ type: 'Tick' }, at(OPENS))
      .thenState((_, events) => expect(events).toMatchObject([{ type: 'round.opened', due: OPENS }]));
  });

  test('today, too, but not when its round is open', () => {
    given(...daily())
      .when(skip('2026-11-27'))
      .then({ type: 'standup.skipSet', standup: 1, day: '2026-11-27' });
    given(...daily(ticks(OPENS)))
      .when(skip('2026-11-27'), at(OPENS))
      .thenRefused('round.open', { standup: 1, round: 1 });
  });

  test.each<
    [string, string, string | undefined, Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRefused']>[0]]
  >([
    ['that is over', '2026-11-26', 'Nobody is there', 'date.past'],
    ['that is none', '2026-02-30', 'Nobody is there', 'date.impossible'],
    ['without a reason', '2026-12-24', ' ', 'text.missing'],
  ])('but not one %s', (_what, day, why, code) => {
    given(...daily())
      .when(skip(day, why))
      .thenRefused(code);
  });

  test('in the stand-up’s time zone', () => {
    const elsewhere = [...partnership(), setUpStandup({ timeZone: 'Pacific/Auckland' })];
    given(...elsewhere)
      .when(skip('2026-11-27'), at('2026-11-27T12:00:00.000Z'))
      .thenRefused('date.past', { day: '2026-11-27' });
  });
});

describe('a holiday is proclaimed', () => {
  const proclaim = (more: Partial<Extract<Command, { type: 'ProclaimHoliday' }>> = {}): Command => ({
    type: 'ProclaimHoliday',
    day: '2027-06-09',
    ...more,
  });

  test('for all nations, unless it says which', () => {
    given(...partnership())
      .when(proclaim())
      .then({
        type: 'holiday.proclaimed',
        day: '2027-06-09',
        nations: ['England', 'Wales', 'Scotland', 'Northern Ireland'],
      });
    given(...partnership())
      .when(proclaim({ nations: ['Scotland'] }))
      .then({ type: 'holiday.proclaimed', day: '2027-06-09', nations: ['Scotland'] });
  });

  test('for more nations later, and never twice for one', () => {
    given(...partnership(), proclaim({ nations: ['Scotland'] }))
      .when(proclaim({ nations: ['England', 'Scotland'] }))
      .then({ type: 'holiday.proclaimed', day: '2027-06-09', nations: ['England', 'Scotland'] });
    given(...partnership(), proclaim())
      .when(proclaim({ nations: ['Wales'] }))
      .thenNothing();
  });

  test('on a day that is still to come, or today', () => {
    given(...partnership())
      .when(proclaim({ day: NOW.slice(0, 10) }))
      .thenState((state) => expect(state.holidays.has('2026-11-27')).toBe(true));
    given(...partnership())
      .when(proclaim({ day: '2026-11-26' }))
      .thenRefused('date.past', { day: '2026-11-26' });
    given(...partnership())
      .when(proclaim({ day: '2027-02-29' }))
      .thenRefused('date.impossible', { text: '2027-02-29' });
  });
});

test('what happens to a stand-up is in its history, in order', () => {
  const log = logOf(
    ...daily(
      changeStandup({ name: 'Bed call' }),
      { type: 'PauseStandup', standup: 1 },
      { type: 'ResumeStandup', standup: 1 },
      { type: 'SkipRound', standup: 1, day: '2026-11-27', why: 'Nobody is there' },
      ticks(OPENS),
      said({ type: 'EndStandup', standup: 1 }, at(OPENS)),
    ),
  );
  expect(standupIn(log.state).history.map((index) => log.entries[index]!.event.type)).toEqual([
    'standup.setUp',
    'standup.changed',
    'standup.paused',
    'standup.resumed',
    'standup.skipSet',
    'round.skipped',
    'standup.ended',
  ]);
});

test('what is read back from the log, where fields stand in another order, is no change', () => {
  const asked = [{ organisation: 'EVC', accountable: 'ben', deputy: 'gwen' }];
  const log = logOf(...partnership(), setUpStandup({ asked, questions: [question({ unit: 'beds' })] }));
  const entries = log.entries.map((entry) => JSON.parse(canonicalText(entry as never)) as Entry);
  const readBack = new Log(entries, entries.reduce(evolve, NO_PROGRAMME));
  givenLog(readBack)
    .when(changeStandup({ asked, schedule: schedule(), name: 'Stand-up' }))
    .thenNothing();
  givenLog(readBack)
    .when(changeStandup({ name: 'Bed call' }))
    .thenState((state) =>
      expect(nextOpening(standupIn(state), calendar)).toBe(nextOpening(standupIn(log.state), calendar)),
    );
});
