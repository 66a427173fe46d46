import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import type { BlockerView } from '../../web/api-types.ts';
import { openWords } from '../words/standups.ts';
import { DayOf, Moment, useProgramme } from './programme.tsx';
import { Readers } from './readers.tsx';
import { Said } from './said.tsx';
import { People, Who } from './who.tsx';

/** What is in the way, each with how long, who could help, and how it ended. */
export function Blockers({ blockers }: { blockers: readonly BlockerView[] }) {
  return (
    <ul className="blockers" role="list">
      {blockers.map((blocker) => (
        <Blocker key={blocker.number} blocker={blocker} />
      ))}
    </ul>
  );
}

function Blocker({ blocker }: { blocker: BlockerView }) {
  const { organisationName } = useProgramme();
  const { number, organisation, text, raisedAt, helper, needBy, readers, closed, escalated, isNew } = blocker;
  return (
    <li className={closed ? 'blocker closed' : 'blocker'}>
      <p className="blocker-what">
        {text === null ? <NotForYou /> : <Said words={text} />}
        {isNew && <span className="tag tag-blue">New</span>}
        {closed && <span className="tag tag-green">Closed</span>}
      </p>
      <p>
        <strong>{organisationName(organisation)}</strong>
        <span className="quiet">
          , blocker {number}. {openWords(blocker)}, since <Moment at={raisedAt} />
        </span>
      </p>
      {helper !== null && (
        <p>
          {organisationName(helper)} could help
          {needBy !== null && (
            <>
              , by <DayOf day={needBy} />
            </>
          )}
        </p>
      )}
      {helper === null && needBy !== null && (
        <p>
          Help is needed by <DayOf day={needBy} />
        </p>
      )}
      {text !== null && <Readers readers={readers} />}
      {escalated && (
        <p>
          Escalated
          {escalated.told.length > 0 && (
            <>
              {' to '}
              <People names={escalated.told.map(({ name }) => name)} />
            </>
          )}
          <span className="quiet">
            , <Moment at={escalated.at} />
          </span>
        </p>
      )}
      {closed && (
        <p>
          Closed by <Who who={closed.by} joiner=" of " />
          <span className="quiet">
            , <Moment at={closed.at} />
          </span>
          {closed.how !== null && (
            <>
              : <Said words={closed.how} />
            </>
          )}
        </p>
      )}
    </li>
  );
}

/** In place of words that are not for whoever reads. */
export function NotForYou() {
  return (
    <span className="withheld">
      <LockClosedRegular aria-hidden /> Not for you to read: it is counted, and not shown
    </span>
  );
}
