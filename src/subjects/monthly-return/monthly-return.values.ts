import { registerEnumType } from 'type-graphql';
import { largestFigure, longestReason, ReturnFigureName } from './return-figures.ts';

export { largestFigure, longestReason, ReturnFigureName };

export enum ReturnState {
  NOT_SUBMITTED = 'NOT_SUBMITTED',
  SUBMITTED = 'SUBMITTED',
  REOPENED = 'REOPENED',
}
registerEnumType(ReturnState, {
  name: 'ReturnState',
  description: 'How far the return of a month has come.',
  valuesConfig: {
    NOT_SUBMITTED: { description: 'The home has not submitted it. That is not zero: its figures are null.' },
    SUBMITTED: { description: 'Submitted and locked.' },
    REOPENED: { description: 'Submitted once, and reopened by the council; the home is to submit it again.' },
  },
});

registerEnumType(ReturnFigureName, {
  name: 'ReturnFigureName',
  description: 'What homes return each month.',
  valuesConfig: {
    FALLS: { description: 'Falls; counted from incidents that the home recorded.' },
    PRESSURE_ULCERS: {
      description: 'Pressure ulcers that were not present on admission; counted from incidents that the home recorded.',
    },
    INFECTIONS: { description: 'Infections; counted from incidents that the home recorded.' },
    MEDICATION_ERRORS: { description: 'Medication errors; counted from incidents that the home recorded.' },
    EMERGENCY_ADMISSIONS: {
      description:
        'Emergency admissions to hospital; counted from absences in hospital that began in the month, so that planned ones are to be taken off.',
    },
    DEATHS: { description: 'Residents who died; counted from placements that ended so in the month.' },
    OCCUPIED_BED_DAYS: { description: 'Days of placements in the month, less the days of absences in hospital.' },
    SAFEGUARDING_CONCERNS_RAISED: {
      description:
        'Safeguarding concerns that the home raised, as its manager states it. Nothing is counted here: the count would tell whoever prepares the return that a member of staff raised one.',
    },
    COMPLAINTS: { description: 'Complaints that the home received, as it states it.' },
    STAFF_IN_POST: { description: 'Staff in post on the last day of the month, as the home states it.' },
    VACANCIES: { description: 'Posts that were vacant on the last day of the month, as the home states it.' },
    LEAVERS: { description: 'Staff who left in the month, as the home states it.' },
    STAFF_TRAINED: {
      description: 'Staff in post whose mandatory training is up to date, as the home states it.',
    },
  },
});

/** What the hub counts: another value needs a reason. */
export const countedFigures: ReadonlySet<string> = new Set([
  ...['FALLS', 'PRESSURE_ULCERS', 'INFECTIONS', 'MEDICATION_ERRORS', 'EMERGENCY_ADMISSIONS', 'DEATHS'],
  'OCCUPIED_BED_DAYS',
]);
