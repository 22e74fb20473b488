import type { ClientBase } from 'pg';
import type { Outcome } from '../engine/format.ts';
import { waiting } from '../engine/merging.ts';
import { reckonVisits } from './reckoning.ts';
import { attendances, stays } from './records.ts';
import { followVisits } from './visits.ts';

/** The cells of a message, in the order in which `events.ts` gives them. */
const columns = {
  number: 'text',
  born: 'date',
  family_name: 'text',
  control_id: 'text',
  event: 'text',
  class: 'text',
  visit: 'text',
  said_at: 'timestamptz',
  written_at: 'timestamptz',
  began_at: 'timestamptz',
  ended_at: 'timestamptz',
  method: 'text',
  result: 'text',
  merged: 'text',
};
/** The first three say who it is, and the last who else it was: they are not kept. */
const kept = Object.keys(columns).slice(3, -1);

/**
 * Messages become events of visits, and the course of each visit that they touch is reckoned anew from all its events: so it
 * comes to the same whichever message came first, and however often.
 */
export async function mergeEvents(client: ClientBase, importId: string): Promise<Outcome> {
  const { rows } = await client.query<{ stood: number }>(
    `select ((select count(*) from hospital_stay where trust_id = own.organisation_id and valid_until is null)
        + (select count(*) from emergency_attendance where trust_id = own.organisation_id and valid_until is null))::int as stood
     from hub.import own where own.id = $1`,
    [importId],
  );
  await waiting(client, importId, 'message', columns);
  await refuseUnknown(client, importId);
  await suggestMatches(client, importId);
  await keepEvents(client, importId);
  await tellReusedIds(client, importId);
  await reckonVisits(client, importId);
  // Whoever is admitted leaves the emergency department: stays first.
  const outcomes = [await followVisits(client, importId, stays), await followVisits(client, importId, attendances)];
  const sum = (of: 'added' | 'changed' | 'ended' | 'unchanged') => outcomes.reduce((all, one) => all + one[of], 0);
  return {
    ...{ added: sum('added'), changed: sum('changed'), ended: sum('ended'), unchanged: sum('unchanged') },
    stood: rows[0]?.stood ?? 0,
  };
}

/** People are found as whoever claims something of them must name them. Of those whom the hub does not know nothing is kept. */
async function refuseUnknown(client: ClientBase, importId: string): Promise<void> {
  await client.query('alter table waiting add resident_id uuid');
  await client.query('select hub.hold_numbers(array(select distinct number from waiting))');
  await client.query(
    `update waiting w set resident_id = found.id
     from (
       select named.*, hub.person_named(named.number, named.born, named.family_name) as id
       from (select distinct number, born, family_name from waiting) named
     ) found
     where (w.number, w.born, w.family_name) = (found.number, found.born, found.family_name)`,
  );
  await client.query(
    `with refused as (
       delete from waiting w
       where w.resident_id is null or greatest(w.said_at, w.began_at, w.ended_at) > now()
       returning w.line, w.resident_id
     )
     insert into hub.import_reject (import_id, line, column_name, code)
     select $1, line, case when resident_id is null then 'PID-3' end,
       case when resident_id is null then 'UNKNOWN' else 'IN_FUTURE' end from refused`,
    [importId],
  );
}

/** A feed makes one person of two for nobody: somebody who cares for both settles it. Of each it is told alike. */
async function suggestMatches(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `select hub.suggest_match(resident_id, merged, said_at) from (
       select resident_id, merged, said_at from waiting where merged is not null order by line) told`,
  );
  await client.query(
    `insert into hub.import_reject (import_id, line, column_name, code)
     select $1, line, 'MRG-1', 'MERGE_OF_TWO' from waiting where merged is not null`,
    [importId],
  );
}

/** The very same message, sent again, is one. */
async function keepEvents(client: ClientBase, importId: string): Promise<void> {
  const said = kept.map((column) => `w.${column}`).join(', ');
  await client.query(
    `insert into hub.adt_event (organisation_id, digest, resident_id, import_id, line, ${kept.join(', ')})
     select own.organisation_id, md5(row(w.resident_id, ${said})::text)::uuid, w.resident_id, own.id, w.line, ${said}
     from waiting w, hub.import own where own.id = $1 and w.event is not null
     order by w.line
     on conflict do nothing`,
    [importId],
  );
}

async function tellReusedIds(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `insert into hub.import_reject (import_id, line, column_name, code)
     select distinct on (e.line) $1, e.line, 'MSH-10', 'CONTROL_ID_TWICE' from hub.adt_event e
     where e.import_id = $1 and exists (
       select from hub.adt_event other
       where other.organisation_id = e.organisation_id and other.visit = e.visit and other.control_id = e.control_id
         and other.digest <> e.digest and (other.import_id <> e.import_id or other.line < e.line))`,
    [importId],
  );
}
