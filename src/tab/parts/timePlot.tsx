import { useId, type ReactNode } from 'react';
import { dateWords, dayMonthWords, midnights } from '../words/dates.ts';
import { AREA, type Canvas } from './plot.tsx';
import { useProgramme } from './programme.tsx';
import { thinned } from './thinned.ts';

const { height, top, bottom } = AREA;
/** Room for what a line stands for. */
export const RIGHT = 52;
const DAY_MS = 24 * 3_600_000;
/** Room for a day below, without its year and with it. */
const LABEL_WIDTH = 104;
const YEAR_WIDTH = 140;
/** From so many days on the same day may come twice. */
const MANY_DAYS = 300;
/** Edges that stand closer together are drawn finer. */
const MANY_STEPS = 200;
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
  const shown = thinned(steps, start, end, width);
  const spans = shown.map((step, place) => ({
    ...step,
    x1: x(Math.max(start, Date.parse(step.at))),
    x2: x(Date.parse(shown[place + 1]?.at ?? to)),
  }));
  const known = spans.filter(({ value, kind }) => value !== null && kind !== 'masked');
  const masked = spans.filter(({ kind }) => kind === 'masked');
  const fine = spans.length > MANY_STEPS ? ' picture-fine' : '';
  const edge = (isSet: boolean) =>
    edgeOf(
      spans.filter(({ kind }) => (kind === 'override') === isSet),
      y,
    );
  const first = spans[0]?.x1 ?? x(end);
  return (
    <svg role="img" aria-labelledby={labelledBy} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="picture-hatch" x1="0" x2="0" y1="0" y2="7" />
      </pattern>
      {behind}
      {first > left && <Gap hatch={hatch} x1={left} x2={first} />}
      {gapsIn(spans).map(({ x1, x2 }) => (
        <Gap key={x1} hatch={hatch} x1={x1} x2={x2} />
      ))}
      <path
        className="picture-masked"
        d={masked.map(({ x1, x2 }) => boxOf(x1, x2, y(1), Math.max(top, y(7)))).join('')}
      />
      {[...Map.groupBy(known, ({ className = 'picture-area' }) => className)].map(([className, alike]) => (
        <path
          key={className}
          className={className}
          d={alike.map(({ x1, x2, value }) => boxOf(x1, x2, y(0), y(value!))).join('')}
        />
      ))}
      <path className={`picture-edge${fine}`} d={edge(false)} />
      <path className={`picture-edge picture-set${fine}`} d={edge(true)} />
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

function boxOf(x1: number, x2: number, y1: number, y2: number): string {
  return `M${x1} ${y1}V${y2}H${x2}V${y1}Z`;
}

/** Where nothing is known, with gaps that follow each other as one. */
function gapsIn(spans: readonly (Drawn & Pick<TimeStep, 'kind'>)[]): { x1: number; x2: number }[] {
  const gaps: { x1: number; x2: number }[] = [];
  for (const { value, kind, x1, x2 } of spans) {
    if (value !== null || kind === 'masked') continue;
    const last = gaps.at(-1);
    if (last?.x2 === x1) last.x2 = x2;
    else gaps.push({ x1, x2 });
  }
  return gaps;
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
  const isLong = end - start > MANY_DAYS * DAY_MS;
  const label = isLong ? YEAR_WIDTH : LABEL_WIDTH;
  const width = (room * DAY_MS) / (end - start);
  const every = EVERY_DAYS.find((days) => days * width >= label) ?? EVERY_DAYS.at(-1)!;
  return midnights(start, end, timeZone, every).map((at) => {
    const isAtEdge = x(at) + label / 2 > x(end) + RIGHT;
    if (x(at) - label / 2 < 0) return null;
    return (
      <g key={at}>
        <line className="picture-line" x1={x(at)} x2={x(at)} y1={height - bottom} y2={height - bottom + 5} />
        <text x={isAtEdge ? x(end) + RIGHT : x(at)} y={height - 6} textAnchor={isAtEdge ? 'end' : 'middle'}>
          {isLong ? dateWords(at, timeZone) : dayMonthWords(at, timeZone)}
        </text>
      </g>
    );
  });
}
