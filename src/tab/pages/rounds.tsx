import { Button } from '@fluentui/react-components';
import type { RoundSummary, StandupView } from '../../web/api-types.ts';
import { go } from '../location.ts';
import { NO_ROUNDS_FILTER, roundsParameters, standupHref, type RoundsFilter } from '../routes.ts';
import { useSession } from '../session.tsx';
import { roundsWords } from '../words/standups.ts';
import { useProgramme } from '../parts/programme.tsx';
import { RoundFilters } from '../parts/roundFilters.tsx';
import { RoundRow } from '../parts/roundRow.tsx';
import { Listing } from './listing.tsx';
import { useList } from './useList.ts';

type Props = { programmeId: string; standup: StandupView; filter: RoundsFilter };

/** The rounds of a stand-up, newest first: search, narrow, read on. */
export function Rounds({ programmeId, standup, filter }: Props) {
  const { api } = useSession();
  const { organisations, timeZone } = useProgramme();
  const { number, reporting } = standup;
  const list = useList<RoundSummary>({
    href: standupHref(programmeId, number, filter),
    async ask(cursor, signal) {
      const { rounds, total, next } = await api.rounds(programmeId, { standup: number, filter, cursor }, signal);
      return { rows: rounds, total, next };
    },
    isSame,
  });
  const narrowed = [...roundsParameters(filter)].length > 0;
  const narrow = (change: Partial<RoundsFilter>, how: 'push' | 'replace') =>
    go(standupHref(programmeId, number, { ...filter, ...change }), how);

  return (
    <section aria-labelledby="rounds">
      <h2 id="rounds" className="list-heading">
        Rounds
      </h2>
      <RoundFilters filter={filter} organisations={organisations} narrow={narrow} />
      <Listing
        list={list}
        what="rounds"
        isReady
        className="decisions rounds"
        count={(total, shown) => roundsWords(total, shown, narrowed)}
        row={(round) => <RoundRow key={round.round} round={round} reporting={reporting} />}
        empty={<Empty narrowed={narrowed} clear={() => narrow(NO_ROUNDS_FILTER, 'push')} />}
      />
      {list.listing && list.listing.rows.length > 0 && (
        <p className="quiet foot">Times are in the programme’s time zone, {timeZone}.</p>
      )}
    </section>
  );
}

function Empty({ narrowed, clear }: { narrowed: boolean; clear: () => void }) {
  return narrowed ? (
    <>
      <p>No round matches. Try fewer or other words, or take a filter away.</p>
      <Button onClick={clear}>Clear search and filters</Button>
    </>
  ) : (
    <p>
      It has had no round yet. To run one now, write in the conversation: <code>@Concordat standup start</code>
    </p>
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
