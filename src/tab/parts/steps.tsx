import type { RoundSummary } from '../../web/api-types.ts';
import { instantWords } from '../words/dates.ts';
import { count } from '../words/counts.ts';
import { AREA, Lines, Plot, roundMarks, type Canvas } from './plot.tsx';
import { useProgramme } from './programme.tsx';

const { height, left, right, top, bottom } = AREA;
/** Room for a round's number below. */
const LABEL_WIDTH = 34;

/** How many blockers were open when each round closed: a step a round, and the same as a table. */
export function OpenBlockers({ rounds }: { rounds: readonly RoundSummary[] }) {
  const { timeZone } = useProgramme();
  const oldestFirst = rounds.toReversed();
  return (
    <Plot
      title="Open blockers"
      described={described(oldestFirst)}
      picture={(canvas) => <Steps rounds={oldestFirst} canvas={canvas} />}
      table={
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
      }
    />
  );
}

function Steps({ rounds, canvas: { width, labelledBy } }: { rounds: RoundSummary[]; canvas: Canvas }) {
  const { timeZone } = useProgramme();
  const marks = roundMarks(0, Math.max(1, ...rounds.map(({ openBlockers }) => openBlockers)), 1);
  const column = (width - left - right) / rounds.length;
  const x = (place: number) => left + place * column;
  const y = (number: number) => height - bottom - (number / marks.at(-1)!) * (height - top - bottom);
  const line = rounds
    .map(
      ({ openBlockers }, place) =>
        `${place === 0 ? 'M' : 'V'}${place === 0 ? `${x(0)} ` : ''}${y(openBlockers)}H${x(place + 1)}`,
    )
    .join('');
  const every = Math.ceil(LABEL_WIDTH / column);
  const last = rounds.at(-1)!;
  return (
    <svg role="img" aria-labelledby={labelledBy} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <Lines at={marks} y={y} width={width} words={String} />
      <path className="picture-area" d={`${line}V${y(0)}H${x(0)}Z`} />
      <path className="picture-edge" d={line} />
      {rounds.map(({ round, openedAt, openBlockers }, place) => (
        <g key={round}>
          {(rounds.length - 1 - place) % every === 0 && (
            <text x={x(place + 0.5)} y={height - 6} textAnchor="middle">
              {round}
            </text>
          )}
          <rect className="picture-hover" x={x(place)} y={top} width={column} height={height - top - bottom}>
            <title>{`Round ${round}, ${instantWords(openedAt, timeZone)}: ${openBlockers} open`}</title>
          </rect>
        </g>
      ))}
      <text className="picture-now" x={width - right + 8} y={y(last.openBlockers)} dy="0.35em">
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
