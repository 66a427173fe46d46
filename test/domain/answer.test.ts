import { describe, expect, test } from '@jest/globals';
import { answerBefore, type AnswerGiven } from '../../src/domain/answer.ts';
import { BEST_MOOD, HIGHEST_LEVEL, type AnswerValue } from '../../src/domain/answerContent.ts';
import {
  answer,
  asha,
  at,
  ben,
  by,
  carys,
  changeStandup,
  closeRound,
  create,
  dev,
  eventsIn,
  farah,
  given,
  gwen,
  join,
  logOf,
  noChange,
  partnership,
  place,
  ringing,
  roundIn,
  rung,
  said,
  schedule,
  setUpStandup,
  solve,
  standupIn,
  startRound,
  stuck,
  ticks,
  type Said,
} from './world.ts';
import type { Command, Event } from '../../src/domain/events.ts';
import type { Question } from '../../src/domain/standup.ts';

/** Round 1 is open on Friday 27 November 2026 from 9:15 to 11:15; the next one opens on Monday. */
const OPENS = '2026-11-27T09:15:00.000Z';
const DURING = '2026-11-27T10:00:00.000Z';
const CLOSES = '2026-11-27T11:15:00.000Z';
const EVENING = '2026-11-27T20:00:00.000Z';
const SUNDAY = '2026-11-29T20:00:00.000Z';
const MONDAY = '2026-11-30T09:15:00.000Z';

const daily = (...more: (Command | Said)[]) => [...partnership(), setUpStandup(), ...more];
const open = (...more: (Command | Said)[]) => daily(ticks(OPENS), ...more);
const over = (...more: (Command | Said)[]) => open(...more, ticks(CLOSES));

const givenIn = (events: readonly Event[]) => events.filter((event) => event.type === 'answer.given');
const answersOf = (history: (Command | Said)[]) => eventsIn(logOf(...history), 'answer.given');

const said1 = (more: Partial<AnswerGiven> = {}): AnswerGiven => ({
  type: 'answer.given',
  standup: 1,
  round: 1,
  key: 'EVC',
  speaksFor: 'EVC',
  texts: [{ question: 'moved', text: 'Six beds have opened' }],
  values: [],
  noChange: false,
  timing: 'inTime',
  noted: false,
  turn: 1,
  ...more,
});

