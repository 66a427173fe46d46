import { amendFormCard } from '../../src/cards/amendForm.ts';
import { decisionCard } from '../../src/cards/decision.ts';
import { decisionFormCard } from '../../src/cards/decisionForm.ts';
import { decisionsCard } from '../../src/cards/decisions.ts';
import { historyCard } from '../../src/cards/history.ts';
import { organisationsCard } from '../../src/cards/organisations.ts';
import { placeFormCard } from '../../src/cards/placeForm.ts';
import { MAX_CARD_BYTES, sizeOf } from '../../src/cards/render.ts';
import { setupFormCard } from '../../src/cards/setupForm.ts';
import { LIMITS } from '../../src/domain/text.ts';
import { textIn } from './reading.ts';
import { BEN, FULL, LONDON, onTheCard, ORGANISATIONS, PROGRAMME, THE_PROGRAMME } from './samples.ts';
import type { DecisionView, ProgrammeView } from '../../src/domain/views.ts';

/** Letters weigh one unit each; the others weigh most of all once they are escaped, for Markdown and for JSON. */
const FILLERS = ['a', '*a', '"', '\\', 'é\n', '<a', '{{', '字'];

const filled = (filler: string, length: number) => filler.repeat(Math.ceil(length / filler.length)).slice(0, length);

function atItsLimits(filler: string): DecisionView {
  const text = filled(filler, LIMITS.text);
  const name = filled(filler, LIMITS.name);
  const by = { ...BEN, name };
  return {
    ...FULL,
    title: filled(filler, LIMITS.title),
    why: text,
    text,
    options: text,
    consulted: text,
    informed: text,
    lateBecause: text,
    recordedBy: by,
    deciders: Array.from({ length: 60 }, () => by),
    evidence: Array.from({ length: 30 }, (_, index) => ({
      index,
      label: filled(filler, LIMITS.line),
      sha256: null,
      link: `https://x.example/${filled(filler === '字' ? filler : 'a', LIMITS.title - 18)}`,
    })),
    amendments: Array.from({ length: 30 }, (_, index) => ({ index, at: FULL.recordedAt, by, text, why: text })),
  };
}

test.each(FILLERS)('a decision at all of its limits fits, written in %j', (filler) => {
  expect(sizeOf(decisionCard(onTheCard(atItsLimits(filler))))).toBeLessThanOrEqual(MAX_CARD_BYTES);
});

test('a decision with all six texts at their limit is shown whole', () => {
  const card = decisionCard(onTheCard({ ...atItsLimits('a '), evidence: [], amendments: [], deciders: [BEN] }));
  expect(textIn(card)).not.toContain('cut short');
});

test.each(FILLERS)('a page of ten decisions at their limits fits, written in %j', (filler) => {
  const page = { decisions: Array.from({ length: 10 }, () => atItsLimits(filler)), total: 10, next: null };
  const card = decisionsCard({ page, programme: PROGRAMME, timeZone: LONDON, filter: '{}' });
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
});

test.each(FILLERS)(
  'a long history keeps the newest entries and says how many are left out, written in %j',
  (filler) => {
    const history = Array.from({ length: 500 }, (_, index) => ({
      index,
      at: FULL.recordedAt,
      by: { ...BEN, name: filled(filler, LIMITS.name) },
      why: filled(filler, LIMITS.text),
      event: { type: 'decision.amended' as const, number: 14, text: filled(filler, LIMITS.text) },
    }));
    const card = historyCard({
      decision: { ...FULL, history, people: [] },
      timeZone: LONDON,
      organisations: ORGANISATIONS,
    });
    expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    expect(textIn(card)).toContain('#499 ·');
    expect(textIn(card)).toMatch(/And \d+ earlier/);
  },
);

function aLargeProgramme(organisations: number, people: number, name: (length: number) => string): ProgrammeView {
  const member = (place: number) => ({
    person: `p-${place}`,
    name: name(LIMITS.name),
    roles: ['representative' as const],
    awayUntil: null,
  });
  return {
    ...THE_PROGRAMME,
    organisations: Array.from({ length: organisations }, (_, place) => ({
      ...THE_PROGRAMME.organisations[0]!,
      id: `ORG${place}`,
      name: name(LIMITS.name),
      constituency: name(LIMITS.name),
      members: Array.from({ length: people }, (__, each) => member(each)),
    })),
    unplaced: Array.from({ length: 300 }, (_, each) => member(each)),
  };
}

test('25 organisations of 10 people each are all named', () => {
  const programme = aLargeProgramme(25, 10, () => 'Bartholomew Featherstone');
  const card = organisationsCard({ programme: { ...programme, unplaced: [] } });
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  expect(textIn(card).match(/Bartholomew Featherstone \(rep/g)).toHaveLength(250);
});

test.each(FILLERS)('a large programme at its limits fits, written in %j', (filler) => {
  const card = organisationsCard({ programme: aLargeProgramme(120, 30, (length) => filled(filler, length)) });
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
});

const form = { programme: PROGRAMME, home: 'message' as const, nonce: 'n-1' };
const about = { number: 14, title: filled('*a', LIMITS.title) };

test.each(FILLERS)('every form fits with every input at its limit, written in %j', (filler) => {
  const text = filled(filler, LIMITS.text);
  const values = {
    title: filled(filler, LIMITS.title),
    ...{ text, why: text, options: text, evidence: text, decidedBy: text },
    ...{ consulted: text, informed: text, lateBecause: text },
  };
  const list = filled(filler, LIMITS.text * 2);
  const setup = {
    name: filled(filler, LIMITS.name),
    goal: filled(filler, LIMITS.line),
    organisations: list,
    scheme: list,
  };
  const people = Array.from({ length: 2000 }, (_, place) => ({
    person: `p-${place}`,
    name: filled(filler, LIMITS.name),
  }));
  for (const card of [
    decisionFormCard({ ...form, form: 'correct', about, values }),
    amendFormCard({ ...form, about, values }),
    setupFormCard({ ...form, values: setup }),
    placeFormCard({ ...form, values: { why: text }, people, organisations: ORGANISATIONS, person: 'p-1999' }),
  ])
    expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
});

test('a form keeps all that was typed, and says so when it cannot', () => {
  const text = filled('a ', LIMITS.text);
  const values = { why: text, text, options: text, evidence: text, consulted: text, informed: text, lateBecause: text };
  const kept = decisionFormCard({ ...form, form: 'record', values });
  expect(JSON.stringify(kept).split(text)).toHaveLength(8);
  const quotes = Object.fromEntries(Object.keys(values).map((key) => [key, filled('"', LIMITS.text)]));
  expect(textIn(decisionFormCard({ ...form, form: 'record', values: quotes }))).toContain('cut short here');
});
