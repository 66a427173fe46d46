import type { ActorView, DecisionView } from '../../src/domain/views.ts';

/** Invented people and organisations, and a decision as it looks on an ordinary day. */

export const ORGANISATIONS = [
  { id: 'NMH', name: 'Northmoor Hospitals' },
  { id: 'EVC', name: 'Eastvale Council' },
  { id: 'SFC', name: 'Southfen Community Health' },
  { id: 'RPC', name: 'Riverside Primary Care' },
  { id: 'HHC', name: 'Home from Hospital Charity' },
];

export const PROGRAMME = 'winter-discharge';
export const LONDON = 'Europe/London';

export const ASHA: ActorView = { name: 'Asha Patel', organisation: 'NMH', basis: 'placement' };
export const BEN: ActorView = { name: 'Ben Cole', organisation: 'EVC', basis: 'placement' };

export function aDecision(changes: Partial<DecisionView> = {}): DecisionView {
  return {
    number: 14,
    kind: 'decision',
    state: 'recorded',
    title: 'Open 12 escalation beds on ward 6 until Monday',
    why: 'ED is at OPEL 4 with 31 patients waiting for a bed, and the council can place nobody before Monday.',
    decidedAt: '2026-11-27T17:00:00.000Z',
    deciders: [{ name: 'Asha Patel', organisation: 'NMH' }],
    recordedAt: '2026-11-27T17:00:00.000Z',
    recordedBy: ASHA,
    index: 37,
    supersedes: null,
    supersededBy: null,
    review: null,
    outside: null,
    text: null,
    options: null,
    consulted: null,
    informed: null,
    effective: null,
    retention: null,
    lateBecause: null,
    late: false,
    proposal: null,
    links: [],
    unreached: [],
    evidence: [],
    board: null,
    amendments: [],
    seenBy: [],
    version: 41,
    ...changes,
  };
}
