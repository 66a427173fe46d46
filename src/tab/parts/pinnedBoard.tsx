import type { Level, PinnedBoard as Pinned, PinnedOverride } from '../../web/api-types.ts';
import { said } from '../words/erased.ts';
import { figureWords } from '../words/status.ts';
import { listed } from '../words/text.ts';
import { FreshnessTag } from './freshness.tsx';
import { LevelTag } from './levelTag.tsx';
import { Moment, useProgramme } from './programme.tsx';
import { Said } from './said.tsx';
import { Actor } from './who.tsx';
import '../styles/status.css';
import '../styles/table.css';

/** How everybody stood when a decision was taken or put: what it rested on, as it was known then. */
export function PinnedBoard({ board, overrides }: { board: Pinned; overrides: readonly PinnedOverride[] }) {
  const { at, rows, totals, indicators } = board;
  const { organisationName } = useProgramme();
  const known = rows.filter(({ freshness }) => freshness !== 'notConfigured');
  const untold = rows.filter(({ freshness }) => freshness === 'notConfigured');
  const indicatorOf = (key: string) => indicators.find((indicator) => indicator.key === key);
  return (
    <section className="part pinned" aria-labelledby="pinned">
      <h2 id="pinned">Status at the time</h2>
      <p>
        As it was known on <Moment at={at} full />. It is part of the record, and is not kept up to date.
      </p>
      <table className="table" role="table" aria-labelledby="pinned">
        <thead role="rowgroup">
          <tr role="row">
            {['Organisation', 'Level', 'Figures'].map((name) => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {known.toSorted(worstFirst).map((row) => (
            <tr key={row.organisation} role="row">
              <th role="rowheader" scope="row">
                <span className="organisation-name">{organisationName(row.organisation)}</span>
                {row.freshness !== 'current' && <FreshnessTag freshness={row.freshness} />}
              </th>
              <td role="cell">
                <LevelTag level={row.level} />
                {row.level !== null && (
                  <p className="quiet">{row.basis === 'override' ? 'Set by a person' : 'Indicative'}</p>
                )}
              </td>
              <td role="cell">
                <Figures row={row} indicators={indicators} />
                <SetBy override={overrides.find(({ organisation }) => organisation === row.organisation)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {totals.length > 0 && (
        <>
          <p className="pinned-totals">
            <strong>All together: </strong>
            {totals
              .map((total) => {
                const indicator = indicatorOf(total.indicator);
                return `${indicator?.name ?? total.indicator} ${figureWords(total, indicator?.unit)}`;
              })
              .join('; ')}
          </p>
          <Incomplete totals={totals} />
        </>
      )}
      {untold.length > 0 && (
        <p className="quiet">
          No source was set up for {listed(untold.map(({ organisation }) => organisationName(organisation)))}.
        </p>
      )}
    </section>
  );
}

/** Who had set the level, until when and why. */
function SetBy({ override }: { override: PinnedOverride | undefined }) {
  if (!override) return null;
  return (
    <p>
      <span className="quiet">Level set by </span>
      <Actor by={override.by} joiner=" of " /> until <Moment at={override.until} />
      {said(override.why) && (
        <>
          <span className="quiet">, because </span>
          <Said words={override.why} />
        </>
      )}
    </p>
  );
}

type Row = Pinned['rows'][number];

function worstFirst(one: Row, other: Row): number {
  const rank = (level: Level | null) => level ?? 2.5;
  return rank(other.level) - rank(one.level);
}

/** Those that there were; whatever drove the level stands out. */
function Figures({ row: { figures, drivers }, indicators }: { row: Row } & Pick<Pinned, 'indicators'>) {
  const told = figures.filter(({ value, masked }) => value !== null || masked);
  if (told.length === 0) return <span className="quiet none">–</span>;
  return told.map((figure) => {
    const indicator = indicators.find(({ key }) => key === figure.indicator);
    const words = `${indicator?.name ?? figure.indicator}: ${figureWords(figure, indicator?.unit)}`;
    return (
      <p key={figure.indicator}>
        {drivers.includes(figure.indicator) ? <strong>{words}</strong> : words}
        {figure.state === 'stale' && ' (out of date)'}
      </p>
    );
  });
}

/** Whose part of a total was missing or old. */
function Incomplete({ totals }: Pick<Pinned, 'totals'>) {
  const { organisationName } = useProgramme();
  const namesOf = (part: 'missing' | 'stale') =>
    listed([...new Set(totals.flatMap((total) => total[part]))].map(organisationName));
  const [missing, stale] = [namesOf('missing'), namesOf('stale')];
  if (missing === '' && stale === '') return null;
  return (
    <p className="quiet">
      {missing !== '' && `Without figures of ${missing}. `}
      {stale !== '' && `With figures of ${stale} that were out of date.`}
    </p>
  );
}
