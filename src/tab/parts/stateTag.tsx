import { ArrowSwapRegular } from '@fluentui/react-icons/svg/arrow-swap';
import { DocumentCheckmarkRegular } from '@fluentui/react-icons/svg/document-checkmark';
import type { FluentIcon } from '@fluentui/react-icons';
import type { DecisionSummary } from '../../web/api-types.ts';

type State = DecisionSummary['state'];

/** How each state looks, everywhere: word, icon and colour (`tag-…` in tags.css). */
export const STATE_TAGS: Record<State, { word: string; Icon: FluentIcon; colour: 'blue' | 'grey' }> = {
  recorded: { word: 'Recorded', Icon: DocumentCheckmarkRegular, colour: 'blue' },
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
