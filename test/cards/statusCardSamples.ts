import { figuresAskedCard, type FiguresAskedData } from '../../src/cards/figuresAsked.ts';
import { figuresFormCard, type FiguresFormData } from '../../src/cards/figuresForm.ts';
import { indicatorFormCard, indicatorInputs } from '../../src/cards/indicatorForm.ts';
import { indicatorsCard, type IndicatorsData } from '../../src/cards/indicators.ts';
import { levelsFormCard, levelsInputs } from '../../src/cards/levelsForm.ts';
import { levelChangedCard } from '../../src/cards/levelChanged.ts';
import { organisationStatusCard } from '../../src/cards/organisationStatus.ts';
import { overrideFormCard, type OverrideFormData } from '../../src/cards/overrideForm.ts';
import { pinnedBoardCard } from '../../src/cards/pinnedBoard.ts';
import { sourceCard, type SourceCardData } from '../../src/cards/source.ts';
import { sourcesCard } from '../../src/cards/sources.ts';
import { sourceFormCard, type SourceFormData } from '../../src/cards/sourceForm.ts';
import { statusBoardCard } from '../../src/cards/statusBoard.ts';
import { LONDON, ORGANISATIONS, PROGRAMME } from './decisionSamples.ts';
import {
  AT,
  INDICATORS,
  RULE,
  SCORE,
  NORTHMOOR,
  EASTVALE,
  SOUTHFEN,
  RIVERSIDE,
  CHARITY,
  aBoard,
  aSource,
  PERSON_SOURCE,
  FAILING_SOURCE,
  PUSH_SOURCE,
  NOTICES_SOURCE,
  anOrganisationBoard,
} from './statusSamples.ts';
import type { Card } from '../../src/cards/render.ts';
import type { IndicatorSet } from '../../src/domain/indicator.ts';
import type { LevelChangeView, OrganisationBoard, PinnedBoard, TriedSource } from '../../src/domain/statusViews.ts';

/** The cards of partners’ status, and what they are made from. */

export const ON_A_CARD = {
  programme: PROGRAMME,
  programmeName: 'Winter discharge',
  timeZone: LONDON,
  organisations: ORGANISATIONS,
};

export function aChange(changes: Partial<LevelChangeView> = {}): LevelChangeView {
  return {
    change: 7,
    at: AT,
    organisation: 'NMH',
    was: 2,
    level: 3,
    basis: 'computed',
    drivers: NORTHMOOR.figures.slice(1, 3),
    override: null,
    ended: false,
    indicators: INDICATORS,
    version: 90,
    ...changes,
  };
}

export const ASKED: FiguresAskedData = {
  ...ON_A_CARD,
  source: PERSON_SOURCE,
  figures: EASTVALE.figures,
  indicators: INDICATORS,
  due: '2026-11-27T12:00:00.000Z',
  answered: null,
};

export const FORM = { programme: PROGRAMME, home: 'message' as const, nonce: 'n-1', values: {} };

export const FIGURES_FORM: FiguresFormData = {
  ...FORM,
  ...{ source: 3, settings: PERSON_SOURCE, indicators: INDICATORS },
  ...{ figures: EASTVALE.figures, at: AT, timeZone: LONDON },
};

export const OVERRIDE_FORM: OverrideFormData = {
  ...FORM,
  ...{ partner: 'NMH', name: 'Northmoor Hospitals', computed: 3, override: NORTHMOOR.override },
  ...{ at: AT, timeZone: LONDON },
};

export const SOURCE_FORM: SourceFormData = {
  ...FORM,
  organisations: ORGANISATIONS,
  people: [
    { person: 'p-asha', name: 'Asha Patel' },
    { person: 'p-ben', name: 'Ben Cole' },
  ],
  indicators: INDICATORS,
};

export const TRIED: TriedSource = {
  milliseconds: 412,
  bytes: 18_700,
  outcome: 'read',
  found: {
    figures: [{ indicator: 'beds-open', value: 398, observed: '2026-11-27T13:50:00.000Z' }],
    faults: [
      { indicator: 'occupancy', at: 'beds.occupancy', code: 'notANumber', found: 'n/a' },
      { indicator: 'waiting-home', at: 'flow.waiting', code: 'missing' },
    ],
    notices: [{ title: 'Ward 6 closed to admissions', at: '2026-11-27T12:30:00.000Z', link: null }],
  },
};

const TYPED = {
  ...{ whose: 'NMH', kind: 'json', name: 'Bed state feed', every: '15' },
  ...{ address: 'https://status.northmoor.example/beds.json', observedAt: 'asOf' },
  reads: 'beds-open = beds.open\noccupancy = beds.occupancy times 100',
};

export const SOURCES = [aSource(), NOTICES_SOURCE, PERSON_SOURCE, FAILING_SOURCE, PUSH_SOURCE];

export const ON_A_SOURCE: SourceCardData = {
  ...ON_A_CARD,
  ...{ at: AT, indicators: INDICATORS, source: aSource(), askedName: null, url: 'https://concordat.example' },
};

export const INDICATOR_SET: IndicatorSet = { indicators: INDICATORS, rule: RULE, example: false, kept: 400 };

