import { Field, Select } from '@fluentui/react-components';
import { useLayoutEffect } from 'react';
import type { StandupView } from '../../web/api-types.ts';
import { useAnswer } from '../api/useAnswer.ts';
import { go } from '../location.ts';
import { Blockers } from '../parts/blockers.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHeading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { Participation } from '../parts/participation.tsx';
import { DayOf, Moment, useProgramme, useProgrammeSoFar } from '../parts/programme.tsx';
import { Said } from '../parts/said.tsx';
import { OpenBlockers } from '../parts/steps.tsx';
import { NO_ROUNDS_FILTER, roundHref, standupHref, type RoundsFilter } from '../routes.ts';
import { useSession } from '../session.tsx';
import { minutesWords, scheduleWords } from '../words/standups.ts';
import { Rounds } from './rounds.tsx';
import '../styles/plot.css';
import '../styles/standup.css';

/** How many rounds the plots look back. */
const PLOTTED = 30;

type Props = { programmeId: string; number: number | null; filter: RoundsFilter };

/** The stand-ups of a programme, of which one is looked at: how it runs, who takes part, what is in the way, its rounds. */
export function StandupsPage({ programmeId, number, filter }: Props) {
  const { api } = useSession();
  const programme = useProgrammeSoFar();
  const { answer, retry } = useAnswer(`standups ${programmeId}`, (signal) => api.standups(programmeId, signal));
  const standups = answer.state === 'ready' ? answer.value.standups : [];
  const standup = number === null ? first(standups) : standups.find((each) => each.number === number);
  return (
    <>
      <div className="page-head">
        <p className="eyebrow" dir="auto">
          {programme?.name ?? '\u00a0'}
        </p>
        <PageHeading page={`standups ${programmeId}`} title={programme ? `Stand-ups – ${programme.name}` : 'Stand-ups'}>
          Stand-ups
        </PageHeading>
      </div>
      {answer.state === 'failed' && <Failure fault={answer.fault} retry={retry} />}
      {(answer.state === 'loading' || (answer.state === 'ready' && !programme)) && <Loading what="stand-ups" />}
      {answer.state === 'ready' && programme && (
        <>
          {standups.length > 1 && (
            <Field label="Stand-up" className="standup-choice">
              <Select
                value={standup?.number ?? ''}
                onChange={(_, { value }) => go(standupHref(programmeId, Number(value)), 'push')}
              >
                {!standup && <option value="" />}
                {standups.map((each) => (
                  <option key={each.number} value={each.number}>
                    {each.state === 'running' ? each.name : `${each.name} (${each.state})`}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {standups.length === 0 && <None />}
          {standups.length > 0 && !standup && <Unknown number={number ?? 0} />}
          {standup && <Standup key={standup.number} standup={standup} filter={filter} />}
        </>
      )}
    </>
  );
}

/** One whose round is open, before one that runs, before one that has ended. */
function first(standups: readonly StandupView[]): StandupView | undefined {
  return standups.find(({ open }) => open !== null) ?? standups.find(({ state }) => state !== 'ended') ?? standups[0];
}

function Standup({ standup, filter }: { standup: StandupView; filter: RoundsFilter }) {
  const { id } = useProgramme();
  return (
    <>
      <Settings standup={standup} />
      {standup.rounds > 0 && (
        <>
          <InTheWay programmeId={id} standup={standup.number} />
          <Plots programmeId={id} standup={standup.number} />
        </>
      )}
      <Rounds programmeId={id} standup={standup} filter={filter} />
    </>
  );
}

function Settings({ standup }: { standup: StandupView }) {
  const { id, timeZone } = useProgramme();
  const { name, number, state, schedule, openFor, next, open, skips } = standup;
  return (
    <section className="standup" aria-labelledby="standup">
      <h2 id="standup" dir="auto">
        {name}
        {state !== 'running' && <span className="tag tag-grey">{state === 'paused' ? 'Paused' : 'Ended'}</span>}
      </h2>
      <p>
        {schedule ? scheduleWords(schedule) : 'When somebody starts it'}
        {schedule && standup.timeZone !== timeZone && ` (${standup.timeZone})`}, open for {minutesWords(openFor)}
      </p>
      {open !== null && (
        <p>
          <a href={roundHref(id, number, open)}>Round {open} is open</a>
        </p>
      )}
      {next !== null && (
        <p className="quiet">
          The next round opens <Moment at={next} full />
        </p>
      )}
      {skips.length > 0 && (
        <p className="quiet">
          No round on{' '}
          {skips.map(({ day, why }, place) => (
            <span key={day}>
              {place > 0 && ', '}
              <DayOf day={day} />
              {why !== null && (
                <>
                  {' '}
                  (<Said words={why} />)
                </>
              )}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function InTheWay({ programmeId, standup }: { programmeId: string; standup: number }) {
  const { api } = useSession();
  const { answer, retry } = useAnswer(`blockers ${programmeId}`, (signal) => api.blockers(programmeId, signal));
  if (answer.state === 'loading') return null;
  if (answer.state === 'failed') return <Failure fault={answer.fault} retry={retry} />;
  const blockers = answer.value.blockers.filter((blocker) => blocker.standup === standup);
  if (blockers.length === 0) return null;
  return (
    <section className="part in-the-way" aria-labelledby="in-the-way">
      <h2 id="in-the-way">In the way now</h2>
      {/* None is new here: that is told of a round. */}
      <Blockers blockers={blockers.map((blocker) => ({ ...blocker, isNew: false }))} />
    </section>
  );
}

function Plots({ programmeId, standup }: { programmeId: string; standup: number }) {
  const { api } = useSession();
  const { answer, retry } = useAnswer(`plots ${programmeId} ${standup}`, (signal) =>
    api.rounds(programmeId, { standup, filter: NO_ROUNDS_FILTER, limit: PLOTTED }, signal),
  );
  // What is loading keeps about as much room as what comes, so that a list which has been left stands where it stood.
  if (answer.state === 'loading') return <div className="plots plots-loading" />;
  if (answer.state === 'failed') return <Failure fault={answer.fault} retry={retry} />;
  const { rounds } = answer.value;
  if (rounds.length === 0) return null;
  return (
    <div className="plots">
      <Participation rounds={rounds} />
      {rounds.length > 1 && <OpenBlockers rounds={rounds} />}
    </div>
  );
}

function None() {
  return (
    <div className="empty">
      <p>This programme has no stand-up yet.</p>
      <p>
        To set one up, write to Concordat in the conversation: <code>@Concordat standup weekdays at 9:15</code>
      </p>
    </div>
  );
}

function Unknown({ number }: { number: number }) {
  useLayoutEffect(() => window.scrollTo(0, 0), []);
  return <p className="empty">There is no stand-up {number} in this programme. Choose another one.</p>;
}
