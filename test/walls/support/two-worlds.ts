import { type Comparison, recordBitColumns } from './compare.ts';
import { first, homes, practices, type Row, second, uuid } from './organisations.ts';
import { columnNamed, type Planted, snake } from './planting.ts';
import type { PlantedResident } from './residents.ts';

/** Somebody who has to do with nobody. */
const third = second.dashboard.id;

/**
 * Another world that looks the same to one viewer: what it does not see is otherwise, or not there at all. `replanted` are
 * the same residents with other values.
 */
export function otherWorld(
  comparison: Comparison,
  residents: readonly PlantedResident[],
  replanted: readonly PlantedResident[],
): { residents: PlantedResident[]; different: number } {
  let different = 0;
  const changed = (of: PlantedResident, record: Planted, again: Planted): Planted => {
    const sees = comparison.sees(of, record);
    const row = sees ? halfSeen(comparison, of, record, again) : unseen(comparison, record, again);
    different += Object.keys(row).filter((column) => row[column] !== record.row[column]).length;
    // A release of what is not seen anyhow changes nothing.
    const released = sees || comparison.sees(of, { ...record, released: true });
    const other = { ...record, row, released: released ? (record.released ?? false) : !record.released };
    if (comparison.sees(of, other) !== sees) throw new Error(`the other world shows or hides a ${record.subject}`);
    return other;
  };
  const others = residents.map((of, n): PlantedResident => {
    const again = replanted[n] as PlantedResident;
    const kept = of.records.flatMap((record, place) => {
      if (isGone(comparison, of, record)) different++;
      return isGone(comparison, of, record) ? [] : [changed(of, record, again.records[place] as Planted)];
    });
    return { ...of, resident: changed(of, of.resident, again.resident), records: kept };
  });
  return { residents: others, different };
}

/** Half of what is not seen at all is not there in the other world. Whatever hangs on a placement or referral needs it. */
function isGone(comparison: Comparison, of: PlantedResident, record: Planted): boolean {
  const coin = Number.parseInt(uuid(`coin ${record.id}`).slice(0, 2), 16) % 2;
  return !['Placement', 'DischargeReferral'].includes(record.subject) && coin === 0 && !comparison.sees(of, record);
}

/** A row that the viewer does not see: nothing of it need be the same but whom and what it belongs to. */
function unseen({ organisation }: Comparison, { row }: Planted, again: Planted): Row {
  const { id, resident_id, placement_id, discharge_referral_id, valid_until } = row;
  const keys = Object.entries({ id, resident_id, placement_id, discharge_referral_id, valid_until }).filter(
    ([, value]) => value !== undefined,
  );
  const places = Object.keys(row).filter((column) => column in elsewhere || recordBitColumns.includes(column));
  return {
    ...again.row,
    ...Object.fromEntries(places.map((column) => [column, elsewhereThan(column, row[column], organisation.id)])),
    ...Object.fromEntries(keys),
    version: 7,
  };
}

/** A row that the viewer sees: what it shows stays, and what only the database knows does not. */
function halfSeen(comparison: Comparison, of: PlantedResident, record: Planted, again: Planted): Row {
  const row: Row = {
    ...record.row,
    ...(isShown(comparison, of, record, 'version') ? {} : { version: 7 }),
    recorded_at: '2025-06-01T00:00:00Z',
    valid_from: '2025-06-01T00:00:00Z',
  };
  const own = comparison.organisation.id;
  const named = ['raisedBy', 'referredBy', 'recordedBy', 'requestedBy'].some((field) =>
    isShown(comparison, of, record, field),
  );
  if (row.author_id !== own && !named) row.author_id = third;
  for (const field of Object.keys(record.shown)) {
    const form = comparison.shownForm(of, record, field);
    if (form === 'clear') continue;
    const [column] = [columnNamed(field), `${snake(field)}_id`].filter((name) => name in row);
    if (!column || (recordBitColumns.includes(column) && row[column] === own)) continue;
    const other =
      column in elsewhere || recordBitColumns.includes(column)
        ? elsewhereThan(column, row[column], own)
        : again.row[column];
    row[column] = form === 'year' ? `${String(row[column]).slice(0, 4)}${String(other).slice(4)}` : other;
  }
  return row;
}

/** Who wrote a safeguarding concern, or refers somebody, and which version of a record stands, is itself a cell of it. */
const isShown = (comparison: Comparison, of: PlantedResident, record: Planted, field: string) =>
  field in record.shown && comparison.shownForm(of, record, field) === 'clear';

const elsewhere: Record<string, readonly string[]> = {
  home_id: homes.map(({ id }) => id),
  chosen_home_id: homes.map(({ id }) => id),
  practice_id: practices.map(({ id }) => id),
  trust_id: [third],
  against_id: [third],
  council_id: [first.council.id, second.council.id],
};

/** Another organisation or home; not the viewer's own, which would open the record. */
function elsewhereThan(column: string, here: unknown, own: string): unknown {
  const others = elsewhere[column];
  return others ? (others.find((id) => id !== here && id !== own) ?? here) : third;
}
