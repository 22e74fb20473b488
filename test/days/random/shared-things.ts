import { day } from '../../support/days.ts';
import type { Input, Making } from './inputs.ts';
import { moment } from './moments.ts';

const anybody = ({ pick, setting: { organisations } }: Making) => pick.one(pick.one(Object.values(organisations)));

/** What organisations tell, offer and ask each other. */
export const shared: Record<string, (making: Making) => Input> = {
  addJointAction: (making) => ({
    dueOn: day(making.pick.below(300)),
    owner: making.pick.often(50) ? undefined : anybody(making).code,
  }),
  requestService({ pick, by, setting: { organisations } }) {
    const asked = by.agency === 'practice' ? organisations.trust : organisations.practice;
    return { asked: (pick.often(85) ? asked[0] : pick.one(asked))?.code };
  },
  answerServiceRequest({ pick }) {
    const answer = pick.one(['ACCEPTED', 'SCHEDULED', 'DELIVERED', 'DECLINED']);
    return {
      ...{ answer, reply: answer === 'DECLINED' ? 'None are left.' : undefined },
      promisedBy: answer === 'ACCEPTED' ? day(7) : undefined,
      scheduledFor: answer === 'SCHEDULED' ? moment(3_000) : undefined,
    };
  },
  answerRecommendation: () => ({ doneOn: day(0) }),
  settleRecommendation: () => ({ words: 'Seen by us.' }),
  recordQualityVisit: ({ pick }) => ({
    visitedOn: day(-pick.below(9)),
    findings: pick.some(['SAFE', 'EFFECTIVE', 'CARING']).map((domain) => ({ domain, rating: 'GOOD' })),
    recommendations: [{ text: 'Two at night.', priority: 'HIGH', dueOn: day(30) }],
  }),
  stateContact: () => ({
    ...{ covers: 'ALL_HOMES', network: undefined, homes: undefined, email: undefined },
    ...{ telephone: '01632 960300', respondsWithinHours: 4 },
    hours: [{ weekday: 'MONDAY', from: '09:00', until: '17:00' }],
  }),
  makeOffer: ({ pick }) => ({
    ...{ beginsAt: moment(900), endsAt: moment(900 + 60 * pick.below(9)), places: 1 + pick.below(3) },
  }),
  takeUpOffer: ({ pick }) => ({ places: pick.below(3) }),
  publishGuidance: () => ({ text: 'Wash your hands.', link: undefined }),
  supersedeGuidance: () => ({ text: 'Wash your hands twice.', link: undefined }),
  shareLesson: () => ({ unnamed: undefined, whatHappened: 'A mat was wet.', whatWeLearned: 'To look.' }),
  recordFeedback: ({ pick }) => ({
    ...{ givenOn: day(-pick.below(5)), words: 'The food is warm.' },
    outcomes: undefined,
  }),
  withdrawFeedback: () => ({ receipt: undefined, feedback: 'no id' }),
};
