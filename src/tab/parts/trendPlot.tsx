import type { Indicator, Trend, TrendPoint } from '../../web/api-types.ts';
import { figure } from '../words/counts.ts';
import { instantWords } from '../words/dates.ts';
import { figureWords } from '../words/status.ts';
import { trendDescribed, type Span } from '../words/trends.ts';
import { Legend } from './legend.tsx';
import { LevelTag } from './levelTag.tsx';
import { AREA, Lines, Plot, roundMarks } from './plot.tsx';
import { Moment, useProgramme } from './programme.tsx';
import { RIGHT, TimePlot } from './timePlot.tsx';

const { height, top, bottom } = AREA;
const LEFT = 48;
const LABEL_HEIGHT = 14;
/** A longer table is of no use on a page; all of it is in the file for spreadsheets. */
const MOST_LISTED = 200;

/** How one indicator has moved, with the thresholds of its levels. */
export function TrendPlot({ trend, indicator, from, to }: { trend: Trend; indicator: Indicator } & Span) {
  const { timeZone } = useProgramme();
  const { points } = trend;
  const { unit } = indicator;
  const thresholds = indicator.thresholds.flatMap((value, place) =>
    value === null ? [] : { value, level: place + 2 },
  );
  const values = [...points.flatMap(({ value }) => value ?? []), ...thresholds.map(({ value }) => value)];
  const marks = roundMarks(Math.min(0, ...values), Math.max(1, ...values), unit === '%' ? 0 : 1);
  const [lowest, highest] = [marks[0]!, marks.at(-1)!];
  const y = (value: number) => height - bottom - ((value - lowest) / (highest - lowest)) * (height - top - bottom);
  const steps = points.map((point) => ({
    at: point.at,
    value: point.value,
    words: `${instantWords(point.at, timeZone)}: ${wordsOf(point, unit)}`,
    ...(point.masked && { kind: 'masked' as const }),
  }));
  return (
    <Plot
      title={indicator.name}
      level={3}
      described={trendDescribed(trend, indicator, { from, to })}
      picture={(canvas) => (
        <TimePlot
          canvas={canvas}
          from={from}
          to={to}
          steps={steps}
          left={LEFT}
          y={y}
          behind={<Lines at={marks} y={y} width={canvas.width} left={LEFT} right={RIGHT} words={figure} />}
          before={<Thresholds thresholds={thresholds} y={y} width={canvas.width} />}
        />
      )}
      legend={
        <Legend
          shown={[
            points.some(({ masked }) => masked) && 'masked',
            (points.some(({ value, masked }) => value === null && !masked) || (points[0]?.at ?? to) > from) && 'gap',
          ]}
        />
      }
      table={<TrendTable points={points} unit={unit} />}
    />
  );
}

type Threshold = { value: number; level: number };

/** A line for each level, named at its end; names of lines that lie close together are moved apart. */
function Thresholds(props: { thresholds: readonly Threshold[]; y: (value: number) => number; width: number }) {
  const { thresholds, y, width } = props;
  let last = Infinity;
  return thresholds
    .toSorted((one, other) => one.value - other.value)
    .map(({ value, level }) => {
      last = Math.min(y(value), last - LABEL_HEIGHT);
      return (
        <g key={level}>
          <line className="picture-threshold" x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
          <text x={width - RIGHT + 6} y={last} dy="0.35em">
            Level {level}
          </text>
        </g>
      );
    });
}

function TrendTable({ points, unit }: { points: readonly TrendPoint[]; unit: string }) {
  return (
    <>
      {points.length > MOST_LISTED && (
        <p className="quiet">
          The newest {MOST_LISTED} of {figure(points.length)}; all of them are in the file for spreadsheets.
        </p>
      )}
      <table className="numbers">
        <thead>
          <tr>
            {['From', 'Value', 'Level'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points
            .slice(-MOST_LISTED)
            .toReversed()
            .map((point) => (
              <tr key={point.at}>
                <th scope="row">
                  <Moment at={point.at} />
                </th>
                <td>{wordsOf(point, unit)}</td>
                <td>{point.level === null ? '–' : <LevelTag level={point.level} />}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  );
}

function wordsOf(point: TrendPoint, unit: string): string {
  return point.value === null && !point.masked ? 'Not known' : figureWords(point, unit);
}
