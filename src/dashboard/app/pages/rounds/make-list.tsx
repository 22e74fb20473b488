import { type FormEvent, useId, useState } from 'react';
import { StartRoundDocument } from '../../graph/documents.ts';
import { useWritten } from '../../graph/use-written.ts';
import { Problem } from '../../parts/states.tsx';
import { dayFromNow } from './which.ts';

/** Makes the list of a round on a day; `made` is told which round it is. */
export function MakeList({ home, made }: { home: string; made: (round: string) => void }) {
  const field = useId();
  const [plannedFor, setPlannedFor] = useState(() => dayFromNow(0));
  const { sending, problem, write } = useWritten(StartRoundDocument, ({ startHomeRound }) => startHomeRound);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const id = (await write({ home, plannedFor }))?.startHomeRound.record?.id;
    if (id) made(id);
  };
  return (
    <form className="cg-form" onSubmit={submit}>
      <p className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={field}>
          A round on
        </label>
        <input
          className="nhsuk-input nhsuk-input--width-10"
          type="date"
          id={field}
          required
          value={plannedFor}
          onChange={({ target }) => setPlannedFor(target.value)}
        />
      </p>
      <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={sending}>
        Make its list
      </button>
      {problem && <Problem problem={problem} />}
    </form>
  );
}
