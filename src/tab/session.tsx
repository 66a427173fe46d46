import { createContext, useContext } from 'react';
import type { MeView } from '../web/api-types.ts';
import type { Api } from './api/client.ts';

/** Who is reading, and how the pages ask for what they show. */
export type Session = { api: Api; me: MeView };

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside a session');
  return session;
}

/** The organisation for which the reader is in a programme; null when they have none there. */
export function useOwnOrganisation(programme: string): string | null {
  const { me } = useSession();
  return me.programmes.find(({ id }) => id === programme)?.organisation ?? null;
}
