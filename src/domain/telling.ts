import { isMasked } from './indicator.ts';
import { levelChanges, type LevelEvent } from './override.ts';
import { present } from './draft.ts';
import { indicatorNamed } from './measures.ts';
import { rolesOf } from './person.ts';
import { Refused } from './refused.ts';
import { figuresAfter } from './settling.ts';
import { runningSource, withSource, type Source } from './source.ts';
import { bounded } from './text.ts';
import type { Circumstances, Entry } from './entry.ts';
import type { Programme } from './programme.ts';
import type { FoundFigure, Reading } from './reading.ts';
import type { OrganisationId } from './values.ts';

/** A person tells a source's figures, some or all of them, each in its indicator's unit. */
export type TellFigures = {
  type: 'TellFigures';
  source: number;
  values: { indicator: string; value: number }[];
  why?: string;
};
/** "No change, still right": what was told last is as good as told now. */
export type ConfirmFigures = { type: 'ConfirmFigures'; source: number; why?: string };

/**
 * What a person told. `confirms`: the values stood already. `readers`: whose eyes it is for, where a count is so small
 * that it is masked for the others.
 */
export type FiguresTold = {
  type: 'figures.told';
  source: number;
  partner: OrganisationId;
  values: FoundFigure[];
  confirms: boolean;
  readers?: OrganisationId[];
};

/** More than any indicator of ours counts. */
const LARGEST = 1e9;

/** @throws Refused `source.unknown`, `source.over`, `source.otherKind`, `figures.notYours`, `figures.malformed`, `figures.empty`, `indicator.unknown` */
export function tellFigures(state: Programme, command: TellFigures, when: Circumstances): (FiguresTold | LevelEvent)[] {
  const source = own(state, command.source, when);
  const values = bounded('values', command.values).map(({ indicator, value }) => {
    const { key, name } = indicatorNamed(state.measures ?? { indicators: [] }, indicator);
    if (!source.reads.some((each) => each.indicator === key))
      throw new Refused({ code: 'indicator.unknown', indicator, known: source.reads.map((each) => each.indicator) });
    if (!Number.isFinite(value) || Math.abs(value) > LARGEST) throw new Refused({ code: 'figures.malformed', name });
    return { indicator: key, value, observed: when.now };
  });
  if (values.length === 0) throw new Refused({ code: 'figures.empty', source: source.number });
  return told(state, source, { values, confirms: false }, when);
}

/** @throws Refused `source.unknown`, `source.over`, `source.otherKind`, `figures.notYours`, `figures.empty` when nothing was told yet */
export function confirmFigures(
  state: Programme,
  command: ConfirmFigures,
  when: Circumstances,
): (FiguresTold | LevelEvent)[] {
  const source = own(state, command.source, when);
  const agreed = new Set(state.measures?.indicators.map(({ key }) => key));
  const read = new Set(source.reads.map(({ indicator }) => indicator).filter((key) => agreed.has(key)));
  const values = [...source.told.figures]
    .filter(([indicator]) => read.has(indicator))
    .map(([indicator, { value, observed }]) => ({ indicator, value, observed }));
  if (values.length === 0) throw new Refused({ code: 'figures.empty', source: source.number });
  return told(state, source, { values, confirms: true }, when);
}

function told(
  state: Programme,
  { number, partner, told: before }: Source,
  said: Pick<FiguresTold, 'values' | 'confirms'>,
  when: Circumstances,
): (FiguresTold | LevelEvent)[] {
  const isSmall = said.values.some(
    ({ indicator, value }) =>
      isMasked(indicatorNamed(state.measures ?? { indicators: [] }, indicator), value) ||
      (said.confirms && before.figures.get(indicator)?.masked === true),
  );
  const event = present<FiguresTold>({
    type: 'figures.told',
    source: number,
    partner,
    ...said,
    readers: isSmall ? [partner] : undefined,
  });
  const after = evolveTold(state, { index: 0, at: when.now, by: when.by, event });
  return [event, ...levelChanges(after, when)];
}

/** Whoever belongs to the organisation tells its figures; a coordinator passes on any. */
function own(state: Programme, number: number, { by }: Circumstances): Source {
  const source = runningSource(state, number);
  if (source.kind !== 'person') throw new Refused({ code: 'source.otherKind', source: number, kind: source.kind });
  if (by.organisation !== source.partner && !rolesOf(state, by).includes('coordinator'))
    throw new Refused({ code: 'figures.notYours', organisation: source.partner });
  return source;
}

export function evolveTold(state: Programme, { index, at, by, event }: Entry<FiguresTold>): Programme {
  const source = state.sources.get(event.source);
  if (!source) return state;
  const reading = readingOf({ index, at, by, event }, source.mapping);
  const { measures, timeZone } = state;
  return withSource(state, {
    ...source,
    told: figuresAfter(source.told, reading, { measures, timeZone, confirms: event.confirms }),
    history: [...source.history, index],
    tellings: [...source.tellings, index],
  });
}

/** What a person told, as a reading like any other. */
export function readingOf({ at, by, event }: Entry<FiguresTold>, mapping: number): Reading {
  const { source, values: figures } = event;
  return { source, received: at, mapping, reporter: by.person, figures, faults: [], notices: [] };
}
