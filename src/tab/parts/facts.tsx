import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import type { ReactNode } from 'react';
import type { DecisionView, Link, ProposalView } from '../../web/api-types.ts';
import { decisionHref } from '../routes.ts';
import { figure } from '../words/counts.ts';
import { endingOf } from '../words/outcome.ts';
import { DayOf, Moment, useProgramme } from './programme.tsx';
import { STATE_TAGS } from './stateTag.tsx';
import { Actor, Who } from './who.tsx';

/** Who, when and where in the log, at a glance. */
export function Facts({ decision }: { decision: DecisionView }) {
  const { effective, review, retention, index, version } = decision;
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">The record</h2>
      <dl>
        {decision.proposal ? (
          <Proposed decision={decision} proposal={decision.proposal} />
        ) : (
          <Decided decision={decision} />
        )}
        {effective && (
          <Fact name="Takes effect">
            <DayOf day={effective} />
          </Fact>
        )}
        <Fact name="Review">{review ? <DayOf day={review} /> : 'No date set'}</Fact>
        {retention && (
          <Fact name="Kept for">{retention === 'custom' ? 'As the programme agrees case by case' : retention}</Fact>
        )}
        <Links links={decision.links} />
        <Fact name="Place in the log">
          Entry {figure(index)} <span className="quiet">of a log of {figure(version)}, counted from 0</span>
        </Fact>
        <Fact name="Seen by">
          <SeenBy seen={decision.seenBy} />
        </Fact>
      </dl>
    </section>
  );
}

function Decided({ decision: { deciders, decidedAt, recordedAt, recordedBy } }: { decision: DecisionView }) {
  return (
    <>
      <Fact name="Decided by">
        {deciders.map((who, at) => (
          <p key={at}>
            <Who who={who} />
          </p>
        ))}
      </Fact>
      <Fact name="Decided">{decidedAt && <Moment at={decidedAt} full />}</Fact>
      <Fact name="Recorded">
        <Moment at={recordedAt} full />
      </Fact>
      <Fact name="Recorded by">
        <Actor by={recordedBy} always />
      </Fact>
    </>
  );
}

function Proposed({ decision, proposal }: { decision: DecisionView; proposal: ProposalView }) {
  const { outcome, deadline } = proposal;
  const agreed = proposal.rows.filter(({ position }) => position?.position === 'agree');
  return (
    <>
      <Fact name="Proposed by">
        <Actor by={decision.recordedBy} always />
      </Fact>
      <Fact name="Proposed">
        <Moment at={decision.recordedAt} full />
      </Fact>
      <Fact name="Deadline">
        <Moment at={deadline} full />
      </Fact>
      {outcome && (
        <Fact name={STATE_TAGS[endingOf(decision.state)].word}>
          <Moment at={outcome.at} full />
        </Fact>
      )}
      {decision.decidedAt && (
        <Fact name="Agreed by">{<Names ids={agreed.map(({ organisation }) => organisation)} />}</Fact>
      )}
    </>
  );
}

function Names({ ids }: { ids: string[] }) {
  const { organisationName } = useProgramme();
  return (
    <>
      {ids.map((id) => (
        <p key={id}>{organisationName(id)}</p>
      ))}
    </>
  );
}

const RELATIONS: Record<Link['relation'], string> = {
  dependsOn: 'Depends on',
  dependedOnBy: 'Needed by',
  relatesTo: 'Relates to',
  reopens: 'Reopens',
  reopenedBy: 'Reopened by',
};

/** How it hangs together with other decisions. What supersedes what stands above, where nobody misses it. */
function Links({ links }: { links: Link[] }) {
  const { id } = useProgramme();
  const relations = (Object.keys(RELATIONS) as Link['relation'][]).filter((relation) =>
    links.some((link) => link.relation === relation),
  );
  return relations.map((relation) => (
    <Fact key={relation} name={RELATIONS[relation]}>
      {links
        .filter((link) => link.relation === relation)
        .map(({ number }, at) => (
          <p key={at}>
            <a href={decisionHref(id, number)}>Decision {number}</a>
          </p>
        ))}
    </Fact>
  ));
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Every organisation that is in the programme, since who has not seen a decision matters as much as who has. */
function SeenBy({ seen }: { seen: string[] }) {
  const { organisations, organisationName } = useProgramme();
  const others = organisations.filter(({ id, left }) => left === null && !seen.includes(id)).map(({ id }) => id);
  return (
    <>
      <p>
        {seen.length} of {seen.length + others.length} organisations
      </p>
      <ul className="seen" role="list">
        {seen.map((id) => (
          <li key={id}>
            <CheckmarkCircleRegular aria-hidden className="seen-yes" /> {organisationName(id)}
          </li>
        ))}
        {others.map((id) => (
          <li key={id} className="quiet">
            <CircleRegular aria-hidden /> {organisationName(id)}, not yet
          </li>
        ))}
      </ul>
    </>
  );
}
