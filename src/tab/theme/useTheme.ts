import { useCallback, useEffect, useState } from 'react';
import { parameter, setParameter } from '../location.ts';
import type { Host } from '../start/host.ts';
import { THEMES, themeNamed, type ThemeName } from './name.ts';

/** The theme to show, and how the reader changes it where Teams does not decide. */
export function useTheme(host: Host | null): [ThemeName, (theme: ThemeName) => void] {
  const [chosen, setChosen] = useState(() => THEMES.find((theme) => theme === parameter('theme')) ?? null);
  const [preferred, setPreferred] = useState(systemTheme);
  useEffect(() => {
    if (host?.mode !== 'teams') return;
    setPreferred(host.theme);
    host.onTheme(setPreferred);
  }, [host]);
  useEffect(() => {
    if (host?.mode === 'teams') return;
    const queries = [DARK, FORCED].map((query) => window.matchMedia(query));
    const follow = () => setPreferred(systemTheme());
    for (const query of queries) query.addEventListener('change', follow);
    return () => queries.forEach((query) => query.removeEventListener('change', follow));
  }, [host]);
  const theme = chosen ?? preferred;
  useEffect(() => void (document.documentElement.dataset.theme = theme), [theme]);
  const choose = useCallback((name: ThemeName) => {
    setParameter('theme', name);
    setChosen(name);
  }, []);
  return [theme, choose];
}

const DARK = '(prefers-color-scheme: dark)';
const FORCED = '(forced-colors: active)';

function systemTheme(): ThemeName {
  const matches = (query: string) => window.matchMedia(query).matches;
  return themeNamed(matches(FORCED) ? 'contrast' : matches(DARK) ? 'dark' : 'light');
}
