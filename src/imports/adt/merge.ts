import type { ClientBase } from 'pg';
import type { Outcome, Reading } from '../engine/format.ts';
import { waiting } from '../engine/merging.ts';
import { everybody, type Slice } from '../engine/slices.ts';
import { type Fields, ofMessages } from './fields.ts';
import { findPatients, refuseStrangers, refuseUnvisited } from './patients.ts';
import { reckonVisits } from './reckoning.ts';
import { attendances, stays } from './records.ts';
import { followVisits } from './visits.ts';

/** The cells of a message, in the order in which `events.ts` gives them. */
export const columns = {
  number: 'text',
  born: 'date',
  family_name: 'text',
  source: 'text',
  control_id: 'text',
  event: 'text',
  class: 'text',
  visit: 'text',
  said_at: 'timestamptz',
  written_at: 'timestamptz',
  began_at: 'timestamptz',
  ended_at: 'timestamptz',
  method: 'text',
  destination: 'text',
  outcome: 'text',
  merged: 'text',
  said_twice: 'boolean',
};
/** The first three say who it is, and the last but one who else it was: they are not kept. */
const kept = Object.keys(columns).slice(3, -2);

/** Most messages of a trust are about people whom the hub does not know: nobody waits for those. */
export async function withoutStrangers(
  client: ClientBase,
  importId: string,
  _how?: Reading,
  fields = ofMessages,
): Promise<Outcome> {
  await waiting(client, importId, 'message', columns, everybody);
  await findPatients(client);
  await refuseStrangers(client, importId, fields);
  await client.query(
    `delete from hub.import_row staged where staged.import_id = $1 and not exists (
       select from waiting w where w.line = staged.line)`,
    [importId],
  );
  const most = await mostTouched(client, importId);
  await client.query('drop table waiting');
  return { added: 0, changed: 0, ended: most, unchanged: 0, stood: await standing(client, importId) };
}

/**
 * Messages become events of visits, and the course of each visit that they touch is reckoned anew from all its events: so what
 * comes late, or again, moves nothing that was recorded later.
 */
export async function mergeEvents(
  client: ClientBase,
  importId: string,
  _how: Reading,
  slice: Slice,
  fields = ofMessages,
): Promise<Outcome> {
  const stood = await standing(client, importId);
  await waiting(client, importId, 'message', columns, slice);
  await client.query(
    `select hub.hold_patients(array(select distinct number from waiting), array(select distinct visit from waiting where event is not null))`,
  );
  await findPatients(client);
  await refuseStrangers(client, importId, fields);
  await refuseUnvisited(client, importId, fields);
  await suggestMatches(client, importId);
  await keepEvents(client, importId);
  await tellReusedIds(client, importId, fields);
  const reckoned = await reckonVisits(client, importId, fields);
  // Whoever is admitted leaves the emergency department: stays first.
  const outcomes = [
    await followVisits(client, importId, stays, reckoned),
    await followVisits(client, importId, attendances, reckoned),
  ];
  const sum = (of: 'added' | 'changed' | 'ended' | 'unchanged') => outcomes.reduce((all, one) => all + one[of], 0);
  return {
    ...{ added: sum('added'), changed: sum('changed'), ended: sum('ended'), unchanged: sum('unchanged') },
    stood,
  };
}

/** How many stays and attendances of the trust stand. */
async function standing(client: ClientBase, importId: string): Promise<number> {
  const { rows } = await client.query<{ stood: number }>(
    `select ((select count(*) from hospital_stay where trust_id = own.organisation_id and valid_until is null)
        + (select count(*) from emergency_attendance where trust_id = own.organisation_id and valid_until is null))::int as stood
     from hub.import own where own.id = $1`,
    [importId],
  );
  return rows[0]?.stood ?? 0;
}

/**
 * How many records what waits may change at most: all of whoever has one under a number that is told, or one that a user claimed. Of
 * anybody else something can only be added.
 */
async function mostTouched(client: ClientBase, importId: string): Promise<number> {
  const { rows } = await client.query<{ most: number }>(
    `with record as materialized (
       select r.id, r.resident_id from hub.import own join hospital_stay r on r.trust_id = own.organisation_id
       where own.id = $1 and r.valid_until is null
       union all
       select r.id, r.resident_id from hub.import own join emergency_attendance r on r.trust_id = own.organisation_id
       where own.id = $1 and r.valid_until is null
     ), linked as materialized (
       select l.record_id, l.visit, l.resident_id from hub.import own join hub.adt_visit l using (organisation_id) where own.id = $1
     ), touched as (
       select linked.resident_id from linked where linked.visit in (select visit from waiting where event is not null)
       union
       select record.resident_id from record
       where record.id not in (select record_id from linked) and record.resident_id in (select resident_id from waiting)
     )
     select count(*)::int as most from record join touched using (resident_id)`,
    [importId],
  );
  return rows[0]?.most ?? 0;
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
    `insert into hub.adt_event (organisation_id, digest, resident_id, import_id, line, said_twice, ${kept.join(', ')})
     select own.organisation_id, md5(row(w.resident_id, ${said})::text)::uuid, w.resident_id, own.id, w.line,
       coalesce(w.said_twice, false), ${said}
     from waiting w, hub.import own where own.id = $1 and w.event is not null
     order by w.line
     on conflict do nothing`,
    [importId],
  );
}

async function tellReusedIds(client: ClientBase, importId: string, { control }: Fields): Promise<void> {
  await client.query(
    `insert into hub.import_reject (import_id, line, column_name, code)
     select distinct $1::uuid, e.line, $2, 'CONTROL_ID_TWICE' from hub.import own cross join waiting w
     join hub.adt_event e on e.organisation_id = own.organisation_id and e.visit = w.visit and e.source = w.source
       and e.control_id = w.control_id and e.import_id = own.id and e.line = w.line
     where own.id = $1 and exists (
       select from hub.adt_event other
       where other.organisation_id = e.organisation_id and other.visit = e.visit and other.control_id = e.control_id
         and other.source = e.source and other.event = e.event and other.said_at = e.said_at
         and other.digest <> e.digest and (other.import_id <> e.import_id or other.line < e.line))
     on conflict do nothing`,
    [importId, control],
  );
}
