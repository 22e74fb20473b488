import { useCallback } from 'react';
import { DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { dayInWords } from '../../parts/words.ts';
import { Provenance } from '../measures/grouped.tsx';
import { MonthTrend } from '../measures/month-trend.tsx';
import { numberColumns } from '../measures/number-columns.ts';
import { spanOf } from '../measures/one-measure.tsx';
import { boroughOf, ownInWords, standingInWords } from './all-compared.tsx';
import type { Compared } from './gather.ts';
import { peersOf } from './peers.ts';

/** One measure: the own home among others in the latest period, period by period, and the borough month by month. */
export function OneCompared({ compared, home }: { compared: readonly Compared[]; home: string }) {
  const years = compared.toSorted((one, other) => other.measured.period.from.localeCompare(one.measured.period.from));
  const [latest] = years;
  if (!latest) return null;
  const { definition, measured } = latest;
  const month = spanOf(definition, ['MONTH']);
  return (
    <>
      <p className="cg-lead">{definition.sentence}</p>
      <Among of={latest} home={home} />
      <DataTable
        caption="Period by period"
        columns={[
          { name: 'From', unsorted: true, value: ({ measured: { period } }) => period.from, show: firstDay },
          { name: 'Until before', unsorted: true, value: ({ measured: { period } }) => period.to, show: lastDay },
          { name: 'Your home', numeric: true, unsorted: true, value: (one) => ownInWords(peersOf(one.measured, home)) },
          { name: 'Borough', numeric: true, unsorted: true, value: boroughOf },
          {
            name: 'Beside the borough',
            unsorted: true,
            value: (one) => standingInWords({ measured: one.measured, own: peersOf(one.measured, home).own }),
          },
        ]}
        rows={years}
        keyOf={(one) => one.measured.period.from}
        file={`own-${definition.name.toLowerCase()}-by-period`}
      />
      <Provenance measured={measured} />
      {month && (
        <>
          <h2 className="nhsuk-heading-m">All homes of the borough together</h2>
          <p>Of one home single months are too small to be published.</p>
          <MonthTrend of={definition.name} span={month} />
        </>
      )}
    </>
  );
}

const firstDay = ({ measured: { period } }: Compared) => dayInWords(period.from);
const lastDay = ({ measured: { period } }: Compared) => dayInWords(period.to);

function Among({ of: { definition, measured }, home }: { of: Compared; home: string }) {
  const { own, half, shown, others } = peersOf(measured, home);
  const draw = useCallback(async () => {
    const { drawFunnel } = await import('../measures/pictures.ts');
    return drawFunnel(measured, own);
  }, [measured, own]);
  // By how many each is among, as in the picture: any other order would tell which home is which.
  const rows = measured.rows.toSorted(
    (one, other) => (one.denominator ?? 0) - (other.denominator ?? 0) || (one.value ?? 0) - (other.value ?? 0),
  );
  const compared = standingInWords({ measured, own });
  const says = [
    `Your home: ${ownInWords({ own })}; the borough: ${boroughOf({ measured })}; in ${measured.unit}.`,
    compared === '–' ? '' : `Your home is ${compared}.`,
    half ? `Of ${others} other homes ${shown} are shown; their middle half lies from ${half.from} to ${half.to}.` : '',
  ].join(' ');
  if (measured.kind === 'AMOUNT') return <p>{`Your home: ${ownInWords({ own })} ${measured.unit}.`}</p>;
  return (
    <>
      <p>{says}</p>
      <Figure
        title="Your home among others"
        says={says}
        draw={draw}
        legend="Each point is a home, the large one yours. The level line is the borough; chance leaves 95 % of homes between the dashed lines and 99.8 % between the solid ones."
      >
        <DataTable
          caption="Your home among others"
          hideCaption
          columns={[
            { name: 'Home', unsorted: true, value: (row) => (row === own ? 'Your home' : 'Another home') },
            ...numberColumns,
          ]}
          rows={rows}
          keyOf={({ key }) => key.map((one) => one.value).join()}
          file={`own-${definition.name.toLowerCase()}`}
        />
      </Figure>
    </>
  );
}
