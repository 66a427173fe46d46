import { Fault } from '../../src/tab/api/fault.ts';
import { refreshed } from '../../src/tab/pages/listMemory.ts';
import { themeNamed } from '../../src/tab/theme/name.ts';
import { listWords } from '../../src/tab/words/counts.ts';
import { dayWords, fullInstantWords, instantWords, timeWords } from '../../src/tab/words/dates.ts';
import { plain, said } from '../../src/tab/words/erased.ts';
import { faultWords } from '../../src/tab/words/faults.ts';
import { happeningOf } from '../../src/tab/words/history.ts';
import { outsideWords } from '../../src/tab/words/scheme.ts';
import type { Setting } from '../../src/tab/words/happening.ts';
import type { Event, HistoryLine } from '../../src/web/api-types.ts';
import { decisions } from './world.ts';

describe('dates are written the British way', () => {
  test.each([
    [17, 0, '5pm'],
    [17, 30, '5:30pm'],
    [0, 0, 'midnight'],
    [12, 0, 'midday'],
    [0, 5, '12:05am'],
    [12, 1, '12:01pm'],
    [9, 15, '9:15am'],
  ])('%i:%i is %s', (hour, minute, words) => expect(timeWords(hour, minute)).toBe(words));

  test('in the programme’s time zone, in winter and in summer', () => {
    expect(instantWords('2026-11-27T17:00:00.000Z', 'Europe/London')).toBe('27 November 2026, 5pm');
    expect(instantWords('2026-11-27', 'Europe/London')).toBe('27 November 2026');
    expect(instantWords('2026-08-06T16:30:00.000Z', 'Europe/London')).toBe('6 August 2026, 5:30pm');
    expect(instantWords('2026-12-31T23:30:00.000Z', 'Europe/Paris')).toBe('1 January 2027, 12:30am');
  });

  test('with the day of the week where there is room', () => {
    expect(fullInstantWords('2026-11-27T17:00:00.000Z', 'Europe/London')).toBe('Friday 27 November 2026, 5pm');
  });

  test('a day is a day everywhere', () => expect(dayWords('2027-06-01')).toBe('1 June 2027'));
  test('what is no date is shown as it is', () => expect(dayWords('soon')).toBe('soon'));
  test('a time zone that the browser does not know is said to be UTC', () =>
    expect(instantWords('2026-11-27T17:00:00.000Z', 'Europe/Atlantis')).toBe('27 November 2026, 5pm UTC'));
});

describe('the list says how much of it there is', () => {
  test.each([
    [0, 0, false, 'No decisions yet'],
    [0, 0, true, 'No decisions match'],
    [1, 1, true, '1 decision matches, newest first'],
    [7, 7, true, '7 decisions match, newest first'],
    [1200, 20, false, '1,200 decisions, the newest 20 shown'],
  ])('%i, %i shown', (total, shown, narrowed, words) => expect(listWords(total, shown, narrowed)).toBe(words));
});

const setting = (number: number): Setting => ({
  number,
  timeZone: 'Europe/London',
  organisationName: (id) => id,
  personName: () => null,
  before: () => null,
});

describe('history', () => {
  const happening = (event: Event, number = 14) => happeningOf({ event } as HistoryLine, setting(number));

  test('tells a decision’s own recording from the one that superseded it', () => {
    const event = decisions()[51]!.history[0]!.event;
    expect(happening(event, 52)).toMatchObject({ did: 'recorded it, superseding', other: 40 });
    expect(happening(event, 40)).toMatchObject({ did: 'superseded it with', other: 52 });
  });

  test('says when a review is set and when it is taken away', () => {
    expect(happening({ type: 'decision.reviewSet', number: 14, on: '2027-06-01' }).did).toBe(
      'set the review for 1 June 2027',
    );
    expect(happening({ type: 'decision.reviewSet', number: 14, on: null }).did).toBe('took the review date away');
  });

  test('keeps erased words erased', () => {
    expect(happening({ type: 'decision.amended', number: 14, text: { erased: 3 } }).words).toEqual({ erased: 3 });
  });

  test('of a later version is shown by its type and breaks nothing', () => {
    expect(happening({ type: 'position.dreamt' } as unknown as Event).did).toContain('position.dreamt');
  });
});

describe('outside the scheme of delegation', () => {
  test.each([
    [
      { reason: 'amount', upTo: { figure: 10, unit: 'beds' }, found: 12 } as const,
      'up to 10 beds; this decision says 12 beds',
    ],
    [
      { reason: 'amount', upTo: { figure: 10_000, unit: '£' }, found: 25_000 } as const,
      'up to £10,000; this decision says £25,000',
    ],
    [{ reason: 'kind' } as const, 'not on a protocol'],
    [{ reason: 'who' } as const, 'No line of the scheme names'],
  ])('%j', (outside, words) => expect(outsideWords(outside, 'protocol')).toContain(words));
});

describe('a fault in words', () => {
  test('takes the server’s own first', () => {
    const problem = {
      type: 'about:blank',
      title: '',
      status: 403,
      detail: 'Ask Ben.',
      code: 'programme.notMember',
      reference: 'r-1',
    };
    expect(faultWords(new Fault('http', 403, problem))).toEqual({
      title: 'You may not read this',
      detail: 'Ask Ben.',
      reference: 'r-1',
    });
  });
  test('says what to do when the server says nothing', () => {
    for (const fault of [new Fault('network'), new Fault('garbled', 200), new Fault('signIn'), new Fault('http', 500)])
      expect(faultWords(fault).detail).toMatch(/try again/i);
  });
});

test('erased words say so, and count as said', () => {
  expect(plain({ erased: 12 })).toBe('erased (entry 12)');
  expect(said({ erased: 12 })).toBe(true);
  expect(said('')).toBe(false);
});

describe('coming back to the list', () => {
  const rows = decisions().toReversed();
  const before = { rows: rows.slice(0, 40), total: 60, next: '40' };
  const isSame = (one: { number: number }, other: { number: number }) => one.number === other.number;
  test('keeps the pages already read while nothing has changed', () => {
    expect(refreshed(before, { rows: rows.slice(0, 20), total: 60, next: '20' }, isSame)).toEqual(before);
  });
  test('starts afresh once there is a new decision', () => {
    const fresh = { rows: rows.slice(0, 20), total: 61, next: '20' };
    expect(refreshed(before, fresh, isSame)).toBe(fresh);
  });
});

test.each([
  ['default', 'light'],
  ['dark', 'dark'],
  ['glass', 'dark'],
  ['contrast', 'contrast'],
  [undefined, 'light'],
])('Teams’ theme %p is our %s', (teams, ours) => expect(themeNamed(teams)).toBe(ours));
