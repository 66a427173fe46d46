import { useId, type ReactNode } from 'react';
import { dayMonthWords, midnights } from '../words/dates.ts';
import { AREA, type Canvas } from './plot.tsx';
import { useProgramme } from './programme.tsx';

const { height, top, bottom } = AREA;
/** Room for what a line stands for. */
export const RIGHT = 52;
const DAY_MS = 24 * 3_600_000;
/** Room for a day below. */
const LABEL_WIDTH = 104;
const EVERY_DAYS = [1, 2, 7, 14, 28, 56, 112] as const;
/** Where there are more steps, a finger or a pointer could not tell one from the next. */
const MOST_HOVERED = 400;

/** What holds from `at` until the next step, and what it is called. */
export type TimeStep = {
  at: string;
  value: number | null;
  words: string;
  kind?: 'override' | 'masked';
  className?: string;
};

/** One value as it has changed over time: steps with gaps between them, since between two readings nothing is known better. */
export function TimePlot(props: {
  canvas: Canvas;
  from: string;
  to: string;
  steps: readonly TimeStep[];
  left: number;
  y: (value: number) => number;
  /** What lies behind and before the steps. */
  behind: ReactNode;
  before?: ReactNode;
}) {
  const { canvas, from, to, steps, left, y, behind, before } = props;
  const { timeZone } = useProgramme();
  const hatch = `hatch${useId().replace(/\W/g, '')}`;
  const { width, labelledBy } = canvas;
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const x = (at: number) => left + ((at - start) / (end - start)) * (width - left - RIGHT);
  const spans = steps.map((step, place) => ({
    ...step,
    x1: x(Math.max(start, Date.parse(step.at))),
    x2: x(Date.parse(steps[place + 1]?.at ?? to)),
  }));
  const first = spans[0]?.x1 ?? x(end);
  const floor = y(0) > height - bottom ? height - bottom : y(0);
  return (
    <svg role="img" aria-labelledby={labelledBy} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="picture-hatch" x1="0" x2="0" y1="0" y2="7" />
      </pattern>
      {behind}
      {first > left && <Gap hatch={hatch} x1={left} x2={first} />}
      {spans.map(({ at, value, kind, className = 'picture-area', x1, x2 }) => {
        if (kind === 'masked')
          return <rect key={at} className="picture-masked" x={x1} y={y(7)} width={x2 - x1} height={y(1) - y(7)} />;
        if (value === null) return <Gap key={at} hatch={hatch} x1={x1} x2={x2} />;
        const upper = Math.min(y(value), floor);
        return (
          <rect key={at} className={className} x={x1} y={upper} width={x2 - x1} height={Math.abs(floor - y(value))} />
        );
      })}
      <path
        className="picture-edge"
        d={edgeOf(
          spans.filter(({ kind }) => kind !== 'override'),
          y,
        )}
      />
      <path
        className="picture-edge picture-set"
        d={edgeOf(
          spans.filter(({ kind }) => kind === 'override'),
          y,
        )}
      />
      {before}
      <Days start={start} end={end} x={x} timeZone={timeZone} room={width - left - RIGHT} />
      {spans.length <= MOST_HOVERED &&
        spans.map(({ at, words, x1, x2 }) => (
          <rect key={at} className="picture-hover" x={x1} y={top} width={x2 - x1} height={height - top - bottom}>
            <title>{words}</title>
          </rect>
        ))}
    </svg>
  );
}

/** Nothing is known: no line, and a hatched ground that says so. */
function Gap({ hatch, x1, x2 }: { hatch: string; x1: number; x2: number }) {
  const place = { x: x1, y: top, width: Math.max(0, x2 - x1), height: height - top - bottom };
  return <rect className="picture-gap" fill={`url(#${hatch})`} {...place} />;
}

type Drawn = { value: number | null; x1: number; x2: number };

/** The upper edge of steps that are known; begun anew behind each gap. */
function edgeOf(spans: readonly Drawn[], y: (value: number) => number): string {
  return spans
    .map(({ value, x1, x2 }, place) => {
      if (value === null) return '';
      const last = spans[place - 1];
      const goesOn = last !== undefined && last.value !== null && last.x2 === x1;
      return `${goesOn ? 'V' : `M${x1} `}${y(value)}H${x2}`;
    })
    .join('');
}

function Days(props: { start: number; end: number; x: (at: number) => number; timeZone: string; room: number }) {
  const { start, end, x, timeZone, room } = props;
  const width = (room * DAY_MS) / (end - start);
  const every = EVERY_DAYS.find((days) => days * width >= LABEL_WIDTH) ?? EVERY_DAYS.at(-1)!;
  return midnights(start, end, timeZone, every).map((at) => {
    const isAtEdge = x(at) + LABEL_WIDTH / 2 > x(end) + RIGHT;
    return (
      <g key={at}>
        <line className="picture-line" x1={x(at)} x2={x(at)} y1={height - bottom} y2={height - bottom + 5} />
        <text x={isAtEdge ? x(end) + RIGHT : x(at)} y={height - 6} textAnchor={isAtEdge ? 'end' : 'middle'}>
          {dayMonthWords(at, timeZone)}
        </text>
      </g>
    );
  });
}
