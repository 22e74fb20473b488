import type { ClientBase } from 'pg';
import { type Kept, period } from './records.ts';

/**
 * A temporary table `plan`: what is to be written of the visits of one kind, each beside the record that it has (`was_…`) or is
 * given. Visits that cannot be as they were reckoned are not in it, and `desired` has why.
 */
export async function planVisits(client: ClientBase, importId: string, what: Kept): Promise<void> {
  await client.query(`create temporary table target on commit drop as
    select own.organisation_id, d.episode, d.visit, d.resident_id, d.began_at, d.ended_at, d.method, d.result, d.record_id
    from desired d join hub.import own on own.id = '${importId}'
    where d.kind = '${what.kind}' and d.fault is null
      -- What a user of the trust took back stays so.
      and (d.record_id is null or exists (select from ${what.table} r where r.id = d.record_id and r.valid_until is null));
    alter table target add primary key (episode); analyze target`);
  await adopt(client, what);
  await beside(client, what);
  await client.query('drop table target');
  await refuseCrossing(client, what);
}

/** What the trust's users have claimed, and others borne out, is the visit of which the messages tell. */
async function adopt(client: ClientBase, { kind, table, begins, ends, method }: Kept): Promise<void> {
  await client.query(`
    with found as (
      select distinct on (near.id) near.* from (
        select distinct on (t.episode) t.episode, t.organisation_id, t.visit, t.resident_id, r.id, r.${begins} as began_at,
          ${method ? `r.${method}` : 'null::text'} as method, t.began_at as told_at
        from target t
        join ${table} r on r.resident_id = t.resident_id and r.trust_id = t.organisation_id
          and r.author_id = t.organisation_id and r.valid_until is null
          and ${period(`r.${begins}`, `r.${ends}`)} && ${period('t.began_at', 't.ended_at')}
        where t.record_id is null and not exists (select from hub.adt_visit l where l.record_id = r.id)
        order by t.episode, abs(extract(epoch from r.${begins} - t.began_at)), r.id
      ) near
      order by near.id, near.told_at, near.visit, near.episode
    ), linked as (
      insert into hub.adt_visit (organisation_id, visit, kind, resident_id, record_id, began_at, method)
      select found.organisation_id, found.visit, '${kind}', found.resident_id, found.id, found.began_at, found.method from found
    )
    update target t set record_id = found.id from found where found.episode = t.episode`);
}

/** Where the row is as the messages last said, they go on; else a user has said something since. */
async function beside(client: ClientBase, { table, begins, ends, method, result, contradicts }: Kept): Promise<void> {
  const followed = (column: string, told: string, otherwise: string) =>
    `case when r.id is null or r.${column} is not distinct from l.${told} then t.${told} else ${otherwise} end`;
  const ended = followed(ends, 'ended_at', `least(r.${ends}, t.ended_at)`);
  await client.query(`
    create temporary table plan on commit drop as
    select one.*, case when ended < began then 'empty' else ${period('began', 'ended')} end as span
    from (
      select t.organisation_id, t.episode, t.visit, t.resident_id, coalesce(r.id, gen_random_uuid()) as id,
        t.began_at as told_began, t.ended_at as told_ended, t.method as told_method, t.result as told_result,
        ${followed(begins, 'began_at', `r.${begins}`)} as began, ${ended} as ended,
        ${method ? followed(method, 'method', `r.${method}`) : 'null::text'} as method,
        case when ${ended} is not null then ${followed(result, 'result', `coalesce(r.${result}, t.result)`)} end as result,
        r.${begins} as was_began, r.${ends} as was_ended, ${method ? `r.${method}` : 'null::text'} as was_method,
        r.${result} as was_result, case when r.id is not null then ${period(`r.${begins}`, `r.${ends}`)} end as was_span
      from target t
      left join hub.adt_visit l on l.record_id = t.record_id
      left join ${table} r on r.id = t.record_id
    ) one;
    alter table plan add primary key (episode);
    create index on plan (resident_id);
    analyze plan;
    with impossible as (
      delete from plan one where one.ended < one.began
        or exists (select from ${table} r where r.id = one.id and ${contradicts})
      returning episode
    )
    update desired d set fault = 'NOT_POSSIBLE' from impossible where d.episode = impossible.episode`);
}

/** What only shrinks is in nobody's way; what is recorded comes before what is not, and then the earlier before the later. */
const order = (row: string) =>
  `(case when ${row}.span <@ ${row}.was_span then 0 when ${row}.was_span is not null then 1 else 2 end, ${row}.began, ${row}.visit, ${row}.episode)`;

/**
 * Takes away what would have a moment in common with a record that stays as it is, or with a visit before it in order: until
 * nothing does, since what is taken away leaves standing what it had.
 */
async function refuseCrossing(client: ClientBase, { table, begins, ends }: Kept): Promise<void> {
  const stays = `${table} r where r.resident_id = p.resident_id and r.trust_id = p.organisation_id and r.valid_until is null
    and ${period(`r.${begins}`, `r.${ends}`)} && p.span and not exists (select from plan known where known.id = r.id)`;
  const before = 'o.resident_id = p.resident_id and o.episode <> p.episode and o.span && p.span';
  for (let refused: number | null = 1; refused; ) {
    const { rowCount } = await client.query(`
      with blocked as (
        select p.episode, (select max(case when exists (select from hub.adt_visit l where l.record_id = r.id)
          then 'VISITS_OVERLAP' else 'NOT_POSSIBLE' end) from ${stays}) as fault from plan p
      ), disputed as (
        select episode from blocked where fault is not null
        union
        select p.episode from plan p join plan o on ${before} and ${order('o')} < ${order('p')}
      ), bad as (
        select episode, fault from blocked where fault is not null
        union all
        select distinct p.episode, 'VISITS_OVERLAP' from plan p join plan o on ${before} and ${order('o')} < ${order('p')}
        where o.episode not in (select episode from disputed) and p.episode not in (select episode from blocked where fault is not null)
      ), gone as (
        delete from plan using bad where bad.episode = plan.episode
      )
      update desired d set fault = bad.fault from bad where d.episode = bad.episode`);
    refused = rowCount;
  }
}
