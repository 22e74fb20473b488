import type { EmergencyAttendanceRow, RedBagRow } from './hospital/hospital-rows.ts';
import type { HomeRoundRow, RoundVisitRow } from './rounds/round-rows.ts';
import type { CareType, Row } from './rows.ts';
import type { ServiceRequestRow } from './services/service-rows.ts';

export interface PersonalRow extends Row {
  authorId: string;
  recordedAt: string;
  validFrom: string;
}

export interface ResidentRow extends PersonalRow {
  nhsNumber: string;
  nhsNumberStatus: 'VERIFIED' | 'TRACED' | 'UNVERIFIED';
  givenName: string;
  familyName: string;
  previousAddress: string | null;
  dateOfBirth: string;
  dateOfDeath: string | null;
  sex: 'FEMALE' | 'MALE';
  ethnicity: string;
  language: string;
  communicationNeeds: string | null;
  preferredClinician: string | null;
}

export interface OfResident extends PersonalRow {
  residentId: string;
}

export interface GpRegistrationRow extends OfResident {
  practiceId: string;
  fromOn: string;
  toOn: string | null;
}

export interface PracticeAgreementRow extends GpRegistrationRow {
  agreedBy: 'RESIDENT' | 'ATTORNEY';
}

export interface PlacementRow extends OfResident {
  homeId: string;
  careType: CareType;
  room: string;
  fromOn: string;
  toOn: string | null;
  endReason: 'MOVED' | 'HOME' | 'DIED' | null;
  bedHeldUntil: string | null;
}

export interface AbsenceRow extends OfResident {
  placementId: string;
  fromOn: string;
  toOn: string | null;
  reason: 'HOSPITAL' | 'HOLIDAY' | 'FAMILY' | 'OTHER';
}

export type FundingSource =
  | 'COUNCIL'
  | 'CHC'
  | 'CHC_FAST_TRACK'
  | 'FNC'
  | 'SELF'
  | 'SECTION_117'
  | 'JOINT'
  | 'DISCHARGE_TO_ASSESS'
  | 'DEFERRED_PAYMENT'
  | 'THIRD_PARTY_TOP_UP';

export interface FundingComponentRow extends OfResident {
  placementId: string;
  source: FundingSource;
  payerId: string | null;
  payeeId: string;
  weeklyAmount: string;
  fromOn: string;
  toOn: string | null;
}

export type PlanParty = 'RESIDENT' | 'ATTORNEY' | 'FAMILY' | 'HOME';

export interface CarePlanRow extends OfResident {
  version: number;
  validUntil: string | null;
  formerOf: string | null;
  countedFrom: string;
  countedUntil: string | null;
  dueOn: string;
  reviewedOn: string | null;
  declinedOn: string | null;
  agreedWith: PlanParty[] | null;
  goals: string | null;
  helpWithMoving: string | null;
  helpAtNight: string | null;
  homePartById: string | null;
  homePartWrittenOn: string | null;
  medicationReviewDueOn: string;
  medicationReviewedOn: string | null;
  medicationReviewDeclinedOn: string | null;
}

export interface ClinicalSummaryRow extends OfResident {
  allergies: string[];
  medicines: string[];
  escalationPlan: string | null;
  resuscitation: 'ATTEMPT' | 'DO_NOT_ATTEMPT' | 'NOT_RECORDED';
  frailty: number | null;
}

export interface PersonalSummaryRow extends OfResident {
  nextOfKinName: string | null;
  nextOfKinTelephone: string | null;
  lastingPowerOfAttorney: string | null;
  deprivationOfLiberty: 'NONE' | 'APPLIED' | 'AUTHORISED';
  libertyAuthorisedFrom: string | null;
  libertyAuthorisedUntil: string | null;
  libertyStatedById: string | null;
  whatMattersToMe: string | null;
  outcomesChosen: string[] | null;
}

export type Harm = 'NONE' | 'LOW' | 'MODERATE' | 'SEVERE' | 'FATAL';

