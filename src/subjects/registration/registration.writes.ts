import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { textProblems } from '../writing/texts.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { EndRegistrationInput, SetPreferredClinicianInput } from './registration.inputs.ts';

const longestName = 200;

/** From then on the practice is no longer registered: whatever else it is to the resident stays. */
export async function endRegistration(write: Write, input: EndRegistrationInput): Promise<Written> {
  const registration = await write.recordNamed('GpRegistration', input.gpRegistration);
  if (!registration) return { problems: [problem('UNKNOWN', 'gpRegistration')] };
  return verdictOn(write, registration, 'select hub.end_registration($1, $2::int, $3::date) as verdict', [
    ...[registration, input.version, input.to],
  ]);
}

export async function setPreferredClinician(write: Write, input: SetPreferredClinicianInput): Promise<Written> {
  const resident = await write.residentNamed(input.resident);
  const problems = [
    ...(resident ? [] : [problem('UNKNOWN', 'resident')]),
    // Null is an answer, and nothing is none.
    ...(input.preferredClinician === undefined ? [problem('REQUIRED', 'preferredClinician')] : []),
    ...textProblems(input, 'preferredClinician', longestName),
  ];
  if (!resident || problems.length) return { problems };
  return verdictOn(write, resident, 'select hub.set_preferred_clinician($1, $2::int, $3) as verdict', [
    ...[resident, input.version, input.preferredClinician?.trim() || null],
  ]);
}
