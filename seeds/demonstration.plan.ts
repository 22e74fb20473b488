import { learningDisabilityHomeNames, nursingHomeNames, residentialHomeNames } from './names/organisations.ts';
import type { BoroughPlan, Plan } from './plan.ts';

/**
 * Numbers as of the borough that the first sources describe: 23 residential and 11 nursing homes with 1,400 beds, two
 * homes below Good, and three outside the reward scheme, which is for homes that serve people of 65 and more.
 */
const calderholme: BoroughPlan = {
  town: 'Calderholme',
  councilCode: 'E08990001',
  councilName: 'Calderholme Council',
  postcodeArea: 'ZZ',
  latitude: 53.58,
  longitude: -2.43,
  radiusKm: 5.5,
  homes: [
    {
      kind: 'RESIDENTIAL',
      names: residentialHomeNames,
      beds: [32, 28, 24, 40, 36, 22, 30, 44, 26, 34, 38, 20, 29, 31, 42, 27, 35, 25, 39, 33, 41, 23, 37],
      quirks: {
        0: { anyHour: true },
        2: { figuresAgedHours: 30 },
        3: { rating: 'OUTSTANDING' },
        4: { anyHour: true, shortStay: { careType: 'RESPITE', beds: 2 } },
        5: { youngerAdults: { careType: 'MENTAL_HEALTH', beds: 22 }, notSignedUp: true },
        6: { figuresAgedHours: 50 },
        7: { status: 'CLOSED_OUTBREAK' },
        8: { anyHour: true },
        9: { status: 'OPEN_WITH_RESTRICTIONS' },
        10: { figuresAgedHours: 9 * 24 },
        11: { youngerAdults: { careType: 'PHYSICAL_DISABILITY', beds: 20 }, notSignedUp: true, figuresAgedHours: 70 },
        12: { rating: 'REQUIRES_IMPROVEMENT', status: 'CLOSED_BY_COMMISSIONER' },
        13: { reRegistered: true },
        15: { figuresAgedHours: 90 },
        16: { figuresAgedHours: 12 * 24 },
        17: { anyHour: true, shortStay: { careType: 'RESPITE', beds: 2 } },
        18: { rating: 'OUTSTANDING' },
        19: { figuresAgedHours: 5 * 24 },
      },
    },
    {
      kind: 'NURSING',
      names: nursingHomeNames,
      beds: [64, 52, 75, 48, 58, 70, 60, 44, 80, 55, 58],
      quirks: {
        0: { anyHour: true, shortStay: { careType: 'DISCHARGE_TO_ASSESS', beds: 4 } },
        1: { rating: 'OUTSTANDING' },
        2: { reRegistered: true },
        3: { status: 'CLOSED_STAFFING' },
        4: { figuresAgedHours: 40 },
        5: { figuresAgedHours: 30 * 24 },
        6: { anyHour: true, shortStay: { careType: 'DISCHARGE_TO_ASSESS', beds: 4 } },
        7: { rating: 'REQUIRES_IMPROVEMENT' },
        8: { status: 'OPEN_WITH_RESTRICTIONS' },
        9: { figuresAgedHours: 4 * 24 },
        10: { youngerAdults: { careType: 'PHYSICAL_DISABILITY', beds: 26 }, notSignedUp: true },
      },
    },
  ],
};

/** Who is there in every one of the small worlds, too. */
export const weirsAndFells = {
  number: 0,
  icb: { code: 'QZ1', name: 'NHS Weirs and Fells Integrated Care Board' },
  acuteTrust: { code: 'RZ1', name: 'Calderholme Hospitals NHS Trust' },
  communityTrust: { code: 'RZ2', name: 'Weirs Community and Mental Health NHS Trust' },
  dashboard: { code: 'DASH1', name: 'Weirs and Fells Health Observatory' },
} as const;

const marlsend: BoroughPlan = {
  town: 'Marlsend',
  councilCode: 'E08990002',
  councilName: 'Marlsend Council',
  postcodeArea: 'ZX',
  latitude: 53.645,
  longitude: -2.4,
  radiusKm: 3,
  homes: [
    {
      kind: 'LEARNING_DISABILITY',
      names: learningDisabilityHomeNames,
      beds: [8, 6, 10, 9, 7, 8],
      quirks: { 1: { figuresAgedHours: 3 * 24 }, 4: { rating: 'OUTSTANDING' }, 5: { figuresAgedHours: 10 * 24 } },
    },
  ],
};

export const demonstrationPlan: Plan = {
  seed: 'caregraph 2',
  ...weirsAndFells,
  boroughs: [calderholme, marlsend],
  networks: [
    { practices: 5, inSecondBorough: 0 },
    { practices: 5, inSecondBorough: 0 },
    { practices: 5, inSecondBorough: 0 },
    { practices: 5, inSecondBorough: 2 },
  ],
  practicesOutside: 1,
  yearsOfHistory: 2,
  oneInHospitalOf: 160,
  seldomTimes: 1,
  wholeStory: true,
};
