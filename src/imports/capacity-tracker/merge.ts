import type { ClientBase } from 'pg';
import type { Outcome } from '../engine/format.ts';
import { fates, noteSources, refuseNamedTwice, refuseWhere, waiting } from '../engine/merging.ts';

/** The cells of a line, in the order in which `capacity-tracker.ts` gives them. */
const columns = {
  location: 'text',
  care: 'text',
  maximum: 'int',
  occupied: 'int',
  reserved: 'int',
  available: 'int',
  status: 'text',
  restrictions: 'text',
  as_of: 'timestamptz',
};

const standing = 'capacity c where c.home_id = own.id and c.care_type = w.care and c.valid_until is null';
/** A bed was reserved or let go: the figure is as old as the one before, and differs from it since. */
const booked = `exists (select from capacity b where b.home_id = c.home_id and b.care_type = c.care_type
  and b.valid_until = c.valid_from and b.as_of = c.as_of)`;

/**
 * A home's beds as it told the tracker, each kind as if somebody of the home had stated it by hand (`updateCapacity`), and
 * whether it admits anyone (`setAdmissionStatus`). What was so earlier never takes the place of what was so later.
 */
export async function mergeCapacity(client: ClientBase, importId: string): Promise<Outcome> {
  await waiting(client, importId, 'beds', columns);
  await client.query(
    `create temporary table own on commit drop as
     select h.id, h.organisation_id, h.cqc_location_id, h.care_types, h.registered_beds from care_home h
     join hub.import i on i.id = '${importId}' and i.organisation_id = h.organisation_id where h.deregistered_on is null`,
  );
  await hold(client);
  const refuse = (where: string, code: Parameters<typeof refuseWhere>[3]) => refuseWhere(client, importId, where, code);
  await refuse('not exists (select from own where own.cqc_location_id = w.location)', 'OTHER_HOME');
  await refuseNamedTwice(client, importId, 'care');
  await refuse(`w.as_of > clock_timestamp() + interval '5 minutes'`, 'IN_FUTURE');
  await refuse(
    `exists (select from own where w.care <> all (own.care_types)
       and not (w.maximum = 0 and exists (select from ${standing})))`,
    'CARE_NOT_GIVEN',
  );
  await refuse('w.occupied + w.reserved + w.available > w.maximum', 'TOO_MANY_BEDS');
  await refuse(
    `exists (select from own, ${standing} and (c.as_of > w.as_of or c.valid_from > w.as_of and ${booked}))`,
    'NEWER_KNOWN',
  );
  // All kinds together, those that stand and are not named included.
  await refuse(
    `(select coalesce(sum(named.maximum), 0) from waiting named)
       + (select coalesce(sum(c.maximum), 0) from capacity c, own where c.home_id = own.id and c.valid_until is null
         and c.care_type not in (select named.care from waiting named)) > (select own.registered_beds from own)`,
    'TOO_MANY_BEDS',
  );
  const { rows } = await client.query<{ stood: number }>(
    'select count(*)::int as stood from capacity c join own on own.id = c.home_id where c.valid_until is null',
  );
  await state(client);
  const said = await stateAdmission(client);
  await noteSources(client, importId, 'capacity_id');
  const { added, changed, unchanged } = await fates(client);
  return { added, changed: changed + said, unchanged, ended: 0, stood: rows[0]?.stood ?? 0 };
}

/** Nobody states anything of the home meanwhile: as `Write.oneAtATime` has it. */
async function hold(client: ClientBase): Promise<void> {
  await client.query(
    `select pg_advisory_xact_lock(hashtext('caregraph statement'), hashtext(name || own.id))
     from own, unnest(array['admission ', 'capacity ']) with ordinality what (name, place) order by place`,
  );
}

/** Whom free beds suit, and what they cost, the tracker does not say: that stays as it stands. */
async function state(client: ClientBase): Promise<void> {
  await client.query(`
    alter table waiting add fate text, add capacity_id uuid default gen_random_uuid();
    create temporary table stood on commit drop as
    select c.care_type, c.maximum, c.occupied, c.reserved, c.available, c.genders_suited, c.weekly_rate_from,
      c.weekly_rate_until, c.as_of from capacity c join own on own.id = c.home_id where c.valid_until is null;
    update waiting w set fate = case when c.care_type is null then 'ADDED'
      when (c.maximum, c.occupied, c.reserved, c.available, c.as_of) = (w.maximum, w.occupied, w.reserved, w.available, w.as_of)
        then 'UNCHANGED' else 'CHANGED' end
    from waiting one left join stood c on c.care_type = one.care where one.line = w.line;
    update capacity c set valid_until = greatest(now(), c.valid_from) from waiting w, own
    where w.fate = 'CHANGED' and c.home_id = own.id and c.care_type = w.care and c.valid_until is null;
    insert into capacity (id, home_id, author_id, valid_from, as_of, care_type, maximum, occupied, reserved, available,
      genders_suited, weekly_rate_from, weekly_rate_until)
    select w.capacity_id, own.id, own.organisation_id, greatest(now(), before.valid_until), least(w.as_of, now()), w.care, w.maximum,
      w.occupied, w.reserved, w.available, coalesce(c.genders_suited, 'ANY'), c.weekly_rate_from, c.weekly_rate_until
    from own, waiting w left join stood c on c.care_type = w.care
    left join lateral (select max(b.valid_until) as valid_until from capacity b, own mine
      where b.home_id = mine.id and b.care_type = w.care) before on true
    where w.fate in ('ADDED', 'CHANGED')`);
}

/** As the newest line says that was taken, where the home has said nothing later. Gives how often it was another: 1 or 0. */
async function stateAdmission(client: ClientBase): Promise<number> {
  await client.query(`
    create temporary table said on commit drop as
    select w.status, w.restrictions, least(w.as_of, now()) as as_of from waiting w, own
    where w.status is not null and not exists (
      select from admission_statement a where a.home_id = own.id and a.author_id = own.organisation_id and a.valid_until is null
        and (a.as_of > w.as_of or (a.status, a.restrictions) is not distinct from (w.status, w.restrictions)))
    order by w.as_of desc, w.line limit 1;
    update admission_statement a set valid_until = greatest(now(), a.valid_from) from own
    where exists (select from said) and a.home_id = own.id and a.author_id = own.organisation_id and a.valid_until is null`);
  const { rowCount } = await client.query(
    `insert into admission_statement (home_id, author_id, valid_from, as_of, status, restrictions)
     select own.id, own.organisation_id, greatest(now(), (select max(a.valid_until) from admission_statement a where a.home_id = own.id)),
       said.as_of, said.status, said.restrictions
     from own, said`,
  );
  return rowCount ?? 0;
}
