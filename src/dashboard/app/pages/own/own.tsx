import { useMemo } from 'react';
import { Link } from '../../frame/link.tsx';
import { useLocation } from '../../frame/location.ts';
import { useSession } from '../../frame/session.ts';
import { useAll } from '../../graph/use-all.ts';
import { Empty, Loading, Problem } from '../../parts/states.tsx';
import { inWords } from '../../parts/words.ts';
import { AllCompared } from './all-compared.tsx';
import { gatherCompared } from './gather.ts';
import { OneCompared } from './one-compared.tsx';

/** The figures of the own home beside the borough and other homes, which have no names here. */
export default function Own() {
  const { path } = useLocation();
  const { code } = useSession();
  const wanted = path.split('/')[2];
  const gather = useMemo(() => gatherCompared(wanted), [wanted]);
  const { parts, loading, problem, again } = useAll(gather);
  return (
    <>
      {wanted && (
        <p className="cg-no-print">
          <Link to="/own">All figures of your home</Link>
        </p>
      )}
      <h1 className="nhsuk-heading-xl">{wanted ? inWords(wanted) : 'Your home beside others'}</h1>
      {problem && <Problem problem={problem} again={again} />}
      {loading && <Loading of="figures of your home" />}
      {!loading && !problem && parts.length === 0 && <Empty>Nothing is published by home yet.</Empty>}
      {!loading && parts.length > 0 && !wanted && <AllCompared compared={parts} home={code} />}
      {!loading && parts.length > 0 && wanted && <OneCompared compared={parts} home={code} />}
    </>
  );
}
