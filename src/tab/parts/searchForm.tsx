import { Button, Field, SearchBox } from '@fluentui/react-components';
import { FilterRegular } from '@fluentui/react-icons/svg/filter';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

/** How long after the last key the words are searched for. */
const PAUSE_MS = 250;

/** Search and filters of a list. On a narrow screen the filters fold away behind a button. */
export function SearchForm(props: {
  /** What is searched, such as "Decisions". */
  name: string;
  label: string;
  placeholder: string;
  q: string;
  search: (q: string) => void;
  /** How many of the filters narrow the list. */
  set: number;
  clear: () => void;
  children: ReactNode;
}) {
  const { set } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useTyped(props.q, props.search);
  const foldable = useId();
  return (
    <form role="search" aria-label={props.name} className="filters" onSubmit={(event) => event.preventDefault()}>
      <Field label={props.label} className="filter-search">
        <SearchBox
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
          placeholder={props.placeholder}
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
        {props.children}
        {set > 0 && (
          <Button className="clear" appearance="subtle" onClick={props.clear}>
            Clear filters
          </Button>
        )}
      </div>
    </form>
  );
}

/** Words being typed: searched for after a pause, and following the address when that changes by itself. */
function useTyped(q: string, search: (q: string) => void): [string, (typed: string) => void] {
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
