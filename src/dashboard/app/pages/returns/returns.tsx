import { useMemo } from 'react';
import { PurposeContext } from '../../frame/purpose.ts';
import { useSession } from '../../frame/session.ts';
import { useAll } from '../../graph/use-all.ts';
import { Empty, Loading, Problem } from '../../parts/states.tsx';
import { ByHome } from './by-home.tsx';
import { ByMonth } from './by-month.tsx';
import { gatherReturns } from './gather.ts';
import { dayInEngland, monthsBefore } from './standing.ts';

/** Which homes returned which month: in time, late, or not at all. */
export default function Returns() {
  const { role } = useSession();
  // Who pays asks for that, who watches quality for this; either is shown the same.
  return (
    <PurposeContext.Provider value={role === 'finance' ? 'FUNDING' : 'QUALITY_MONITORING'}>
      <h1 className="nhsuk-heading-xl">Monthly returns</h1>
      <Gathered />
    </PurposeContext.Provider>
  );
}

function Gathered() {
  const { agency, code } = useSession();
  const [months, gather] = useMemo(() => {
    const today = dayInEngland(new Date());
    const asked = monthsBefore(today, 12);
    return [asked, gatherReturns(agency === 'home' ? code : undefined, asked, today)];
  }, [agency, code]);
  const { parts, loading, problem, again } = useAll(gather);
  const rows = useMemo(() => parts.toSorted((one, other) => one.home.name.localeCompare(other.home.name)), [parts]);
  return (
    <>
      {problem && <Problem problem={problem} again={again} />}
      {loading && <Loading of={rows.length ? `returns: ${rows.length} homes so far` : 'returns'} />}
      {!loading && !problem && rows.length === 0 && <Empty>No home's returns are shared with you.</Empty>}
      {!loading && rows.length > 0 && (
        <>
          <ByMonth rows={rows} months={months} />
          <ByHome rows={rows} months={months} />
        </>
      )}
    </>
  );
}
