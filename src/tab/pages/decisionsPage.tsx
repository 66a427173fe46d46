import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { DecisionSummary } from '../../web/api-types.ts';
import { go } from '../location.ts';
import { DecisionRow } from '../parts/decisionRow.tsx';
import { Failure } from '../parts/failure.tsx';
import { Filters } from '../parts/filters.tsx';
import { PageHeading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { useProgrammeSoFar } from '../parts/programme.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { countFilters, decisionsHref, NO_FILTER, type Filter } from '../routes.ts';
import { useOwnOrganisation, useSession } from '../session.tsx';
import { listWords } from '../words/counts.ts';
import { useList } from './useList.ts';

/** All decisions of a programme, newest first: search, narrow, read on. */
export function DecisionsPage({ programmeId, filter }: { programmeId: string; filter: Filter }) {
  const programme = useProgrammeSoFar();
  const own = useOwnOrganisation(programmeId);
  const { api } = useSession();
  const { listing, phase, more, retry } = useList<DecisionSummary>({
    href: decisionsHref(programmeId, filter),
    async ask(cursor, signal) {
      const { decisions, total, next } = await api.decisions(programmeId, filter, cursor, signal);
      return { rows: decisions, total, next };
    },
    isSame,
  });
  const list = useRef<HTMLOListElement>(null);
  const focusFrom = useRef<number | null>(null);
  const rows = listing?.rows ?? [];
  const narrowed = filter.q.trim() !== '' || countFilters(filter) > 0;
  const busy = phase.state === 'loading';
  const narrow = (change: Partial<Filter>, how: 'push' | 'replace') =>
    go(decisionsHref(programmeId, { ...filter, ...change }), how);

  useEffect(() => {
    const from = focusFrom.current;
    if (from === null || rows.length <= from) return;
    focusFrom.current = null;
    list.current?.children[from]?.querySelector('a')?.focus();
  }, [rows.length]);

  return (
    <>
      <div className="page-head">
        <p className="eyebrow" dir="auto">
          {programme?.name ?? '\u00a0'}
        </p>
        <PageHeading
          page={`decisions ${programmeId}`}
          title={programme ? `Decisions – ${programme.name}` : 'Decisions'}
        >
          Decisions
        </PageHeading>
      </div>
      {filter.waiting === '' && <Waiting programmeId={programmeId} />}
      <Filters filter={filter} organisations={programme?.organisations ?? []} own={own} narrow={narrow} />
      <p role="status" className="count">
        {phase.state === 'ready' && listing && programme ? listWords(listing.total, rows.length, narrowed) : '\u00a0'}
        {busy && listing && <Spinner size="extra-tiny" aria-hidden className="count-spinner" />}
      </p>
      {(!listing || !programme) && busy && <Loading what="decisions" />}
      {listing && programme && (
        <ol ref={list} className="decisions" role="list" aria-busy={busy}>
          {rows.map((decision) => (
            <DecisionRow key={decision.number} decision={decision} />
          ))}
        </ol>
      )}
      {phase.state === 'ready' && listing?.total === 0 && (
        <Empty narrowed={narrowed} clear={() => narrow(NO_FILTER, 'push')} />
      )}
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
      {programme && rows.length > 0 && (
        <p className="quiet foot">Times are in the programme’s time zone, {programme.timeZone}.</p>
      )}
    </>
  );
}

function isSame(one: DecisionSummary, other: DecisionSummary): boolean {
  return one.number === other.number && one.state === other.state && one.supersededBy === other.supersededBy;
}

function Empty({ narrowed, clear }: { narrowed: boolean; clear: () => void }) {
  return (
    <div className="empty">
      {narrowed ? (
        <>
          <p>No decision matches. Try fewer or other words, or take a filter away.</p>
          <Button onClick={clear}>Clear search and filters</Button>
        </>
      ) : (
        <>
          <p>This programme has recorded no decision yet.</p>
          <p>
            To record one, write to Concordat in the conversation: <code>@Concordat decide … because …</code>
          </p>
          <p>
            To put something to the organisations, so that they agree it: <code>@Concordat propose … because …</code>
          </p>
        </>
      )}
    </div>
  );
}
