import { LEVEL_WORDS, levelWords } from '../words/status.ts';
import { levelsDescribed, type Span } from '../words/trends.ts';
import type { Level, LevelStep } from '../../web/api-types.ts';
import { instantWords } from '../words/dates.ts';
import { Legend } from './legend.tsx';
import { LevelTag } from './levelTag.tsx';
import { AREA, Lines, Plot } from './plot.tsx';
import { Moment, useProgramme } from './programme.tsx';
import { RIGHT, TimePlot } from './timePlot.tsx';

const { height, top, bottom } = AREA;
/** Room for "4 extreme", "2 moderate". */
const LEFT = 92;
const y = (level: number) => height - bottom - (level / 4) * (height - top - bottom);

/** How an organisation's level has moved: worked out, set by a person, or not known. */
export function LevelPlot({ levels, from, to }: { levels: readonly LevelStep[] } & Span) {
  const { timeZone } = useProgramme();
  const steps = levels.map(({ at, level, basis }) => ({
    at,
    value: level,
    words: `From ${instantWords(at, timeZone)}: ${levelWords(level)}${basis === 'override' ? ', set by a person' : ''}`,
    className: `picture-level picture-level-${level}`,
    ...(basis === 'override' && level !== null && { kind: 'override' as const }),
  }));
  return (
    <Plot
      title="Level"
      level={3}
      described={levelsDescribed(levels, { from, to }, timeZone)}
      picture={(canvas) => (
        <TimePlot
          canvas={canvas}
          from={from}
          to={to}
          steps={steps}
          left={LEFT}
          y={y}
          behind={
            <Lines
              at={[1, 2, 3, 4]}
              y={y}
              width={canvas.width}
              left={LEFT}
              right={RIGHT}
              words={(level) => `${level} ${LEVEL_WORDS[level as Level]}`}
            />
          }
        />
      )}
      legend={
        <Legend
          shown={[
            levels.some(({ basis, level }) => basis === 'override' && level !== null) && 'set',
            (levels.some(({ level }) => level === null) || (levels[0]?.at ?? to) > from) && 'gap',
          ]}
        />
      }
      table={<LevelTable levels={levels} />}
    />
  );
}

function LevelTable({ levels }: { levels: readonly LevelStep[] }) {
  return (
    <table className="numbers">
      <thead>
        <tr>
          {['From', 'Level', 'How'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {levels.toReversed().map(({ at, level, basis }) => (
          <tr key={at}>
            <th scope="row">
              <Moment at={at} />
            </th>
            <td>
              <LevelTag level={level} />
            </td>
            <td>{level === null ? '–' : basis === 'override' ? 'Set by a person' : 'Worked out'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
