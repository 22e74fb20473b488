import { day } from '../../support/days.ts';
import type { Input, Making } from './inputs.ts';
import { late } from './moments.ts';
import { monthAfter } from './months/terms.ts';

/** What the hub does not count, and a home says itself. */
const byHand = [
  ...['SAFEGUARDING_CONCERNS_RAISED', 'COMPLAINTS', 'STAFF_IN_POST', 'VACANCIES', 'LEAVERS', 'STAFF_TRAINED'],
];
const paidBy: Record<string, readonly string[]> = {
  council: ['COUNCIL', 'JOINT', 'DEFERRED_PAYMENT', 'SECTION_117', 'THIRD_PARTY_TOP_UP'],
  icb: ['CHC', 'JOINT', 'FNC', 'CHC_FAST_TRACK', 'DISCHARGE_TO_ASSESS'],
};
const source = ({ pick, by }: Making) => pick.one(paidBy[by.agency] ?? ['SELF']);
/** Of what an organisation says for the first time, most often one by which it pays for care. */
const ground = (making: Making) =>
  making.pick.often(92) ? paidBy[making.by.agency]?.[making.pick.below(3)] : source(making);
/** One of the months of which all is known, but for the last, which is reckoned when the day is over. */
const month = ({ pick, setting }: Making) =>
  pick.often(94) ? setting.months[pick.below(3)] : `${day(0).slice(0, 8)}01`;

/** Of some earlier months no return was ever sent. */
const monthOfReturn = ({ setting, ...making }: Making, in100 = 85) =>
  making.pick.often(in100) ? monthAfter(setting.months[0], -1 - (setting.number % 3)) : month({ setting, ...making });

/** Who lives where, who pays for it, and how homes are rewarded: now, and in months that are closed. */
export const money: Record<string, (making: Making) => Input> = {
  endPlacement: ({ pick }) => ({
    ...{ on: pick.often(65) ? day(pick.below(5) - 2) : late(pick, 0) },
    reason: pick.one(['MOVED', 'HOSPITAL', 'HOME', 'DIED']),
  }),
  recordAbsence: ({ pick }) => ({
    from: pick.often(80) ? day(-pick.below(3)) : late(pick),
    reason: pick.often(80) ? 'HOSPITAL' : 'FAMILY',
  }),
  endAbsence: ({ pick }) => ({ on: day(-pick.below(pick.often(80) ? 1 : 3)) }),
  holdBed: ({ pick }) => ({ until: pick.often(85) ? new Date(Date.now() + 36_000_000).toISOString() : null }),
  admitResident({ pick, setting: { people } }) {
    const { nhsNumber, bornOn, familyName } = pick.often(70) ? pick.one(people.slice(2)) : pick.one(people);
    const dateOfBirth = pick.often(96) ? bornOn : '1940-01-01';
    return { nhsNumber, dateOfBirth, familyName, from: late(pick, 75), confirm: pick.often(60) ? true : undefined };
  },
  recordPlacement: ({ pick }) => ({ from: pick.often(70) ? late(pick, 70) : day(pick.below(20)) }),
  claimFunding: (making) => ({ from: late(making.pick), to: undefined, source: ground(making) }),
  confirmFunding(making) {
    const { organisations } = making.setting;
    const payer = making.pick.one([...organisations.council, ...organisations.icb]);
    return { payer: payer.code, source: ground({ ...making, by: payer }) };
  },
  recordFundingComponent: (making) => ({
    ...{ from: late(making.pick, 25), source: ground(making) },
    to: making.pick.often(80) ? undefined : day(making.pick.below(30)),
  }),
  changeRate: ({ pick }) => ({ from: late(pick) }),
  endFundingComponent: ({ pick }) => ({ on: late(pick) }),
  correctReturn: (making) => ({
    month: monthOfReturn(making),
    figures: byHand
      .map((figure) => ({ figure, value: making.pick.below(9) }))
      .concat(making.pick.often(30) ? [{ figure: 'FALLS', value: 4, reason: 'One is told twice.' } as never] : []),
  }),
  submitReturn: (making) => ({ month: monthOfReturn(making) }),
  reopenReturn: (making) => ({ month: monthOfReturn(making, 40) }),
  prepareRewardPayments: (making) => ({ month: month(making) }),
  adoptInitiative: ({ pick }) => ({
    ...{ from: late(pick, 60), initiative: pick.one(['RED_BAG', 'TELEHEALTH', 'VOLUNTEERS', 'WORKFORCE', 'FALLS']) },
  }),
  endInitiative: ({ pick }) => ({ to: day(pick.below(20)) }),
  publishQualityAccount: ({ pick }) => ({
    year: new Date().getUTCFullYear() - pick.below(2),
    text: pick.often(97) ? 'We learnt.' : '',
  }),
};
