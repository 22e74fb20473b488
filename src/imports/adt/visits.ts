import type { ClientBase } from 'pg';
import { planVisits } from './planning.ts';
import type { Reckoned } from './reckoning.ts';
import type { Kept } from './records.ts';

type Counts = Record<'added' | 'changed' | 'ended' | 'unchanged', number>;

/**
 * Brings the records of one kind to what was reckoned. What a user of the trust has put in since the messages last said
 * something stands, and an end is only moved back; what a user took back stays taken back. Where a visit cannot be as it was
 * reckoned, it stays as it was last recorded: only a cancellation, or that it is another person's, takes a record back.
 */
export async function followVisits(
  client: ClientBase,
  importId: string,
  what: Kept,
  { kinds, gone }: Reckoned,
): Promise<Counts> {
  // A file may be of the wards alone.
  if (!kinds.has(what.kind) && !gone.length) return { added: 0, changed: 0, ended: 0, unchanged: 0 };
  const ended = await takeBack(client, what, gone);
  await planVisits(client, importId, what);
  const { changed, added } = await write(client, what);
  await noteSources(client, importId);
  await tellFaults(client, importId, what);
  const { rows } = await client.query<{ told: number }>(
    `select count(distinct d.visit)::int as told from plan join desired d using (episode) where d.lines <> '{}'`,
  );
  await client.query('drop table plan');
  return { added, changed, ended, unchanged: Math.max(0, (rows[0]?.told ?? 0) - added - changed) };
}

async function takeBack(client: ClientBase, { kind, table }: Kept, records: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ ended: number }>(
    `with gone as (
      update ${table} r set valid_until = clock_timestamp(), withdrawal_reason = 'Cancelled by the hospital''s own messages.'
      from hub.adt_visit l
      where l.record_id = any ($1) and l.kind = '${kind}' and r.id = l.record_id and r.valid_until is null
      returning r.id
    ), forgotten as (
      delete from hub.adt_visit l using gone where gone.id = l.record_id
    )
    select count(*)::int as ended from gone`,
    [records],
  );
  return rows[0]?.ended ?? 0;
}

/** No row may have a moment in common with another, not even between two statements: what gives way is written first. */
async function write(
  client: ClientBase,
  { kind, table, begins, ends, method, result, anyResult }: Kept,
): Promise<Pick<Counts, 'changed' | 'added'>> {
  const update = (which: string) => `
    update ${table} r set ${begins} = p.began, ${ends} = p.ended, ${result} = p.result${method ? `, ${method} = p.method` : ''}
    from plan p where p.differs and r.id = p.id and ${which};`;
  await client.query(`
    alter table plan add differs boolean;
    update plan set differs = was_span is not null
      and (began, ended, method, result) is distinct from (was_began, was_ended, was_method, was_result);
    update hub.adt_visit l set began_at = p.told_began, ended_at = p.told_ended, method = p.told_method, result = p.told_result
    from plan p where l.record_id = p.id and p.was_span is not null
      and (l.began_at, l.ended_at, l.method, l.result) is distinct from (p.told_began, p.told_ended, p.told_method, p.told_result);
    ${update('p.span <@ p.was_span')}
    -- Two that change places: for the moment one lasts no time at all.
    update ${table} r set ${ends} = r.${begins}, ${result} = coalesce(r.${result}, ${anyResult}) from plan p
    where p.differs and r.id = p.id and not p.span <@ p.was_span and exists (
      select from plan other where other.resident_id = p.resident_id and other.episode <> p.episode and other.span && p.was_span);
    ${update('not p.span <@ p.was_span')}
    insert into ${table} (id, author_id, resident_id, trust_id, ${begins}, ${ends}, ${result}${method ? `, ${method}` : ''})
    select id, organisation_id, resident_id, organisation_id, began, ended, result${method ? ', method' : ''} from plan where was_span is null;
    insert into hub.adt_visit (organisation_id, visit, kind, resident_id, record_id, began_at, ended_at, method, result)
    select organisation_id, visit, '${kind}', resident_id, id, told_began, told_ended, told_method, told_result from plan where was_span is null`);
  const { rows } = await client.query<{ changed: number; added: number }>(`
    select count(*) filter (where plain)::int as added, count(*) filter (where not plain)::int as changed
    from (
      select was_span is null or was_ended is null and ended is not null and (began, method) is not distinct from (was_began, was_method) as plain
      from plan where differs or was_span is null
    ) one`);
  return rows[0] ?? { changed: 0, added: 0 };
}

/** Says of the records by which line of this file they came to be as they are: the last that told of the visit. */
async function noteSources(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `insert into hub.record_source (record_id, import_id, line, resident_id)
     select p.id, $1, (select max(line) from unnest(d.lines) line), p.resident_id from plan p join desired d using (episode)
     where (p.differs or p.was_span is null) and d.lines <> '{}'
     on conflict do nothing`,
    [importId],
  );
}

/** Lines of this file that tell of a visit which cannot be recorded as it stands; they count as soon as it can. */
async function tellFaults(client: ClientBase, importId: string, { kind }: Kept): Promise<void> {
  await client.query(
    `insert into hub.import_reject (import_id, line, code)
     select $1, line, d.fault from desired d cross join unnest(d.lines) line where d.kind = $2 and d.fault is not null
     on conflict do nothing`,
    [importId, kind],
  );
}
