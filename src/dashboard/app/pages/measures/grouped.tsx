import type { ReactNode } from 'react';
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
  const { unit, period, note, dataThrough, homes, agreement, rule, cells, hiddenLess } = measured;
  return (
    <p className="cg-provenance">
      Values in {unit}. {dayInWords(period.from)} until before {dayInWords(period.to)}; data through{' '}
      {dayInWords(dataThrough)}. {homes && `${homes.reporting} of ${homes.expected} homes reported. `}
      {note && `${note} `}
      {cells.hidden > 0 && `${cells.hidden} ${cells.hidden === 1 ? 'number is' : 'numbers are'} hidden. `}
      {hiddenLess.length > 0 &&
        `Less is hidden by ${hiddenLess.map(({ dimensions }) => dimensions.map(inWords).join(' and ') || 'total').join('; by ')}. `}
      {rule} Agreement <span className="cg-hash">{agreement.slice(0, 12)}</span>.
    </p>
  );
}
