import { Fragment } from 'react';
import type { AnswerRow, RoundView, RowState } from '../../web/api-types.ts';
import { DayOf, useProgramme } from './programme.tsx';
import { RowTag } from './rowState.tsx';
import { Said } from './said.tsx';
import { People } from './who.tsx';

const ORDER: RowState[] = ['awaited', 'unreached', 'away', 'holiday'];

const WHY_UNREACHED: Record<AnswerRow['unreached'][number]['reason'], string> = {
  blocked: 'has blocked or removed Concordat',
  notFound: 'cannot be written to in Teams',
};

/** Who has not answered, and why, as far as that is known: silence is told apart from being away or out of reach. */
export function Missing({ round }: { round: RoundView }) {
  const isOver = round.closedAt !== null;
  const rows = ORDER.flatMap((state) => round.rows.filter((row) => row.state === state));
  if (rows.length === 0) return null;
  return (
    <section className="part" aria-labelledby="missing">
      <h2 id="missing">{isOver ? 'Who did not answer' : 'Who has not answered yet'}</h2>
      <ul className="missing" role="list">
        {rows.map((row) => (
          <li key={`${row.state} ${row.key}`}>
            <RowTag state={row.state} isOver={isOver} />
            <div>
              <Name row={row} />
              <Why row={row} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Name({ row: { person, organisation } }: { row: AnswerRow }) {
  const { organisationName } = useProgramme();
  return (
    <p>
      {person !== null && (
        <>
          <strong>
            <Said words={person} />
          </strong>{' '}
          of{' '}
        </>
      )}
      <strong className={person === null ? undefined : 'organisation'}>{organisationName(organisation)}</strong>
    </p>
  );
}

function Why({ row: { state, person, people, away, unreached, optedOut } }: { row: AnswerRow }) {
  const asked = person === null ? people : [];
  return (
    <>
      {asked.length > 0 && (
        <p className="quiet">
          Asked: <People names={asked} />
        </p>
      )}
      {state !== 'holiday' && person === null && people.length + away.length === 0 && (
        <p className="quiet">Nobody is placed to answer for it</p>
      )}
      {away.map(({ name, until }, place) => (
        <p key={place} className="quiet">
          <Said words={name} /> is away until <DayOf day={until} />
        </p>
      ))}
      {unreached.map(({ name, reason }, place) => (
        <p key={place} className="quiet">
          <Said words={name} /> {WHY_UNREACHED[reason]}
        </p>
      ))}
      {optedOut.length > 0 && (
        <p className="quiet">
          Wants no reminders:{' '}
          {optedOut.map((name, place) => (
            <Fragment key={place}>
              {place > 0 && ', '}
              <Said words={name} />
            </Fragment>
          ))}
        </p>
      )}
    </>
  );
}
