import { type FormEvent, useState } from 'react';
import { LooksAtDocument, type LooksFragment, OwnLooksDocument } from '../../graph/documents.ts';
import { type Asked, useAsked } from '../../graph/use-asked.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Paging } from '../../parts/paging.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { columnsOfLooks } from './look-columns.tsx';

/** What is looked for. A number stands nowhere but in this page: not in the address, nor in the history. */
interface Search {
  readonly nhsNumber: string;
  readonly user: string;
  /** Days as the fields have them, the last one included; empty where the period is open. */
  readonly from: string;
  readonly to: string;
}

/** Who of the own organisation looked at one resident, or what its users did at all. */
export function Looks() {
  const [search, setSearch] = useState<Search>({ nhsNumber: '', user: '', from: '', to: '' });
  const [after, setAfter] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const nhsNumber = text('nhsNumber').replaceAll(' ', '');
    setSearch({ nhsNumber, user: text('user'), from: text('from'), to: text('to') });
    setAfter(null);
  };
  const filter = {
    ...(search.user && { user: search.user }),
    ...(search.from && { from: midnight(search.from) }),
    ...(search.to && { to: midnight(search.to, 1) }),
  };
  const Found = search.nhsNumber ? AtOne : Own;
  return (
    <>
      <form className="cg-form cg-no-print" onSubmit={submit}>
        <Field name="nhsNumber" label="NHS number, or empty for everybody" />
        <Field name="user" label="User, as tokens name them" />
        <Field name="from" label="From" type="date" />
        <Field name="to" label="To, that day included" type="date" />
        <button type="submit" className="nhsuk-button">
          Look
        </button>
      </form>
      <Found {...search} filter={filter} after={after} go={setAfter} />
    </>
  );
}

/** The moment at which a day begins, or so many days later, by the clock of the browser. */
function midnight(day: string, later = 0): string {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}

function Field({ name, label, type = 'text' }: { name: keyof Search; label: string; type?: string }) {
  return (
    <p className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={name}>
        {label}
      </label>
      <input className="nhsuk-input nhsuk-input--width-20" id={name} name={name} type={type} autoComplete="off" />
    </p>
  );
}

interface Found {
  nhsNumber: string;
  filter: { user?: string; from?: string; to?: string };
  after: string | null;
  go: (after: string | null) => void;
}

function AtOne({ nhsNumber, filter, after, go }: Found) {
  const asked = useAsked(LooksAtDocument, { nhsNumber, filter, after });
  return <Listed asked={asked} looksIn={({ accessesTo }) => accessesTo} first={after === null} go={go} />;
}

function Own({ filter, after, go }: Found) {
  const asked = useAsked(OwnLooksDocument, { filter, after });
  return <Listed asked={asked} looksIn={({ ownAccesses }) => ownAccesses} first={after === null} go={go} />;
}

function Listed<Result>({
  asked,
  looksIn,
  first,
  go,
}: {
  asked: Asked<Result>;
  looksIn: (result: Result) => LooksFragment;
  first: boolean;
  go: (after: string | null) => void;
}) {
  return (
    <Shown asked={asked} of="the access record">
      {(result) => {
        const { nodes, totalCount, pageInfo } = looksIn(result);
        if (nodes.length === 0) return <Empty>Nothing on record is what you look for.</Empty>;
        return (
          <>
            <p role="status">
              {totalCount} {totalCount === 1 ? 'entry' : 'entries'}, the newest first.
            </p>
            <DataTable
              caption="What users did"
              columns={columnsOfLooks}
              rows={nodes}
              keyOf={({ requestId, at, kind }) => `${requestId} ${at} ${kind}`}
              file="access-record"
            />
            <Paging pageInfo={pageInfo} first={first} go={go} />
          </>
        );
      }}
    </Shown>
  );
}
