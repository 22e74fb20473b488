import { availableBeds, capacityFresh, occupancy } from './beds.ts';
import { concernsAnswered } from './concerns-answered.ts';
import type { MeasureDefinition } from './definition.ts';
import { roundCoverage } from './home-rounds.ts';
import { avoidableFactors } from './hospital/avoidable-factors.ts';
import { costOfStay } from './hospital/cost-of-stay.ts';
import { delayDays, discharges, weekendDischarges } from './hospital/discharges.ts';
import { avoidableAdmissions, emergencyAdmissions, patientsAdmitted } from './hospital/emergency-admissions.ts';
import { conveyances, emergencyAttendances } from './hospital/emergency-attendances.ts';
import { fallsAdmissions } from './hospital/falls-admissions.ts';
import { lengthOfStay, longStays } from './hospital/length-of-stay.ts';
import { readmissions } from './hospital/readmissions.ts';
import { answeredWithin, timeToAnswer } from './hospital/referral-answers.ts';
import { falls, infections, injuriousFalls, medicationErrors, newPressureUlcers } from './incidents.ts';
import { returnsInTime } from './monthly-returns.ts';
import { outbreaks } from './outbreaks.ts';
import { outsideNetwork } from './outside-network.ts';
import { carePlansInTime, medicationReviewsInTime } from './plans-in-time.ts';
import { residentOutcomes } from './resident-outcomes.ts';
import { rewardPayments } from './reward-payments.ts';
import { serviceRequests } from './service-requests.ts';
import { staffTrained, staffTurnover, staffVacancies } from './workforce.ts';

/** Every measure that the hub can publish, in the order in which it lists them. */
export const measures: readonly MeasureDefinition[] = [
  emergencyAdmissions,
  patientsAdmitted,
  costOfStay,
  avoidableAdmissions,
  avoidableFactors,
  fallsAdmissions,
  emergencyAttendances,
  conveyances,
  lengthOfStay,
  longStays,
  readmissions,
  discharges,
  weekendDischarges,
  delayDays,
  answeredWithin,
  timeToAnswer,
  falls,
  injuriousFalls,
  newPressureUlcers,
  medicationErrors,
  infections,
  carePlansInTime,
  medicationReviewsInTime,
  roundCoverage,
  outsideNetwork,
  concernsAnswered,
  serviceRequests,
  outbreaks,
  occupancy,
  availableBeds,
  capacityFresh,
  returnsInTime,
  staffVacancies,
  staffTurnover,
  staffTrained,
  residentOutcomes,
  rewardPayments,
];
