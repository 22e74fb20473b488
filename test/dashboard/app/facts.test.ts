import { describe, expect, it } from '@jest/globals';
import { factsOf, notShared, type Resident } from '../../../src/dashboard/app/pages/rounds/facts.ts';

const since = '2026-10-26T00:00:00Z';
const nothing: Resident = {
  ...{ id: 'r', familyName: null, givenName: null, dateOfBirth: null, nhsNumber: null, communicationNeeds: null },
  ...{ currentPlacement: null, clinicalSummary: null, carePlan: null, concerns: null, hospitalStays: null },
  ...{ roundVisits: null, serviceRequests: null, incidents: null, withheld: [] },
};
const factOf = (term: string, resident: Partial<Resident>) =>
  factsOf({ ...nothing, ...resident }, 'visit', since).find(([name]) => name === term)?.[1];

const plan = (status: NonNullable<Resident['carePlan']>['status'], dueOn: string | null) => ({
  carePlan: { status: null, dueOn: null, medicationReviewStatus: status, medicationReviewDueOn: dueOn, withheld: [] },
});
const summary = { frailty: null, resuscitation: null, escalationPlan: null, medicines: null, withheld: [] };

describe('what is to be known of somebody on the list of a round', () => {
  it('says none of what is recorded as none, and nothing of what is not shared', () => {
    expect(factOf('Allergies', { clinicalSummary: { ...summary, allergies: [] } })).toBe('None recorded');
    expect(factOf('Allergies', { clinicalSummary: { ...summary, allergies: null } })).toBeUndefined();
    expect(factsOf(nothing, 'visit', since)).toEqual([]);
  });

  it('calls a review overdue, in place or declined, and reads no delay into the day of one that is not wanted', () => {
    expect(factOf('Review of medicines', plan('OVERDUE', '2026-10-09'))).toBe('Overdue since 9 Oct 2026');
    expect(factOf('Review of medicines', plan('IN_PLACE', '2027-05-30'))).toBe('In place, next due 30 May 2027');
    expect(factOf('Review of medicines', plan('REVIEW_DUE', '2026-12-01'))).toBe('Due 1 Dec 2026');
    expect(factOf('Review of medicines', plan('DECLINED', '2025-08-12'))).toBe('Declined');
    expect(factOf('Review of medicines', plan('OVERDUE', null))).toBe('Overdue');
  });

  it('tells what the home asks that is not answered, or was asked for this round', () => {
    const concern = {
      ...({ id: 'c', text: 'Eats little.', urgency: 'SOON', raisedAt: '2026-11-20T10:00:00Z' } as const),
      ...{ forNextRound: false, answeredAt: null, outcome: null },
    };
    const answered = { ...concern, answeredAt: '2026-11-21T10:00:00Z', outcome: 'ADVICE_GIVEN' } as const;
    expect(factOf('The home asks', { concerns: { nodes: [concern] } })).toBe('Eats little. (soon, 20 Nov 2026)');
    expect(factOf('The home asks', { concerns: { nodes: [answered] } })).toBeUndefined();
    expect(factOf('The home asks', { concerns: { nodes: [{ ...answered, forNextRound: true }] } })).toContain('Eats');
    const promised = { ...answered, outcome: 'VISIT_ARRANGED' } as const;
    expect(factOf('The home asks', { concerns: { nodes: [promised] } })).toContain('Eats');
    const long = { ...promised, raisedAt: '2026-08-01T10:00:00Z', answeredAt: '2026-08-02T10:00:00Z' };
    expect(factOf('The home asks', { concerns: { nodes: [long] } })).toBeUndefined();
  });

  it('tells what the last round left to do, and not what this one did', () => {
    const visit = { id: 'visit', seenAt: '2026-11-24T10:00:00Z', followUp: 'This one.', nextOn: null };
    const before = { id: 'before', seenAt: '2026-11-10T10:00:00Z', followUp: 'Weigh daily.', nextOn: '2026-11-24' };
    expect(factOf('At the last round', { roundVisits: { nodes: [visit, before] } })).toBe(
      '10 Nov 2026: Weigh daily. To be seen again by 24 Nov 2026.',
    );
    expect(factOf('At the last round', { roundVisits: { nodes: [visit] } })).toBeUndefined();
  });

  it('says that somebody is still in hospital, and which services are waited for', () => {
    const stay = { id: 's', admittedAt: '2026-11-20T10:00:00Z', dischargedAt: null, trust: { name: 'Weirs' } };
    expect(factOf('Hospital', { hospitalStays: { nodes: [stay] } })).toBe('Still there, since 20 Nov 2026, Weirs');
    const request = { id: 'q', kind: 'DIETETICS', state: 'ACCEPTED', ageDays: 12, asked: { name: 'Weirs' } } as const;
    const nodes = [request, { ...request, state: 'DELIVERED' } as const];
    expect(factOf('Asked of others', { serviceRequests: { nodes } })).toBe('Dietetics of Weirs (accepted for 12 days)');
  });

  it('names what the agreement hides, wherever it is hidden', () => {
    const resident: Resident = {
      ...nothing,
      withheld: [{ field: 'dateOfBirth', form: 'year' }],
      currentPlacement: { room: null, withheld: [{ field: 'room', form: null }] },
    };
    expect(notShared(resident)).toEqual(['date of birth (but for the year)', 'room']);
  });
});
