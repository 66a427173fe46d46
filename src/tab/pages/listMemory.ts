/** What a list shows: the rows so far, how many match, and where the next ones are. */
export type Listing<Row> = { rows: Row[]; total: number; next: string | null };

type Kept = { person: string; href: string; listing: Listing<unknown>; scroll: number };

let kept: Kept | null = null;

/** Keeps the list as the reader leaves it, so that coming back finds it and its place at once. */
export function keepListing(person: string, href: string, listing: Listing<unknown>, scroll: number): void {
  kept = { person, href, listing, scroll };
}

/** What was kept of the list at an address, whose rows are those that every list at that address has. */
export function keptListing<Row>(
  person: string,
  href: string,
): { href: string; listing: Listing<Row>; scroll: number } | null {
  return kept?.person === person && kept.href === href ? (kept as Kept & { listing: Listing<Row> }) : null;
}

/** Where "back to the list" leads: the list as last narrowed, if it is this one. */
export function keptHref(plainHref: string): string {
  return kept?.href === plainHref || kept?.href.startsWith(`${plainHref}?`) ? kept.href : plainHref;
}

/** The rows so far where a fresh first page shows that nothing has changed; otherwise the fresh page. */
export function refreshed<Row>(
  before: Listing<Row> | null,
  fresh: Listing<Row>,
  isSame: (one: Row, other: Row) => boolean,
): Listing<Row> {
  const same =
    before &&
    before.total === fresh.total &&
    fresh.rows.every((row, at) => before.rows[at] !== undefined && isSame(row, before.rows[at]));
  return same ? { ...before, rows: [...fresh.rows, ...before.rows.slice(fresh.rows.length)] } : fresh;
}
