import { BeachRegular } from '@fluentui/react-icons/svg/beach';
import { CalendarCancelRegular } from '@fluentui/react-icons/svg/calendar-cancel';
import { CheckmarkFilled } from '@fluentui/react-icons/svg/checkmark';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { MailProhibitedRegular } from '@fluentui/react-icons/svg/mail-prohibited';
import type { FluentIcon } from '@fluentui/react-icons';
import type { RowState } from '../../web/api-types.ts';
import { ROW_WORDS } from '../words/standups.ts';
import type { Colour } from './stateTag.tsx';

/** How each state of an answer looks, everywhere: a symbol of its own as well as a colour. */
export const ROW_TAGS: Record<RowState, { Icon: FluentIcon; colour: Colour }> = {
  answered: { Icon: CheckmarkFilled, colour: 'green' },
  awaited: { Icon: CircleRegular, colour: 'yellow' },
  unreached: { Icon: MailProhibitedRegular, colour: 'red' },
  away: { Icon: CalendarCancelRegular, colour: 'grey' },
  holiday: { Icon: BeachRegular, colour: 'grey' },
};

export function RowTag({ state, isOver }: { state: RowState; isOver: boolean }) {
  const { Icon, colour } = ROW_TAGS[state];
  return (
    <span className={`tag tag-${colour}`}>
      <Icon aria-hidden /> {ROW_WORDS[state][isOver ? 'over' : 'open']}
    </span>
  );
}
