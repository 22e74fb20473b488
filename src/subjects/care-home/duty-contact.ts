import type { PublicRow } from '../../access/reading/public-records.ts';
import type { DutyContact } from './care-home.types.ts';

/** Whom to ring, by the columns of a row; null if nobody is named. */
export function dutyContactOf(row: PublicRow): DutyContact | null {
  const [name, telephone] = [row._duty_contact_name, row._duty_contact_telephone] as (string | null)[];
  return name || telephone ? { name: name ?? null, telephone: telephone ?? null } : null;
}
