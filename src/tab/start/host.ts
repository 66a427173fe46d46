import type { LocalPeople } from '../../web/api-types.ts';
import { localPeople } from '../api/client.ts';
import type { TeamsHost } from './teams.ts';

/** Where the tab runs: in Teams, beside a service in local mode, or in a browser where nobody can be known. */
export type Host = TeamsHost | { mode: 'local'; people: LocalPeople['people'] } | { mode: 'outside' };

/** How long Teams gets to answer before the tab asks whether this is local mode in some other page's frame. */
const USUAL_MS = 1500;

/** How long Teams gets in all when it is not: a slow virtual desktop takes its time. */
const AT_MOST_MS = 15_000;

/** Finds out where the tab runs; tries Teams only when something is around the page that could be it. @throws Fault */
export async function findHost(signal: AbortSignal): Promise<Host> {
  const teams = isSurrounded() ? connecting() : Promise.resolve(null);
  const soon = await within(USUAL_MS, teams);
  if (soon) return soon;
  const local = await localPeople(signal);
  if (local) return { mode: 'local', people: local.people };
  return (await within(AT_MOST_MS, teams)) ?? { mode: 'outside' };
}

/** Framed, as in Teams on the desktop and the web, or in the web view of Teams on a phone. */
function isSurrounded(): boolean {
  return window.parent !== window.self || 'nativeInterface' in window;
}

async function connecting(): Promise<TeamsHost | null> {
  const { connectToTeams } = await import('./teams.ts');
  return connectToTeams().catch(() => null);
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | null> {
  return Promise.race([promise, new Promise<null>((resolve) => setTimeout(resolve, milliseconds, null))]);
}
