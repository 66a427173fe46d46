import { decisionCard } from '../../src/cards/decision.ts';
import { decisionsCard } from '../../src/cards/decisions.ts';
import { historyCard } from '../../src/cards/history.ts';
import { organisationsCard } from '../../src/cards/organisations.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import {
  aDecision,
  ASHA,
  BEN,
  FULL,
  LONDON,
  onTheCard,
  ORGANISATIONS,
  PROGRAMME,
  THE_PROGRAMME,
  WITH_HISTORY,
} from './samples.ts';
import type { DecisionView } from '../../src/domain/views.ts';

const read = (changes: Partial<DecisionView> = {}) => textIn(decisionCard(onTheCard(aDecision(changes))));

test('a decision says what, why, who and when', () => {
  const text = read();
  expect(text).toContain('Decision 14');
  expect(text).toContain('Open 12 escalation beds on ward 6 until Monday');
  expect(text).toContain('ED is at OPEL 4');
  expect(text).toContain('Who: Asha Patel, Northmoor Hospitals (NMH)');
  expect(text).toContain('When: Friday 27 November 2026, 5pm');
  expect(text).toContain('Entry #37 of the log');
});

test('it says when and by whom it was recorded only when that is another story', () => {
  expect(read()).not.toContain('Recorded:');
  expect(read({ recordedBy: BEN })).toContain('Recorded: Friday 27 November 2026, 5pm, by Ben Cole (EVC)');
  expect(read({ recordedAt: '2026-11-29T09:30:00.000Z', lateBecause: 'No network' })).toMatch(
    /Recorded: Sunday 29 November 2026, 9:30am, by Asha Patel \(NMH\)[^]*Late because: No network/,
  );
});

test('it says whose name stands for whom', () => {
  expect(read({ deciders: [{ name: 'Tactical command', organisation: null }, ASHA] })).toContain(
    'Who: Tactical command; Asha Patel, Northmoor Hospitals (NMH)',
  );
});

test.each([
  [{ reason: 'who' as const }, 'No line of the scheme lets Asha Patel (NMH) decide alone.'],
  [{ reason: 'kind' as const }, 'Asha Patel (NMH) may decide some things alone, but decisions are not among them.'],
  [
    { reason: 'amount' as const, upTo: { figure: 10_000, unit: '£' }, found: 12_500 },
    'Asha Patel (NMH) may decide up to £10,000 alone. This says £12,500.',
  ],
])('outside the scheme of delegation: %j', (outside, words) => {
  expect(read({ outside })).toContain(`⚠️ **Outside the scheme of delegation.** ${words}`);
});

test('who has seen it is counted in organisations', () => {
  expect(read()).toContain('Not yet seen by any organisation');
  expect(read({ seenBy: ['NMH', 'EVC'] })).toContain('Seen by 2 of 5 organisations: NMH, EVC');
  expect(read({ seenBy: ORGANISATIONS.map(({ id }) => id) })).toContain('Seen by every organisation');
});

test('a superseded decision says so and can no longer be replaced, put right or reviewed', () => {
  const card = decisionCard(onTheCard({ ...FULL, state: 'superseded', supersededBy: 15 }));
  expect(textIn(card)).toContain('⛔ **Superseded by decision 15.**');
  const forms = pressesIn(card).map((press) => press.form);
  expect(forms).toEqual(expect.arrayContaining(['amend', 'evidence']));
  for (const form of ['supersede', 'correct', 'review']) expect(forms).not.toContain(form);
});

test('a decision that stands offers everything that may be done with it', () => {
  const card = decisionCard(onTheCard(FULL));
  expect(textIn(card)).toContain('Supersedes: Decision 9');
  expect(pressesIn(card)).toEqual(
    expect.arrayContaining([
      { do: 'see', programme: PROGRAMME, number: 14, seen: true, nonce: '41' },
      { do: 'see', programme: PROGRAMME, number: 14, seen: false, nonce: '41' },
      { do: 'history', programme: PROGRAMME, number: 14 },
      ...['supersede', 'correct', 'review', 'amend', 'evidence'].map((form) => ({
        do: 'open',
        form,
        programme: PROGRAMME,
        number: 14,
      })),
    ]),
  );
});

