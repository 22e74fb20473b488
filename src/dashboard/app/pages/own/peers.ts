import { isHidden, type Measured, memberOf, type Row } from '../measures/rows.ts';

export interface Peers {
  /** The own home; undefined where nothing is counted among its residents. */
  readonly own: Row | undefined;
  /** What the hub tells of other homes, the lowest first: five and more that lie next to one another are told as their mean. */
  readonly peers: readonly number[];
  /** How many others there are beside those, of which the number is hidden. */
  readonly hidden: number;
  /** Between which values the middle half of the others lies; undefined where the hub tells of none. */
  readonly half: { readonly from: number; readonly to: number } | undefined;
}

/** The own home beside the others, who have no names: the hub tells none to a home. */
export function peersOf({ rows, cells }: Pick<Measured, 'rows' | 'cells'>, home: string): Peers {
  const own = rows.find((row) => memberOf(row, 'CARE_HOME') === home);
  const peers = rows
    .filter(({ key }) => key.length === 0)
    .flatMap(({ value }) => value ?? [])
    .toSorted((one, other) => one - other);
  return {
    own,
    peers,
    hidden: cells.hidden - (own && isHidden(own) ? 1 : 0),
    half: peers.length ? { from: at(peers, 0.25), to: at(peers, 0.75) } : undefined,
  };
}

/** The value that stands there: between two means there is nothing to be had. */
const at = (sorted: readonly number[], share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
