import type { Column } from '../../parts/data-table.tsx';
import { hiddenInWords, isHidden, type Row } from './rows.ts';

const orHidden = (row: Row, value: number | null) => value ?? (isHidden(row) ? hiddenInWords : 'not told');

/** What every table of a measure says beside what its rows are about. */
export const numberColumns: readonly Column<Row>[] = [
  { name: 'Value', numeric: true, unsorted: true, value: (row) => row.value, show: (row) => orHidden(row, row.value) },
  { name: 'From (95 %)', numeric: true, unsorted: true, value: (row) => row.lower, show: (row) => row.lower ?? '–' },
  { name: 'To (95 %)', numeric: true, unsorted: true, value: (row) => row.upper, show: (row) => row.upper ?? '–' },
  {
    name: 'Counted',
    numeric: true,
    unsorted: true,
    value: (row) => row.numerator,
    show: (row) => orHidden(row, row.numerator),
  },
  {
    name: 'Among',
    numeric: true,
    unsorted: true,
    value: (row) => row.denominator,
    show: (row) => row.denominator ?? '–',
  },
  {
    name: 'Suppression',
    unsorted: true,
    value: (row) => row.suppression,
    show: (row) => (isHidden(row) ? row.suppression.toLowerCase() : ''),
  },
];
