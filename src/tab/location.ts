import { useMemo, useSyncExternalStore } from 'react';
import { parseRoute, type Route } from './routes.ts';

const listeners = new Set<() => void>();

/** Where the reader is; renders again on links, back, forward and {@link go}. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** Goes to a place of this page. `replace` leaves no step to go back to: for typing and for redirects. */
export function go(hash: string, how: 'push' | 'replace'): void {
  if (hash === window.location.hash) return;
  if (how === 'push') window.history.pushState(null, '', hash);
  else window.history.replaceState(null, '', hash);
  for (const listener of listeners) listener();
}

/** A parameter before the fragment, such as `as` in `/tab/?as=…#/`. */
export function parameter(name: string): string | null {
  return new URLSearchParams(window.location.search).get(name);
}

/** Keeps a choice in the address, so that reloading and sharing keep it. */
export function setParameter(name: string, value: string): void {
  const address = new URL(window.location.href);
  address.searchParams.set(name, value);
  window.history.replaceState(null, '', address);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}