describe('an answer', () => {
  test('in time is part of the round that is open', () => {
    given(...open())
      .when(answer(), by(ben), at(DURING))
      .then(said1());
  });

  test('early, before the first round or on the evening before another, is part of the next one when that opens', () => {
    given(...daily())
      .when(answer(), by(ben))
      .then(said1({ timing: 'early' }));
    const log = rung(logOf(...over(said(noChange, by(ben), at(DURING)))), CLOSES).after(
      said(answer('Two more'), by(ben), at(SUNDAY)),
    );
    expect(eventsIn(log, 'answer.given').at(-1)).toMatchObject({ round: 2, timing: 'early' });
    expect(roundIn(log.state).answers.get('EVC')).toMatchObject({ noChange: true });
    const { state } = log.after(ticks(MONDAY));
    expect(roundIn(state, 2).answers.get('EVC')).toMatchObject({ timing: 'early', texts: [{ text: 'Two more' }] });
    expect(standupIn(state).early.isEmpty()).toBe(true);
  });

  test('early is part of a round that somebody starts, too', () => {
    given(...daily(said(answer(), by(ben))))
      .when(startRound())
      .thenState((state) => expect(roundIn(state).answers.get('EVC')).toMatchObject({ timing: 'early' }));
  });

  test('early stays for the next one when a round is skipped', () => {
    const history = daily({ type: 'SkipRound', standup: 1, day: '2026-11-27', why: 'Nobody is there' });
    const log = ringing(logOf(...history, said(answer(), by(ben))), OPENS, MONDAY);
    expect(roundIn(log.state).answers.get('EVC')).toMatchObject({ timing: 'early' });
    expect(roundIn(log.state).due).toBe(MONDAY);
  });

  test('early comes up to five days before, so that it can be written before Easter', () => {
    const weekly = [...partnership(), setUpStandup({ schedule: schedule({ weekdays: ['Thursday'] }) })];
    given(...weekly)
      .when(answer(), by(ben), at('2026-11-28T09:15:00.000Z'))
      .thenState((_, [event]) => expect(event).toMatchObject({ timing: 'early' }));
    given(...weekly)
      .when(answer(), by(ben), at('2026-11-28T09:14:59.999Z'))
      .thenRefused('round.none', { standup: 1, next: '2026-12-03T09:15:00.000Z' });
  });

  test('where no round is to come is refused', () => {
    given(...partnership(), setUpStandup({ schedule: null }))
      .when(answer(), by(ben))
      .thenRefused('round.none', { next: null });
    given(...daily({ type: 'PauseStandup', standup: 1 }))
      .when(answer(), by(ben))
      .thenRefused('round.none', { next: null });
  });

  test('late, on the day of a round that they have not answered, is to that one', () => {
    given(...over())
      .when(answer(), by(ben), at(EVENING))
      .then(said1({ timing: 'late' }));
  });

  test('late, where the next round is far away, is to the last one on other days, too', () => {
    const weekly = [...partnership(), setUpStandup({ schedule: schedule({ weekdays: ['Friday'] }) })];
    const log = ringing(logOf(...weekly), OPENS, CLOSES);
    const saturday = log.after(said(answer(), by(ben), at('2026-11-28T09:00:00.000Z')));
    expect(eventsIn(saturday, 'answer.given')).toEqual([said1({ timing: 'late' })]);
    const sunday = log.after(said(answer(), by(ben), at(SUNDAY)));
    expect(eventsIn(sunday, 'answer.given')).toMatchObject([{ round: 2, timing: 'early' }]);
  });

  test('on that evening, from those who have answered or were not asked, is to the next one', () => {
    given(...over(said(noChange, by(ben), at(DURING))))
      .when(answer(), by(ben), at(EVENING))
      .then(said1({ round: 2, timing: 'early' }));
    const asked = [{ organisation: 'NMH' }];
    given(...partnership(), setUpStandup({ asked }), ticks(OPENS), ticks(CLOSES))
      .when(answer(), by(ben), at(EVENING))
      .then(said1({ round: 2, timing: 'early' }));
  });

  test('names the round it is to, where both can be meant', () => {
    given(...over())
      .when(answer('Late', { round: 1 }), by(ben), at(SUNDAY))
      .thenState((_, [event]) => expect(event).toMatchObject({ round: 1, timing: 'late' }));
    given(...over())
      .when(answer('Early', { round: 2 }), by(ben), at(EVENING))
      .thenState((_, [event]) => expect(event).toMatchObject({ round: 2, timing: 'early' }));
  });

  test('to a round whose place another has taken is refused, as is one to a round far off', () => {
    const two = ringing(logOf(...daily()), OPENS, MONDAY);
    expect(standupIn(two.state).open).toBe(2);
    given(...over(), ticks(MONDAY))
      .when(answer('Late', { round: 1 }), by(ben), at(MONDAY))
      .thenRefused('round.over', { standup: 1, round: 1 });
    given(...over())
      .when(answer('Early', { round: 3 }), by(ben), at(EVENING))
      .thenRefused('round.over', { round: 3 });
    given(...open())
      .when(answer('Early', { round: 2 }), by(ben), at(DURING))
      .thenRefused('round.open', { round: 1 });
  });

  test('changes the summary of a round that is closed, and its cards of one that is open', () => {
    const log = logOf(...over(), said(answer(), by(ben), at(EVENING)));
    expect(roundIn(log.state)).toMatchObject({ closed: { at: CLOSES } });
    expect(roundIn(log.state).answers.get('EVC')).toMatchObject({ timing: 'late', at: EVENING });
  });
});

