import { agreeing, needsSentences, signedUp, wanting } from '../../src/tab/words/agreement.ts';
import { plain, said } from '../../src/tab/words/erased.ts';
import { happeningOf, positionsIn } from '../../src/tab/words/history.ts';
import { endingOf, outcomeSentences, outcomeTitle } from '../../src/tab/words/outcome.ts';
import type { Setting } from '../../src/tab/words/happening.ts';
import type { Event, HistoryLine, Needs, Tally } from '../../src/web/api-types.ts';
import { winterDecisions } from './winter.ts';

const setting = (number: number): Setting => ({
  number,
  timeZone: 'Europe/London',
  organisationName: (id) => id,
  personName: () => null,
  before: () => null,
});

describe('what a proposal needs', () => {
  const tally = (more: Partial<Tally>): Tally => ({
    ...{ agree: 4, object: 0, abstain: 0, standAside: 0, asked: 6, silent: 2, remaining: 6, needed: 6 },
    ...{ answered: 4, quorum: 4, ...more },
  });
  const needs = (share: Needs['share'], ...including: string[]): Needs => ({ share, including });
  const name = (id: string) => id;

  test.each([
    [needs('all'), tally({}), false, '4 of 6 organisations agree, needs all'],
    [needs('all'), tally({ agree: 1 }), false, '1 of 6 organisations agrees, needs all'],
    [needs('all'), tally({}), true, '4 of 6 organisations agreed, all were needed'],
    [
      needs('majority', 'NMH'),
      tally({ needed: 4 }),
      false,
      '4 of 6 organisations agree, needs more than half (4), NMH among them',
    ],
    [needs(1), tally({ needed: 1 }), true, '4 of 6 organisations agreed, 1 was needed'],
    [
      needs('all'),
      tally({ agree: 0, standAside: 6, remaining: 0, needed: 1 }),
      false,
      'Every organisation stands aside, needs all',
    ],
  ])('%j %j, over: %p: %s', (wanted, counted, isOver, words) =>
    expect(`${agreeing(counted, isOver)}, ${wanting({ needs: wanted, tally: counted }, isOver, name)}`).toBe(words),
  );

  test.each([
    [needs('all'), tally({}), false, 'All 6 organisations must agree. At least 4 must answer for a quorum: 4 have.'],
    [
      needs('all'),
      tally({ standAside: 1, remaining: 5, needed: 5 }),
      true,
      'All 5 that remained (1 stood aside) had to agree.',
    ],
    [
      needs('majority'),
      tally({ standAside: 2, remaining: 4, needed: 3 }),
      false,
      'More than half of the 4 that remain (2 stand aside) must agree: at least 3.',
    ],
    [
      needs(3, 'NMH', 'EVC'),
      tally({ needed: 3, answered: 1 }),
      false,
      'At least 3 of the 6 organisations must agree. NMH and EVC must be among those that agree. At least 4 must answer for a quorum: 1 has.',
    ],
    [
      needs(3),
      tally({ standAside: 4, remaining: 2, needed: 3, answered: 0 }),
      false,
      'At least 3 must agree, and only 2 remain: 4 stand aside. At least 4 must answer for a quorum: none has.',
    ],
  ])('%j %j, over: %p: %s', (wanted, counted, isOver, words) =>
    expect(needsSentences(wanted, counted, isOver, name).join(' ')).toContain(words),
  );

  test('silence is never consent', () => {
    expect(needsSentences(needs('all'), tally({}), false, name).at(-1)).toBe(
      'An organisation that does not answer has not agreed.',
    );
  });

  test.each([
    [6, 'all'],
    [2, 'some'],
    [0, 'none'],
  ])('a vision that %i of 6 agree to is signed up to by %s', (agree, words) =>
    expect(signedUp(tally({ agree }))).toBe(`Signed up to by ${words} of the organisations`),
  );
});

describe('how a proposal ended', () => {
  const ended = (number: number) => {
    const { state, proposal } = winterDecisions()[number - 1]!;
    const ending = endingOf(state);
    const outcome = proposal!.outcome!;
    return [
      outcomeTitle(ending, outcome, 'Europe/London'),
      ...outcomeSentences(ending, proposal!, outcome, (id) => id),
    ].join(' ');
  };

  test.each([
    [
      2,
      'Ratified on Friday 6 November 2026, 10:30am 3 of 5 organisations agreed; 3 were needed. It applied provisionally, and now stands.',
    ],
    [
      3,
      'Rejected at its deadline, Friday 13 November 2026, 5pm 2 of 6 organisations agreed, and 6 were needed. There was a quorum: 4 had answered, and 4 had to.',
    ],
    [4, 'Lapsed at its deadline, Monday 16 November 2026, 5pm There was no quorum: only 2 had answered, and 5 had to.'],
    [5, 'Withdrawn on Thursday 12 November 2026, 1pm By then, 1 agreed and 2 did not answer.'],
    [7, 'Rejected on Tuesday 17 November 2026, 11:30am 2 of 3 organisations agreed, and 3 were needed.'],
  ])('%i: %s', (number, words) => expect(ended(number)).toContain(words));

  test('enough agreed, and not the one that had to', () => {
    const { proposal } = winterDecisions()[1]!;
    const outcome = { ...proposal!.outcome!, tally: { ...proposal!.tally, agree: 3 } };
    const rows = proposal!.rows.map((row) => (row.organisation === 'EVC' ? { ...row, position: null } : row));
    expect(outcomeSentences('rejected', { ...proposal!, rows }, outcome, (id) => id)[0]).toBe(
      '3 of 5 organisations agreed, but EVC was not among them.',
    );
  });
});

