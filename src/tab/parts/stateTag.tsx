import { ArrowSwapRegular } from '@fluentui/react-icons/svg/arrow-swap';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockDismissRegular } from '@fluentui/react-icons/svg/clock-dismiss';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { DocumentCheckmarkRegular } from '@fluentui/react-icons/svg/document-checkmark';
import { HourglassHalfRegular } from '@fluentui/react-icons/svg/hourglass-half';
import type { FluentIcon } from '@fluentui/react-icons';
import type { DecisionSummary } from '../../web/api-types.ts';

type State = DecisionSummary['state'];
export type Colour = 'blue' | 'yellow' | 'green' | 'red' | 'grey';

/** How each state looks, everywhere: word, icon and colour (`tag-…` in tags.css). */
export const STATE_TAGS: Record<State, { word: string; Icon: FluentIcon; colour: Colour }> = {
  recorded: { word: 'Recorded', Icon: DocumentCheckmarkRegular, colour: 'blue' },
  proposed: { word: 'Proposed', Icon: HourglassHalfRegular, colour: 'yellow' },
  ratified: { word: 'Ratified', Icon: CheckmarkCircleRegular, colour: 'green' },
  rejected: { word: 'Rejected', Icon: DismissCircleRegular, colour: 'red' },
  lapsed: { word: 'Lapsed', Icon: ClockDismissRegular, colour: 'grey' },
  withdrawn: { word: 'Withdrawn', Icon: ArrowUndoRegular, colour: 'grey' },
  superseded: { word: 'Superseded', Icon: ArrowSwapRegular, colour: 'grey' },
};

export function StateTag({ state }: { state: State }) {
  const { word, Icon, colour } = STATE_TAGS[state] ?? { word: state, Icon: DocumentCheckmarkRegular, colour: 'grey' };
  return (
    <span className={`tag tag-${colour}`}>
      <Icon aria-hidden /> {word}
    </span>
  );
}
