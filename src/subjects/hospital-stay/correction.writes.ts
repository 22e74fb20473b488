import type { Write, Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type Problem, type ProblemCode, problem } from '../../shared/problem-catalogue.ts';
import { textProblems } from '../writing/texts.ts';
import type { CorrectStayInput, WithdrawStayInput } from './hospital-stay.inputs.ts';
import { amend, type Stay } from './hospital-stay.writes.ts';

const longestReason = 500;

export function correctStay(write: Write, input: CorrectStayInput): Promise<Written> {
  return amend(write, input, (stay) => {
    const problems = problemsOf(input, stay, write.now);
    if (problems.length) return problems;
    const { admittedAt, admissionMethod, dischargedAt } = input;
    return {
      ...(admittedAt && { admitted_at: admittedAt }),
      ...(admissionMethod && { admission_method: admissionMethod }),
      ...(dischargedAt && { discharged_at: dischargedAt }),
    };
  });
}

function problemsOf({ admittedAt, admissionMethod, dischargedAt }: CorrectStayInput, stay: Stay, now: Date): Problem[] {
  const [from, to] = [admittedAt ?? stay.admittedAt, dischargedAt ?? stay.dischargedAt];
  const { readyOn } = stay;
  const ready = !readyOn || (readyOn >= londonTime(from).date && (!to || readyOn <= londonTime(to).date));
  const early = Boolean(to && to < from) || !ready;
  // What ends a relationship is never put off by whoever profits from it.
  const later = dischargedAt && (!stay.dischargedAt || dischargedAt > stay.dischargedAt);
  return [
    ...(admittedAt || admissionMethod || dischargedAt ? [] : [problem('REQUIRED')]),
    ...(admittedAt && admittedAt > now ? [problem('IN_FUTURE', 'admittedAt')] : []),
    ...(admissionMethod && !/^[1-8][0-9A-D]$/.test(admissionMethod)
      ? [problem('OUT_OF_RANGE', 'admissionMethod')]
      : []),
    ...(later ? [problem('OUT_OF_RANGE', 'dischargedAt')] : []),
    ...(early ? [problem('OUT_OF_RANGE', admittedAt ? 'admittedAt' : 'dischargedAt')] : []),
  ];
}

export function withdrawStay(write: Write, { stay: id, version, reason }: WithdrawStayInput): Promise<Written> {
  return withdrawn(write, { type: 'HospitalStay', field: 'stay', id, version, reason });
}

interface Withdrawal {
  type: 'HospitalStay' | 'EmergencyAttendance';
  /** The field of the input that names the record. */
  field: 'stay' | 'attendance';
  id: string;
  version: number;
  reason: string;
}

/** Also when the person is no patient of the trust any more. The record is gone from then on, for the trust as well. */
export async function withdrawn(write: Write, withdrawal: Withdrawal): Promise<Written> {
  const { type, field, id, version, reason } = withdrawal;
  const problems = textProblems(withdrawal, 'reason', longestReason, true);
  const record = write.uuidOf(type, id);
  if (!record) problems.push(problem('UNKNOWN', field));
  if (problems.length || !record) return { problems };
  await write.holdRecord(record);
  const [came] = await write.query<{ verdict: string; about: string | null }>(
    `select verdict, about from hub.withdraw_${field}($1, $2::int, $3)`,
    [record, version, reason.trim()],
  );
  if (came?.about) write.concerns('Resident', came.about);
  const [code = 'UNKNOWN', place = field] = came?.verdict.split(' ') ?? [];
  return code === 'DONE' ? { record, problems } : { problems: [problem(code as ProblemCode, place)] };
}
