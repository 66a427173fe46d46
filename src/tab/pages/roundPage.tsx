import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useLayoutEffect } from 'react';
import type { RoundWithHistory } from '../../web/api-types.ts';
import { useAnswer } from '../api/useAnswer.ts';
import { Answers } from '../parts/answers.tsx';
import { Blockers } from '../parts/blockers.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHeading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { Missing } from '../parts/missing.tsx';
import { Note } from '../parts/note.tsx';
import { Moment, useProgramme, useProgrammeSoFar } from '../parts/programme.tsx';
import { History } from '../parts/timeline.tsx';
import { Actor } from '../parts/who.tsx';
import { roundHref, standupHref } from '../routes.ts';
import { useSession } from '../session.tsx';
import { count } from '../words/counts.ts';
import { fullDateWords } from '../words/dates.ts';
import { roundHappening } from '../words/roundHistory.ts';
import { answeredWords } from '../words/standups.ts';
import { keptHref } from './listMemory.ts';
import '../styles/decision.css';
import '../styles/standup.css';

type Props = { programmeId: string; standup: number; number: number };

/** One round: what is in the way, what each organisation answered, who did not, and all that happened in it. */
export function RoundPage({ programmeId, standup, number }: Props) {
  const { api } = useSession();
  const programme = useProgrammeSoFar();
  const key = `round ${programmeId} ${standup} ${number}`;
  const { answer, retry } = useAnswer(key, (signal) => api.round(programmeId, standup, number, signal));
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
  }, [key]);
  return (
    <article className="record round-page">
      <p className="back">
        <a href={keptHref(standupHref(programmeId, standup))}>
          <ArrowLeftRegular aria-hidden />
          <span>All rounds</span>
        </a>
      </p>
      {answer.state === 'failed' && (
        <>
          <PageHeading page={key} title={`Round ${number}`}>
            Round {number}
          </PageHeading>
          <Failure fault={answer.fault} retry={retry} />
        </>
      )}
      {answer.state !== 'failed' && (answer.state === 'loading' || !programme) && <Loading what={`round ${number}`} />}
      {answer.state === 'ready' && programme && <Round page={key} round={answer.value} />}
    </article>
  );
}

function Round({ page, round }: { page: string; round: RoundWithHistory }) {
  const { name: programme, timeZone, organisationName, personName } = useProgramme();
  const { name, round: number, openedAt, closedAt, reporting, blockers, withheld, questions, history } = round;
  const title = `Round ${number}, ${fullDateWords(openedAt, timeZone)}`;
  const setting = { timeZone, organisationName, personName, questions };
  return (
    <>
      <div className="page-head">
        <p className="eyebrow">
          <span dir="auto">{name}</span>
          <span className={`tag tag-${closedAt === null ? 'blue' : 'grey'}`}>
            {closedAt === null ? 'Open' : 'Closed'}
          </span>
        </p>
        <PageHeading page={page} title={`${title} – ${name} – ${programme}`}>
          {title}
        </PageHeading>
        <p className="byline">
          <strong>{answeredWords(round, reporting)}</strong>
        </p>
        <OpenAndClosed round={round} />
        {withheld > 0 && (
          <p className="quiet">
            {count(withheld, 'answer or blocker is', 'answers and blockers are')} not for you to read
          </p>
        )}
        <Neighbours round={round} />
      </div>
      <Notes round={round} />
      <div className="main-column">
        <section className="part" aria-labelledby="blockers">
          <h2 id="blockers">In the way</h2>
          {blockers.length === 0 ? <p>Nothing</p> : <Blockers blockers={blockers} />}
        </section>
        <Answers round={round} />
        <Missing round={round} />
        <History lines={history} tell={(line) => roundHappening(line, setting)} />
      </div>
    </>
  );
}

function OpenAndClosed({ round }: { round: RoundWithHistory }) {
  const { due, openedBy, openedAt, closes, closedAt, closedBy, closedInTime, gaveWay } = round;
  return (
    <p className="quiet">
      {due === null ? (
        <>
          Started by <Actor by={openedBy} joiner=" of " />, <Moment at={openedAt} />
        </>
      ) : (
        <>
          Opened <Moment at={openedAt} />
        </>
      )}
      {closedAt === null ? (
        <>
          ; answers until <Moment at={closes} full />
        </>
      ) : (
        <>
          ; closed{' '}
          {!closedInTime && !gaveWay && closedBy && (
            <>
              by <Actor by={closedBy} joiner=" of " />,{' '}
            </>
          )}
          <Moment at={closedAt} />
        </>
      )}
    </p>
  );
}

/** The round before and the one after. */
function Neighbours({ round: { standup, round, isLast } }: { round: RoundWithHistory }) {
  const { id } = useProgramme();
  if (round === 1 && isLast) return null;
  return (
    <p className="neighbours">
      {round > 1 && <a href={roundHref(id, standup, round - 1)}>Round {round - 1}</a>}
      {!isLast && <a href={roundHref(id, standup, round + 1)}>Round {round + 1}</a>}
    </p>
  );
}

function Notes({ round: { missed, table } }: { round: RoundWithHistory }) {
  const { organisationName } = useProgramme();
  return (
    <>
      {missed > 0 && (
        <Note kind="warning" title={`${count(missed, 'round')} before it did not open`}>
          The service was not running when {missed === 1 ? 'it was' : 'they were'} due.
        </Note>
      )}
      {table && table.now !== null && (
        <Note kind="info" title={`Round the table: it is the turn of ${organisationName(table.now)}`}>
          {table.next === null ? 'It is the last.' : `Next is ${organisationName(table.next)}.`}
        </Note>
      )}
    </>
  );
}
