import type { DecisionSummary } from '../../web/api-types.ts';
import { decisionHref } from '../routes.ts';
import { agreeing, wanting } from '../words/agreement.ts';
import { Marks } from './marks.tsx';
import { Moment, useProgramme } from './programme.tsx';
import { Said } from './said.tsx';
import { STATE_TAGS, StateTag } from './stateTag.tsx';
import { Who } from './who.tsx';

/** One decision in the list. The title's link covers the row; the other links lie above it. */
export function DecisionRow({ decision }: { decision: DecisionSummary }) {
  const { id } = useProgramme();
  const { number, title, why, kind, state } = decision;
  return (
    <li className={`row decision ${state}`}>
      <p className="decision-number">
        <span className="unseen">Decision </span>
        {number}
      </p>
      <div className="decision-what">
        <h2 className="row-title">
          <a href={decisionHref(id, number)}>
            <Said words={title} />
          </a>
        </h2>
        <p className="decision-why">
          <span className="quiet">Because </span>
          <Said words={why} />
        </p>
        <Progress decision={decision} />
        <Marks decision={decision} />
        <Successors decision={decision} />
      </div>
      {decision.proposal ? <Proposed decision={decision} /> : <Decided decision={decision} />}
      <div className="decision-tags">
        <StateTag state={state} />
        {kind !== 'decision' && <span className="kind">{kind}</span>}
      </div>
    </li>
  );
}

function Decided({ decision: { deciders, decidedAt } }: { decision: DecisionSummary }) {
  return (
    <>
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
        {decidedAt && <Moment at={decidedAt} />}
      </p>
    </>
  );
}

/** Organisations decide on a proposal, so a person is named only as who proposed it. */
function Proposed({ decision }: { decision: DecisionSummary }) {
  const { recordedBy, recordedAt, decidedAt, state, proposal } = decision;
  const endedAt = proposal?.endedAt ?? null;
  return (
    <>
      <div className="decision-who">
        <p>
          <span className="quiet">Proposed by </span>
          <Who who={recordedBy} />
        </p>
      </div>
      <p className="decision-when">
        {endedAt === null ? 'Proposed' : decidedAt ? 'Ratified' : STATE_TAGS[state].word}{' '}
        <Moment at={endedAt ?? recordedAt} />
      </p>
    </>
  );
}

function Progress({ decision: { state, proposal } }: { decision: DecisionSummary }) {
  const { organisationName } = useProgramme();
  if (!proposal) return null;
  const isOver = state !== 'proposed';
  return (
    <div className="decision-progress">
      <p>
        <strong>{agreeing(proposal.tally, isOver)}</strong>, {wanting(proposal, isOver, organisationName)}
      </p>
      {!isOver && (
        <p>
          Answers until <Moment at={proposal.deadline} full />
        </p>
      )}
    </div>
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
