import { dayNamed, midnight } from '../london.ts';
import type { AbsenceRow, HospitalStayRow, IncidentRow, PersonalRow, PlacementRow } from '../personal-rows.ts';
import { EvenShare, type Random } from '../random.ts';
import type { Tables } from '../rows.ts';

/** A version that another one has followed, as the hub keeps it (`former_of`). */
export type Former<Row> = Row & { formerOf: string; validUntil: string; version: number };
type Versioned<Row> = Row & { version: number };

/** The tables whose records had other versions before, with these apart. */
export interface History {
  placement: Former<PlacementRow>[];
  incident: Former<IncidentRow>[];
  hospital_stay: Former<HospitalStayRow>[];
}

/** A bed is held in writing for absences of a week and more. */
const heldAfterDays = 7;
/** Reports of incidents that somebody completed on the next day. */
const completed = 0.2;
const day = 86_400_000;

/**
 * What years of use leave besides the newest versions, which is all that the story tells: a placement was open before it
 * ended and its bed was held for a while, a stay began before its end was known, a report was completed. The newest
 * versions in `tables` get the number and the moment that come of it.
 */
export function withFormerVersions(tables: Tables, random: Random, now: Date): History {
  const history: History = { placement: [], incident: [], hospital_stay: [] };
  const absences = Map.groupBy(tables.absence, ({ placementId }) => placementId);
  tables.placement = tables.placement.map((row) =>
    placementThrough(row, absences.get(row.id) ?? [], history.placement, random),
  );
  tables.hospital_stay = tables.hospital_stay.map((row) => stayThrough(row, history.hospital_stay, random));
  const complete = new EvenShare(completed, random);
  tables.incident = tables.incident.map((row) => {
    const at = Date.parse(row.validFrom) + day;
    if (at > now.getTime() || !complete.next()) return { ...row, version: 1 };
    return followed(row, [{ until: at, as: { internalNote: null, conveyed: null } }], history.incident, random);
  });
  return history;
}

function placementThrough(
  row: PlacementRow,
  absences: readonly AbsenceRow[],
  former: Former<PlacementRow>[],
  random: Random,
): Versioned<PlacementRow> {
  const open = { toOn: null, endReason: null, bedHeldUntil: null };
  const steps: Step<PlacementRow>[] = [];
  for (const { fromOn, toOn } of absences) {
    if (toOn === null || dayNamed(toOn) - dayNamed(fromOn) < heldAfterDays) continue;
    const until = midnight(dayNamed(toOn) + 1);
    steps.push({ until: midnight(dayNamed(fromOn) + 1), as: open });
    steps.push({ until, as: { ...open, bedHeldUntil: new Date(until).toISOString() } });
  }
  if (row.toOn !== null) steps.push({ until: midnight(dayNamed(row.toOn) + 1), as: open });
  return followed(row, steps, former, random);
}

function stayThrough(
  row: HospitalStayRow,
  former: Former<HospitalStayRow>[],
  random: Random,
): Versioned<HospitalStayRow> {
  if (row.dischargedAt === null) return { ...row, version: 1 };
  const unknown = {
    ...{ dischargedAt: null, dischargeReadyOn: null, pathway: null, delayReason: null, delayAgency: null },
    ...{ destination: null, avoidableFactors: null, healthcareResourceGroup: null, cost: null },
  };
  const { admittedAt, dischargedAt } = row;
  const began = { ...row, recordedAt: admittedAt };
  return followed(began, [{ until: Date.parse(dischargedAt), as: unknown }], former, random);
}

/** Until when a version stood, and what it said otherwise than the newest one. */
interface Step<Row> {
  until: number;
  as: Partial<Row>;
}

function followed<Row extends PersonalRow>(
  row: Row,
  steps: readonly Step<Row>[],
  former: Former<Row>[],
  random: Random,
): Versioned<Row> {
  let { recordedAt } = row;
  let version = 1;
  for (const { until, as } of steps.toSorted((one, other) => one.until - other.until)) {
    const validUntil = new Date(until).toISOString();
    if (validUntil <= recordedAt) continue;
    const id = random.uuid();
    former.push({ ...row, ...as, id, formerOf: row.id, recordedAt, validFrom: recordedAt, validUntil, version });
    recordedAt = validUntil;
    version += 1;
  }
  return { ...row, recordedAt, validFrom: recordedAt, version };
}
