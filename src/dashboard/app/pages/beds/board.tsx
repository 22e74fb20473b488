import type { FreeBedsQuery } from '../../graph/documents.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/states.tsx';
import { ago, inWords, momentInWords } from '../../parts/words.ts';
import type { Referring } from './referring.ts';

type Homes = FreeBedsQuery['careHomes'];
type Home = Homes['nodes'][number];

const why: Record<Homes['excluded'][number]['condition'], string> = {
  BEDS: 'have too few free beds',
  CARE_TYPE: 'do not give this kind of care',
  CLOSED: 'are closed to admissions',
  DISTANCE: 'are too far away',
  HOURS: 'take nobody discharged at that moment',
  NAME: 'have another name',
  RATING: 'are rated below, or not rated',
  TOO_OLD: 'told too long ago, or never: ring them before you read this as no beds',
};

const columns: readonly Column<Home>[] = [
  { name: 'Home', value: ({ name }) => name, show: ({ name, postcode }) => `${name}, ${postcode}` },
  { name: 'Free', numeric: true, value: ({ capacity }) => capacity?.available ?? null },
  { name: 'Reserved', numeric: true, value: ({ capacity }) => capacity?.reserved ?? null },
  {
    name: 'Told',
    value: ({ capacity }) => capacity?.asOf ?? null,
    show: ({ capacity }) => capacity && <Told capacity={capacity} />,
  },
  { name: 'km', numeric: true, value: ({ distanceKm }) => distanceKm },
  { name: 'Rating', value: ({ rating }) => (rating ? inWords(rating.overall) : 'Not rated') },
  { name: 'Takes discharges', unsorted: true, value: hoursOf },
  { name: 'Trusted assessor', value: ({ acceptsTrustedAssessor }) => (acceptsTrustedAssessor ? 'Yes' : 'No') },
  {
    name: 'Ring',
    unsorted: true,
    value: ({ dutyContact }) => dutyContact?.telephone ?? null,
    show: ({ dutyContact }) =>
      dutyContact?.telephone && (
        <a href={`tel:${dutyContact.telephone.replaceAll(' ', '')}`}>{dutyContact.telephone}</a>
      ),
  },
];

/** Homes with free beds, and why others are not among them, so that an empty list never reads as no beds. */
export function Board({
  homes: { nodes, totalCount, excluded },
  at,
  referring,
  ask,
}: {
  homes: Homes;
  at: string | undefined;
  referring: Referring;
  ask: (referring: Referring) => void;
}) {
  const reasons = excluded.filter(({ homes }) => homes > 0);
  return (
    <>
      <p role="status">
        {totalCount} {totalCount === 1 ? 'home has' : 'homes have'} a free bed
        {at && `, and take somebody on ${momentInWords(at)}`}.
        {totalCount > nodes.length && ` The first ${nodes.length} are shown.`}
      </p>
      {nodes.length === 0 ? (
        <Empty>No home meets all of it. See below which condition rules out most.</Empty>
      ) : (
        <DataTable
          caption="Homes with free beds"
          columns={referring.person ? [...columns, asking(referring, ask)] : columns}
          rows={nodes}
          keyOf={({ id }) => id}
          file="free-beds"
        />
      )}
      {reasons.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">Why other homes are not listed</h2>
          <ul>
            {reasons.map(({ condition, homes }) => (
              <li key={condition}>
                {homes} {why[condition]}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The button that takes a home among those that are asked, or away from them. */
function asking(referring: Referring, ask: (referring: Referring) => void): Column<Home> {
  const { homes } = referring;
  return {
    name: 'Refer',
    unsorted: true,
    value: ({ cqcLocationId }) => (homes.has(cqcLocationId) ? 'Asked' : null),
    show: ({ cqcLocationId, name }) => (
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
        aria-pressed={homes.has(cqcLocationId)}
        onClick={() => {
          const others = [...homes].filter(([id]) => id !== cqcLocationId);
          const own: [string, string][] = homes.has(cqcLocationId) ? [] : [[cqcLocationId, name]];
          ask({ ...referring, homes: new Map([...others, ...own]) });
        }}
      >
        {homes.has(cqcLocationId) ? 'Do not ask' : 'Ask'}
        <span className="nhsuk-u-visually-hidden"> {name}</span>
      </button>
    ),
  };
}

const colours = { FRESH: 'green', AGEING: 'yellow', STALE: 'red' } as const;

function Told({ capacity: { asOf, freshness, status } }: { capacity: NonNullable<Home['capacity']> }) {
  return (
    <>
      <strong className={`nhsuk-tag nhsuk-tag--${colours[freshness]}`}>{inWords(freshness)}</strong> {ago(asOf)}
      {status !== 'OPEN' && <span className="cg-note">{inWords(status)}</span>}
    </>
  );
}

/** Monday to Sunday, days with the same hours together, as Mon–Fri 09:00–17:00. */
function hoursOf({ dischargeHours }: Home): string {
  const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
  const told = days.map((day) => {
    const own = dischargeHours.filter(({ weekday }) => weekday === day);
    return own.map(({ from, until }) => `${from.slice(0, 5)}–${until.slice(0, 5)}`).join(', ');
  });
  const spans: { from: number; to: number; hours: string }[] = [];
  for (const [n, hours] of told.entries()) {
    const last = spans.at(-1);
    if (last?.hours === hours) last.to = n;
    else spans.push({ from: n, to: n, hours });
  }
  const short = (n: number) => inWords(days[n] ?? '').slice(0, 3);
  return spans
    .filter(({ hours }) => hours)
    .map(({ from, to, hours }) => `${from === to ? short(from) : `${short(from)}–${short(to)}`} ${hours}`)
    .join('; ');
}
