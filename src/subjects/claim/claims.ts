import type { Write, Written } from '../../access/writing/writer.ts';
import type { Agreement } from '../../agreement/model.ts';
import { londonMidnight } from '../../shared/dates.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import type {
  BreakGlassInput,
  ClaimAttendanceInput,
  ClaimRegistrationInput,
  ClaimStayInput,
  PersonInput,
} from './claim.inputs.ts';
import { ClaimOutcome } from './claim.values.ts';

/** What a claim comes to; nothing of it depends on whether there is such a person. */
export interface Entered extends Written {
  outcome?: ClaimOutcome;
  /** As an instant of RFC 3339. */
  until?: string;
}

interface Entry {
  kind: 'EMERGENCY' | 'REGISTRATION' | 'STAY' | 'ATTENDANCE';
  reason: string;
  hours: number;
  since?: Date;
  admissionMethod?: string;
}

const longestReason = 500;
const longestName = 200;
/** A claim that nothing confirms opens the record for as long as the longest emergency. */
const claimHours = 24;

export function breakGlass(write: Write, input: BreakGlassInput, { emergency }: Agreement): Promise<Entered> {
  const most = emergency?.hours ?? 0;
  const hours = input.hours ?? most;
  const reason = input.reason.trim();
  const problems = [
    ...(reason ? [] : [problem('REQUIRED', 'reason')]),
    ...(reason.length > longestReason ? [problem('TOO_LONG', 'reason')] : []),
    ...(hours < 1 || hours > most ? [problem('OUT_OF_RANGE', 'hours')] : []),
  ];
  return enter(write, input, problems, { kind: 'EMERGENCY', reason, hours });
}

export function claimRegistration(write: Write, input: ClaimRegistrationInput): Promise<Entered> {
  const since = londonMidnight(input.from);
  const problems = since > write.now ? [problem('IN_FUTURE', 'from')] : [];
  const reason = `Registered since ${input.from}, says the practice.`;
  return enter(write, input, problems, { kind: 'REGISTRATION', reason, hours: claimHours, since });
}

export function claimStay(write: Write, input: ClaimStayInput): Promise<Entered> {
  const { admittedAt: since, admissionMethod } = input;
  const problems = [
    ...(since > write.now ? [problem('IN_FUTURE', 'admittedAt')] : []),
    ...(/^[1-8][0-9A-D]$/.test(admissionMethod) ? [] : [problem('OUT_OF_RANGE', 'admissionMethod')]),
  ];
  const reason = `Inpatient since ${since.toISOString()}, says the trust.`;
  return enter(write, input, problems, { kind: 'STAY', reason, hours: claimHours, since, admissionMethod });
}

export function claimAttendance(write: Write, input: ClaimAttendanceInput): Promise<Entered> {
  const { arrivedAt: since } = input;
  const problems = since > write.now ? [problem('IN_FUTURE', 'arrivedAt')] : [];
  const reason = `In the emergency department since ${since.toISOString()}, says the trust.`;
  return enter(write, input, problems, { kind: 'ATTENDANCE', reason, hours: claimHours, since });
}

async function enter(
  { query, viewer, concerns }: Write,
  { nhsNumber, dateOfBirth, familyName }: PersonInput,
  problems: Problem[],
  { kind, reason, hours, since, admissionMethod }: Entry,
): Promise<Entered> {
  problems.push(...nameProblems(familyName));
  if (problems.length) return { problems };
  const { user, role } = viewer;
  const [entered] = await query<{ id: string; until: Date }>(
    'select id, until from hub.enter_claim($1, $2, $3, $4, $5::date, $6, $7, $8::int, $9::timestamptz, $10)',
    [kind, user, role, nhsNumber, dateOfBirth, familyName, reason, hours, since ?? null, admissionMethod ?? null],
  );
  const { id, until } = entered as { id: string; until: Date };
  concerns('Claim', id);
  return { outcome: ClaimOutcome.ACCEPTED, until: until.toISOString(), problems: [] };
}

export function nameProblems(familyName: string): Problem[] {
  return [
    ...(familyName.trim() ? [] : [problem('REQUIRED', 'familyName')]),
    ...textProblems('familyName', familyName, longestName),
  ];
}

export function textProblems(field: string, text: string | null | undefined, most: number): Problem[] {
  return (text?.length ?? 0) > most ? [problem('TOO_LONG', field)] : [];
}
