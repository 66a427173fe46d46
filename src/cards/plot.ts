import { encode } from 'fast-png';
import { fullDay } from './dates.ts';
import { plain } from './escape.ts';
import { durationWords } from './scheduleWords.ts';
import { plainFigure } from './statusWords.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Indicator, Thresholds } from '../domain/indicator.ts';
import type { TrendPoint } from '../domain/statusViews.ts';
import type { Day, Instant } from '../domain/values.ts';

/**
 * A small picture of how a figure has moved, and the same in words. A reading holds until the next; where nothing was
 * known there is a gap.
 */

export type Plotted = { points: readonly TrendPoint[]; from: Instant; to: Instant };

/** How large a plot is drawn; it is shown at half of that, so that it is sharp on any screen. */
export const PLOT = { width: 480, height: 80 } as const;

/** Colours by their place in the palette. fast-png wants those that let something through before all others. */
const PALETTE = { nothing: 0, line: 1, mark: 2 } as const;

/** Of middling lightness, so that each stands out by at least 3 to 1 against Teams' white and grey, dark and black. */
const COLOURS = [
  [0, 0, 0, 0],
  [47, 128, 210, 255],
  [128, 128, 128, 255],
];

const THICK = 4;
const MARGIN = 4;

/** The plot as an image's address. `thresholds` are marked with dashes where they lie near the values. */
export function plotUrl(plotted: Plotted, thresholds: Thresholds): string {
  const png = encode(
    { ...drawn(plotted, thresholds), channels: 1, depth: 4, palette: COLOURS },
    { zlib: { level: 9 } },
  );
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

function drawn({ points, from, to }: Plotted, thresholds: Thresholds) {
  const { width, height } = PLOT;
  const data = new Uint8Array((width / 2) * height);
  const paint = (x: number, y: number, colour: number) => {
    const place = y * (width / 2) + (x >> 1);
    data[place] = x % 2 === 0 ? (data[place]! & 0x0f) | (colour << 4) : (data[place]! & 0xf0) | colour;
  };
  const scale = scaleOf(points, thresholds);
  const heightOf = (value: number) =>
    Math.round(MARGIN + (1 - (value - scale.low) / (scale.high - scale.low)) * (height - 2 * MARGIN - THICK));

  for (const threshold of scale.marks) {
    const top = heightOf(threshold) + THICK / 2;
    for (let x = 0; x < width; x++) if (x % 16 < 8) for (let y = top - 1; y < top + 1; y++) paint(x, y, PALETTE.mark);
  }
  const start = Date.parse(from);
  const times = points.map(({ at }) => Date.parse(at));
  const pointAt = (time: number) => points[times.findLastIndex((at) => at <= time)];
  const step = (right: number, upper: number, lower: number) => {
    for (let x = Math.max(right - THICK / 2, 0); x < Math.min(right + THICK / 2, width); x++)
      for (let y = upper; y < lower; y++) paint(x, y, PALETTE.line);
  };
  let before: number | undefined;
  for (let x = 0; x < width; x++) {
    const point = pointAt(start + ((x + 0.5) / width) * (Date.parse(to) - start));
    const top = point === undefined || point.value === null ? undefined : heightOf(point.value);
    // A small count, which nobody may read, is dots at the bottom: something is known.
    if (point?.masked && x % 8 < 4) for (let y = height - THICK; y < height; y++) paint(x, y, PALETTE.mark);
    if (top !== undefined) {
      for (let y = top; y < top + THICK; y++) paint(x, y, PALETTE.line);
      if (before !== undefined && before !== top) step(x, Math.min(top, before), Math.max(top, before) + THICK);
    }
    before = top;
  }
  return { width, height, data };
}

/** From where to where the plot reaches: over all values, and over thresholds that lie no farther off than these reach. */
function scaleOf(
  points: readonly TrendPoint[],
  thresholds: Thresholds,
): { low: number; high: number; marks: number[] } {
  const values = valuesOf(points);
  if (values.length === 0) return { low: 0, high: 1, marks: [] };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const reach = Math.max(high - low, Math.abs(high) / 10) || 1;
  const marks = thresholds.flatMap((each) =>
    each !== null && each >= low - reach && each <= high + reach ? [each] : [],
  );
  const [bottom, top] = [Math.min(low, ...marks), Math.max(high, ...marks)];
  return bottom === top ? { low: bottom - 1, high: top + 1, marks } : { low: bottom, high: top, marks };
}

function valuesOf(points: readonly TrendPoint[]): number[] {
  return points.flatMap(({ value }) => (value === null ? [] : [value]));
}

/**
 * The plot in words: "Beds open over 7 days: 412 at first, 398 now, lowest 371 on 20 November 2026; no readings on
 * 21 November 2026". The day of the worst value is named, and days on which nothing was known at any time.
 */
export function plotWords(plotted: Plotted, { name, unit, worse }: Indicator, timeZone: string): string {
  const { points, from, to } = plotted;
  const over = `${plain(name)} over ${spanWords(from, to)}`;
  const known = points.filter(({ value, masked }) => value !== null || masked);
  if (known.length === 0) return `${over}: no readings`;
  const words = (point: TrendPoint) => plainFigure(point, unit, name);
  const [first, last] = [known[0]!, points.at(-1)!];
  const isKnown = last.value !== null || last.masked;
  const worst = worstOf(known, worse);
  const said = [
    `${words(first)} at first`,
    isKnown ? `${words(last)} now` : `${words(known.at(-1)!)} at last, and not known now`,
    ...(worst === undefined || worst.value === first.value || worst.value === last.value
      ? []
      : [`${worse === 'lower' ? 'lowest' : 'highest'} ${words(worst)} on ${fullDay(dayOf(worst.at, timeZone))}`]),
  ];
  return `${over}: ${said.join(', ')}${gapWords(emptyDays(plotted, timeZone))}`;
}

/** "7 days", "18 hours": to whole days where there is one, since a week with a change of the clock is a week. */
export function spanWords(from: Instant, to: Instant): string {
  const hours = Math.max(Math.round((Date.parse(to) - Date.parse(from)) / 3_600_000), 1);
  return durationWords((hours < 24 ? hours : Math.round(hours / 24) * 24) * 60);
}

function worstOf(points: readonly TrendPoint[], worse: Indicator['worse']): TrendPoint | undefined {
  const known = points.filter(({ value }) => value !== null);
  return known.toSorted((one, other) => (worse === 'lower' ? one.value! - other.value! : other.value! - one.value!))[0];
}

const DAYS = 3;

function gapWords(days: readonly Day[]): string {
  if (days.length === 0) return '';
  const left = days.length - DAYS;
  return `; no readings on ${days.slice(0, DAYS).map(fullDay).join(', ')}${left > 0 ? ` and ${left} more days` : ''}`;
}

/** The days into which a gap reaches, and on which no reading was taken. */
function emptyDays({ points, to }: Plotted, timeZone: string): Day[] {
  const isKnown = ({ value, masked }: TrendPoint) => value !== null || masked;
  const known = new Set(points.filter(isKnown).map(({ at }) => dayOf(at, timeZone)));
  const gaps = points.flatMap((point, place) =>
    isKnown(point) ? [] : daysFrom(point.at, points[place + 1]?.at ?? to, timeZone),
  );
  return [...new Set(gaps)].filter((day) => !known.has(day));
}

function daysFrom(from: Instant, until: Instant, timeZone: string): Day[] {
  const days = [dayOf(from, timeZone)];
  const last = dayOf(new Date(Math.max(Date.parse(from), Date.parse(until) - 1)).toISOString(), timeZone);
  while (days.at(-1)! < last) days.push(new Date(Date.parse(days.at(-1)!) + DAY_MS).toISOString().slice(0, 10));
  return days;
}

const DAY_MS = 24 * 60 * 60 * 1000;
