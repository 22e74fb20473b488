import { type Episode, episodeOf } from './episode.ts';
import type { Kind } from './laying.ts';
import { lineWith, ownership, patientCalled, type Rejects } from './resolving.ts';

/** Who is registered with a practice, in the form of its list: the cells of `registrations/merge.ts`. */
export const listed: Kind<Episode> = {
  type: 'EpisodeOfCare',
  read: episodeOf,
  line(desk, { line, said, rejects }, how) {
    const { patient, rejects: ofPatient } = patientCalled(desk, said.patient, 'EpisodeOfCare.patient');
    const missing: Rejects = patient
      ? [
          ...(patient.given === null ? [{ column: 'Patient.name.given', code: 'REQUIRED' } as const] : []),
          ...(patient.sex === null ? [{ column: 'Patient.gender', code: 'REQUIRED' } as const] : []),
        ]
      : [];
    const {
      number = null,
      family = null,
      given = null,
      born = null,
      sex = null,
      uprn = null,
      postcode = null,
    } = patient ?? {};
    // No element of FHIR says in which home somebody lives, and none that an address is one.
    const where = [null, uprn, postcode, null];
    const cells = [number, family, given, born, sex, said.starts, said.ends, said.clinician, ...where];
    const told = lineWith(line, number, { kind: 'registration', cells }, [
      ...rejects,
      ...ofPatient,
      ...missing.filter(({ column }) => !ofPatient.some((one) => one.column === column)),
      ...ownership(desk, said.manager, 'EpisodeOfCare.managingOrganization', how),
    ]);
    return { ...told, signs: [number, family, born, said.ends, ...where] };
  },
};
