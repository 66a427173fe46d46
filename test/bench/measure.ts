/** A line of the table. Which way `ratio` (ours through baseline) should lie is the aim's to say. */
export type Row = { what: string; ours: string; baseline: string; ratio: number; aim?: Aim };
export type Aim = { atLeast: number } | { atMost: number };

/** Both sides of a comparison as medians over the rounds; `ratio` is the median of each round's own ratio. */
export type Compared = { ours: number; baseline: number; ratio: number };

type Measure = () => number | Promise<number>;

/**
 * Measures two things in turn, so that what else happens on this machine falls on both: A B, then B A, and so on. The
 * first round warms both up and is not counted.
 */
export async function compared(rounds: number, ours: Measure, baseline: Measure): Promise<Compared> {
  const pairs: { ours: number; baseline: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? await ours() : await baseline();
    const second = round % 2 === 0 ? await baseline() : await ours();
    if (round > 0) pairs.push(round % 2 === 0 ? pairOf(first, second) : pairOf(second, first));
  }
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    baseline: median(pairs.map((pair) => pair.baseline)),
    ratio: median(pairs.map((pair) => pair.ours / pair.baseline)),
  };
}

function pairOf(ours: number, baseline: number) {
  return { ours, baseline };
}

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that `part` (0 to 1) of the values do not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

/** A figure with its unit and three digits that count. */
export function figure(value: number, unit: string): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return `${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;
}

/** Lets go of what earlier parts left behind, so that it is not collected while a later one is measured. */
export function collect(): void {
  if (!globalThis.gc) throw new Error('start node with --expose-gc');
  globalThis.gc();
}
