import type { PositionRow, PositionView, RemindedView } from '../../web/api-types.ts';
import { said } from '../words/erased.ts';
import { PositionTag } from './positionTag.tsx';
import { Moment, useProgramme } from './programme.tsx';
import { Said } from './said.tsx';
import { Actor, People } from './who.tsx';

type Props = { row: PositionRow; isOver: boolean; isOwn: boolean; isNeeded: boolean };

/** One organisation in the table of positions. */
export function Organisation({ row, isOver, isOwn, isNeeded }: Props) {
  const { organisationName } = useProgramme();
  const { organisation, left, position } = row;
  return (
    <tr role="row" className={isOwn ? 'own' : undefined}>
      <th role="rowheader" scope="row">
        <span className="organisation-name">{organisationName(organisation)}</span>
        {isOwn && <span className="aside">Your organisation</span>}
        {isNeeded && <span className="aside">{isOver ? 'Had to agree' : 'Must agree'}</span>}
        {left && <span className="aside">Has left the programme since</span>}
        <span className="aside">
          <Speakers row={row} />
        </span>
      </th>
      <td role="cell">
        <PositionTag position={position?.position ?? null} isOver={isOver} />
      </td>
      <td role="cell">
        {position ? <HowTaken position={position} /> : row.reminded ? <Reminded reminded={row.reminded} /> : NOTHING}
      </td>
      <td role="cell">{position ? <Reasons position={position} /> : NOTHING}</td>
    </tr>
  );
}

/** Fixed when the proposal opened, so that it can be shown who was entitled to answer. */
function Speakers({ row: { representatives, deputies } }: { row: PositionRow }) {
  if (representatives.length + deputies.length === 0) return 'Nobody could speak for it when it opened';
  return (
    <>
      {representatives.length > 0 && (
        <>
          Represented by <People names={representatives} />
        </>
      )}
      {deputies.length > 0 && (
        <>
          {representatives.length > 0 ? '; deputy ' : 'Deputy '}
          <People names={deputies} />
        </>
      )}
    </>
  );
}

function HowTaken({ position }: { position: PositionView }) {
  const { by, at, capacity, received, placedSince, changes } = position;
  return (
    <>
      {capacity === 'coordinator' ? (
        <p>
          Passed on by <Actor by={by} joiner=" of " />, a coordinator
        </p>
      ) : (
        <p>
          <Said words={by.name} />
          {capacity === 'deputy' && ', its deputy'}
        </p>
      )}
      {said(received) && (
        <p>
          <span className="quiet">Received: </span>
          <Said words={received} />
        </p>
      )}
      <p className="quiet">
        <Moment at={at} />
      </p>
      {placedSince && <p className="quiet">Placed to speak for it after it opened</p>}
      {changes > 0 && <p className="quiet">Changed {times(changes)}, as the history tells</p>}
    </>
  );
}

function times(number: number): string {
  return number === 1 ? 'once' : number === 2 ? 'twice' : `${number} times`;
}

function Reminded({ reminded: { at, late, told, away, optedOut } }: { reminded: RemindedView }) {
  return (
    <>
      <p className="quiet">
        {told.length === 0 ? (
          'Nobody could be reminded on '
        ) : (
          <>
            Reminded <People names={told} /> on{' '}
          </>
        )}
        <Moment at={at} />
        {late && ', late'}
      </p>
      {away.length > 0 && (
        <p className="quiet">
          Away then: <People names={away} />
        </p>
      )}
      {optedOut.length > 0 && (
        <p className="quiet">
          Wants no reminders: <People names={optedOut} />
        </p>
      )}
    </>
  );
}

function Reasons({ position: { position, why, wouldChange } }: { position: PositionView }) {
  if (!said(why) && !said(wouldChange)) return NOTHING;
  return (
    <>
      {said(why) && (
        <p>
          {position === 'standAside' ? (
            <span className="quiet">Interest declared: </span>
          ) : (
            <span className="quiet narrow">Why: </span>
          )}
          <Said words={why} />
        </p>
      )}
      {said(wouldChange) && (
        <p>
          <span className="quiet">What would change it: </span>
          <Said words={wouldChange} />
        </p>
      )}
    </>
  );
}

const NOTHING = <span className="quiet none">–</span>;
