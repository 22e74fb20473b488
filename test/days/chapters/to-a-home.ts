import { expect } from '@jest/globals';
import type { Day } from '../support/day.ts';
import { typed } from '../support/day.ts';
import { agencyOf, parties } from '../support/party.ts';
import { ago, inHours, type Step, saturdayAfternoon, today } from '../support/step.ts';

const inpatient = {
  practice: ['practice.registered'],
  council: ['council.funder'],
  trust: ['trust.discharged', 'trust.inpatient'],
};
const there = {
  ...{ Absence: 1, CarePlan: 1, Concern: 1, EmergencyAttendance: 1, FundingComponent: 1, GpRegistration: 1 },
  ...{ HospitalStay: 1, Incident: 1, Placement: 1, RedBag: 1 },
};
const referred = { ...there, DischargeReferral: 1, ReferralRequest: 2 };
const need = {
  ...{ careType: 'NURSING', gender: 'FEMALE', mobility: 'ASSISTANCE_OF_TWO', hoist: true, oxygen: false },
  ...{ infectionStatus: 'NONE_KNOWN', medicinesReady: true, transport: 'STRETCHER', fundingRoute: 'COUNCIL' },
};

interface Request {
  id: string;
  version: number;
  state: string;
  takesDischargesThen: boolean;
  question: string | null;
  reply: string | null;
}
const requestOf = async (day: Day, home: 'home' | 'second'): Promise<Request> => {
  const { data, text } = await day
    .at(home, 'manager', 'DISCHARGE')
    .ask<{ placementRequests: { nodes: Request[] } }>(
      '{ placementRequests { nodes { id version state takesDischargesThen question reply referral { state } } } }',
    );
  // Homes are asked without being told for whom.
  for (const secret of [day.resident.nhsNumber, 'Example', 'Edith', day.resident.id])
    expect(text).not.toContain(secret);
  return data.placementRequests.nodes[0] as Request;
};
const requestsSeen = (day: Day) =>
  day.at('trust', 'discharge-coordinator', 'DISCHARGE').see<{
    dischargeReferrals: { nodes: { requests: (Request & { home: { cqcLocationId: string } })[] }[] };
  }>(
    'dischargeReferrals { nodes { requests { id version state question takesDischargesThen home { cqcLocationId } } } }',
  );
async function requestTo(day: Day, home: 'home' | 'second') {
  const seen = await requestsSeen(day);
  const found = seen?.dischargeReferrals.nodes[0]?.requests.find((one) => one.home.cqcLocationId === day[home].code);
  if (!found) throw new Error(`${home} was not asked`);
  return found;
}
/** Free and promised beds, as each party reads them. */
async function bedsAsSeen(day: Day): Promise<Set<string>> {
  const purposes = { dashboard: 'QUALITY_MONITORING', council: 'DISCHARGE', icb: 'FUNDING' } as Record<string, string>;
  const roles = { dashboard: 'service', council: 'broker', icb: 'finance', home: 'manager' } as Record<string, string>;
  const seen = new Set<string>();
  for (const party of parties) {
    const colleague = day.at(party, roles[agencyOf(party)] ?? 'clinician', purposes[party]);
    const { text } = await colleague.ask(
      `query ($code: String!) { careHome(cqcLocationId: $code) { capacity(careType: RESIDENTIAL) { available }
         nursing: capacity(careType: NURSING) { occupied reserved available } } }`,
      { code: day.home.code },
    );
    seen.add(text);
  }
  return seen;
}
const beds = (occupied: number, reserved: number, available: number) =>
  new Set([
    JSON.stringify({ data: { careHome: { capacity: { available: 2 }, nursing: { occupied, reserved, available } } } }),
  ]);

