import type { Fault } from '../api/fault.ts';
import { Failure } from '../parts/failure.tsx';
import { PageHeading } from '../parts/heading.tsx';

/** For when there is nothing to show but what went wrong. */
export function FailurePage({ fault, retry }: { fault: Fault; retry: () => void }) {
  return (
    <div className="centred">
      <PageHeading page="failure" title="Concordat cannot show this">
        Concordat cannot show this
      </PageHeading>
      <Failure fault={fault} retry={retry} />
    </div>
  );
}
