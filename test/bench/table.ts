import type { Aim, Row } from './measure.ts';

const HEADINGS = ['what', 'ours', 'baseline', 'ratio', 'aim', ''];

/** The rows as text in columns; the last says whether the aim is met. */
export function table(rows: readonly Row[]): string {
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column > 3 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
  const rule = widths
    .map((width) => '-'.repeat(width))
    .join('  ')
    .trimEnd();
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cellsOf({ what, ours, baseline, ratio, aim }: Row): string[] {
  return [
    what,
    ours,
    baseline,
    ratio.toFixed(2),
    aim ? aimWords(aim) : '',
    aim ? (isMet(ratio, aim) ? 'met' : 'MISSED') : '',
  ];
}

function aimWords(aim: Aim): string {
  return 'atLeast' in aim ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`;
}

function isMet(ratio: number, aim: Aim): boolean {
  return 'atLeast' in aim ? ratio >= aim.atLeast : ratio <= aim.atMost;
}
