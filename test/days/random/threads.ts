import fc from 'fast-check';
import type { Act } from './acting.ts';

/** What follows on what: of each thread some first part is played, by whoever may and sometimes by others. */
const stories: readonly (readonly string[])[] = [
  ['referDischarge', 'answerRequest', 'answerRequest', 'chooseOffer', 'dischargePatient', 'admitResident'],
  ['referDischarge', 'answerRequest', 'answerQuestion', 'acceptAsTrustedAssessor', 'chooseOffer', 'answerRequest'],
  ['referDischarge', 'answerRequest', 'answerRequest', 'answerQuestion', 'chooseOffer', 'withdrawReferral'],
  ['sendRedBag', 'claimAttendance', 'receiveRedBag', 'recordConveyance', 'sendRedBagBack', 'checkRedBag'],
  ['sendRedBag', 'claimAttendance', 'endAttendance', 'claimStay', 'recordAbsence', 'setDischargeReady', 'recordDelay'],
  ['claimStay', 'recordAbsence', 'holdBed', 'referDischarge', 'answerRequest', 'endAbsence'],
  ['claimAttendance', 'recordAbsence', 'withdrawAttendance', 'endAbsence'],
  ['setDischargeReady', 'recordDelay', 'correctStay', 'dischargePatient', 'reviewAdmission', 'withdrawStay'],
  ['raiseConcern', 'answerConcern', 'startHomeRound', 'recordRoundOutcome', 'renewRoundList', 'closeHomeRound'],
  ['startHomeRound', 'putOnRound', 'recordIncident', 'renewRoundList', 'recordRoundOutcome'],
  ['recordIncident', 'amendIncident', 'amendIncident'],
  [
    'raiseSafeguardingConcern',
    'decideSafeguardingConcern',
    'releaseSafeguardingConcern',
    'withdrawSafeguardingRelease',
  ],
  ['recordObjection', 'withdrawObjection'],
  ['breakGlass', 'reviewBreakGlass', 'reviewBreakGlass'],
  ['setEmbargo', 'referDischarge', 'liftEmbargo'],
  ['prepareRewardPayments', 'recordFundingComponent', 'changeRate', 'endFundingComponent', 'approveRewardPayments'],
  ['prepareRewardPayments', 'endPlacement', 'prepareRewardPayments', 'approveRewardPayments', 'approveRewardPayments'],
  ['prepareRewardPayments', 'endFundingComponent', 'endPlacement', 'admitResident', 'claimFunding', 'confirmFunding'],
  ['claimFunding', 'confirmFunding', 'admitResident', 'prepareRewardPayments', 'recordFundingComponent'],
  ['admitResident', 'claimFunding', 'prepareRewardPayments', 'claimFunding', 'approveRewardPayments', 'changeRate'],
  ['prepareRewardPayments', 'alignHome', 'endFundingComponent', 'prepareRewardPayments', 'changeRate'],
  ['correctReturn', 'submitReturn', 'reopenReturn', 'correctReturn', 'submitReturn'],
  ['reopenReturn', 'prepareRewardPayments', 'correctReturn', 'submitReturn', 'prepareRewardPayments'],
  ['signUpToRewardScheme', 'adoptInitiative', 'publishQualityAccount', 'awardImprovementMark', 'endInitiative'],
  ['leaveRewardScheme', 'prepareRewardPayments', 'signUpToRewardScheme'],
  ['setEmbargo', 'prepareRewardPayments', 'liftEmbargo'],
  ['endPlacement', 'recordPlacement', 'admitResident'],
  ['endPlacement', 'withdrawDeath', 'endPlacement'],
  ['endPlacement', 'recordAbsence', 'endAbsence', 'endPlacement'],
  ['agreeCarePlan', 'writeHomePart', 'reviewMedicines', 'declineCarePlan'],
  ['writePersonalSummary', 'chooseOutcomes', 'recordFeedback', 'withdrawFeedback'],
  ['requestService', 'answerServiceRequest', 'answerServiceRequest', 'withdrawServiceRequest'],
  ['recordQualityVisit', 'answerRecommendation', 'settleRecommendation'],
  ['publishGuidance', 'readGuidance', 'supersedeGuidance', 'withdrawGuidance'],
  ['makeOffer', 'takeUpOffer', 'takeUpOffer', 'withdrawOffer'],
  ['addJointAction', 'reportProgress'],
  ['shareLesson', 'withdrawLesson'],
  ['stateContact', 'endContact'],
];

/** What happens on one day, and how it began: a number from which homes, people and their past follow. */
export interface PlannedDay {
  acts: Act[];
  beginning: number;
}
const number = fc.nat({ max: 0x7fff_ffff });

/** Days of one to seven threads, each of a story or of a single act of any kind. */
export function plannedDays(mutations: readonly string[]): fc.Arbitrary<PlannedDay> {
  const thread = fc.record({
    story: fc.constantFrom(...mutations.map((mutation) => [mutation]), ...stories, ...stories, ...stories),
    most: fc.integer({ min: 1, max: 7 }),
    number,
    sent: fc.constantFrom<Act['sent']>('once', 'once', 'once', 'again', 'changed', 'twice'),
    beside: fc.boolean(),
  });
  // Whatever comes beside something else, and more than once, is the last of its thread, so that the thread can go on.
  const acts = fc.array(thread, { minLength: 1, maxLength: 7, size: 'max' }).map((all) =>
    all.flatMap(({ story, most, number, sent, beside }) =>
      story.slice(0, most).map((mutation, n, { length }) => ({
        ...{ mutation, number: (number + n * 7_919) % 0x7fff_ffff },
        ...{ sent: n === length - 1 ? sent : ('once' as const), beside: beside && n === length - 1 && n > 0 },
      })),
    ),
  );
  return fc.record({ acts, beginning: number });
}
