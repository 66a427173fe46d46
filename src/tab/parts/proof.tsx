import { Button, Spinner } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { ShieldRegular } from '@fluentui/react-icons/svg/shield';
import { useEffect, useRef, useState } from 'react';
import { faultOf } from '../api/fault.ts';
import type { Answer } from '../api/useAnswer.ts';
import { useSession } from '../session.tsx';
import { download } from './download.ts';
import { Failure } from './failure.tsx';
import { useProgramme } from './programme.tsx';

/** The proof that the entry is in the log, to be checked elsewhere. Asked for only when wanted. */
export function Proof({ number, index }: { number: number; index: number }) {
  const { api } = useSession();
  const { id } = useProgramme();
  const [answer, setAnswer] = useState<Answer<string> | null>(null);
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);
  const ask = () => {
    asking.current?.abort();
    const { signal } = (asking.current = new AbortController());
    setAnswer({ state: 'loading' });
    api.proof(id, number, signal).then(
      (value) => !signal.aborted && setAnswer({ state: 'ready', value }),
      (thrown: unknown) => !signal.aborted && setAnswer({ state: 'failed', fault: faultOf(thrown) }),
    );
  };
  return (
    <section className="panel" aria-labelledby="proof">
      <h2 id="proof">Proof</h2>
      <p>
        A short text that shows that entry {index} is in the log as its signed checkpoint has it, for any tool that
        reads a tlog-proof. To check the whole log without trusting whoever hosts it, run{' '}
        <code>npx concordat verify</code>.
      </p>
      {answer?.state !== 'ready' && (
        <Button
          icon={answer?.state === 'loading' ? <Spinner size="extra-tiny" /> : <ShieldRegular />}
          disabledFocusable={answer?.state === 'loading'}
          onClick={ask}
        >
          Show the proof
        </Button>
      )}
      {answer?.state === 'failed' && <Failure fault={answer.fault} />}
      {answer?.state === 'ready' && <ProofText text={answer.value} name={`decision-${number}.tlog-proof`} />}
    </section>
  );
}

function ProofText({ text, name }: { text: string; name: string }) {
  const shown = useRef<HTMLPreElement>(null);
  const [told, setTold] = useState('');
  useEffect(() => {
    shown.current?.focus();
  }, []);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setTold('Copied'),
      () => {
        if (shown.current) window.getSelection()?.selectAllChildren(shown.current);
        setTold('Copying is not allowed here. The text is selected: press Ctrl+C.');
      },
    );
  return (
    <>
      <pre ref={shown} tabIndex={0} aria-label="Proof" role="region">
        {text}
      </pre>
      <div className="buttons">
        <Button icon={<CopyRegular />} onClick={() => void copy()}>
          Copy
        </Button>
        <Button icon={<ArrowDownloadRegular />} onClick={() => download(text, name, 'text/plain')}>
          Download
        </Button>
      </div>
      <p role="status">{told}</p>
    </>
  );
}
