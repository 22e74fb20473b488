import type { NonEmptyArray } from 'type-graphql';
import { accessEventResolvers } from './access/access-event.resolver.ts';
import { UnusualAccessResolver } from './access/unusual-access.resolver.ts';
import { actionPlanResolvers } from './action-plan/action-plan.resolver.ts';
import { admissionResolvers } from './admission/admission.resolver.ts';
import { alignmentResolvers } from './alignment/alignment.resolver.ts';
import { capacityResolvers } from './capacity/capacity.resolver.ts';
import { CapacitySubscription } from './capacity/capacity.subscription.ts';
import { AlignedHomesResolver } from './care-home/aligned-homes.resolver.ts';
import { CareHomeResolver } from './care-home/care-home.resolver.ts';
import { CareHomeSearchResolver } from './care-home/search.resolver.ts';
import { CarePlan } from './care-plan/care-plan.entity.ts';
import { carePlanResolvers } from './care-plan/care-plan.resolver.ts';
import { ClaimResolver } from './claim/claim.resolver.ts';
import { ClinicalSummary } from './clinical-summary/clinical-summary.entity.ts';
import { clinicalSummaryResolvers } from './clinical-summary/clinical-summary.resolver.ts';
import { Concern } from './concern/concern.entity.ts';
import { concernResolvers } from './concern/concern.resolver.ts';
import { directoryResolvers } from './directory/directory.resolver.ts';
import { homeContactsResolvers } from './directory/home-contacts.resolver.ts';
import { dischargeArrangementResolvers } from './discharge-arrangement/discharge-arrangement.resolver.ts';
import { DischargeReferral } from './discharge-referral/discharge-referral.entity.ts';
import { dischargeReferralResolvers } from './discharge-referral/discharge-referral.resolver.ts';
import { placementRequestResolvers } from './discharge-referral/placement-request.resolver.ts';
import { ReferralSubscription } from './discharge-referral/referral.subscription.ts';
import { referralListResolvers } from './discharge-referral/referral-list.resolver.ts';
import { ReferralRequest } from './discharge-referral/referral-request.entity.ts';
import { EmergencyAttendance } from './emergency-attendance/emergency-attendance.entity.ts';
import { emergencyAttendanceResolvers } from './emergency-attendance/emergency-attendance.resolver.ts';
import { ErasureResolver } from './erasure/erasure.resolver.ts';
import { ExplanationResolver } from './explanation/explanation.resolver.ts';
import { Feedback } from './feedback/feedback.entity.ts';
import { feedbackResolvers } from './feedback/feedback.resolver.ts';
import { fileImportResolvers } from './file-import/file-import.resolver.ts';
import { FundingComponent } from './funding/funding-component.entity.ts';
import { FundingComponentResolver } from './funding/funding-component.resolver.ts';
import { fundingPaidResolvers } from './funding/funding-paid.resolver.ts';
import { fundingWritesResolvers } from './funding/funding-writes.resolver.ts';
import { guidanceResolvers } from './guidance/guidance.resolver.ts';
import { homeRoundResolvers } from './home-round/home-round.resolver.ts';
import { RoundVisit } from './home-round/round-visit.entity.ts';
import { roundVisitResolvers } from './home-round/round-visit.resolver.ts';
import { HospitalStay } from './hospital-stay/hospital-stay.entity.ts';
import { hospitalStayResolvers } from './hospital-stay/hospital-stay.resolver.ts';
import { Incident } from './incident/incident.entity.ts';
import { incidentResolvers } from './incident/incident.resolver.ts';
import { IncidentSubscription } from './incident/incident.subscription.ts';
import { initiativeResolvers } from './initiative/initiative.resolver.ts';
import { lessonResolvers } from './lesson/lesson.resolver.ts';
import { matchResolvers } from './match/match.resolver.ts';
import { monthlyReturnResolvers } from './monthly-return/monthly-return.resolver.ts';
import { NodeResolver } from './node.resolver.ts';
import { Objection } from './objection/objection.entity.ts';
import { objectionResolvers } from './objection/objection.resolver.ts';
import { offerResolvers } from './offer/offer.resolver.ts';
import { OrganisationResolver } from './organisation/organisation.resolver.ts';
import { PersonalSummary } from './personal-summary/personal-summary.entity.ts';
import { personalSummaryResolvers } from './personal-summary/personal-summary.resolver.ts';
import { Absence } from './placement/absence.entity.ts';
import { Placement } from './placement/placement.entity.ts';
import { PlacementResolver } from './placement/placement.resolver.ts';
import { placementWritesResolvers } from './placement/placement-writes.resolver.ts';
import { practiceResolvers } from './practice/practice.resolver.ts';
import { PrimaryCareNetworkResolver } from './primary-care-network/primary-care-network.resolver.ts';
import { privacyAlertResolvers } from './privacy/privacy-alert.resolver.ts';
import { qualityAccountResolvers } from './quality-account/quality-account.resolver.ts';
import { qualityVisitResolvers } from './quality-visit/quality-visit.resolver.ts';
import { RedBag } from './red-bag/red-bag.entity.ts';
import { redBagResolvers } from './red-bag/red-bag.resolver.ts';
import { GpRegistration } from './registration/gp-registration.entity.ts';
import { GpRegistrationResolver } from './registration/gp-registration.resolver.ts';
import { registrationWritesResolvers } from './registration/registration-writes.resolver.ts';
import { Resident } from './resident/resident.entity.ts';
import { ResidentResolver } from './resident/resident.resolver.ts';
import { rewardPaymentResolvers } from './reward-payment/reward-payment.resolver.ts';
import { RewardEligibilityResolver } from './reward-scheme/reward-eligibility.resolver.ts';
import { rewardSchemeResolvers } from './reward-scheme/reward-scheme.resolver.ts';
import { SafeguardingConcern } from './safeguarding/safeguarding-concern.entity.ts';
import { safeguardingConcernResolvers } from './safeguarding/safeguarding-concern.resolver.ts';
import { SafeguardingReleaseResolver } from './safeguarding/safeguarding-release.ts';
import { SafeguardingReportResolver } from './safeguarding/safeguarding-report.ts';
import { ServiceRequest } from './service-request/service-request.entity.ts';
import { serviceRequestResolvers } from './service-request/service-request.resolver.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';
import { tellsWithheld } from './withheld.ts';
import { showsVersion } from './writing/version.ts';

