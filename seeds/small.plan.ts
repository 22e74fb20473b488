import { weirsAndFells } from './demonstration.plan.ts';
import { nursingHomeNames, residentialHomeNames } from './names/organisations.ts';
import type { Plan } from './plan.ts';

/** For tests: four homes, some forty residents, two practices in one network and one outside it. */
export const smallPlan: Plan = {
  seed: 'caregraph small',
  ...weirsAndFells,
  boroughs: [
    {
      town: 'Calderholme',
      councilCode: 'E08990001',
      councilName: 'Calderholme Council',
      postcodeArea: 'ZZ',
      latitude: 53.58,
      longitude: -2.43,
      radiusKm: 4,
      homes: [
        {
          kind: 'RESIDENTIAL',
          names: residentialHomeNames.slice(0, 2),
          beds: [12, 10],
          quirks: { 0: { anyHour: true }, 1: { figuresAgedHours: 9 * 24, notSignedUp: true } },
        },
        {
          kind: 'NURSING',
          names: nursingHomeNames.slice(0, 2),
          beds: [14, 10],
          quirks: { 0: { anyHour: true }, 1: { status: 'CLOSED_STAFFING', rating: 'REQUIRES_IMPROVEMENT' } },
        },
      ],
    },
  ],
  networks: [{ practices: 2, inSecondBorough: 0 }],
  practicesOutside: 1,
  yearsOfHistory: 1,
  oneInHospitalOf: 12,
  seldomTimes: 8,
  wholeStory: false,
};
