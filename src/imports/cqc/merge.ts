import type { ClientBase } from 'pg';
import type { Outcome } from '../engine/format.ts';
import { fates, noteSources, refuseNamedTwice, refuseNewerKnown, refuseWhere, waiting } from '../engine/merging.ts';

/** The cells of a location, in the order in which `locations.ts` gives them. */
const columns = {
  location: 'text',
  provider: 'text',
  provider_name: 'text',
  ods_code: 'text',
  uprn: 'text',
  name: 'text',
  address: 'text',
  postcode: 'text',
  latitude: 'double precision',
  longitude: 'double precision',
  telephone: 'text',
  authority: 'text',
  registered_on: 'date',
  nursing: 'boolean',
  beds: 'int',
  care_types: 'text[]',
  dormant: 'boolean',
  primary_location: 'text',
  rating: 'text',
  published_on: 'date',
  inherited: 'boolean',
};

/** What the hub keeps of a home as the CQC has it registered: its column, and that of what waits. */
const kept = Object.entries({
  cqc_provider_id: 'provider',
  provider_name: 'provider_name',
  ods_code: 'ods_code',
  uprn: 'uprn',
  name: 'name',
  address: 'address',
  postcode: 'postcode',
  latitude: 'latitude',
  longitude: 'longitude',
  telephone: 'telephone',
  council_id: 'council_id',
  registered_on: 'registered_on',
  nursing: 'nursing',
  registered_beds: 'beds',
  care_types: 'care_types',
});
const ofHome = kept.map(([column]) => column).join(', ');
const ofWaiting = kept.map(([, column]) => `w.${column}`).join(', ');

const styles =
  'council|metropolitan|borough|county|city|district|royal|london(?= borough)|unitary|authority|corporation|of|the';
const spelt = (name: string) => `replace(replace(lower(${name}), '&', ' and '), '-', ' ')`;
/** Councils bear their names in many ways: Bolton, Bolton Council, Bolton Metropolitan Borough Council. */
const authorityKey = (name: string) =>
  `btrim(regexp_replace(regexp_replace(${spelt(name)}, '\\y(${styles})\\y|[^a-z ]', '', 'g'), ' +', ' ', 'g'))`;

/**
 * Homes as the directory of active locations has them: new ones are added, and those that are in it no more are homes no
 * more. A new registration of the same premises follows the one before it, and may inherit its rating.
 */
export async function mergeLocations(client: ClientBase, importId: string): Promise<Outcome> {
  await waiting(client, importId, 'location', columns);
  await refuseNamedTwice(client, importId, 'location');
  await passOver(client, importId);
  await client.query(`
    alter table waiting add home_id uuid, add council_id uuid, add fate text;
    update waiting w set home_id = h.id,
      care_types = array(select given from unnest(w.care_types) given order by given)
        || array(select own from unnest(h.care_types) own where own in ('RESPITE', 'DISCHARGE_TO_ASSESS') order by own)
    from waiting one left join care_home h on h.cqc_location_id = one.location where one.line = w.line;
    analyze waiting;`);
  await refuseNewerKnown(client, importId, 'home_id');
  await refuseWhere(client, importId, goneSince(importId), 'NEWER_KNOWN');
  await refuseWhere(client, importId, codeOfAnother, 'NOT_POSSIBLE');
  await refuseWhere(client, importId, `${authorityKey('w.authority')} = ''`, 'NOT_A_VALUE', 'Location Local Authority');
  const { rows } = await client.query<{ stood: number }>(
    'select count(*)::int as stood from care_home where deregistered_on is null',
  );
  await findCouncils(client);
  await client.query(`
    update waiting w set fate = case
      when h.id is null then 'ADDED'
      when h.deregistered_on is null and (${kept.map(([column]) => (column === 'care_types' ? 'array(select own from unnest(h.care_types) own order by own)' : `h.${column}`)).join(', ')})
        is not distinct from (${ofWaiting}) then 'UNCHANGED'
      else 'CHANGED' end
    from waiting one left join care_home h on h.id = one.home_id where one.line = w.line;
    update care_home h set (${ofHome}, deregistered_on) = (${ofWaiting}, null)
    from waiting w where w.home_id = h.id and w.fate = 'CHANGED';
    update organisation o set (name, ods_code, telephone) = (w.name, w.ods_code, w.telephone)
    from waiting w join care_home h on h.id = w.home_id where o.id = h.organisation_id and w.fate = 'CHANGED';`);
  const ended = await endMissing(client, importId);
  await addHomes(client);
  await addRatings(client);
  await noteSources(client, importId, 'home_id');
  return { ...(await fates(client)), ended, stood: rows[0]?.stood ?? 0 };
}

