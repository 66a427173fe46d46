import { decisionsCard } from '../../src/cards/decisions.ts';
import { evidenceFormCard } from '../../src/cards/evidenceForm.ts';
import { happened } from '../../src/cards/happened.ts';
import { telling } from '../../src/cards/mention.ts';
import { receiptCard, reminderCard, reviewDueCard } from '../../src/cards/notices.ts';
import { outcomeCard } from '../../src/cards/outcome.ts';
import { proposalFormCard, type ProposalFormData } from '../../src/cards/proposalForm.ts';
import { MAX_CARD_BYTES, sizeOf, type Card } from '../../src/cards/render.ts';
import { waitingCard } from '../../src/cards/waiting.ts';
import { fieldOf } from '../../src/cards/refusal.ts';
import { LIMITS } from '../../src/domain/text.ts';
import { LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import { ABOUT, CHOSEN_VISION, noticeCards, WAITING } from './noticeSamples.ts';
import { aPosition, aProposal, aRow, ended, LAPSED, OPEN, proposed, RATIFIED, REJECTED } from './proposalSamples.ts';
import { inputsIn, pressesIn, textIn } from './reading.ts';

const cards = noticeCards();
const answers = ['agree', 'object', 'abstain', 'standAside'];
const answering = (card: Card) =>
  pressesIn(card)
    .map(({ position, form }) => position ?? form)
    .filter((answer) => answers.includes(String(answer)));

test('an outcome says who objected and why, who agreed, who was silent, and what comes next', () => {
  const text = textIn(cards.outcomeRatified!);
  expect(text).toMatch(
    /✓ Ratified on Thursday[^]*Signed up to by some[^]*✕ Objected: 1[^]*Why: The rota names staff[^]*What would change it[^]*– Abstained: 1[^]*✓ Agreed: 2[^]*○ Did not answer: 1\nHome from Hospital Charity \(HHC\)/,
  );
  expect(text).toMatch(/Supersedes: Decision 9[^]*who is now a sponsor[^]*Review on: 1 March 2027/);
  expect(pressesIn(cards.outcomeRatified!).map((press) => press.form)).not.toContain('repropose');
});

test('an outcome without agreement offers to propose again', () => {
  for (const card of [cards.outcomeRejected!, cards.outcomeLapsed!, cards.outcomeWithdrawn!])
    expect(pressesIn(card)).toContainEqual({ do: 'open', form: 'repropose', programme: PROGRAMME, number: 14 });
  expect(textIn(cards.outcomeLapsed!)).toContain('It applied provisionally and no longer does.');
});

test('the outcome of 200 organisations fits, and names them all', () => {
  const long = '*a"'.repeat(LIMITS.text).slice(0, LIMITS.text);
  const rows = Array.from({ length: 200 }, (_, place) =>
    aRow(`ORG${place}`, { position: place % 2 ? null : aPosition('object', { why: long, wouldChange: long }) }),
  );
  const split = aProposal(rows);
  const { programmeName: _, ...about } = ABOUT;
  const card = outcomeCard({
    ...about,
    organisations: rows.map(({ organisation: id }) => ({ id, name: long.slice(0, LIMITS.name) })),
    decision: proposed({ ...split, outcome: ended(split.deadline, split) }, { state: 'rejected' }),
  });
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  for (let place = 0; place < 200; place++) expect(textIn(card)).toMatch(new RegExp(`\\bORG${place}\\b`));
});

test('a reminder says who has not answered, until when, that it is late, and how to stop them', () => {
  const text = textIn(cards.reminder!);
  for (const words of [
    'Winter discharge · Proposal 14',
    'Home from Hospital Charity (HHC) has not answered proposal 14 yet',
    'This reminder comes late',
    'Answer by **Friday 27 November 2026, 5pm**',
    'type: reminders off',
  ])
    expect(text).toContain(words);
  expect(answering(cards.reminder!)).toEqual(answers);
});

test('a reminder that is no longer needed says so and asks for nothing', () => {
  for (const remind of [['NMH'], ['HHC']]) {
    const decision = remind[0] === 'NMH' ? OPEN : LAPSED;
    const card = reminderCard({ ...ABOUT, decision, remind });
    expect(textIn(card)).toContain('needs no answer from you any more');
    expect(answering(card)).toEqual([]);
  }
});

test('a reminder in the conversation mentions whom it is for', () => {
  const card = telling(reminderCard({ ...ABOUT, decision: OPEN, remind: ['HHC'] }), [
    { person: 'p-sam', name: 'Sam Lee' },
  ]);
  expect(textIn(card)).toContain('For <at>Sam Lee</at>');
});

test('a receipt says what was said in whose name, how it came, and until when it can be changed', () => {
  const text = textIn(cards.receipt!);
  expect(text).toContain('Asha Patel (NMH) answered proposal 14 for Riverside Primary Care (RPC)');
  expect(text).toMatch(/– Abstains\nNoted by Asha Patel \(NMH\) · received: telephone call from Ines/);
  expect(text).toContain(
    'If that is not right, you can change it until the outcome, at the latest until Friday 27 November 2026, 5pm.',
  );
  expect(answering(cards.receipt!)).toEqual(answers);
  const over = receiptCard({ ...ABOUT, decision: REJECTED, organisation: 'EVC' });
  expect(textIn(over)).toContain('It can no longer be changed.');
  expect(answering(over)).toEqual([]);
});

test('a review that is due can be set anew, until the decision no longer stands', () => {
  const card = reviewDueCard({ ...ABOUT, decision: RATIFIED, on: '2027-03-01' });
  expect(textIn(card)).toMatch(/Decision 14 is due for review[^]*Review on\n1 March 2027/);
  expect(pressesIn(card).map((press) => press.form)).toEqual(['review', 'supersede', undefined]);
  expect(
    textIn(reviewDueCard({ ...ABOUT, decision: { ...RATIFIED, review: '2027-06-01' }, on: '2027-03-01' })),
  ).toContain('Its next review is on 1 June 2027.');
  expect(pressesIn(cards.reviewDueSuperseded!).map((press) => press.form)).toEqual([undefined]);
});

test('what waits stands in order of deadlines, under its programme when there are several', () => {
  const one = textIn(cards.waiting!);
  expect(one).toContain('2 proposals, the nearest deadline first, for Home from Hospital Charity (HHC).');
  expect(one.indexOf('27 November')).toBeLessThan(one.indexOf('4 December'));
  const several = textIn(cards.waitingSeveral!);
  expect(several).toMatch(/Winter discharge\nFor Home from[^]*Mutual aid cell\nFor Eastvale Council \(EVC\)/);
  expect(several).not.toContain('quiet');
  expect(pressesIn(cards.waitingSeveral!)).toContainEqual({ do: 'show', programme: 'mutual-aid', number: 3 });
});

test('nothing to answer is good news; without a place one learns how to get one', () => {
  expect(textIn(cards.waitingEmpty!)).toContain('✓ All answered.');
  expect(textIn(cards.waitingUnplaced!)).toContain('Ask a coordinator to place you');
});

test('a long waiting list fits', () => {
  const words = '*a"'.repeat(LIMITS.text);
  const decisions = Array.from({ length: 60 }, () => ({
    ...OPEN,
    title: words.slice(0, 300),
    why: words.slice(0, 4000),
  }));
  const programmes = Array.from({ length: 8 }, (_, place) => ({ ...WAITING, id: `p${place}`, decisions }));
  const card = waitingCard({ programmes });
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  expect(textIn(card)).toContain('480 proposals');
  expect(textIn(card)).toMatch(/And \d+ more/);
});

test('a message that is kept or sent again holds no input', () => {
  for (const [name, card] of Object.entries(cards)) if (!name.endsWith('Form')) expect(inputsIn(card)).toEqual([]);
});

test('what people wrote plants nothing in any of them', () => {
  const evil = '[Sign in](https://evil.example) <at>Asha</at> **now**';
  const by = { name: evil, organisation: 'NMH', basis: 'placement' as const };
  const split = aProposal([
    aRow('NMH', { position: aPosition('object', { by, why: evil, wouldChange: evil }) }),
    aRow('EVC'),
  ]);
  const open = proposed(split, { title: evil, why: evil, recordedBy: by });
  const { programmeName: _, ...about } = ABOUT;
  for (const card of [
    outcomeCard({
      ...about,
      decision: { ...open, state: 'withdrawn', proposal: { ...split, outcome: ended(null, split, { by, why: evil }) } },
    }),
    reminderCard({ ...ABOUT, programmeName: evil, decision: open, remind: ['EVC'] }),
    receiptCard({ ...ABOUT, decision: open, organisation: 'NMH' }),
    reviewDueCard({ ...ABOUT, decision: open, on: '2027-03-01' }),
    waitingCard({ programmes: [{ ...WAITING, name: evil, decisions: [open] }, WAITING] }),
  ])
    expect(JSON.stringify(card)).not.toMatch(/\]\(|<at|[^\\]\*\*now/);
});

const form = { programme: PROGRAMME, values: {}, nonce: 'n-1', home: 'message' as const };
const propose = (changes: Partial<ProposalFormData> = {}) =>
  proposalFormCard({
    ...form,
    form: 'propose',
    organisations: ORGANISATIONS,
    people: [],
    ...changes,
  } as ProposalFormData);
const input = (card: Card, id: string) => inputsIn(card).find((each) => each.id === id);

test('short names that were typed are ticked in the form', () => {
  expect(input(propose({ values: { among: 'NMH, EVC; SFC' } }), 'among')).toMatchObject({
    isMultiSelect: true,
    value: 'NMH,EVC,SFC',
  });
});

test('of many organisations the short names are typed, and shown', () => {
  const organisations = Array.from({ length: 200 }, (_, place) => ({ id: `ORG${place}`, name: `Practice ${place}` }));
  const card = propose({ organisations, values: { share: '120' } });
  expect(inputsIn(card).filter(({ id }) => id === 'among')).toEqual([expect.objectContaining({ type: 'Input.Text' })]);
  expect(textIn(card)).toContain('ORG199');
  expect(JSON.stringify(input(card, 'share')?.choices)).toContain('At least 120');
});

test('a proposal form at all of its limits fits, and says when it had to cut', () => {
  const text = '"'.repeat(LIMITS.text);
  const values = { why: text, text, options: text, evidence: text, consulted: text, informed: text, duties: text };
  const people = Array.from({ length: 2000 }, (_, place) => ({
    person: `p-${place}`,
    name: text.slice(0, LIMITS.name),
    organisation: 'NMH',
  }));
  const card = propose({ values, people });
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  expect(textIn(card)).toContain('cut short here');
});

test('evidence can name a file by its hash', () => {
  const sha256 = 'a'.repeat(64);
  const card = evidenceFormCard({ ...form, about: { number: 14, title: 'x' }, values: { sha256 } });
  expect(input(card, 'sha256')).toMatchObject({ value: sha256 });
  expect(fieldOf({ code: 'evidence.malformedHash', sha256: 'x' })).toBe('sha256');
});

test('the list shows how each proposal stands', () => {
  const decisions = [
    OPEN,
    { ...RATIFIED, number: 11 },
    { ...REJECTED, number: 10 },
    { ...CHOSEN_VISION, number: 8, late: true },
  ];
  const page = { decisions, total: 4, next: null };
  const text = textIn(decisionsCard({ page, programme: PROGRAMME, timeZone: LONDON, filter: '' }));
  expect(text).toContain('⏳ Proposed');
  expect(text).toContain('answer by 27 November 2026, 5pm · 2 of 5 organisations agree, needs all');
  expect(text).toContain('✕ Rejected');
  expect(text).toContain('2 of 4 organisations agreed, needed 3, EVC among them · proposed 20 November 2026');
  expect(text).toContain('recorded late');
});

test('what happens to people and organisations is told in a sentence', () => {
  const setting = { number: null, timeZone: LONDON, organisations: ORGANISATIONS, room: 300 };
  const people = [{ person: 'p-ben', name: 'Ben Cole' }];
  const tell = (event: Parameters<typeof happened>[0]) => happened(event, { ...setting, people });
  expect(tell({ type: 'organisation.left', short: 'EVC' })).toBe('Eastvale Council (EVC) left the programme.');
  expect(tell({ type: 'member.away', member: 'p-ben', until: '2026-11-30' })).toBe(
    'Ben Cole is away until 30 November 2026.',
  );
  expect(tell({ type: 'member.away', member: 'p-x', until: null })).toBe('Somebody is back.');
  expect(tell({ type: 'member.remindersSet', member: 'p-ben', on: false })).toBe('Ben Cole wants no more reminders.');
  expect(tell({ type: 'decision.linked', number: 14, relation: 'dependsOn', to: 12 })).toBe(
    'Linked: decision 14 depends on decision 12.',
  );
  expect(tell({ type: 'decision.reviewDue', number: 14, on: '2026-11-30', told: ['p-ben', 'p-x'] })).toBe(
    'The review of 30 November 2026 is due. Told: 2 people.',
  );
});