export interface IncidentRow extends OfResident {
  homeId: string;
  kind: string;
  subtype: string | null;
  harm: Harm;
  psychologicalHarm: 'NONE' | 'LOW' | 'MODERATE' | 'SEVERE';
  occurredAt: string;
  location: string | null;
  narrative: string;
  internalNote: string | null;
  headInjury: boolean | null;
  fracture: boolean | null;
  onAnticoagulant: boolean | null;
  ambulanceCalled: boolean | null;
  conveyed: boolean | null;
  presentOnAdmission: boolean | null;
  deviceRelated: boolean | null;
}

export interface ConcernRow extends OfResident {
  version: number;
  addressedTo: 'PRACTICE' | 'COMMUNITY_TEAM';
  urgency: 'URGENT' | 'SOON' | 'ROUTINE';
  text: string;
  raisedAt: string;
  answerDueAt: string;
  answer: string | null;
  outcome: string | null;
  answeredAt: string | null;
  answeredById: string | null;
}

export interface HospitalStayRow extends OfResident {
  trustId: string;
  admittedAt: string;
  dischargedAt: string | null;
  admissionMethod: string;
  dischargeReadyOn: string | null;
  pathway: 'P0' | 'P1' | 'P2' | 'P3' | null;
  delayReason: string | null;
  delayAgency: 'NHS' | 'SOCIAL_CARE' | 'BOTH' | null;
  destination: string | null;
  primaryDiagnosis: string;
  avoidableFactors: string[] | null;
  healthcareResourceGroup: string | null;
  cost: string | null;
}

export interface TrustContactRow extends OfResident {
  trustId: string;
  kind: 'ATTENDING' | 'REFERRED' | 'CASELOAD';
  startedAt: string;
  endedAt: string | null;
}

export interface SafeguardingEnquiryRow extends OfResident {
  councilId: string;
  openedOn: string;
  closedOn: string | null;
}

export interface SafeguardingConcernRow extends OfResident {
  councilId: string;
  kinds: string[];
  occurredAt: string | null;
  ongoingSince: string | null;
  location: string | null;
  narrative: string;
  allegedSource: string | null;
  immediateAction: string | null;
  wishes: string | null;
  status: 'RAISED' | 'ENQUIRY' | 'NO_FURTHER_ACTION' | 'CLOSED';
  raisedAt: string;
  outcome: string | null;
  decidedOn: string | null;
  endedAt: string | null;
}

/** A row of `hub.release`. */
export interface ReleaseRow extends Row {
  recordId: string;
  residentId: string;
  organisationId: string;
  councilId: string;
  reason: string;
  releasedBy: string;
  since: string;
  until: string | null;
}

export interface ObjectionRow extends OfResident {
  kind: 'NATIONAL_DATA_OPT_OUT' | 'ARTICLE_21' | 'DIRECT_CARE_SHARING';
  againstId: string | null;
  decidedBy: 'RESIDENT' | 'ATTORNEY' | 'BEST_INTERESTS';
  madeOn: string;
  withdrawnOn: string | null;
}

export interface PersonalTables {
  resident: ResidentRow[];
  gp_registration: GpRegistrationRow[];
  practice_agreement: PracticeAgreementRow[];
  placement: PlacementRow[];
  absence: AbsenceRow[];
  funding_component: FundingComponentRow[];
  care_plan: CarePlanRow[];
  clinical_summary: ClinicalSummaryRow[];
  personal_summary: PersonalSummaryRow[];
  incident: IncidentRow[];
  concern: ConcernRow[];
  hospital_stay: HospitalStayRow[];
  emergency_attendance: EmergencyAttendanceRow[];
  red_bag: RedBagRow[];
  trust_contact: TrustContactRow[];
  safeguarding_enquiry: SafeguardingEnquiryRow[];
  safeguarding_concern: SafeguardingConcernRow[];
  'hub.release': ReleaseRow[];
  objection: ObjectionRow[];
  service_request: ServiceRequestRow[];
  home_round: HomeRoundRow[];
  round_visit: RoundVisitRow[];
}
