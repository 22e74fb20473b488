import { Link } from '../../frame/link.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { inWords } from '../../parts/words.ts';
import { limitsAround, standing } from '../measures/limits.ts';
import { hiddenInWords, isHidden } from '../measures/rows.ts';
import type { Compared } from './gather.ts';
import { type Peers, peersOf } from './peers.ts';

type Row = Compared & Peers;

/** A line for each measure in its latest period: the own value, the borough, and where the middle half of others lies. */
export function AllCompared({ compared, home }: { compared: readonly Compared[]; home: string }) {
  const rows = compared
    .map((one) => ({ ...one, ...peersOf(one.measured, home) }))
    .toSorted((one, other) => inWords(one.definition.name).localeCompare(inWords(other.definition.name)));
  return (
    <>
      <p className="cg-lead">
        The latest period that is published of each measure, mostly a year. The borough is all homes together. Of homes
        of other providers you see where the middle half of those lies whose number is shown, without names, and nothing
        of sums, of single months, or where so few are shown that you could tell which they are.
      </p>
      <DataTable
        caption="Your home, the borough and other homes"
        columns={columns}
        rows={rows}
        keyOf={({ definition }) => definition.name}
        file="own-figures"
      />
    </>
  );
}

/** The own value, or why there is none. */
export function ownInWords({ own }: Pick<Peers, 'own'>): string | number {
  if (!own) return 'nothing to count';
  if (own.value !== null) return own.value;
  return isHidden(own) ? hiddenInWords : `${own.numerator} of ${own.denominator} (too few to say)`;
}

const columns: readonly Column<Row>[] = [
  {
    name: 'Measure',
    value: ({ definition }) => inWords(definition.name),
    show: ({ definition }) => <Link to={`/own/${definition.name}`}>{inWords(definition.name)}</Link>,
  },
  { name: 'Your home', numeric: true, unsorted: true, value: ownInWords },
  { name: 'From (95 %)', numeric: true, unsorted: true, value: ({ own }) => own?.lower ?? null, show: lowerOf },
  { name: 'To (95 %)', numeric: true, unsorted: true, value: ({ own }) => own?.upper ?? null, show: upperOf },
  { name: 'Borough', numeric: true, unsorted: true, value: boroughOf },
  { name: 'Beside the borough', unsorted: true, value: standingInWords },
  { name: 'Middle half of others', unsorted: true, value: ({ half }) => (half ? `${half.from} to ${half.to}` : '–') },
  { name: 'Others shown', numeric: true, unsorted: true, value: shownInWords },
  { name: 'Unit', unsorted: true, value: ({ measured }) => measured.unit },
];

export function shownInWords({ peers, hidden }: Pick<Peers, 'peers' | 'hidden'>): string {
  return peers.length ? `${peers.length} of ${peers.length + hidden}` : '–';
}

function lowerOf({ own }: Row) {
  return own?.lower ?? '–';
}

function upperOf({ own }: Row) {
  return own?.upper ?? '–';
}

/** A sum over the borough says nothing beside the sum of one home. */
export function boroughOf({ measured: { kind, total } }: Pick<Compared, 'measured'>): string | number {
  return kind === 'AMOUNT' ? '–' : (total.value ?? hiddenInWords);
}

export function standingInWords({ measured, own }: Pick<Row, 'measured' | 'own'>): string {
  const limits = limitsAround(measured);
  return (limits && own && standing(own, limits)) || '–';
}
