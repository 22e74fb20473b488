import type { ClientBase } from 'pg';
import { refuseWhere } from '../engine/merging.ts';
import type { Fields } from './fields.ts';

/** They end or take back what was opened by name and birthday, so that the number and the visit say who it is. */
export const closing: readonly string[] = ['A03', 'A11', 'A13'];
/** So does what a resource shows of a visit that was told before. */
const knownByVisit = [...closing, 'STATE'];
const closes = `w.event in (${knownByVisit.map((event) => `'${event}'`).join(', ')})`;

/**
 * Who each waiting message is about: whoever claims something of a person must name her so. Discharges and cancellations of a visit
 * that was told of the same number need not: names change.
 */
export async function findPatients(client: ClientBase): Promise<void> {
  await client.query(`
    alter table waiting add resident_id uuid;
    -- Each person is looked for once, however many messages name her.
    with found as materialized (
      select named.*, hub.person_named(named.number, named.born, named.family_name) as id
      from (select distinct number, born, family_name from waiting) named
    )
    update waiting w set resident_id = found.id from found
    where (w.number, w.born, w.family_name) = (found.number, found.born, found.family_name) and found.id is not null;
    with led as materialized (
      select w.line, coalesce(s.leads_to, w.number) as number from waiting w left join hub.superseded_numbers() s using (number)
    )
    update waiting w set resident_id = named.resident_id
    from led own, waiting named join led other using (line)
    where w.resident_id is null and ${closes} and own.line = w.line and named.visit = w.visit and other.number = own.number
      and named.resident_id is not null;
    update waiting w set resident_id = hub.patient_of_visit(w.number, w.visit) where w.resident_id is null and ${closes}`);
}

/** By how much the clocks of a trust and of the hub may differ: what is further ahead has not happened yet. */
const apart = '5 minutes';

/** Of those whom the hub does not know nothing is kept. */
export async function refuseStrangers(client: ClientBase, importId: string, { person }: Fields): Promise<void> {
  await client.query(
    `with refused as (
       delete from waiting w
       where w.resident_id is null or greatest(w.said_at, w.began_at, w.ended_at) > now() + interval '${apart}'
       returning w.line, w.resident_id
     )
     insert into hub.import_reject (import_id, line, column_name, code)
     select $1, line, case when resident_id is null then $2 end,
       case when resident_id is null then 'UNKNOWN' else 'IN_FUTURE' end from refused
     on conflict do nothing`,
    [importId, person],
  );
}

/** Nor of outpatients: what is under another class is kept only of a visit that is an inpatient's or an attendance. */
export async function refuseUnvisited(client: ClientBase, importId: string, { visit }: Fields): Promise<void> {
  const told = (table: string, own = '') => `exists (select from ${table} told
    where told.visit = w.visit and told.event in ('A01', 'A04')${own})`;
  const own = ` and told.organisation_id = (select organisation_id from hub.import where id = '${importId}')`;
  await refuseWhere(
    client,
    importId,
    `w.event is not null and w.class is null and not (${told('waiting')} or ${told('hub.adt_event', own)})`,
    'NO_VISIT',
    visit,
  );
}
