import type { MeasureName } from '../../graph/documents.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { inWords } from '../../parts/words.ts';
import { Grouped, type Span } from './grouped.tsx';
import { numberColumns } from './number-columns.ts';
import { hiddenInWords, isHidden, type Measured, memberOf, type Row } from './rows.ts';

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const steps = 5;

/** When in the week: a table that is a picture too, so that nobody is shown less than others. */
export function WeekProfile({ of, span }: { of: MeasureName; span: Span }) {
  return (
    <Grouped of={of} span={span} groupBy={['WEEKDAY', 'TIME_BAND']} title="By weekday and time of day">
      {(measured) => <Profile of={of} measured={measured} />}
    </Grouped>
  );
}

function Profile({ of, measured: { rows } }: { of: MeasureName; measured: Measured }) {
  const bands = [...new Set(rows.map((row) => memberOf(row, 'TIME_BAND')))].sort();
  const most = Math.max(...rows.map(({ numerator }) => numerator ?? 0), 1);
  const at = (weekday: string, band: string) =>
    rows.find((row) => memberOf(row, 'WEEKDAY') === weekday && memberOf(row, 'TIME_BAND') === band);
  return (
    <figure className="cg-figure">
      <figcaption>By weekday and time of day: how many were counted</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="cg-scroll" tabIndex={0} aria-label="Shaded by how many">
        <table className="cg-heat">
          <thead>
            <tr>
              <td />
              {weekdays.map((weekday) => (
                <th scope="col" key={weekday}>
                  {inWords(weekday)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bands.map((band) => (
              <tr key={band}>
                <th scope="row">{inWords(band)}</th>
                {weekdays.map((weekday) => (
                  <Cell key={weekday} row={at(weekday, band)} most={most} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">The numbers as a table</span>
        </summary>
        <div className="nhsuk-details__text">
          <DataTable
            caption="By weekday and time of day"
            hideCaption
            columns={[
              {
                name: 'Weekday',
                unsorted: true,
                value: (row) => memberOf(row, 'WEEKDAY'),
                show: (row) => inWords(memberOf(row, 'WEEKDAY')),
              },
              { name: 'Time', unsorted: true, value: (row) => inWords(memberOf(row, 'TIME_BAND')) },
              ...numberColumns,
            ]}
            rows={rows}
            keyOf={(row) => `${memberOf(row, 'WEEKDAY')} ${memberOf(row, 'TIME_BAND')}`}
            file={`${of.toLowerCase()}-by-weekday-and-time`}
          />
        </div>
      </details>
    </figure>
  );
}

function Cell({ row, most }: { row: Row | undefined; most: number }) {
  if (!row) return <td>–</td>;
  if (isHidden(row)) return <td className="cg-hidden">{hiddenInWords}</td>;
  const shade = Math.ceil(((row.numerator ?? 0) / most) * steps);
  return <td className={`cg-shade-${shade}`}>{row.numerator}</td>;
}
