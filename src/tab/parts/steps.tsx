import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { RoundSummary } from '../../web/api-types.ts';
import { instantWords } from '../words/dates.ts';
import { count } from '../words/counts.ts';
import { useProgramme } from './programme.tsx';

const HEIGHT = 180;
const LEFT = 34;
const RIGHT = 40;
const TOP = 12;
const BOTTOM = 26;
/** Room for a round's number below. */
const LABEL_WIDTH = 34;
const MOST_LINES = 5;

/** How many blockers were open when each round closed: a step a round, and the same as a table. */
export function OpenBlockers({ rounds }: { rounds: readonly RoundSummary[] }) {
  const { timeZone } = useProgramme();
  const [heading, description] = [useId(), useId()];
  const [frame, width] = useWidth();
  const oldestFirst = rounds.toReversed();
  return (
    <section className="plot" aria-labelledby={heading}>
      <h2 id={heading}>Open blockers</h2>
      <p id={description} className="quiet">
        {described(oldestFirst)}
      </p>
      <div ref={frame} className="steps">
        {width > 0 && <Steps rounds={oldestFirst} width={width} labelledBy={`${heading} ${description}`} />}
      </div>
      <details className="as-table">
        <summary>Show the numbers</summary>
        <table className="numbers">
          <thead>
            <tr>
              <th scope="col">Round</th>
              <th scope="col">Opened</th>
              <th scope="col">Open blockers</th>
            </tr>
          </thead>
          <tbody>
            {rounds.map(({ round, openedAt, openBlockers }) => (
              <tr key={round}>
                <th scope="row">{round}</th>
                <td>{instantWords(openedAt, timeZone)}</td>
                <td>{openBlockers}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Steps({ rounds, width, labelledBy }: { rounds: RoundSummary[]; width: number; labelledBy: string }) {
  const { timeZone } = useProgramme();
  const highest = Math.max(1, ...rounds.map(({ openBlockers }) => openBlockers));
  const gap = Math.ceil(highest / MOST_LINES);
  const top = Math.ceil(highest / gap) * gap;
  const column = (width - LEFT - RIGHT) / rounds.length;
  const x = (place: number) => LEFT + place * column;
  const y = (number: number) => HEIGHT - BOTTOM - (number / top) * (HEIGHT - TOP - BOTTOM);
  const line = rounds
    .map(
      ({ openBlockers }, place) =>
        `${place === 0 ? 'M' : 'V'}${place === 0 ? `${x(0)} ` : ''}${y(openBlockers)}H${x(place + 1)}`,
    )
    .join('');
  const every = Math.ceil(LABEL_WIDTH / column);
  const last = rounds.at(-1)!;
  return (
    <svg role="img" aria-labelledby={labelledBy} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
      {Array.from({ length: top / gap + 1 }, (_, place) => place * gap).map((number) => (
        <g key={number}>
          <line className="steps-line" x1={LEFT} x2={width - RIGHT} y1={y(number)} y2={y(number)} />
          <text x={LEFT - 8} y={y(number)} dy="0.35em" textAnchor="end">
            {number}
          </text>
        </g>
      ))}
      <path className="steps-area" d={`${line}V${y(0)}H${x(0)}Z`} />
      <path className="steps-edge" d={line} />
      {rounds.map(({ round, openedAt, openBlockers }, place) => (
        <g key={round}>
          {(rounds.length - 1 - place) % every === 0 && (
            <text x={x(place + 0.5)} y={HEIGHT - 6} textAnchor="middle">
              {round}
            </text>
          )}
          <rect className="steps-hover" x={x(place)} y={TOP} width={column} height={HEIGHT - TOP - BOTTOM}>
            <title>{`Round ${round}, ${instantWords(openedAt, timeZone)}: ${openBlockers} open`}</title>
          </rect>
        </g>
      ))}
      <text className="steps-now" x={width - RIGHT + 8} y={y(last.openBlockers)} dy="0.35em">
        {last.openBlockers}
      </text>
    </svg>
  );
}

/** The plot in a sentence or two. */
function described(rounds: readonly RoundSummary[]): string {
  const last = rounds.at(-1)!;
  const most = rounds.reduce((top, round) => (round.openBlockers >= top.openBlockers ? round : top));
  const are =
    last.openBlockers === 0
      ? 'No blockers are'
      : `${count(last.openBlockers, 'blocker')} ${last.openBlockers === 1 ? 'is' : 'are'}`;
  const now = `${are} open in round ${last.round}`;
  return most.openBlockers <= last.openBlockers
    ? `${now}${last.openBlockers > 0 ? ', the most in these rounds' : ''}.`
    : `${now}; the most were ${most.openBlockers}, in round ${most.round}.`;
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
