import { useMemo } from 'react';
import { useLocation } from '../../frame/location.ts';
import { PurposeContext } from '../../frame/purpose.ts';
import { useSession } from '../../frame/session.ts';
import { useAll } from '../../graph/use-all.ts';
import { Empty, Loading, Problem } from '../../parts/states.tsx';
import { statementsOfHome, statementsOfPayer } from './gather.ts';
import { OneStatement } from './one-statement.tsx';
import { Statements } from './statements.tsx';

/** What the reward scheme paid whom for which month, and why or why not. */
export default function Rewards() {
  const { agency } = useSession();
  // Who pays asks for that; a home looks over what it is paid.
  return (
    <PurposeContext.Provider value={agency === 'home' ? 'QUALITY_MONITORING' : 'FUNDING'}>
      <Gathered />
    </PurposeContext.Provider>
  );
}

function Gathered() {
  const { agency } = useSession();
  const { path } = useLocation();
  const opened = decodeURIComponent(path.split('/')[2] ?? '');
  const { parts, loading, problem, again } = useAll(agency === 'home' ? statementsOfHome : statementsOfPayer);
  const statements = useMemo(
    () =>
      parts.toSorted(
        (one, other) => other.month.localeCompare(one.month) || one.home.name.localeCompare(other.home.name),
      ),
    [parts],
  );
  const one = opened ? statements.find(({ id }) => id === opened) : undefined;
  return (
    <>
      <h1 className="nhsuk-heading-xl">{opened ? 'Reward statement' : 'Rewards'}</h1>
      {problem && <Problem problem={problem} again={again} />}
      {loading && <Loading of="reward statements" />}
      {!loading && one && <OneStatement statement={one} />}
      {!loading && !problem && opened && !one && <p>There is no such statement.</p>}
      {!loading && !opened && statements.length > 0 && <Statements statements={statements} />}
      {!loading && !problem && statements.length === 0 && <Empty>Nothing was paid by the reward scheme yet.</Empty>}
    </>
  );
}
