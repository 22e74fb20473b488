import type { FieldShape } from '../access/reading/shape.ts';
import type { Extras } from '../access/reading/shapes.ts';
import { current } from '../access/reading/sources.ts';
import { planStandings } from './care-plan/standing.ts';
import { referralKeys } from './discharge-referral/lapsing.ts';
import { libertyToday } from './personal-summary/liberty.ts';
import {
  carePlanOfResident,
  clinicalSummaryOfResident,
  personalSummaryOfResident,
  placementToday,
} from './resident/resident.loaders.ts';

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
    ...referralKeys,
    ...planStandings,
    libertyToday,
  ]),
  through: new Map([['Resident.registeredPractice', 'GpRegistration.practice']]),
  // Where somebody lives today, and who lives in a home, is found by the days of a placement.
  foundBy: new Map([['Placement', ['from', 'to']]]),
  needs: new Map([
    ['CareHome.dutyContact', ['duty_contact_name', 'duty_contact_telephone']],
    ['CareHome.admissionHistory', ['organisation_id']],
    ['CareHome.dischargeHistory', ['organisation_id']],
    ['CareHome.homeRounds', ['organisation_id']],
    ['AdmissionStatement.until', ['valid_until']],
    ['DischargeArrangement.asOf', ['valid_from']],
    ['DischargeArrangement.until', ['valid_until']],
    ['DischargeArrangement.dutyContact', ['duty_contact_name', 'duty_contact_telephone']],
    ['Capacity.status', ['home_id']],
    ['Capacity.freshness', ['as_of']],
  ]),
  // An objection may end the very relationship by which it was recorded; it can still be checked and withdrawn.
  authorKeeps: new Set(['Objection']),
  asked: new Map([
    ['SafeguardingConcern', 'council_id'],
    ['DischargeReferral', 'asked_id'],
    ['RedBag', 'received_by_id'],
  ]),
  accepted: new Map([['DischargeReferral', 'accepted_id']]),
  released: new Set(['SafeguardingConcern']),
  byFunction: new Set([
    ...['SafeguardingConcern', 'DischargeReferral', 'ReferralRequest', 'GpRegistration', 'Resident'],
    ...['CarePlan', 'ClinicalSummary', 'PersonalSummary'],
  ]),
  ones: new Map([
    ['Resident.currentPlacement', placementToday],
    ['Resident.carePlan', carePlanOfResident],
    ['Resident.clinicalSummary', clinicalSummaryOfResident],
    ['Resident.personalSummary', personalSummaryOfResident],
  ]),
  codes: new Map([
    ['Organisation', 'code'],
    ['PrimaryCareNetwork', 'code'],
    ['Practice', 'ods_code'],
    ['CareHome', 'cqc_location_id'],
  ]),
};
