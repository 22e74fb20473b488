import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Problem } from '../graph/ask.ts';
import { forgetSignIn, signInAgain } from './demonstration.tsx';
import { go } from './location.ts';
import type { Session, SignedIn } from './session.ts';

/** Of the time for which a token holds, after how much a new one is fetched where the provider gives one. */
const renewedAfter = 0.7;
const shapeOfWindow = 'popup,width=520,height=720';

/** Who is signed in, kept in memory only, and how that goes on and ends. */
export function useSignIn(): { session: Session | undefined; enter: (session: Session) => void; signedIn: SignedIn } {
  const [session, enter] = useState<Session>();
  const current = useRef(session);
  current.current = session;

  useEffect(() => {
    const { at } = session ?? {};
    if (!session || !at?.refreshToken || !at.holdsFor) return undefined;
    const leaving = new AbortController();
    const timer = setTimeout(() => void renew(session, enter, leaving.signal), at.holdsFor * renewedAfter * 1_000);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [session]);

  const leave = useCallback(() => {
    const { at } = current.current ?? {};
    forgetSignIn();
    // Before the page is left for the provider's: whoever comes back to it by the browser's button sees nothing of anybody.
    flushSync(() => enter(undefined));
    go('/');
    if (at) void import('./at-provider/whole-page.ts').then(({ signOutAt }) => signOutAt(at)).catch(() => undefined);
  }, []);

  const again = useCallback(async (): Promise<Problem | undefined> => {
    const before = current.current;
    if (!before) return undefined;
    // At once: browsers open windows for a click, and not for what comes of it later.
    const opened = before.at ? window.open('', '', shapeOfWindow) : null;
    try {
      const next = await sameAgain(before, opened);
      // Whoever signed out meanwhile stays so.
      if (current.current) enter(next);
      return undefined;
    } catch (error) {
      opened?.close();
      return (await import('./at-provider/refused.ts')).problemOf(error);
    }
  }, []);

  return { session, enter, signedIn: useMemo(() => ({ leave, again }), [leave, again]) };
}

async function sameAgain(session: Session, opened: Window | null): Promise<Session> {
  if (!session.at) return signInAgain(session);
  const { inWindow } = await import('./at-provider/window.ts');
  return inWindow(opened, session, session.at);
}

/** Where that does not work, the token runs out, and whoever asks is told. */
async function renew(session: Session, enter: (session: Session) => void, signal: AbortSignal): Promise<void> {
  const { renewed } = await import('./at-provider/request.ts');
  const next = await renewed(session).catch(() => undefined);
  if (next && !signal.aborted) enter(next);
}
