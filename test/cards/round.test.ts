import { roundCard } from '../../src/cards/round.ts';
import { ASHA } from './decisionSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import {
  aBlocker,
  anAnswer,
  aReport,
  aRound,
  BLOCKERS,
  CLOSED_ROUND,
  LATE_ROUND,
  NEW_ROUND,
  onTheRound,
  OPEN_ROUND,
  PEOPLE_ROUND,
  REPORTS,
  SUBJECT,
  TABLE_ROUND,
} from './standupSamples.ts';
import type { AnswerRow, RoundView } from '../../src/domain/standupViews.ts';

const card = (round: RoundView) => roundCard(onTheRound(round));
const read = (round: RoundView) => textIn(card(round));
const one = (row: Partial<AnswerRow>, changes: Partial<RoundView> = {}) =>
  read(aRound({ rows: [aReport('NMH', row)], blockers: [], ...changes }));

const ANSWER = { do: 'open', form: 'answer', ...SUBJECT };

test('an open round says how many have answered, until when it is open, and in which programme', () => {
  expect(read(OPEN_ROUND)).toMatch(
    /^Winter discharge · Round 12\n⏳ Open\nMorning discharge check-in\n4 of 7 organisations have answered\nOpen until \*\*Friday 27 November 2026, 11:15am\*\*\./,
  );
  expect(read(aRound({ rows: REPORTS.slice(0, 1) }))).toContain('1 of 1 organisation has answered');
  expect(inputsIn(card(OPEN_ROUND))).toEqual([]);
});

test('it offers an answer in a dialog, “no change” in one press, and to close it', () => {
  expect(pressesIn(card(OPEN_ROUND))).toEqual([
    ANSWER,
    { do: 'noChange', ...SUBJECT, nonce: '71' },
    { do: 'closeRound', ...SUBJECT, nonce: '71' },
  ]);
});

test('each organisation has a row with what it says, figures first with their change', () => {
  expect(read(OPEN_ROUND)).toContain(
    [
      'Northmoor Hospitals (NMH)\n✓ Answered\nAsha Patel · 9:20am',
      'Beds free: 14 (2 fewer) · Pressure: 3 severe (was 2 moderate) · How is the team? 4 of 5, good',
      'Ward 6 has reopened with 12 beds · The pharmacy round now starts at 8am.',
      'Next: Agree the weekend rota with the council by 4pm.',
    ].join('\n'),
  );
});

test('how an answer came is told: early, late, changed, noted by somebody else, no change', () => {
  expect(read(OPEN_ROUND)).toContain('Ben Cole · early, 26 November 2026, 6:40pm · changed once');
  expect(read(OPEN_ROUND)).toContain('✓ No change\nPriya Nair · 9:31am');
  expect(read(OPEN_ROUND)).toContain('Noted by Asha Patel (NMH) · 9:40am');
  expect(read(CLOSED_ROUND)).toContain('Sam Lee · late, 1:05pm');
  expect(one({ state: 'answered', answer: anAnswer({ changes: 3 }) })).toContain('changed 3 times');
});

test('an answer that is not for everybody is told without what it says', () => {
  expect(read(OPEN_ROUND)).toContain(
    'Riverside Primary Care (RPC)\n✓ Answered\nNoted by Asha Patel (NMH) · 9:40am · for its own organisation only\n',
  );
  const named = anAnswer({ readers: ['NMH', 'EVC'], withheld: true, noChange: true });
  expect(one({ state: 'answered', answer: named })).toMatch(/✓ Answered\n.* · for NMH and EVC only$/m);
  expect(one({ state: 'answered', answer: named })).not.toContain('No change');
});

test('what is withheld is counted', () => {
  expect(read(OPEN_ROUND)).toContain(
    '1 answer (RPC) and 1 blocker are meant for some organisations only and are not shown here.',
  );
  expect(read(aRound({ rows: [], blockers: [BLOCKERS[3]!] }))).toContain(
    '1 blocker is meant for some organisations only',
  );
  expect(read(NEW_ROUND)).not.toContain('not shown here');
});

test('who is awaited, away, out of reach or on holiday is told apart', () => {
  const text = read(OPEN_ROUND);
  expect(text).toContain(
    '○ Awaited\nSam Lee can answer · Mo Farah-Jones is away until 30 November 2026 · Sam Lee wants no reminders',
  );
  expect(text).toContain('⚠ Could not be reached\nJo Hart has blocked or removed me');
  expect(text).toContain('◇ Away\nKit Barnes is away until 2 December 2026');
  expect(text).toContain('Wyeside Health Board (WHB)\n– Bank holiday');
  expect(one({})).toContain('Nobody has been placed to answer for it');
});

test('in a closed round the awaited did not answer, and those out of reach are still not called silent', () => {
  const text = read({ ...OPEN_ROUND, closedAt: OPEN_ROUND.closes, closedBy: ASHA });
  expect(text).toContain('Home from Hospital Charity (HHC)\n○ Did not answer\nMo Farah-Jones is away');
  expect(text).toContain('Moorland Ambulance (AMB)\n⚠ Could not be reached');
  expect(text).toContain('Closed on Friday 27 November 2026, 11:15am, by Asha Patel (NMH).');
});

test('after it closed it can be answered late until the next one opens, and nothing else', () => {
  expect(read(CLOSED_ROUND)).toContain('5 of 7 organisations answered\nClosed on Friday 27 November 2026, 11:15am.');
  expect(pressesIn(card(CLOSED_ROUND))).toEqual([ANSWER]);
  expect(JSON.stringify(card(CLOSED_ROUND))).toContain('"Answer late"');
  expect(pressesIn(card({ ...CLOSED_ROUND, isLast: false }))).toEqual([]);
});

