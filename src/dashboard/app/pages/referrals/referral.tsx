import { type FormEvent, useId } from 'react';
import { type ReferralFragment, type RequestFragment, TakeBackDocument } from '../../graph/documents.ts';
import { useWritten } from '../../graph/use-written.ts';
import { Problem } from '../../parts/states.tsx';
import { inThrees, inWords, momentInWords } from '../../parts/words.ts';
import { Request } from './request.tsx';

/** One referral: for whom, until when homes can answer, and what each has answered. */
export function Referral({ referral, changed }: { referral: ReferralFragment; changed: () => void }) {
  const { resident, kind, state, answerBy, reserveUntil, chosenHome, requests } = referral;
  const name = [resident?.familyName, resident?.givenName].filter(Boolean).join(', ') || 'Name not shared';
  return (
    <article className="cg-person" aria-label={name}>
      <h2 className="nhsuk-heading-m">{name}</h2>
      <p className="cg-identity">
        {resident?.nhsNumber && <span>NHS number {inThrees(resident.nhsNumber)}</span>}
        {kind && <span>{inWords(kind)}</span>}
        {state === 'OPEN' && answerBy && <span>homes answer until {momentInWords(answerBy)}</span>}
        {chosenHome && (
          <span>
            {chosenHome.name}
            {state === 'CHOSEN' && reserveUntil && `, kept until ${momentInWords(reserveUntil)}`}
            {chosenHome.telephone && `, ${chosenHome.telephone}`}
          </span>
        )}
      </p>
      <ul className="cg-requests">
        {inOrder(requests ?? []).map((request) => (
          <Request key={request.id} request={request} open={state === 'OPEN'} changed={changed} />
        ))}
      </ul>
      {(state === 'OPEN' || state === 'CHOSEN') && <TakeBack referral={referral} of={name} changed={changed} />}
    </article>
  );
}

const order = ['CHOSEN', 'ADMITTED', 'OFFERED', 'QUESTIONED', 'WAITING'];
const rank = ({ state }: RequestFragment) => {
  const place = order.indexOf(state ?? '');
  return place < 0 ? order.length : place;
};
/** What can be acted on first. */
const inOrder = (requests: readonly RequestFragment[]) => requests.toSorted((one, other) => rank(one) - rank(other));

function TakeBack({ referral, of, changed }: { referral: ReferralFragment; of: string; changed: () => void }) {
  const id = useId();
  const { sending, problem, write } = useWritten(TakeBackDocument, ({ withdrawReferral }) => withdrawReferral);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    if (await write({ referral: referral.id, version: referral.version ?? 0, reason })) changed();
  };
  return (
    <details className="nhsuk-details cg-no-print">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          Take it back<span className="nhsuk-u-visually-hidden">: {of}</span>
        </span>
      </summary>
      <form className="nhsuk-details__text cg-form" onSubmit={submit}>
        {problem && <Problem problem={problem} />}
        <p className="nhsuk-form-group cg-wide">
          <label className="nhsuk-label" htmlFor={id}>
            Why
          </label>
          <input className="nhsuk-input" id={id} name="reason" autoComplete="off" required maxLength={500} />
        </p>
        <button type="submit" className="nhsuk-button nhsuk-button--small nhsuk-button--warning" disabled={sending}>
          Take it back
        </button>
      </form>
    </details>
  );
}
