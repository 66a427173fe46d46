import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { faultOf, type Fault } from '../api/fault.ts';
import { decisionsHref, type Filter } from '../routes.ts';
import { useSession } from '../session.tsx';
import { keepListing, keptListing, refreshed, type Listing } from './listMemory.ts';

type Phase = { state: 'loading' } | { state: 'ready' } | { state: 'failed'; fault: Fault };

/** The decisions that match a filter, page by page. While a changed filter is asked for, the old rows stay. */
export function useDecisions(programme: string, filter: Filter) {
  const { api, me } = useSession();
  const href = decisionsHref(programme, filter);
  const [kept] = useState(() => keptListing(me.person, href));
  const [listing, setListing] = useState<Listing | null>(kept?.listing ?? null);
  const [phase, setPhase] = useState<Phase>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const current = useRef<{ href: string; listing: Listing } | null>(kept);
  const asking = useRef<AbortController | null>(null);

  const ask = useCallback(
    (cursor: string | null, take: (page: Listing) => Listing) => {
      asking.current?.abort();
      const { signal } = (asking.current = new AbortController());
      setPhase({ state: 'loading' });
      api.decisions(programme, filter, cursor, signal).then(
        ({ decisions, total, next }) => {
          if (signal.aborted) return;
          const taken = take({ rows: decisions, total, next });
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
    ask(null, (page) => refreshed(before, page));
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
