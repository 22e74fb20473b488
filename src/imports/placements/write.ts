import type { ClientBase } from 'pg';

const changed = `g.fate in ('CHANGED', 'ENDED')`;

/**
 * Writes what is decided, all of it by one statement: who sees whom is derived at its end. Were it done in steps, a part that
 * ends would take from the council the sight of somebody for whom the next part begins on that day.
 */
export async function write(client: ClientBase, importId: string): Promise<void> {
  // Ends first, so that what begins finds the days free.
  const placed = (which: string) => `update placement t
      set care_type = g.care, from_on = coalesce(lower(g.lasts), t.from_on), to_on = case when isempty(g.lasts) then t.from_on else upper(g.lasts) end
      from would_place g where g.id = t.id and ${changed} and ${which}`;
  const paid = (which: string) => `update funding_component t
      set placement_id = g.placement_id, payee_id = g.payee_id, weekly_amount = g.amount,
        from_on = coalesce(lower(g.lasts), t.from_on), to_on = case when isempty(g.lasts) then t.from_on else upper(g.lasts) end
      from would_pay g where g.id = t.id and ${changed} and ${which}`;
  await client.query(
    `with own as (select id, organisation_id from hub.import where id = $1),
     placed_less as (${placed('g.lasts <@ g.stood')} returning t.id),
     placed_otherwise as (${placed('not g.lasts <@ g.stood and (select count(*) from placed_less) >= 0')} returning t.id),
     placed_now as (
       insert into placement (id, author_id, resident_id, home_id, care_type, from_on, to_on)
       select g.id, own.organisation_id, g.resident_id, g.home_id, g.care, g.starts, g.ends from would_place g, own
       where g.fate = 'ADDED' and (select count(*) from placed_otherwise) >= 0 returning id),
     paid_less as (${paid('g.lasts <@ g.stood and (select count(*) from placed_now) >= 0')} returning t.id),
     paid_otherwise as (${paid('not g.lasts <@ g.stood and (select count(*) from paid_less) >= 0')} returning t.id)
     insert into funding_component (id, author_id, resident_id, placement_id, source, payer_id, payee_id, weekly_amount, from_on, to_on)
     select g.id, own.organisation_id, g.resident_id, g.placement_id, g.source, own.organisation_id, g.payee_id, g.amount,
       g.starts, case when isempty(g.lasts) then g.starts else upper(g.lasts) end
     from would_pay g, own where g.fate = 'ADDED' and (select count(*) from paid_otherwise) >= 0`,
    [importId],
  );
  await client.query(
    `insert into hub.record_source (record_id, import_id, line, resident_id)
     select g.id, $1, min(g.line), g.resident_id from (
       select id, line, resident_id, fate from would_place union all select id, line, resident_id, fate from would_pay
     ) g where g.fate in ('ADDED', 'CHANGED', 'ENDED') group by g.id, g.resident_id`,
    [importId],
  );
}
