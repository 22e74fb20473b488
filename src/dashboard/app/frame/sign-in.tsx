import { useEffect, useState } from 'react';
import type { Problem as ProblemOf } from '../graph/ask.ts';
import { Loading, Problem } from '../parts/states.tsx';
import type { Provider } from './at-provider/provider.ts';
import { ChooseSignIn } from './demonstration.tsx';
import type { Session } from './session.ts';

/** How one signs in at this hub. */
export interface Ways {
  readonly demonstration: boolean;
  readonly providers: readonly Provider[];
}

const noWay = {
  code: '',
  message: 'Nobody can sign in to this dashboard yet.',
  remedy: 'Whoever runs the hub must name its client at an identity provider: docs/sign-in.md tells how.',
};
export function SignIn({ ways, enter }: { ways: Ways; enter: (session: Session) => void }) {
  return (
    <div className="nhsuk-width-container">
      <main className="nhsuk-main-wrapper" id="main">
        {ways.demonstration ? <ChooseSignIn enter={enter} /> : <AtProvider ways={ways} enter={enter} />}
      </main>
    </div>
  );
}

type State = 'looking' | 'out' | 'handed over' | ProblemOf;

function AtProvider({ ways: { providers }, enter }: { ways: Ways; enter: (session: Session) => void }) {
  const [state, setState] = useState<State>('looking');
  useEffect(() => {
    comeBack().then((found) => (typeof found === 'object' && 'token' in found ? enter(found) : setState(found)));
  }, [enter]);
  useEffect(() => {
    if (state === 'handed over') window.close();
  }, [state]);
  if (state === 'looking') return <Loading of="who you are" />;
  if (state === 'handed over') return <p role="status">You are signed in again. You may close this window.</p>;
  if (providers.length === 0) return <Problem problem={noWay} />;
  const problem = typeof state === 'object' ? state : undefined;
  const leave = async (provider: Provider) => {
    setState('looking');
    // Whom the hub refused, the provider would send back at once as the same person.
    setState((await leaveFor(provider, problem !== undefined)) ?? 'looking');
  };
  return (
    <>
      <h1 className="nhsuk-heading-xl">Sign in to CareGraph</h1>
      {problem && <Problem problem={problem} />}
      <ul className="cg-sign-ins">
        {providers.map((provider) => (
          <li key={provider.issuer}>
            <button type="button" className="nhsuk-button" onClick={() => void leave(provider)}>
              Sign in at {new URL(provider.issuer).hostname}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who came back from the provider, or why not. Fetched only where it is needed: a demonstration has no provider. */
async function comeBack(): Promise<Session | State> {
  const [{ comeBack }, { problemOf }] = await atProvider();
  return (await comeBack().catch(problemOf)) ?? 'out';
}

/** Why the page could not be left; undefined if the browser is on its way. */
async function leaveFor(provider: Provider, asSomebody: boolean): Promise<ProblemOf | undefined> {
  const [{ leaveFor }, { problemOf }] = await atProvider();
  return leaveFor(provider, asSomebody).then(() => undefined, problemOf);
}

const atProvider = () => Promise.all([import('./at-provider/whole-page.ts'), import('./at-provider/refused.ts')]);
