/**
 * What the seeds write, one type a table: a property is the column's name in camel case, `Id` columns hold UUIDs, `On`
 * columns days (`2026-04-01`), `At` columns instants in UTC. No entity is built on the way: rows go in by COPY.
 */
import type { DischargeTables } from './discharge/discharge-rows.ts';
import type { PersonalTables } from './personal-rows.ts';
import type { PrivacyTables } from './privacy/privacy-rows.ts';
import type { QualityTables } from './quality/quality-rows.ts';
import type { RewardTables } from './reward/reward-rows.ts';

export type Agency = 'home' | 'practice' | 'trust' | 'council' | 'icb' | 'dashboard';
export type CareType =
  | 'RESIDENTIAL'
  | 'RESIDENTIAL_DEMENTIA'
  | 'NURSING'
  | 'NURSING_DEMENTIA'
  | 'LEARNING_DISABILITY'
  | 'MENTAL_HEALTH'
  | 'PHYSICAL_DISABILITY'
  | 'RESPITE'
  | 'DISCHARGE_TO_ASSESS';
export type AdmissionStatus =
  | 'OPEN'
  | 'OPEN_WITH_RESTRICTIONS'
  | 'CLOSED_OUTBREAK'
  | 'CLOSED_STAFFING'
  | 'CLOSED_REGULATORY'
  | 'CLOSED_BY_COMMISSIONER'
  | 'CLOSED_OTHER';
export type RatingGrade = 'OUTSTANDING' | 'GOOD' | 'REQUIRES_IMPROVEMENT' | 'INADEQUATE' | 'NOT_RATED';
export type RatingDomain = 'OVERALL' | 'SAFE' | 'EFFECTIVE' | 'CARING' | 'RESPONSIVE' | 'WELL_LED';

export interface Row {
  id: string;
}

export interface OrganisationRow extends Row {
  agency: Agency;
  code: string;
  name: string;
  odsCode: string | null;
  telephone: string | null;
}

export interface NetworkRow extends Row {
  code: string;
  name: string;
  icbId: string;
}

export interface PracticeRow extends Row {
  organisationId: string;
  odsCode: string;
  name: string;
  telephone: string;
  address: string;
  postcode: string;
  latitude: number;
  longitude: number;
}

export interface NetworkMembershipRow extends Row {
  practiceId: string;
  networkId: string;
  fromOn: string;
  toOn: string | null;
}

export interface CareHomeRow extends Row {
  organisationId: string;
  cqcLocationId: string;
  cqcProviderId: string;
  providerName: string;
  odsCode: string;
  uprn: string | null;
  name: string;
  address: string;
  postcode: string;
  latitude: number;
  longitude: number;
  telephone: string;
  councilId: string;
  registeredOn: string;
  deregisteredOn: string | null;
  predecessorId: string | null;
  nursing: boolean;
  registeredBeds: number;
  careTypes: CareType[];
  acceptsTrustedAssessor: boolean;
  admissionStatus: AdmissionStatus;
  admissionRestrictions: string | null;
  admissionStatusAsOf: string;
  dutyContactName: string | null;
  dutyContactTelephone: string | null;
  rewardSchemeSignedUpOn: string | null;
}

export interface RatingRow extends Row {
  homeId: string;
  domain: RatingDomain;
  rating: RatingGrade;
  publishedOn: string;
  inheritedFromId: string | null;
}

export interface DischargeHoursRow extends Row {
  homeId: string;
  weekday: string;
  fromAt: string;
  untilAt: string;
}

export interface CapacityRow extends Row {
  homeId: string;
  careType: CareType;
  maximum: number;
  occupied: number;
  reserved: number;
  available: number;
  gendersSuited: 'ANY' | 'FEMALE' | 'MALE';
  weeklyRateFrom: number;
  weeklyRateUntil: number;
  asOf: string;
  authorId: string;
  validFrom: string;
  validUntil: string | null;
}

export interface AlignmentRow extends Row {
  homeId: string;
  networkId: string;
  leadPracticeId: string;
  clinicalLeadName: string;
  fromOn: string;
  toOn: string | null;
}

export interface NamedContactRow extends Row {
  authorId: string;
  validFrom: string;
  role: string;
  name: string;
  telephone: string;
  email: string | null;
  covers: 'ALL_HOMES' | 'NETWORK' | 'NAMED_HOMES';
  networkId: string | null;
  homeIds: string[];
  /** JSON: weekday, from and until. */
  hours: string;
  respondsWithinHours: number | null;
  note: string | null;
}

export interface PostcodeLocationRow {
  postcode: string;
  latitude: number;
  longitude: number;
}

export interface DataCompleteRow {
  fromOn: string;
  toOn: string;
  declaredBy: string;
}

/** All rows of a world; a table comes after those that it refers to. */
export interface Tables extends PersonalTables, DischargeTables, PrivacyTables, QualityTables, RewardTables {
  organisation: OrganisationRow[];
  primary_care_network: NetworkRow[];
  practice: PracticeRow[];
  network_membership: NetworkMembershipRow[];
  care_home: CareHomeRow[];
  rating: RatingRow[];
  discharge_hours: DischargeHoursRow[];
  capacity: CapacityRow[];
  alignment: AlignmentRow[];
  named_contact: NamedContactRow[];
  postcode_location: PostcodeLocationRow[];
  'hub.data_complete': DataCompleteRow[];
}
