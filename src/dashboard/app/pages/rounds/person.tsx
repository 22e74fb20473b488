import { useState } from 'react';
import type { CameFragment, ListedFragment } from '../../graph/documents.ts';
import { inThrees, inWords, partialDateInWords } from '../../parts/words.ts';
import { factsOf, notShared, type Resident } from './facts.ts';
import { OutcomeForm } from './outcome-form.tsx';

/** One resident on the list: who, why, what to know, what came of it, and lines for a pen. */
export function Person({ listed, since }: { listed: ListedFragment; since: string }) {
  const [came, setCame] = useState<CameFragment>();
  // What was said here stands until the list that is asked for anew is newer.
  const visit = (came?.version ?? 0) > (listed.version ?? 0) ? { ...listed, ...came } : listed;
  const { resident } = visit;
  if (!resident) return null;
  const room = resident.currentPlacement?.room;
  const name = nameOf(resident);
  const hidden = notShared(resident);
  return (
    <article className="cg-person" aria-label={`${room ? `Room ${room}, ` : ''}${name}`}>
      <h2 className="nhsuk-heading-m">
        {room ? `Room ${room}: ` : ''}
        {name}
      </h2>
      <p className="cg-identity">
        {resident.dateOfBirth && <span>Born {partialDateInWords(resident.dateOfBirth)}</span>}
        {resident.nhsNumber && <span>NHS number {inThrees(resident.nhsNumber)}</span>}
        {resident.communicationNeeds && <span>{resident.communicationNeeds}</span>}
      </p>
      <p>
        {(visit.reasons ?? []).map((reason) => (
          <strong key={reason} className="nhsuk-tag nhsuk-tag--blue">
            {inWords(reason)}
          </strong>
        ))}
        {visit.reasons?.length === 0 && 'Put on the list by the practice.'}
      </p>
      <dl className="cg-facts">
        {factsOf(resident, visit.id, since).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {hidden.length > 0 && <p className="cg-provenance">Not shared with your practice: {hidden.join(', ')}.</p>}
      {visit.state !== 'WAITING' && <Outcome visit={visit} />}
      <p className="cg-print-only cg-lines">Seen ☐ by ____________ &nbsp; Not seen ☐ &nbsp; To do and watch:</p>
      <OutcomeForm visit={visit} told={setCame} of={name} />
    </article>
  );
}

function nameOf({ familyName, givenName }: Resident): string {
  return familyName ? [familyName, givenName].filter(Boolean).join(', ') : 'Name not shared with your practice';
}

function Outcome({ visit: { state, seenBy, outcomes, followUp, nextOn } }: { visit: CameFragment }) {
  return (
    <div className="nhsuk-inset-text">
      <p>
        <strong>{state === 'SEEN' ? `Seen${seenBy ? ` by ${inWords(seenBy).toLowerCase()}` : ''}` : 'Not seen'}</strong>
        {outcomes?.length ? `: ${outcomes.map((one) => inWords(one).toLowerCase()).join(', ')}` : ''}
      </p>
      {followUp && <p>{followUp}</p>}
      {nextOn && <p>To be seen again by {partialDateInWords(nextOn)}.</p>}
    </div>
  );
}
