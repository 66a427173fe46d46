import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import type { ReactNode } from 'react';
import type { DecisionView } from '../../web/api-types.ts';
import { figure } from '../words/counts.ts';
import { DayOf, Moment, useProgramme } from './programme.tsx';
import { Actor, Who } from './who.tsx';

/** Who, when and where in the log, at a glance. */
export function Facts({ decision }: { decision: DecisionView }) {
  const { deciders, decidedAt, recordedAt, recordedBy, effective, review, retention, index, version } = decision;
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">The record</h2>
      <dl>
        <Fact name="Decided by">
          {deciders.map((who, at) => (
            <p key={at}>
              <Who who={who} />
            </p>
          ))}
        </Fact>
        <Fact name="Decided">
          <Moment at={decidedAt} full />
        </Fact>
        <Fact name="Recorded">
          <Moment at={recordedAt} full />
        </Fact>
        <Fact name="Recorded by">
          <Actor by={recordedBy} always />
        </Fact>
        {effective && (
          <Fact name="Takes effect">
            <DayOf day={effective} />
          </Fact>
        )}
        <Fact name="Review">{review ? <DayOf day={review} /> : 'No date set'}</Fact>
        {retention && (
          <Fact name="Kept for">{retention === 'custom' ? 'As the programme agrees case by case' : retention}</Fact>
        )}
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

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Every organisation of the programme, since who has not seen a decision matters as much as who has. */
function SeenBy({ seen }: { seen: string[] }) {
  const { organisations, organisationName } = useProgramme();
  const others = organisations.map(({ id }) => id).filter((id) => !seen.includes(id));
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
