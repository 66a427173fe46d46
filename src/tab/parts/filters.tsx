import { Button, Field, Input, SearchBox, Select } from '@fluentui/react-components';
import { FilterRegular } from '@fluentui/react-icons/svg/filter';
import { useEffect, useId, useRef, useState } from 'react';
import type { OrganisationView } from '../../web/api-types.ts';
import { countFilters, KINDS, NO_FILTER, STATES, type Filter } from '../routes.ts';
import { capitalised } from '../words/text.ts';
import { STATE_TAGS } from './stateTag.tsx';

/** How long after the last key the words are searched for. */
const PAUSE_MS = 250;

type Narrow = (change: Partial<Filter>, how: 'push' | 'replace') => void;

/** Search and filters. On a narrow screen the filters fold away behind a button. */
export function Filters(props: {
  filter: Filter;
  organisations: OrganisationView[];
  /** The reader's organisation, which comes first among those that a proposal may wait for. */
  own: string | null;
  narrow: Narrow;
}) {
  const { filter, organisations, own, narrow } = props;
  const ids = organisations.map(({ id }) => id);
  const nameOf = (id: string) => organisations.find((organisation) => organisation.id === id)?.name ?? id;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useTyped(filter.q, (q) => narrow({ q }, 'replace'));
  const foldable = useId();
  const set = countFilters(filter);
  return (
    <form role="search" aria-label="Decisions" className="filters" onSubmit={(event) => event.preventDefault()}>
      <Field label="Search decisions" className="filter-search">
        <SearchBox
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
          placeholder="Words, or a number"
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
        <DayField label="Dated from" value={filter.from} choose={(from) => narrow({ from }, 'replace')} />
        <DayField
          label="Dated to"
          value={filter.to}
          choose={(to) => narrow({ to }, 'replace')}
          fault={filter.from && filter.to && filter.to < filter.from ? 'This is before the first day' : undefined}
        />
        {set > 0 && (
          <Button className="clear" appearance="subtle" onClick={() => narrow({ ...NO_FILTER, q: filter.q }, 'push')}>
            Clear filters
          </Button>
        )}
      </div>
    </form>
  );
}

/** One of several values, or all. */
export function Choice<V extends string>(props: {
  label: string;
  all: string;
  value: V | '';
  values: readonly V[];
  words: (value: V) => string;
  choose: (value: V | '') => void;
}) {
  const { label, all, value, values, words, choose } = props;
  return (
    <Field label={label} className="filter">
      <Select value={value} onChange={(_, { value: chosen }) => choose(values.find((one) => one === chosen) ?? '')}>
        <option value="">{all}</option>
        {value !== '' && !values.includes(value) && <option value={value}>{value}</option>}
        {values.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

export function DayField(props: { label: string; value: string; choose: (day: string) => void; fault?: string }) {
  return (
    <Field label={props.label} className="filter filter-day" validationMessage={props.fault}>
      <Input
        type="date"
        value={props.value}
        min="2000-01-01"
        max="2099-12-31"
        onChange={(_, { value }) => props.choose(value)}
      />
    </Field>
  );
}

/** Words being typed: searched for after a pause, and following the address when that changes by itself. */
export function useTyped(q: string, search: (q: string) => void): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(q);
  const sent = useRef(q);
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setTyped(q);
  }, [q]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      latest.current(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}
