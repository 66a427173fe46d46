import type { Instant } from '../domain/values.ts';

/** A figure of the demo through a day: where it lies, how far it swings, and at which hour it is highest. */
type Wave = { middle: number; swing: number; highest: number };

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const STEP_MS = 10 * 60 * 1000;

/** What the partners of the demo count. Everything in it is invented. */
const WAVES = {
  'NMH beds-free': { middle: 16, swing: 7, highest: 6 },
  'NMH ready-to-leave': { middle: 27, swing: 8, highest: 12 },
  'NMH ambulances-waiting': { middle: 3, swing: 3, highest: 19 },
  'SFC beds-free': { middle: 9, swing: 3, highest: 5 },
  'SFC ready-to-leave': { middle: 12, swing: 4, highest: 11 },
  'EVC care-waiting': { middle: 13, swing: 5, highest: 16 },
  'RPC appointments-free': { middle: 34, swing: 18, highest: 8 },
} as const satisfies Record<string, Wave>;

export type DemoFigure = keyof typeof WAVES;

/** What a figure of the demo is at a moment: the same whenever it is asked, and another ten minutes later. */
export function figureAt(figure: DemoFigure, at: Instant): number {
  const { middle, swing, highest } = WAVES[figure];
  const step = Math.floor(Date.parse(at) / STEP_MS);
  const hour = ((step * STEP_MS) % DAY_MS) / HOUR_MS;
  const wave = Math.cos(((hour - highest) / 24) * 2 * Math.PI);
  return Math.max(0, Math.round(middle + swing * wave + chance(`${figure} ${step}`) * 3 - 1.5));
}

/** The level of a shared record system: now and then one part of it is slow. */
export function recordsAt(at: Instant): 'operational' | 'degraded_performance' | 'partial_outage' {
  const drawn = chance(`records ${Math.floor(Date.parse(at) / HOUR_MS)}`);
  if (drawn > 0.96) return 'partial_outage';
  return drawn > 0.85 ? 'degraded_performance' : 'operational';
}

/** From 0 up to 1, and the same for the same words (FNV-1a). */
function chance(words: string): number {
  let hash = 0x811c9dc5;
  for (const character of words) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
