import { type FormEvent, useId, useState } from 'react';
import { type AlertFragment, ReviewDocument, type ReviewOutcome } from '../../graph/documents.ts';
import { useWritten } from '../../graph/use-written.ts';
import { Problem } from '../../parts/states.tsx';
import { inThrees, inWords, momentInWords } from '../../parts/words.ts';

/** One alert: who was let in to whose record and why, and the review of it. */
export function Alert({ alert }: { alert: AlertFragment }) {
  const [known, setKnown] = useState(alert);
  const { kind, organisation, raisedAt } = known;
  return (
    <article className="cg-person" aria-label={`${inWords(kind)}, ${momentInWords(raisedAt)}`}>
      <h2 className="nhsuk-heading-m">
        {inWords(kind)}, {momentInWords(raisedAt)}
        {organisation && `: ${organisation.name}`}
      </h2>
      <dl className="cg-facts">
        {factsOf(known).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {known.awaitsReview && <Review alert={known} reviewed={setKnown} />}
    </article>
  );
}

function factsOf(alert: AlertFragment): [string, string][] {
  const { nhsNumber, reason, madeBy, role, until, relationship, outcome, note, reviewedAt, reviewedBy } = alert;
  const facts: [string, string | null][] = [
    ['Reason', reason],
    ['Whose record', nhsNumber && `NHS number ${inThrees(nhsNumber)}`],
    ['By', [madeBy, role && inWords(role).toLowerCase()].filter(Boolean).join(', ')],
    ['Opens as', relationship],
    ['Until', until && momentInWords(until)],
    ['Reviewed', reviewedAt && `${momentInWords(reviewedAt)}${reviewedBy ? ` by ${reviewedBy}` : ''}`],
    ['Found to be', outcome && inWords(outcome).toLowerCase()],
    ['Note', note],
  ];
  return facts.flatMap(([term, text]) => (text ? [[term, text]] : []));
}

function Review({ alert, reviewed }: { alert: AlertFragment; reviewed: (alert: AlertFragment) => void }) {
  const id = useId();
  const { sending, problem, write } = useWritten(ReviewDocument, ({ reviewBreakGlass }) => reviewBreakGlass);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const outcome = String(form.get('outcome')) as ReviewOutcome;
    const note = String(form.get('note') ?? '').trim() || undefined;
    const record = (await write({ alert: alert.id, outcome, note }))?.reviewBreakGlass.record;
    if (record) reviewed(record);
  };
  return (
    <form className="cg-form cg-no-print" onSubmit={submit}>
      {problem && <Problem problem={problem} />}
      <p className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-outcome`}>
          It was
        </label>
        <select className="nhsuk-select" id={`${id}-outcome`} name="outcome">
          <option value="JUSTIFIED">justified</option>
          <option value="NOT_JUSTIFIED">not justified</option>
        </select>
      </p>
      <p className="nhsuk-form-group cg-wide">
        <label className="nhsuk-label" htmlFor={`${id}-note`}>
          How that was found
        </label>
        <input className="nhsuk-input" id={`${id}-note`} name="note" autoComplete="off" />
      </p>
      <button type="submit" className="nhsuk-button nhsuk-button--small" disabled={sending}>
        Say what it was
      </button>
    </form>
  );
}
