import type { ClientBase } from 'pg';
import { newerFile } from './deciding.ts';

/**
 * Writes what is decided, and says how many registrations with other practices ended by it. Whoever is new to the hub comes
 * first, then the homes that the list names, then the registrations: what homes have said is borne out by all of it.
 */
export async function write(client: ClientBase, importId: string): Promise<number> {
  await addPeople(client, importId);
  const { rowCount: takenOver } = await client.query(
    `insert into hub.record_source (record_id, import_id, line, resident_id)
     select ended.registration, $1, g.line, g.resident_id
     from hub.end_registrations_elsewhere($1,
       array(select line from would_register where elsewhere is not null and fate in ('ADDED', 'CHANGED'))
     ) ended join would_register g on g.resident_id = ended.person`,
    [importId],
  );
  await client.query(
    `update gp_registration t set from_on = g.starts, to_on = g.ends
     from would_register g where g.id = t.id and g.fate in ('CHANGED', 'ENDED')`,
  );
  await client.query('update gp_registration t set to_on = g.starts from would_register g where g.follows = t.id');
  await noteHomes(client, importId);
  await client.query(
    `insert into gp_registration (id, author_id, resident_id, practice_id, from_on, to_on)
     select g.id, own.organisation_id, g.resident_id, practice.id, g.starts, g.ends
     from would_register g join hub.import own on own.id = $1 join practice on practice.organisation_id = own.organisation_id
     where g.fate = 'ADDED'`,
    [importId],
  );
  await client.query(
    `insert into hub.record_source (record_id, import_id, line, resident_id)
     select g.id, $1::uuid, greatest(g.line, 0), g.resident_id from would_register g
     where g.fate in ('ADDED', 'CHANGED', 'ENDED')
     union all
     select g.follows, $1::uuid, g.line, g.resident_id from would_register g where g.follows is not null`,
    [importId],
  );
  return takenOver ?? 0;
}

/** A postcode that is not the home's is where the person lived before. */
async function addPeople(client: ClientBase, importId: string): Promise<void> {
  await client.query(`
    update would_register set resident_id = gen_random_uuid() where resident_id is null;
    create temporary table person on commit drop as
    select g.resident_id as id, w.*, case when h.postcode <> w.postcode then w.postcode end as lived_at
    from would_register g join waiting w using (line) left join care_home h on h.id = w.home_id
    where w.resident_id is null`);
  await client.query(
    `insert into resident (id, author_id, nhs_number, nhs_number_status, given_name, family_name, previous_address,
       date_of_birth, sex, preferred_clinician)
     select p.id, own.organisation_id, p.number, 'VERIFIED', p.given_name, p.family_name, p.lived_at, p.born, p.sex, p.clinician
     from person p, hub.import own where own.id = $1`,
    [importId],
  );
  await client.query(
    `insert into hub.record_source (record_id, import_id, line, resident_id) select id, $1, line, id from person`,
    [importId],
  );
}

/** In which home the practice says that somebody lives: no placement, and a word that may bear out the home's own. */
async function noteHomes(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `delete from hub.listed_home said using would_register g, hub.import own
     where own.id = $1 and said.resident_id = g.resident_id and said.as_of <= own.as_of`,
    [importId],
  );
  await client.query(
    `insert into hub.listed_home (organisation_id, resident_id, home_id, as_of, import_id, line)
     select own.organisation_id, g.resident_id, g.home_id, own.as_of, own.id, g.line
     from would_register g join hub.import own on own.id = $1
     where g.home_id is not null and g.ends is null and not ${newerFile}
     on conflict do nothing`,
    [importId],
  );
}
