import { plural, type Colour } from './agreementWords.ts';
import { causeWords } from './causeWords.ts';
import { momentNear } from './dates.ts';
import { escape, joined, safe, type Markdown } from './escape.ts';
import { LEVELS } from './questionWords.ts';
import { inALine } from './roundRows.ts';
import { numberWords, plainNumber } from './valueWords.ts';
import { whoShort } from './words.ts';
import type { Indicator, Level } from '../domain/indicator.ts';
import type { CauseView, FigureView, OrganisationStatus, OverrideView } from '../domain/statusViews.ts';
import type { Instant } from '../domain/values.ts';

/** Levels, figures and how old they are, in words. A level is a number, a word and a colour, and never a colour alone. */

/** As of when a card speaks, which is not when it is read. */
export type AsOf = { at: Instant; timeZone: string };

/** What a card needs of an indicator to show a value of it. */
export type Measured = Pick<Indicator, 'key' | 'name' | 'unit'>;

/** "3 Severe" */
export function levelWords(level: Level | null): string {
  return level === null ? 'Not known' : `${level} ${LEVELS[level - 1]}`;
}

/** No data is neither all right nor an alert, and so has no colour. */
export function levelState(level: Level | null): { state: string; colour: Colour } {
  return { state: levelWords(level), colour: level === null ? 'Default' : LEVEL_COLOURS[level] };
}

const LEVEL_COLOURS = { 1: 'Good', 2: 'Warning', 3: 'Attention', 4: 'Attention' } as const satisfies Record<
  Level,
  Colour
>;

/** "9:10am", with its day where that is another one. */
export function timeWords(at: Instant, { at: now, timeZone }: AsOf): Markdown {
  return escape(momentNear(at, now, timeZone));
}

/** "less than a minute", "25 minutes", "5 hours", "3 days": how old something was as of then. */
export function ageWords(at: Instant, { at: now }: AsOf): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / 60_000);
  if (minutes < 1) return 'less than a minute';
  const [count, noun] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  return `${Math.floor(count)} ${plural(Math.floor(count), noun)}`;
}

/** "412 beds", "3 Severe", `*` for a small count, or why there is none. `beside`: words that may say the unit already. */
export function figureWords(
  { value, masked, state }: Pick<FigureView, 'value' | 'masked' | 'state'>,
  unit: string,
  beside = '',
): Markdown {
  if (masked) return escape('*');
  if (value === null) return escape(state === 'notConfigured' ? 'no source' : 'no figure');
  if (unit === 'level' && isLevel(value)) return escape(levelWords(value));
  return numberWords(value, unit, beside);
}

/** The same, for places that read no Markdown. */
export function plainFigure(
  { value, masked }: Pick<FigureView, 'value' | 'masked'>,
  unit: string,
  beside = '',
): string {
  if (masked) return 'a small count';
  if (value === null) return 'not known';
  return unit === 'level' && isLevel(value) ? levelWords(value) : plainNumber(value, unit, beside);
}

/** What the mark of a small count stands for; said once on a card that has one. */
export const MASKED_NOTE = safe`${escape('*')} is a small count, from 1 to 7, which is not shown.`;

export const EXAMPLE_NOTE = safe`These indicators are the example that comes ready. Nobody has agreed them yet: a coordinator can change them.`;

function isLevel(value: number): value is Level {
  return value === 1 || value === 2 || value === 3 || value === 4;
}

/** "Beds open: 412 beds"; of a value that is old, from when it is. */
export function figureLine(
  figure: Pick<FigureView, 'value' | 'masked' | 'state' | 'observed'>,
  indicator: Measured,
  asOf: AsOf,
): Markdown {
  const { name, unit } = indicator;
  const old =
    figure.state === 'stale' && figure.observed !== null ? safe` (${timeWords(figure.observed, asOf)})` : NOTHING;
  return safe`${inALine(name, NAME_ROOM)}: ${figureWords(figure, unit, name)}${old}`;
}

/** "Set by Asha Patel (NMH) until 6pm: two wards are closed" */
export function overrideWords(
  { by, until, why }: Pick<OverrideView, 'by' | 'until' | 'why'>,
  asOf: AsOf,
  room: number,
): Markdown {
  const because = why === null ? NOTHING : safe`: ${inALine(why, room)}`;
  return safe`Set by ${whoShort(by)} until ${timeWords(until, asOf)}${because}`;
}

/** "the address did not answer, since 9:10am" */
export function causeSince(cause: CauseView, asOf: AsOf): Markdown {
  return safe`${causeWords(cause)}, since ${timeWords(cause.since, asOf)}`;
}

/** Why a figure of it is not current; the first that says so speaks for the others. */
export function causeOf({ figures }: Pick<OrganisationStatus, 'figures'>): CauseView | undefined {
  return figures.find(({ cause }) => cause !== null)?.cause ?? undefined;
}

/** How old what is known of an organisation is, and why. */
export function freshnessWords(row: OrganisationStatus, asOf: AsOf): Markdown {
  const { freshness, oldest, figures } = row;
  const cause = causeOf(row);
  const because = cause === undefined ? NOTHING : safe`: ${causeSince(cause, asOf)}`;
  const from = oldest === null ? NOTHING : safe` from ${timeWords(oldest, asOf)}`;
  const told = figures.filter(({ state }) => state !== 'notConfigured').length;
  const behind = figures.filter(({ state }) => state === 'stale' || state === 'unavailable').length;
  switch (freshness) {
    case 'current':
      return oldest === null ? safe`✓ Current` : safe`✓ Current, the oldest figure${from}`;
    case 'partial':
      return safe`⚠ ${behind} of ${told} figures ${escape(behind === 1 ? 'is' : 'are')} not current${because}`;
    case 'stale':
      return safe`⚠ Out of date${oldest === null ? NOTHING : safe`,${from}, ${escape(ageWords(oldest, asOf))} old`}${because}`;
    case 'unavailable':
      return safe`○ No figures yet${because}`;
    case 'notConfigured':
      return safe`○ No source yet`;
  }
}

/** Characters that the name of an indicator takes in a line. */
const NAME_ROOM = 60;

/** Several figures in a line, and how many more there are. */
export function figuresLine(
  figures: readonly Pick<FigureView, 'indicator' | 'value' | 'masked' | 'state' | 'observed'>[],
  indicators: readonly Measured[],
  asOf: AsOf,
  most: number,
): Markdown {
  const measured = figures.flatMap((figure) => {
    const indicator = indicators.find(({ key }) => key === figure.indicator);
    return indicator === undefined ? [] : [{ figure, indicator }];
  });
  const lines = measured.slice(0, most).map(({ figure, indicator }) => figureLine(figure, indicator, asOf));
  const left = measured.length - lines.length;
  return joined([...lines, ...(left > 0 ? [safe`${left} more`] : [])], ' · ');
}

const NOTHING = escape('');