/** SQL: a newer directory was taken, and `w` is no home by it: it names all that there are. */
const goneSince = (importId: string) => `
  exists (select from hub.import newer join hub.import own on own.id = '${importId}' and own.format = newer.format
    where newer.state = 'DONE' and newer.as_of > own.as_of)
  and not exists (select from care_home h where h.id = w.home_id and h.deregistered_on is null)`;

/** SQL: some other organisation is known by the code that the home would have. */
const codeOfAnother = `w.home_id is null and exists (select from organisation o where o.code = w.location)`;

/** Locations that are no home of their own. */
async function passOver(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `with passed as (
       delete from waiting w where w.dormant or w.primary_location <> w.location returning w.line, w.dormant
     )
     insert into hub.import_reject (import_id, line, code)
     select $1, line, case when dormant then 'DORMANT' else 'DUAL_REGISTERED' end from passed`,
    [importId],
  );
}

/**
 * A council that is not known yet comes to be known by its name, and sees nothing before it has signed the agreement. One that
 * came to be known so and was given another name since is known by its code.
 */
async function findCouncils(client: ClientBase): Promise<void> {
  const council = `select c.id from council c where c.key = a.key or c.code = a.code
    order by c.key = a.key desc, c.code limit 1`;
  await client.query(`
    create temporary table council on commit drop as
    select c.id, c.code, ${authorityKey('c.name')} as key from organisation c where c.agency = 'council';
    create temporary table authority on commit drop as
    select given.name, key.key, 'LA-' || upper(replace(key.key, ' ', '-')) as code, given.line
    from (select authority as name, min(line) as line from waiting group by authority) given,
      lateral (select ${authorityKey('given.name')} as key) key;
    with made as (
      insert into organisation (agency, code, name)
      select distinct on (a.key) 'council', a.code, a.name
      from authority a where not exists (${council}) order by a.key, a.line returning id, code, name
    )
    insert into council select made.id, made.code, ${authorityKey('made.name')} from made;
    update waiting w set council_id = known.id
    from authority a, lateral (${council}) known where a.name = w.authority;`);
}

/**
 * Homes that no line names are homes no more. A line that could not be taken names its home all the same; as long as there
 * is one of which not even that can be read, it may be any, and none is ended.
 */
async function endMissing(client: ClientBase, importId: string): Promise<number> {
  const { rowCount } = await client.query(
    `update care_home h set deregistered_on = greatest(h.registered_on, own.as_of::date)
     from hub.import own
     where own.id = $1 and h.deregistered_on is null and h.registered_on <= own.as_of::date
       and not exists (select from waiting w where w.home_id = h.id)
       and not exists (select from hub.import_reject unread where unread.import_id = own.id
         and not exists (select from hub.import_row row where row.import_id = own.id and row.line = unread.line))
       and not exists (select from hub.import_row refused
         where refused.import_id = own.id and refused.kind = 'refused' and refused.cells[1] = h.cqc_location_id)
       and not exists (select from hub.record_source said join hub.import other on other.id = said.import_id
         where said.record_id = h.id and other.as_of > own.as_of)`,
    [importId],
  );
  return rowCount ?? 0;
}

async function addHomes(client: ClientBase): Promise<void> {
  await client.query(`
    insert into organisation (agency, code, name, ods_code, telephone)
    select 'home', w.location, w.name, w.ods_code, w.telephone from waiting w where w.fate = 'ADDED';
    with made as (
      insert into care_home (organisation_id, cqc_location_id, ${ofHome}, predecessor_id)
      select o.id, w.location, ${ofWaiting}, before.id
      from waiting w join organisation o on o.code = w.location
      left join lateral (
        select h.id from care_home h
        where h.deregistered_on is not null and h.uprn = w.uprn and h.registered_on < w.registered_on
        order by h.deregistered_on desc limit 1
      ) before on true
      where w.fate = 'ADDED' returning id, cqc_location_id
    )
    update waiting w set home_id = made.id from made where made.cqc_location_id = w.location;`);
}

/** A rating that was inherited says from whom. */
async function addRatings(client: ClientBase): Promise<void> {
  await client.query(`
    insert into rating (home_id, domain, rating, published_on, inherited_from_id)
    select h.id, 'OVERALL', w.rating, w.published_on, case when w.inherited then h.predecessor_id end
    from waiting w join care_home h on h.id = w.home_id
    where w.rating is not null and w.published_on is not null
    on conflict (home_id, domain, published_on) do nothing`);
}
