import { figuresAskedCard } from '../../src/cards/figuresAsked.ts';
import { figuresFormCard } from '../../src/cards/figuresForm.ts';
import { indicatorFormCard, indicatorInputs } from '../../src/cards/indicatorForm.ts';
import { indicatorsCard } from '../../src/cards/indicators.ts';
import { levelsFormCard, levelsInputs } from '../../src/cards/levelsForm.ts';
import { levelChangedCard } from '../../src/cards/levelChanged.ts';
import { organisationStatusCard } from '../../src/cards/organisationStatus.ts';
import { overrideFormCard } from '../../src/cards/overrideForm.ts';
import { MAX_CARD_BYTES, sizeOf, type Card } from '../../src/cards/render.ts';
import { pinnedBoardCard } from '../../src/cards/pinnedBoard.ts';
import { sourceCard } from '../../src/cards/source.ts';
import { sourcesCard } from '../../src/cards/sources.ts';
import { sourceFormCard } from '../../src/cards/sourceForm.ts';
import { statusBoardCard } from '../../src/cards/statusBoard.ts';
import { LIMITS } from '../../src/domain/text.ts';
import { LONDON } from './decisionSamples.ts';
import { textIn } from './reading.ts';
import { FILLERS, full } from './standupFormSamples.ts';
import {
  aChange,
  ASKED,
  FIGURES_FORM,
  FORM,
  ON_A_CARD,
  ON_A_SOURCE,
  ON_THE_INDICATORS,
  OVERRIDE_FORM,
  SOURCE_FORM,
} from './statusCardSamples.ts';
import {
  aBoard,
  aFigure,
  anIndicator,
  anOrganisationBoard,
  aSource,
  aStatus,
  AT,
  aTrend,
  RULE,
} from './statusSamples.ts';
import { CAUSES } from '../../src/domain/reading.ts';
import type { FieldFault, Notice } from '../../src/domain/reading.ts';

/** Everything that others wrote as long as it may be, in a programme of so many organisations and indicators. */
function atItsLimits(filler: string, organisations: number, count: number) {
  const name = full(filler, LIMITS.name);
  const text = full(filler, LIMITS.text);
  const line = full(filler, LIMITS.line);
  const by = { name, organisation: 'ORG0', basis: 'placement' as const };
  const indicators = Array.from({ length: count }, (_, place) =>
    anIndicator({
      key: `indicator-number-${place}`,
      name,
      definition: text,
      unit: full(filler, 40),
      masked: place === 1,
    }),
  );
  const figures = indicators.map(({ key }, place) =>
    aFigure({
      ...{ indicator: key, value: place === 1 ? null : 123_456.789, masked: place === 1, state: 'stale', level: 4 },
      ...{ sourceName: name, reporter: by, confirmed: AT },
      cause: { code: CAUSES[place % CAUSES.length]!, since: '2026-11-20T09:10:00.000Z' },
    }),
  );
  const notices: Notice[] = Array.from({ length: 50 }, () => ({
    ...{ title: text, at: '2026-11-20T09:10:00.000Z' },
    link: `https://x.example/${full('字', 1000)}`,
  }));
  const override = { level: 4 as const, until: '2026-11-29T09:10:00.000Z', at: AT, by, why: text };
  const rows = Array.from({ length: organisations }, (_, place) =>
    aStatus(`ORG${place}`, {
      ...{ name, figures, override, basis: 'override', level: 4, computed: 3, freshness: 'stale' },
      drivers: indicators.map(({ key }) => key),
      notices: notices.map((notice) => ({ ...notice, source: 1 })),
    }),
  );
  const ids = rows.map(({ organisation }) => organisation);
  const rule = { ...RULE, source: text };
  const totals = indicators.map(({ key }) => ({
    ...{ indicator: key, value: 9_999_999.123, masked: false, freshness: 'partial' as const, parts: 3 },
    ...{ missing: ids, stale: ids },
  }));
  const faults: FieldFault[] = indicators.map(({ key }) => ({
    indicator: key,
    at: text,
    code: 'notInTable',
    found: text,
  }));
  const source = aSource({
    ...{ name, partner: 'ORG0', faults, address: `https://x.example/${line}`, credential: name, observedAt: line },
    reads: indicators.map(({ key }) => ({ indicator: key, at: line, values: Object.fromEntries([[line, 1]]) })),
    ...{ rows: { column: line, equals: line }, setUp: { at: AT, by }, health: 'failing' },
    failing: { code: 'status.unexpected', status: 404, since: AT, times: 99 },
  });
  const person = { ...source, kind: 'person' as const };
  const trends = indicators.map(({ key }) => ({ indicator: key, points: aTrend((place) => (place * 7919) % 97) }));
  return {
    name,
    text,
    line,
    indicators,
    rows,
    rule,
    totals,
    figures,
    source,
    person,
    trends,
    faults,
    notices,
    override,
  };
}

