import type { Dimension, MeasureName } from '../../graph/documents.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { inWords } from '../../parts/words.ts';
import { Grouped, groupingInWords, type Span } from './grouped.tsx';
import { numberColumns } from './number-columns.ts';
import { memberOf } from './rows.ts';
import { useMemberNames } from './use-member-names.ts';

/** Any other grouping, as a table alone. */
export function OtherGrouping({ of, span, groupBy }: { of: MeasureName; span: Span; groupBy: readonly Dimension[] }) {
  const nameOf = useMemberNames(groupBy);
  const words = groupingInWords(groupBy);
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return (
    <Grouped of={of} span={span} groupBy={groupBy} title={title}>
      {({ rows, total }) => (
        <DataTable
          caption={title}
          columns={[
            ...groupBy.map((dimension) => ({
              name: inWords(dimension),
              unsorted: true,
              value: (row: (typeof rows)[number]) => nameOf(dimension, memberOf(row, dimension)),
            })),
            ...numberColumns,
          ]}
          rows={groupBy.length > 0 ? rows : [{ key: [], ...total }]}
          keyOf={({ key }) => key.map(({ value }) => value).join()}
          file={`${of}-${groupingInWords(groupBy)}`.toLowerCase().replaceAll(' ', '-')}
        />
      )}
    </Grouped>
  );
}
