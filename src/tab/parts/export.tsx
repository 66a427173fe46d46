import { Button, Spinner } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useEffect, useRef, useState } from 'react';
import { faultOf, type Fault } from '../api/fault.ts';
import { useSession } from '../session.tsx';
import { download } from './download.ts';
import { Failure } from './failure.tsx';

const DAY_MS = 24 * 3_600_000;

/** Saves what was read in the days before a moment, as a file for spreadsheets; of one organisation, or of all. */
export function Export(props: { programme: string; organisation?: string; at: string; days: number }) {
  const { programme, organisation, at, days } = props;
  const { api } = useSession();
  const [state, setState] = useState<'still' | 'asking' | Fault>('still');
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);
  const from = new Date(Date.parse(at) - days * DAY_MS).toISOString();
  const ask = () => {
    asking.current?.abort();
    const { signal } = (asking.current = new AbortController());
    setState('asking');
    api.observations(programme, { from, to: at, ...(organisation && { organisation }) }, signal).then(
      (text) => {
        if (signal.aborted) return;
        download(text, `status-${organisation ?? 'all'}-${from.slice(0, 10)}-to-${at.slice(0, 10)}.csv`, 'text/csv');
        setState('still');
      },
      (thrown: unknown) => !signal.aborted && setState(faultOf(thrown)),
    );
  };
  return (
    <div className="export">
      <Button
        icon={state === 'asking' ? <Spinner size="extra-tiny" /> : <ArrowDownloadRegular />}
        disabledFocusable={state === 'asking'}
        onClick={ask}
      >
        Download {days} days of figures (CSV)
      </Button>
      {state !== 'still' && state !== 'asking' && <Failure fault={state} />}
    </div>
  );
}