export const toAHome: readonly Step[] = [
  {
    title: 'the home gives her place up, since she needs nursing now, and reads from then on what it wrote itself',
    async happens(day) {
      const manager = day.at('home', 'manager');
      for (const home of ['home', 'second'] as const) {
        const careTypes = [{ careType: 'NURSING', maximum: 4, occupied: 2, reserved: 0, available: 1 }];
        await day.at(home, 'manager').writes('updateCapacity', { careTypes });
        await day.at(home, 'manager').writes('setDischargeHours', {
          hours: [{ weekday: home === 'home' ? 'SATURDAY' : 'MONDAY', from: '09:00', until: '18:00' }],
        });
      }
      const seen = await manager.see<{ currentPlacement: { id: string; version: number } }>(
        'currentPlacement { id version }',
      );
      const { id = '', version = 0 } = seen?.currentPlacement ?? {};
      await manager.writes('endPlacement', { placement: id, version, on: today(), reason: 'HOSPITAL' });
    },
    stands: { ...inpatient, home: ['home.past'] },
    records: there,
  },
  {
    title: 'two homes are asked for a place on a Saturday, one of which takes people then, and none is told for whom',
    async happens(day) {
      const coordinator = day.at('trust', 'discharge-coordinator', 'DISCHARGE');
      await coordinator.writes('referDischarge', {
        ...{ resident: await coordinator.resident(), kind: 'NEW_PLACEMENT', need },
        ...{ earliest: saturdayAfternoon(), answerBy: inHours(4), homes: [day.home.code, day.second.code] },
      });
      expect((await requestOf(day, 'home')).takesDischargesThen).toBe(true);
      expect((await requestOf(day, 'second')).takesDischargesThen).toBe(false);
    },
    stands: { ...inpatient, home: ['home.past'] },
    records: referred,
  },
  {
    title: 'one home offers a bed, the other asks something back, is answered, and offers one too',
    async happens(day) {
      const [first, second] = [day.at('home', 'manager', 'DISCHARGE'), day.at('second', 'manager', 'DISCHARGE')];
      const coordinator = day.at('trust', 'discharge-coordinator', 'DISCHARGE');
      const asked = await requestOf(day, 'home');
      await first.writes('answerRequest', { request: asked.id, version: asked.version, answer: 'ACCEPT' });
      let other = await requestOf(day, 'second');
      await second.writes('answerRequest', {
        ...{ request: other.id, version: other.version, answer: 'ASK', question: 'Does she sleep through?' },
      });
      const { id, version, question } = await requestTo(day, 'second');
      expect(question).toBe('Does she sleep through?');
      await coordinator.writes('answerQuestion', { request: id, version, reply: 'Mostly.' });
      other = await requestOf(day, 'second');
      expect(other.reply).toBe('Mostly.');
      await second.writes('answerRequest', { request: other.id, version: other.version, answer: 'ACCEPT' });
      expect(await bedsAsSeen(day)).toEqual(beds(2, 0, 1));
    },
    stands: { ...inpatient, home: ['home.past'] },
    records: referred,
  },
  {
    title: 'one offer is chosen: its bed is kept, and that home sees her; the other never learns who she is',
    async happens(day) {
      const coordinator = day.at('trust', 'discharge-coordinator', 'DISCHARGE');
      const { id, version } = await requestTo(day, 'home');
      await coordinator.writes('chooseOffer', { request: id, version });
      expect((await requestOf(day, 'second')).state).toBe('NOT_CHOSEN');
      expect(await bedsAsSeen(day)).toEqual(beds(2, 1, 0));
    },
    stands: { ...inpatient, home: ['home.accepted', 'home.past'] },
    records: referred,
  },
  {
    title: 'she leaves the hospital with her bag, and the trust keeps what it recorded itself',
    async happens(day) {
      const nurse = day.at('trust', 'clinician');
      const bag = await nurse.first('redBags');
      await nurse.writes('sendRedBagBack', {
        ...{ redBag: bag.id, version: bag.version, sentBackAt: ago(1), sentBack: ['RESUSCITATION_FORM', 'GLASSES'] },
      });
      const { id, version } = await nurse.first('hospitalStays');
      await nurse.writes('dischargePatient', {
        ...{ stay: id, version, dischargedAt: ago(0), pathway: 'P3', destination: '54' },
      });
    },
    stands: { ...inpatient, trust: ['trust.discharged'], home: ['home.accepted', 'home.past'] },
    records: referred,
  },
  {
    title: 'she moves in again: the bed is slept in, and the home sees her as a resident',
    async happens(day) {
      await day.at('home', 'manager').writes('admitResident', {
        ...{ ...typed(day.resident), home: day.home.code, careType: 'NURSING', from: today(), room: '12' },
      });
      expect(await bedsAsSeen(day)).toEqual(beds(3, 0, 0));
      const state = await day
        .at('trust', 'discharge-coordinator', 'DISCHARGE')
        .see<{ dischargeReferrals: { nodes: { state: string }[] } | null }>('dischargeReferrals { nodes { state } }');
      expect(state?.dischargeReferrals?.nodes).toEqual([{ state: 'ADMITTED' }]);
    },
    stands: { ...inpatient, trust: ['trust.discharged'], home: ['home.current'] },
    records: { ...referred, Placement: 2 },
  },
];
