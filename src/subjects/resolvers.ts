import type { NonEmptyArray } from 'type-graphql';
import { AccessEventResolver, AccessedResidentResolver } from './access/access-event.resolver.ts';
import { UnusualAccessResolver } from './access/unusual-access.resolver.ts';
import {
  AdmissionStatementResolver,
  AdmissionsOfHomeResolver,
  admissionPayloads,
} from './admission/admission.resolver.ts';
import { AlignmentResolver, AlignmentsOfHomeResolver, alignmentPayloads } from './alignment/alignment.resolver.ts';
import { CapacityOfHomeResolver, CapacityResolver, capacityPayloads } from './capacity/capacity.resolver.ts';
import { CapacitySubscription } from './capacity/capacity.subscription.ts';
import { AlignedHomesResolver } from './care-home/aligned-homes.resolver.ts';
import { CareHomeResolver } from './care-home/care-home.resolver.ts';
import { CareHomeSearchResolver } from './care-home/search.resolver.ts';
import { CarePlan } from './care-plan/care-plan.entity.ts';
import { CarePlanResolver, planPayloads } from './care-plan/care-plan.resolver.ts';
import { ClaimResolver } from './claim/claim.resolver.ts';
import { ClinicalSummary } from './clinical-summary/clinical-summary.entity.ts';
import { ClinicalSummaryResolver, clinicalSummaryPayload } from './clinical-summary/clinical-summary.resolver.ts';
import { Concern } from './concern/concern.entity.ts';
import { ConcernResolver, ConcernsOfResidentResolver, concernPayloads } from './concern/concern.resolver.ts';
import {
  DischargeArrangementResolver,
  DischargeArrangementsOfHomeResolver,
  dischargeArrangementPayloads,
} from './discharge-arrangement/discharge-arrangement.resolver.ts';
import { DischargeReferral } from './discharge-referral/discharge-referral.entity.ts';
import {
  DischargeReferralResolver,
  ReferralRequestResolver,
  referralPayloads,
} from './discharge-referral/discharge-referral.resolver.ts';
import {
  AnswerRequestPayloadResolver,
  PlacementRequestResolver,
} from './discharge-referral/placement-request.resolver.ts';
import { ReferralSubscription } from './discharge-referral/referral.subscription.ts';
import { ReferralListResolver, ReferralsOfResidentResolver } from './discharge-referral/referral-list.resolver.ts';
import { ReferralRequest } from './discharge-referral/referral-request.entity.ts';
import { EmergencyAttendance } from './emergency-attendance/emergency-attendance.entity.ts';
import {
  AttendancesOfResidentResolver,
  attendancePayloads,
  EmergencyAttendanceResolver,
} from './emergency-attendance/emergency-attendance.resolver.ts';
import { ExplanationResolver } from './explanation/explanation.resolver.ts';
import { FundingComponent } from './funding/funding-component.entity.ts';
import { FundingComponentResolver } from './funding/funding-component.resolver.ts';
import { FundingWritesResolver, fundingPayloads } from './funding/funding-writes.resolver.ts';
import { HomeRoundResolver, homeRoundPayloads, RoundsOfHomeResolver } from './home-round/home-round.resolver.ts';
import { RoundVisit } from './home-round/round-visit.entity.ts';
import {
  RoundVisitResolver,
  RoundVisitsOfResidentResolver,
  roundVisitPayloads,
} from './home-round/round-visit.resolver.ts';
import { HospitalStay } from './hospital-stay/hospital-stay.entity.ts';
import { HospitalStayResolver, stayPayloads } from './hospital-stay/hospital-stay.resolver.ts';
import { Incident } from './incident/incident.entity.ts';
import { IncidentResolver, incidentPayloads } from './incident/incident.resolver.ts';
import { IncidentSubscription } from './incident/incident.subscription.ts';
import { NodeResolver } from './node.resolver.ts';
import { Objection } from './objection/objection.entity.ts';
import { ObjectionResolver, objectionPayloads } from './objection/objection.resolver.ts';
import { OrganisationResolver } from './organisation/organisation.resolver.ts';
import { PersonalSummary } from './personal-summary/personal-summary.entity.ts';
import { PersonalSummaryResolver, personalSummaryPayloads } from './personal-summary/personal-summary.resolver.ts';
import { Absence } from './placement/absence.entity.ts';
import { Placement } from './placement/placement.entity.ts';
import { PlacementResolver } from './placement/placement.resolver.ts';
import { PlacementWritesResolver, placementPayloads } from './placement/placement-writes.resolver.ts';
import { PracticeResolver, PracticesOfNetworkResolver } from './practice/practice.resolver.ts';
import { PrimaryCareNetworkResolver } from './primary-care-network/primary-care-network.resolver.ts';
import { PrivacyAlertResolver, ReviewBreakGlassPayloadResolver } from './privacy/privacy-alert.resolver.ts';
import { RedBag } from './red-bag/red-bag.entity.ts';
import { RedBagResolver, RedBagsOfResidentResolver, redBagPayloads } from './red-bag/red-bag.resolver.ts';
import { GpRegistration } from './registration/gp-registration.entity.ts';
import { GpRegistrationResolver } from './registration/gp-registration.resolver.ts';
import { RegistrationWritesResolver, registrationPayloads } from './registration/registration-writes.resolver.ts';
import { Resident } from './resident/resident.entity.ts';
import { ResidentResolver } from './resident/resident.resolver.ts';
import { SafeguardingConcern } from './safeguarding/safeguarding-concern.entity.ts';
import { SafeguardingConcernResolver, safeguardingPayloads } from './safeguarding/safeguarding-concern.resolver.ts';
import { SafeguardingReleaseResolver } from './safeguarding/safeguarding-release.ts';
import { SafeguardingReportResolver } from './safeguarding/safeguarding-report.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';
import { tellsWithheld } from './withheld.ts';
import { showsVersion } from './writing/version.ts';

