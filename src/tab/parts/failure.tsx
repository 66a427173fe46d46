import { Button } from '@fluentui/react-components';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import type { Fault } from '../api/fault.ts';
import { faultWords } from '../words/faults.ts';

/** What went wrong, in words, and a way on. */
export function Failure({ fault, retry }: { fault: Fault; retry?: () => void }) {
  const { title, detail, reference } = faultWords(fault);
  return (
    <div className="note note-error" role="alert">
      <ErrorCircleRegular aria-hidden className="note-icon" />
      <div>
        <p className="note-title">{title}</p>
        <p>{detail}</p>
        {reference && <p className="quiet">If you report this, give the reference {reference}.</p>}
        {retry && <Button onClick={retry}>Try again</Button>}
      </div>
    </div>
  );
}
