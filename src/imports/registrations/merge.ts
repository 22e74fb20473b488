import type { ClientBase } from 'pg';
import { erasedAmong } from '../../access/retention/erased-numbers.ts';
import type { Merging, Outcome } from '../engine/format.ts';
import { refuseNamedTwice, refuseWhere, waiting } from '../engine/merging.ts';
import { standingOwn } from '../engine/unnamed.ts';
import { namePeople } from '../people/wanted.ts';
import { decideEach } from './deciding.ts';
import { homesBySign } from './homes.ts';
import { write } from './write.ts';

/** The cells of a line, in the order in which `registrations.ts` gives them. */
const columns = {
  number: 'text',
  family_name: 'text',
  given_name: 'text',
  born: 'date',
  sex: 'text',
  starts: 'date',
  ends: 'date',
  clinician: 'text',
  home: 'text',
  uprn: 'text',
  postcode: 'text',
  institution: 'boolean',
};
const today = `(now() at time zone 'Europe/London')::date`;

/**
 * Registrations as the practice has them: the record of each opens to the practice, and shuts when the person has left it.
 * Somebody who lives in a care home and whom the hub does not know comes to be known by it, without a placement: where
 * the person lives is the home's to say.
 */
export async function mergeRegistrations(
  client: ClientBase,
  importId: string,
  { mapping, keys }: Merging,
): Promise<Outcome> {
  const isWhole = mapping?.whole ?? false;
  await waiting(client, importId, 'registration', columns);
  await namePeople(client, importId);
  // Who it is was settled by hand: what the list calls the person differently is for the practice to put right.
  await client.query(`update waiting w set family_name = r.family_name, born = r.date_of_birth
    from resident r, hub.import_row person
    where person.import_id = '${importId}' and person.kind = 'person' and person.line = w.line and r.nhs_number = w.number`);
  // Before anything of anybody is looked at, in one go: whoever else decides who sees one of them has then been and gone.
  await client.query(
    isWhole
      ? 'create temporary table held on commit drop as select id from hub.hold_registered(array(select number from waiting)) id'
      : 'select hub.hold_numbers(array(select number from waiting))',
  );
  await findNamed(client);
  // Under either number, if she has two; of somebody who left and came back the registration that holds counts.
  await refuseNamedTwice(client, importId, 'coalesce(resident_id::text, number)', 'ends is not null, line');
  await refuseWhere(client, importId, `w.starts > ${today} or w.ends > ${today}`, 'IN_FUTURE');
  await passOver(client, importId, keys);
  await refuseWhere(client, importId, 'not w.fits', 'NOT_POSSIBLE');
  const stood = await standingNow(client, importId);
  await decideEach(client, importId, isWhole);
  const takenOver = await write(client, importId);
  const { ended, ...fates } = await fatesOfEach(client);
  return { ...fates, ended: ended + takenOver, stood: stood + takenOver };
}

/** Who it is, whether name and birthday fit, since when another practice has the person, and which home the line names. */
async function findNamed(client: ClientBase): Promise<void> {
  await client.query(`
    analyze waiting;
    alter table waiting rename to unnamed;
    create temporary table placed on commit drop as
    select u.*, found.home_id, found.home_code, row_number() over (order by line) as place from unnamed u ${homesBySign('u')};
    create temporary table said on commit drop as
    select array_agg(number order by line) as numbers, array_agg(born order by line) as born,
      array_agg(family_name order by line) as names, array_agg(starts order by line) as starts,
      array_agg(ends order by line) as ends, array_agg(home_code order by line) as homes from placed;
    create temporary table waiting on commit drop as
    select w.*, person.resident_id, person.fits, person.awaited, person.elsewhere
    from placed w
    join (select listed.*
      from said, hub.people_listed(said.numbers, said.born, said.names, said.starts, said.ends, said.homes) listed
    ) person using (place);
    drop table unnamed, placed, said;
    alter table waiting add primary key (line);
    analyze waiting;`);
}

/** What was known when the file was read may not be so any more: of whoever lives in no home, or was erased, nothing is kept. */
async function passOver(client: ClientBase, importId: string, keys: Merging['keys']): Promise<void> {
  const { rows } = await client.query<{ number: string }>(
    'select number from waiting where resident_id is null and not awaited',
  );
  const strangers = rows.map(({ number }) => number);
  const erased = await erasedAmong(client, keys, strangers);
  await client.query(
    `with passed as (
       delete from waiting w
       where w.resident_id is null and not w.awaited and (w.home_id is null or w.ends is not null or w.number = any ($2)) returning w.line
     )
     update hub.import set passed = passed + (select count(*) from passed) where id = $1`,
    [importId, [...erased]],
  );
}

async function standingNow(client: ClientBase, importId: string): Promise<number> {
  const { rows } = await client.query<{ stood: number }>(
    `select count(*)::int as stood from gp_registration t join hub.import own on own.id = $1
     where t.valid_until is null and ${standingOwn('t')}`,
    [importId],
  );
  return rows[0]?.stood ?? 0;
}

async function fatesOfEach(client: ClientBase): Promise<Omit<Outcome, 'stood'>> {
  const count = (fate: string) =>
    `count(*) filter (where fate = '${fate}'${fate === 'ENDED' ? ' or follows is not null' : ''})::int as ${fate.toLowerCase()}`;
  const { rows } = await client.query<Omit<Outcome, 'stood'>>(
    `select ${['ADDED', 'CHANGED', 'ENDED', 'UNCHANGED'].map(count).join(', ')} from would_register`,
  );
  return rows[0] as Omit<Outcome, 'stood'>;
}
