import type { ReactNode } from 'react';
import type { DecisionView, OutcomeView, Position, ProposalView } from '../../web/api-types.ts';
import { decisionHref } from '../routes.ts';
import { useOwnOrganisation } from '../session.tsx';
import { agreeing, POSITIONS, signedUp, wanting } from '../words/agreement.ts';
import { said } from '../words/erased.ts';
import { endingOf, outcomeSentences, outcomeTitle } from '../words/outcome.ts';
import { Moment, useProgramme } from './programme.tsx';
import { POSITION_ICONS, SilentIcon } from './positionTag.tsx';
import { Said } from './said.tsx';
import { STATE_TAGS } from './stateTag.tsx';
import { Who } from './who.tsx';

/** How a proposal stands, or how it ended and why: what a reader wants to know first. */
export function Standing({ decision }: { decision: DecisionView }) {
  const { proposal } = decision;
  if (!proposal) return null;
  return proposal.outcome ? (
    <Ended decision={decision} proposal={proposal} outcome={proposal.outcome} />
  ) : (
    <Open decision={decision} proposal={proposal} />
  );
}

function Open({ decision, proposal }: { decision: DecisionView; proposal: ProposalView }) {
  const { id, organisationName } = useProgramme();
  const own = useOwnOrganisation(id);
  const { deadline, provisional, replaces, givenWayTo, silent } = proposal;
  return (
    <Box state="proposed" title={`${agreeing(proposal.tally, false)}, ${wanting(proposal, false, organisationName)}`}>
      <p>
        Organisations can answer until <Moment at={deadline} full />.
      </p>
      <Counts proposal={proposal} />
      <Vision decision={decision} proposal={proposal} />
      {provisional && (
        <p>
          <strong>Provisional until ratified:</strong> it applies already, until it is decided.
        </p>
      )}
      {replaces !== null && (
        <p>
          {givenWayTo === null ? (
            <>
              When it is ratified, <a href={decisionHref(id, replaces)}>decision {replaces}</a> is superseded.
            </>
          ) : (
            <>
              It was to supersede decision {replaces}, which has given way to{' '}
              <a href={decisionHref(id, givenWayTo)}>decision {givenWayTo}</a> before.
            </>
          )}
        </p>
      )}
      {own !== null && silent.includes(own) && (
        <p className="standing-own">
          <strong>{organisationName(own)} has not answered.</strong> Who speaks for it answers on the card in Teams, or
          with <code>@Concordat agree {decision.number}</code>, <code>object</code>, <code>abstain</code> or{' '}
          <code>stand aside</code>.
        </p>
      )}
    </Box>
  );
}

type EndedProps = { decision: DecisionView; proposal: ProposalView; outcome: OutcomeView };

function Ended({ decision, proposal, outcome }: EndedProps) {
  const { timeZone, organisationName } = useProgramme();
  const ending = endingOf(decision.state);
  const { at, by, due, late, why } = outcome;
  const closed = due === null && (ending === 'rejected' || ending === 'lapsed');
  return (
    <Box state={ending} title={outcomeTitle(ending, outcome, timeZone)}>
      <p>{outcomeSentences(ending, proposal, outcome, organisationName).join(' ')}</p>
      {closed && (
        <p>
          Closed by <Who who={by} joiner=" of " />, since every organisation had answered.
        </p>
      )}
      {ending === 'withdrawn' && (
        <p>
          Withdrawn by <Who who={by} joiner=" of " />, who proposed it.
        </p>
      )}
      {said(why) && (
        <p>
          <span className="quiet">Because </span>
          <Said words={why} />
        </p>
      )}
      {late && (
        <p>
          Worked out late, on <Moment at={at} full />, since the service was not running at the deadline.
        </p>
      )}
      <Vision decision={decision} proposal={proposal} />
    </Box>
  );
}

function Box({ state, title, children }: { state: keyof typeof STATE_TAGS; title: string; children: ReactNode }) {
  const { Icon, colour } = STATE_TAGS[state];
  return (
    <section className={`standing standing-${colour}`} aria-labelledby="standing">
      <Icon aria-hidden className="standing-icon" />
      <div>
        <h2 id="standing">{title}</h2>
        {children}
      </div>
    </section>
  );
}

/** How many say what, only of what is said; the silent by name, since it is they who are waited for. */
function Counts({ proposal: { tally, silent } }: { proposal: ProposalView }) {
  const { organisationName } = useProgramme();
  const positions = (Object.keys(POSITION_ICONS) as Position[]).filter((position) => tally[position] > 0);
  return (
    <ul className="counts" role="list">
      {positions.map((position) => {
        const Icon = POSITION_ICONS[position];
        const { one, many } = POSITIONS[position];
        return (
          <li key={position} className={`count-${position}`}>
            <Icon aria-hidden /> {tally[position]} {tally[position] === 1 ? one : many}
          </li>
        );
      })}
      {silent.length > 0 && (
        <li>
          <SilentIcon aria-hidden /> {silent.length} not answered
          {silent.length <= MOST_NAMED && `: ${silent.map(organisationName).join(', ')}`}
        </li>
      )}
    </ul>
  );
}
const MOST_NAMED = 4;

function Vision({ decision: { kind }, proposal: { tally } }: { decision: DecisionView; proposal: ProposalView }) {
  return kind === 'vision' ? <p className="signed-up">{signedUp(tally)}</p> : null;
}
