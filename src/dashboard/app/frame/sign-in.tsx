import { useEffect, useState } from 'react';
import { Loading, Problem } from '../parts/states.tsx';
import { ChooseSignIn } from './demonstration.tsx';
import type { Provider } from './provider.ts';
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
const failed = {
  code: '',
  message: 'Signing in did not work.',
  remedy: 'Try again. If it stays like this, tell whoever runs the hub.',
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

function AtProvider({ ways: { providers }, enter }: { ways: Ways; enter: (session: Session) => void }) {
  const [state, setState] = useState<'looking' | 'out' | 'failed'>('looking');
  useEffect(() => {
    comeBack().then(
      (session) => (session ? enter(session) : setState('out')),
      () => setState('failed'),
    );
  }, [enter]);
  if (state === 'looking') return <Loading of="who you are" />;
  if (providers.length === 0) return <Problem problem={noWay} />;
  const leave = async (provider: Provider) => {
    setState('looking');
    const { leaveFor } = await import('./provider.ts');
    await leaveFor(provider).catch(() => setState('failed'));
  };
  return (
    <>
      <h1 className="nhsuk-heading-xl">Sign in to CareGraph</h1>
      {state === 'failed' && <Problem problem={failed} />}
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

/** Fetched only where it is needed: a demonstration has no provider. */
async function comeBack(): Promise<Session | undefined> {
  const provider = await import('./provider.ts');
  return provider.comeBack();
}
