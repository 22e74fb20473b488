import type { Write, Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { standing } from '../writing/standing.ts';
import type {
  DischargePatientInput,
  RecordDelayInput,
  ReviewAdmissionInput,
  SetDischargeReadyInput,
  StayInput,
} from './hospital-stay.inputs.ts';

export interface Stay {
  admittedAt: Date;
  dischargedAt: Date | null;
  readyOn: string | null;
}
export type Changes = Readonly<Record<string, unknown>>;

const mostFactors = 10;
const longestFactor = 200;

/** A patient may be ready, and not be, several times: the day is that of the final period, so that the last one counts. */
export function setDischargeReady(write: Write, input: SetDischargeReadyInput): Promise<Written> {
  const { readyOn, pathway } = input;
  return amend(write, input, (stay) => {
    if (stay.dischargedAt) return [problem('ALREADY_ENDED', 'stay')];
    if (readyOn && readyOn > londonTime(write.now).date) return [problem('IN_FUTURE', 'readyOn')];
    if (readyOn && readyOn < londonTime(stay.admittedAt).date) return [problem('TOO_EARLY', 'readyOn')];
    return {
      discharge_ready_on: readyOn,
      ...(pathway !== undefined && { pathway }),
      // Who needs the hospital is not delayed there.
      ...(readyOn === null && { delay_reason: null, delay_agency: null }),
    };
  });
}

export function recordDelay(write: Write, input: RecordDelayInput): Promise<Written> {
  const { reason, agency } = input;
  return amend(write, input, (stay) => {
    if (stay.dischargedAt) return [problem('ALREADY_ENDED', 'stay')];
    if (reason && !agency) return [problem('REQUIRED', 'agency')];
    if (agency && !reason) return [problem('REQUIRED', 'reason')];
    if (reason && !stay.readyOn) return [problem('NOT_READY', 'stay')];
    return { delay_reason: reason, delay_agency: agency };
  });
}

/** From then on the trust reads its own stay, for thirty days. */
export function dischargePatient(write: Write, input: DischargePatientInput): Promise<Written> {
  const { dischargedAt, pathway, destination } = input;
  return amend(write, input, (stay) => {
    const problems = [
      ...(stay.dischargedAt ? [problem('ALREADY_ENDED', 'stay')] : []),
      ...(dischargedAt > write.now ? [problem('IN_FUTURE', 'dischargedAt')] : []),
      ...(dischargedAt < stay.admittedAt || londonTime(dischargedAt).date < (stay.readyOn ?? '')
        ? [problem('TOO_EARLY', 'dischargedAt')]
        : []),
      ...(/^\d{2}$/.test(destination) ? [] : [problem('OUT_OF_RANGE', 'destination')]),
    ];
    return problems.length ? problems : { discharged_at: dischargedAt, pathway, destination };
  });
}

export function reviewAdmission(write: Write, input: ReviewAdmissionInput): Promise<Written> {
  const factors = [...new Set(input.factors.map((factor) => factor.trim()))];
  return amend(write, input, () => {
    const problems = [
      ...(factors.length > mostFactors ? [problem('OUT_OF_RANGE', 'factors')] : []),
      ...(factors.includes('') ? [problem('REQUIRED', 'factors')] : []),
      ...(factors.some((factor) => factor.length > longestFactor) ? [problem('TOO_LONG', 'factors')] : []),
    ];
    return problems.length ? problems : { avoidable_factors: factors };
  });
}

/** Changes the stay as it stands: `decide` says what is to be changed, or what is in the way. */
export async function amend(
  write: Write,
  { stay: id, version }: StayInput,
  decide: (stay: Stay) => Problem[] | Changes,
): Promise<Written> {
  const { row, problems } = await standing<Stay>(
    write,
    { type: 'HospitalStay', field: 'stay', id, version },
    `admitted_at as "admittedAt", discharged_at as "dischargedAt", discharge_ready_on::text as "readyOn"`,
  );
  if (!row || problems.length) return { problems };
  const decided = decide(row);
  if (Array.isArray(decided)) return { problems: decided };
  const record = write.uuidOf('HospitalStay', id) as string;
  const changes = Object.entries(decided);
  await write.query(
    `update public.hospital_stay set ${changes.map(([column], place) => `${column} = $${place + 2}`).join(', ')} where id = $1`,
    [record, ...changes.map(([, value]) => value)],
  );
  return { record, problems: [] };
}
