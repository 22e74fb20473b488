import type { ClientBase } from 'pg';
import type { Kept } from './records.ts';

type Counts = Record<'added' | 'changed' | 'ended' | 'unchanged', number>;

const period = (begins: string, ends: string) => `tstzrange(${begins}, ${ends})`;

/**
 * Brings the records of one kind to what was reckoned. What a user of the trust has put in since the messages last said
 * something stands, and an end is only moved back; what a user took back stays taken back.
 */
export async function followVisits(client: ClientBase, importId: string, what: Kept): Promise<Counts> {
  await client.query(`create temporary table target on commit drop as
    select c.organisation_id, c.visit, d.resident_id, d.began_at, d.ended_at, d.method, d.result
    from concerned c join desired d on d.visit = c.visit and d.kind = '${what.kind}' and d.fault is null;
    alter table target add primary key (visit); analyze target`);
  const ended = await takeBack(client, what);
  await adopt(client, what);
  const { changed, added: left } = await change(client, importId, what);
  const begun = await add(client, importId, what);
  await tellFaults(client, importId, what);
  const { rows } = await client.query<{ told: number }>(
    `select count(distinct e.visit)::int as told from event e join target t using (visit)
     where e.import_id = $1 and e.class = $2`,
    [importId, what.patientClass],
  );
  await client.query('drop table target');
  const added = begun + left;
  return { added, changed, ended, unchanged: Math.max(0, (rows[0]?.told ?? 0) - added - changed) };
}

/** Visits that were cancelled, or turned out to be another person's; and those that must make room for each other. */
async function takeBack(client: ClientBase, { kind, table, begins, ends }: Kept): Promise<number> {
  const { rows } = await client.query<{ ended: number }>(`
    with gone as (
      update ${table} r set valid_until = clock_timestamp(), withdrawal_reason = 'Cancelled by the hospital''s own messages.'
      from hub.adt_visit l join concerned c using (organisation_id, visit)
      left join target t on t.visit = l.visit
      where l.kind = '${kind}' and r.id = l.record_id and r.valid_until is null
        and (t.visit is null or t.resident_id <> l.resident_id or exists (
          select from hub.adt_visit beside join ${table} other on other.id = beside.record_id and other.valid_until is null
          where beside.organisation_id = l.organisation_id and beside.kind = l.kind and beside.visit <> l.visit
            and beside.resident_id = l.resident_id
            and ${period(`other.${begins}`, `other.${ends}`)} && ${period('t.began_at', 't.ended_at')}))
      returning r.id, t.visit is null as cancelled
    ), forgotten as (
      delete from hub.adt_visit l using gone where gone.id = l.record_id
    )
    select count(*) filter (where cancelled)::int as ended from gone`);
  return rows[0]?.ended ?? 0;
}

/** What the trust's users have claimed, and others borne out, is the visit of which the messages tell. */
async function adopt(client: ClientBase, { kind, table, begins, ends, method }: Kept): Promise<void> {
  await client.query(`
    insert into hub.adt_visit (organisation_id, visit, kind, resident_id, record_id, began_at, method)
    select distinct on (found.id) found.organisation_id, found.visit, '${kind}', found.resident_id, found.id, found.began_at, found.method
    from (
      select distinct on (t.visit) t.organisation_id, t.visit, t.resident_id, r.id, r.${begins} as began_at,
        ${method ? `r.${method}` : 'null::text'} as method, t.began_at as told_at
      from target t
      join ${table} r on r.resident_id = t.resident_id and r.trust_id = t.organisation_id
        and r.author_id = t.organisation_id and r.valid_until is null
        and ${period(`r.${begins}`, `r.${ends}`)} && ${period('t.began_at', 't.ended_at')}
      where not exists (select from hub.adt_visit l where l.record_id = r.id)
        and not exists (select from hub.adt_visit l
          where l.organisation_id = t.organisation_id and l.visit = t.visit and l.kind = '${kind}')
      order by t.visit, abs(extract(epoch from r.${begins} - t.began_at)), r.id
    ) found
    order by found.id, found.told_at, found.visit`);
}

