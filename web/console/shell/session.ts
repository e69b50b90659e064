import { createContext, useContext } from 'react';
import type { ConsoleSession } from './types.ts';

const SessionContext = createContext<ConsoleSession | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

/** The session of the console; throws outside of `startConsole`. */
export function useSession(): ConsoleSession {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession needs the console around it');
  return session;
}