tellsWithheld(Absence, CarePlan, ClinicalSummary, Concern, DischargeReferral, FundingComponent, GpRegistration);
tellsWithheld(HospitalStay, Incident, Objection, PersonalSummary, Placement, ReferralRequest, Resident);
tellsWithheld(EmergencyAttendance, Feedback, RedBag, RoundVisit, SafeguardingConcern, ServiceRequest);
showsVersion(Absence, CarePlan, ClinicalSummary, Concern, DischargeReferral, EmergencyAttendance, FundingComponent);
showsVersion(GpRegistration, HospitalStay, Incident, PersonalSummary, Placement, RedBag, ReferralRequest, Resident);
showsVersion(RoundVisit, ServiceRequest);

/** Every resolver of the graph about people, homes and organisations. */
export const resolvers = [
  AlignedHomesResolver,
  CapacitySubscription,
  CareHomeResolver,
  CareHomeSearchResolver,
  ClaimResolver,
  ErasureResolver,
  ExplanationResolver,
  FundingComponentResolver,
  GpRegistrationResolver,
  IncidentSubscription,
  NodeResolver,
  OrganisationResolver,
  PlacementResolver,
  PrimaryCareNetworkResolver,
  ReferralSubscription,
  ResidentResolver,
  RewardEligibilityResolver,
  SafeguardingReleaseResolver,
  SafeguardingReportResolver,
  UnusualAccessResolver,
  ViewerResolver,
  ...accessEventResolvers,
  ...actionPlanResolvers,
  ...admissionResolvers,
  ...alignmentResolvers,
  ...capacityResolvers,
  ...carePlanResolvers,
  ...clinicalSummaryResolvers,
  ...concernResolvers,
  ...directoryResolvers,
  ...dischargeArrangementResolvers,
  ...dischargeReferralResolvers,
  ...emergencyAttendanceResolvers,
  ...feedbackResolvers,
  ...fileImportResolvers,
  ...fundingPaidResolvers,
  ...fundingWritesResolvers,
  ...guidanceResolvers,
  ...homeContactsResolvers,
  ...homeRoundResolvers,
  ...hospitalStayResolvers,
  ...incidentResolvers,
  ...initiativeResolvers,
  ...lessonResolvers,
  ...matchResolvers,
  ...monthlyReturnResolvers,
  ...objectionResolvers,
  ...offerResolvers,
  ...personalSummaryResolvers,
  ...placementRequestResolvers,
  ...placementWritesResolvers,
  ...practiceResolvers,
  ...privacyAlertResolvers,
  ...qualityAccountResolvers,
  ...qualityVisitResolvers,
  ...redBagResolvers,
  ...referralListResolvers,
  ...registrationWritesResolvers,
  ...rewardPaymentResolvers,
  ...rewardSchemeResolvers,
  ...roundVisitResolvers,
  ...safeguardingConcernResolvers,
  ...serviceRequestResolvers,
] satisfies NonEmptyArray<unknown>;
