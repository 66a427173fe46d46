import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { ClockAlarmRegular } from '@fluentui/react-icons/svg/clock-alarm';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import type { FluentIcon } from '@fluentui/react-icons';
import type { CauseView, FigureView, Freshness } from '../../web/api-types.ts';
import { causeWords } from '../words/causes.ts';
import { FRESHNESS_WORDS } from '../words/status.ts';
import { listed } from '../words/text.ts';
import { Moment } from './programme.tsx';
import type { Colour } from './stateTag.tsx';

/** How each state of what is known looks, everywhere. That something is not known is no alarm, so it is not red. */
const FRESHNESS_TAGS: Record<Freshness, { Icon: FluentIcon; colour: Colour | 'none' }> = {
  current: { Icon: CheckmarkCircleRegular, colour: 'none' },
  partial: { Icon: ClockAlarmRegular, colour: 'yellow' },
  stale: { Icon: ClockAlarmRegular, colour: 'yellow' },
  unavailable: { Icon: QuestionCircleRegular, colour: 'grey' },
  notConfigured: { Icon: CircleRegular, colour: 'none' },
};

export function FreshnessTag({ freshness }: { freshness: Freshness }) {
  const { Icon, colour } = FRESHNESS_TAGS[freshness];
  return (
    <span className={`tag tag-${colour}`}>
      <Icon aria-hidden /> {FRESHNESS_WORDS[freshness]}
    </span>
  );
}

/** Why a source tells nothing, and since when: "Bed state: the address did not answer, since 1 December 2026, 7am" */
export function Cause({ cause, source }: { cause: CauseView; source: string | null }) {
  return (
    <>
      {source ?? 'Its source'}: {causeWords(cause).happened}, since <Moment at={cause.since} />
    </>
  );
}

/** Why figures are not up to date, said once for all that have the same cause. */
export function Causes({ figures, nameOf }: { figures: readonly FigureView[]; nameOf: (indicator: string) => string }) {
  const groups = Map.groupBy(
    figures.filter(({ cause }) => cause !== null),
    ({ cause, source }) => `${source} ${cause?.code} ${cause?.since}`,
  );
  return [...groups].map(([key, alike]) => {
    const { cause, sourceName } = alike[0]!;
    return (
      cause && (
        <p key={key} className="cause">
          {listed(alike.map(({ indicator }) => nameOf(indicator)))}. <Cause cause={cause} source={sourceName} />
        </p>
      )
    );
  });
}
