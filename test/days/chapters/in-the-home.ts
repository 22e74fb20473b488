import { expect } from '@jest/globals';
import { ago, type Step } from '../support/step.ts';

/** Who may see Edith Example on an ordinary morning. */
export const ordinary = {
  home: ['home.current'],
  practice: ['practice.registered'],
  council: ['council.funder'],
};
const atFirst = { CarePlan: 1, FundingComponent: 1, GpRegistration: 1, Placement: 1 };
const fallen = { ...atFirst, Concern: 1, Incident: 1 };

export const inTheHome: readonly Step[] = [
  {
    title: 'before anything happens, home, practice and the council that pays see her, and nobody else',
    async happens(day) {
      expect(await day.at('trust', 'clinician').see('id')).toBeNull();
      expect(await day.at('second', 'manager').see('id')).toBeNull();
    },
    stands: ordinary,
    records: atFirst,
  },
  {
    title: 'a care worker raises a concern, which the practice reads and the council does not',
    async happens(day) {
      const worker = day.at('home', 'care-worker');
      await worker.writes('raiseConcern', {
        ...{ resident: await worker.resident(), addressedTo: 'PRACTICE', urgency: 'URGENT', forNextRound: true },
        text: 'Unsteady since this morning. Could you look?',
      });
      const text = 'concerns { nodes { text } } withheld { field }';
      expect((await day.at('practice', 'clinician').see(text))?.concerns).toMatchObject({
        nodes: [{ text: 'Unsteady since this morning. Could you look?' }],
      });
      expect(
        await day.at('council', 'finance', 'FUNDING').ask(`{ residents { nodes { concerns { nodes { text } } } } }`),
      ).toMatchObject({ errors: [{ extensions: { code: 'NOT_SHARED' } }] });
    },
    stands: ordinary,
    records: { ...atFirst, Concern: 1 },
  },
  {
    title: 'the practice promises a visit',
    async happens(day) {
      const doctor = day.at('practice', 'clinician');
      const { id, version } = await doctor.first('concerns');
      const answer = { concern: id, version, answer: 'I come at noon.', outcome: 'VISIT_ARRANGED' };
      await doctor.writes('answerConcern', answer);
      // Of two who answer, one is told that it is done.
      expect((await doctor.tries('answerConcern', answer)).problems).toMatchObject([{ code: 'STALE_VERSION' }]);
    },
    stands: ordinary,
    records: { ...atFirst, Concern: 1 },
  },
  {
    title: 'she falls, which is told once, however often it is sent',
    async happens(day) {
      const worker = day.at('home', 'care-worker');
      const fall = {
        ...{ resident: await worker.resident(), kind: 'FALL', subtype: 'UNWITNESSED', harm: 'MODERATE' },
        ...{ occurredAt: ago(90), location: 'the corridor', narrative: 'Found beside the rail by Mrs Other.' },
        ...{ internalNote: 'The mat was wet.', headInjury: true, ambulanceCalled: true },
      };
      const once = await worker.writes('recordIncident', fall, 'the-fall-of-the-day');
      expect(await worker.writes('recordIncident', fall, 'the-fall-of-the-day')).toEqual(once);
    },
    stands: ordinary,
    records: fallen,
  },
  {
    title: 'what was mistaken about the fall is put right, and stands once',
    async happens(day) {
      const worker = day.at('home', 'care-worker');
      const { id, version } = await worker.first('incidents');
      await worker.writes('amendIncident', { incident: id, version, conveyed: true, onAnticoagulant: true });
    },
    stands: ordinary,
    records: fallen,
  },
  {
    title: 'her red bag goes with the ambulance',
    async happens(day) {
      const worker = day.at('home', 'care-worker');
      await worker.writes('sendRedBag', {
        ...{ resident: await worker.resident(), sentAt: ago(60) },
        items: ['RESUSCITATION_FORM', 'MEDICINES_CHART', 'GLASSES', 'HEARING_AIDS'],
      });
    },
    stands: ordinary,
    records: { ...fallen, RedBag: 1 },
  },
];
