import { awaitedCard, escalationCard, skippedCard } from '../../src/cards/standupNotices.ts';
import { SKIP_REASONS } from '../../src/domain/round.ts';
import { ABOUT } from './noticeSamples.ts';
import { pressesIn, textIn } from './reading.ts';
import {
  aBlocker,
  aReport,
  aRound,
  aStandup,
  NEW_ROUND,
  onTheRound,
  OPEN_ROUND,
  standupCards,
  SUBJECT,
} from './standupSamples.ts';
import type { BlockerView, SkippedView, StandupView } from '../../src/domain/standupViews.ts';

const cards = standupCards();
const DUE = '2026-12-25T09:15:00.000Z';

const skipped = (changes: Partial<SkippedView>, standup: StandupView = aStandup()) =>
  textIn(skippedCard({ ...ABOUT, standup, skipped: { due: DUE, reason: 'asked', times: 1, ...changes } }));

test.each(SKIP_REASONS)('that no round opened is told with why (%s) and when the next one does', (reason) => {
  expect(skipped({ reason })).toMatch(
    /^Winter discharge · Morning discharge check-in\nNo round opened on Friday 25 December 2026, 9:15am\n[A-Z][^.]+\.\n\nThe next one opens on \*\*Monday 30 November 2026, 9:15am\*\*\.\nTo start one now, type: standup start$/,
  );
});

test('a day that somebody skipped is told with their reason', () => {
  const standup = aStandup({ skips: [{ day: '2026-12-25', why: 'Nobody is there' }] });
  expect(skipped({}, standup)).toContain('A coordinator had said that none would: Nobody is there.');
  expect(skipped({ reason: 'holiday' }, standup)).not.toContain('Nobody is there');
});

test('several that did not open are told at once', () => {
  expect(skipped({ times: 2 })).toContain('The one before it did not open either.');
  expect(skipped({ times: 4 })).toContain('The 3 before it did not open either.');
  expect(skipped({}, aStandup({ next: null }))).toContain('No further round is scheduled.');
});

test('who is awaited learns until when, with the two buttons', () => {
  expect(textIn(cards.awaited!)).toMatch(
    /Round 12\nNorthmoor Hospitals \(NMH\) has not answered yet\nAnswer by \*\*Friday 27 November 2026, 11:15am\*\*\.\n“No change” says/,
  );
  expect(pressesIn(cards.awaited!)).toEqual([
    { do: 'open', form: 'answer', ...SUBJECT },
    { do: 'noChange', ...SUBJECT, nonce: '71' },
  ]);
});

test('who must answer more than “no change” says is not offered it', () => {
  const card = awaitedCard({ ...onTheRound({ ...NEW_ROUND, mayBeUnchanged: false }), keys: ['NMH'] });
  expect(pressesIn(card)).toEqual([{ do: 'open', form: 'answer', ...SUBJECT }]);
  expect(textIn(card)).not.toContain('No change');
  expect(textIn(card)).toContain('To stop reminders');
});

test('blockers of those who are awaited stand beside, and nobody else’s', () => {
  const text = textIn(cards.awaitedBlocked!);
  expect(text).toContain('Eastvale Council (EVC) and Home from Hospital Charity (HHC) have not answered yet');
  expect(text).toContain('No transport home after 6pm');
  expect(text).toContain('what is in the way already stays open');
  expect(text).not.toContain('keysafe');
});

test('a blocker that is not for this reader is not in the reminder', () => {
  const round = aRound({ rows: [aReport('RPC')] });
  expect(textIn(awaitedCard({ ...onTheRound(round), keys: ['RPC'] }))).not.toMatch(/Blocker|What it says/);
});

test('once it is answered nothing is asked any more; once it has closed it can be answered late', () => {
  expect(textIn(cards.awaitedAnswered!)).toContain('needs no answer from you any more\nIt has been answered.');
  expect(pressesIn(cards.awaitedAnswered!)).toEqual([]);
  expect(textIn(cards.awaitedClosed!)).toContain(
    'did not answer\nThe round closed on Friday 27 November 2026, 11:15am.',
  );
  expect(pressesIn(cards.awaitedClosed!)).toEqual([{ do: 'open', form: 'answer', ...SUBJECT }]);
});

test('in a round of people, one of them is told by name', () => {
  const rows = [aReport('NMH', { key: 'p-asha', person: 'Asha Patel' })];
  const text = textIn(awaitedCard({ ...onTheRound({ ...NEW_ROUND, reporting: 'person', rows }), keys: ['p-asha'] }));
  expect(text).toContain('Asha Patel (NMH) has not answered yet');
});

const escalated = (blocker: BlockerView) => escalationCard({ ...ABOUT, standup: aStandup(), blocker });

test('a sponsor gets the blocker with its story, and a button that closes it', () => {
  const card = escalated(aBlocker(4, { rounds: 5 }));
  expect(textIn(card)).toBe(
    [
      'Winter discharge · Morning discharge check-in',
      'A blocker of Eastvale Council (EVC) needs a sponsor',
      'You get this as a sponsor, since it has stayed open for so long. Help to clear it, or close it if it no longer stands.',
      'Blocker 4\n⛔ Open for 5 rounds\nNo transport home after 6pm for people who need a stretcher.',
      'Raised\nWednesday 25 November 2026, 9:25am, by Ben Cole (EVC), in round 10',
      'Who could help\nSouthfen Community Health (SFC)',
      'Needed by\n30 November 2026',
    ].join('\n'),
  );
  expect(pressesIn(card)).toEqual([{ do: 'open', form: 'solve', programme: ABOUT.programme, number: 4 }]);
});

test('several sponsors know of each other', () => {
  const told = ['Dana Whitlock', 'Gwen Price'].map((name) => ({ name, organisation: 'NMH' }));
  expect(textIn(escalated(aBlocker(4, { escalated: { at: DUE, told } })))).toContain(
    'Told as sponsors\nDana Whitlock (NMH) and Gwen Price (NMH)',
  );
});

test('a blocker that is closed by now, or not for the sponsor to read, says so', () => {
  expect(textIn(cards.escalationClosed!)).toMatch(
    /has been closed[^]*Closed: The field is optional[^]*Closed\nFriday 27/,
  );
  expect(pressesIn(cards.escalationClosed!)).toEqual([]);
  expect(textIn(cards.escalationWithheld!)).toContain('What it says is for its own organisation only.');
});

test('an open round reminds nobody who has answered', () => {
  const answered = OPEN_ROUND.rows.filter(({ state }) => state === 'answered').map(({ key }) => key);
  expect(pressesIn(awaitedCard({ ...onTheRound(OPEN_ROUND), keys: answered }))).toEqual([]);
});
