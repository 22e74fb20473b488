import { expect } from '@jest/globals';
import { typed } from '../support/day.ts';
import { ago, type Step, today } from '../support/step.ts';
import { ordinary } from './in-the-home.ts';

const bagged = {
  CarePlan: 1,
  Concern: 1,
  FundingComponent: 1,
  GpRegistration: 1,
  Incident: 1,
  Placement: 1,
  RedBag: 1,
};
const attended = { ...bagged, EmergencyAttendance: 1 };
const admitted = { ...attended, Absence: 1, HospitalStay: 1 };

export const inHospital: readonly Step[] = [
  {
    title: 'the trust says that she has come, which the bag bears out',
    async happens(day) {
      const claim = { ...typed(day.resident), arrivedAt: ago(40) };
      const { outcome } = await day.at('trust', 'clinician').writes('claimAttendance', claim);
      expect(outcome).toBe('ACCEPTED');
    },
    stands: { ...ordinary, trust: ['trust.attending'] },
    records: attended,
  },
  {
    title: 'a nurse tells how she came and what was in the bag',
    async happens(day) {
      const nurse = day.at('trust', 'clinician');
      const attendance = await nurse.first('emergencyAttendances');
      await nurse.writes('recordConveyance', {
        ...{ attendance: attendance.id, version: attendance.version, arrivalMode: 'AMBULANCE' },
        ...{ conveyedFrom: 'CARE_HOME', calledAt: ago(80), conveyedAt: ago(50) },
      });
      const bag = await nurse.first('redBags');
      await nurse.writes('receiveRedBag', {
        ...{ redBag: bag.id, version: bag.version, receivedAt: ago(35) },
        received: ['RESUSCITATION_FORM', 'MEDICINES_CHART', 'GLASSES'],
      });
    },
    stands: { ...ordinary, trust: ['trust.attending'] },
    records: attended,
  },
  {
    title: 'she goes to a ward: what the trust alone says of it opens for a day what an emergency opens',
    async happens(day) {
      const nurse = day.at('trust', 'clinician');
      const { id, version } = await nurse.first('emergencyAttendances');
      await nurse.writes('endAttendance', {
        ...{ attendance: id, version, departedAt: ago(20), outcome: 'ADMITTED', diagnosis: 'S72.0 Fracture' },
      });
      await nurse.writes('claimStay', { ...typed(day.resident), admittedAt: ago(20), admissionMethod: '21' });
    },
    stands: { ...ordinary, trust: ['trust.discharged', 'trust.emergency'] },
    records: attended,
  },
  {
    title: 'the home says that she is in hospital, and the stay stands',
    async happens(day) {
      const worker = day.at('home', 'care-worker');
      await worker.writes('recordAbsence', { resident: await worker.resident(), from: today(), reason: 'HOSPITAL' });
      const stays = 'hospitalStays { nodes { emergency primaryDiagnosis trust { code } } }';
      expect((await day.at('practice', 'clinician').see(stays))?.hospitalStays).toMatchObject({
        nodes: [{ emergency: true, trust: { code: day.organisations.trust.code } }],
      });
    },
    stands: { ...ordinary, trust: ['trust.discharged', 'trust.inpatient'] },
    records: admitted,
  },
  {
    title: 'she is ready to leave, and waits for a place in a home',
    async happens(day) {
      const coordinator = day.at('trust', 'discharge-coordinator', 'DISCHARGE');
      const { id, version } = await coordinator.first('hospitalStays');
      const delay = { stay: id, reason: 'CARE_HOME_PLACEMENT', agency: 'SOCIAL_CARE' };
      expect((await coordinator.tries('recordDelay', { ...delay, version })).problems).toMatchObject([
        { code: 'NOT_READY' },
      ]);
      await coordinator.writes('setDischargeReady', { stay: id, version, readyOn: today(), pathway: 'P3' });
      await coordinator.writes('recordDelay', { ...delay, version: version + 1 });
    },
    stands: { ...ordinary, trust: ['trust.discharged', 'trust.inpatient'] },
    records: admitted,
  },
];
