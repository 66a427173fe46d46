import type { OrganisationView } from '../../web/api-types.ts';
import { countFilters, KINDS, NO_FILTER, STATES, type Filter } from '../routes.ts';
import { capitalised } from '../words/text.ts';
import { Choice, DayFields } from './filterFields.tsx';
import { SearchForm } from './searchForm.tsx';
import { STATE_TAGS } from './stateTag.tsx';

/** Search and filters of the decisions. */
export function Filters(props: {
  filter: Filter;
  organisations: OrganisationView[];
  /** The reader's organisation, which comes first among those that a proposal may wait for. */
  own: string | null;
  narrow: (change: Partial<Filter>, how: 'push' | 'replace') => void;
}) {
  const { filter, organisations, own, narrow } = props;
  const ids = organisations.map(({ id }) => id);
  const nameOf = (id: string) => organisations.find((organisation) => organisation.id === id)?.name ?? id;
  return (
    <SearchForm
      name="Decisions"
      label="Search decisions"
      placeholder="Words, or a number"
      q={filter.q}
      search={(q) => narrow({ q }, 'replace')}
      set={countFilters(filter)}
      clear={() => narrow({ ...NO_FILTER, q: filter.q }, 'push')}
    >
      <Choice
        label="State"
        all="Any state"
        value={filter.state}
        values={STATES}
        words={(state) => STATE_TAGS[state].word}
        choose={(state) => narrow({ state }, 'push')}
      />
      <Choice
        label="Waiting for"
        all="Anyone or no one"
        value={filter.waiting}
        values={ids.toSorted((one, other) => Number(other === own) - Number(one === own))}
        words={(id) => (id === own ? `${nameOf(id)} (yours)` : nameOf(id))}
        choose={(waiting) => narrow({ waiting }, 'push')}
      />
      <Choice
        label="Organisation"
        all="Any organisation"
        value={filter.org}
        values={ids}
        words={nameOf}
        choose={(org) => narrow({ org }, 'push')}
      />
      <Choice
        label="Kind"
        all="Any kind"
        value={filter.kind}
        values={KINDS}
        words={capitalised}
        choose={(kind) => narrow({ kind }, 'push')}
      />
      <DayFields
        label="Dated"
        from={filter.from}
        to={filter.to}
        chooseFrom={(from) => narrow({ from }, 'replace')}
        chooseTo={(to) => narrow({ to }, 'replace')}
      />
    </SearchForm>
  );
}
