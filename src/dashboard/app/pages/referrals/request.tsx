import { type FormEvent, useId } from 'react';
import { ChooseDocument, ReplyDocument, type RequestFragment } from '../../graph/documents.ts';
import { useWritten } from '../../graph/use-written.ts';
import { Problem } from '../../parts/states.tsx';
import { ago, inWords } from '../../parts/words.ts';

const colours: Partial<Record<NonNullable<RequestFragment['state']>, string>> = {
  ...{ OFFERED: 'green', CHOSEN: 'green', ADMITTED: 'green', QUESTIONED: 'yellow', WAITING: 'blue' },
};

interface Props {
  request: RequestFragment;
  changed: () => void;
}

/** One home that is asked: what it answered and when, and what can be done about it. */
export function Request({ request, open, changed }: Props & { open: boolean }) {
  const { state, home, askedAt, answeredAt, reason, question, reply, takesDischargesThen } = request;
  return (
    <li>
      <p>
        {state && <strong className={`nhsuk-tag nhsuk-tag--${colours[state] ?? 'grey'}`}>{inWords(state)}</strong>}{' '}
        <strong>{home?.name}</strong>
        {home?.telephone && `, ${home.telephone}`}
        <span className="cg-note">
          {askedAt && `asked ${ago(askedAt)}`}
          {answeredAt && `, answered ${ago(answeredAt)}`}
          {takesDischargesThen === false && '; by its hours it takes nobody at that moment'}
        </span>
        {reason && <span className="cg-note">Why not: {reason}</span>}
        {question && <span className="cg-note">It asks: {question}</span>}
        {reply && <span className="cg-note">You said: {reply}</span>}
      </p>
      {open && state === 'OFFERED' && <ChooseIt request={request} changed={changed} />}
      {open && state === 'QUESTIONED' && !reply && <Answer request={request} changed={changed} />}
    </li>
  );
}

function ChooseIt({ request: { id, version, home }, changed }: Props) {
  const { sending, problem, write } = useWritten(ChooseDocument, ({ chooseOffer }) => chooseOffer);
  return (
    <>
      {problem && <Problem problem={problem} />}
      <button
        type="button"
        className="nhsuk-button nhsuk-button--small cg-no-print"
        disabled={sending}
        onClick={async () => (await write({ request: id, version: version ?? 0 })) && changed()}
      >
        Choose<span className="nhsuk-u-visually-hidden"> {home?.name}</span>: its bed is kept, and it sees who comes
      </button>
    </>
  );
}

function Answer({ request: { id, version }, changed }: Props) {
  const field = useId();
  const { sending, problem, write } = useWritten(ReplyDocument, ({ answerQuestion }) => answerQuestion);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reply = String(new FormData(event.currentTarget).get('reply') ?? '').trim();
    if (await write({ request: id, version: version ?? 0, reply })) changed();
  };
  return (
    <form className="cg-form cg-no-print" onSubmit={submit}>
      {problem && <Problem problem={problem} />}
      <p className="nhsuk-form-group cg-wide">
        <label className="nhsuk-label" htmlFor={field}>
          Your answer; name nobody, the home is not to know for whom it is asked
        </label>
        <input className="nhsuk-input" id={field} name="reply" autoComplete="off" required maxLength={1000} />
      </p>
      <button type="submit" className="nhsuk-button nhsuk-button--small" disabled={sending}>
        Answer
      </button>
    </form>
  );
}
