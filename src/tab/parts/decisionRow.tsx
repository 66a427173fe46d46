import type { DecisionSummary } from '../../web/api-types.ts';
import { decisionHref } from '../routes.ts';
import { Moment, useProgramme } from './programme.tsx';
import { Said } from './said.tsx';
import { StateTag } from './stateTag.tsx';
import { Who } from './who.tsx';

/** One decision in the list. The title's link covers the row; the other links lie above it. */
export function DecisionRow({ decision }: { decision: DecisionSummary }) {
  const { id } = useProgramme();
  const { number, title, why, kind, state, deciders, decidedAt } = decision;
  return (
    <li className={`decision ${state}`}>
      <p className="decision-number">
        <span className="unseen">Decision </span>
        {number}
      </p>
      <div className="decision-what">
        <h2 className="decision-title">
          <a href={decisionHref(id, number)}>
            <Said words={title} />
          </a>
        </h2>
        <p className="decision-why">
          <span className="quiet">Because </span>
          <Said words={why} />
        </p>
        <Successors decision={decision} />
      </div>
      <div className="decision-who">
        <span className="unseen">Decided by </span>
        {deciders.slice(0, 2).map((who, at) => (
          <p key={at}>
            <Who who={who} />
          </p>
        ))}
        {deciders.length > 2 && <p className="quiet">and {deciders.length - 2} more</p>}
      </div>
      <p className="decision-when">
        <span className="unseen">Decided </span>
        <Moment at={decidedAt} />
      </p>
      <div className="decision-tags">
        <StateTag state={state} />
        {kind !== 'decision' && <span className="kind">{kind}</span>}
      </div>
    </li>
  );
}

function Successors({ decision: { supersedes, supersededBy } }: { decision: DecisionSummary }) {
  const { id } = useProgramme();
  if (supersedes === null && supersededBy === null) return null;
  return (
    <p className="decision-others">
      {supersedes !== null && <a href={decisionHref(id, supersedes)}>Supersedes decision {supersedes}</a>}
      {supersededBy !== null && <a href={decisionHref(id, supersededBy)}>Superseded by decision {supersededBy}</a>}
    </p>
  );
}
