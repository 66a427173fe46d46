import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleHintRegular } from '@fluentui/react-icons/svg/circle-hint';
import { DiamondRegular } from '@fluentui/react-icons/svg/diamond';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import type { FluentIcon } from '@fluentui/react-icons';
import type { Position } from '../../web/api-types.ts';
import { POSITIONS } from '../words/agreement.ts';
import { capitalised } from '../words/text.ts';
import type { Colour } from './stateTag.tsx';

/** How each position looks, here and in the history. */
export const POSITION_ICONS: Record<Position, FluentIcon> = {
  agree: CheckmarkCircleRegular,
  object: DismissCircleRegular,
  abstain: SubtractCircleRegular,
  standAside: DiamondRegular,
};

export const SilentIcon = CircleHintRegular;

const COLOURS: Record<Position, Colour> = { agree: 'green', object: 'red', abstain: 'grey', standAside: 'grey' };

/** What one organisation says, in word, icon and colour; null is silence. */
export function PositionTag({ position, isOver }: { position: Position | null; isOver: boolean }) {
  if (position === null)
    return (
      <span className="tag tag-none">
        <SilentIcon aria-hidden /> {isOver ? 'Did not answer' : 'Not answered'}
      </span>
    );
  const Icon = POSITION_ICONS[position];
  return (
    <span className={`tag tag-${COLOURS[position]}`}>
      <Icon aria-hidden /> {capitalised(POSITIONS[position][isOver ? 'then' : 'one'])}
    </span>
  );
}