test('blockers stand from the oldest to the newest, and those that were closed come last', () => {
  expect(read(OPEN_ROUND)).toMatch(
    /2 blockers are open, 1 of them new; 1 was closed\nEastvale Council \(EVC\)\n⛔ Open for 5 rounds\nNo transport[^]*⚠ New\nTwo people wait[^]*✓ Closed\nThe referral form[^]*Closed: The field is optional/,
  );
});

test('a blocker says since when it stands, who could help and by when, and to whom it was escalated', () => {
  expect(read(OPEN_ROUND)).toContain(
    'Blocker 4 · since 23 November 2026 · Southfen Community Health (SFC) could help · needed by 30 November 2026 · escalated to Dana Whitlock on 26 November 2026',
  );
  expect(read(OPEN_ROUND)).toContain(
    'Blocker 5 · since 25 November 2026 · closed 27 November 2026, 9:31am by Priya Nair',
  );
  const untold = aBlocker(3, { escalated: { at: '2026-11-26T11:15:00.000Z', told: [] } });
  expect(read(aRound({ blockers: [untold] }))).toContain(
    'due to go to a sponsor on 26 November 2026, but there is none',
  );
});

test.each([
  [[aBlocker(1)], '1 blocker is open'],
  [[aBlocker(1, { isNew: true })], '1 blocker is open and new'],
  [
    [aBlocker(1, { closed: { at: OPEN_ROUND.openedAt, by: ASHA, how: null, readers: ['EVC'] } })],
    '1 blocker was closed',
  ],
  [[aBlocker(1), aBlocker(2)], '2 blockers are open'],
])('blockers are counted in words', (blockers, words) => {
  expect(read(aRound({ blockers }))).toMatch(new RegExp(`^${words}$`, 'm'));
});

test('a blocker that was closed with words for some alone says for whom they are', () => {
  const closed = (readers: string[]) => ({ at: OPEN_ROUND.openedAt, by: ASHA, how: null, readers });
  const round = (readers: string[]) => read(aRound({ blockers: [aBlocker(1, { closed: closed(readers) })] }));
  expect(round(['EVC'])).toContain('How it was closed is for its own organisation only.');
  expect(round(['NMH', 'EVC'])).toContain('How it was closed is for NMH and EVC only.');
});

test('a round that opened late says so, and which were missed', () => {
  expect(read(LATE_ROUND)).toContain('⚠ It opened late, at 10:02am: it was due at 9:15am.');
  expect(read(LATE_ROUND)).toContain('⚠ 2 rounds before it did not open, since the service was not running.');
  expect(read(LATE_ROUND)).toContain('4 of 6 organisations have answered, and 1 more without being asked');
  expect(read(LATE_ROUND)).toContain('answered without being asked');
  expect(read(OPEN_ROUND)).not.toMatch(/opened late|did not open|without being asked/);
});

test('at the table it says whose turn it is and who comes next, and passes the turn on', () => {
  expect(read(TABLE_ROUND)).toContain('Now: Northmoor Hospitals (NMH)\nNext: Eastvale Council (EVC)');
  expect(read(TABLE_ROUND)).toContain('Started by Asha Patel (NMH).');
  expect(pressesIn(card(TABLE_ROUND))).toContainEqual({ do: 'turn', ...SUBJECT, after: 'NMH', nonce: '71' });
  const last = { ...TABLE_ROUND, table: { now: 'EVC', next: null } };
  expect(read(last)).toContain('Now: Eastvale Council (EVC)\nNobody comes after.');
  const done = { ...TABLE_ROUND, table: { now: null, next: null } };
  expect(read(done)).toContain('Everybody has had a turn.');
  expect(pressesIn(card(done)).map((press) => press.do)).not.toContain('turn');
});

test('where many people report, those who say something have a row, and the others stand together', () => {
  const text = read(PEOPLE_ROUND);
  expect(text).toContain('14 of 30 people have answered');
  expect(text).toContain('Alex Wood (SFC)\n⚠ Could not be reached\nI cannot send them messages');
  expect(text).toContain('Alex Reed (NMH)\n✓ Answered\n9:20am\nBeds free: 14');
  expect(text).toMatch(
    /○ Awaited: 14\n[^]*◇ Away: 1\nRobin Wood \(NMH\)\n✓ No change: 10\nNoor Reed \(EVC\), [^]*Alex Wood \(SFC\)\n⚠/,
  );
});

test('where many have answered, those without a row are so many more', () => {
  const rows = Array.from({ length: 14 }, (_, place) =>
    aReport(`ORG${place}`, { answer: place < 2 ? REPORTS[3]!.answer : REPORTS[0]!.answer, state: 'answered' }),
  );
  expect(read(aRound({ rows, blockers: [] }))).toContain('✓ Answered: 2 more\nORG0 and ORG1\n');
});

test('each of many answers stands in one place', () => {
  const rows = Array.from({ length: 60 }, (_, place) =>
    aReport(
      `ORG${place}`,
      place % 3 === 0 ? { ...REPORTS[place % 4]!, key: `ORG${place}`, organisation: `ORG${place}` } : {},
    ),
  );
  const text = read(aRound({ rows, blockers: [] }));
  for (const { organisation } of rows) expect(text.match(new RegExp(`\\b${organisation}\\b`, 'g'))).not.toBeNull();
  const answered = rows.filter(({ state, answer }) => state === 'answered' && !answer?.withheld);
  for (const { organisation } of answered) expect(text.match(new RegExp(`\\b${organisation}\\b`, 'g'))).toHaveLength(1);
});
