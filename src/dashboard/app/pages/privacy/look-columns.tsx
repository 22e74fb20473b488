import type { LookFragment } from '../../graph/documents.ts';
import type { Column } from '../../parts/data-table.tsx';
import { inWords, momentInWords } from '../../parts/words.ts';

/** The entries of the access record, as a table shows them. */
export const columnsOfLooks: readonly Column<LookFragment>[] = [
  { name: 'When', value: ({ at }) => at, show: ({ at }) => momentInWords(at) },
  { name: 'Who', value: ({ user }) => user ?? 'Not known', show: (look) => <Who look={look} /> },
  {
    name: 'Did what',
    value: ({ kind, operation }) => [inWords(kind), operation].filter(Boolean).join(': '),
    show: ({ kind, operation, count }) => (
      <>
        {inWords(kind)}
        {count > 1 && `, ${count} times`}
        {operation && <span className="cg-note">{operation}</span>}
      </>
    ),
  },
  { name: 'For', value: ({ purpose }) => (purpose ? inWords(purpose) : null) },
  { name: 'Outcome', value: ({ outcome }) => inWords(outcome) },
  { name: 'Residents', numeric: true, value: ({ residentCount }) => residentCount },
  {
    name: 'As',
    unsorted: true,
    value: ({ residents }) => [...new Set(residents.flatMap(({ relationships }) => relationships ?? []))].join(', '),
  },
  {
    name: 'Was shown',
    unsorted: true,
    value: ({ residents }) => fieldsOf(residents).join(', '),
    show: ({ residents }) => <Fields residents={residents} />,
  },
];

const fieldsOf = (residents: LookFragment['residents']) => [
  ...new Set(residents.flatMap(({ shown }) => shown ?? []).map(({ field }) => field)),
];

function Who({ look: { user, role, device, authority } }: { look: LookFragment }) {
  return (
    <>
      {user ?? 'Not known'}
      {role && `, ${inWords(role).toLowerCase()}`}
      {(device || authority) && (
        <span className="cg-note">{[device && shortened(device), authority].filter(Boolean).join(', ')}</span>
      )}
    </>
  );
}

const longest = 32;
/** Browsers name themselves at length; the beginning tells one from another well enough. */
const shortened = (device: string) => (device.length > longest ? `${device.slice(0, longest)}…` : device);

function Fields({ residents }: { residents: LookFragment['residents'] }) {
  const fields = fieldsOf(residents);
  if (fields.length === 0) return null;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          {fields.length} {fields.length === 1 ? 'field' : 'fields'}
        </span>
      </summary>
      <div className="nhsuk-details__text">{fields.join(', ')}</div>
    </details>
  );
}
