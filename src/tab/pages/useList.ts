import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { faultOf, type Fault } from '../api/fault.ts';
import { useSession } from '../session.tsx';
import { keepListing, keptListing, refreshed, type Listing } from './listMemory.ts';

type Phase = { state: 'loading' } | { state: 'ready' } | { state: 'failed'; fault: Fault };

/** A list that is asked for by the page. What is asked follows from `href`. */
type Asked<Row> = {
  href: string;
  ask: (cursor: string | null, signal: AbortSignal) => Promise<Listing<Row>>;
  /** Whether two rows say the same, so that a page need not be shown anew. */
  isSame: (one: Row, other: Row) => boolean;
};

/** The rows at an address, page by page. While those at a changed address are asked for, the old rows stay. */
export function useList<Row>({ href, ask: asked, isSame }: Asked<Row>) {
  const { api, me } = useSession();
  const [kept] = useState(() => keptListing<Row>(me.person, href));
  const [listing, setListing] = useState<Listing<Row> | null>(kept?.listing ?? null);
  const [phase, setPhase] = useState<Phase>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const current = useRef<{ href: string; listing: Listing<Row> } | null>(kept);
  const asking = useRef<AbortController | null>(null);

  const ask = useCallback(
    (cursor: string | null, take: (page: Listing<Row>) => Listing<Row>) => {
      asking.current?.abort();
      const { signal } = (asking.current = new AbortController());
      setPhase({ state: 'loading' });
      asked(cursor, signal).then(
        (page) => {
          if (signal.aborted) return;
          const taken = take(page);
          current.current = { href, listing: taken };
          setListing(taken);
          setPhase({ state: 'ready' });
        },
        (thrown: unknown) => !signal.aborted && setPhase({ state: 'failed', fault: faultOf(thrown) }),
      );
    },
    [api, href],
  );

  useEffect(() => {
    const before = current.current?.href === href ? current.current.listing : null;
    ask(null, (page) => refreshed(before, page, isSame));
    return () => asking.current?.abort();
  }, [ask, attempt]);

  useLayoutEffect(() => {
    window.scrollTo(0, kept?.scroll ?? 0);
    return () => {
      if (current.current) keepListing(me.person, current.current.href, current.current.listing, window.scrollY);
    };
  }, []);

  const more = useCallback(() => {
    if (!listing?.next) return;
    ask(listing.next, (page) => ({ ...page, rows: [...listing.rows, ...page.rows] }));
  }, [ask, listing]);
  const retry = useCallback(() => setAttempt((last) => last + 1), []);
  return { listing, phase, more, retry };
}
