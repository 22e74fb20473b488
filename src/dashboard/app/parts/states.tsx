import { type ReactNode, useContext } from 'react';
import { LeaveContext } from '../frame/session.ts';
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

/** What went wrong, in the words of the catalogue. */
export function Problem({ problem, again }: { problem: ProblemOf; again?: () => void }) {
  const leave = useContext(LeaveContext);
  const expired = leave && (problem.code === 'TOKEN_EXPIRED' || problem.code === 'UNAUTHENTICATED');
  return (
    <div className="nhsuk-error-summary" role="alert">
      <h2 className="nhsuk-error-summary__title">{problem.message}</h2>
      <div className="nhsuk-error-summary__body">
        {problem.remedy && <p>{problem.remedy}</p>}
        {problem.allowed && problem.allowed.length > 0 && <p>Possible: {problem.allowed.join(', ')}.</p>}
        {expired && (
          <button type="button" className="nhsuk-button nhsuk-button--small" onClick={leave}>
            Sign in again
          </button>
        )}
        {again && !expired && (
          <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={again}>
            Try again
          </button>
        )}
      </div>
    </div>
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
