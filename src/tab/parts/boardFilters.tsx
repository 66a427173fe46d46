import { NO_BOARD_FILTER, ORDERS, type BoardFilter, type Order } from '../routes.ts';
import { Choice } from './filterFields.tsx';
import { SearchForm } from './searchForm.tsx';

const ORDER_WORDS: Record<Order, string> = { name: 'Name', age: 'Oldest figures first' };

/** Search, filter and order of the board. */
export function BoardFilters(props: {
  filter: BoardFilter;
  narrow: (change: Partial<BoardFilter>, how: 'push' | 'replace') => void;
}) {
  const { filter, narrow } = props;
  return (
    <SearchForm
      name="Organisations"
      label="Search organisations"
      placeholder="Name or short name"
      q={filter.q}
      search={(q) => narrow({ q }, 'replace')}
      set={filter.only === '' ? 0 : 1}
      clear={() => narrow({ ...NO_BOARD_FILTER, q: filter.q, order: filter.order }, 'push')}
    >
      <Choice
        label="Show"
        all="All organisations"
        value={filter.only}
        values={['worrying']}
        words={() => 'Level 3 or 4, or not current'}
        choose={(only) => narrow({ only }, 'push')}
      />
      <Choice
        label="Order"
        all="Most worrying first"
        value={filter.order}
        values={ORDERS}
        words={(order) => ORDER_WORDS[order]}
        choose={(order) => narrow({ order }, 'push')}
      />
    </SearchForm>
  );
}