describe('an answer is changed', () => {
  test('and the last counts, with how often; all of them stay in the log', () => {
    const history = open(
      said(answer('One'), by(ben), at(DURING)),
      said(answer('Two'), by(gwen), at(DURING)),
      said(answer('Three'), by(ben), at(DURING)),
    );
    expect(answersOf(history).map(({ turn, texts }) => [turn, texts])).toEqual([
      [1, [{ question: 'moved', text: 'One' }]],
      [2, [{ question: 'moved', text: 'Two' }]],
      [3, [{ question: 'moved', text: 'Three' }]],
    ]);
    expect(roundIn(logOf(...history).state).answers.get('EVC')).toMatchObject({ turn: 3, by: { person: 'ben' } });
  });

  test('over its times, each of which shows', () => {
    const history = daily(
      said(answer('Early'), by(ben)),
      said(answer('Earlier'), by(ben)),
      ticks(OPENS),
      said(answer('In time'), by(ben), at(DURING)),
      ticks(CLOSES),
      said(answer('Late', { round: 1 }), by(ben), at(EVENING)),
    );
    expect(answersOf(history).map(({ round, turn, timing }) => [round, turn, timing])).toEqual([
      [1, 1, 'early'],
      [1, 2, 'early'],
      [1, 3, 'inTime'],
      [1, 4, 'late'],
    ]);
  });

  test('and all that was said of a round is in its history, what was early first', () => {
    const log = logOf(
      ...daily(
        said(stuck('Early'), by(ben)),
        ticks(OPENS),
        said(answer('In time'), by(ben), at(DURING)),
        said(solve(1), by(ben), at(DURING)),
        ticks(CLOSES),
        said(answer('Late', { round: 1 }), by(ben), at(EVENING)),
        said(answer('For Monday'), by(ben), at(SUNDAY)),
      ),
    );
    const typesOf = (history: readonly number[]) => history.map((index) => log.entries[index]!.event.type);
    expect(typesOf(roundIn(log.state).history)).toEqual([
      'answer.given',
      'blocker.raised',
      'round.opened',
      'answer.given',
      'blocker.closed',
      'round.closed',
      'answer.given',
    ]);
    expect(typesOf(standupIn(log.state).earlyHistory)).toEqual(['answer.given']);
    expect(typesOf(standupIn(log.state).history)).toEqual(['standup.setUp']);
  });
});

