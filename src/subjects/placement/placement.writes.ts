import type { PersonalType } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { daysAfter, londonTime } from '../../shared/dates.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { EndAbsenceInput, EndPlacementInput, HoldBedInput, RecordAbsenceInput } from './placement.inputs.ts';
import { PlacementEndReason } from './placement.values.ts';

/** So many days ahead a home may say that somebody will leave: it is dated, and takes effect on its day. */
const plannedDays = 28;

export async function endPlacement(write: Write, input: EndPlacementInput): Promise<Written> {
  const { version, on, reason } = input;
  const today = londonTime(write.now).date;
  const latest = reason === PlacementEndReason.DIED ? today : daysAfter(today, plannedDays);
  return of(write, 'Placement', input.placement, on > latest ? 'on' : undefined, (placement) =>
    verdictOn(write, placement, 'select hub.end_placement($1, $2::int, $3::date, $4) as verdict', [
      ...[placement, version, on, reason],
    ]),
  );
}

export async function holdBed(write: Write, input: HoldBedInput): Promise<Written> {
  const { version, until } = input;
  if (until && until <= write.now) return { problems: [problem('TOO_EARLY', 'until')] };
  return of(write, 'Placement', input.placement, undefined, (placement) =>
    verdictOn(write, placement, 'select hub.hold_bed($1, $2::int, $3::timestamptz) as verdict', [
      ...[placement, version, until ?? null],
    ]),
  );
}

/** A hospital that says that the resident is there is borne out by it. */
export async function recordAbsence(write: Write, { resident, from, reason }: RecordAbsenceInput): Promise<Written> {
  const person = await write.residentNamed(resident);
  const problems = [
    ...(person ? [] : [problem('UNKNOWN', 'resident')]),
    ...(from > londonTime(write.now).date ? [problem('IN_FUTURE', 'from')] : []),
  ];
  if (problems.length) return { problems };
  return verdictOn(write, undefined, 'select id, verdict from hub.record_absence($1, $2::date, $3)', [
    ...[person, from, reason],
  ]);
}

export async function endAbsence(write: Write, { absence, version, on }: EndAbsenceInput): Promise<Written> {
  return of(write, 'Absence', absence, on > londonTime(write.now).date ? 'on' : undefined, (away) =>
    verdictOn(write, away, 'select hub.end_absence($1, $2::int, $3::date) as verdict', [away, version, on]),
  );
}

/** Does it to a record that the caller sees; `future` is the field of the input that lies too far ahead. */
async function of(
  write: Write,
  type: PersonalType,
  id: string,
  future: string | undefined,
  work: (record: string) => Promise<Written>,
): Promise<Written> {
  const record = await write.recordNamed(type, id);
  const problems = [
    ...(record ? [] : [problem('UNKNOWN', type.toLowerCase())]),
    ...(future ? [problem('IN_FUTURE', future)] : []),
  ];
  return record && !future ? work(record) : { problems };
}
