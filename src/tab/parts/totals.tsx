import type { BoardView, TotalView } from '../../web/api-types.ts';
import { figureWords } from '../words/status.ts';
import { count } from '../words/counts.ts';
import { listed } from '../words/text.ts';
import { FreshnessTag } from './freshness.tsx';

/** What all organisations have together, each total with those whose part is missing or old. */
export function Totals({ board }: { board: BoardView }) {
  const { totals, rows, indicators } = board;
  const nameOf = (id: string) => rows.find(({ organisation }) => organisation === id)?.name ?? id;
  const indicatorOf = (key: string) => indicators.find((indicator) => indicator.key === key);
  if (totals.length === 0) return null;
  return (
    <section className="part totals" aria-labelledby="totals">
      <h2 id="totals">All together</h2>
      <table className="table" role="table" aria-labelledby="totals">
        <thead role="rowgroup">
          <tr role="row">
            {['Indicator', 'Total', 'What it is made of'].map((name) => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {totals.map((total) => (
            <tr key={total.indicator} role="row">
              <th role="rowheader" scope="row">
                <span className="organisation-name">{indicatorOf(total.indicator)?.name ?? total.indicator}</span>
                {total.freshness !== 'current' && <FreshnessTag freshness={total.freshness} />}
              </th>
              <td role="cell" className="total">
                {figureWords(total, indicatorOf(total.indicator)?.unit)}
              </td>
              <td role="cell">
                <Parts total={total} nameOf={nameOf} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Parts({ total: { parts, missing, stale }, nameOf }: { total: TotalView; nameOf: (id: string) => string }) {
  return (
    <>
      <p>Figures of {count(parts, 'organisation')}</p>
      {missing.length > 0 && (
        <p>
          <strong>Missing:</strong> {listed(missing.map(nameOf))}
        </p>
      )}
      {stale.length > 0 && (
        <p>
          <strong>Out of date:</strong> {listed(stale.map(nameOf))}
        </p>
      )}
    </>
  );
}
