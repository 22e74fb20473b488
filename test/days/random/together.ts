import { day } from '../../support/days.ts';
import type { Input, Making } from './inputs.ts';
import { moment } from './moments.ts';
import { money } from './money.ts';
import type { Pick } from './pick.ts';
import { shared } from './shared-things.ts';
import type { Setting } from './world.ts';

export const words = ['Seen and heard.', 'As agreed with the family.', 'Nothing to add.'];

const subtypes: Record<string, readonly string[]> = {
  FALL: ['WITNESSED', 'FROM_BED'],
  PRESSURE_ULCER: ['CATEGORY_2', 'UNSTAGEABLE'],
  INFECTION: ['NOROVIRUS'],
  OTHER: [],
};
const nothingOfAKind = {
  ...{ headInjury: undefined, fracture: undefined, onAnticoagulant: undefined, ambulanceCalled: undefined },
  ...{ conveyed: undefined, presentOnAdmission: undefined, deviceRelated: undefined },
};
/** What is of one piece, so that a random choice of each part would hardly ever be accepted. */
export const together: Record<string, (making: Making) => Input> = {
  ...money,
  ...shared,
  recordIncident({ pick }) {
    const kind = pick.one(Object.keys(subtypes));
    const subtype = subtypes[kind]?.length ? pick.one(subtypes[kind]) : undefined;
    return { ...nothingOfAKind, kind, subtype, headInjury: kind === 'FALL' || pick.often(5) ? true : undefined };
  },
  amendIncident: ({ pick }) => ({
    ...{ ...nothingOfAKind, kind: undefined, subtype: undefined, occurredAt: undefined, location: null },
    ...{ harm: pick.one(['LOW', 'SEVERE']), narrative: 'Told anew.' },
  }),
  writeClinicalSummary: () => ({ allergies: [], medicines: ['Apixaban'], resuscitation: 'ATTEMPT', frailty: 5 }),
  updateCapacity({ pick, by, setting: { homes } }) {
    const beds = homes[0]?.organisation.id === by.id || pick.often(6) ? pick.one([1, 3]) : 1;
    const careTypes = pick.some(['RESIDENTIAL', 'NURSING']).map((careType) => {
      const occupied = pick.below(beds + 1);
      const reserved = pick.below(beds - occupied + 1);
      const available = pick.below(beds - occupied - reserved + 1);
      const maximum = pick.often(90) ? beds : occupied + reserved + available - 1;
      return { careType, maximum, occupied, reserved, available };
    });
    return { careTypes, asOf: undefined };
  },
  setDischargeHours: ({ pick }) => ({
    hours: pick.some(['MONDAY', 'SATURDAY', 'SUNDAY']).map((weekday) => ({ weekday, from: '09:00', until: '17:30' })),
    dutyContact: undefined,
  }),
  setAdmissionStatus({ pick }) {
    const status = pick.one(['OPEN', 'OPEN', 'OPEN_WITH_RESTRICTIONS', 'CLOSED_OUTBREAK', 'CLOSED_BY_COMMISSIONER']);
    return { status, restrictions: status === 'OPEN_WITH_RESTRICTIONS' ? 'Ring first.' : undefined };
  },
  referDischarge({ pick, by, setting: { homes } }) {
    const kind = pick.often(85) ? 'NEW_PLACEMENT' : 'RETURN';
    // Whom a council refers lives in the first of them.
    const others = by.agency === 'council' && pick.often(85) ? homes.slice(1) : homes;
    const asked = kind === 'RETURN' ? [] : pick.often(80) ? others : pick.some(others);
    return {
      ...{ kind, homes: asked.map(({ code }) => code), earliest: moment(60 * pick.below(60) + 660) },
      ...{ answerBy: moment(60 * (1 + pick.below(10))), reserveUntil: undefined },
    };
  },
  answerRequest({ pick }) {
    const answer = pick.one(['ACCEPT', 'ACCEPT', 'ACCEPT', 'ASK', 'DECLINE']);
    const said = answer === 'ASK' ? { question: 'Does the person sleep?' } : { reason: 'Too many steps.' };
    return { answer, question: undefined, reason: undefined, ...(answer !== 'ACCEPT' && said) };
  },
  chooseOffer: ({ pick }) => ({ reserveUntil: pick.often(80) ? undefined : moment(60 * pick.below(200)) }),
  claimStay: ({ pick }) => ({ admissionMethod: pick.often(94) ? pick.one(['21', '2A', '11']) : 'XX' }),
  correctStay: ({ pick }) => ({ admissionMethod: pick.one(['22', '13']), dischargedAt: undefined }),
  dischargePatient: ({ pick }) => ({
    dischargedAt: moment(-pick.below(30)),
    destination: pick.often(94) ? pick.one(['19', '54']) : '??',
  }),
  endAttendance: ({ pick }) => ({ departedAt: moment(-pick.below(10)) }),
  recordDelay: ({ pick }) => (pick.often(80) ? { reason: 'DISPUTE', agency: 'BOTH' } : { agency: 'NHS' }),
  recordRoundOutcome({ pick }) {
    if (pick.often(20))
      return { seen: false, outcomes: undefined, seenBy: undefined, seenAt: undefined, nextOn: undefined };
    return { seen: true, outcomes: ['PLAN_UPDATED'], seenBy: 'NURSE', seenAt: undefined, nextOn: day(7) };
  },
  writePersonalSummary: () => ({ whatMattersToMe: 'The garden.' }),
  writeHomePart: () => ({ helpAtNight: 'One to turn her.' }),
  startHomeRound: () => ({ plannedFor: undefined }),
  stateDeprivationOfLiberty({ pick }) {
    const none = { authorisedFrom: undefined, authorisedUntil: undefined, conditions: undefined };
    if (pick.often(40)) return { deprivationOfLiberty: 'APPLIED', ...none };
    const deprivationOfLiberty = 'AUTHORISED';
    return {
      deprivationOfLiberty,
      authorisedFrom: day(-3),
      authorisedUntil: day(pick.below(400)),
      conditions: undefined,
    };
  },
  agreeCarePlan: () => ({
    ...{ agreedOn: day(0), reviewBy: undefined, agreedWith: ['RESIDENT'], goals: 'To sit in the garden.' },
  }),
  reviewMedicines: () => ({ reviewedOn: day(0), reviewBy: undefined }),
  declineCarePlan: () => ({ declinedOn: day(0) }),
  sendRedBag: ({ pick }) => ({ sentAt: moment(-pick.below(120)) }),
  receiveRedBag: () => ({ receivedAt: moment(0) }),
  sendRedBagBack: () => ({ sentBackAt: moment(0) }),
  checkRedBag: () => ({ returnedAt: moment(0) }),
  alignHome({ pick, setting: { networks, practices } }) {
    const other = pick.often(40);
    const leadPractice = (other ? practices[2] : practices[pick.below(2)])?.code;
    return { from: day(pick.below(9) - 1), network: networks[other ? 1 : 0], leadPractice };
  },
  endAlignment: ({ pick }) => ({ to: day(pick.below(9)) }),
  endRegistration: ({ pick }) => ({ to: day(pick.below(4) - 2) }),
  raiseSafeguardingConcern: ({ pick, setting }) => ({ council: councilOf(setting, pick), ongoingSince: undefined }),
  reportSafeguardingConcern: ({ pick, setting }) => ({ council: councilOf(setting, pick), ongoingSince: undefined }),
  decideSafeguardingConcern: ({ pick }) => ({ decidedOn: undefined, outcome: pick.one(['', ...words]) }),
  releaseSafeguardingConcern: ({ pick, setting }) => ({ organisation: anybody(setting, pick), until: undefined }),
  withdrawSafeguardingRelease: ({ pick, setting }) => ({ organisation: anybody(setting, pick) }),
  recordObjection: ({ pick, setting }) => ({
    ...{ against: pick.often(50) ? undefined : anybody(setting, pick), madeOn: day(-1), kind: 'ARTICLE_21' },
    ...(pick.often(40) && { kind: 'DIRECT_CARE_SHARING' }),
  }),
  withdrawObjection: () => ({ withdrawnOn: undefined }),
};
const councilOf = ({ organisations }: Setting, pick: Pick) => organisations.council[pick.often(80) ? 0 : 1]?.code;
const anybody = ({ organisations }: Setting, pick: Pick) => pick.one(pick.one(Object.values(organisations))).code;