test('a post holds no input, since an update would wipe it', () => {
  expect(inputsIn(decisionCard(onTheCard(FULL)))).toEqual([]);
});

test('what was erased says which entry it stood in', () => {
  const erased = { erased: 37 };
  const text = read({ title: erased, why: erased, text: erased, deciders: [{ name: erased, organisation: 'NMH' }] });
  expect(text.match(/erased \(entry 37\)/g)).toHaveLength(4);
  expect(text).toContain('Who: erased (entry 37), Northmoor Hospitals (NMH)');
});

test('what people wrote plants nothing', () => {
  const evil = '[Sign in](https://evil.example) <at>Asha</at> **now** ${programme}';
  const words = { title: evil, why: evil, text: evil, evidence: [{ index: 1, label: evil, link: null, sha256: null }] };
  const json = JSON.stringify(decisionCard(onTheCard(aDecision({ ...words, recordedBy: { ...BEN, name: evil } }))));
  expect(json).not.toMatch(/\]\(|<at|[^\\]\*\*now/);
  expect(json).toContain('${programme}');
});

test('history tells each entry in order, in plain words', () => {
  const text = textIn(historyCard({ decision: WITH_HISTORY, timeZone: LONDON, organisations: ORGANISATIONS }));
  const told = [
    '#37 · Sunday 29 November 2026, 9:30am · Ben Cole (EVC)',
    'Recorded the protocol “Open 12 escalation beds on ward 6 until Monday”, decided by Asha Patel and Tactical command on Friday 27 November 2026, 5pm. It supersedes decision 9.',
    'Added evidence: [Bed report, Friday 4pm](https://reports.northmoor.example/beds) (reports.northmoor.example)',
    'Marked it as seen.',
    'Why: So that the site can plan the week.',
    'Set the review for 4 December 2026.',
    'Superseded this with decision 15: Close the escalation beds on ward 6',
  ];
  expect(told.map((line) => text.indexOf(line))).toEqual(told.map((line) => text.indexOf(line)).sort((a, b) => a - b));
  for (const line of told) expect(text).toContain(line);
});

test('the list shows a page, and offers the next', () => {
  const page = { decisions: [FULL], total: 12, next: '14' };
  const data = { page, programme: PROGRAMME, timeZone: LONDON, filterWords: 'with “beds”', filter: '{"words":"beds"}' };
  const card = decisionsCard(data);
  expect(textIn(card)).toContain('1 of 12, newest first');
  expect(pressesIn(card)).toContainEqual({
    do: 'page',
    programme: PROGRAMME,
    filter: '{"words":"beds"}',
    cursor: '14',
  });
  expect(JSON.stringify(decisionsCard({ ...data, page: { ...page, next: null } }))).not.toContain('Show more');
});

test('an empty list says what to do', () => {
  const none = { page: { decisions: [], total: 0, next: null }, programme: PROGRAMME, timeZone: LONDON, filter: '{}' };
  expect(textIn(decisionsCard(none))).toContain('Record the first like this:');
  expect(textIn(decisionsCard({ ...none, filterWords: 'of NMH' }))).toContain('Try fewer words');
});

test('the programme’s card names partners, people, roles and the scheme in words', () => {
  const text = textIn(organisationsCard({ programme: THE_PROGRAMME }));
  expect(text).toContain('Northmoor Hospitals (NMH)');
  expect(text).toContain('Acute · ODS R0X · northmoor.example');
  expect(text).toContain('Asha Patel (coordinator, representative), Chidi Okafor');
  expect(text).toContain('Nobody placed yet');
  expect(text).toContain('Representatives of NMH may decide anything, up to 20 beds.');
  expect(text).toContain('Anyone in EVC may decide appointments.');
});
