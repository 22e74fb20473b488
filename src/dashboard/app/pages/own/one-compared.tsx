import { useCallback, useMemo } from 'react';
import { DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { dayInWords } from '../../parts/words.ts';
import { Provenance } from '../measures/grouped.tsx';
import { MonthTrend } from '../measures/month-trend.tsx';
import { spanOf } from '../measures/one-measure.tsx';
import { boroughOf, ownInWords, shownInWords, standingInWords } from './all-compared.tsx';
import type { Compared } from './gather.ts';
import { legendOf } from './legend.ts';
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
  const told = useMemo(() => peersOf(measured, home), [measured, home]);
  const draw = useCallback(async () => {
    const { drawAmong } = await import('./picture.ts');
    return drawAmong(measured, told);
  }, [measured, told]);
  const { own, peers, half } = told;
  const compared = standingInWords({ measured, own });
  const says = [
    `Your home: ${ownInWords({ own })}; the borough: ${boroughOf({ measured })}; in ${measured.unit}.`,
    compared === '–' ? '' : `Your home is ${compared}.`,
    half
      ? `Of homes of other providers ${shownInWords(told)} are shown; their middle half lies from ${half.from} to ${half.to}.`
      : '',
  ].join(' ');
  if (measured.kind === 'AMOUNT') return <p>{`Your home: ${ownInWords({ own })} ${measured.unit}.`}</p>;
  if (!half) {
    return (
      <p>
        {says} Other homes are not shown: a number for a whole year is published of too few, and you could tell which
        they are.
      </p>
    );
  }
  const together = [...Map.groupBy(peers, (value) => value)].map(([value, { length }]) => ({
    homes: `${length} other homes, on average`,
    value,
  }));
  const rows = [...(own ? [{ homes: 'Your home', value: ownInWords({ own }) }] : []), ...together];
  return (
    <>
      <p>{says}</p>
      <Figure title="Your home among others" says={says} draw={draw} legend={legendOf(measured, told)}>
        <DataTable
          caption="Your home among others"
          hideCaption
          columns={[
            { name: 'Homes', unsorted: true, value: ({ homes }) => homes },
            { name: 'Value', numeric: true, unsorted: true, value: ({ value }) => value },
          ]}
          rows={rows}
          keyOf={({ homes, value }) => `${homes} ${value}`}
          file={`own-${definition.name.toLowerCase()}`}
        />
      </Figure>
    </>
  );
}
