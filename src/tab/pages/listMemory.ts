import type { DecisionSummary } from '../../web/api-types.ts';

/** What the list shows: the rows so far, how many match, and where the next ones are. */
export type Listing = { rows: DecisionSummary[]; total: number; next: string | null };

type Kept = { person: string; href: string; listing: Listing; scroll: number };

let kept: Kept | null = null;

/** Keeps the list as the reader leaves it, so that coming back finds it and its place at once. */
export function keepListing(person: string, href: string, listing: Listing, scroll: number): void {
  kept = { person, href, listing, scroll };
}

export function keptListing(person: string, href: string): Kept | null {
  return kept?.person === person && kept.href === href ? kept : null;
}

/** Where "back to the list" leads: the list as last narrowed, if it is this programme's. */
export function keptHref(plainHref: string): string {
  return kept?.href.startsWith(plainHref) ? kept.href : plainHref;
}

/** The rows so far where a fresh first page shows that nothing has changed; otherwise the fresh page. */
export function refreshed(before: Listing | null, fresh: Listing): Listing {
  const same = before && before.total === fresh.total && fresh.rows.every((row, at) => sameRow(row, before.rows[at]));
  return same ? { ...before, rows: [...fresh.rows, ...before.rows.slice(fresh.rows.length)] } : fresh;
}

function sameRow(one: DecisionSummary, other: DecisionSummary | undefined): boolean {
  const { number, state, supersededBy } = one;
  return number === other?.number && state === other.state && supersededBy === other.supersededBy;
}