tellsWithheld(Absence, CarePlan, ClinicalSummary, Concern, DischargeReferral, FundingComponent, GpRegistration);
tellsWithheld(HospitalStay, Incident, Objection, PersonalSummary, Placement, ReferralRequest, Resident);
tellsWithheld(EmergencyAttendance, RedBag, RoundVisit, SafeguardingConcern);
showsVersion(Absence, CarePlan, ClinicalSummary, Concern, DischargeReferral, EmergencyAttendance, FundingComponent);
showsVersion(GpRegistration, HospitalStay, Incident, PersonalSummary, Placement, RedBag, ReferralRequest, Resident);
showsVersion(RoundVisit);

/** Every resolver of the graph about people, homes and organisations. */
export const resolvers = [
  AccessEventResolver,
  AccessedResidentResolver,
  AdmissionStatementResolver,
  AdmissionsOfHomeResolver,
  AlignedHomesResolver,
  AlignmentResolver,
  AlignmentsOfHomeResolver,
  CapacityOfHomeResolver,
  CapacityResolver,
  CapacitySubscription,
  CareHomeResolver,
  CareHomeSearchResolver,
  CarePlanResolver,
  ClaimResolver,
  ClinicalSummaryResolver,
  DischargeArrangementResolver,
  DischargeArrangementsOfHomeResolver,
  ConcernResolver,
  ConcernsOfResidentResolver,
  DischargeReferralResolver,
  EmergencyAttendanceResolver,
  AttendancesOfResidentResolver,
  ExplanationResolver,
  FundingComponentResolver,
  FundingWritesResolver,
  GpRegistrationResolver,
  RegistrationWritesResolver,
  HomeRoundResolver,
  RoundVisitResolver,
  RoundVisitsOfResidentResolver,
  RoundsOfHomeResolver,
  HospitalStayResolver,
  IncidentResolver,
  IncidentSubscription,
  NodeResolver,
  ObjectionResolver,
  OrganisationResolver,
  PersonalSummaryResolver,
  AnswerRequestPayloadResolver,
  PlacementRequestResolver,
  PlacementResolver,
  PlacementWritesResolver,
  PracticeResolver,
  PracticesOfNetworkResolver,
  PrimaryCareNetworkResolver,
  PrivacyAlertResolver,
  ReviewBreakGlassPayloadResolver,
  RedBagResolver,
  RedBagsOfResidentResolver,
  ReferralListResolver,
  ReferralRequestResolver,
  ReferralSubscription,
  ReferralsOfResidentResolver,
  ResidentResolver,
  UnusualAccessResolver,
  SafeguardingConcernResolver,
  SafeguardingReleaseResolver,
  SafeguardingReportResolver,
  ViewerResolver,
  ...admissionPayloads,
  ...attendancePayloads,
  ...capacityPayloads,
  clinicalSummaryPayload,
  ...concernPayloads,
  ...alignmentPayloads,
  ...homeRoundPayloads,
  ...registrationPayloads,
  ...roundVisitPayloads,
  ...incidentPayloads,
  ...dischargeArrangementPayloads,
  ...fundingPayloads,
  ...objectionPayloads,
  ...personalSummaryPayloads,
  ...placementPayloads,
  ...planPayloads,
  ...redBagPayloads,
  ...referralPayloads,
  ...safeguardingPayloads,
  ...stayPayloads,
] satisfies NonEmptyArray<unknown>;
