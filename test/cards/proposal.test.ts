import { historyCard } from '../../src/cards/history.ts';
import { proposalCard, type ProposalCardData, type ProposedView } from '../../src/cards/proposal.ts';
import { LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import {
  aPosition,
  aProposal,
  aRow,
  BUSY,
  ended,
  HISTORY,
  PEOPLE,
  LAPSED,
  onTheProposal,
  OPEN,
  proposed,
  RATIFIED,
  REJECTED,
  ROWS,
  WITHDRAWN,
} from './proposalSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';
import type { Needs, Position, Quorum } from '../../src/domain/agreement.ts';
import type { PositionRow } from '../../src/domain/views.ts';

const card = (decision: ProposedView, changes: Partial<ProposalCardData> = {}) =>
  proposalCard(onTheProposal(decision, changes));
const read = (...data: Parameters<typeof card>) => textIn(card(...data));
const forms = (decision: ProposedView) => pressesIn(card(decision)).flatMap(({ form }) => (form ? [form] : []));

const rows = (...positions: (Position | null)[]): PositionRow[] =>
  positions.map((position, place) => aRow(`ORG${place}`, { position: position && aPosition(position) }));

test('a proposal says what, why, until when, and how each organisation stands to it', () => {
  const text = read(OPEN);
  for (const words of [
    'Proposal 14',
    '⏳ Proposed',
    'Share the discharge rota every morning by 9am',
    'each morning loses two hours to phone calls',
    'Answer by **Friday 27 November 2026, 5pm**',
    '2 of 5 organisations agree',
    'Northmoor Hospitals (NMH)\n✓ Agrees\nAsha Patel · 24 November 2026, 10:15am',
    'Eastvale Council (EVC)\n✕ Objects\nBen Cole · 25 November 2026, 2:30pm · changed once\nWhy: The rota names staff',
    'What would change it: Initials instead of names.',
    'Priya Nair as its deputy · 24 November 2026, 10:15am · placed since it opened',
    'Riverside Primary Care (RPC)\n– Abstains\nNoted by Asha Patel (NMH) · received: telephone call from Ines',
    'Home from Hospital Charity (HHC)\n○ Not answered yet\nNobody was placed to speak for it',
    'Reminded 24 November 2026, 9am (late): Sam Lee · away: Mo Farah-Jones · wants no reminders: Jo Hart',
  ])
    expect(text).toContain(words);
});

test('who can answer for a silent organisation is said while it can', () => {
  const silent = aProposal(ROWS.map(({ organisation }) => aRow(organisation)));
  expect(read(proposed(silent))).toContain('Asha Patel or Chidi Okafor (deputy) can answer');
  expect(read(proposed({ ...silent, outcome: ended(silent.deadline, silent) }, { state: 'lapsed' }))).not.toContain(
    'can answer',
  );
});

test.each<[Needs, Quorum, (Position | null)[], string]>([
  [{ share: 'all', including: [] }, 'majority', ['agree', null, null], 'Needs all. Quorum 2: 1 has answered.'],
  [{ share: 'all', including: [] }, 'majority', [null, null], 'Needs all. Quorum 2: none has answered.'],
  [
    { share: 'all', including: [] },
    'majority',
    ['agree', 'standAside', null],
    'Needs all 2 that remain. Quorum 2: 1 has answered. 1 stands aside.',
  ],
  [{ share: 'majority', including: [] }, 4, ['agree', 'agree', null, null, null], 'Needs more than half: 3. Quorum 4'],
  [
    { share: 'majority', including: [] },
    'majority',
    ['agree', 'standAside', 'standAside', null, null],
    'Needs more than half of those that remain: 2. Quorum 2: 1 has answered. 2 stand aside.',
  ],
  [{ share: 3, including: ['ORG0', 'ORG1'] }, 3, ['agree', null, null, null], 'Needs 3, ORG0 and ORG1 among them.'],
  [{ share: 3, including: [] }, 1, ['standAside', 'agree', null], 'Needs 3, and only 2 remain.'],
])('what it takes, in plain words: %j, quorum %j, %j', (needs, quorum, positions, words) => {
  expect(read(proposed(aProposal(rows(...positions), { needs, quorum })))).toContain(words);
});

test.each<[ProposedView, string[]]>([
  [
    RATIFIED,
    [
      'Decision 14',
      '✓ Ratified on Thursday 26 November 2026, 3:20pm',
      '5 of 5 organisations agreed; 5 were needed.',
      'It applied provisionally, and now stands.',
    ],
  ],
  [
    REJECTED,
    [
      '✕ Rejected at its deadline, Friday 27 November 2026, 5pm',
      'Quorum met: 4 had answered. 2 agreed; 3 were needed, EVC among them.',
    ],
  ],
  [
    LAPSED,
    [
      '○ Lapsed at its deadline, Friday 27 November 2026, 5pm',
      'No quorum: 2 of the 3 needed had answered.',
      'It applied provisionally and no longer does.',
      'Worked out late, on Saturday 28 November 2026, 9:05am.',
      '○ Did not answer',
    ],
  ],
  [WITHDRAWN, ['↩ Withdrawn on', 'Withdrawn by Asha Patel (NMH).', 'Why: We found a simpler way']],
])('an outcome says what came of it, and how', (decision, words) => {
  const text = read(decision);
  for (const each of words) expect(text).toContain(each);
});

test('one that a coordinator closed says so', () => {
  const split = aProposal(rows('agree', 'object'));
  const closed = proposed({ ...split, outcome: ended(null, split) }, { state: 'rejected' });
  expect(read(closed)).toContain('Closed by Asha Patel (NMH).');
});

test('a vision says who signed up, whatever else it says', () => {
  const vision = (...positions: (Position | null)[]) =>
    read(proposed(aProposal(rows(...positions)), { kind: 'vision' }));
  expect(vision('agree', null)).toContain('Signed up to by some of the organisations');
  expect(vision('agree', 'agree')).toContain('Signed up to by all of the organisations');
  expect(vision('abstain', null)).toContain('Signed up to by none of the organisations');
  expect(vision('agree', 'standAside')).toContain('Signed up to by some of the organisations');
});

test('a protocol, an appointment and a risk appetite say what is theirs', () => {
  expect(read(BUSY)).toMatch(/Who does what\nNMH: Publishes the rota by 9am\nEVC: Answers by 10am/);
  const appointed = aProposal(ROWS, { appointee: { name: 'Priya Nair', organisation: 'SFC' } });
  expect(read(proposed(appointed, { kind: 'appointment' }))).toContain(
    'Appoints: Priya Nair, Southfen Community Health (SFC), who then becomes a sponsor',
  );
  const appetite = aProposal(ROWS, { service: 'Discharge lounge', appetite: 'cautious' });
  expect(read(proposed(appetite, { kind: 'risk appetite' }))).toMatch(
    /Service: Discharge lounge\nRisk appetite: Cautious/,
  );
});

test('what hangs together with it, what it rests on and whom nothing reached are shown', () => {
  const text = read(BUSY);
  for (const words of [
    '⚠️ **Provisional until ratified.**',
    'Supersedes: Decision 9, once it is ratified',
    'Reopens: Decision 7',
    'Depends on: Decision 12',
    'Bed report.pdf · SHA-256 3b7c9f3b7c9f…',
    'Not asked, since they joined after it opened: HHV.',
    '⚠️ A personal message did not reach Mo Farah-Jones',
  ])
    expect(text).toContain(words);
});

test('while it is open, each can answer from the card itself', () => {
  expect(pressesIn(card(OPEN))).toEqual(
    expect.arrayContaining([
      { do: 'position', programme: PROGRAMME, number: 14, position: 'agree', nonce: '41' },
      { do: 'position', programme: PROGRAMME, number: 14, position: 'abstain', nonce: '41' },
      { do: 'open', form: 'object', programme: PROGRAMME, number: 14 },
      { do: 'open', form: 'standAside', programme: PROGRAMME, number: 14 },
    ]),
  );
  expect(forms(OPEN)).toEqual(expect.arrayContaining(['onBehalf', 'evidence', 'withdraw', 'repropose', 'review']));
});

test('closing is offered only once every organisation has answered', () => {
  const close = { do: 'close', programme: PROGRAMME, number: 14, nonce: '41' };
  expect(pressesIn(card(OPEN))).not.toContainEqual(close);
  expect(pressesIn(card(proposed(aProposal(rows('agree', 'object')))))).toContainEqual(close);
  expect(pressesIn(card(REJECTED))).not.toContainEqual(close);
});

test('after its outcome nobody answers; what failed can be proposed again, what stands can be superseded', () => {
  for (const decision of [RATIFIED, REJECTED, LAPSED, WITHDRAWN]) {
    expect(pressesIn(card(decision)).map((press) => press.do)).not.toContain('position');
    expect(forms(decision)).not.toContain('evidence');
  }
  for (const decision of [REJECTED, LAPSED, WITHDRAWN]) expect(forms(decision)).toEqual(['repropose']);
  expect(forms(RATIFIED)).toEqual(['review', 'supersede']);
});

test('a reader finds their own organisation first, and once', () => {
  const text = read(OPEN, { reader: 'SFC' });
  expect(text.indexOf('Your organisation\nSouthfen Community Health (SFC)')).toBeLessThan(
    text.indexOf('The other organisations'),
  );
  expect(text.match(/Southfen Community Health \(SFC\)/g)).toHaveLength(1);
  expect(read(OPEN, { reader: 'HHV' })).toBe(read(OPEN));
});

test('Teams may ask for the card as its reader should see it', () => {
  expect(card(OPEN).refresh).toBeUndefined();
  expect(card(OPEN, { refreshes: true }).refresh).toEqual({
    action: {
      type: 'Action.Execute',
      title: 'Refresh',
      verb: 'refresh',
      data: { do: 'refresh', programme: PROGRAMME, number: 14 },
    },
  });
});

test('a post holds no input, since an update would wipe it', () => {
  for (const decision of [OPEN, BUSY, RATIFIED, LAPSED]) expect(inputsIn(card(decision))).toEqual([]);
});

test('history tells the whole trail in order, with reasons', () => {
  const text = textIn(
    historyCard({
      decision: { ...RATIFIED, history: HISTORY, people: PEOPLE },
      timeZone: LONDON,
      organisations: ORGANISATIONS,
    }),
  );
  const told = [
    'Proposed the protocol “Share the discharge rota every morning by 9am”. Asked: NMH, EVC, SFC, RPC and HHC. Needs more than half: 3, NMH among them. Quorum 4. To be answered by Friday 27 November 2026, 5pm.',
    'Half-time reminder, due 24 November 2026, 9am, to those who have not answered.',
    'Eastvale Council (EVC): told Ben Cole',
    'Southfen Community Health (SFC): told Priya Nair; away: 1 person; wants no reminders: 1 person',
    'A personal message did not reach Priya Nair, who has blocked or removed me.',
    'Objected for Eastvale Council (EVC), as its deputy.',
    'What would change it: Initials instead of names.',
    'Why: The rota names staff.',
    'Agreed for Riverside Primary Care (RPC), passed on by a coordinator.',
    'Received: telephone call from Ines',
    'Agreed for Eastvale Council (EVC). Changed from “objects”.',
    'Linked: this depends on decision 12.',
    '✓ Ratified: 5 of 5 organisations agreed, 5 needed; quorum 3, 5 answered. It supersedes decision 9.',
  ];
  for (const line of told) expect(text).toContain(line);
  const places = told.map((line) => text.indexOf(line));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});