describe('who answers', () => {
  test.each([
    ['whoever is accountable', ben],
    ['a deputy', gwen],
  ])('for an organisation: %s', (_who, who) => {
    given(...open())
      .when(answer(), by(who), at(DURING))
      .then(said1());
  });

  test('a member of it, by placement or by home tenant', () => {
    given(...open(place(farah, 'EVC', 'member')))
      .when(answer(), by(farah), at(DURING))
      .then(said1());
    given(...open(join('LKS', { domains: ['lakeside.example'] })))
      .when(answer(), by({ ...farah, email: 'farah@lakeside.example' }), at(DURING))
      .then(said1({ key: 'LKS', speaksFor: 'LKS' }));
  });

  test('naming one’s own organisation notes nothing', () => {
    given(...open())
      .when(answer('Six beds have opened', { organisation: ' evc ' }), by(ben), at(DURING))
      .then(said1());
  });

  test('a coordinator for anybody, and it is noted that they did', () => {
    given(...open())
      .when(answer('Six beds have opened', { organisation: 'EVC' }), by(asha), at(DURING))
      .then(said1({ noted: true }));
  });

  test('a coordinator who stands outside every organisation, too', () => {
    const outside = [create(), join('NMH'), join('EVC'), setUpStandup(), startRound()];
    given(...outside)
      .when(answer('Six beds have opened', { organisation: 'EVC' }), by(asha))
      .then(said1({ noted: true }));
    given(...outside)
      .when(answer(), by(asha))
      .thenRefused('actor.unplaced');
  });

  test('nobody else for another organisation, but at the table', () => {
    const forEvc = answer('Six beds have opened', { organisation: 'EVC' });
    given(...open())
      .when(forEvc, by(carys), at(DURING))
      .thenRefused('answer.notYours', { organisation: 'EVC' });
    given(...daily(startRound({ table: true })))
      .when(forEvc, by(carys))
      .then(said1({ noted: true }));
  });

  test('nobody for an organisation that is not there, or has left', () => {
    given(...open())
      .when(answer('Six', { organisation: 'XYZ' }), by(asha), at(DURING))
      .thenRefused('organisation.unknown', { organisation: 'XYZ' });
    const left = open({ type: 'LeaveOrganisation', organisation: 'EVC' });
    given(...left)
      .when(answer('Six', { organisation: 'EVC' }), by(asha), at(DURING))
      .thenRefused('organisation.left', { organisation: 'EVC' });
    given(...left)
      .when(answer(), by(ben), at(DURING))
      .thenRefused('organisation.left', { organisation: 'EVC' });
  });

  test('nobody of no organisation', () => {
    given(...open())
      .when(answer(), by(farah), at(DURING))
      .thenRefused('actor.unplaced');
  });

  test('for themselves where people report, and nobody for them', () => {
    const people = [...partnership(), setUpStandup({ reporting: 'person' }), ticks(OPENS)];
    given(...people, said(answer(), by(gwen), at(DURING)))
      .when(answer(), by(ben), at(DURING))
      .then(said1({ key: 'ben' }));
    given(...people)
      .when(answer('Six', { organisation: 'EVC' }), by(asha), at(DURING))
      .thenRefused('answer.notYours', { organisation: 'EVC' });
  });
});

