import { type Measured, memberOf, type Row } from '../measures/rows.ts';

export interface Peers {
  /** The own home; undefined where nothing is counted among its residents. */
  readonly own: Row | undefined;
  /** How many other homes there are, and of how many the number is shown. */
  readonly others: number;
  readonly shown: number;
  /** Between which values the middle half of those lies; undefined of sums, and where too few are shown to say. */
  readonly half: { readonly from: number; readonly to: number } | undefined;
}

/** Of fewer homes a middle half says nothing, and might say which they are. */
const fewest = 8;

/** The own home beside the others, which nobody can tell from one another. */
export function peersOf({ kind, rows }: Pick<Measured, 'kind' | 'rows'>, home: string): Peers {
  const own = rows.find((row) => memberOf(row, 'CARE_HOME') === home);
  const others = rows.filter((row) => row !== own);
  const values = others.flatMap(({ value }) => value ?? []).toSorted((one, other) => one - other);
  // A sum is larger in a larger home: it is not held beside others.
  const half =
    kind === 'AMOUNT' || values.length < fewest
      ? undefined
      : { from: quantile(values, 0.25), to: quantile(values, 0.75) };
  return { own, others: others.length, shown: values.length, half };
}

/** By linear interpolation between the two nearest, to as many digits as measures have. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below = 0, above = below] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return Math.round((below + (above - below) * (place % 1)) * 100) / 100;
}
