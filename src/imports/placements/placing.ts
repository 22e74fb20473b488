import type { ClientBase } from 'pg';
import type { RejectCode } from '../../shared/reject-catalogue.ts';
import { refuseOverlaps, saidSince } from '../engine/standing.ts';
import { fileDay, goneSince, standingOwn, unnamed } from '../engine/unnamed.ts';
import { refuseWithoutBed } from './beds.ts';

/** So many days ahead a council may say that somebody moves in, as `recordPlacement` has it. */
export const plannedDays = 28;
/** With a line of `would_place` goes every line about that placement, and what it says is paid. */
const takeAway = `gone as (delete from would_place g using bad where bad.line = g.line returning g.line),
  taken as (delete from waiting w using gone where w.place = gone.line returning w.line, null::text as column_name)`;

/**
 * What the file says of placements, each beside the one that stands: `would_place`, with what is to become of it. The council
 * changes what it recorded itself; where the home or anybody else said when a placement begins or ends, that stands.
 */
export async function placeEach(client: ClientBase, importId: string, isWhole: boolean): Promise<void> {
  await client.query(
    `create temporary table would_place on commit drop as
     select w.line, w.resident_id, w.home_id, w.payee_id, w.starts, w.ends, w.care, null::uuid as id,
       null::daterange as stood, daterange(w.starts, w.ends) as lasts, 'ADDED' as fate
     from waiting w where w.line = w.place;
     analyze would_place;
     create temporary table placed on commit drop as
     select p.id, p.resident_id, p.home_id, p.author_id, p.care_type, p.end_reason, p.from_on, p.recorded_at,
       daterange(p.from_on, p.to_on) as period
     from placement p where p.resident_id in (select resident_id from would_place);
     analyze placed;
     update would_place g set id = p.id from placed p
     where (p.resident_id, p.home_id, p.from_on) = (g.resident_id, g.home_id, g.starts);
     -- Dated otherwise, it is the same placement: of several the first.
     with meant as (
       select distinct on (p.id) p.id, p.period, g.line from would_place g
       join placed p on p.resident_id = g.resident_id and p.home_id = g.home_id and p.period && g.lasts
       where g.id is null and not exists (select from would_place m where m.id = p.id) order by p.id, g.starts
     )
     update would_place g set id = one.id from (select distinct on (line) line, id from meant order by line, period) one
     where one.line = g.line`,
  );
  await client.query(
    `with decided as (
       select g.line, p.period, case
         when (p.period, p.care_type) is not distinct from (g.lasts, g.care) then 'UNCHANGED'
         when p.author_id <> own.organisation_id or p.end_reason is not null then 'OTHERS'
         when upper(g.lasts) is not null and upper(g.lasts) < coalesce(upper(p.period), 'infinity') then 'ENDED'
         else 'CHANGED' end as fate
       from would_place g join placed p on p.id = g.id join hub.import own on own.id = $1
     )
     update would_place g set fate = d.fate, stood = d.period,
       lasts = case when d.fate in ('UNCHANGED', 'OTHERS') then d.period else g.lasts end
     from decided d where d.line = g.line`,
    [importId],
  );
  const refuse = (where: string, code: RejectCode) =>
    client.query(
      `with bad as (
         select g.line from would_place g left join placed p on p.id = g.id join hub.import own on own.id = $1 where ${where}
       ), ${takeAway}
       insert into hub.import_reject (import_id, line, code) select $1, line, $2 from taken on conflict do nothing`,
      [importId, code],
    );
  await refuse(`g.fate = 'CHANGED' and upper(g.stood) < coalesce(upper(g.lasts), 'infinity')`, 'END_PUT_OFF');
  await refuse(`g.fate in ('CHANGED', 'ENDED') and ${saidSince('p')}`, 'NEWER_KNOWN');
  await refuse(`g.fate = 'ADDED' and ${goneSince('g.lasts')}`, 'NEWER_KNOWN');
  if (isWhole) await endUnnamed(client, importId);
  await refuseOverlaps(client, importId, { would: 'would_place', stands: 'placed', within: ['resident_id'], takeAway });
  await refuseWithoutBed(client, importId, plannedDays);
  await client.query(`update would_place set id = gen_random_uuid() where fate = 'ADDED'; analyze would_place`);
  await client.query(
    `insert into hub.import_reject (import_id, line, code)
     select $1, g.line, 'OTHERS_WORD' from would_place g where g.fate = 'OTHERS' and g.lasts <> daterange(g.starts, g.ends)
     on conflict do nothing`,
    [importId],
  );
}

/** Of a file that names everything, what it does not name has ended by its day. */
async function endUnnamed(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `insert into would_place (line, resident_id, home_id, id, stood, lasts, fate, care)
     select 0, t.resident_id, t.home_id, t.id, daterange(t.from_on, t.to_on), daterange(t.from_on, ${fileDay}), 'ENDED', t.care_type
     from placement t join held on held.id = t.resident_id join hub.import own on own.id = $1
     where ${standingOwn('t')} and t.end_reason is null and not exists (select from would_place g where g.id = t.id)
       and not exists (select from settled s where s.placement_id = t.id)
       and ${unnamed('t')} and not ${saidSince('t')}`,
    [importId],
  );
}
