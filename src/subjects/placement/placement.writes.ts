import type { PersonalType } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { daysAfter, londonTime } from '../../shared/dates.ts';
import { problem, toConfirm } from '../../shared/problem-catalogue.ts';
import { problemIn, verdictOn } from '../writing/verdict.ts';
import type {
  EndAbsenceInput,
  EndPlacementInput,
  HoldBedInput,
  RecordAbsenceInput,
  WithdrawDeathInput,
} from './placement.inputs.ts';
import { PlacementEndReason } from './placement.values.ts';

const full = 'As many residents live in your home today as the CQC registered beds.';
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

/** The home sees the resident no longer: the function looks itself whether the placement is one of its own. */
export async function withdrawDeath(write: Write, input: WithdrawDeathInput): Promise<Written> {
  const placement = write.uuidOf('Placement', input.placement);
  if (!placement) return { problems: [problem('UNKNOWN', 'placement')] };
  // Of two who come at once to the last bed, the second is told.
  await write.oneAtATime(`admissions ${await write.ownHome()}`);
  await write.holdRecord(placement);
  const [row] = await write.query<{ verdict: string; about: string | null }>(
    'select verdict, about from hub.withdraw_death($1, $2::int, $3::boolean)',
    [placement, input.version, input.confirm ?? false],
  );
  const { verdict, about } = row as { verdict: string; about: string | null };
  if (about) write.concerns('Resident', about);
  if (verdict.startsWith('CONFIRM')) return { problems: [toConfirm(full, 'placement')] };
  const found = problemIn(verdict);
  return found ? { problems: [found] } : { record: placement, problems: [] };
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
