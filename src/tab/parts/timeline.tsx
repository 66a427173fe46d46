import type { FluentIcon } from '@fluentui/react-icons';
import { ArrowSwapRegular } from '@fluentui/react-icons/svg/arrow-swap';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { CalendarRegular } from '@fluentui/react-icons/svg/calendar';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { DocumentCheckmarkRegular } from '@fluentui/react-icons/svg/document-checkmark';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { NoteEditRegular } from '@fluentui/react-icons/svg/note-edit';
import type { DecisionWithHistory, HistoryLine } from '../../web/api-types.ts';
import { decisionHref } from '../routes.ts';
import { said } from '../words/erased.ts';
import { happeningOf, type Mark } from '../words/history.ts';
import { Moment, useProgramme } from './programme.tsx';
import { Said } from './said.tsx';
import { Actor } from './who.tsx';

const ICONS: Record<Mark, FluentIcon> = {
  recorded: DocumentCheckmarkRegular,
  superseded: ArrowSwapRegular,
  amended: NoteEditRegular,
  review: CalendarRegular,
  seen: EyeRegular,
  evidence: AttachRegular,
  other: CircleRegular,
};

/** Everything that the log holds about a decision, oldest first. */
export function Timeline({ decision: { history, number } }: { decision: DecisionWithHistory }) {
  return (
    <section className="part" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className="timeline" role="list">
        {history.map((line) => (
          <Line key={line.index} line={line} number={number} />
        ))}
      </ol>
    </section>
  );
}

function Line({ line, number }: { line: HistoryLine; number: number }) {
  const { id } = useProgramme();
  const { did, words, other, mark } = happeningOf(line, number);
  const Icon = ICONS[mark];
  return (
    <li>
      <span className="timeline-mark">
        <Icon aria-hidden />
      </span>
      <div>
        <p>
          <strong>
            <Actor by={line.by} joiner=" of " />
          </strong>{' '}
          {did}
          {other !== null && (
            <>
              {' '}
              <a href={decisionHref(id, other)}>decision {other}</a>
            </>
          )}
          {said(words) && ':'}
        </p>
        {said(words) && (
          <blockquote>
            <Said words={words} />
          </blockquote>
        )}
        {said(line.why) && (
          <p className="timeline-why">
            <span className="quiet">Because </span>
            <Said words={line.why} />
          </p>
        )}
        <p className="quiet">
          <Moment at={line.at} />, entry {line.index}
        </p>
      </div>
    </li>
  );
}
