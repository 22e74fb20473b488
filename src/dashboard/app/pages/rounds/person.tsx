import { useState } from 'react';
import type { CameFragment, ListedFragment } from '../../graph/documents.ts';
import { dayInWords, fieldInWords, inThrees, inWords, partialDateInWords } from '../../parts/words.ts';
import { OutcomeForm } from './outcome-form.tsx';

type Resident = NonNullable<ListedFragment['resident']>;

/** One resident on the list: who, why, what to know, what came of it, and lines for a pen. */
export function Person({ listed }: { listed: ListedFragment }) {
  const [visit, setVisit] = useState(listed);
  const { resident } = visit;
  if (!resident) return null;
  const room = resident.currentPlacement?.room;
  const name = nameOf(resident);
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
        {factsOf(resident).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <NotShared resident={resident} />
      {visit.state !== 'WAITING' && <Outcome visit={visit} />}
      <p className="cg-print-only cg-lines">Seen ☐ by ____________ &nbsp; Not seen ☐ &nbsp; To do and watch:</p>
      <OutcomeForm visit={visit} told={(came) => setVisit({ ...visit, ...came })} of={name} />
    </article>
  );
}

function nameOf({ familyName, givenName }: Resident): string {
  return familyName ? [familyName, givenName].filter(Boolean).join(', ') : 'Name not shared with your practice';
}

function factsOf({ clinicalSummary, carePlan, incidents }: Resident): [string, string][] {
  const listed = (all: readonly string[] | null | undefined) => all && (all.length ? all.join(', ') : 'None recorded');
  const { resuscitation, frailty, escalationPlan } = clinicalSummary ?? {};
  const happened = incidents?.nodes.map(
    ({ kind, harm, occurredAt }) =>
      `${kind ? inWords(kind) : 'Incident'}${occurredAt ? ` on ${dayInWords(occurredAt)}` : ''}${harm ? `, harm: ${inWords(harm).toLowerCase()}` : ''}`,
  );
  const facts: [string, string | null | undefined][] = [
    ['Allergies', listed(clinicalSummary?.allergies)],
    ['Resuscitation', resuscitation && inWords(resuscitation)],
    ['Frailty', frailty == null ? null : `${frailty} of 9`],
    ['If it gets worse', escalationPlan],
    ['Medicines', listed(clinicalSummary?.medicines)],
    ['Happened lately', happened?.length ? happened.join('; ') : null],
    ['Care plan', carePlan?.dueOn && `due ${partialDateInWords(carePlan.dueOn)}`],
    [
      'Review of medicines',
      carePlan?.medicationReviewDueOn && `due ${partialDateInWords(carePlan.medicationReviewDueOn)}`,
    ],
  ];
  return facts.flatMap(([term, text]) => (text ? [[term, text]] : []));
}

/** What is not there because the agreement does not show it, so that nobody reads it as none. */
function NotShared({ resident: { withheld } }: { resident: Resident }) {
  if (withheld.length === 0) return null;
  return <p className="cg-provenance">Not shared with your practice: {withheld.map(inFull).join(', ')}.</p>;
}

const inFull = ({ field, form }: Resident['withheld'][number]) =>
  `${fieldInWords(field)}${form === 'year' ? ' (but for the year)' : ''}`;

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
