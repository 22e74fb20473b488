import { expect } from '@jest/globals';
import { day as dateIn } from '../../support/days.ts';
import { typed } from '../support/day.ts';
import { sealedAndVerified } from '../support/sealed.ts';
import { ago, type Step, today } from '../support/step.ts';

const back = {
  ...{ home: ['home.current'], practice: ['practice.registered'], council: ['council.funder'] },
  trust: ['trust.discharged'],
};
const there = {
  ...{ Absence: 1, CarePlan: 1, Concern: 1, DischargeReferral: 1, EmergencyAttendance: 1, FundingComponent: 1 },
  ...{ GpRegistration: 1, HospitalStay: 1, Incident: 1, Placement: 2, RedBag: 1, ReferralRequest: 2 },
};
/** How everything stands when the day is over. */
export const atNight = {
  stands: { ...back, icb: ['icb.fnc'] },
  records: { ...there, FundingComponent: 3, RoundVisit: 1 },
};
interface Round {
  visits: { nodes: { id: string; version: number; reasons: string[]; resident: { familyName: string } }[] };
}

export const backHome: readonly Step[] = [
  {
    title: 'the home looks into the bag: what it sent and does not find is missing',
    async happens(day) {
      const worker = day.at('home', 'care-worker');
      const { id, version } = await worker.first('redBags');
      await worker.writes('checkRedBag', { redBag: id, version, returnedAt: ago(0), returned: ['RESUSCITATION_FORM'] });
      const bag = await worker.see<{ redBags: { nodes: { missing: string[] }[] } }>('redBags { nodes { missing } }');
      expect(bag?.redBags.nodes[0]?.missing).toEqual(['MEDICINES_CHART', 'GLASSES', 'HEARING_AIDS']);
    },
    stands: back,
    records: there,
  },
  {
    title: 'the council adds what it pays from today, because it pays already',
    async happens(day) {
      const finance = day.at('council', 'finance', 'FUNDING');
      const more = {
        ...{ resident: await finance.resident(), home: day.home.code, source: 'JOINT' },
        ...{ weeklyAmount: 215.5, from: today() },
      };
      await finance.writes('recordFundingComponent', more);
      expect((await finance.tries('recordFundingComponent', more)).problems).toMatchObject([
        { code: 'ALREADY_RECORDED' },
      ]);
    },
    stands: back,
    records: { ...there, FundingComponent: 2 },
  },
  {
    title: 'the board says that it pays for nursing, which opens nothing',
    async happens(day) {
      const { outcome } = await day.at('icb', 'finance', 'FUNDING').writes('claimFunding', {
        ...{ ...typed(day.resident), home: day.home.code, source: 'FNC', weeklyAmount: 267.68, from: today() },
      });
      expect(outcome).toBe('ACCEPTED');
    },
    stands: back,
    records: { ...there, FundingComponent: 2 },
  },
  {
    title: 'the home bears that out, and the board sees its own case and no other payer’s',
    async happens(day) {
      const manager = day.at('home', 'manager');
      await manager.writes('confirmFunding', {
        ...{ resident: await manager.resident(), payer: day.organisations.icb.code, source: 'FNC' },
      });
      const paid = 'currentPlacement { funding { source } }';
      expect(await day.at('icb', 'finance', 'FUNDING').see(paid)).toEqual({
        currentPlacement: { funding: [{ source: 'FNC' }] },
      });
    },
    stands: { ...back, icb: ['icb.fnc'] },
    records: { ...there, FundingComponent: 3 },
  },
  {
    title: 'the practice finds her on its round list, as somebody who has come back, with every reason why',
    async happens(day) {
      const coordinator = day.at('practice', 'care-coordinator');
      const { data, text } = await coordinator.ask<{ startHomeRound: { record: Round } }>(
        `mutation ($input: StartHomeRoundInput!) { startHomeRound(input: $input) { problems { code }
           record { visits { nodes { id version reasons resident { familyName } } } } } }`,
        { input: { idempotencyKey: 'round-of-the-day', home: day.home.code } },
      );
      const [visit] = data.startHomeRound?.record.visits.nodes ?? [];
      if (!visit) throw new Error(text);
      expect(visit.resident.familyName).toBe('Example');
      expect(visit.reasons.sort()).toEqual(
        ['ASKED_BY_HOME', 'CARE_PLAN_DUE', 'DISCHARGED_FROM_HOSPITAL', 'INCIDENT', 'READMITTED', 'VISIT_ARRANGED']
          .concat('MEDICATION_REVIEW_DUE')
          .sort(),
      );
      await coordinator.writes('recordRoundOutcome', {
        ...{
          roundVisit: visit.id,
          version: visit.version,
          seen: true,
          seenBy: 'GENERAL_PRACTITIONER',
          outcomes: ['PLAN_UPDATED'],
        },
        followUp: 'Two to help her rise.',
      });
    },
    stands: { ...back, icb: ['icb.fnc'] },
    records: { ...there, FundingComponent: 3, RoundVisit: 1 },
  },
  {
    title: 'the practice agrees a plan within its clock, which counts from today',
    async happens(day) {
      const doctor = day.at('practice', 'clinician');
      const plan = 'carePlan { version status countedFrom dueOn }';
      type Seen = { carePlan: { version: number; status: string; countedFrom: string; dueOn: string } };
      const due = await doctor.see<Seen>(plan);
      expect(due?.carePlan).toMatchObject({ status: 'DUE', countedFrom: today(), dueOn: dateIn(7) });
      await doctor.writes('agreeCarePlan', {
        ...{ resident: await doctor.resident(), version: due?.carePlan.version, agreedOn: today() },
        ...{ agreedWith: ['RESIDENT', 'FAMILY'], agreedWithNames: 'her daughter', goals: 'To sit in the garden.' },
      });
      expect((await doctor.see<Seen>(plan))?.carePlan.status).toBe('IN_PLACE');
    },
    stands: { ...back, icb: ['icb.fnc'] },
    records: { ...there, FundingComponent: 3, RoundVisit: 1 },
  },
  {
    title: 'in the evening the register agrees with the facts, and the access record with its seals',
    async happens({ database }) {
      expect((await database.owner.query('select * from hub.relationship_drift()')).rows).toEqual([]);
      expect(await sealedAndVerified(database)).toMatchObject({ inOrder: true, findings: [] });
    },
    stands: { ...back, icb: ['icb.fnc'] },
    records: { ...there, FundingComponent: 3, RoundVisit: 1 },
  },
];
