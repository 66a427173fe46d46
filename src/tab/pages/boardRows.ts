import type { OrganisationStatus } from '../../web/api-types.ts';
import type { BoardFilter } from '../routes.ts';
import { isWorrying } from '../words/status.ts';

/** The rows of the board that a filter leaves, in its order. */
export function boardRows(rows: readonly OrganisationStatus[], filter: BoardFilter): OrganisationStatus[] {
  const wanted = folded(filter.q).split(/\s+/).filter(Boolean);
  const fits = ({ name, organisation }: OrganisationStatus) =>
    wanted.every((word) => folded(`${name} ${organisation}`).includes(word));
  return rows
    .filter((row) => fits(row) && (filter.only === '' || isWorrying(row)))
    .toSorted((one, other) => {
      if (filter.order === 'age') return compare(ageRank(one), ageRank(other)) || byName(one, other);
      return (filter.order === 'name' ? 0 : worry(other) - worry(one)) || byName(one, other);
    });
}

/** By level; whoever should be known and is not stands right behind those who are known to be pressed hard. */
function worry({ level, freshness }: OrganisationStatus): number {
  if (level !== null) return level;
  return freshness === 'notConfigured' ? 0 : 2.5;
}

/** None at all is older than any, and what no source tells comes last. */
function ageRank({ oldest, freshness }: OrganisationStatus): string {
  return oldest ?? (freshness === 'notConfigured' ? '~' : '');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function byName(one: OrganisationStatus, other: OrganisationStatus): number {
  return one.name.localeCompare(other.name, 'en-GB');
}

/** Lower case without accents, so that "Llŷn" is found by "llyn". */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
