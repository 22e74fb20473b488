import type { ClientBase } from 'pg';
import type { Outcome } from '../engine/format.ts';
import { fates, noteSources, refuseNamedTwice, refuseNewerKnown, waiting } from '../engine/merging.ts';

/** The cells of an organisation, in the order in which `organisations.ts` gives them. */
const columns = {
  code: 'text',
  name: 'text',
  telephone: 'text',
  closed_on: 'date',
  address: 'text',
  postcode: 'text',
};

/**
 * Practices and trusts as the NHS has them. Such a file may tell of some only, so what it does not name stays as it is. A new
 * organisation sees nothing before it has signed the agreement. That one has closed is kept, and counted as ended: what hangs
 * on it, such as registrations and alignments, is ended by whoever keeps that.
 */
export async function mergeOrganisations(client: ClientBase, importId: string): Promise<Outcome> {
  const { rows } = await client.query<{ practices: boolean }>(
    `select exists (select from hub.import_row where import_id = $1 and kind = 'practice') as practices`,
    [importId],
  );
  const agency = rows[0]?.practices ? 'practice' : 'trust';
  await waiting(client, importId, agency, columns);
  await refuseNamedTwice(client, importId, 'code');
  await client.query(`
    alter table waiting add organisation_id uuid, add known_closed date, add fate text;
    update waiting w set organisation_id = o.id, known_closed = o.closed_on
    from organisation o where o.agency = '${agency}' and w.code = coalesce(o.ods_code, o.code);
    analyze waiting;`);
  await refuseNewerKnown(client, importId, 'organisation_id');
  await passOver(client, importId);
  const { rows: standing } = await client.query<{ stood: number }>(
    `select count(*)::int as stood from organisation where agency = '${agency}' and closed_on is null`,
  );
  const practices = agency === 'practice';
  await decide(client, practices);
  await client.query(`
    update organisation o set (name, ods_code, telephone, closed_on) = (w.name, w.code, w.telephone, w.closed_on)
    from waiting w where o.id = w.organisation_id and w.fate in ('CHANGED', 'ENDED');
    with made as (
      insert into organisation (agency, code, name, ods_code, telephone)
      select '${agency}', w.code, w.name, w.code, w.telephone from waiting w where w.fate = 'ADDED' returning id, code
    )
    update waiting w set organisation_id = made.id from made where made.code = w.code;
    ${practices ? writePractices : ''}`);
  await noteSources(client, importId, 'organisation_id');
  const { rows: closed } = await client.query<{ ended: number }>(
    `select count(*)::int as ended from waiting where fate = 'ENDED'`,
  );
  return { ...(await fates(client)), ended: closed[0]?.ended ?? 0, stood: standing[0]?.stood ?? 0 };
}

/** What closed before the hub knew of it, and what bears the code of something else. */
async function passOver(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `with passed as (
       delete from waiting w where w.organisation_id is null and (w.closed_on is not null
         or exists (select from organisation o where o.code = w.code)) returning w.line, w.closed_on
     )
     insert into hub.import_reject (import_id, line, code)
     select $1, line, case when closed_on is null then 'NOT_POSSIBLE' else 'CLOSED' end from passed`,
    [importId],
  );
}

/** A practice also stands in the directory, with where it is. */
async function decide(client: ClientBase, practices: boolean): Promise<void> {
  const known = practices
    ? `(o.name, o.telephone, o.ods_code, p.name, p.telephone, p.address, p.postcode)
        is not distinct from (w.name, w.telephone, w.code, w.name, w.telephone, w.address, w.postcode)`
    : '(o.name, o.telephone, o.ods_code) is not distinct from (w.name, w.telephone, w.code)';
  await client.query(`
    update waiting w set fate = case
      when w.organisation_id is null then 'ADDED'
      when w.closed_on is not null and w.known_closed is null then 'ENDED'
      when w.closed_on is not distinct from w.known_closed and ${known} then 'UNCHANGED'
      else 'CHANGED' end
    from waiting one left join organisation o on o.id = one.organisation_id
      ${practices ? 'left join practice p on p.organisation_id = one.organisation_id' : ''}
    where one.line = w.line`);
}

/** One that has moved is where its new postcode is, as far as the hub knows that. */
const writePractices = `
    update practice p set (name, telephone, address) = (w.name, w.telephone, w.address)
    from waiting w where p.organisation_id = w.organisation_id and w.fate in ('CHANGED', 'ENDED');
    update practice p set (postcode, latitude, longitude) = (w.postcode, l.latitude, l.longitude)
    from waiting w left join postcode_location l on l.postcode = w.postcode
    where p.organisation_id = w.organisation_id and w.fate in ('CHANGED', 'ENDED') and p.postcode <> w.postcode;
    insert into practice (organisation_id, ods_code, name, telephone, address, postcode, latitude, longitude)
    select w.organisation_id, w.code, w.name, w.telephone, w.address, w.postcode, l.latitude, l.longitude
    from waiting w left join postcode_location l on l.postcode = w.postcode
    where not exists (select from practice p where p.organisation_id = w.organisation_id or p.ods_code = w.code);`;
