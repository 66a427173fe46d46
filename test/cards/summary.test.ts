import { summaryCard } from '../../src/cards/summary.ts';
import { ASHA } from './decisionSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import { anAnswer, aReport, aRound, CLOSED_ROUND, NEW_ROUND, onTheRound, PEOPLE_ROUND } from './standupSamples.ts';
import type { RoundView } from '../../src/domain/standupViews.ts';

const card = (round: RoundView) => summaryCard(onTheRound(round));
const read = (round: RoundView) => textIn(card(round));

test('a summary says when it was and how many answered, then blockers, then what each said, then who did not', () => {
  expect(read(CLOSED_ROUND)).toMatch(
    /^Winter discharge · Round 12 · Summary\n✓ Closed\nMorning discharge check-in\n5 of 7 organisations answered\nFriday 27 November 2026, 9:15am to 11:15am\n2 blockers are open[^]*What each said\n[^]*✓ No change\n[^]*⚠ Could not be reached\n[^]*◇ Away\n[^]*– Bank holiday\n/,
  );
  expect(pressesIn(card(CLOSED_ROUND))).toEqual([]);
  expect(inputsIn(card(CLOSED_ROUND))).toEqual([]);
});

test('what an organisation said stands under the questions’ words, whole, with what has changed', () => {
  expect(read(CLOSED_ROUND)).toContain(
    [
      'Northmoor Hospitals (NMH)\nAsha Patel\nBeds free: 14 (2 fewer)\nPressure: 3 severe (was 2 moderate)\nHow is the team?: 4 of 5, good',
      'What has moved since last time?\nWard 6 has reopened with 12 beds.\n\nThe pharmacy round now starts at 8am.',
      'What is next?\nAgree the weekend rota with the council by 4pm.',
    ].join('\n'),
  );
});

test('a late answer is marked', () => {
  expect(read(CLOSED_ROUND)).toContain('Home from Hospital Charity (HHC)\nSam Lee · late, 1:05pm\n');
});

test('each organisation is named once beside its blockers', () => {
  const text = read({ ...CLOSED_ROUND, blockers: [] });
  for (const { organisation } of CLOSED_ROUND.rows)
    expect(text.match(new RegExp(`\\(${organisation}\\)`, 'g'))).toHaveLength(1);
});

test('what is withheld is counted and not told', () => {
  const withheld = CLOSED_ROUND.rows.filter(({ answer }) => answer?.withheld);
  expect(withheld).toHaveLength(1);
  expect(read(CLOSED_ROUND)).toContain('1 answer (RPC) and 1 blocker are meant for some organisations only');
  expect(read(CLOSED_ROUND)).not.toContain('Riverside Primary Care (RPC)\n');
});

test('an answer that only raised or closed a blocker is not called empty', () => {
  const rows = [aReport('NMH', { answer: anAnswer() }), aReport('EVC', { answer: anAnswer({ noChange: true }) })];
  const text = read({ ...CLOSED_ROUND, rows });
  expect(text).toContain(
    '✓ No change\nEastvale Council (EVC)\n✓ Answered with blockers only\nNorthmoor Hospitals (NMH)',
  );
  expect(text).not.toContain('What each said');
});

test('a round in which nobody answered says who did not', () => {
  const text = read({ ...NEW_ROUND, closedAt: NEW_ROUND.closes, closedBy: ASHA });
  expect(text).toContain(
    '0 of 3 organisations answered\nFriday 27 November 2026, 9:15am to 11:15am, closed by Asha Patel (NMH)',
  );
  expect(text).toContain(
    '○ Did not answer\nNorthmoor Hospitals (NMH), Eastvale Council (EVC), Southfen Community Health (SFC)',
  );
});

test('where people report, each who said something stands under their name', () => {
  const text = read({ ...PEOPLE_ROUND, closedAt: PEOPLE_ROUND.closes, closedInTime: true });
  expect(text).toContain('14 of 30 people answered');
  expect(text).toContain('Alex Reed (NMH)\nBeds free: 14 (2 fewer)');
  expect(text).toContain('◇ Away\nRobin Wood (NMH) · Until 1 December 2026');
});

test('an answer to a question that is gone, and one that was erased, still make sense', () => {
  const texts = [
    { question: 'gone', text: 'Still here.' },
    { question: null, text: { erased: 60 } },
  ];
  const values = [{ question: 'gone', value: 3, before: null }];
  const text = read(aRound({ rows: [aReport('NMH', { answer: anAnswer({ texts, values }) })], blockers: [] }));
  expect(text).toContain('A question that is no longer asked: 3');
  expect(text).toContain('A question that is no longer asked\nStill here.');
  expect(text).toContain('erased (entry 60)');
});

test('a round that gave way to the next one was closed by nobody', () => {
  const text = read({ ...NEW_ROUND, closedAt: NEW_ROUND.closes, closedBy: ASHA, gaveWay: true });
  expect(text).toContain('9:15am to 11:15am, when the next round opened');
});

test('an answer that says only that nothing is in the way is told as that', () => {
  const rows = [aReport('NMH', { answer: anAnswer({ nothingInTheWay: true }) })];
  const text = read({ ...CLOSED_ROUND, rows });
  expect(text).toContain('✓ Nothing is in the way\nNorthmoor Hospitals (NMH)');
  expect(text).not.toContain('with blockers only');
});
