import type { FieldShape } from '../access/reading/shape.ts';
import type { Extras } from '../access/reading/shapes.ts';
import { current } from '../access/reading/sources.ts';
import { planStandings } from './care-plan/standing.ts';
import { codes } from './codes.ts';
import { referralKeys } from './discharge-referral/lapsing.ts';
import { libertyToday } from './personal-summary/liberty.ts';
import {
  carePlanOfResident,
  clinicalSummaryOfResident,
  personalSummaryOfResident,
  placementToday,
} from './resident/resident.loaders.ts';
import { serviceRequestAge } from './service-request/age.ts';
import { validity } from './validity.ts';

const author: FieldShape = { kind: 'plain', columns: ['author_id'], expression: (alias) => `${alias}.author_id` };

/** What the reader needs to know of the subjects beyond their tables. */
export const extras: Extras = {
  keys: new Map([
    [
      'Resident.registeredPractice',
      {
        kind: 'plain',
        columns: [],
        expression: (alias) =>
          `(select g.practice_id from public.gp_registration g where g.resident_id = ${alias}.id and g.valid_until is null and ${current('g')})`,
      },
    ],
    ['SafeguardingConcern.raisedBy', author],
    ['Concern.raisedBy', author],
    ['Feedback.recordedBy', author],
    ['ServiceRequest.requestedBy', author],
    ...referralKeys,
    ...planStandings,
    serviceRequestAge,
    libertyToday,
    ...validity,
  ]),
  through: new Map([['Resident.registeredPractice', 'GpRegistration.practice']]),
  // Where somebody lives today, and who lives in a home, is found by the days of a placement.
  foundBy: new Map([['Placement', ['from', 'to']]]),
  // The giver decides what homes read, and no agreement.
  boundTo: new Map([['Feedback', { agency: 'home', term: 'asked' }]]),
  needs: new Map([
    ['ActionProgress.reportedBy', ['author_id']],
    ['Capacity.freshness', ['as_of']],
    ['Capacity.status', ['home_id']],
    ['CareHome.admissionHistory', ['organisation_id']],
    ['CareHome.dischargeHistory', ['organisation_id']],
    ['CareHome.dutyContact', ['duty_contact_name', 'duty_contact_telephone']],
    ['CareHome.homeRounds', ['organisation_id']],
    ['DischargeArrangement.dutyContact', ['duty_contact_name', 'duty_contact_telephone']],
    ['FileImportReject.sentence', ['code']],
    ['Guidance.publishedBy', ['author_id']],
    ['GuidanceReading.organisation', ['author_id']],
    ['JointAction.addedBy', ['author_id']],
    ['NamedContact.organisation', ['author_id']],
    ['NamedContact.thereNext', ['hours']],
    ['NamedContact.thereNow', ['hours']],
    ['Offer.offeredBy', ['author_id']],
    ['OfferUptake.organisation', ['author_id']],
    ['QualityRecommendation.overdue', ['due_on', 'state']],
    ['RewardRun.csv', ['approved_at']],
  ]),
  // An objection may end the very relationship by which it was recorded; it can still be checked and withdrawn.
  authorKeeps: new Set(['Objection']),
  asked: new Map([
    ['SafeguardingConcern', 'council_id'],
    ['DischargeReferral', 'asked_id'],
    ['RedBag', 'received_by_id'],
    ['Feedback', 'asked_id'],
    ['ServiceRequest', 'asked_id'],
  ]),
  accepted: new Map([['DischargeReferral', 'accepted_id']]),
  released: new Set(['SafeguardingConcern']),
  byFunction: new Set([
    ...['SafeguardingConcern', 'DischargeReferral', 'ReferralRequest', 'GpRegistration', 'Resident'],
    ...['CarePlan', 'ClinicalSummary', 'PersonalSummary', 'Feedback', 'ServiceRequest'],
  ]),
  ones: new Map([
    ['Resident.currentPlacement', placementToday],
    ['Resident.carePlan', carePlanOfResident],
    ['Resident.clinicalSummary', clinicalSummaryOfResident],
    ['Resident.personalSummary', personalSummaryOfResident],
  ]),
  codes: new Map(Object.entries(codes)),
};
