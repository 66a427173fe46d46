import { Button } from '@fluentui/react-components';
import { useLayoutEffect, useRef, useState } from 'react';
import type { BoardView } from '../../web/api-types.ts';
import { useRefreshed } from '../api/useRefreshed.ts';
import { go } from '../location.ts';
import { BoardFilters } from '../parts/boardFilters.tsx';
import { BoardRow } from '../parts/boardRow.tsx';
import { Export } from '../parts/export.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHeading } from '../parts/heading.tsx';
import { Unknown } from '../parts/known.tsx';
import { LevelChanges } from '../parts/levelChanges.tsx';
import { LevelCounts } from '../parts/levelCounts.tsx';
import { Loading } from '../parts/loading.tsx';
import { useProgrammeSoFar } from '../parts/programme.tsx';
import { Refreshing } from '../parts/refreshing.tsx';
import { ExampleNote, NothingMeasured, Rule } from '../parts/rule.tsx';
import { Totals } from '../parts/totals.tsx';
import { NO_BOARD_FILTER, statusHref, type BoardFilter } from '../routes.ts';
import { useSession } from '../session.tsx';
import { boardWords } from '../words/status.ts';
import { boardRows } from './boardRows.ts';
import { keepListing, keptListing } from './listMemory.ts';
import '../styles/plot.css';
import '../styles/status.css';
import '../styles/table.css';

const EVERY_MS = 30_000;
const EXPORTED_DAYS = 30;

type Props = { programmeId: string; filter: BoardFilter };

/** The status of every organisation: what is missing, how hard each is pressed and why, and all together. */
export function StatusPage({ programmeId, filter }: Props) {
  const { api } = useSession();
  const programme = useProgrammeSoFar();
  const [isOn, turn] = useState(true);
  const key = `status ${programmeId}`;
  const { value, fault, refresh } = useRefreshed({ subject: key, key, every: EVERY_MS, isOn }, (signal) =>
    api.board(programmeId, signal),
  );
  const board = programme && value;
  useKeptPlace(statusHref(programmeId, filter), board !== null);
  return (
    <>
      <div className="page-head">
        <p className="eyebrow" dir="auto">
          {programme?.name ?? '\u00a0'}
        </p>
        <PageHeading page={key} title={programme ? `Status – ${programme.name}` : 'Status'}>
          Status
        </PageHeading>
        {board && (
          <Refreshing at={board.at} every="30 seconds" isOn={isOn} turn={turn} refresh={refresh} fault={fault} />
        )}
      </div>
      {!board && (fault ? <Failure fault={fault} retry={refresh} /> : <Loading what="the status" />)}
      {board && (
        <>
          {board.indicators.length === 0 ? <NothingMeasured /> : <Measured board={board} filter={filter} />}
          <p className="quiet foot">Times are in the programme’s time zone, {board.timeZone}.</p>
        </>
      )}
    </>
  );
}

function Measured({ board, filter }: { board: BoardView; filter: BoardFilter }) {
  const { programme, rows, example, at } = board;
  return (
    <>
      <Unknown rows={rows} />
      {example && <ExampleNote />}
      <LevelChanges rows={rows} />
      <LevelCounts rows={rows} />
      <Board board={board} filter={filter} />
      <Totals board={board} />
      <Rule board={board} />
      <Export programme={programme} at={at} days={EXPORTED_DAYS} />
    </>
  );
}

function Board({ board, filter }: { board: BoardView; filter: BoardFilter }) {
  const rows = boardRows(board.rows, filter);
  const narrow = (change: Partial<BoardFilter>, how: 'push' | 'replace') =>
    go(statusHref(board.programme, { ...filter, ...change }), how);
  const narrowed = filter.q.trim() !== '' || filter.only !== '';
  return (
    <section className="board" aria-labelledby="board">
      <h2 id="board" className="list-heading">
        Organisations
      </h2>
      <BoardFilters filter={filter} narrow={narrow} />
      <p role="status" className="count">
        {boardWords(board.rows.length, rows.length, narrowed)}
      </p>
      <ol className="decisions" role="list">
        {rows.map((row) => (
          <BoardRow key={row.organisation} board={board} row={row} />
        ))}
      </ol>
      {rows.length === 0 && (
        <div className="empty">
          {narrowed ? (
            <>
              <p>No organisation matches.</p>
              <Button onClick={() => narrow(NO_BOARD_FILTER, 'push')}>Clear search and filters</Button>
            </>
          ) : (
            <p>No organisation has been added to this programme yet.</p>
          )}
        </div>
      )}
    </section>
  );
}

/** Leaves the board's address and place behind, so that the way back from an organisation leads to both. */
function useKeptPlace(href: string, isShown: boolean): void {
  const { me } = useSession();
  const now = useRef(href);
  now.current = href;
  const [kept] = useState(() => keptListing(me.person, href));
  useLayoutEffect(() => {
    if (isShown) window.scrollTo(0, kept?.scroll ?? 0);
  }, [isShown]);
  useLayoutEffect(
    () => () => keepListing(me.person, now.current, { rows: [], total: 0, next: null }, window.scrollY),
    [],
  );
}
