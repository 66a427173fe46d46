import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';

/** Where the picture of a plot lies in its box; the margins hold the words around it. */
export const AREA = { height: 180, left: 34, right: 40, top: 12, bottom: 26 };
const MOST_LINES = 5;

/** What a picture is drawn with: how wide it may be, and the ids of what says the same in words. */
export type Canvas = { width: number; labelledBy: string };

/** A plot in a frame: what it shows in a sentence or two, the picture, as wide as there is room, and a table of the same. */
export function Plot(props: {
  title: ReactNode;
  described: ReactNode;
  picture: (canvas: Canvas) => ReactNode;
  legend?: ReactNode;
  table: ReactNode;
  /** Whether the plot stands below a heading of its own. */
  level?: 2 | 3;
}) {
  const { title, described, picture, legend, table, level = 2 } = props;
  const [heading, description] = [useId(), useId()];
  const [frame, width] = useWidth();
  const [isTable, setIsTable] = useState(false);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="plot" aria-labelledby={heading}>
      <Heading id={heading}>{title}</Heading>
      <p id={description} className="quiet">
        {described}
      </p>
      <div ref={frame} className="picture">
        {width > 0 && picture({ width, labelledBy: `${heading} ${description}` })}
      </div>
      {legend}
      <details className="as-table" onToggle={({ currentTarget }) => setIsTable(currentTarget.open)}>
        <summary>Show the numbers</summary>
        {isTable && table}
      </details>
    </section>
  );
}

/** Horizontal lines with what they stand for on the left. */
export function Lines(props: {
  at: readonly number[];
  y: (value: number) => number;
  width: number;
  words: (value: number) => string;
  left?: number;
  right?: number;
}) {
  const { at, y, width, words, left = AREA.left, right = AREA.right } = props;
  return at.map((value) => (
    <g key={value}>
      <line className="picture-line" x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
      <text x={left - 8} y={y(value)} dy="0.35em" textAnchor="end">
        {words(value)}
      </text>
    </g>
  ));
}

/** A few round numbers that span all of some values, the lowest first. */
export function roundMarks(lowest: number, highest: number, smallest = 0): number[] {
  const span = highest - lowest || Math.abs(highest) || 1;
  const magnitude = 10 ** Math.floor(Math.log10(span / MOST_LINES));
  const gap = Math.max(smallest, ([1, 2, 5, 10].find((by) => span / (by * magnitude) <= MOST_LINES) ?? 10) * magnitude);
  const from = Math.floor(lowest / gap);
  const until = Math.max(Math.ceil(highest / gap), from + 1);
  // Decimals that are added up carry their rounding along.
  return Array.from({ length: until - from + 1 }, (_, place) => Number(((from + place) * gap).toPrecision(12)));
}

/** The width that a part may take, as it changes. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width] as const;
}
