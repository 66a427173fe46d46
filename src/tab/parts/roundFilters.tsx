import type { OrganisationView } from '../../web/api-types.ts';
import { NO_ROUNDS_FILTER, roundsParameters, type RoundsFilter } from '../routes.ts';
import { Choice, DayFields } from './filterFields.tsx';
import { SearchForm } from './searchForm.tsx';

/** Search and filters of a stand-up's rounds. */
export function RoundFilters(props: {
  filter: RoundsFilter;
  organisations: OrganisationView[];
  narrow: (change: Partial<RoundsFilter>, how: 'push' | 'replace') => void;
}) {
  const { filter, organisations, narrow } = props;
  return (
    <SearchForm
      name="Rounds"
      label="Search rounds"
      placeholder="Words of an answer or a blocker"
      q={filter.q}
      search={(q) => narrow({ q }, 'replace')}
      set={[...roundsParameters({ ...filter, q: '' })].length}
      clear={() => narrow({ ...NO_ROUNDS_FILTER, q: filter.q }, 'push')}
    >
      <Choice
        label="Organisation"
        all="Any organisation"
        value={filter.org}
        values={organisations.map(({ id }) => id)}
        words={(id) => organisations.find((organisation) => organisation.id === id)?.name ?? id}
        choose={(org) => narrow({ org }, 'push')}
      />
      <DayFields
        label="Opened"
        from={filter.since}
        to={filter.until}
        chooseFrom={(since) => narrow({ since }, 'replace')}
        chooseTo={(until) => narrow({ until }, 'replace')}
      />
    </SearchForm>
  );
}
