import type { MadeResident } from '../../../support/factories.ts';
import type { Taking } from '../../support/taking.ts';

const clock = (column: string) => `to_char(${column} at time zone 'Europe/London', 'DD HH24:MI')`;

/** The stays of somebody as they stand, in London's time: `01 09:30 – 05 16:00 21 54`; and with `E` before them the attendances. */
export async function visitsOf({ rows }: Taking, { id }: Pick<MadeResident, 'id'>): Promise<string[]> {
  const found = await rows<{ visit: string }>(
    `select visit from (
       select concat_ws(' ', ${clock('admitted_at')}, '–', ${clock('discharged_at')}, admission_method, destination) as visit,
         1 as kind, admitted_at as at
       from hospital_stay where resident_id = $1 and valid_until is null
       union all
       select concat_ws(' ', 'E', ${clock('arrived_at')}, '–', ${clock('departed_at')}, outcome), 2, arrived_at
       from emergency_attendance where resident_id = $1 and valid_until is null
     ) one order by kind, at`,
    id,
  );
  return found.map(({ visit }) => visit);
}
