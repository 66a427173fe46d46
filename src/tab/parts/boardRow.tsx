import type { BoardView, OrganisationStatus } from '../../web/api-types.ts';
import { organisationHref } from '../routes.ts';
import { useOwnOrganisation } from '../session.tsx';
import { ageWords } from '../words/ages.ts';
import { count } from '../words/counts.ts';
import { Causes, FreshnessTag } from './freshness.tsx';
import { Drivers, Override } from './levelBasis.tsx';
import { LevelTag } from './levelTag.tsx';

/** One organisation on the board. Its link covers the row. */
export function BoardRow({ board, row }: { board: BoardView; row: OrganisationStatus }) {
  const { programme, indicators, at } = board;
  const own = useOwnOrganisation(programme);
  const { organisation, name, level, basis, override, freshness, oldest, figures, notices } = row;
  return (
    <li className={organisation === own ? 'row status own' : 'row status'}>
      <h3 className="row-title">
        <a href={organisationHref(programme, organisation)}>{name}</a>
        {organisation === own && <span className="quiet"> (yours)</span>}
      </h3>
      <div className="status-level">
        <LevelTag level={level} />
        {level !== null && <p className="quiet">{basis === 'override' ? 'Set by a person' : 'Indicative'}</p>}
      </div>
      <div className="status-what">
        {override && <Override override={override} row={row} />}
        <Drivers row={row} indicators={indicators} />
        {notices.length > 0 && <p className="quiet">{count(notices.length, 'notice')}</p>}
      </div>
      <div className="status-freshness">
        <FreshnessTag freshness={freshness} />
        {oldest && <p className="quiet">Oldest figure {ageWords(oldest, at)} old</p>}
        <Causes figures={figures} nameOf={(key) => indicators.find((each) => each.key === key)?.name ?? key} />
      </div>
    </li>
  );
}
