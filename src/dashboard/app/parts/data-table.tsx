import { type ReactNode, useState } from 'react';
import { AsCsv } from './as-csv.tsx';
import { csvOf, download } from './csv.ts';

export interface Column<Row> {
  readonly name: string;
  /** What is sorted by and what stands in the file; null is sorted last. */
  value(row: Row): string | number | null;
  /** How it is shown, if not as it is. */
  show?(row: Row): ReactNode;
  readonly numeric?: boolean;
  /** Where the order would rank homes or people, none is offered. */
  readonly unsorted?: boolean;
}

interface Sorting {
  readonly column: number;
  readonly descending: boolean;
}

/** A table that sorts by its headings. `file` names what can be downloaded: exactly what is shown, in the order shown. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  file,
  hideCaption = false,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  file?: string;
  hideCaption?: boolean;
}) {
  const [sorting, setSorting] = useState<Sorting>();
  const shown = sorted(rows, columns, sorting);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="cg-scroll" tabIndex={0} aria-label={caption}>
        <table className="nhsuk-table cg-table">
          <caption className={hideCaption ? 'nhsuk-u-visually-hidden' : 'nhsuk-table__caption'}>{caption}</caption>
          <thead className="nhsuk-table__head">
            <tr>
              {columns.map((column, place) => (
                <Heading
                  key={column.name}
                  column={column}
                  sorting={sorting?.column === place ? sorting : undefined}
                  sort={(descending) => setSorting({ column: place, descending })}
                />
              ))}
            </tr>
          </thead>
          <tbody className="nhsuk-table__body">
            {shown.map((row) => (
              <tr className="nhsuk-table__row" key={keyOf(row)}>
                {columns.map((column, place) => {
                  const Cell = place === 0 ? 'th' : 'td';
                  return (
                    <Cell
                      key={column.name}
                      {...(place === 0 ? { scope: 'row' } : {})}
                      className={`nhsuk-table__${place === 0 ? 'header' : 'cell'}${column.numeric ? ' cg-number' : ''}`}
                    >
                      {column.show ? column.show(row) : column.value(row)}
                    </Cell>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {file && (
        <AsCsv
          of={caption}
          take={() =>
            download(
              `${file}.csv`,
              csvOf(
                columns.map(({ name }) => name),
                shown.map((row) => columns.map((column) => column.value(row))),
              ),
            )
          }
        />
      )}
    </>
  );
}

function Heading<Row>({
  column: { name, numeric, unsorted },
  sorting,
  sort,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  sort: (descending: boolean) => void;
}) {
  const order = sorting ? (sorting.descending ? 'descending' : 'ascending') : 'none';
  return (
    <th
      scope="col"
      className={`nhsuk-table__header${numeric ? ' cg-number' : ''}`}
      {...(unsorted ? {} : { 'aria-sort': order })}
    >
      {unsorted ? (
        name
      ) : (
        <button type="button" onClick={() => sort(order === 'ascending')}>
          {name}
        </button>
      )}
    </th>
  );
}

function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const column = sorting && columns[sorting.column];
  if (!column) return rows;
  const sign = sorting.descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [column.value(one), column.value(other)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b), 'en-GB', { numeric: true });
  });
}
