import type { Edge } from '../../access/reading/reader.ts';
import {
  childrenBy,
  current,
  everyoneOf,
  recordsOfEveryone,
  residentsOfHomes,
  rowBy,
} from '../../access/reading/sources.ts';

const byName = [
  { field: 'familyName', direction: 'asc', type: 'text' },
  { field: 'givenName', direction: 'asc', type: 'text' },
] as const;

/** Everyone the viewer has a relationship with, by name as far as names are shown. */
export const everyResident: Edge = {
  subject: 'Resident',
  source: (shape, asker) => everyoneOf(shape, asker),
  order: byName,
};

/** Who lives in a care home today, as far as the viewer may see it. */
export const residentsOfHome: Edge = {
  subject: 'Resident',
  source: (shape, asker, reader) => residentsOfHomes(shape, reader.shape('Placement'), asker, reader.parts.rights),
  order: byName,
};

/** The one resident of a condition on a unique cell. */
export const residentWhere: Edge = {
  subject: 'Resident',
  source: (shape, asker) => rowBy(shape, asker, []),
  order: [],
};

/** The resident that a record is about. */
export const residentOfRecord: Edge = {
  subject: 'Resident',
  source: (shape) => childrenBy(shape, 'id'),
  order: [],
};

/** Any record of a subject, by its uuid. */
export function recordById(subject: string): Edge {
  return { subject, source: (shape, asker) => rowBy(shape, asker, ['t.id = p.id']), order: [] };
}

/** The records of a subject about one resident. */
function ofResident(subject: string, order: Edge['order'], today = false): Edge {
  const source: Edge['source'] = (shape) => {
    const children = childrenBy(shape, 'resident_id');
    return today ? { ...children, where: [...children.where, current('t')] } : children;
  };
  return { subject, source, order };
}

export const incidentsOfResident = ofResident('Incident', [
  { field: 'occurredAt', direction: 'desc', type: 'timestamptz' },
]);
export const staysOfResident = ofResident('HospitalStay', [
  { field: 'admittedAt', direction: 'desc', type: 'timestamptz' },
]);
export const placementsOfResident = ofResident('Placement', [{ field: 'from', direction: 'desc', type: 'date' }]);
export const placementToday = ofResident('Placement', [], true);
export const registrationsOfResident = ofResident('GpRegistration', [
  { field: 'from', direction: 'desc', type: 'date' },
]);
export const objectionsOfResident = ofResident('Objection', [{ field: 'madeOn', direction: 'desc', type: 'date' }]);
export const safeguardingConcernsOfResident = ofResident('SafeguardingConcern', [
  { field: 'raisedAt', direction: 'desc', type: 'timestamptz' },
]);
export const concernsOfResident = ofResident('Concern', [
  { field: 'raisedAt', direction: 'desc', type: 'timestamptz' },
]);
/** Concerns about everyone the viewer has a relationship with, the one that is due first before the others. */
export const concernsOfEveryone: Edge = {
  subject: 'Concern',
  source: recordsOfEveryone,
  order: [{ field: 'answerDueAt', direction: 'asc', type: 'timestamptz' }],
};
export const referralsOfResident = ofResident('DischargeReferral', [
  { field: 'referredAt', direction: 'desc', type: 'timestamptz' },
]);
/** Referrals of everyone the viewer has a relationship with; `own`: those alone that the viewer's organisation made. */
export const referralsOfEveryone = (own: boolean): Edge => ({
  subject: 'DischargeReferral',
  source(shape, asker) {
    const everyones = recordsOfEveryone(shape, asker);
    return own ? { ...everyones, where: [...everyones.where, `t.author_id = ${asker.organisation}`] } : everyones;
  },
  order: [{ field: 'referredAt', direction: 'desc', type: 'timestamptz' }],
});
export const serviceRequestsOfResident = ofResident('ServiceRequest', [
  { field: 'requestedAt', direction: 'desc', type: 'timestamptz' },
]);
/** Requests for everyone the viewer has a relationship with, the oldest first; made by or asked of the own organisation alone. */
export const serviceRequestsOfEveryone = ({ own, asked }: { own: boolean; asked: boolean }): Edge => ({
  subject: 'ServiceRequest',
  source(shape, asker) {
    const everyones = recordsOfEveryone(shape, asker);
    const made = own ? [`t.author_id = ${asker.organisation}`] : [];
    const put = asked ? [`t.asked_id = ${asker.organisation}`] : [];
    return { ...everyones, where: [...everyones.where, ...made, ...put] };
  },
  order: [{ field: 'requestedAt', direction: 'asc', type: 'timestamptz' }],
});
export const attendancesOfResident = ofResident('EmergencyAttendance', [
  { field: 'arrivedAt', direction: 'desc', type: 'timestamptz' },
]);
export const redBagsOfResident = ofResident('RedBag', [{ field: 'sentAt', direction: 'desc', type: 'timestamptz' }]);
export const feedbackOfResident = ofResident('Feedback', [{ field: 'givenOn', direction: 'desc', type: 'date' }]);
export const carePlanOfResident = ofResident('CarePlan', []);
export const clinicalSummaryOfResident = ofResident('ClinicalSummary', []);
export const personalSummaryOfResident = ofResident('PersonalSummary', []);
