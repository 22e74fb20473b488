import type { ListedFragment, PlanStatus } from '../../graph/documents.ts';
import { dayInWords, fieldInWords, inWords, partialDateInWords } from '../../parts/words.ts';

export type Resident = NonNullable<ListedFragment['resident']>;

/** What somebody who goes into the room must know: a term and what is to be said of it, nothing that is not recorded. */
export function factsOf(resident: Resident, visit: string, since: string): [term: string, text: string][] {
  const { clinicalSummary, carePlan } = resident;
  const { resuscitation, frailty, escalationPlan } = clinicalSummary ?? {};
  const facts: [string, string | null | undefined][] = [
    ['The home asks', asked(resident, since)],
    ['At the last round', lastRound(resident, visit)],
    ['Happened lately', happened(resident)],
    ['Hospital', hospital(resident)],
    ['Allergies', listed(clinicalSummary?.allergies)],
    ['Resuscitation', resuscitation && inWords(resuscitation)],
    ['Frailty', frailty == null ? null : `${frailty} of 9`],
    ['If it gets worse', escalationPlan],
    ['Medicines', listed(clinicalSummary?.medicines)],
    ['Care plan', carePlan && standing(carePlan.status, carePlan.dueOn)],
    ['Review of medicines', carePlan && standing(carePlan.medicationReviewStatus, carePlan.medicationReviewDueOn)],
    ['Asked of others', tasks(resident)],
  ];
  return facts.flatMap(([term, text]) => (text ? [[term, text]] : []));
}

const listed = (all: readonly string[] | null | undefined) => all && (all.length ? all.join(', ') : 'None recorded');

/** What waits for an answer, what was asked for the next round, and visits that were promised. */
function asked({ concerns }: Resident, since: string): string {
  const lately = (at: string | null) => at !== null && at > since;
  return (concerns?.nodes ?? [])
    .filter(
      ({ answeredAt, forNextRound, raisedAt, outcome }) =>
        answeredAt === null ||
        (forNextRound && lately(raisedAt)) ||
        (outcome === 'VISIT_ARRANGED' && lately(answeredAt)),
    )
    .map(({ text, urgency, raisedAt }) => {
      const when = [
        urgency && urgency !== 'ROUTINE' && inWords(urgency).toLowerCase(),
        raisedAt && dayInWords(raisedAt),
      ];
      return `${text ?? 'A concern'} (${when.filter(Boolean).join(', ')})`;
    })
    .join('; ');
}

function lastRound({ roundVisits }: Resident, visit: string): string | undefined {
  const last = roundVisits?.nodes.find(({ id, seenAt }) => id !== visit && seenAt);
  if (!last?.seenAt || (!last.followUp && !last.nextOn)) return undefined;
  const again = last.nextOn ? ` To be seen again by ${partialDateInWords(last.nextOn)}.` : '';
  return `${dayInWords(last.seenAt)}: ${last.followUp ?? ''}${again}`;
}

function happened({ incidents }: Resident): string | undefined {
  return incidents?.nodes
    .map(({ kind, harm, occurredAt }) => {
      const when = occurredAt ? ` on ${dayInWords(occurredAt)}` : '';
      return `${kind ? inWords(kind) : 'Incident'}${when}${harm ? `, harm: ${inWords(harm).toLowerCase()}` : ''}`;
    })
    .join('; ');
}

function hospital({ hospitalStays }: Resident): string | undefined {
  const [stay] = hospitalStays?.nodes ?? [];
  if (!stay) return undefined;
  const where = stay.trust ? `, ${stay.trust.name}` : '';
  if (stay.dischargedAt) return `Left on ${dayInWords(stay.dischargedAt)}${where}`;
  return `Still there${stay.admittedAt ? `, since ${dayInWords(stay.admittedAt)}` : ''}${where}`;
}

/** Where the status says that nothing is wanted, a day that is past is no delay. */
function standing(status: PlanStatus | null, dueOn: string | null): string | undefined {
  const day = dueOn ? partialDateInWords(dueOn) : undefined;
  if (status === 'DECLINED') return 'Declined';
  if (status === 'OVERDUE') return day ? `Overdue since ${day}` : 'Overdue';
  if (status === 'IN_PLACE') return day ? `In place, next due ${day}` : 'In place';
  return status || day ? ['Due', day].filter(Boolean).join(' ') : undefined;
}

/** Requests to other services that are not answered to the end. */
function tasks({ serviceRequests }: Resident): string | undefined {
  return serviceRequests?.nodes
    .filter(({ state }) => state === 'REQUESTED' || state === 'ACCEPTED' || state === 'SCHEDULED')
    .map(({ kind, state, ageDays, asked }) => {
      const said = [
        state && inWords(state).toLowerCase(),
        ageDays !== null && `for ${ageDays} ${ageDays === 1 ? 'day' : 'days'}`,
      ];
      return `${kind ? inWords(kind) : 'A service'}${asked ? ` of ${asked.name}` : ''} (${said.filter(Boolean).join(' ')})`;
    })
    .join('; ');
}

/** What is not there because the agreement does not show it, so that nobody reads it as none. */
export function notShared({ withheld, currentPlacement, clinicalSummary, carePlan }: Resident): string[] {
  const within = [currentPlacement, clinicalSummary, carePlan].flatMap((part) => part?.withheld ?? []);
  const some: Readonly<Record<string, string>> = { year: ' (but for the year)', own: ' (but your own)' };
  return [...withheld, ...within].map(({ field, form }) => `${fieldInWords(field)}${some[form ?? ''] ?? ''}`);
}
