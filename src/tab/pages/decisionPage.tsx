import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { Fragment, useLayoutEffect } from 'react';
import type { DecisionWithHistory } from '../../web/api-types.ts';
import { useAnswer } from '../api/useAnswer.ts';
import { Account, Background } from '../parts/account.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHeading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { Positions } from '../parts/positions.tsx';
import { PinnedBoard } from '../parts/pinnedBoard.tsx';
import { Moment, useProgramme, useProgrammeSoFar } from '../parts/programme.tsx';
import { Proof } from '../parts/proof.tsx';
import { Said } from '../parts/said.tsx';
import { Standing } from '../parts/standing.tsx';
import { StateTag } from '../parts/stateTag.tsx';
import { Terms } from '../parts/terms.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { Who } from '../parts/who.tsx';
import { decisionHref, decisionsHref } from '../routes.ts';
import { useSession } from '../session.tsx';
import { plain } from '../words/erased.ts';
import { outsideWords } from '../words/scheme.ts';
import { keptHref } from './listMemory.ts';
import '../styles/decision.css';
import '../styles/proposal.css';
import '../styles/table.css';

/** One decision: all that its record says, what has happened to it since, and the proof of it. */
export function DecisionPage({ programmeId, number }: { programmeId: string; number: number }) {
  const { api } = useSession();
  const programme = useProgrammeSoFar();
  const key = `decision ${programmeId} ${number}`;
  const { answer, retry } = useAnswer(key, (signal) => api.decision(programmeId, number, signal));
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
  }, [key]);
  return (
    <article className="record">
      <p className="back">
        <a href={keptHref(decisionsHref(programmeId))}>
          <ArrowLeftRegular aria-hidden />
          <span>All decisions</span>
        </a>
      </p>
      {answer.state === 'failed' && (
        <>
          <PageHeading page={key} title={`Decision ${number}`}>
            Decision {number}
          </PageHeading>
          <Failure fault={answer.fault} retry={retry} />
        </>
      )}
      {answer.state !== 'failed' && (answer.state === 'loading' || !programme) && (
        <Loading what={`decision ${number}`} />
      )}
      {answer.state === 'ready' && programme && <Record page={key} decision={answer.value} />}
    </article>
  );
}

function Record({ page, decision }: { page: string; decision: DecisionWithHistory }) {
  const { name } = useProgramme();
  const { number, kind, state, title } = decision;
  const numbered = `${isUndecided(decision) ? 'Proposal' : 'Decision'} ${number}`;
  return (
    <>
      <div className="page-head">
        <p className="eyebrow">
          {kind === 'decision' ? numbered : `${numbered}, ${kind}`}
          <StateTag state={state} />
        </p>
        <PageHeading page={page} title={`${numbered}: ${plain(title)} – ${name}`}>
          <Said words={title} />
        </PageHeading>
        <Byline decision={decision} />
      </div>
      <Notes decision={decision} />
      <Standing decision={decision} />
      <div className="columns">
        <div className="main-column">
          <Account decision={decision} />
          <Terms decision={decision} />
          <Positions decision={decision} />
          {decision.board && <PinnedBoard board={decision.board} overrides={decision.overrides ?? []} />}
          <Background decision={decision} />
          <Timeline decision={decision} />
        </div>
        <div className="side-column">
          <Facts decision={decision} />
          <Proof number={number} index={decision.index} />
        </div>
      </div>
    </>
  );
}

/** Put to organisations, and not agreed by them, or not yet. */
function isUndecided({ proposal, decidedAt }: DecisionWithHistory): boolean {
  return proposal !== null && decidedAt === null;
}

/** Who and when at a glance, on a narrow screen too, where the record stands far below. */
function Byline({
  decision: { deciders, decidedAt, proposal, recordedBy, recordedAt },
}: {
  decision: DecisionWithHistory;
}) {
  const by = proposal ? [recordedBy] : deciders;
  return (
    <p className="byline">
      {proposal ? 'Proposed by ' : 'Decided by '}
      {by.map((who, at) => (
        <Fragment key={at}>
          {at > 0 && (at === by.length - 1 ? ' and ' : '; ')}
          <Who who={who} joiner=" of " />
        </Fragment>
      ))}
      <span className="quiet">
        , <Moment at={proposal ? recordedAt : (decidedAt ?? recordedAt)} full />
      </span>
    </p>
  );
}

/** What the reader must know before reading on. */
function Notes({ decision }: { decision: DecisionWithHistory }) {
  const { id } = useProgramme();
  const { supersedes, supersededBy, outside, kind } = decision;
  return (
    <>
      {supersededBy !== null && (
        <Note
          kind="superseded"
          title={
            <>
              This decision no longer stands: it was{' '}
              <a href={decisionHref(id, supersededBy)}>superseded by decision {supersededBy}</a>
            </>
          }
        />
      )}
      {supersedes !== null && (
        <Note
          kind="info"
          title={
            <>
              This decision <a href={decisionHref(id, supersedes)}>supersedes decision {supersedes}</a>
            </>
          }
        />
      )}
      {outside && (
        <Note kind="warning" title="Outside the scheme of delegation">
          {outsideWords(outside, kind)}
        </Note>
      )}
    </>
  );
}
