import pg, { type ClientBase } from 'pg';
import { refuseOverlaps, saidSince } from '../engine/standing.ts';
import { fileDay, goneSince, standingOwn, unnamed } from '../engine/unnamed.ts';
import { type Mapping, nameIn } from '../input/mapping.ts';

/**
 * What the file says is paid, each part beside the one that stands: `would_pay`, as `would_place`. Where a part is named from
 * another day on, the one before it of the same ground ends on that day: another rate.
 */
export async function payEach(client: ClientBase, importId: string, mapping: Mapping | undefined): Promise<void> {
  // As whoever brings the file calls it.
  const source = nameIn(mapping, 'Source');
  const takeAway = `taken as (
    delete from would_pay g using bad where bad.line = g.line returning g.line, ${pg.escapeLiteral(source)}::text as column_name)`;
  const refuse = (from: string, where: string, code: string) =>
    client.query(
      `with bad as (select g.line from would_pay g ${from} join hub.import own on own.id = $1 where ${where}), ${takeAway}
       insert into hub.import_reject (import_id, line, column_name, code) select $1, line, column_name, $2 from taken
       on conflict do nothing`,
      [importId, code],
    );
  await client.query(
    `create temporary table would_pay on commit drop as
     select w.line, w.resident_id, g.id as placement_id, w.payee_id, w.source, w.amount, null::uuid as id,
       null::daterange as stood, g.lasts as placed,
       -- What begins behind the end of its placement has no days, and is refused below.
       daterange(coalesce(w.paid_from, w.starts), nullif(greatest(coalesce(w.paid_from, w.starts),
         coalesce(w.paid_to, upper(g.lasts), 'infinity')), 'infinity')) as lasts,
       coalesce(w.paid_from, w.starts) as starts, 'ADDED' as fate
     from waiting w join would_place g on g.line = w.place
     where w.source is not null and not exists (
       select from hub.import_reject refused where refused.import_id = '${importId}' and refused.line = w.line and refused.code <> 'OTHERS_WORD')`,
  );
  await client.query('analyze would_pay');
  await refuse('', `not g.placed @> g.starts or upper(g.lasts) > upper(g.placed)`, 'OUTSIDE');
  await client.query(
    `create temporary table paid on commit drop as
     select c.id, c.resident_id, c.source, c.placement_id, c.payee_id, c.weekly_amount, c.author_id, c.from_on, c.recorded_at,
       daterange(c.from_on, c.to_on) as period
     from funding_component c
     where c.payer_id = (select own.organisation_id from hub.import own where own.id = $1)
       and c.resident_id in (select resident_id from would_pay)`,
    [importId],
  );
  await nameStanding(client, importId);
  await client.query(
    `with decided as (
       select g.line, p.period, case
         when (p.period, p.weekly_amount, p.placement_id) is not distinct from (g.lasts, g.amount, g.placement_id) then 'UNCHANGED'
         when p.author_id <> own.organisation_id then 'OTHERS'
         when p.from_on = g.starts and upper(g.lasts) is not null and upper(g.lasts) < coalesce(upper(p.period), 'infinity') then 'ENDED'
         else 'CHANGED' end as fate
       from would_pay g join hub.import own on own.id = $1 join paid p on p.id = g.id
     )
     update would_pay g set fate = d.fate, stood = d.period,
       lasts = case when d.fate in ('UNCHANGED', 'OTHERS') then d.period else g.lasts end
     from decided d where d.line = g.line`,
    [importId],
  );
  const standing = `join paid p on p.id = g.id`;
  const begun = `p.from_on < (now() at time zone 'Europe/London')::date`;
  await refuse(standing, `g.fate in ('CHANGED', 'ENDED') and g.amount <> p.weekly_amount and ${begun}`, 'PAST_PAID');
  const putOff = `upper(p.period) < coalesce(upper(g.lasts), 'infinity')`;
  await refuse(standing, `g.fate = 'CHANGED' and ${putOff}`, 'END_PUT_OFF');
  // Another rate within a part holds as long as that part does, as `changeRate` has it.
  await refuse(
    'join paid p on (p.resident_id, p.source) = (g.resident_id, g.source) and p.period @> g.starts',
    `g.fate = 'ADDED' and p.author_id = own.organisation_id and ${putOff}`,
    'END_PUT_OFF',
  );
  await refuse('', `g.fate = 'ADDED' and ${goneSince('g.lasts')}`, 'NEWER_KNOWN');
  await client.query(
    `insert into would_pay (line, resident_id, placement_id, payee_id, source, amount, id, stood, lasts, fate)
     select distinct on (p.id) g.line, p.resident_id, p.placement_id, p.payee_id, p.source, p.weekly_amount, p.id, p.period,
       daterange(p.from_on, g.starts), 'CHANGED'
     from would_pay g join paid p on (p.resident_id, p.source) = (g.resident_id, g.source) and p.period @> g.starts
     join hub.import own on own.id = $1
     where g.fate = 'ADDED' and p.author_id = own.organisation_id and not exists (select from would_pay m where m.id = p.id)
     order by p.id, g.starts`,
    [importId],
  );
  await refuse('join paid p on p.id = g.id', `g.fate in ('CHANGED', 'ENDED') and ${saidSince('p')}`, 'NEWER_KNOWN');
  if (mapping?.whole) await endUnnamed(client, importId);
  await refuseOverlaps(client, importId, {
    ...{ would: 'would_pay', stands: 'paid', within: ['resident_id', 'source'], takeAway },
  });
  await client.query(`update would_pay set id = gen_random_uuid() where fate = 'ADDED'; analyze would_pay`);
  await client.query(
    `insert into hub.import_reject (import_id, line, column_name, code)
     select $1, line, $2, 'OTHERS_WORD' from would_pay where fate = 'OTHERS' on conflict do nothing`,
    [importId, source],
  );
}

/** Which part that stands a line means: the one that begins on that day, else one of the council's own that it lets begin earlier. */
async function nameStanding(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `analyze paid;
     update would_pay g set id = p.id from paid p
     where (p.resident_id, p.source, p.from_on) = (g.resident_id, g.source, g.starts)`,
  );
  // Of several parts the first, and of several lines too: what else has a day in common with either is refused below.
  await client.query(
    `with meant as (
       select distinct on (p.id) p.id, p.from_on, g.line from would_pay g
       join paid p on (p.resident_id, p.source, p.placement_id) = (g.resident_id, g.source, g.placement_id)
         and p.from_on > g.starts and p.period && g.lasts
       join hub.import own on own.id = $1 and own.organisation_id = p.author_id
       where g.id is null and not exists (select from would_pay m where m.id = p.id) order by p.id, g.starts
     )
     update would_pay g set id = one.id from (select distinct on (line) line, id from meant order by line, from_on) one
     where one.line = g.line`,
    [importId],
  );
}

async function endUnnamed(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `insert into would_pay (line, resident_id, placement_id, payee_id, source, amount, id, stood, lasts, fate)
     select 0, t.resident_id, t.placement_id, t.payee_id, t.source, t.weekly_amount, t.id, daterange(t.from_on, t.to_on),
       daterange(t.from_on, ${fileDay}), 'ENDED'
     from funding_component t join held on held.id = t.resident_id join hub.import own on own.id = $1
     where t.payer_id = own.organisation_id and ${standingOwn('t')} and not exists (select from would_pay g where g.id = t.id)
       and not exists (select from settled s where s.component_id = t.id)
       and ${unnamed('t')} and not ${saidSince('t')}`,
    [importId],
  );
}