function cardsOf(limits: ReturnType<typeof atItsLimits>): Record<string, Card> {
  const { name, text, line, indicators, rows, rule, totals, figures, source, person, trends } = limits;
  const organisations = rows.map(({ organisation }) => ({ id: organisation, name }));
  const about = { ...ON_A_CARD, programmeName: name, organisations };
  const board = { name, indicators, rule, example: true };
  const inputs = {
    ...{ name, address: line, every: '15', credential: name, reads: text, observedAt: line, rows: line },
    ...{ asks: line, asked: name, kind: 'person', partner: 'ORG0', why: text },
  };
  const people = rows.map(({ organisation }) => ({ person: `p-${organisation}`, name }));
  const result = {
    ...{ milliseconds: 9999, bytes: 1_000_000, outcome: 'read' as const },
    found: {
      figures: indicators.map(({ key }) => ({ indicator: key, value: 1, observed: AT })),
      ...{ faults: limits.faults, notices: limits.notices },
    },
  };
  return {
    board: statusBoardCard({ board: aBoard({ ...board, rows, totals }), from: 0 }),
    organisation: organisationStatusCard({
      board: anOrganisationBoard({ ...board, row: rows[0]!, sources: [person, person, source, source], trends }),
    }),
    changed: levelChangedCard({ ...about, change: aChange({ organisation: 'ORG0', indicators, drivers: figures }) }),
    set: levelChangedCard({
      ...about,
      change: aChange({ organisation: 'ORG0', basis: 'override', override: limits.override }),
    }),
    asked: figuresAskedCard({ ...ASKED, ...about, source: person, figures, indicators }),
    figures: figuresFormCard({
      ...FIGURES_FORM,
      ...{ settings: person, indicators, figures, problem: line },
      values: { why: text, ...Object.fromEntries(indicators.map(({ key }) => [`f-${key}`, text])) },
    }),
    override: overrideFormCard({ ...OVERRIDE_FORM, name, values: { why: text, level: '4' }, problem: line }),
    sources: sourcesCard({ ...about, at: AT, sources: Array.from({ length: 60 }, () => source) }),
    inFull: sourceCard({ ...ON_A_SOURCE, ...about, indicators, source: { ...source, kind: 'push' }, askedName: name }),
    indicators: indicatorsCard({
      ...ON_THE_INDICATORS,
      programmeName: name,
      set: { indicators, rule, example: true, kept: 400 },
    }),
    indicator: indicatorFormCard({
      ...{ ...FORM, indicator: 'indicator-number-0', problem: line },
      values: { ...indicatorInputs(indicators[0]!), why: text },
    }),
    levels: levelsFormCard({ ...FORM, values: { ...levelsInputs({ rule, kept: 400 }), why: text }, problem: line }),
    pinned: pinnedBoardCard({ ...about, board: { at: AT, indicators, rows, totals } }),
    sourceForm: sourceFormCard({
      ...SOURCE_FORM,
      ...{ organisations, people, indicators, values: inputs, problem: line },
      tried: { result, at: AT, timeZone: LONDON },
    }),
  };
}

test.each(FILLERS)('25 organisations with 12 indicators at all of their limits fit, written in %j', (filler) => {
  for (const [name, card] of Object.entries(cardsOf(atItsLimits(filler, 25, 12))))
    expect([name, sizeOf(card) <= MAX_CARD_BYTES]).toEqual([name, true]);
});

test.each(['a', '\\', '字'])(
  '60 organisations with 40 indicators at all of their limits fit, written in %j',
  (filler) => {
    for (const [name, card] of Object.entries(cardsOf(atItsLimits(filler, 60, 40))))
      expect([name, sizeOf(card) <= MAX_CARD_BYTES]).toEqual([name, true]);
  },
);

test('an organisation with 12 indicators on an ordinary day has a picture of each', () => {
  const { trends, indicators } = atItsLimits('a', 1, 12);
  const ordinary = indicators.map(({ key }) => anIndicator({ key, name: 'Ambulances waiting' }));
  const figures = indicators.map(({ key }) => aFigure({ indicator: key }));
  const row = aStatus('NMH', { figures });
  const card = organisationStatusCard({ board: anOrganisationBoard({ row, trends, indicators: ordinary }) });
  expect(JSON.stringify(card).match(/"Image"/g)).toHaveLength(12);
  expect(sizeOf(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
});

test('what others wrote plants nothing', () => {
  const evil = '[Sign in](https://evil.example) <at>Asha</at> **now** ${programme}';
  for (const [name, card] of Object.entries(cardsOf(atItsLimits(`${evil} `, 3, 3)))) {
    // What can be chosen reads no Markdown.
    const read = textIn(
      JSON.parse(JSON.stringify(card, (key, value: unknown) => (key === 'choices' ? [] : value))) as Card,
    );
    expect([name, read]).toEqual([name, expect.not.stringMatching(/\]\(https:..evil|<at|[^\\*]\*\*now/)]);
    expect(JSON.stringify(card)).toContain('${programme}');
  }
});

test('what was erased says which entry it stood in', () => {
  const erased = { erased: 40 };
  const by = { name: erased, organisation: 'NMH', basis: 'placement' as const };
  const override = { level: 4 as const, until: AT, at: AT, by, why: erased };
  const row = aStatus('NMH', { override, basis: 'override', level: 4 });
  for (const card of [
    statusBoardCard({ board: aBoard({ rows: [row] }), from: 0 }),
    organisationStatusCard({ board: anOrganisationBoard({ row }) }),
    levelChangedCard({ ...ON_A_CARD, change: aChange({ override, basis: 'override' }) }),
  ])
    expect(textIn(card).match(/erased \(entry 40\)/g)).toHaveLength(2);
});
