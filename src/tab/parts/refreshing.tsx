import { Button } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import type { Fault } from '../api/fault.ts';
import { faultWords } from '../words/faults.ts';
import { Note } from './note.tsx';
import { Moment } from './programme.tsx';

type Props = {
  at: string;
  /** How often it is, such as "30 seconds". */
  every: string;
  isOn: boolean;
  turn: (on: boolean) => void;
  refresh: () => void;
  /** Why it could not be asked for anew. */
  fault: Fault | null;
};

/** As of when the page is, how it keeps up to date, and the means to stop that. */
export function Refreshing({ at, every, isOn, turn, refresh, fault }: Props) {
  return (
    <>
      <p className="byline">
        As of <Moment at={at} full />
        <span className="quiet">{isOn ? `, refreshed every ${every}` : ', not refreshed'}</span>
      </p>
      <p className="refreshing">
        <Button size="small" icon={<ArrowSyncRegular />} onClick={refresh}>
          Refresh now
        </Button>
        <Button size="small" icon={isOn ? <PauseRegular /> : <PlayRegular />} onClick={() => turn(!isOn)}>
          {isOn ? 'Pause refreshing' : 'Resume refreshing'}
        </Button>
      </p>
      {fault && (
        <Note kind="warning" title="This could not be refreshed">
          What stands here is as of <Moment at={at} />. {faultWords(fault).detail}
        </Note>
      )}
    </>
  );
}
