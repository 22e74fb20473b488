import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { withdrawn } from '../hospital-stay/correction.writes.ts';
import { standing } from '../writing/standing.ts';
import { textProblems } from '../writing/texts.ts';
import type {
  AttendanceInput,
  EndAttendanceInput,
  RecordConveyanceInput,
  WithdrawAttendanceInput,
} from './emergency-attendance.inputs.ts';

interface Attendance {
  arrivedAt: Date;
  departedAt: Date | null;
}
type Changes = Readonly<Record<string, unknown>>;

const longest = 500;

/** How somebody came is often known after the patient has left. */
export function recordConveyance(write: Write, input: RecordConveyanceInput): Promise<Written> {
  const { arrivalMode, conveyedFrom = null, calledAt = null, conveyedAt = null } = input;
  return amend(write, input, ({ arrivedAt }) => {
    const problems = [
      ...(conveyedAt && conveyedAt > arrivedAt ? [problem('OUT_OF_RANGE', 'conveyedAt')] : []),
      ...(calledAt && calledAt > (conveyedAt ?? arrivedAt) ? [problem('OUT_OF_RANGE', 'calledAt')] : []),
    ];
    if (problems.length) return problems;
    return { arrival_mode: arrivalMode, conveyed_from: conveyedFrom, called_at: calledAt, conveyed_at: conveyedAt };
  });
}

export function endAttendance(write: Write, input: EndAttendanceInput): Promise<Written> {
  const { departedAt, outcome, diagnosis } = input;
  return amend(write, input, (attendance) => {
    const problems = [
      ...textProblems(input, 'diagnosis', longest),
      ...(attendance.departedAt ? [problem('ALREADY_ENDED', 'attendance')] : []),
      ...(departedAt > write.now ? [problem('IN_FUTURE', 'departedAt')] : []),
      ...(departedAt < attendance.arrivedAt ? [problem('TOO_EARLY', 'departedAt')] : []),
    ];
    return problems.length ? problems : { departed_at: departedAt, outcome, diagnosis: diagnosis?.trim() || null };
  });
}

export function withdrawAttendance(write: Write, input: WithdrawAttendanceInput): Promise<Written> {
  const { attendance: id, version, reason } = input;
  return withdrawn(write, { type: 'EmergencyAttendance', field: 'attendance', id, version, reason });
}

async function amend(
  write: Write,
  { attendance: id, version }: AttendanceInput,
  decide: (attendance: Attendance) => Problem[] | Changes,
): Promise<Written> {
  const named = { type: 'EmergencyAttendance', field: 'attendance', id, version } as const;
  const columns = 'arrived_at as "arrivedAt", departed_at as "departedAt"';
  const { row, problems } = await standing<Attendance>(write, named, columns);
  if (!row || problems.length) return { problems };
  const decided = decide(row);
  if (Array.isArray(decided)) return { problems: decided };
  const record = write.uuidOf('EmergencyAttendance', id) as string;
  const changes = Object.entries(decided);
  await write.query(
    `update public.emergency_attendance set ${changes.map(([column], place) => `${column} = $${place + 2}`).join(', ')}
     where id = $1`,
    [record, ...changes.map(([, value]) => value)],
  );
  return { record, problems: [] };
}
