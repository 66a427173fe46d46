import { MAX_CARD_BYTES, sizeOf, type Card } from '../../src/cards/render.ts';
import { roundCard } from '../../src/cards/round.ts';
import { standupCard } from '../../src/cards/standup.ts';
import { awaitedCard, escalationCard, skippedCard } from '../../src/cards/standupNotices.ts';
import { summaryCard } from '../../src/cards/summary.ts';
import { LIMITS } from '../../src/domain/text.ts';
import { LONDON, PROGRAMME } from './decisionSamples.ts';
import { textIn } from './reading.ts';
import { aBlocker, anAnswer, aReport, aRound, aStandup, OPENED } from './standupSamples.ts';
import type { Question } from '../../src/domain/standup.ts';
import type { AnswerRow, RoundView } from '../../src/domain/standupViews.ts';

const filled = (filler: string, length: number) => filler.repeat(Math.ceil(length / filler.length)).slice(0, length);

const TEXTS = 5;
const VALUES = 5;

/** Everything as long as it may be, in a round of so many organisations, or of people of them. */
function atItsLimits(filler: string, count: number, reporting: RoundView['reporting']) {
  const name = filled(filler, LIMITS.name);
  const text = filled(filler, LIMITS.text);
  const line = filled(filler, LIMITS.line);
  const by = { name, organisation: 'ORG0', basis: 'placement' as const };
  const asks = (kind: Question['kind'], length: number): Question[] =>
    Array.from({ length }, (_, place) => ({
      ...{ id: `${kind}-${place}`, ask: name, kind, required: true },
      ...(kind === 'choice' ? { choices: Array.from({ length: 20 }, () => name) } : {}),
    }));
  const questions = [...asks('text', TEXTS), ...asks('choice', VALUES)];
  const answer = anAnswer({
    by,
    noted: true,
    timing: 'late',
    changes: 3,
    texts: asks('text', TEXTS).map(({ id }) => ({ question: id, text })),
    values: asks('choice', VALUES).map(({ id }) => ({ question: id, value: name, before: `${name}.` })),
  });
  const rows = Array.from({ length: count }, (_, place): AnswerRow => {
    const organisation = `ORG${place % 60}`;
    const person = reporting === 'person' ? name : null;
    const row = { key: `${organisation}-${place}`, person, optedOut: [name, name, name, name] };
    if (place % 4 < 2) return aReport(organisation, { ...row, answer });
    const out = Array.from({ length: 8 }, () => ({ name, reason: 'notFound' as const }));
    return aReport(organisation, place % 4 === 2 ? { ...row, state: 'unreached', unreached: out } : row);
  });
  const blockers = Array.from({ length: count }, (_, place) =>
    aBlocker(place, {
      ...{ organisation: `ORG${place % 60}`, text: line, helper: 'ORG1', raisedBy: by },
      escalated: { at: OPENED, told: Array.from({ length: 20 }, () => by) },
      closed: place % 2 ? null : { at: OPENED, by, how: text, readers: null },
    }),
  );
  const organisations = Array.from({ length: 60 }, (_, place) => ({ id: `ORG${place}`, name }));
  const about = { programme: PROGRAMME, programmeName: name, timeZone: LONDON, organisations };
  const standup = aStandup({
    name,
    questions,
    asked: organisations.map(({ id }) => ({ organisation: id, accountable: 'p-1', deputy: 'p-1' })),
    people: [{ person: 'p-1', name }],
    skips: Array.from({ length: 60 }, () => ({ day: '2026-12-24', why: text })),
  });
  const round = aRound({
    name,
    questions,
    reporting,
    rows,
    blockers,
    openedBy: by,
    table: { now: 'ORG1', next: 'ORG2' },
  });
  return { about, standup, round, blocker: blockers[0]!, open: blockers[1]! };
}

function cardsOf({ about, standup, round, blocker, open }: ReturnType<typeof atItsLimits>): Record<string, Card> {
  const closed = { ...round, closedAt: round.closes, closedBy: round.openedBy };
  return {
    round: roundCard({ ...about, round }),
    closed: roundCard({ ...about, round: closed }),
    summary: summaryCard({ ...about, round: closed }),
    standup: standupCard({ ...about, standup }),
    skipped: skippedCard({ ...about, standup, skipped: { due: OPENED, reason: 'nobody', times: 9 } }),
    awaited: awaitedCard({ ...about, round, keys: round.rows.map(({ key }) => key) }),
    escalation: escalationCard({ ...about, standup, blocker: open }),
    escalationClosed: escalationCard({ ...about, standup, blocker }),
  };
}

const FILLERS = ['a', '*a', '"', '\\', 'é\n', '<a', '{{', '字'];

test.each(FILLERS)('60 organisations at all of their limits fit, written in %j', (filler) => {
  for (const [name, card] of Object.entries(cardsOf(atItsLimits(filler, 60, 'organisation'))))
    expect([name, sizeOf(card) <= MAX_CARD_BYTES]).toEqual([name, true]);
});

test.each(['a', '\\'])('300 people at all of their limits fit, written in %j', (filler) => {
  for (const [name, card] of Object.entries(cardsOf(atItsLimits(filler, 300, 'person'))))
    expect([name, sizeOf(card) <= MAX_CARD_BYTES]).toEqual([name, true]);
});

test('a summary of 30 organisations with answers of ordinary length is whole', () => {
  const rows = Array.from({ length: 30 }, (_, place) =>
    aReport(`ORG${place}`, {
      answer: anAnswer({
        texts: [
          {
            question: 'moved',
            text: 'Twelve people have gone home since yesterday, two of them with a new package. '.repeat(2),
          },
          { question: 'plan', text: 'Agree the weekend rota.' },
        ],
      }),
    }),
  );
  const text = textIn(summaryCard({ ...atItsLimits('a', 1, 'organisation').about, round: aRound({ rows }) }));
  expect(text).not.toMatch(/cut short|no room here/);
});

test('what does not fit in a summary is named', () => {
  const { about, round } = atItsLimits('a', 60, 'organisation');
  const text = textIn(summaryCard({ ...about, round }));
  expect(text).toContain('There is no room here for what these said');
  for (const { organisation } of round.rows) expect(text).toContain(organisation);
});

test('what people wrote plants nothing', () => {
  const evil = '[Sign in](https://evil.example) <at>Asha</at> **now** ${programme}';
  for (const card of Object.values(cardsOf(atItsLimits(`${evil} `, 4, 'organisation')))) {
    const json = JSON.stringify(card);
    expect(json).not.toMatch(/\]\(|<at|[^\\*]\*\*now/);
    expect(json).toContain('${programme}');
  }
});

test('what was erased says which entry it stood in', () => {
  const erased = { erased: 40 };
  const answer = anAnswer({ by: { ...anAnswer().by, name: erased }, texts: [{ question: null, text: erased }] });
  const round = aRound({ rows: [aReport('NMH', { answer })], blockers: [aBlocker(4, { text: erased })] });
  const about = atItsLimits('a', 1, 'organisation').about;
  for (const card of [roundCard({ ...about, round }), summaryCard({ ...about, round })])
    expect(textIn(card).match(/erased \(entry 40\)/g)).toHaveLength(3);
});