describe('what an answer says', () => {
  const QUESTIONS: Question[] = [
    { id: 'moved', ask: 'What has moved?', kind: 'moved', required: false },
    { id: 'plan', ask: 'What is next?', kind: 'plan', required: false },
    { id: 'stuck', ask: 'What is in the way?', kind: 'blockers', required: false },
    { id: 'note', ask: 'Anything else?', kind: 'text', required: false },
    { id: 'beds', ask: 'Beds?', kind: 'number', unit: 'beds', required: false },
    { id: 'level', ask: 'Level?', kind: 'level', required: false },
    { id: 'mood', ask: 'Mood?', kind: 'mood', required: false },
    { id: 'safe', ask: 'Safe?', kind: 'yesNo', required: false },
    { id: 'ward', ask: 'Ward?', kind: 'choice', choices: ['6', '7'], required: false },
  ];
  const asking = (questions = QUESTIONS) => [...partnership(), setUpStandup({ questions }), startRound()];
  const needing = (id: string) => asking(QUESTIONS.map((each) => ({ ...each, required: each.id === id })));
  const value = (question: string, said: AnswerValue['value']): Command => ({
    type: 'GiveAnswer',
    standup: 1,
    values: [{ question, value: said }],
  });

  test.each<[string, AnswerValue['value']]>([
    ['beds', 0],
    ['beds', -3],
    ['beds', 12.5],
    ['level', 1],
    ['level', HIGHEST_LEVEL],
    ['mood', 1],
    ['mood', BEST_MOOD],
    ['safe', true],
    ['safe', false],
    ['ward', '7'],
  ])('takes for %s: %p', (question, said) => {
    given(...asking())
      .when(value(question, said), by(ben))
      .thenState((_, events) =>
        expect(givenIn(events)).toMatchObject([{ values: [{ question, value: said }], texts: [] }]),
      );
  });

  test.each<[string, AnswerValue['value']]>([
    ['beds', '12'],
    ['beds', NaN],
    ['beds', Infinity],
    ['beds', true],
    ['level', 0],
    ['level', HIGHEST_LEVEL + 1],
    ['level', 2.5],
    ['level', '2'],
    ['mood', 0],
    ['mood', BEST_MOOD + 1],
    ['mood', true],
    ['safe', 'yes'],
    ['safe', 1],
    ['ward', '8'],
    ['ward', 6],
    ['ward', ''],
    ['moved', 'Six beds'],
    ['stuck', 'Transport'],
    ['other', 1],
  ])('refuses for %s: %p', (question, said) => {
    given(...asking())
      .when(value(question, said), by(ben))
      .thenRefused('answer.malformed', { question });
  });

  test.each(['moved', 'plan', 'note'])('takes words for %s', (question) => {
    given(...asking())
      .when({ type: 'GiveAnswer', standup: 1, texts: [{ question, text: '  Six  beds ' }] }, by(ben))
      .thenState((_, events) => expect(givenIn(events)).toMatchObject([{ texts: [{ question, text: 'Six beds' }] }]));
  });

  test.each(['stuck', 'beds', 'level', 'mood', 'safe', 'ward', 'other'])('refuses words for %s', (question) => {
    given(...asking())
      .when({ type: 'GiveAnswer', standup: 1, texts: [{ question, text: 'Six' }] }, by(ben))
      .thenRefused('answer.malformed', { question });
  });

  test('answers no question twice', () => {
    const twice = (id: string) => [id, id].map((question) => ({ question, text: 'Six' }));
    given(...asking())
      .when({ type: 'GiveAnswer', standup: 1, texts: twice('moved') }, by(ben))
      .thenRefused('answer.malformed', { question: 'moved' });
    const values = [1, 2].map((each) => ({ question: 'beds', value: each }));
    given(...asking())
      .when({ type: 'GiveAnswer', standup: 1, values }, by(ben))
      .thenRefused('answer.malformed', { question: 'beds' });
  });

  test('has words that fit and can be read', () => {
    given(...asking())
      .when(answer('x'.repeat(4001)), by(ben))
      .thenRefused('text.tooLong', { field: 'moved', limit: 4000 });
    given(...asking())
      .when(answer('\ud800'), by(ben))
      .thenRefused('text.unreadable', { field: 'moved' });
    const many = Array.from({ length: 41 }, (_, place) => ({ question: `q${place}`, text: 'Six' }));
    given(...asking())
      .when({ type: 'GiveAnswer', standup: 1, texts: many }, by(ben))
      .thenRefused('list.tooLong', { limit: 40 });
  });

  test.each<Command>([
    { type: 'GiveAnswer', standup: 1 },
    { type: 'GiveAnswer', standup: 1, texts: [{ question: 'moved', text: ' ' }] },
    { type: 'GiveAnswer', standup: 1, texts: [], values: [], blockers: [], solved: [], noChange: false },
  ])('is something: %j', (command) => {
    given(...asking())
      .when(command, by(ben))
      .thenRefused('answer.empty');
  });

  test('is “no change” with one press, and not when it says something', () => {
    given(...open())
      .when(noChange, by(ben), at(DURING))
      .then(said1({ texts: [], noChange: true }));
    given(...open())
      .when(answer('Six beds have opened', { noChange: true }), by(ben), at(DURING))
      .then(said1());
  });

  test.each<[string, Command]>([
    ['moved', answer()],
    ['beds', value('beds', 0)],
    ['safe', value('safe', false)],
    ['stuck', stuck()],
  ])('has what is required: %s', (question, command) => {
    given(...needing(question))
      .when(command, by(ben))
      .thenState((_, events) => expect(givenIn(events)).toHaveLength(1));
    const other: Command = { type: 'GiveAnswer', standup: 1, texts: [{ question: 'note', text: 'Hm' }] };
    for (const short of question === 'stuck' ? [other] : [other, noChange])
      given(...needing(question))
        .when(short, by(ben))
        .thenRefused('answer.needs', { question });
  });

  const clear: Command = { type: 'GiveAnswer', standup: 1, nothingInTheWay: true };

  test('can say that nothing is in the way, where that must be answered', () => {
    given(...needing('stuck'))
      .when(clear, by(ben))
      .then(said1({ texts: [], timing: 'inTime', nothingInTheWay: true }));
    given(...needing('stuck'))
      .when(noChange, by(ben))
      .then(said1({ texts: [], timing: 'inTime', noChange: true }));
    given(...needing('beds'))
      .when(clear, by(ben))
      .thenRefused('answer.needs', { question: 'beds' });
  });

  test('does not say that nothing is in the way when it says what is', () => {
    given(...needing('stuck'))
      .when(stuck('Keys', { nothingInTheWay: true }), by(ben))
      .thenState((_, [event]) => expect(event).not.toHaveProperty('nothingInTheWay'));
  });

  test('need not say again what is in the way when it is changed', () => {
    for (const first of [clear, noChange, stuck()])
      given(...needing('stuck'), said(first, by(ben)))
        .when(answer(), by(ben))
        .thenState((_, [event]) => expect(event).toMatchObject({ type: 'answer.given', turn: 2 }));
  });

  test('is held against the questions with which the round opened', () => {
    const beds: Question[] = [{ id: 'beds', ask: 'Beds?', kind: 'number', required: true }];
    given(...open(said(changeStandup({ questions: beds, reporting: 'person' }), at(OPENS))))
      .when(answer(), by(ben), at(DURING))
      .then(said1());
    given(...over(said(changeStandup({ questions: beds, reporting: 'person' }), at(OPENS))))
      .when(answer('Six beds have opened', { round: 2 }), by(ben), at(EVENING))
      .thenRefused('answer.malformed', { question: 'moved' });
  });
});

