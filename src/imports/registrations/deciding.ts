import type { ClientBase } from 'pg';
import type { RejectCode } from '../../shared/reject-catalogue.ts';
import { saidSince } from '../engine/standing.ts';
import { fileDay, standingOwn, unnamed } from '../engine/unnamed.ts';

/** SQL: the end of a registration was said by a file: a newer one may put it off. That of a person of the practice stands. */
const endedByFile = `exists (
    select from hub.record_source said join hub.import by_file on by_file.id = said.import_id
    where said.record_id = s.id and by_file.done_at = s.recorded_at)`;

/** SQL: what an older list says has been said anew since. */
export const newerFile = `exists (
    select from hub.import newer where newer.organisation_id = own.organisation_id and newer.format = own.format
      and newer.state = 'DONE' and newer.as_of > own.as_of)`;

/** So many days later a first day is the same registration, put right; later still the person left and came back. */
const putRight = 28;

/**
 * What the list says of registrations, each beside the one that stands with this practice: `would_register`, with what is
 * to become of it. Whoever came back is `ADDED`, and what stood ends on the first day of what `follows` it.
 */
export async function decideEach(client: ClientBase, importId: string, isWhole: boolean): Promise<void> {
  await client.query(`
    create temporary table registered on commit drop as
    select t.id, t.resident_id, t.author_id, t.from_on, t.to_on, t.recorded_at, daterange(t.from_on, t.to_on) as period
    from gp_registration t where t.valid_until is null;
    create index on registered (resident_id);
    analyze registered;
    create temporary table would_register on commit drop as
    select w.line, w.resident_id, w.starts, w.ends, w.elsewhere, w.home_id,
      case when not s.came_back then s.id end as id, case when s.came_back then s.id end as follows, 'ADDED' as fate
    from waiting w left join lateral (
      select registered.id, w.starts > registered.from_on + ${putRight} as came_back from registered where registered.resident_id = w.resident_id
        and (registered.from_on = w.starts or registered.period && daterange(w.starts, w.ends))
      order by registered.from_on = w.starts desc, registered.from_on desc limit 1
    ) s on true;
    alter table would_register add primary key (line);
    analyze would_register;
    update would_register g set fate = case
      when (s.from_on, s.to_on) is not distinct from (g.starts, g.ends) then 'UNCHANGED'
      when s.from_on = g.starts and g.ends < coalesce(s.to_on, 'infinity') then 'ENDED'
      else 'CHANGED' end
    from registered s where s.id = g.id`);
  await passOverFormer(client, importId);
  const refuse = refusing(client, importId);
  const changes = `(g.fate in ('CHANGED', 'ENDED') or g.follows is not null)`;
  const standing = 's.id in (g.id, g.follows)';
  await refuse(
    `g.fate <> 'UNCHANGED' and (g.elsewhere >= g.starts and g.ends is null or ${newerFile}
      or exists (select from registered s where ${standing} and ${saidSince('s')}))`,
    'NEWER_KNOWN',
  );
  await refuse(
    `${changes} and exists (select from registered s where ${standing} and s.author_id <> own.organisation_id)`,
    'OTHERS_WORD',
  );
  await refuse(
    `(g.fate = 'CHANGED' or g.follows is not null) and exists (select from registered s
      where ${standing} and s.to_on < coalesce(g.ends, 'infinity') and not ${endedByFile})`,
    'END_PUT_OFF',
  );
  // Where somebody is registered now is not for a line to end that tells of former days.
  await refuse(
    `g.fate <> 'UNCHANGED' and (g.ends is not null and g.elsewhere is not null or exists (
      select from registered s where s.resident_id = g.resident_id and s.id is distinct from g.id and s.id is distinct from g.follows
        and s.period && daterange(g.starts, g.ends)))`,
    'NOT_POSSIBLE',
  );
  if (isWhole) await endUnnamed(client, importId);
  await client.query(`update would_register set id = gen_random_uuid() where fate = 'ADDED'`);
}

/** That somebody was registered here before the hub knew of it opens nothing, and is not kept. */
async function passOverFormer(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `with former as (
       delete from would_register where fate = 'ADDED' and ends is not null and follows is null returning line
     )
     update hub.import set passed = passed + (select count(*) from former) where id = $1`,
    [importId],
  );
}

const refusing = (client: ClientBase, importId: string) => (condition: string, code: RejectCode) =>
  client.query(
    `with bad as (
       delete from would_register g using hub.import own where own.id = $1 and (${condition}) returning g.line
     )
     insert into hub.import_reject (import_id, line, code) select $1, line, $2 from bad`,
    [importId, code],
  );

/** Of a list that names everybody, whom it does not name has left the practice by its day: who is held, and in its sight. */
async function endUnnamed(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `insert into would_register (line, resident_id, id, starts, ends, fate)
     select -row_number() over (), t.resident_id, t.id, t.from_on, ${fileDay}, 'ENDED'
     from registered t join held on held.id = t.resident_id join resident seen on seen.id = t.resident_id
     join hub.import own on own.id = $1
     where ${standingOwn('t')} and not exists (select from waiting w where w.resident_id = t.resident_id)
       and t.recorded_at <= own.begun_at and ${unnamed('t')} and not ${saidSince('t')}`,
    [importId],
  );
}
