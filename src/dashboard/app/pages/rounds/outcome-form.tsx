import { type FormEvent, useId, useState } from 'react';
import {
  type CameFragment,
  type HomeRoundOutcome,
  type RecordRoundOutcomeInput,
  type SeenByRole,
  TellOutcomeDocument,
} from '../../graph/documents.ts';
import { useWritten } from '../../graph/use-written.ts';
import { Problem } from '../../parts/states.tsx';
import { inWords } from '../../parts/words.ts';

const roles: readonly SeenByRole[] = [
  ...(['GENERAL_PRACTITIONER', 'NURSE', 'PHARMACIST', 'PARAMEDIC'] as const),
  ...(['GERIATRICIAN', 'THERAPIST', 'OTHER_CLINICIAN'] as const),
];
const outcomes: readonly HomeRoundOutcome[] = [
  ...(['NO_ACTION', 'MEDICINES_CHANGED', 'PLAN_UPDATED', 'URGENT_REVIEW', 'REFERRED_TO_MDT', 'ADMITTED'] as const),
];

/** Says what came of it. What was typed stays until the hub has taken it. */
export function OutcomeForm({
  visit,
  told,
  of,
}: {
  visit: CameFragment;
  told: (visit: CameFragment) => void;
  of: string;
}) {
  const { sending, problem, write } = useWritten(TellOutcomeDocument, ({ recordRoundOutcome }) => recordRoundOutcome);
  const [open, setOpen] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = inputOf(visit, new FormData(event.currentTarget));
    const record = (await write(input))?.recordRoundOutcome.record;
    if (!record) return;
    told(record);
    setOpen(false);
  };
  return (
    <details
      className="nhsuk-details cg-no-print"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          {visit.state === 'WAITING' ? 'Say what came of it' : 'Put it right'}
          <span className="nhsuk-u-visually-hidden">: {of}</span>
        </span>
      </summary>
      <form className="nhsuk-details__text" onSubmit={submit}>
        {problem && <Problem problem={problem} />}
        <Fields />
        <button type="submit" className="nhsuk-button nhsuk-button--small" disabled={sending}>
          Save<span className="nhsuk-u-visually-hidden"> what came of it: {of}</span>
        </button>
      </form>
    </details>
  );
}

function Fields() {
  const id = useId();
  return (
    <>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-seen`}>
          Seen by
        </label>
        <select className="nhsuk-select" id={`${id}-seen`} name="seenBy">
          {roles.map((role) => (
            <option key={role} value={role}>
              {inWords(role)}
            </option>
          ))}
          <option value="">Nobody: not seen</option>
        </select>
      </div>
      <fieldset className="nhsuk-fieldset">
        <legend className="nhsuk-fieldset__legend">What follows</legend>
        <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
          {outcomes.map((outcome) => (
            <div className="nhsuk-checkboxes__item" key={outcome}>
              <input
                className="nhsuk-checkboxes__input"
                type="checkbox"
                name="outcomes"
                value={outcome}
                id={`${id}-${outcome}`}
              />
              <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={`${id}-${outcome}`}>
                {inWords(outcome)}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-follow`}>
          For the staff of the home: what to do and watch, or why not seen
        </label>
        <textarea className="nhsuk-textarea" id={`${id}-follow`} name="followUp" rows={3} maxLength={4000} />
      </div>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-next`}>
          To be seen again by
        </label>
        <input className="nhsuk-input nhsuk-input--width-10" type="date" id={`${id}-next`} name="nextOn" />
      </div>
    </>
  );
}

function inputOf({ id, version }: CameFragment, form: FormData): Omit<RecordRoundOutcomeInput, 'idempotencyKey'> {
  const text = (name: string) => String(form.get(name) ?? '').trim() || undefined;
  const seenBy = text('seenBy') as SeenByRole | undefined;
  const said = { roundVisit: id, version: version ?? 0, seen: Boolean(seenBy), followUp: text('followUp') };
  if (!seenBy) return said;
  return { ...said, seenBy, outcomes: form.getAll('outcomes') as HomeRoundOutcome[], nextOn: text('nextOn') };
}