describe('whom an answer is for', () => {
  const readersOf = (readers: string[] | undefined, who = ben) => {
    const [event] = answersOf(open(said(answer('Six', readers ? { readers } : {}), by(who), at(DURING))));
    return event!.readers;
  };

  test('is everybody, unless it says otherwise', () => {
    expect(readersOf(undefined)).toBeUndefined();
    expect(readersOf([])).toBeUndefined();
  });

  test('is the own organisation and those that are named, in the programme’s order', () => {
    expect(readersOf(['EVC'])).toEqual(['EVC']);
    expect(readersOf(['sfc', 'NMH'])).toEqual(['NMH', 'EVC', 'SFC']);
    expect(
      roundIn(logOf(...open(said(answer('Six', { readers: ['EVC'] }), by(ben), at(DURING)))).state).answers.get('EVC')!
        .readers,
    ).toEqual(['EVC']);
  });

  test('is the organisation that answers, where somebody else writes it down', () => {
    const noted = answer('Six', { organisation: 'EVC', readers: ['EVC'] });
    const [event] = answersOf(open(said(noted, by(asha), at(DURING))));
    expect(event).toMatchObject({ readers: ['EVC'], noted: true });
  });

  test('is nobody who is not in the programme', () => {
    given(...open())
      .when(answer('Six', { readers: ['XYZ'] }), by(ben), at(DURING))
      .thenRefused('organisation.unknown', { organisation: 'XYZ' });
  });

  test('is for what is in the way, too', () => {
    const log = logOf(...open(said(stuck('Transport', { readers: ['EVC', 'SFC'] }), by(ben), at(DURING))));
    expect(eventsIn(log, 'blocker.raised')).toMatchObject([{ readers: ['EVC', 'SFC'] }]);
  });
});

