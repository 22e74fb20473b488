import { ActionProgress } from './action-plan/action-progress.entity.ts';
import { JointAction } from './action-plan/joint-action.entity.ts';
import { AdmissionStatement } from './admission/admission-statement.entity.ts';
import { Alignment } from './alignment/alignment.entity.ts';
import { Capacity } from './capacity/capacity.entity.ts';
import { CareHome } from './care-home/care-home.entity.ts';
import { DischargeHours } from './care-home/discharge-hours.entity.ts';
import { Rating } from './care-home/rating.entity.ts';
import { CarePlan } from './care-plan/care-plan.entity.ts';
import { ClinicalSummary } from './clinical-summary/clinical-summary.entity.ts';
import { Concern } from './concern/concern.entity.ts';
import { NamedContact } from './directory/named-contact.entity.ts';
import { DischargeArrangement } from './discharge-arrangement/discharge-arrangement.entity.ts';
import { DischargeReferral } from './discharge-referral/discharge-referral.entity.ts';
import { ReferralRequest } from './discharge-referral/referral-request.entity.ts';
import { EmergencyAttendance } from './emergency-attendance/emergency-attendance.entity.ts';
import { Feedback } from './feedback/feedback.entity.ts';
import { UnnamedFeedback } from './feedback/unnamed-feedback.entity.ts';
import { FileImport } from './file-import/file-import.entity.ts';
import { FileImportReject } from './file-import/file-import-reject.entity.ts';
import { FundingComponent } from './funding/funding-component.entity.ts';
import { Guidance } from './guidance/guidance.entity.ts';
import { GuidanceReading } from './guidance/guidance-reading.entity.ts';
import { HomeRound } from './home-round/home-round.entity.ts';
import { RoundVisit } from './home-round/round-visit.entity.ts';
import { HospitalStay } from './hospital-stay/hospital-stay.entity.ts';
import { TrustContact } from './hospital-stay/trust-contact.entity.ts';
import { Incident } from './incident/incident.entity.ts';
import { InitiativeAdoption } from './initiative/initiative-adoption.entity.ts';
import { SharedLesson } from './lesson/shared-lesson.entity.ts';
import { Objection } from './objection/objection.entity.ts';
import { Offer } from './offer/offer.entity.ts';
import { OfferUptake } from './offer/offer-uptake.entity.ts';
import { Organisation } from './organisation/organisation.entity.ts';
import { PersonalSummary } from './personal-summary/personal-summary.entity.ts';
import { Absence } from './placement/absence.entity.ts';
import { Placement } from './placement/placement.entity.ts';
import { PostcodeLocation } from './postcode/postcode-location.entity.ts';
import { NetworkMembership } from './practice/network-membership.entity.ts';
import { Practice } from './practice/practice.entity.ts';
import { PrimaryCareNetwork } from './primary-care-network/primary-care-network.entity.ts';
import { QualityAccount } from './quality-account/quality-account.entity.ts';
import { QualityRecommendation } from './quality-visit/quality-recommendation.entity.ts';
import { QualityVisit } from './quality-visit/quality-visit.entity.ts';
import { RecommendationStep } from './quality-visit/recommendation-step.entity.ts';
import { RedBag } from './red-bag/red-bag.entity.ts';
import { GpRegistration } from './registration/gp-registration.entity.ts';
import { PracticeAgreement } from './registration/practice-agreement.entity.ts';
import { Resident } from './resident/resident.entity.ts';
import { RewardLine } from './reward-payment/reward-line.entity.ts';
import { RewardRun } from './reward-payment/reward-run.entity.ts';
import { RewardStatement } from './reward-payment/reward-statement.entity.ts';
import { RewardSignUp } from './reward-scheme/reward-sign-up.entity.ts';
import { SafeguardingConcern } from './safeguarding/safeguarding-concern.entity.ts';
import { SafeguardingEnquiry } from './safeguarding/safeguarding-enquiry.entity.ts';
import { ServiceRequest } from './service-request/service-request.entity.ts';

/** Every table of the hub, parents before children. */
export const entities = [
  Organisation,
  PrimaryCareNetwork,
  Practice,
  NetworkMembership,
  CareHome,
  Rating,
  DischargeHours,
  Capacity,
  AdmissionStatement,
  DischargeArrangement,
  Alignment,
  NamedContact,
  Guidance,
  GuidanceReading,
  SharedLesson,
  RewardSignUp,
  QualityAccount,
  InitiativeAdoption,
  Offer,
  OfferUptake,
  JointAction,
  ActionProgress,
  PostcodeLocation,
  FileImport,
  FileImportReject,
  Resident,
  GpRegistration,
  PracticeAgreement,
  Placement,
  Absence,
  FundingComponent,
  RewardRun,
  RewardStatement,
  RewardLine,
  CarePlan,
  ClinicalSummary,
  PersonalSummary,
  Incident,
  Concern,
  ServiceRequest,
  HomeRound,
  RoundVisit,
  RedBag,
  HospitalStay,
  TrustContact,
  EmergencyAttendance,
  DischargeReferral,
  ReferralRequest,
  SafeguardingEnquiry,
  SafeguardingConcern,
  Objection,
  Feedback,
  UnnamedFeedback,
  QualityVisit,
  QualityRecommendation,
  RecommendationStep,
];
