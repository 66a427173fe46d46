import { Button, Field, SearchBox } from '@fluentui/react-components';
import { FilterRegular } from '@fluentui/react-icons/svg/filter';
import { useId, useState } from 'react';
import type { OrganisationView } from '../../web/api-types.ts';
import { NO_ROUNDS_FILTER, roundsParameters, type RoundsFilter } from '../routes.ts';
import { Choice, DayField, useTyped } from './filters.tsx';

/** Search and filters of a stand-up's rounds. On a narrow screen the filters fold away behind a button. */
export function RoundFilters(props: {
  filter: RoundsFilter;
  organisations: OrganisationView[];
  narrow: (change: Partial<RoundsFilter>, how: 'push' | 'replace') => void;
}) {
  const { filter, organisations, narrow } = props;
  const nameOf = (id: string) => organisations.find((organisation) => organisation.id === id)?.name ?? id;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useTyped(filter.q, (q) => narrow({ q }, 'replace'));
  const foldable = useId();
  const set = [...roundsParameters({ ...filter, q: '' })].length;
  return (
    <form role="search" aria-label="Rounds" className="filters" onSubmit={(event) => event.preventDefault()}>
      <Field label="Search rounds" className="filter-search">
        <SearchBox
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
          placeholder="Words of an answer or a blocker"
          size="large"
          autoComplete="off"
        />
      </Field>
      <Button
        className="fold"
        icon={<FilterRegular />}
        aria-expanded={open}
        aria-controls={foldable}
        onClick={() => setOpen(!open)}
      >
        {set > 0 ? `Filters (${set} set)` : 'Filters'}
      </Button>
      <div id={foldable} className={open ? 'foldable open' : 'foldable'}>
        <Choice
          label="Organisation"
          all="Any organisation"
          value={filter.org}
          values={organisations.map(({ id }) => id)}
          words={nameOf}
          choose={(org) => narrow({ org }, 'push')}
        />
        <DayField label="Opened from" value={filter.since} choose={(since) => narrow({ since }, 'replace')} />
        <DayField
          label="Opened to"
          value={filter.until}
          choose={(until) => narrow({ until }, 'replace')}
          fault={
            filter.since && filter.until && filter.until < filter.since ? 'This is before the first day' : undefined
          }
        />
        {set > 0 && (
          <Button
            className="clear"
            appearance="subtle"
            onClick={() => narrow({ ...NO_ROUNDS_FILTER, q: filter.q }, 'push')}
          >
            Clear filters
          </Button>
        )}
      </div>
    </form>
  );
}
