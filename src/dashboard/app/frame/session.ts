import { createContext, useContext } from 'react';
import type { SignIn } from '../../sign-in.ts';

/** Who is signed in: one role in one organisation, and the purpose it has first; a page may ask for another of its own. */
export type Session = Pick<SignIn, 'agency' | 'organisation' | 'code' | 'role' | 'purpose' | 'token'>;

export type { Agency } from '../../../shared/agencies.ts';
export type { Purpose } from '../../../shared/purposes.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

/** Whoever is signed in; only pages behind the sign-in ask. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody is signed in.');
  return session;
}

/** Ends the sign-in; undefined where nobody is signed in. */
export const LeaveContext = createContext<(() => void) | undefined>(undefined);
