import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { RoundSummary, StandupView } from '../../web/api-types.ts';
import { go } from '../location.ts';
import { NO_ROUNDS_FILTER, roundsParameters, standupHref, type RoundsFilter } from '../routes.ts';
import { useSession } from '../session.tsx';
import { roundsWords } from '../words/standups.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useProgramme } from '../parts/programme.tsx';
import { RoundFilters } from '../parts/roundFilters.tsx';
import { RoundRow } from '../parts/roundRow.tsx';
import { useList } from './useList.ts';

type Props = { programmeId: string; standup: StandupView; filter: RoundsFilter };

/** The rounds of a stand-up, newest first: search, narrow, read on. */
export function Rounds({ programmeId, standup, filter }: Props) {
  const { api } = useSession();
  const { organisations, timeZone } = useProgramme();
  const { number, reporting } = standup;
  const { listing, phase, more, retry } = useList<RoundSummary>({
    href: standupHref(programmeId, number, filter),
    async ask(cursor, signal) {
      const { rounds, total, next } = await api.rounds(programmeId, { standup: number, filter, cursor }, signal);
      return { rows: rounds, total, next };
    },
    isSame,
  });
  const list = useRef<HTMLOListElement>(null);
  const focusFrom = useRef<number | null>(null);
  const rows = listing?.rows ?? [];
  const narrowed = [...roundsParameters(filter)].length > 0;
  const busy = phase.state === 'loading';
  const narrow = (change: Partial<RoundsFilter>, how: 'push' | 'replace') =>
    go(standupHref(programmeId, number, { ...filter, ...change }), how);

  useEffect(() => {
    const from = focusFrom.current;
    if (from === null || rows.length <= from) return;
    focusFrom.current = null;
    list.current?.children[from]?.querySelector('a')?.focus();
  }, [rows.length]);

  return (
    <section aria-labelledby="rounds">
      <h2 id="rounds" className="rounds-heading">
        Rounds
      </h2>
      <RoundFilters filter={filter} organisations={organisations} narrow={narrow} />
      <p role="status" className="count">
        {phase.state === 'ready' && listing ? roundsWords(listing.total, rows.length, narrowed) : '\u00a0'}
        {busy && listing && <Spinner size="extra-tiny" aria-hidden className="count-spinner" />}
      </p>
      {!listing && busy && <Loading what="rounds" />}
      {listing && (
        <ol ref={list} className="decisions rounds" role="list" aria-busy={busy}>
          {rows.map((round) => (
            <RoundRow key={round.round} round={round} reporting={reporting} />
          ))}
        </ol>
      )}
      {phase.state === 'ready' && listing?.total === 0 && (
        <div className="empty">
          {narrowed ? (
            <>
              <p>No round matches. Try fewer or other words, or take a filter away.</p>
              <Button onClick={() => narrow(NO_ROUNDS_FILTER, 'push')}>Clear search and filters</Button>
            </>
          ) : (
            <p>
              It has had no round yet. To run one now, write in the conversation: <code>@Concordat standup start</code>
            </p>
          )}
        </div>
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
      {rows.length > 0 && <p className="quiet foot">Times are in the programme’s time zone, {timeZone}.</p>}
    </section>
  );
}

function isSame(one: RoundSummary, other: RoundSummary): boolean {
  return (
    one.round === other.round &&
    one.closedAt === other.closedAt &&
    one.answered === other.answered &&
    one.openBlockers === other.openBlockers
  );
}
