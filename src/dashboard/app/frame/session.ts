import { createContext, useContext } from 'react';
import type { SignIn } from '../../sign-in.ts';
import type { Problem } from '../graph/ask.ts';
import type { AtProvider } from './at-provider/provider.ts';

/** Who is signed in: one role in one organisation, and the purpose it has first; a page may ask for another of its own. */
export interface Session extends Pick<SignIn, 'agency' | 'organisation' | 'code' | 'role' | 'purpose' | 'token'> {
  /** Where they signed in; undefined in a demonstration. */
  readonly at?: AtProvider;
}

export type { Agency } from '../../../shared/agencies.ts';
export type { Purpose } from '../../../shared/purposes.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

/** Whoever is signed in; only pages behind the sign-in ask. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody is signed in.');
  return session;
}

export interface SignedIn {
  /** Ends the sign-in. */
  leave(): void;
  /** Signs the same person in again while the page stays as it is; why not, if that did not work. Asked for by a click. */
  again(): Promise<Problem | undefined>;
}

/** Undefined where nobody is signed in. */
export const SignedInContext = createContext<SignedIn | undefined>(undefined);
