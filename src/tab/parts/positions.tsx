import type { DecisionView, ProposalView } from '../../web/api-types.ts';
import { useOwnOrganisation } from '../session.tsx';
import { needsSentences } from '../words/agreement.ts';
import { listed } from '../words/text.ts';
import { Organisation } from './positionRow.tsx';
import { useProgramme } from './programme.tsx';

/** What each organisation says of a proposal: who said so for it, when, in which capacity and why. */
export function Positions({ decision: { proposal } }: { decision: DecisionView }) {
  const { id, organisationName } = useProgramme();
  const own = useOwnOrganisation(id);
  if (!proposal) return null;
  const { rows, outcome, needs, tally, joinedSince } = proposal;
  const isOver = outcome !== null;
  return (
    <section className="part" aria-labelledby="positions">
      <h2 id="positions">{isOver ? 'What each organisation said' : 'What each organisation says'}</h2>
      <p>{needsSentences(needs, outcome?.tally ?? tally, isOver, organisationName).join(' ')}</p>
      {/* The roles say again what the elements are: a narrow screen lays the rows out as blocks, and a browser then forgets. */}
      <table className="table positions" role="table" aria-labelledby="positions">
        <thead role="rowgroup">
          <tr role="row">
            {['Organisation', 'Position', 'Who and when', 'Why'].map((name) => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Organisation
              key={row.organisation}
              row={row}
              isOver={isOver}
              isOwn={row.organisation === own}
              isNeeded={needs.including.includes(row.organisation)}
            />
          ))}
        </tbody>
      </table>
      <p className="quiet">Who represents each organisation is told as it was when this opened.</p>
      <JoinedSince organisations={joinedSince} isOver={isOver} />
    </section>
  );
}

function JoinedSince({ organisations, isOver }: { organisations: ProposalView['joinedSince']; isOver: boolean }) {
  const { organisationName } = useProgramme();
  if (organisations.length === 0) return null;
  const many = organisations.length > 1;
  const are = isOver ? (many ? 'were' : 'was') : many ? 'are' : 'is';
  return (
    <p className="quiet">
      {listed(organisations.map(organisationName))} joined after it opened, and {are} not asked.
    </p>
  );
}