export const ON_THE_INDICATORS: IndicatorsData = {
  ...{ programme: PROGRAMME, programmeName: 'Winter discharge' },
  ...{ set: INDICATOR_SET, version: 90 },
};

export const PINNED: PinnedBoard = {
  at: AT,
  indicators: INDICATORS.map(({ key, name, unit }) => ({ key, name, unit })),
  rows: aBoard().rows,
  totals: aBoard().totals,
};

/** Cards of partners' status, by name. */
export function statusCards(): Record<string, Card> {
  const organisation = (changes: Partial<OrganisationBoard> = {}) =>
    organisationStatusCard({ board: anOrganisationBoard(changes) });
  const changed = (changes: Partial<LevelChangeView> = {}) =>
    levelChangedCard({ ...ON_A_CARD, change: aChange(changes) });
  return {
    statusBoard: statusBoardCard({ board: aBoard(), from: 0 }),
    statusBoardExample: statusBoardCard({ board: aBoard({ example: true, rule: SCORE }), from: 0 }),
    statusBoardNew: statusBoardCard({ board: aBoard({ indicators: [], rows: [], totals: [] }), from: 0 }),
    statusBoardNoSources: statusBoardCard({ board: aBoard({ rows: [CHARITY], totals: [] }), from: 0 }),
    organisation: organisation(),
    organisationPerson: organisation({
      row: EASTVALE,
      sources: [PERSON_SOURCE],
      trends: [],
      levels: [],
      example: true,
    }),
    organisationSilent: organisation({ row: RIVERSIDE, sources: [FAILING_SOURCE], trends: [], levels: [] }),
    organisationNew: organisation({ row: CHARITY, sources: [], trends: [], levels: [] }),
    organisationMasked: organisation({ row: SOUTHFEN, sources: [PUSH_SOURCE], rule: SCORE }),
    levelChanged: changed(),
    levelChangedSet: changed({ level: 4, basis: 'override', override: NORTHMOOR.override }),
    levelChangedEnded: changed({ was: 4, ended: true, override: NORTHMOOR.override }),
    levelChangedUnknown: changed({ level: null, drivers: [] }),
    figuresAsked: figuresAskedCard(ASKED),
    figuresAskedFirst: figuresAskedCard({ ...ASKED, figures: CHARITY.figures }),
    figuresAskedTold: figuresAskedCard({
      ...ASKED,
      answered: { at: '2026-11-27T12:08:00.000Z', by: { name: 'Ben Cole', organisation: 'EVC' } },
    }),
    sources: sourcesCard({ ...ON_A_SOURCE, sources: SOURCES }),
    sourcesNone: sourcesCard({ ...ON_A_SOURCE, sources: [] }),
    source: sourceCard({
      ...ON_A_SOURCE,
      source: aSource({ faults: [{ indicator: 'occupancy', at: 'beds.occupancy', code: 'notANumber', found: 'n/a' }] }),
    }),
    sourceFailing: sourceCard({ ...ON_A_SOURCE, source: FAILING_SOURCE }),
    sourcePerson: sourceCard({ ...ON_A_SOURCE, source: PERSON_SOURCE, askedName: 'Ben Cole' }),
    sourcePush: sourceCard({ ...ON_A_SOURCE, source: PUSH_SOURCE }),
    indicators: indicatorsCard(ON_THE_INDICATORS),
    indicatorsExample: indicatorsCard({ ...ON_THE_INDICATORS, set: { ...INDICATOR_SET, rule: SCORE, example: true } }),
    indicatorsNone: indicatorsCard({ ...ON_THE_INDICATORS, set: null }),
    indicatorForm: indicatorFormCard(FORM),
    indicatorFormChange: indicatorFormCard({
      ...FORM,
      indicator: 'occupancy',
      values: indicatorInputs(INDICATORS[1]!),
    }),
    levelsForm: levelsFormCard({ ...FORM, values: levelsInputs({ rule: SCORE, kept: 400 }) }),
    pinnedBoard: pinnedBoardCard({ ...ON_A_CARD, board: PINNED }),
    figuresForm: figuresFormCard(FIGURES_FORM),
    overrideForm: overrideFormCard(OVERRIDE_FORM),
    sourceForm: sourceFormCard(SOURCE_FORM),
    sourceFormTried: sourceFormCard({
      ...SOURCE_FORM,
      values: TYPED,
      source: 1,
      tried: { result: TRIED, at: AT, timeZone: LONDON },
    }),
    sourceFormFailed: sourceFormCard({
      ...SOURCE_FORM,
      values: TYPED,
      home: 'dialog',
      tried: {
        result: { ...TRIED, outcome: 'failed', cause: { code: 'status.unexpected', status: 404 } },
        ...{ at: AT, timeZone: LONDON },
      },
    }),
    sourceFormPerson: sourceFormCard({
      ...SOURCE_FORM,
      values: { whose: 'EVC', kind: 'person', reads: 'beds-open', asks: 'weekdays at 8am, midday', asked: 'p-ben' },
      problem: 'I cannot read “weekdays at 25:00”.',
      field: 'asks',
    }),
  };
}
