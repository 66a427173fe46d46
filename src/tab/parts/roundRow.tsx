import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { RoundSummary, RowState, StandupView } from '../../web/api-types.ts';
import { roundHref } from '../routes.ts';
import { count } from '../words/counts.ts';
import { answeredWords, ROW_WORDS } from '../words/standups.ts';
import { listed } from '../words/text.ts';
import { Moment, useProgramme } from './programme.tsx';

const NOT_ANSWERED: RowState[] = ['awaited', 'unreached', 'away', 'holiday'];

/** One round in the list. Its link covers the row. */
export function RoundRow({ round, reporting }: { round: RoundSummary; reporting: StandupView['reporting'] }) {
  const { id } = useProgramme();
  const { standup, round: number, openedAt, closedAt, openBlockers } = round;
  const isOver = closedAt !== null;
  return (
    <li className="row round">
      <h3 className="row-title">
        <a href={roundHref(id, standup, number)}>
          Round {number}, <Moment at={openedAt} full />
        </a>
      </h3>
      <div className="round-tags">
        {!isOver && <span className="tag tag-blue">Open</span>}
        {openBlockers > 0 && (
          <span className="tag tag-yellow">
            <WarningRegular aria-hidden /> {count(openBlockers, 'open blocker')}
          </span>
        )}
      </div>
      <p>{answeredWords(round, reporting)}</p>
      <NotAnswered round={round} isOver={isOver} />
    </li>
  );
}

function NotAnswered({ round: { participation }, isOver }: { round: RoundSummary; isOver: boolean }) {
  const { organisationName } = useProgramme();
  const groups = NOT_ANSWERED.map((state) => ({
    state,
    names: participation
      .filter((each) => each.state === state)
      .map(({ organisation }) => organisationName(organisation)),
  })).filter(({ names }) => names.length > 0);
  if (groups.length === 0) return null;
  return (
    <p className="quiet">
      {groups.map(({ state, names }) => `${ROW_WORDS[state][isOver ? 'over' : 'open']}: ${listed(names)}`).join('. ')}
    </p>
  );
}
