import { useEffect, useState } from 'react';
import { Loading, Problem } from '../parts/states.tsx';
import { inWords } from '../parts/words.ts';
import { pagesOf } from './pages.ts';
import type { Session } from './session.ts';

/** How agencies are called, in the order of the front page. */
const agencies: readonly [Session['agency'], string][] = [
  ['home', 'Care homes'],
  ['practice', 'GP practices'],
  ['trust', 'Hospital trusts'],
  ['council', 'Council'],
  ['icb', 'NHS commissioner (ICB)'],
  ['dashboard', 'Partner dashboards'],
];

const remembered = 'caregraph:sign-in';
const nameOf = ({ code, role }: Session) => `${code} ${role}`;

/** Chooses who to be in a demonstration. Its sign-ins are asked for anew; only which one it was is remembered, in this tab. */
export function ChooseSignIn({ enter }: { enter: (session: Session) => void }) {
  const [signIns, setSignIns] = useState<readonly Session[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    fetchSignIns().then(
      (found) => {
        const last = found.find((one) => nameOf(one) === sessionStorage.getItem(remembered));
        if (last) enter(last);
        else setSignIns(found);
      },
      () => setFailed(true),
    );
  }, [enter]);
  if (failed) return <Problem problem={unreachable} again={() => location.reload()} />;
  if (!signIns) return <Loading of="who can sign in" />;
  const choose = (session: Session) => {
    sessionStorage.setItem(remembered, nameOf(session));
    enter(session);
  };
  return (
    <>
      <h1 className="nhsuk-heading-xl">Who are you today?</h1>
      <p className="cg-lead">
        This is a demonstration: all people, homes and numbers are invented, and you may be anyone.{' '}
        <a href="/">See the same question side by side</a>.
      </p>
      {agencies.map(([agency, title]) => (
        <Agency key={agency} title={title} signIns={signIns.filter((one) => one.agency === agency)} choose={choose} />
      ))}
    </>
  );
}

function Agency({
  title,
  signIns,
  choose,
}: {
  title: string;
  signIns: readonly Session[];
  choose: (session: Session) => void;
}) {
  if (signIns.length === 0) return null;
  return (
    <section>
      <h2 className="nhsuk-heading-m">{title}</h2>
      <ul className="cg-sign-ins">
        {signIns.map((signIn) => (
          <li key={nameOf(signIn)}>
            <button
              type="button"
              className={`nhsuk-button nhsuk-button--small${pagesOf(signIn).length ? '' : ' nhsuk-button--secondary'}`}
              onClick={() => choose(signIn)}
            >
              {inWords(signIn.role)}
              <span className="cg-organisation">{signIn.organisation}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same role of the same organisation with a token that holds longer. */
export async function signInAgain(session: Session): Promise<Session> {
  const found = (await fetchSignIns()).find((one) => nameOf(one) === nameOf(session));
  if (!found) throw new Error('It is no account of the demonstration any more.');
  return found;
}

export function forgetSignIn(): void {
  sessionStorage.removeItem(remembered);
}

async function fetchSignIns(): Promise<Session[]> {
  const response = await fetch('/demonstration/sign-ins');
  if (!response.ok) throw new Error(`Status ${response.status}`);
  return (await response.json()) as Session[];
}

const unreachable = {
  code: 'UNREACHABLE',
  message: 'The hub does not answer.',
  remedy: 'See whether it still runs where you started it, then load this page again.',
};
