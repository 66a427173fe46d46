import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import type { useList } from './useList.ts';

/** A list that is read on by the page: what it says of itself, its rows, and how to see more of them. */
export function Listing<Row>(props: {
  list: ReturnType<typeof useList<Row>>;
  /** What is listed, such as "decisions". */
  what: string;
  /** Whether everything is there that the rows need beside what they are. */
  isReady: boolean;
  className: string;
  count: (total: number, shown: number) => string;
  /** One row, as a list item with a key and a link. */
  row: (row: Row) => ReactNode;
  /** What is said where there are none. */
  empty: ReactNode;
}) {
  const { what, isReady, className, count, row, empty } = props;
  const { listing, phase, more, retry } = props.list;
  const list = useRef<HTMLOListElement>(null);
  const focusFrom = useRef<number | null>(null);
  const rows = listing?.rows ?? [];
  const busy = phase.state === 'loading';

  useEffect(() => {
    const from = focusFrom.current;
    if (from === null || rows.length <= from) return;
    focusFrom.current = null;
    list.current?.children[from]?.querySelector('a')?.focus();
  }, [rows.length]);

  return (
    <>
      <p role="status" className="count">
        {phase.state === 'ready' && listing && isReady ? count(listing.total, rows.length) : '\u00a0'}
        {busy && listing && <Spinner size="extra-tiny" aria-hidden className="count-spinner" />}
      </p>
      {(!listing || !isReady) && busy && <Loading what={what} />}
      {listing && isReady && (
        <ol ref={list} className={className} role="list" aria-busy={busy}>
          {rows.map(row)}
        </ol>
      )}
      {phase.state === 'ready' && listing?.total === 0 && <div className="empty">{empty}</div>}
      {phase.state === 'failed' && <Failure fault={phase.fault} retry={retry} />}
      {listing?.next && phase.state !== 'failed' && (
        <Button
          className="more"
          size="large"
          disabledFocusable={busy}
          onClick={() => {
            focusFrom.current = rows.length;
            more();
          }}
        >
          Show more
        </Button>
      )}
    </>
  );
}