async function change(
  client: ClientBase,
  importId: string,
  { kind, table, begins, ends, method, result, contradicts }: Kept,
): Promise<Pick<Counts, 'changed' | 'added'>> {
  // Where the row is as the messages last said, they go on; else a user has said something since.
  const untouched = (column: string, told: string) => `r.${column} is not distinct from l.${told}`;
  const ended = `case when ${untouched(ends, 'ended_at')} then t.ended_at else least(r.${ends}, t.ended_at) end`;
  await client.query(`
    create temporary table changing on commit drop as
    select l.organisation_id, l.visit, r.id, r.resident_id, t.began_at as told_began, t.ended_at as told_ended, t.method as told_method,
      t.result as told_result, r.${begins} as was_begun, r.${ends} as was_ended,
      case when ${untouched(begins, 'began_at')} then t.began_at else r.${begins} end as began,
      ${ended} as ended,
      ${method ? `case when ${untouched(method, 'method')} then t.method else r.${method} end` : 'null::text'} as method,
      case when ${ended} is null then null when ${untouched(result, 'result')} then t.result else coalesce(r.${result}, t.result) end as result,
      ${method ? `r.${method}` : 'null::text'} as was_method, r.${result} as was_result,
      null::tstzrange as span, false as impossible
    from target t
    join hub.adt_visit l on l.organisation_id = t.organisation_id and l.visit = t.visit and l.kind = '${kind}'
    join ${table} r on r.id = l.record_id and r.valid_until is null;
    alter table changing add primary key (id);
    create index on changing (resident_id);
    analyze changing;
    update changing set span = case when ended < began then 'empty' else ${period('began', 'ended')} end;
    update changing c set impossible = true
    from changing one join ${table} r on r.id = one.id
    where one.id = c.id and (one.ended < one.began or ${contradicts}
      or exists (
        select from ${table} other
        where other.resident_id = one.resident_id and other.trust_id = r.trust_id and other.valid_until is null
          and other.id <> one.id and ${period(`other.${begins}`, `other.${ends}`)} && one.span)
      or exists (select from changing other
        where other.resident_id = one.resident_id and other.id <> one.id and other.span && one.span));
    update desired d set fault = 'NOT_POSSIBLE' from changing c where c.impossible and d.visit = c.visit and d.kind = '${kind}';
    delete from changing where impossible;
    update hub.adt_visit l set began_at = c.told_began, ended_at = c.told_ended, method = c.told_method, result = c.told_result
    from changing c where l.record_id = c.id
      and (l.began_at, l.ended_at, l.method, l.result) is distinct from (c.told_began, c.told_ended, c.told_method, c.told_result);
    delete from changing where (began, ended, method, result) is not distinct from (was_begun, was_ended, was_method, was_result);
    update ${table} r set ${begins} = c.began, ${ends} = c.ended, ${result} = c.result${method ? `, ${method} = c.method` : ''}
    from changing c where c.id = r.id`);
  await noteSources(client, importId, 'changing', kind);
  const { rows } = await client.query<{ changed: number; added: number }>(`
    select count(*) filter (where plain)::int as added, count(*) filter (where not plain)::int as changed
    from (select was_ended is null and ended is not null and (began, method) is not distinct from (was_begun, was_method) as plain
      from changing) one`);
  await client.query('drop table changing');
  return rows[0] ?? { changed: 0, added: 0 };
}

async function add(
  client: ClientBase,
  importId: string,
  { kind, table, begins, ends, method, result }: Kept,
): Promise<number> {
  await client.query(`
    create temporary table adding on commit drop as
    select t.*, gen_random_uuid() as id from target t
    where not exists (select from hub.adt_visit l
      where l.organisation_id = t.organisation_id and l.visit = t.visit and l.kind = '${kind}');
    with crossing as (
      delete from adding a using ${table} r
      where r.resident_id = a.resident_id and r.trust_id = a.organisation_id and r.valid_until is null
        and ${period(`r.${begins}`, `r.${ends}`)} && ${period('a.began_at', 'a.ended_at')}
      returning a.visit
    )
    update desired d set fault = 'NOT_POSSIBLE' from crossing where d.visit = crossing.visit and d.kind = '${kind}';
    insert into ${table} (id, author_id, resident_id, trust_id, ${begins}, ${ends}, ${result}${method ? `, ${method}` : ''})
    select id, organisation_id, resident_id, organisation_id, began_at, ended_at, result${method ? ', method' : ''} from adding;
    insert into hub.adt_visit (organisation_id, visit, kind, resident_id, record_id, began_at, ended_at, method, result)
    select organisation_id, visit, '${kind}', resident_id, id, began_at, ended_at, method, result from adding`);
  await noteSources(client, importId, 'adding', kind);
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from adding');
  await client.query('drop table adding');
  return rows[0]?.count ?? 0;
}

/** Says of the records in `from` by which line of this file they came to be as they are: the last that told of the visit. */
async function noteSources(
  client: ClientBase,
  importId: string,
  from: 'changing' | 'adding',
  kind: string,
): Promise<void> {
  await client.query(
    `insert into hub.record_source (record_id, import_id, line, resident_id)
     select f.id, $1, max(e.line), f.resident_id from ${from} f
     join hub.adt_visit l on l.record_id = f.id and l.kind = $2
     join hub.adt_event e on e.organisation_id = l.organisation_id and e.visit = l.visit and e.import_id = $1
     group by f.id, f.resident_id
     on conflict do nothing`,
    [importId, kind],
  );
}

/** Lines of this file that tell of a visit which cannot be recorded as it stands; they count as soon as it can. */
async function tellFaults(client: ClientBase, importId: string, { kind, patientClass }: Kept): Promise<void> {
  await client.query(
    `insert into hub.import_reject (import_id, line, code)
     select $1, e.line, d.fault from desired d
     join hub.adt_event e on e.visit = d.visit and e.class = $3 and e.import_id = $1
     where d.kind = $2 and d.fault is not null
     on conflict do nothing`,
    [importId, kind, patientClass],
  );
}
