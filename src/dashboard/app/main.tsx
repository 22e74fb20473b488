import { useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { forgetSignIn } from './frame/demonstration.tsx';
import { Frame } from './frame/frame.tsx';
import { go } from './frame/location.ts';
import type { Session } from './frame/session.ts';
import { SignIn, type Ways } from './frame/sign-in.tsx';
import { Loading } from './parts/states.tsx';

const nobody: Ways = { demonstration: false, providers: [] };

function App() {
  const [ways, setWays] = useState<Ways>();
  const [session, setSession] = useState<Session>();
  useEffect(() => {
    fetch('/dashboard/sign-in.json')
      .then((response) => response.json() as Promise<Ways>)
      .then(setWays, () => setWays(nobody));
  }, []);
  const leave = useCallback(() => {
    forgetSignIn();
    setSession(undefined);
    go('/');
  }, []);
  if (session) return <Frame session={session} leave={leave} />;
  return ways ? <SignIn ways={ways} enter={setSession} /> : <Loading of="CareGraph" />;
}

const place = document.getElementById('app');
if (place) createRoot(place).render(<App />);
