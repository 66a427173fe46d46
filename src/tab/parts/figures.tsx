import type { FigureView, Indicator, OrganisationBoard } from '../../web/api-types.ts';
import { ageWords } from '../words/ages.ts';
import { figureWords } from '../words/status.ts';
import { FreshnessTag, Cause } from './freshness.tsx';
import { LevelTag } from './levelTag.tsx';
import { Moment } from './programme.tsx';
import { Who } from './who.tsx';

type Props = { board: Pick<OrganisationBoard, 'row' | 'indicators' | 'at'> };

/** Every figure of an organisation: its value and level, how old it is, and where it comes from. */
export function Figures({ board: { row, indicators, at } }: Props) {
  return (
    <section className="part figures" aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      <table className="table" role="table" aria-labelledby="figures">
        <thead role="rowgroup">
          <tr role="row">
            {['Indicator', 'Value', 'When', 'From where'].map((name) => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {row.figures.map((figure) => (
            <Figure
              key={figure.indicator}
              figure={figure}
              indicator={indicators.find(({ key }) => key === figure.indicator)}
              at={at}
            />
          ))}
        </tbody>
      </table>
      {row.figures.some(({ masked }) => masked) && <p className="quiet">Counts from 1 to 7 are shown as *.</p>}
    </section>
  );
}

function Figure({ figure, indicator, at }: { figure: FigureView; indicator: Indicator | undefined; at: string }) {
  const { state, level, cause, sourceName } = figure;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span className="organisation-name">{indicator?.name ?? figure.indicator}</span>
        {indicator && <span className="aside">{indicator.definition}</span>}
      </th>
      <td role="cell">
        <p className="figure-value">{figureWords(figure, indicator?.unit)}</p>
        {level !== null && <LevelTag level={level} />}
      </td>
      <td role="cell">
        <FreshnessTag freshness={state} />
        <Times figure={figure} at={at} />
        {cause && (
          <p>
            <Cause cause={cause} source={sourceName} />
          </p>
        )}
      </td>
      <td role="cell">
        <Origin figure={figure} />
      </td>
    </tr>
  );
}

function Times({ figure: { observed, received, confirmed }, at }: { figure: FigureView; at: string }) {
  return (
    <>
      {observed && (
        <p>
          Observed {ageWords(observed, at)} ago, <Moment at={observed} />
        </p>
      )}
      {received && (
        <p className="quiet">
          Received <Moment at={received} />
        </p>
      )}
      {confirmed && (
        <p className="quiet">
          Confirmed <Moment at={confirmed} />
        </p>
      )}
    </>
  );
}

function Origin({ figure: { source, sourceName, reporter, mapping } }: { figure: FigureView }) {
  if (source === null) return <span className="quiet none">–</span>;
  return (
    <>
      <p dir="auto">{sourceName ?? `Source ${source}`}</p>
      {reporter && (
        <p>
          <span className="quiet">Told by </span>
          <Who who={reporter} joiner=" of " />
        </p>
      )}
      {mapping !== null && <p className="quiet">Read as entry {mapping} of the log says</p>}
    </>
  );
}
