import { Fragment, useId, useLayoutEffect, useRef } from 'react';
import type { RoundSummary, RowState } from '../../web/api-types.ts';
import { roundHref } from '../routes.ts';
import { useOwnOrganisation } from '../session.tsx';
import { instantWords } from '../words/dates.ts';
import { ROW_WORDS } from '../words/standups.ts';
import { useProgramme } from './programme.tsx';
import { ROW_TAGS } from './rowState.tsx';

const STATES: RowState[] = ['answered', 'awaited', 'unreached', 'away', 'holiday'];

/**
 * Which organisations took part in which rounds: a table, so that who cannot see it can read it cell by cell. On a
 * narrow screen it scrolls sideways in a frame of its own, from the newest round back.
 */
export function Participation({ rounds }: { rounds: readonly RoundSummary[] }) {
  const { id, organisations, organisationName, timeZone } = useProgramme();
  const own = useOwnOrganisation(id);
  const heading = useId();
  const frame = useRef<HTMLDivElement>(null);
  const oldestFirst = rounds.toReversed();
  const rows = organisations
    .map((organisation) => organisation.id)
    .filter((each) => rounds.some((round) => stateIn(round, each) !== undefined));
  useLayoutEffect(() => {
    if (frame.current) frame.current.scrollLeft = frame.current.scrollWidth;
  }, [rounds.length]);
  return (
    <section className="plot" aria-labelledby={heading}>
      <h2 id={heading}>Participation</h2>
      <p className="quiet">
        {rounds.length === 1 ? 'The only round so far' : `The last ${rounds.length} rounds, the newest on the right`}
      </p>
      <div ref={frame} className="grid-frame" role="region" aria-label="Participation by round" tabIndex={0}>
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">Organisation</th>
              <th scope="col" className="grid-sum">
                Answered
              </th>
              {oldestFirst.map((round) => (
                <th key={round.round} scope="col" className="grid-round">
                  <a href={roundHref(id, round.standup, round.round)} title={instantWords(round.openedAt, timeZone)}>
                    <span className="unseen">Round </span>
                    {round.round}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((organisation) => (
              <tr key={organisation} className={organisation === own ? 'own' : undefined}>
                <th scope="row">
                  {organisationName(organisation)}
                  {organisation === own && <span className="unseen"> (yours)</span>}
                </th>
                <td className="grid-sum">{sumOf(rounds, organisation)}</td>
                {oldestFirst.map((round) => (
                  <Cell key={round.round} round={round} state={stateIn(round, organisation)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="legend" aria-hidden>
        {STATES.map((state) => (
          <Fragment key={state}>
            <span className="legend-one">
              <Symbol state={state} /> {ROW_WORDS[state].over}
            </span>{' '}
          </Fragment>
        ))}
        <span className="legend-one">
          <span className="symbol symbol-none" /> Not asked
        </span>
      </p>
    </section>
  );
}

function Cell({ round, state }: { round: RoundSummary; state: RowState | undefined }) {
  if (state === undefined)
    return (
      <td>
        <span className="unseen">Not asked</span>
      </td>
    );
  const words = ROW_WORDS[state][round.closedAt === null ? 'open' : 'over'];
  return (
    <td title={words}>
      <Symbol state={state} />
      <span className="unseen">{words}</span>
    </td>
  );
}

function Symbol({ state }: { state: RowState }) {
  const { Icon, colour } = ROW_TAGS[state];
  return (
    <span className={`symbol tag-${colour}`}>
      <Icon aria-hidden />
    </span>
  );
}

function stateIn({ participation }: RoundSummary, organisation: string): RowState | undefined {
  return participation.find((each) => each.organisation === organisation)?.state;
}

/** "28 of 30", of the rounds in which it was asked. */
function sumOf(rounds: readonly RoundSummary[], organisation: string): string {
  const states = rounds.map((round) => stateIn(round, organisation));
  const asked = states.filter((state) => state !== undefined && state !== 'holiday');
  return `${asked.filter((state) => state === 'answered').length} of ${asked.length}`;
}
