import type { Dimension, MeasureByQuery } from '../../graph/documents.ts';

export type Measured = MeasureByQuery['measure'];
export type Row = Measured['rows'][number];

/** The member that a row has of a dimension. */
export const memberOf = ({ key }: Pick<Row, 'key'>, dimension: Dimension): string =>
  key.find((one) => one.dimension === dimension)?.value ?? '';

export const isHidden = ({ suppression }: Pick<Row, 'suppression'>): boolean =>
  suppression !== 'NONE' && suppression !== 'ROUNDED';

/** What stands for a number that is hidden, never a zero. */
export const hiddenInWords = 'hidden';