describe('the history of a proposal', () => {
  /** Each line as it is read, without times. */
  function read(number: number, events = winterDecisions()[number - 1]!): string[] {
    const { history, people } = events;
    const names = new Map(people.map(({ person, name }) => [person, name]));
    const own = {
      ...setting(number),
      personName: (person: string) => names.get(person) ?? null,
      before: positionsIn(history),
    };
    return history.map((line) => {
      const { subject, did, other, because, details } = happeningOf(line, own);
      const who = { actor: `${plain(line.by.name)} `, clock: 'Concordat ', none: '' }[subject];
      const why = said(line.why) ? ` ${because} ${plain(line.why)}` : '';
      const more = details.map(({ label, words }) => `; ${label ? `${label}: ` : ''}${plain(words)}`).join('');
      return `${who}${did}${other === null ? '' : ` ${other}`}${why}${more}`;
    });
  }

  test.each([
    [
      2,
      'Ben Carter proposed it Because no site can hold a surge alone; Asked: NMH, EVC, SFC, RPC, TRA and HHC; Needed: More than half of the 6 organisations must agree: at least 4. EVC must be among those that agree. At least 4 must answer for a quorum.; Answers until: Friday 13 November 2026, 5pm; It applies provisionally until it is ratified.; When it is ratified, decision 1 is superseded.',
    ],
    [
      2,
      'Ben Carter objected Because our care homes are not in the list of sites; What would change it: Care homes with nursing are added',
    ],
    [2, 'Maya Lindqvist stood aside Interest declared: we are paid for each transfer'],
    [
      2,
      'Ben Carter passed on what RPC told them: it agrees; Received: telephone call from Dr Costa, 5 November, 1:45pm',
    ],
    [2, 'Ben Carter said that it depends on 1'],
    [
      2,
      'Ben Carter changed its position: it had objected, and now agrees Because care homes with nursing have been added',
    ],
    [
      2,
      'It was ratified, superseding 1; 3 agreed, 1 stood aside and 2 did not answer. Needed: 3 to agree, and 3 to answer for a quorum; 3 answered.',
    ],
    [1, 'Ben Carter said that this is depended on by 2'],
    [1, 'It was superseded by a proposal that organisations ratified, 2'],
    [3, 'Priya Nair abstained, as its deputy'],
    [
      3,
      'It was rejected at its deadline; 2 agreed, 1 objected, 1 abstained and 2 did not answer. Needed: 6 to agree, and 4 to answer for a quorum; 4 answered.; This came late: it was due 13 November 2026, 5pm.',
    ],
    [
      4,
      'Concordat sent the half-time reminder to those who had not answered; NMH: Chidi Obi; away: Asha Rao; SFC: Rhys Morgan; RPC: nobody could be reminded; wants no reminders: Dr Ines Costa; HHC: nobody could be reminded; This came late: it was due 13 November 2026, 9am.',
    ],
    [
      4,
      'Concordat could not reach Chidi Obi; They have blocked or removed Concordat. The message was put into the conversation instead.',
    ],
    [4, 'Maya Lindqvist reopened it as 8 Because nobody had the time to answer in the first week of the surge'],
    [
      5,
      'Dr Ines Costa withdrew it Because the federation has bought the slots for all of us; 1 agreed and 2 did not answer. Needed: 3 to agree, and 2 to answer for a quorum; 1 answered.',
    ],
    [
      7,
      'Ben Carter closed it, and it was rejected Because we keep 8am; 2 agreed and 1 objected. Needed: 3 to agree, and 2 to answer for a quorum; 3 answered.',
    ],
  ])('%i: %s', (number, words) => expect(read(number)).toContain(words));

  test('is told in the order in which it happened', () => {
    const lines = read(2);
    const at = (words: string) => lines.findIndex((line) => line.includes(words));
    const order = [
      'proposed it',
      'objected',
      'stood aside',
      'passed on',
      'changed its position',
      'It was ratified',
    ].map(at);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order[0]).toBe(0);
  });

  test('says what was confirmed after it had been passed on, and what was said again', () => {
    const taken = (turn: number) =>
      ({ type: 'position.taken', speaksFor: 'RPC', position: 'agree', capacity: 'representative', turn }) as Event;
    const before = (passedOn: boolean) => ({ ...setting(2), before: () => ({ position: 'agree' as const, passedOn }) });
    const line = { event: taken(2), at: '', by: { organisation: 'RPC' } } as HistoryLine;
    expect(happeningOf(line, before(true)).did).toBe('confirmed what had been passed on: it agrees');
    expect(happeningOf(line, before(false)).did).toBe('said again that it agrees');
  });

  test('says that a review is due, and who was told', () => {
    const event: Event = { type: 'decision.reviewDue', number: 6, on: '2027-06-01', told: ['ben', 'gone'] };
    const line = { event, at: '2027-06-01T09:00:00.000Z' } as HistoryLine;
    const named = { ...setting(6), personName: (person: string) => (person === 'ben' ? 'Ben Carter' : null) };
    expect(happeningOf(line, named)).toMatchObject({
      subject: 'clock',
      did: 'said that the review of 1 June 2027 is due',
      details: [{ label: 'Told', words: 'Ben Carter and somebody' }],
    });
  });
});
