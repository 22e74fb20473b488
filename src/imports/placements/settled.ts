import type { ClientBase } from 'pg';
import { standingOwn } from '../engine/unnamed.ts';

/** A period with days in it, as the table of the row has it. */
const holds = (row: string) => `(${row}.to_on is null or ${row}.to_on > ${row}.from_on)`;

/**
 * Puts aside the lines about people of whom everything that the file says stands so already, and nothing else is to be done:
 * most of a nightly file. Nobody who writes about them need wait for it. `settled`: the lines, with the rows that they mean.
 */
export async function settleUnchanged(client: ClientBase, importId: string): Promise<number> {
  // Told apart first: joined to what waits at once, they would be planned by what stood when the tables were last counted.
  // And who pays is asked first: joined, one row was planned to be left of all that a council pays, and for each row every line
  // was gone through.
  await client.query(
    `create temporary table placed_so on commit drop as
     select p.id, p.resident_id, p.home_id, p.from_on, p.to_on, p.care_type from placement p
     where p.resident_id in (select resident_id from waiting) and ${holds('p')}`,
  );
  await client.query(
    `create temporary table paid_so on commit drop as
     select c.id, c.placement_id, c.source, c.weekly_amount, c.from_on, c.to_on
     from funding_component c
     where c.payer_id = (select own.organisation_id from hub.import own where own.id = $1)
       and c.resident_id in (select resident_id from waiting) and ${holds('c')}`,
    [importId],
  );
  await client.query(`
    analyze placed_so;
    analyze paid_so;
    create temporary table settled on commit drop as
    with compared as materialized (
      select w.line, w.resident_id, p.id as placement_id, c.id as component_id,
        p.id is not null and (w.source is null or c.id is not null) as stands
      from waiting w
      left join placed_so p on (p.resident_id, p.home_id, p.from_on, p.care_type) = (w.resident_id, w.home_id, w.starts, w.care)
        and p.to_on is not distinct from w.ends
      left join paid_so c on (c.placement_id, c.source, c.from_on, c.weekly_amount)
          = (p.id, w.source, coalesce(w.paid_from, w.starts), w.amount)
        and c.to_on is not distinct from coalesce(w.paid_to, w.ends)
        and c.from_on >= p.from_on and coalesce(c.to_on <= p.to_on, p.to_on is null)
    )
    select c.line, c.placement_id, c.component_id from compared c
    where not exists (select from compared other where other.resident_id = c.resident_id and not other.stands);
    drop table placed_so, paid_so;`);
  await client.query(`
    analyze settled;
    alter table waiting rename to looked_at;
    create temporary table waiting on commit drop as
    select l.* from looked_at l where not exists (select from settled s where s.line = l.line);
    drop table looked_at;
    analyze waiting;`);
  const { rows } = await client.query<{ rows: number }>(
    `select ((select count(*) from (select distinct placement_id from settled) placed) + count(component_id))::int as rows from settled`,
  );
  return rows[0]?.rows ?? 0;
}

/**
 * Waits until nobody else decides who sees those whom the file changes, or ends as it names everything: before anything of
 * them is looked at once more, in one go. `held`: who they are. Whoever comes into sight later is not ended.
 */
export async function holdChanged(client: ClientBase, importId: string, isWhole: boolean): Promise<void> {
  const unnamed = (table: string, settled: string) =>
    `select t.resident_id from ${table} t join hub.import own on own.id = $1
     where ${standingOwn('t')} and not exists (select from settled s where s.${settled} = t.id)`;
  const more = `union ${unnamed('placement', 'placement_id')} union ${unnamed('funding_component', 'component_id')}`;
  await client.query(
    `create temporary table held on commit drop as
     select r.id, r.nhs_number from resident r where r.id in (select resident_id from waiting ${isWhole ? more : ''})`,
    isWhole ? [importId] : [],
  );
  await client.query('select hub.hold_numbers(array(select nhs_number from held)); analyze held');
}
