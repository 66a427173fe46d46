import { proposalCard, type ProposalCardData, type ProposedView } from '../../src/cards/proposal.ts';
import { MAX_CARD_BYTES, sizeOf } from '../../src/cards/render.ts';
import { LIMITS } from '../../src/domain/text.ts';
import {
  AGREED,
  aPosition,
  aProposal,
  aRow,
  ended,
  OBJECTED,
  onTheProposal,
  OPEN,
  proposed,
} from './proposalSamples.ts';
import { textIn } from './reading.ts';
import type { DecisionView } from '../../src/domain/views.ts';

const card = (decision: ProposedView, changes: Partial<ProposalCardData> = {}) =>
  proposalCard(onTheProposal(decision, changes));
const read = (...data: Parameters<typeof card>) => textIn(card(...data));

test('what people wrote plants nothing', () => {
  const evil = '[Sign in](https://evil.example) <at>Asha</at> **now** ${programme}';
  const by = { name: evil, organisation: 'NMH', basis: 'placement' as const };
  const said = { by, why: evil, wouldChange: evil, received: evil };
  const asked = [
    aRow('NMH', { position: aPosition('object', { ...said, capacity: 'coordinator' }) }),
    aRow('EVC', {
      representatives: [evil],
      deputies: [evil],
      reminded: { stage: 'lastDay', at: OPEN.recordedAt, late: false, told: [evil], away: [evil], optedOut: [evil] },
    }),
  ];
  const everywhere = aProposal(asked, {
    duties: [{ organisation: 'NMH', text: evil }],
    appointee: { name: evil, organisation: 'NMH' },
    service: evil,
  });
  const changes: Partial<DecisionView> = {
    title: evil,
    why: evil,
    text: evil,
    recordedBy: by,
    unreached: [{ name: evil, organisation: 'SFC', at: OPEN.recordedAt, reason: 'blocked' }],
    evidence: [{ index: 1, label: evil, link: null, sha256: null }],
  };
  for (const decision of [
    proposed(everywhere, changes),
    proposed(
      { ...everywhere, outcome: ended(null, everywhere, { by, why: evil }) },
      { ...changes, state: 'withdrawn' },
    ),
  ]) {
    const json = JSON.stringify(card(decision));
    expect(json).not.toMatch(/\]\(|<at|[^\\]\*\*now/);
    expect(json).toContain('${programme}');
  }
});

test('what was erased says which entry it stood in', () => {
  const erased = { erased: 40 };
  const asked = [aRow('NMH', { position: aPosition('object', { why: erased, by: { ...AGREED.by, name: erased } }) })];
  expect(read(proposed(aProposal(asked)))).toContain(
    'erased (entry 40) · 24 November 2026, 10:15am\nWhy: erased (entry 40)',
  );
});

/** As many organisations, of which every third objects at length, every third agrees and every third is silent. */
function aCrowd(count: number, text: string): ProposedView {
  const crowd = Array.from({ length: count }, (_, place) =>
    aRow(`ORG${place}`, {
      position: [{ ...OBJECTED, why: text, wouldChange: text }, AGREED, null][place % 3]!,
    }),
  );
  return proposed(aProposal(crowd), { title: text.slice(0, LIMITS.title), why: text, text, options: text });
}

test.each(['a', '*a', '"', '\\', 'é\n', '<a', '{{', '字'])('200 organisations fit, written in %j', (filler) => {
  const decision = aCrowd(200, filler.repeat(LIMITS.text).slice(0, LIMITS.text));
  const organisations = decision.proposal.rows.map(({ organisation: id }) => ({ id, name: filler.repeat(60) }));
  const crowded = card(decision, { organisations, refreshes: true, reader: 'ORG199' });
  expect(sizeOf(crowded)).toBeLessThanOrEqual(MAX_CARD_BYTES);
});

test('of 200 organisations nobody is lost: those with reasons first, the others by their short names', () => {
  const text = read(aCrowd(200, 'We cannot staff it.'));
  expect(text).toContain('67 of 200 organisations agree');
  expect(text).toMatch(/✕ Objects\n[^]*✕ Objects: 42 more\n[^]*✓ Agrees: 67\n[^]*○ Not answered yet: 66\n/);
  for (let place = 0; place < 200; place++) expect(text).toMatch(new RegExp(`\\bORG${place}\\b`));
});
