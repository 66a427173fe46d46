import type { FluentIcon } from '@fluentui/react-icons';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { ArrowCounterclockwiseRegular } from '@fluentui/react-icons/svg/arrow-counterclockwise';
import { ArrowNextRegular } from '@fluentui/react-icons/svg/arrow-next';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { CalendarRegular } from '@fluentui/react-icons/svg/calendar';
import { ChatCheckmarkRegular } from '@fluentui/react-icons/svg/chat-checkmark';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { MailProhibitedRegular } from '@fluentui/react-icons/svg/mail-prohibited';
import { NoteEditRegular } from '@fluentui/react-icons/svg/note-edit';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useMemo } from 'react';
import type { DecisionWithHistory, HistoryLine } from '../../web/api-types.ts';
import { decisionHref } from '../routes.ts';
import { said } from '../words/erased.ts';
import { happeningOf, positionsIn } from '../words/history.ts';
import type { Happening, Mark } from '../words/happening.ts';
import { POSITION_ICONS } from './positionTag.tsx';
import { Moment, useProgramme } from './programme.tsx';
import { Said } from './said.tsx';
import { STATE_TAGS } from './stateTag.tsx';
import { Actor } from './who.tsx';

const ICONS: Record<Mark, FluentIcon> = {
  ...POSITION_ICONS,
  recorded: STATE_TAGS.recorded.Icon,
  proposed: STATE_TAGS.proposed.Icon,
  ratified: STATE_TAGS.ratified.Icon,
  rejected: STATE_TAGS.rejected.Icon,
  lapsed: STATE_TAGS.lapsed.Icon,
  withdrawn: STATE_TAGS.withdrawn.Icon,
  superseded: STATE_TAGS.superseded.Icon,
  reopened: ArrowCounterclockwiseRegular,
  amended: NoteEditRegular,
  review: CalendarRegular,
  seen: EyeRegular,
  evidence: AttachRegular,
  link: LinkRegular,
  reminded: AlertRegular,
  unreached: MailProhibitedRegular,
  opened: PlayRegular,
  closed: StopRegular,
  answered: ChatCheckmarkRegular,
  turn: ArrowNextRegular,
  blocker: WarningRegular,
  other: CircleRegular,
};

/** Everything that the log holds about a decision, oldest first. */
export function Timeline({ decision: { history, number, people } }: { decision: DecisionWithHistory }) {
  const { timeZone, organisationName } = useProgramme();
  const names = useMemo(() => new Map(people.map(({ person, name }) => [person, name])), [people]);
  const personName = (person: string) => names.get(person) ?? null;
  const before = useMemo(() => positionsIn(history), [history]);
  const setting = { number, timeZone, organisationName, personName, before };
  return <History lines={history} tell={(line) => happeningOf(line, setting)} />;
}

/** Entries, oldest first, each told in words. */
export function History({ lines, tell }: { lines: HistoryLine[]; tell: (line: HistoryLine) => Happening }) {
  return (
    <section className="part" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className="timeline" role="list">
        {lines.map((line) => (
          <Line key={line.index} line={line} happening={tell(line)} />
        ))}
      </ol>
    </section>
  );
}

function Line({ line, happening }: { line: HistoryLine; happening: Happening }) {
  const { id } = useProgramme();
  const { did, other, words, details, because, mark } = happening;
  const Icon = ICONS[mark];
  return (
    <li>
      <span className={`timeline-mark mark-${mark}`}>
        <Icon aria-hidden />
      </span>
      <div>
        <p>
          <Subject line={line} of={happening.subject} />
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
            <span className="quiet">{because} </span>
            <Said words={line.why} />
          </p>
        )}
        {details.map(({ label, words: detail }, at) => (
          <p key={at}>
            {label && <span className="quiet">{/[?!]$/.test(label) ? label : `${label}:`} </span>}
            <Said words={detail} />
          </p>
        ))}
        <p className="quiet">
          <Moment at={line.at} />, entry {line.index}
        </p>
      </div>
    </li>
  );
}

function Subject({ line, of }: { line: HistoryLine; of: Happening['subject'] }) {
  if (of === 'none') return null;
  return (
    <>
      <strong>{of === 'clock' ? 'Concordat' : <Actor by={line.by} joiner=" of " />}</strong>{' '}
    </>
  );
}