test('the last answer at hand is the one that still holds, over rounds without change and rounds missed', () => {
  const plan = answer('Open ward 6');
  const log = logOf(
    ...partnership(),
    setUpStandup({ schedule: null }),
    startRound(),
    said(plan, by(ben)),
    said(noChange, by(dev)),
    closeRound,
    startRound(),
    said(noChange, by(ben)),
    closeRound,
    startRound(),
    closeRound,
    startRound(),
    said(answer('Now'), by(ben)),
  );
  const before = (round: number, key: string) => answerBefore(standupIn(log.state), round, key)?.texts;
  expect(before(4, 'EVC')).toEqual([{ question: 'moved', text: 'Open ward 6' }]);
  expect(before(5, 'EVC')).toEqual([{ question: 'moved', text: 'Now' }]);
  expect(before(1, 'EVC')).toBeUndefined();
  expect(before(4, 'RPC')).toBeUndefined();
  expect(before(4, 'SFC')).toBeUndefined();
});

test('answers that raise and close blockers do all of it at once, or nothing', () => {
  const history = open(said(stuck('Transport'), by(ben), at(DURING)));
  given(...history)
    .when(answer('Six', { blockers: [{ text: 'Keys' }], solved: [1, 1], how: 'Drivers came' }), by(ben), at(DURING))
    .thenState((_, events) =>
      expect(events.map(({ type }) => type)).toEqual(['answer.given', 'blocker.raised', 'blocker.closed']),
    );
  given(...history)
    .when(answer('Six', { blockers: [{ text: 'Keys' }], solved: [1, 2], how: 'Drivers came' }), by(ben), at(DURING))
    .thenRefused('blocker.unknown', { blocker: 2 });
  given(...history)
    .when(answer('Six', { solved: [1] }), by(ben), at(DURING))
    .thenRefused('text.missing', { field: 'how' });
  given(...history)
    .when(answer('Six', { solved: Array.from({ length: 41 }, (_, place) => place) }), by(carys), at(DURING))
    .thenRefused('list.tooLong', { limit: 40 });
});

describe('an answer that adds to another', () => {
  const before = said(answer('14 went home'), by(ben));
  const adds = (more: object): Command => ({ type: 'GiveAnswer', standup: 1, adds: true, ...more });

  test('keeps what was said under other questions', () => {
    given(...partnership(), setUpStandup({ schedule: null }), startRound(), before)
      .when(adds({ texts: [{ question: 'plan', text: 'Ring-fence 8 beds' }] }), by(ben))
      .thenState((state) => {
        expect(state.standups.get(1)!.rounds.get(1)!.answers.get('EVC')).toMatchObject({
          texts: [
            { question: 'moved', text: '14 went home' },
            { question: 'plan', text: 'Ring-fence 8 beds' },
          ],
          turn: 2,
        });
      });
  });

  test('puts more words under a question after those that are there', () => {
    given(...partnership(), setUpStandup({ schedule: null }), startRound(), before)
      .when(adds({ texts: [{ question: 'moved', text: 'Two more at noon' }] }), by(ben))
      .thenState((state) => {
        expect(state.standups.get(1)!.rounds.get(1)!.answers.get('EVC')!.texts).toEqual([
          { question: 'moved', text: '14 went home\nTwo more at noon' },
        ]);
      });
  });

  test('is for those alone for whom the other is', () => {
    const own = said(
      { type: 'GiveAnswer', standup: 1, readers: ['EVC'], texts: [{ question: 'moved', text: 'Two off sick' }] },
      by(ben),
    );
    given(...partnership(), setUpStandup({ schedule: null }), startRound(), own)
      .when(adds({ texts: [{ question: 'plan', text: 'Ring the agency' }] }), by(ben))
      .thenState((state) => {
        expect(state.standups.get(1)!.rounds.get(1)!.answers.get('EVC')!.readers).toEqual(['EVC']);
      });
  });

  test('saying that nothing changed takes nothing back', () => {
    given(...partnership(), setUpStandup({ schedule: null }), startRound(), before)
      .when({ type: 'GiveAnswer', standup: 1, noChange: true }, by(ben))
      .thenNothing();
  });
});
