import type { PersonalType } from '../../../src/access/identifiers.ts';
import { snake } from '../../walls/support/planting.ts';

/** Inputs that name a record about a resident, and the kind that they name; of two, by the mutation. */
const kinds: Record<string, PersonalType> = {
  ...{ resident: 'Resident', incident: 'Incident', concern: 'Concern', stay: 'HospitalStay', objection: 'Objection' },
  ...{ attendance: 'EmergencyAttendance', redBag: 'RedBag', absence: 'Absence', placement: 'Placement' },
  ...{ fundingComponent: 'FundingComponent', gpRegistration: 'GpRegistration', referral: 'DischargeReferral' },
  ...{ request: 'ReferralRequest', roundVisit: 'RoundVisit', alert: 'PrivacyAlert', record: 'Incident' },
  ...{ serviceRequest: 'ServiceRequest', feedback: 'Feedback' },
};
export const kindOf = (mutation: string, input: string): PersonalType | undefined => {
  if (input === 'concern' && mutation.includes('Safeguarding')) return 'SafeguardingConcern';
  return mutation === 'answerRequest' && input === 'request' ? 'PlacementRequest' : kinds[input];
};

const here = 'home_id in (select id from care_home where organisation_id = $3)';
/** Whom it can be done with: these come first. */
const likely: Record<string, string> = {
  withdrawDeath: `end_reason = 'DIED' and ${here}`,
  ...{ endPlacement: `to_on is null and ${here}`, holdBed: `to_on is null and ${here}`, endAbsence: 'to_on is null' },
  endFundingComponent: 'author_id = $3 and (to_on is null or to_on > current_date)',
  changeRate: 'author_id = $3 and (to_on is null or to_on > current_date)',
  ...{ answerConcern: 'answered_at is null', withdrawObjection: 'withdrawn_on is null and author_id = $3' },
  ...{ endAttendance: 'departed_at is null', dischargePatient: 'discharged_at is null' },
  ...{
    setDischargeReady: 'discharged_at is null',
    recordDelay: 'discharged_at is null and discharge_ready_on is not null',
  },
  reviewAdmission: 'discharged_at is not null',
};

/** Those first to whom the organisation stands in some relationship: the rest it can only be refused. */
const sees = (resident: string) => `${resident} in (select related.resident_id from hub.relationship related
  where related.organisation_id = $3 and related.since <= now() and (related.until is null or related.until > now()))`;

/** A statement that gives the records of a kind that an organisation ($3) may name, the likeliest first. */
export function sourceOf(mutation: string, kind: PersonalType): string {
  const known = `(select r.id from resident r where (r.id = any ($1::uuid[]) or r.admitted_by_id = any ($2::uuid[]))
    and r.valid_until is null)`;
  const from: Partial<Record<PersonalType, string>> = {
    Resident: `resident where id in ${known} and (admitted_by_id is null or admitted_by_id = $3)
      order by ${sees('id')} desc, nhs_number, id`,
    PlacementRequest: `hub.placement_request where $1::uuid[] is not null and $2::uuid[] is not null and organisation_id = $3
      order by answered_at is not null, asked_at desc limit 6`,
    PrivacyAlert: `hub.privacy_alert where $2::uuid[] is not null and organisation_id = $3
      and (resident_id = any ($1) or about_id = $3) order by kind = 'BREAK_GLASS' desc, raised_at desc limit 6`,
  };
  const first = likely[mutation] ?? 'author_id = $3';
  const source =
    from[kind] ??
    `${snake(kind)} where resident_id in ${known} and valid_until is null and $3::uuid is not null
      order by ${sees('resident_id')} desc, (${first}) is true desc, recorded_at desc limit 6`;
  return `select id, ${kind === 'PrivacyAlert' ? '1' : 'version'} as version from ${source}`;
}
