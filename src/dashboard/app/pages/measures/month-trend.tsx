import { useCallback } from 'react';
import type { MeasureName } from '../../graph/documents.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { monthInWords } from '../../parts/words.ts';
import { Grouped, type Span } from './grouped.tsx';
import { numberColumns } from './number-columns.ts';
import { type Measured, memberOf, type Row } from './rows.ts';

const legend = 'Chance alone would leave each month within the band, 95 times of 100.';

/** Month by month, with the band in which chance alone would leave it. */
export function MonthTrend({ of, span }: { of: MeasureName; span: Span }) {
  return (
    <Grouped of={of} span={span} groupBy={['MONTH']} title="Month by month">
      {(measured) => <Trend of={of} measured={measured} />}
    </Grouped>
  );
}

function Trend({ of, measured: { rows, unit } }: { of: MeasureName; measured: Measured }) {
  const draw = useCallback(async () => {
    const { drawTrend } = await import('./pictures.ts');
    return drawTrend(
      rows.map((row) => ({ month: memberOf(row, 'MONTH'), ...row })),
      unit,
    );
  }, [rows, unit]);
  return (
    <Figure
      title="Month by month"
      says={inSentence(rows, unit)}
      draw={draw}
      {...(rows.some(({ lower }) => lower !== null) && { legend })}
    >
      <DataTable
        caption="Month by month"
        hideCaption
        columns={[
          {
            name: 'Month',
            value: (row) => memberOf(row, 'MONTH'),
            show: (row) => monthInWords(memberOf(row, 'MONTH')),
          },
          ...numberColumns,
        ]}
        rows={rows}
        keyOf={(row) => memberOf(row, 'MONTH')}
        file={`${of.toLowerCase()}-by-month`}
      />
    </Figure>
  );
}

function inSentence(rows: readonly Row[], unit: string): string {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return 'No months.';
  const told = (row: Row) => `${row.value ?? 'hidden'} in ${monthInWords(memberOf(row, 'MONTH'))}`;
  return `Line of ${rows.length} months in ${unit}, from ${told(first)} to ${told(last)}; all numbers are in the table below.`;
}
