import { type ReactNode, useContext, useState } from 'react';
import { type SignedIn, SignedInContext } from '../frame/session.ts';
import type { Problem as ProblemOf } from '../graph/ask.ts';
import type { Asked } from '../graph/use-asked.ts';

export function Loading({ of }: { of: string }) {
  return (
    <p className="cg-loading" role="status">
      Loading {of} …
    </p>
  );
}

/** Nothing to show, why, and what to do about it. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="nhsuk-inset-text">{children}</div>;
}

/** Whether signing in again is all that it needs. */
export const hasRunOut = ({ code }: ProblemOf) => code === 'TOKEN_EXPIRED' || code === 'UNAUTHENTICATED';

/** The catalogue speaks to programs here. */
const runOut = {
  message: 'Your sign-in has run out.',
  remedy: 'Sign in again to go on. This page stays as it is, with what you typed.',
};

/** What went wrong, in the words of the catalogue. */
export function Problem({ problem, again }: { problem: ProblemOf; again?: () => void }) {
  const signedIn = useContext(SignedInContext);
  const expired = signedIn && hasRunOut(problem);
  const { message, remedy } = expired ? runOut : problem;
  return (
    <div className="nhsuk-error-summary" role="alert">
      <h2 className="nhsuk-error-summary__title">{message}</h2>
      <div className="nhsuk-error-summary__body">
        {remedy && <p>{remedy}</p>}
        {problem.allowed && problem.allowed.length > 0 && <p>Possible: {problem.allowed.join(', ')}.</p>}
        {expired && <SignInAgain of={problem} signedIn={signedIn} />}
        {again && !expired && (
          <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={again}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}

/** `of` is what was wrong before: the next time that a token runs out is another. */
function SignInAgain({ of, signedIn }: { of: ProblemOf; signedIn: SignedIn }) {
  const [problem, setProblem] = useState<ProblemOf>();
  const [doneFor, setDoneFor] = useState<ProblemOf>();
  if (doneFor === of) return <p>You are signed in again. What you typed is still there.</p>;
  const again = async () => {
    const found = await signedIn.again();
    setProblem(found);
    if (!found) setDoneFor(of);
  };
  return (
    <>
      {problem && (
        <p role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
      <button type="button" className="nhsuk-button nhsuk-button--small" onClick={() => void again()}>
        Sign in again
      </button>
    </>
  );
}

/**
 * What was asked, once it is there: before that that it loads, and what went wrong, beside whatever could be answered.
 * `of` names it in the middle of a sentence.
 */
export function Shown<Result>({
  asked: { data, problem, loading, again },
  of,
  children,
}: {
  asked: Asked<Result>;
  of: string;
  children: (data: Result) => ReactNode;
}) {
  if (loading && !data) return <Loading of={of} />;
  return (
    <div aria-busy={loading}>
      {problem && <Problem problem={problem} again={again} />}
      {data && children(data)}
    </div>
  );
}
