import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Frame } from './frame/frame.tsx';
import { SignIn, type Ways } from './frame/sign-in.tsx';
import { useSignIn } from './frame/use-sign-in.ts';
import { Loading, Problem } from './parts/states.tsx';

const unreachable = {
  code: 'UNREACHABLE',
  message: 'The hub does not answer.',
  remedy: 'Check the connection, then try again.',
};

async function fetchWays(): Promise<Ways> {
  const response = await fetch('/dashboard/sign-in.json');
  if (!response.ok) throw new Error(`Status ${response.status}`);
  return (await response.json()) as Ways;
}

function App() {
  const [ways, setWays] = useState<Ways>();
  const [failed, setFailed] = useState(false);
  const { session, enter, signedIn } = useSignIn();
  useEffect(() => {
    fetchWays().then(setWays, () => setFailed(true));
  }, []);
  if (session) return <Frame session={session} signedIn={signedIn} />;
  if (ways) return <SignIn ways={ways} enter={enter} />;
  return (
    <div className="nhsuk-width-container">
      <main className="nhsuk-main-wrapper" id="main">
        {failed ? <Problem problem={unreachable} again={() => location.reload()} /> : <Loading of="CareGraph" />}
      </main>
    </div>
  );
}

const place = document.getElementById('app');
if (place) createRoot(place).render(<App />);
