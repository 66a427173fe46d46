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
