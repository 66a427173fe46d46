import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { NoteEditRegular } from '@fluentui/react-icons/svg/note-edit';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import type { AnswerRow, AnswerView, BlockerView, Question, RoundView } from '../../web/api-types.ts';
import { useOwnOrganisation } from '../session.tsx';
import { timesWords } from '../words/standups.ts';
import { capitalised, listed } from '../words/text.ts';
import { changeOf, valueWords } from '../words/values.ts';
import { NotForYou } from './blockers.tsx';
import { Moment, useProgramme } from './programme.tsx';
import { Readers } from './readers.tsx';
import { Said } from './said.tsx';
import { Actor } from './who.tsx';

/** What each organisation answered, under the questions. */
export function Answers({ round }: { round: RoundView }) {
  const answered = round.rows.filter(({ answer }) => answer !== null);
  if (answered.length === 0) return null;
  return (
    <section className="part" aria-labelledby="answers">
      <h2 id="answers">Answers</h2>
      <div className="answers">
        {answered.map((row) => (
          <Answer key={row.key} row={row} answer={row.answer!} round={round} />
        ))}
      </div>
    </section>
  );
}

function Answer({ row, answer, round }: { row: AnswerRow; answer: AnswerView; round: RoundView }) {
  const { id, organisationName } = useProgramme();
  const own = useOwnOrganisation(id);
  const { organisation, person } = row;
  const { by, at, withheld, noChange, readers } = answer;
  return (
    <article className={organisation === own ? 'answer own' : 'answer'}>
      <h3>
        {person === null ? (
          organisationName(organisation)
        ) : (
          <>
            <Said words={person} /> <span className="organisation">of {organisationName(organisation)}</span>
          </>
        )}
      </h3>
      <p className="quiet answer-by">
        {person === null && (
          <>{by.organisation === organisation ? <Said words={by.name} /> : <Actor by={by} joiner=" of " />}, </>
        )}
        <Moment at={at} />
      </p>
      <AnswerMarks row={row} answer={answer} />
      {withheld && (
        <>
          <p>
            <NotForYou />
          </p>
          <Readers readers={readers} />
        </>
      )}
      {noChange && <p>No change, nothing in the way</p>}
      <Solved row={row} round={round} />
      {!withheld && <UnderQuestions answer={answer} row={row} round={round} />}
      {!withheld && <Readers readers={readers} />}
    </article>
  );
}

/** What sets an answer apart from one that its own organisation gave once, in time. */
function AnswerMarks({ row: { unasked }, answer: { timing, noted, changes } }: { row: AnswerRow; answer: AnswerView }) {
  if (timing === 'inTime' && !noted && changes === 0 && !unasked) return null;
  return (
    <ul className="answer-marks" role="list" aria-label="About this answer">
      {timing === 'early' && (
        <li className="tag tag-blue">
          <ClockRegular aria-hidden /> Early
        </li>
      )}
      {timing === 'late' && (
        <li className="tag tag-yellow">
          <ClockRegular aria-hidden /> Late
        </li>
      )}
      {noted && (
        <li className="tag tag-grey">
          <NoteEditRegular aria-hidden /> Noted by another organisation
        </li>
      )}
      {changes > 0 && (
        <li className="tag tag-grey">
          <EditRegular aria-hidden /> Changed {timesWords(changes)}
        </li>
      )}
      {unasked && (
        <li className="tag tag-grey">
          <PersonAddRegular aria-hidden /> Not asked
        </li>
      )}
    </ul>
  );
}

/** Blockers that the organisation has closed in this round, whosever they were. */
function Solved({ row: { organisation }, round: { blockers } }: { row: AnswerRow; round: RoundView }) {
  const solved = blockers.filter(({ closed }) => closed?.by.organisation === organisation);
  if (solved.length === 0) return null;
  return <p>Closed {blockersWords(solved)}</p>;
}

/** "blocker 4, above", "blockers 4 and 5, above" */
function blockersWords(blockers: readonly BlockerView[]): string {
  return `${blockers.length === 1 ? 'blocker' : 'blockers'} ${listed(blockers.map(({ number }) => String(number)))}, above`;
}

/** In the order of the questions; what was asked before they changed comes last. */
function UnderQuestions({
  answer: { texts, values },
  row,
  round,
}: {
  answer: AnswerView;
  row: AnswerRow;
  round: RoundView;
}) {
  const { questions, blockers } = round;
  const raised = blockers.filter(({ isNew, organisation }) => isNew && organisation === row.organisation);
  const known = new Set(questions.map(({ id }) => id));
  const others = [...texts, ...values].filter(({ question }) => question === null || !known.has(question));
  const asked = questions.filter(
    ({ id, kind }) =>
      [...texts, ...values].some(({ question }) => question === id) || (kind === 'blockers' && raised.length > 0),
  );
  if (asked.length + others.length === 0) return null;
  return (
    <dl className="answer-said">
      {asked.map((question) => (
        <div key={question.id} className={isInWords(question) ? 'in-words' : undefined}>
          <dt>{question.ask}</dt>
          {texts
            .filter((each) => each.question === question.id)
            .map(({ text }, place) => (
              <dd key={place}>
                <Said words={text} />
              </dd>
            ))}
          {values
            .filter((each) => each.question === question.id)
            .map((value, place) => (
              <Value key={place} question={question} said={value} />
            ))}
          {question.kind === 'blockers' && raised.length > 0 && (
            <dd className="quiet">{capitalised(blockersWords(raised))}</dd>
          )}
        </div>
      ))}
      {others.map((other, place) => (
        <div key={place} className={'text' in other ? 'in-words' : undefined}>
          <dt>{other.question === null ? 'Answer' : 'An earlier question'}</dt>
          {'text' in other ? (
            <dd>
              <Said words={other.text} />
            </dd>
          ) : (
            <Value question={undefined} said={other} />
          )}
        </div>
      ))}
    </dl>
  );
}

function isInWords({ kind }: Question): boolean {
  return kind === 'moved' || kind === 'plan' || kind === 'text' || kind === 'blockers';
}

function Value({ question, said }: { question: Question | undefined; said: AnswerView['values'][number] }) {
  const change = changeOf(question, said);
  const Icon = change?.way === 'up' ? ArrowUpRegular : change?.way === 'down' ? ArrowDownRegular : null;
  return (
    <dd>
      <Said words={valueWords(question, said.value)} />
      {change && (
        <span className="quiet change">
          {' '}
          {Icon && <Icon aria-hidden />} {change.words}
        </span>
      )}
    </dd>
  );
}
