import { useCallback } from 'react';
import { Link } from '../../frame/link.tsx';
import { useSession } from '../../frame/session.ts';
import type { MeasureName } from '../../graph/documents.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { useHomes } from '../../parts/use-homes.ts';
import { Grouped, type Span } from './grouped.tsx';
import { limitsAround, standing } from './limits.ts';
import { numberColumns } from './number-columns.ts';
import { type Measured, memberOf, type Row } from './rows.ts';

const legend =
  'Each point is a home. The level line is the borough. Numbers are rounded, so some points lie on one another.';
const chance = 'Chance leaves 95 % of homes between the dashed lines and 99.8 % between the solid ones.';

/** Homes beside the borough: which differ by more than chance would make them. Never a ranking. */
export function HomesFunnel({ of, span }: { of: MeasureName; span: Span }) {
  // A home is told of no other which it is: it has a page of its own beside them.
  if (useSession().agency === 'home') {
    return (
      <p>
        <Link to={`/own/${of}`}>Your home beside others</Link>
      </p>
    );
  }
  return (
    <Grouped of={of} span={span} groupBy={['CARE_HOME']} title="Homes and the borough">
      {(measured) => <Funnel of={of} measured={measured} />}
    </Grouped>
  );
}

function Funnel({ of, measured }: { of: MeasureName; measured: Measured }) {
  const { parts: homes } = useHomes();
  const { rows, unit } = measured;
  const nameOf = (row: Row) => {
    const id = memberOf(row, 'CARE_HOME');
    return homes.find(({ cqcLocationId }) => cqcLocationId === id)?.name ?? id;
  };
  const draw = useCallback(async () => {
    const { drawFunnel } = await import('./pictures.ts');
    return drawFunnel(measured);
  }, [measured]);
  const limits = limitsAround(measured);
  const outside = rows.filter((row) => limits && /99/.test(standing(row, limits))).length;
  // Of sums and means nothing says what chance would make.
  const beyond = limits ? `; ${outside} outside the 99.8 % limits` : '';
  const says = `Each home by how many it is among, in ${unit}, around the borough's ${measured.total.value ?? 'hidden value'}${beyond}.`;
  return (
    <Figure
      title={limits ? 'Homes and the borough: more than chance?' : 'Homes and the borough'}
      says={says}
      draw={draw}
      legend={limits ? `${legend} ${chance}` : legend}
    >
      <DataTable
        caption="Homes and the borough"
        hideCaption
        columns={[
          { name: 'Home', value: nameOf },
          ...numberColumns,
          { name: 'Beside the borough', unsorted: true, value: (row) => (limits ? standing(row, limits) : '') },
        ]}
        rows={rows}
        keyOf={(row) => memberOf(row, 'CARE_HOME')}
        file={`${of.toLowerCase()}-by-home`}
      />
    </Figure>
  );
}
