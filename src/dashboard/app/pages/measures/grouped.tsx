import { Fragment, type ReactNode } from 'react';
import { Link } from '../../frame/link.tsx';
import { pagesOf } from '../../frame/pages.ts';
import { useSession } from '../../frame/session.ts';
import { type Dimension, MeasureByDocument, type MeasureName } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { Shown } from '../../parts/states.tsx';
import { dayInWords, inWords } from '../../parts/words.ts';
import type { Measured } from './rows.ts';

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Asks for one grouping, and says beneath what every number must say of itself. */
export function Grouped({
  of,
  span: { from, to },
  groupBy,
  title,
  children,
}: {
  of: MeasureName;
  span: Span;
  groupBy: readonly Dimension[];
  title: string;
  children: (measured: Measured) => ReactNode;
}) {
  const asked = useAsked(MeasureByDocument, { of, from, to, groupBy: [...groupBy] });
  return (
    <div>
      <Shown asked={asked} of={title.toLowerCase()}>
        {({ measure }) => (
          <>
            {children(measure)}
            <Provenance measured={measure} />
          </>
        )}
      </Shown>
    </div>
  );
}

/** What every number must say of itself. */
export function Provenance({ measured }: { measured: Measured }) {
  const { name, unit, period, note, dataThrough, homes, agreement, rule, cells, hiddenLess } = measured;
  return (
    <p className="cg-provenance">
      Values in {unit}. {dayInWords(period.from)} until before {dayInWords(period.to)}; data through{' '}
      {dayInWords(dataThrough)}. {homes && `${homes.reporting} of ${homes.expected} homes reported. `}
      {note && `${note} `}
      {cells.hidden > 0 && `${cells.hidden} ${cells.hidden === 1 ? 'number is' : 'numbers are'} hidden. `}
      <HiddenLess of={name} hiddenLess={hiddenLess} />
      {rule} Agreement <span className="cg-hash">{agreement.slice(0, 12)}</span>.
    </p>
  );
}

/** Groupings of which less is hidden, each opened by whoever has the page of measures. */
function HiddenLess({ of, hiddenLess }: { of: MeasureName; hiddenLess: Measured['hiddenLess'] }) {
  const opens = pagesOf(useSession()).some(({ path }) => path === '/measures');
  if (hiddenLess.length === 0) return null;
  return (
    <>
      Less is hidden{' '}
      {hiddenLess.map(({ dimensions, period: { from, to } }, place) => (
        <Fragment key={`${dimensions} ${from}`}>
          {place > 0 && ', '}
          {opens ? (
            <Link to={`/measures/${of}?${new URLSearchParams({ by: dimensions.join(','), from, to })}`}>
              {groupingInWords(dimensions)}
            </Link>
          ) : (
            groupingInWords(dimensions)
          )}
        </Fragment>
      ))}
      .{' '}
    </>
  );
}

/** As by care type and age band. */
export const groupingInWords = (dimensions: readonly Dimension[]): string =>
  dimensions.length === 0
    ? 'in all'
    : `by ${dimensions.map((dimension) => inWords(dimension).toLowerCase()).join(' and ')}`;
