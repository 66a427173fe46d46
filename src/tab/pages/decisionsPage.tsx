import { Button } from '@fluentui/react-components';
import type { DecisionSummary } from '../../web/api-types.ts';
import { go } from '../location.ts';
import { DecisionRow } from '../parts/decisionRow.tsx';
import { Filters } from '../parts/filters.tsx';
import { PageHeading } from '../parts/heading.tsx';
import { useProgrammeSoFar } from '../parts/programme.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { countFilters, decisionsHref, NO_FILTER, type Filter } from '../routes.ts';
import { useOwnOrganisation, useSession } from '../session.tsx';
import { listWords } from '../words/counts.ts';
import { Listing } from './listing.tsx';
import { useList } from './useList.ts';

/** All decisions of a programme, newest first: search, narrow, read on. */
export function DecisionsPage({ programmeId, filter }: { programmeId: string; filter: Filter }) {
  const programme = useProgrammeSoFar();
  const own = useOwnOrganisation(programmeId);
  const { api } = useSession();
  const list = useList<DecisionSummary>({
    href: decisionsHref(programmeId, filter),
    async ask(cursor, signal) {
      const { decisions, total, next } = await api.decisions(programmeId, filter, cursor, signal);
      return { rows: decisions, total, next };
    },
    isSame,
  });
  const narrowed = filter.q.trim() !== '' || countFilters(filter) > 0;
  const narrow = (change: Partial<Filter>, how: 'push' | 'replace') =>
    go(decisionsHref(programmeId, { ...filter, ...change }), how);

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
      <Listing
        list={list}
        what="decisions"
        isReady={programme !== null}
        className="decisions"
        count={(total, shown) => listWords(total, shown, narrowed)}
        row={(decision) => <DecisionRow key={decision.number} decision={decision} />}
        empty={<Empty narrowed={narrowed} clear={() => narrow(NO_FILTER, 'push')} />}
      />
      {programme && list.listing && list.listing.rows.length > 0 && (
        <p className="quiet foot">Times are in the programme’s time zone, {programme.timeZone}.</p>
      )}
    </>
  );
}

function isSame(one: DecisionSummary, other: DecisionSummary): boolean {
  return one.number === other.number && one.state === other.state && one.supersededBy === other.supersededBy;
}

function Empty({ narrowed, clear }: { narrowed: boolean; clear: () => void }) {
  return narrowed ? (
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
  );
}
