import { durationWords, scheduleWords } from '../../src/cards/scheduleWords.ts';
import { standupCard } from '../../src/cards/standup.ts';
import { ABOUT } from './noticeSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import { aStandup, NAMED_STANDUP, standupCards } from './standupSamples.ts';
import { WEEKDAYS, type Schedule } from '../../src/domain/schedule.ts';
import type { StandupView } from '../../src/domain/standupViews.ts';

const card = (standup: StandupView) => standupCard({ ...ABOUT, standup });
const read = (standup: StandupView) => textIn(card(standup));

const WORKING = WEEKDAYS.slice(0, 5);
const schedule = (weekdays: Schedule['weekdays'], at: string, weeks: Schedule['weeks'] = 'each') => ({
  ...{ weekdays, weeks, at },
  from: '2026-11-02',
});

test.each<[Schedule | null, string]>([
  [schedule(WORKING, '09:15'), 'Every weekday at 9:15am'],
  [schedule([...WEEKDAYS], '00:00'), 'Every day at midnight'],
  [schedule(['Friday'], '12:00'), 'Every Friday at midday'],
  [schedule(['Thursday', 'Tuesday'], '14:00'), 'Every Tuesday and Thursday at 2pm'],
  [schedule(['Monday', 'Wednesday', 'Friday'], '16:30'), 'Every Monday, Wednesday and Friday at 4:30pm'],
  [schedule(['Friday'], '11:00', 'second'), 'Every second Friday at 11am'],
  [schedule(['Monday', 'Friday'], '11:00', 'second'), 'Every second week on Monday and Friday at 11am'],
  [schedule(WORKING, '11:00', 'second'), 'Every second week on each weekday at 11am'],
  [schedule(['Monday'], '10:00', 'firstOfMonth'), 'The first Monday of the month at 10am'],
  [schedule(['Monday'], '10:00', 'secondOfMonth'), 'The second Monday of the month at 10am'],
  [schedule(['Tuesday', 'Monday'], '10:00', 'lastOfMonth'), 'The last Monday and last Tuesday of the month at 10am'],
  [null, 'When somebody starts it'],
])('a schedule is a sentence', (given, words) => {
  expect(scheduleWords(given)).toBe(words);
});

test('a schedule names its time zone when asked to', () => {
  expect(scheduleWords(schedule(WORKING, '09:15'), 'Europe/Dublin')).toBe(
    'Every weekday at 9:15am (time zone Europe/Dublin)',
  );
});

test.each([
  [5, '5 minutes'],
  [60, '1 hour'],
  [90, '1 hour 30 minutes'],
  [120, '2 hours'],
  [1440, '1 day'],
  [10_080, '7 days'],
  [1501, '1 day 1 hour 1 minute'],
])('%s minutes are %s', (minutes, words) => {
  expect(durationWords(minutes)).toBe(words);
});

test('a stand-up says in a sentence when it is held, then what comes next and how it runs', () => {
  expect(read(aStandup())).toMatch(
    /^Winter discharge · Stand-up 1\n✓ Running\nMorning discharge check-in\nEvery weekday at 9:15am, open for 2 hours\.\nNext round: Monday 30 November 2026, 9:15am\nAsked: Every organisation of the programme, with one answer each\nReminder: 30 minutes before it closes, to those who are awaited\nBlockers: Go to the sponsor after 3 rounds\nSummary: Under the card of the round\nRounds so far: 12\nQuestions\n1\. What has moved/,
  );
  expect(pressesIn(card(aStandup()))).toEqual([
    { do: 'open', form: 'standup', programme: ABOUT.programme, standup: 1 },
  ]);
  expect(inputsIn(card(aStandup()))).toEqual([]);
});

test('it names who is asked, days without a round, kinds of questions, and another time zone', () => {
  const text = read(NAMED_STANDUP);
  expect(text).toContain('The first Monday of the month at 10am (time zone Europe/Dublin), open for 2 days.');
  expect(text).toContain('⚠ No round opens until it goes on: standup resume');
  expect(text).toContain('No round on: 24 December 2026 (Christmas Eve) and 31 December 2026');
  expect(text).toContain(
    'Asked: 3 organisations, with one answer each\nReminder: None\nBlockers: Go to the sponsor after 1 round',
  );
  expect(text).toContain(
    '4. Is the rota out? (yes or no)\n5. Where are you? (one of: On site, At home; must be answered)',
  );
  expect(text).toContain(
    'Northmoor Hospitals (NMH): Asha Patel, Chidi Okafor stands in\nEastvale Council (EVC): Ben Cole\nSouthfen',
  );
});

test('a stand-up that has ended cannot be changed', () => {
  expect(textIn(standupCards().standupEnded!)).toContain('No more rounds open. What was said stays in the log.');
  expect(pressesIn(standupCards().standupEnded!)).toEqual([]);
});

test('where people report it says so', () => {
  expect(read(aStandup({ reporting: 'person' }))).toContain('with an answer from each person');
});
