import type { FieldShape } from '../access/reading/shape.ts';

const moment = (column: string): FieldShape => ({
  ...{ kind: 'timestamp', columns: [column] },
  expression: (alias) => `${alias}.${column}`,
});
const since = moment('valid_from');
const until = moment('valid_until');

/** What public records call the moments between which they stand. */
export const validity: readonly [string, FieldShape][] = [
  ['AdmissionStatement.until', until],
  ['DischargeArrangement.asOf', since],
  ['DischargeArrangement.until', until],
  ['ActionProgress.reportedAt', since],
  ['NamedContact.asOf', since],
  ['NamedContact.until', until],
  ['SharedLesson.sharedAt', since],
  ['SharedLesson.until', until],
  ['Offer.until', until],
  ['OfferUptake.takenAt', since],
  ['Guidance.publishedAt', since],
  ['Guidance.until', until],
  ['GuidanceReading.readAt', since],
  ['QualityAccount.publishedAt', since],
  ['QualityAccount.until', until],
  ['RewardSignUp.asOf', since],
  ['RewardSignUp.until', until],
];
