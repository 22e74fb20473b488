import { type Encounter, encounterOf } from './encounter.ts';
import type { Kind } from './laying.ts';
import { lineWith, ownership, patientCalled, type Rejects } from './resolving.ts';

/** To tell what resources show from what the trust's messages say. */
const source = 'FHIR';

/** How a trust's visits stand, in the form of its messages: the cells of `adt/merge.ts`. */
export const visits: Kind<Encounter> = {
  type: 'Encounter',
  read: encounterOf,
  line(desk, { line, said, rejects }, how) {
    const { patient, rejects: ofPatient } = patientCalled(desk, said.subject, 'Encounter.subject');
    const at = said.said ?? how.asOf?.toISOString() ?? null;
    const untold: Rejects = at === null ? [{ column: 'Encounter.meta.lastUpdated', code: 'REQUIRED' }] : [];
    const person = [patient?.number ?? null, patient?.born ?? null, patient?.family ?? null];
    const course = [said.began, said.ended, said.method, said.destination, said.outcome];
    const cells = [...person, source, '', said.event, said.class, said.visit, at, at, ...course];
    return lineWith(line, patient?.number ?? null, { kind: 'message', cells }, [
      ...rejects,
      ...untold,
      ...ofPatient,
      ...ownership(desk, said.provider, 'Encounter.serviceProvider', how),
    ]);
  },
};
